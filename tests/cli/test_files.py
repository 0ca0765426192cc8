"""Files in other forms than CSV: what they are read as, what is written, and what is refused"""

import csv
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import zipfile

import pytest

from made_files import Variable, sheet_of, spss, workbook

NAMES = ["id", "secure", "fearful", "preoccupied", "dismissing"]
PEOPLE = [["a", 7, 1, 2, 3], ["b", 1, 2, 3, 4]]
RATINGS = "".join(",".join(map(str, row)) + "\n" for row in [NAMES, *PEOPLE])
LONG = "id,item,answer\n" + "".join(f"{row[0]},{item},{answer}\n" for row in PEOPLE for item, answer in zip(NAMES[1:], row[1:]))


def spss_people(rows=PEOPLE, **changes):
  return spss([Variable("id", text=True), *(Variable(name, **changes) for name in NAMES[1:])], rows)


def fhir(id, answers, **more):
  items = [{"linkId": item, "answer": [{"valueInteger": answer}]} for item, answer in zip(NAMES[1:], answers)]
  return {"resourceType": "QuestionnaireResponse", "status": "completed", "subject": {"reference": id}, "item": items, **more}


FHIR = "".join(json.dumps(fhir(row[0], row[1:])) + "\n" for row in PEOPLE)
BUNDLE = json.dumps({"resourceType": "Bundle", "type": "collection",
                     "entry": [{"resource": fhir(row[0], row[1:])} for row in PEOPLE]}, indent=2)


@pytest.fixture
def expected(attune):
  """The scores of the people above, as CSV gives them."""
  return list(csv.DictReader(io.StringIO(attune("score", "rq", "--id", "id", stdin=RATINGS).out)))


@pytest.fixture
def scored(attune):
  def rows(*args, stdin=None):
    done = attune("score", "rq", *args, "--format", "csv", stdin=stdin)
    assert done.code == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))

  return rows


@pytest.fixture
def refused(attune, tmp_path):
  """The message of a run that is refused and leaves nothing behind."""

  def message(*args, stdin=None, code=65):
    before = sorted(tmp_path.iterdir())
    done = attune("score", "rq", *args, "-o", "results.csv", stdin=stdin)
    assert (done.code, done.out) == (code, ""), done.err
    assert sorted(tmp_path.iterdir()) == before
    assert done.err.startswith("attune: ")
    return done.err

  return message


# What comes in


@pytest.mark.parametrize("name, content, options", [
  ("a.csv.gz", gzip.compress(RATINGS.encode()), []),
  ("a.tsv.gz", gzip.compress(RATINGS.replace(",", "\t").encode()), []),
  ("a.xlsx", workbook(Answers=[NAMES, *PEOPLE]), []),
  ("a.xlsx", workbook(Notes=[["nothing"]], Answers=[NAMES, *PEOPLE]), ["--sheet", "Answers"]),
  ("a.xlsx", workbook(Notes=[["nothing"]], Answers=[NAMES, *PEOPLE]), ["--sheet", "2"]),
  ("a.xlsx", workbook(Answers=[["Export of 3 May"], NAMES, *PEOPLE]), ["--skip-rows", "1"]),
  ("a.sav", spss_people(), []),
  ("a.sav.gz", gzip.compress(spss_people()), []),
  ("a.csv", LONG, ["--long", "id,item,answer"]),
  ("a.csv.gz", gzip.compress(LONG.encode()), ["--long", "id,item,answer"]),
  ("a.xlsx", workbook(s=[row.split(",") for row in LONG.splitlines()]), ["--long", "id,item,answer"]),
], ids=lambda value: value if isinstance(value, str) and value.startswith("a.") else "")
def test_answers_score_the_same_in_every_form(scored, expected, write, name, content, options):
  assert scored(write(name, content), "--id", "id", *options) == expected


@pytest.mark.parametrize("content", [gzip.compress(RATINGS.encode()), workbook(s=[NAMES, *PEOPLE]), spss_people()],
                         ids=["gzip", "xlsx", "sav"])
def test_the_form_is_recognised_in_a_pipe_too(scored, expected, content):
  assert scored("--id", "id", stdin=content) == expected


def test_zstandard_is_unpacked(scored, expected, write, tmp_path):
  if shutil.which("zstd") is None:
    pytest.skip("zstd is not there: ITS FILES WERE NOT TESTED FROM OUTSIDE")
  packed = subprocess.run(["zstd", "-c"], input=RATINGS.encode(), capture_output=True, check=True).stdout
  assert scored(write("a.csv.zst", packed), "--id", "id") == expected


@pytest.mark.parametrize("name, content", [("a.ndjson", FHIR), ("a.json", BUNDLE), ("a", BUNDLE)])
def test_responses_of_fhir_are_answers(scored, expected, write, name, content):
  found = scored(write(name, content), "--id", "subject", "--only-scores")
  assert [{"id": row.pop("subject")} | row for row in found] == expected


@pytest.mark.parametrize("content", [
  json.dumps([{"resourceType": "Patient"}] * 20_001 + [fhir("a", PEOPLE[0][1:])]),
  json.dumps({"resourceType": "Bundle", "type": "history",
              "entry": [{"request": {"method": "DELETE", "url": "Patient/1"}}] * 20_001 + [{"resource": fhir("a", PEOPLE[0][1:])}]}),
], ids=["a list", "a history"])
def test_a_response_of_fhir_is_found_among_much_else(scored, expected, write, content):
  found = scored(write("a.json", content), "--from", "fhir", "--id", "subject", "--only-scores")
  assert [{"id": row.pop("subject")} | row for row in found] == expected[:1]


def test_statistics_norms_and_reports_read_every_form(attune, write, tmp_path):
  book = write("a.xlsx", workbook(s=[NAMES, *PEOPLE]))
  text = write("a.csv", RATINGS)
  assert attune("stats", "rq", book).out == attune("stats", "rq", text).out
  assert attune("report", "rq", book, "--id", "id", "-o", "pages").code == 0
  assert (tmp_path / "pages" / "a.html").is_file()


def test_quality_reads_a_workbook_from_a_pipe_twice(scored, write):
  assert len(scored("--id", "id", "--quality", stdin=workbook(s=[NAMES, *PEOPLE]))) == 2


def test_dates_of_a_workbook_are_carried_as_dates(scored, write):
  rows = sheet_of([["visit", *NAMES], [46297, *PEOPLE[0]]]).replace("<c><v>46297</v>", '<c s="1"><v>46297</v>')
  with zipfile.ZipFile(io.BytesIO(workbook(s=rows))) as plain:
    parts = {name: plain.read(name).decode() for name in plain.namelist()}
  parts["xl/styles.xml"] = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
  parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
    "</Relationships>", '<Relationship Id="s" Type="x/styles" Target="styles.xml"/></Relationships>')
  packed = io.BytesIO()
  with zipfile.ZipFile(packed, "w") as archive:
    for name, part in parts.items():
      archive.writestr(name, part)
  assert scored(write("a.xlsx", packed.getvalue()))[0]["visit"] == "2026-10-02"


# SPSS: labels and missing values


def test_what_the_file_calls_missing_is_missing(attune, write):
  file = write("a.sav", spss_people([["a", 7, 1, 2, None], ["b", 1, 2, 3, 9]], missing=(9, 4)))
  done = attune("score", "rq", file, "--id", "id", "--results", "dismissing,dismissing_answered")
  assert done.out == "id,dismissing,dismissing_answered\na,,0\nb,,0\n", done.err


def test_items_are_found_by_the_labels_of_variables(attune, write, expected):
  variables = [Variable("id", text=True), *(Variable(f"VAR{n}", label=name.upper()) for n, name in enumerate(NAMES[1:]))]
  done = attune("score", "rq", write("a.sav", spss(variables, PEOPLE)), "--id", "id")
  assert list(csv.DictReader(io.StringIO(done.out))) == expected
  assert "attune: a.sav: 4 items found by the label of a variable, such as secure in VAR0." in done.err


def test_labels_of_values_count_where_the_codes_are_others(attune, definition, write):
  variables = [Variable(f"q{n}", values={0: "Never", 4: "always"}) for n in range(1, 5)]
  file = write("a.sav", spss(variables, [[0, 4, 4, None]]))
  done = attune("score", "./" + definition(), file, "--results", "anxiety,avoidance")
  # anxiety: q1 is 1, q2 5 and reversed 1; avoidance: q3 is 5.
  assert done.out == "anxiety,avoidance\n1,5\n", done.err
  assert "q1, q2, q3 and q4 are coded otherwise than in mine; what counts is the label of each value." in done.err


def test_a_code_without_label_among_others_with_is_no_answer(attune, definition, write):
  variables = [Variable(f"q{n}", values={0: "Never", 4: "always"}) for n in range(1, 5)]
  done = attune("score", "./" + definition(), write("a.sav", spss(variables, [[2, 4, 4, 0]])))
  assert done.code == 65
  assert "a.sav:1: respondent 1: q1: 2 (without label) is not an answer (1–5)" in done.err
  assert "give each value a label" in done.err
  assert "--missing" not in done.err


def test_a_label_that_counts_is_carried_as_text(attune, definition, write):
  variables = [Variable(f"q{n}", values={0: "Never", 4: "always"}) for n in range(1, 5)]
  file = write("a.sav", spss(variables, [[0, 4, 4, None]]))
  done = attune("score", "./" + definition(), file, "--keep", "q1,q4", "--format", "ndjson")
  row = json.loads(done.out)
  assert (row["q1"], row["q4"]) == ("Never", None), done.err


# With few resources


@pytest.mark.parametrize("form, code", [("csv", 0), ("xlsx", 74)])
def test_where_no_thread_can_be_had_one_is_enough_or_the_reason_is_told(attune, shell, sanitized, form, code):
  attune("simulate", "rq", "--n", "3000", "--seed", "1", "-o", f"a.{form}")
  no_thread = "ulimit -s 200000000000"  # no address space is left for the stack of one
  if sanitized or shell(no_thread).code != 0:
    pytest.skip("the limit cannot be set here")
  done = shell(f"{no_thread}; attune score rq a.{form} --threads 4")
  assert done.code == code, done.err
  assert "mistake in attune" not in done.err
  if code != 0:
    assert done.err.startswith("attune: a.xlsx:results: no thread can be started to read it: ")


# What goes out


@pytest.mark.parametrize("form", ["sav", "zsav", "dta", "xlsx"])
def test_results_read_back_as_they_were(attune, scored, write, tmp_path, form):
  done = attune("score", "rq", "-o", f"results.{form}", stdin=RATINGS)
  assert done.code == 0, done.err
  # The results, with the answers beside, are a file of answers themselves.
  wide = attune("simulate", "rq", "--n", "30", "--seed", "1", "--missing-rate", "0.1", "-o", f"made.{form}")
  assert wide.code == 0, wide.err
  attune("simulate", "rq", "--n", "30", "--seed", "1", "--missing-rate", "0.1", "-o", "made.csv")
  assert scored(f"made.{form}", "--id", "id") == scored("made.csv", "--id", "id")
  assert os.stat(tmp_path / f"results.{form}").st_mode & 0o777 == 0o600


def test_change_and_format_write_them_too(attune, write, tmp_path):
  text = write("a.csv", RATINGS)
  assert attune("change", "rq", text, text, "--id", "id", "-o", "change.sav").code == 0
  assert (tmp_path / "change.sav").read_bytes().startswith(b"$FL2")
  piped = subprocess.run([os.environ["ATTUNE"], "score", "rq", text, "--format", "dta"], capture_output=True, cwd=tmp_path)
  assert piped.stdout.startswith(b"<stata_dta>")


def test_results_in_such_a_form_do_not_go_to_a_terminal(on_terminal, write):
  done = on_terminal("score", "rq", write("a.csv", RATINGS), "--format", "xlsx")
  assert done.code == 64
  assert "not for a terminal" in done.err


@pytest.mark.parametrize("form", ["sav", "dta", "xlsx"])
def test_a_refused_answer_leaves_no_file(attune, tmp_path, form):
  done = attune("score", "rq", "-o", f"results.{form}", stdin=RATINGS.replace("7", "9"))
  assert done.code == 65
  assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["stats", "rq"], ["history", "export", "--questionnaire", "rq"]])
def test_what_is_no_table_is_not_written_as_one(attune, command):
  done = attune(*command, "-o", "x.sav", stdin=RATINGS)
  assert done.code == 64
  assert "-o x.sav: these results are not written in that form" in done.err


# Several rows a person


VISITS = "id,visit,secure,fearful,preoccupied,dismissing\na,2,7,1,2,3\nb,1,1,2,3,4\na,10,1,7,2,3\na,1,4,4,4,4\n"


def test_rows_of_one_person_are_kept_apart_by_time(scored, write):
  rows = scored(write("a.csv", VISITS), "--id", "id", "--time", "visit", "--results", "secure")
  assert [tuple(row.values()) for row in rows] == [("a", "2", "7"), ("b", "1", "1"), ("a", "10", "1"), ("a", "1", "4")]


def test_change_compares_the_first_time_with_the_last(attune, write):
  done = attune("change", "rq", write("a.csv", VISITS), "--id", "id", "--time", "visit")
  rows = list(csv.DictReader(io.StringIO(done.out)))
  assert [(row["id"], row["in"], row["visit_before"], row["visit_after"], row["secure_difference"]) for row in rows] == [
    ("a", "both", "1", "10", "-3"), ("b", "before", "1", "", "")]
  assert done.err.startswith("1 respondent at several times.\n1 respondent only once: b.\n")


def test_change_of_one_file_needs_times(attune, write):
  done = attune("change", "rq", write("a.csv", VISITS), "--id", "id")
  assert done.code == 64
  assert "AFTER is required" in done.err


def test_a_report_shows_the_latest_time_and_the_way_to_it(attune, write, tmp_path):
  done = attune("report", "rq", write("a.csv", VISITS), "--id", "id", "--time", "visit", "--format", "json", "-o", "pages")
  assert done.code == 0, done.err
  assert sorted(page.name for page in (tmp_path / "pages").iterdir()) == ["a.json", "b.json", "index.json"]
  text = (tmp_path / "pages" / "a.json").read_text()
  page = json.loads(text)
  assert page["answered"] == "10"
  assert [earlier["when"] for earlier in page["earlier"]] == ["1", "2"]


def test_long_rows_at_several_times(scored, write):
  rows = "".join(f"{row[0]},{row[1]},{item},{answer}\n" for row in csv.reader(VISITS.splitlines()[1:])
                 for item, answer in zip(NAMES[1:], row[2:]))
  long = scored(write("l.csv", "id,visit,item,answer\n" + rows), "--long", "id,item,answer", "--time", "visit")
  assert long == scored(write("a.csv", VISITS), "--id", "id", "--time", "visit")


def test_time_needs_to_know_whose(refused):
  assert "--time needs --id" in refused("--time", "visit", stdin=VISITS, code=64)


@pytest.mark.parametrize("name, content", [
  ("a.csv", lambda rows: "".join(",".join(map(str, row)) + "\n" for row in rows)), ("a.xlsx", lambda rows: workbook(s=rows))])
def test_a_mistake_in_long_rows_is_told_with_its_own_row(refused, write, name, content):
  rows = [["id", "item", "answer"], ["a", "secure", 7], ["b", "secure", 1], ["a", "fearful", 9], ["b", "fearful", 8]]
  message = refused(write(name, content(rows)), "--long", "id,item,answer", code=65)
  assert re.search(r"a\.(csv|xlsx:s):4: respondent a: fearful: 9 is not an answer", message)


@pytest.mark.parametrize("option, message", [("a,b", "--long needs three columns"), ("x,item,answer", 'no column "x"')])
def test_long_needs_its_columns(refused, write, option, message):
  assert message in refused(write("a.csv", LONG), "--long", option, code=64)


def test_long_rows_at_two_times_name_the_id_for_change(attune, write):
  rows = "".join(f"{row[0]},{row[1]},{item},{answer}\n" for row in csv.reader(VISITS.splitlines()[1:])
                 for item, answer in zip(NAMES[1:], row[2:]))
  long = attune("change", "rq", write("l.csv", "id,visit,item,answer\n" + rows), "--long", "id,item,answer", "--time", "visit")
  assert long.code == 0, long.err
  assert long.out == attune("change", "rq", write("a.csv", VISITS), "--id", "id", "--time", "visit").out


def test_long_rows_below_a_line_that_tells_the_separator(scored, write):
  rows = scored(write("l.csv", "sep=;\n" + LONG.replace(",", ";")), "--long", "id,item,answer")
  assert rows == scored(write("m.csv", LONG), "--long", "id,item,answer")
  assert rows == scored("l.csv", "--long", "id,item,answer", "--skip-rows", "1")


def test_formulas_that_were_never_computed_are_no_answers_and_stop_nothing_else(attune, refused, write):
  def sheet(*formulas):
    rows = "".join(f"<row>{''.join(cells)}</row>" for cells in [
      [f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in [*NAMES[1:], "total"]],
      [f"<c>{'<f>8-B9</f><v/>' if n in formulas else f'<v>{n}</v>'}</c>" for n in range(1, 6)]])
    return workbook(s=sheet_of([]).replace("<sheetData></sheetData>", f"<sheetData>{rows}</sheetData>"))

  message = refused(write("a.xlsx", sheet(2)))
  assert "a.xlsx:s:2: respondent 1: fearful: (never computed) is not an answer" in message
  assert "Open it in a spreadsheet program and save it" in message and "--missing" not in message
  done = attune("score", "rq", write("b.xlsx", sheet(5)), "--results", "secure")
  assert (done.code, done.out) == (0, "total,secure\n(never computed),1\n"), done.err


def test_items_of_long_rows_that_are_none_are_told_with_their_names(refused, write):
  rows = "id,item,answer\na,1,3\na,2,4\na,3,1\na,4,1\n"
  message = refused(write("a.csv", rows), "--long", "id,item,answer", code=65)
  assert "none of its items is one of rq: 1, 2, 3 and 4" in message
  assert "--columns '{n}'" in message


# What is refused


def test_a_mistake_is_told_with_sheet_row_and_item(refused, write):
  book = write("a.xlsx", workbook(Week=[NAMES, *PEOPLE, ["c", 1, 2, 0, 4]]))
  assert "a.xlsx:Week:4: respondent c: preoccupied: 0 is not an answer (1–7)" in refused(book, "--id", "id")


def test_a_row_between_others_is_not_empty_and_none_is_wider_than_the_names(refused, write):
  assert "a.xlsx:s:3: an empty line between the rows" in refused(
    write("a.xlsx", workbook(s=[NAMES, PEOPLE[0], [None], PEOPLE[1]])))
  assert "a.xlsx:s:2: respondent 1: the row has 7 fields, the row of names 5" in refused(
    write("a.xlsx", workbook(s=[NAMES, [*PEOPLE[0], None, "a remark"]])))


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(refused, write):
  book = write("a.xlsx", workbook(One=[NAMES], Two=[NAMES]))
  assert 'Its sheets are "One" and "Two".' in refused(book, "--sheet", "Three", code=64)


MEBIBYTE = 1 << 20


def entity_bomb():
  entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
  return (f'<!DOCTYPE worksheet [{entities}]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
          "<sheetData><row><c t=\"str\"><v>&a11;</v></c></row></sheetData></worksheet>")


def many_columns(count=100_000):
  return [f"x{n}" for n in range(count)]


HOSTILE = {
  "a zip bomb": ("a.xlsx", lambda: workbook(s="<worksheet><sheetData>" + " " * (200 * MEBIBYTE))),
  "an entity bomb": ("a.xlsx", lambda: workbook(s=entity_bomb())),
  "a tag without end": ("a.xlsx", lambda: workbook(s="<worksheet a='" + "ab" * (20 * MEBIBYTE))),
  "elements nested without end": ("a.xlsx", lambda: workbook(s="<a>" * MEBIBYTE)),
  "many columns of a sheet": ("a.xlsx", lambda: workbook(s=[many_columns()])),
  "many columns of text": ("a.csv", lambda: ",".join(many_columns()) + "\n"),
  "many columns of objects": ("a.ndjson", lambda: json.dumps({name: 1 for name in many_columns()}) + "\n"),
  "many variables": ("a.sav", lambda: spss([Variable(name) for name in many_columns()], [])),
  "more cases than there are": ("a.sav", lambda: spss([Variable(name) for name in NAMES], [], cases=2**31 - 1)),
  "fewer cases than there are": ("a.sav", lambda: spss([Variable(name) for name in NAMES[1:]], [[1] * 4] * 9, cases=3)),
  "a SPSS file cut short": ("a.sav", lambda: spss_people()[:-9]),
  "a gzip bomb": ("a.csv.gz", lambda: gzip.compress(bytes(400 * MEBIBYTE))),
  "a gzip bomb of one row": ("a.csv.gz", lambda: gzip.compress(b"x" * (400 * MEBIBYTE))),
  "a gzip bomb of a SPSS file": ("a.sav.gz", lambda: gzip.compress(b"$FL2" + bytes(400 * MEBIBYTE))),
  "a gzip file cut short": ("a.csv.gz", lambda: gzip.compress(RATINGS.encode() * 1000)[:-9]),
  "objects nested without end": ("a.ndjson", lambda: '{"a":' * MEBIBYTE),
  "a response with far more than answers": (
    "a.json", lambda: '{"resourceType":"QuestionnaireResponse","item":[' + "{}," * (20 * MEBIBYTE) + "0]}"),
  "lists nested without end": ("a.json", lambda: '{"resourceType":"Bundle","entry":' + "[" * MEBIBYTE),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_files_made_to_do_harm_end_in_an_error_in_little_memory(measured, write, tmp_path, sanitized, what):
  name, make = HOSTILE[what]
  done, kib = measured("score", "rq", write(name, make()), "-o", "results.csv")
  assert done.code == 65, done.err
  assert re.match(r"attune: a\.", done.err) and len(done.err) < 2000
  assert not (tmp_path / "results.csv").exists()
  assert sanitized or kib < 200 << 10
