"""attune score: what goes in"""

import csv
import io
import json
import shlex

import pytest

RATINGS = "id,secure,fearful,preoccupied,dismissing\na,7,1,2,3\nb,1,2,3,4\n"
# What follows from it: self = (secure + dismissing) - (preoccupied + fearful), other = (secure + preoccupied) -
# (dismissing + fearful), the profile by the highest.
SCORES = [{"id": "a", "secure": "7", "fearful": "1", "preoccupied": "2", "dismissing": "3", "model_of_self": "7",
           "model_of_other": "5", "profile": "secure"},
          {"id": "b", "secure": "1", "fearful": "2", "preoccupied": "3", "dismissing": "4", "model_of_self": "0",
           "model_of_other": "-2", "profile": "avoidant"}]
RS = [f"q{n}" for n in range(1, 10)]


def rows_of(text):
  return list(csv.DictReader(io.StringIO(text, newline="")))


def table(names, *rows, delimiter=","):
  return "".join(delimiter.join(map(str, row)) + "\n" for row in [names, *rows])


def without_counts(rows):
  return [{name: value for name, value in row.items() if not name.endswith("_answered")} for row in rows]


@pytest.fixture
def scored(attune):
  """The rows that come of a run without error."""

  def rows(*args, stdin=None):
    done = attune("score", *args, "--format", "csv", stdin=stdin)
    assert done.code == 0, done.err
    return rows_of(done.out)

  return rows


@pytest.fixture
def refused(attune, tmp_path):
  """The message of a run that is refused and leaves nothing behind."""

  def message(*args, stdin=None, code=65):
    before = sorted(tmp_path.iterdir())
    done = attune("score", *args, "-o", "results.csv", stdin=stdin)
    assert (done.code, done.out) == (code, "")
    assert sorted(tmp_path.iterdir()) == before
    assert done.err.startswith("attune: ")
    return done.err

  return message


# Forms of input


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_answers_come_from_the_standard_input(scored, arguments):
  assert without_counts(scored("rq", *arguments, stdin=RATINGS)) == SCORES


@pytest.mark.parametrize("text", [
  RATINGS,
  RATINGS.replace("\n", "\r\n"),
  RATINGS.removesuffix("\n"),
  RATINGS + "\n\n\n",
  RATINGS.replace("\n", "\r\n") + "\r\n\r\n",
  "\ufeff" + RATINGS,
  RATINGS.replace(",", ";"),
  RATINGS.replace(",", "\t"),
  "\ufeff" + RATINGS.replace(",", ";").replace("\n", "\r\n"),
  RATINGS.replace("a,7,1,2,3", '"a","7","1","2","3"'),
  RATINGS.replace("id,", '"id",').replace("secure", '"secure"'),
  RATINGS.replace("secure", "SECURE").replace("fearful", " Fearful "),
  RATINGS.replace("a,7,1,2,3", "a, 7 ,1.0,2.00,3e0"),
  "dismissing,id,preoccupied,fearful,secure\n3,a,2,1,7\n4,b,3,2,1\n",
], ids=["LF", "CRLF", "no final line feed", "blank lines at the end", "blank CRLF lines", "byte order mark",
        "semicolons", "tabs", "Excel in Europe", "quoted answers", "quoted names", "names in other case",
        "other ways to write a number", "columns in another order"])
def test_spreadsheets_are_understood_as_they_come(scored, text):
  assert without_counts(scored("rq", stdin=text)) == SCORES


@pytest.mark.parametrize("separator, option", [("|", "|"), ("\t", "tab"), ("\t", "\\t"), (" ", " "), (";", ";")])
def test_delimiter_names_the_separator(scored, separator, option):
  assert without_counts(scored("rq", "--delimiter", option, stdin=RATINGS.replace(",", separator))) == SCORES


def test_delimiter_beats_what_the_first_row_looks_like(scored):
  text = "a;b;c,secure,fearful,preoccupied,dismissing\nx;y;z,7,1,2,3\n"
  assert scored("rq", "--delimiter", ",", stdin=text)[0]["a;b;c"] == "x;y;z"


def test_separators_inside_quotes_do_not_count_when_it_is_guessed(scored):
  text = '"a;b;c;d;e;f",secure,fearful,preoccupied,dismissing\nx,7,1,2,3\n'
  assert scored("rq", stdin=text)[0]["a;b;c;d;e;f"] == "x"


OBJECTS = "".join(json.dumps(dict(zip(["id", "secure", "fearful", "preoccupied", "dismissing"], row))) + "\n"
                  for row in [("a", 7, 1, 2, 3), ("b", "1", 2.0, 3, " 4 ")])


@pytest.mark.parametrize("name, content", [("a.csv", RATINGS), ("a.CSV", RATINGS), ("a.txt", RATINGS),
                                           ("a.tsv", RATINGS.replace(",", "\t")), ("a.tab", RATINGS.replace(",", "\t")),
                                           ("a.ndjson", OBJECTS), ("a.jsonl", OBJECTS), ("a.b.NDJSON", OBJECTS)])
def test_the_extension_says_the_form_of_the_input(scored, write, name, content):
  assert without_counts(scored("rq", write(name, content))) == SCORES


@pytest.mark.parametrize("form, content", [("csv", RATINGS), ("tsv", RATINGS.replace(",", "\t")), ("ndjson", OBJECTS)])
def test_from_beats_the_extension(scored, write, form, content):
  for name in ("a.csv", "a.tsv", "a.ndjson"):
    assert without_counts(scored("rq", write(name, content), "--from", form)) == SCORES


def test_a_tsv_file_is_one_even_where_its_names_hold_more_commas(scored, write):
  name = write("a.tsv", "a,b,c,d,e,f,g\tsecure\tfearful\tpreoccupied\tdismissing\nx\t7\t1\t2\t3\n")
  assert scored("rq", name)[0]["a,b,c,d,e,f,g"] == "x"


def test_objects_may_lack_keys_hold_null_and_blank_lines(scored):
  text = OBJECTS + '\n{"secure":1,"fearful":null}\n\n'
  row = scored("rq", "--from", "ndjson", stdin=text)[2]
  assert (row["id"], row["secure"], row["fearful"], row["preoccupied"], row["profile"]) == ("", "1", "", "", "")


@pytest.mark.parametrize("line, said", [
  ("[1,2]", "object"), ("7", "object"), ("{", "object"), ('{"id":1} x', "object"), ("nonsense", "object"),
  ('{"id":1,"id":2}', "twice"), ('{"secure":[7]}', "secure: [7] is not an answer"),
  ('{"secure":true}', "secure: true is not an answer"), ('{"secure":7.5}', "secure: 7.5 is not an answer"),
  ('{"secure":1e400}', "1e400"), ('{"secure":' + "[" * 50_000, "JSON"),
], ids=lambda value: value[:24])
def test_lines_of_json_that_are_no_respondents_are_refused_with_their_line(refused, line, said):
  message = refused("rq", "--from", "ndjson", stdin=OBJECTS + line + "\n")
  assert "standard input:3: " in message
  assert said in message
  assert "json.exception" not in message


def test_a_json_array_is_refused_with_a_hint_at_ndjson(refused, write):
  message = refused("rq", write("a.json", json.dumps([json.loads(line) for line in OBJECTS.splitlines()])))
  assert "NDJSON" in message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused_with_the_remedy(refused, encoding):
  message = refused("rq", stdin=RATINGS.encode(encoding))
  assert "UTF-16" in message
  assert "iconv" in message


def test_texts_of_another_encoding_are_refused_with_their_place(attune, write):
  answers = write("latin.csv", RATINGS.replace("\nb,", "\nJürg,").encode("latin-1"))
  done = attune("score", "rq", answers, "--id", "id")
  assert done.code == 65 and done.out == ""
  assert r"latin.csv:3: respondent 2: id: J\xFCrg is not text in UTF-8" in done.err and "iconv -f WINDOWS-1252" in done.err


def test_the_encoding_of_columns_that_take_no_part_does_not_matter(attune, write):
  answers = write("latin.csv", RATINGS.replace("id,", "id,was,").replace("\na,", "\na,für,").replace("\nb,", "\nb,,")
                  .encode("latin-1"))
  assert attune("score", "rq", answers, "--keep", "id").code == 0


def test_old_mac_line_ends_are_refused_with_their_name(refused):
  message = refused("rq", stdin=RATINGS.replace("\n", "\r"))
  assert "line end" in message


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", "\ufeff"])
def test_a_file_without_names_is_refused(refused, text):
  assert "column names" in refused("rq", stdin=text)


def test_names_alone_are_no_respondents_but_no_error(attune):
  done = attune("score", "rq", "--only-scores", stdin=RATINGS.splitlines()[0] + "\n")
  assert done.code == 0
  assert len(done.out.splitlines()) == 1
  assert "0 respondents" in done.err


@pytest.mark.parametrize("row, fields", [("c,1,2,3", 4), ("c,1,2,3,4,5", 6), ("c", 1), ("c,1,2,3,4,", 6)])
def test_a_ragged_row_is_refused_with_its_number(refused, row, fields):
  message = refused("rq", stdin=RATINGS + row + "\nd,1,2,3,4\n")
  assert "standard input:4: " in message
  assert f"the row has {fields} field" in message
  assert "respondent 3" in message


def test_line_numbers_count_line_feeds_in_quotes(refused):
  message = refused("rq", stdin='id,secure,fearful,preoccupied,dismissing\n"a\n\n",7,1,2,3\nb,9,2,3,4\n')
  assert "standard input:5: respondent 2: secure: 9 is not an answer" in message


def test_a_blank_line_between_rows_is_refused_with_its_line(refused):
  assert "standard input:2: " in refused("rq", stdin=RATINGS.replace("\na", "\n\na"))


@pytest.mark.parametrize("row, line, said", [('"c,1,2,3,4', 4, "never closed"), ('"c"x,1,2,3,4', 4, "closing quote")])
def test_a_quote_in_the_wrong_place_is_refused_with_its_line(refused, row, line, said):
  message = refused("rq", stdin=RATINGS + row + "\n")
  assert f"standard input:{line}: " in message
  assert said in message


def test_a_quote_inside_an_unquoted_field_is_an_ordinary_character(scored):
  assert scored("rq", stdin=RATINGS.replace("\na,", '\n5" tall,'))[0]["id"] == '5" tall'


# Rows above and below the names


@pytest.mark.parametrize("text", [
  "Export of 22 November\n\n" + RATINGS,
  "\n\n" + RATINGS,
  "Export,of,many,more,columns,than,the,table\nx\n" + RATINGS,
  RATINGS.replace("\na", "\nId,How secure,…,…,…\ntext,int,int,int,int\na"),
  "Export\n" + RATINGS.replace("\na", "\ntext,int,int,int,int\na"),
], ids=["above", "blank rows above", "wider rows above", "below", "above and below"])
def test_skip_rows_leaves_out_rows_above_or_just_below_the_names(scored, text):
  assert without_counts(scored("rq", "--skip-rows", "2", stdin=text)) == SCORES


@pytest.mark.parametrize("separator", [";", "\t"])
def test_the_separator_is_found_below_skipped_rows(scored, separator):
  text = "Export of 22 November\n" + RATINGS.replace(",", separator)
  assert without_counts(scored("rq", "--skip-rows", "1", stdin=text)) == SCORES


@pytest.mark.parametrize("text, rows", [
  ("My clinic\n" + RATINGS, 1), ("My clinic\n\n" + RATINGS, 2), ("My clinic\n" + RATINGS.replace(",", ";"), 1)])
def test_names_below_a_title_are_told_with_the_option_that_helps(refused, text, rows):
  message = refused("rq", stdin=text)
  assert f"standard input:{rows + 1}: the column names stand below other rows" in message
  assert f"--skip-rows {rows}." in message


@pytest.mark.parametrize("first", ["sep=;\n", "SEP=;\r\n", "\ufeff\"sep=;\"\n", "sep=\t\n"])
def test_a_first_line_that_tells_the_separator_as_excel_writes_it_is_understood(scored, first):
  text = RATINGS.replace(",", "\t" if "\t" in first else ";")
  assert without_counts(scored("rq", stdin=first + text)) == SCORES


def test_who_skips_rows_counts_the_line_that_tells_the_separator(scored, refused):
  text = RATINGS.replace(",", ";")
  assert without_counts(scored("rq", "--skip-rows", "1", stdin="sep=;\n" + text)) == SCORES
  titled = "sep=;\nMy clinic\n" + text
  assert "add --skip-rows 2." in refused("rq", stdin=titled)
  assert without_counts(scored("rq", "--skip-rows", "2", stdin=titled)) == SCORES


def test_mistakes_below_a_line_that_tells_the_separator_have_their_lines(refused):
  message = refused("rq", stdin="sep=;\n" + RATINGS.replace("\na,7", "\na,9").replace(",", ";"))
  assert "standard input:3: respondent 1: secure: 9 is not an answer" in message
  names = "sep=;\n" + ";".join(f"R_{n}" for n in range(1, 5)) + "\n1;2;3;4\n"
  assert "--columns 'R_{n}'" in refused("rq", stdin=names)


QUALTRICS = '''StartDate,ResponseId,secure,fearful,preoccupied,dismissing
Start Date,Response ID,"How much, ""secure""?","How
fearful?",Preoccupied?,Dismissing?
"{""ImportId"":""startDate"",""timeZone"":""Z""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1_1""}",\
"{""ImportId"":""QID1_2""}","{""ImportId"":""QID1_3""}","{""ImportId"":""QID1_4""}"
2026-01-01 10:00:00,R_1,7,1,2,3
'''


def test_header_rows_of_qualtrics_are_recognised_and_said(attune):
  done = attune("score", "rq", stdin=QUALTRICS)
  assert done.code == 0
  assert [row["ResponseId"] for row in rows_of(done.out)] == ["R_1"]
  assert "Qualtrics" in done.err


def test_line_numbers_below_header_rows_of_qualtrics_are_those_of_the_file(refused):
  assert "standard input:5: respondent 1: secure: 9 " in refused("rq", stdin=QUALTRICS.replace(",7,", ",9,"))


# Columns


ECR_R = [f"ECRR_{n}" for n in range(1, 37)]


@pytest.mark.parametrize("names, pattern", [
  (ECR_R, "ECRR_{n}"),
  (ECR_R, "ecrr_{n}"),
  ([f"ECRR_{n:02}" for n in range(1, 37)], "ECRR_{n}"),
  ([f"x{n}.rating" for n in range(1, 37)], "X{n}.Rating"),
  ([str(n) for n in range(1, 37)], "{n}"),
])
def test_columns_gives_the_names_of_the_items(scored, names, pattern):
  # anxiety q1–q18 with -q9, -q11: (16 × 7 + 2 × 1) / 18; avoidance: 1 for the 6 forward items, 7 for the 12 reversed
  row, = scored("ecr-r", "--columns", pattern, stdin=table(names, [7] * 18 + [1] * 18))
  assert float(row["anxiety"]) == pytest.approx(114 / 18, abs=1e-15)
  assert float(row["avoidance"]) == pytest.approx((6 * 1 + 12 * 7) / 18, abs=1e-15)


def test_columns_with_larger_numbers_are_no_items_and_go_along(scored):
  row, = scored("ecr-r", "--columns", "ECRR_{n}", stdin=table([*ECR_R, "ECRR_37"], [4] * 36 + ["x"]))
  assert row["ECRR_37"] == "x"


def test_map_names_single_columns_and_beats_the_pattern(scored):
  names = ["first" if name == "ECRR_1" else name for name in ECR_R]
  row, = scored("ecr-r", "--columns", "ECRR_{n}", "--map", "q1=First", stdin=table(names, [7] * 18 + [1] * 18))
  assert float(row["anxiety"]) == pytest.approx(114 / 18, abs=1e-15)


def test_map_may_be_repeated_and_column_names_may_hold_an_equals_sign(scored):
  text = RATINGS.replace("secure", "how=secure").replace("fearful", "f")
  assert without_counts(scored("rq", "--map", "secure=how=secure", "--map", "fearful=f", stdin=text)) == SCORES


def test_map_can_swap_columns(scored):
  row = scored("rq", "--map", "secure=fearful", "--map", "fearful=secure", stdin=RATINGS)[0]
  assert (row["secure"], row["fearful"]) == ("1", "7")


def test_columns_that_are_absent_are_named_with_a_fitting_pattern(refused):
  message = refused("ecr-r", stdin=table(ECR_R, [4] * 36))
  assert "no column for 36 items of ecr-r" in message
  assert "--columns 'ECRR_{n}'" in message


def test_absent_columns_are_named(refused):
  message = refused("rq", stdin="id,secure,fearful,dismissing\na,1,2,3\n")
  assert "no column for 1 item of rq: preoccupied" in message
  assert "--map preoccupied=" in message


@pytest.mark.parametrize("names, arguments", [
  ("secure,Secure,fearful,preoccupied,dismissing", []),
  ("secure,secure,fearful,preoccupied,dismissing", []),
  ("R1,R01,R2,R3,R4", ["--columns", "R{n}"]),
])
def test_two_columns_for_an_item_are_refused(refused, names, arguments):
  assert "two columns for item secure" in refused("rq", *arguments, stdin=f"{names}\n1,2,3,4,5\n")


@pytest.mark.parametrize("arguments, said", [
  (["--id", "idd"], 'Did you mean "id"?'),
  (["--keep", "notte"], 'Did you mean "note"?'),
  (["--map", "secure=sekure"], 'Did you mean "secure"?'),
  (["--id", "nothing-like-it"], "Its columns are"),
  (["--map", "secure=fearful"], "two items"),
])
def test_an_option_that_names_what_is_not_there_is_refused_with_what_was_meant(refused, arguments, said):
  text = RATINGS.replace("id,", "id,note,").replace("\na", "\na,x").replace("\nb", "\nb,y")
  assert said in refused("rq", *arguments, stdin=text, code=64)


def test_a_file_of_very_many_columns_is_read(scored):
  others = [f"x{n}" for n in range(120_000)]
  row, = scored("rq", stdin=table([*others, "secure", "fearful", "preoccupied", "dismissing"],
                                  [0] * len(others) + [7, 1, 2, 3]))
  assert (row["x119999"], row["profile"]) == ("0", "secure")


# Answers


@pytest.mark.parametrize("form", [str, str.upper, str.lower, lambda label: f"  {label} ", lambda label: f'"{label}"'])
def test_labels_are_answers_in_any_case(scored, form):
  labels = [form(label) for label in ["Strongly agree", "Neutral", "Strongly disagree"]]
  row, = scored("ecr-rs", stdin=table(RS, ["Strongly disagree"] * 4 + [7, "7.0"] + labels))
  assert float(row["avoidance"]) == 7
  assert float(row["anxiety"]) == pytest.approx((7 + 4 + 1) / 3, abs=1e-15)


@pytest.mark.parametrize("value", ["0", "8", "-1", "4.5", "4,5", "x", "NA", "0x4", "1e1", "inf", "nan", "4 4", "agree",
                                   "99999999999999999999", "-0", "٤", "7;"])
def test_an_answer_outside_the_scale_is_refused_with_row_column_value_and_remedies(refused, value):
  quoted = f'"{value}"' if "," in value else value
  message = refused("rq", "--delimiter", ",", stdin=RATINGS.replace("b,1,2,", f"b,1,{quoted},"))
  assert message.startswith(f"attune: standard input:3: respondent 2: fearful: {value} is not an answer (1–7)\n")
  # A code that holds a comma cannot be named there.
  assert (f"--missing {shlex.quote(value)}" in message) == ("," not in value)
  assert "--invalid missing" in message
  assert "only one" in message


def test_the_refusal_names_the_respondent_by_id_where_there_is_one(refused):
  assert "respondent b: fearful: 0 is" in refused("rq", "--id", "ID", stdin=RATINGS.replace("b,1,2,", "b,1,0,"))


def test_the_refusal_counts_the_others_and_shows_which_texts_there_are(refused):
  rows = "".join(f"{n},0,{-9 if n % 2 else 1},1,1\n" for n in range(1500))
  message = refused("rq", stdin=RATINGS + rows)
  assert "standard input:4: respondent 3: secure: 0 is not an answer" in message
  assert "2,249 more" in message
  assert "0 (1,500 times)" in message
  assert "-9 (750 times)" in message


def test_the_refusal_names_the_column_as_the_file_does(refused):
  text = RATINGS.replace("secure", "Q_A").replace("\na,7", "\na,0")
  assert "Q_A: 0 is not an answer" in refused("rq", "--map", "secure=q_a", stdin=text)


def test_a_hostile_answer_does_not_break_the_message(refused):
  message = refused("rq", "--id", "id", stdin='id,secure,fearful,preoccupied,dismissing\n'
                                              '"x\nattune: all is well","\x1b[31m\nattune: done",1,2,3\n')
  assert "\x1b" not in message
  assert "\\x1B[31m" in message
  assert "\nattune: " not in message


def test_words_for_answers_are_not_taken_for_missing_ones_first(refused):
  message = refused("ecr-rs", stdin=table(RS, ["Disagree"] * 9))
  assert "If it is an answer in words, a definition that extends ecr-rs can give each answer its label" in message
  assert message.index("answer in words") < message.index("--missing Disagree")
  assert "answer in words" not in refused("ecr-rs", stdin=table(RS, [9] * 9))


def test_columns_that_go_on_where_the_items_end_are_told(attune):
  done = attune("score", "ecr-s", stdin=table([f"q{n}" for n in range(1, 37)], [4] * 36))
  assert done.code == 0
  assert "the columns q13 to q36 look like further items, which ecr-s does not have" in done.err
  assert "further items" not in attune("score", "ecr-s", stdin=table([f"q{n}" for n in range(1, 15)], [4] * 14)).err


def test_a_long_answer_is_shortened_in_the_message(refused):
  assert len(refused("rq", stdin=RATINGS.replace("\na,7", "\na," + "x" * 100_000))) < 1000


@pytest.mark.parametrize("arguments", [["--missing", "0,-9,NA"], ["--missing=0,-9,NA"],
                                       ["--missing", "0", "--missing", "-9", "--missing", "na"],
                                       ["--missing", "-9,0.0,Na"], ["--invalid", "missing"]])
def test_missing_codes_and_empty_answers_are_not_answered(scored, arguments):
  row, = scored("ecr-rs", *arguments, stdin=table(RS, [1, 1, 1, 1, 7, 0, "NA", "", -9]))
  assert (row["avoidance_answered"], row["anxiety_answered"]) == ("5", "0")
  assert (row["avoidance"], row["anxiety"], row["profile"]) == ("7", "", "")


def test_missing_before_the_file_does_not_swallow_it(scored, write):
  assert without_counts(scored("rq", "--missing", "0", write("a.csv", RATINGS))) == SCORES


def test_a_missing_code_does_not_hide_other_invalid_answers(refused):
  assert "fearful: 9 is not" in refused("rq", "--missing", "0", stdin=RATINGS.replace("b,1,2", "b,0,9"))


@pytest.mark.parametrize("code", ["1", "7", "4.0", "Somewhat like me", "0,3"])
def test_an_answer_of_the_scale_cannot_be_a_missing_code(refused, code):
  assert "answer" in refused("rq", "--missing", code, stdin=RATINGS, code=64)


def test_answers_taken_as_missing_are_counted_in_the_summary(attune):
  done = attune("score", "rq", "--invalid", "missing", stdin=RATINGS.replace("b,1,2,", "b,0,x,"))
  assert done.code == 0
  assert "2 answers outside the scale taken as missing" in done.err


# Scores


@pytest.mark.parametrize("answers, anxiety, avoidance, profile", [
  ([7, 6, 5, 4, 3, 2, 1, 2, 3], 2, 15 / 6, "secure"),
  ([7, 7, 7, 7, 1, 1, 4, 4, 4], 4, 1, "anxious"),
  ([1, 1, 1, 1, 7, 7, 4, 4, 3], 11 / 3, 7, "avoidant"),
  ([4, 4, 4, 4, 4, 4, 4, 4, 4], 4, 4, "ambivalent"),
  ([7, 7, 7, 7, 1, "", 1, "", 1], 1, 1, "secure"),
  ([7, 7, 7, 7, "", "", 1, 1, 1], 1, None, None),
  ([7, 7, 7, 7, 1, 1, "", "", 1], None, 1, None),
  ([""] * 9, None, None, None),
], ids=["secure", "high from the cut on", "just below the cut", "the midpoint of both", "one missing each",
        "two missing of six", "two missing of three", "blank"])
def test_scores_and_profiles_of_ecr_rs(scored, answers, anxiety, avoidance, profile):
  row, = scored("ecr-rs", stdin=table(["id", *RS], ["a", *answers]))
  assert (float(row["anxiety"]) if row["anxiety"] else None) == anxiety
  assert (float(row["avoidance"]) if row["avoidance"] else None) == avoidance
  assert row["profile"] == (profile or "")
  assert row["avoidance_answered"] == str(sum(answer != "" for answer in answers[:6]))
  assert row["anxiety_answered"] == str(sum(answer != "" for answer in answers[6:]))


def test_min_answered_replaces_the_rule_of_every_scale(scored):
  text = table(RS, ["", "", "", "", "", 2, "", "", 6], [""] * 9)
  one, none = scored("ecr-rs", "--min-answered", "1", stdin=text)
  assert (one["avoidance"], one["anxiety"], one["profile"]) == ("2", "6", "anxious")
  assert (none["avoidance"], none["anxiety"], none["profile"]) == ("", "", "")
  strict, _ = scored("ecr-rs", "--min-answered", "3", stdin=text)
  assert (strict["avoidance"], strict["anxiety"]) == ("", "")


@pytest.mark.parametrize("ratings, profile", [
  ((7, 1, 2, 3), "secure"), ((1, 7, 2, 3), "ambivalent"), ((1, 2, 7, 3), "anxious"), ((1, 2, 3, 7), "avoidant"),
  ((5, 5, 1, 1), ""), ((4, 4, 4, 4), ""), ((1, 1, 5, 5), ""), ((7, 1, 1, ""), ""), (("", "", "", ""), ""),
])
def test_the_highest_rating_is_the_profile_and_none_on_a_tie_or_with_a_gap(scored, ratings, profile):
  row, = scored("rq", stdin=table(["id", "secure", "fearful", "preoccupied", "dismissing"], ["a", *ratings]))
  assert row["profile"] == profile


def test_an_item_counts_in_two_scales_with_opposite_signs(scored):
  names = [f"q{n}" for n in range(1, 31)]
  low, high = scored("rsq", stdin=table(names, *[[q6 if n == 6 else 3 for n in range(1, 31)] for q6 in (1, 5)]))
  # preoccupied: -q6 of four; dismissing: q6 of five; the other answers are 3
  assert (float(low["preoccupied"]), float(low["dismissing"])) == (14 / 4, 13 / 5)
  assert (float(high["preoccupied"]), float(high["dismissing"])) == (10 / 4, 17 / 5)


def test_dismissing_of_the_rsq_holds_item_26_and_not_28(scored):
  names = [f"q{n}" for n in range(1, 31)]
  changed = lambda item: [5 if n == item else 3 for n in range(1, 31)]
  by_26, by_28 = scored("rsq", stdin=table(names, changed(26), changed(28)))
  assert (float(by_26["dismissing"]), float(by_28["dismissing"])) == (17 / 5, 3)
  assert (float(by_26["secure"]), float(by_28["secure"])) == (3, 13 / 5)


def test_sums_are_prorated(scored):
  names = [f"q{n}" for n in range(1, 13)]
  # anxiety 2 4 6 -8 10 12, of which q12 is blank: (2 + 3 + 4 + (8 - 7) + 5) × 6 / 5
  row, blank = scored("ecr-s", stdin=table(names, [4, 2, 4, 3, 4, 4, 4, 7, 4, 5, 4, ""], [""] * 11 + [1]))
  assert float(row["anxiety"]) == 15 * 6 / 5
  assert float(row["avoidance"]) == 24
  assert (blank["anxiety"], blank["avoidance"], blank["profile"]) == ("", "", "")


def test_a_scale_made_of_scales_is_empty_where_a_part_is(scored):
  names = [f"q{n}" for n in range(1, 19)]
  close = {1, 6, 8, 12, 13, 17}
  full = [5 if n in (1, 6, 12) else 1 if n in (8, 13, 17) else 3 for n in range(1, 19)]
  gap = ["" if n in close else 3 for n in range(1, 19)]
  row, empty = scored("aas-r", stdin=table(names, full, gap))
  assert [float(row[name]) for name in ("close", "depend", "anxiety", "avoidance")] == [5, 3, 3, 6 - (5 + 3) / 2]
  assert row["profile"] == "anxious"
  assert [empty[name] for name in ("close", "depend", "avoidance", "profile")] == ["", "3", "", ""]
  assert "avoidance_answered" not in row


def test_depending_on_others_has_the_published_signs(scored):
  # Collins (1996): -2 5 -7 14 -16 -18
  names = [f"q{n}" for n in range(1, 19)]
  for item, sign in {2: -1, 5: 1, 7: -1, 14: 1, 16: -1, 18: -1}.items():
    row, = scored("aas-r", stdin=table(names, [5 if n == item else 3 for n in range(1, 19)]))
    assert float(row["depend"]) == pytest.approx((18 + 2 * sign) / 6, abs=1e-15), f"q{item}"


def test_a_scale_made_of_scales_that_is_at_the_cut_is_high(scored):
  names = [f"q{n}" for n in range(1, 19)]
  answers = {1: 1, 6: 2, 8: 4, 12: 2, 13: 4, 17: 4,  # close: 11 / 6
             2: 1, 5: 3, 7: 3, 14: 5, 16: 1, 18: 2}  # depend: 25 / 6, so that avoidance is 6 - 36 / 12 = 3
  row, = scored("aas-r", stdin=table(names, [answers.get(n, 1) for n in range(1, 19)]))
  assert float(row["avoidance"]) == pytest.approx(3, abs=1e-12)
  assert row["profile"] == "avoidant"


def test_the_short_form_uses_its_own_numbers(scored):
  names = [f"q{n}" for n in range(1, 13)]
  # own order: anxiety 1 2 3 5 7 8, avoidance 4 -6 -9 -10 -11 -12
  row, = scored("ecr-12", stdin=table(names, [2, 2, 2, 6, 2, 2, 2, 2, 2, 2, 2, 2]))
  assert (float(row["anxiety"]), float(row["avoidance"])) == (2, 6)


def test_a_definition_of_ones_own_scores_by_path_and_by_id(attune, definition):
  text = "q1,q2,q3,q4\n5,2,Never,1\n"
  by_path = attune("score", definition(name="own/mine.yaml"), stdin=text)
  by_id = attune("score", "mine", stdin=text, env={"ATTUNE_PATH": "own"})
  assert by_path == by_id
  row, = rows_of(by_path.out)
  assert (float(row["anxiety"]), float(row["avoidance"]), row["profile"]) == (4.5, 1, "anxious")


def test_a_variant_scores_in_its_own_order_and_range(scored, definition, write):
  definition()
  variant = write("variant.yaml", "schema: attune/1\nid: variant\nextends: mine\ntitle: A variant\n"
                                  "order: [q4, q3, q2, q1]\nresponse: { min: 0, max: 10 }\n"
                                  "profiles: { cut: { anxiety: 5, avoidance: 5 } }\n")
  row, = scored(variant, stdin="q1,q2,q3,q4\n10,0,1,9\n")
  # The variant's q3 is the base's q2 (reversed), its q4 the base's q1.
  assert (float(row["anxiety"]), float(row["avoidance"]), row["profile"]) == ((9 + 9) / 2, 5, "ambivalent")


def test_our_own_inventories_say_that_they_are_not_validated(attune):
  names = [f"q{n}" for n in range(1, 25)]
  done = attune("score", "attune-24", stdin=table(names, [4] * 24))
  assert done.code == 0
  assert "not been validated" in " ".join(done.err.split())


# Several files


def test_several_files_make_one_table_in_their_order(scored, write):
  first = write("a.csv", RATINGS)
  second = write("b.ndjson", OBJECTS.replace('"a"', '"c"').replace('"b"', '"d"'))
  assert [row["id"] for row in scored("rq", first, second)] == ["a", "b", "c", "d"]


def test_the_standard_input_can_be_one_of_the_files(scored, write):
  assert [row["id"] for row in scored("rq", write("a.csv", RATINGS), "-", stdin=RATINGS)] == ["a", "b", "a", "b"]


def test_columns_of_later_files_are_found_by_name(scored, write):
  second = write("b.csv", "note,secure,id,fearful,preoccupied,dismissing\nx,7,c,1,2,3\n")
  first = write("a.csv", "id,note,secure,fearful,preoccupied,dismissing\na,y,7,1,2,3\n")
  assert [(row["id"], row["note"]) for row in scored("rq", first, second)] == [("a", "y"), ("c", "x")]


@pytest.mark.parametrize("names", ["secure,fearful,preoccupied,dismissing",
                                   "id,more,secure,fearful,preoccupied,dismissing"])
def test_a_later_file_with_other_columns_is_refused_by_its_name(refused, write, names):
  second = write("b.csv", names + "\n" + ",".join("1" for _ in names.split(",")) + "\n")
  message = refused("rq", write("a.csv", RATINGS), second)
  assert message.startswith("attune: b.csv: ")
  assert "--only-scores" in message


def test_an_invalid_answer_in_a_later_file_is_named_with_that_file(refused, write):
  message = refused("rq", write("a.csv", RATINGS), write("b.csv", RATINGS.replace("b,1", "b,0")))
  assert message.startswith("attune: b.csv:3: respondent 2: secure: 0 ")


@pytest.mark.parametrize("name, code", [("absent.csv", 66), (".", 66), ("absent/a.csv", 66)])
def test_a_file_that_cannot_be_opened_ends_with_66(refused, name, code):
  assert name in refused("rq", name, stdin=RATINGS, code=code)


@pytest.mark.parametrize("form, separator", [("csv", ","), ("tsv", "\t")])
def test_safe_csv_keeps_texts_from_running_as_formulas_and_numbers_as_they_are(attune, definition, write, form,
                                                                               separator):
  answers = "=name,note,q1,q2,q3,q4\n=1+1,-9,1,5,1,1\n"
  scored = attune("score", definition(), write("a.csv", answers), "--safe-csv", "--format", form)
  assert scored.code == 0, scored.err
  names, row = [line.split(separator) for line in scored.out.splitlines()]
  assert (names[:2], row[:3]) == (["'=name", "note"], ["'=1+1", "-9", "1"])
  exact = attune("score", definition(), "a.csv", "--format", form).out
  assert exact.startswith(f"=name{separator}note")
