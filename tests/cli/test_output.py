"""attune score: what comes out, and where"""

import csv
import io
import json
import os
import pathlib
import shutil
import stat
import subprocess
import time

import pytest

NAMES = ["id", "note", "secure", "fearful", "preoccupied", "dismissing"]
TEXT = "id,note,secure,fearful,preoccupied,dismissing\na,x,7,1,2,3\nb,y,5,5,,1\n"
COLUMNS = ["id", "note", "secure", "fearful", "preoccupied", "dismissing", "model_of_self", "model_of_other",
           "secure_answered", "fearful_answered", "preoccupied_answered", "dismissing_answered", "profile"]
ROWS = [["a", "x", 7, 1, 2, 3, 7, 5, 1, 1, 1, 1, "secure"],
        ["b", "y", 5, 5, None, 1, None, None, 1, 1, 0, 1, None]]
CELLS = [["" if value is None else str(value) for value in row] for row in ROWS]
RS = [f"q{n}" for n in range(1, 10)]
THIRDS = ",".join(RS) + "\n7,7,7,7,1,1,1,1,2\n"  # anxiety (1 + 1 + 2) / 3


def read_csv(text, delimiter=","):
  return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


READERS = {
  "csv": lambda text: read_csv(text),
  "tsv": lambda text: read_csv(text, "\t"),
  "json": lambda text: [list((rows := json.loads(text))[0]), *(list(row.values()) for row in rows)],
  "ndjson": lambda text: [list((rows := list(map(json.loads, text.split("\n")[:-1])))[0]),
                          *(list(row.values()) for row in rows)],
  "table": lambda text: [line.split() for line in text.splitlines()],
}
EXPECTED = {
  "csv": [COLUMNS, *CELLS], "tsv": [COLUMNS, *CELLS], "json": [COLUMNS, *ROWS], "ndjson": [COLUMNS, *ROWS],
  "table": [COLUMNS, "a x 7.00 1.00 2.00 3.00 7.00 5.00 1 1 1 1 secure".split(),
            "b y 5.00 5.00 – 1.00 – – 1 1 0 1 –".split()],
}


@pytest.fixture
def written(attune):
  """The standard output of a run without error."""

  def text(*args, stdin=TEXT):
    done = attune("score", *args, stdin=stdin)
    assert done.code == 0, done.err
    return done.out

  return text


@pytest.mark.parametrize("format", READERS)
def test_each_format_holds_scores_counts_and_profile_behind_the_carried_columns(written, format):
  assert READERS[format](written("rq", "--format", format)) == EXPECTED[format]


@pytest.mark.parametrize("name, format", [("a.csv", "csv"), ("a.tsv", "tsv"), ("a.tab", "tsv"), ("a.ndjson", "ndjson"),
                                          ("a.jsonl", "ndjson"), ("a.json", "json"), ("a.JSON", "json"),
                                          ("a.txt", "csv"), ("noextension", "csv")])
def test_the_extension_of_the_output_says_its_format(attune, tmp_path, name, format):
  done = attune("score", "rq", "-o", name, stdin=TEXT)
  assert (done.code, done.out) == (0, "")
  assert READERS[format]((tmp_path / name).read_text()) == EXPECTED[format]


def test_format_beats_the_extension(attune, tmp_path):
  assert attune("score", "rq", "-o", "a.csv", "--format", "json", stdin=TEXT).code == 0
  assert READERS["json"]((tmp_path / "a.csv").read_text()) == EXPECTED["json"]


def test_csv_goes_into_a_pipe_and_a_table_to_a_terminal(written, on_terminal):
  assert READERS["csv"](written("rq")) == EXPECTED["csv"]
  shown = on_terminal("score", "rq", "-", stdin=[TEXT.encode()])
  assert shown.code == 0
  assert READERS["table"](shown.out) == EXPECTED["table"]


def test_the_results_on_a_dash_are_the_standard_output(written):
  assert READERS["csv"](written("rq", "-o", "-")) == EXPECTED["csv"]


@pytest.mark.parametrize("format, text", [("csv", ",".join(COLUMNS) + "\n"), ("json", "[]\n"), ("ndjson", ""),
                                          ("tsv", "\t".join(COLUMNS) + "\n"), ("table", "  ".join(COLUMNS) + "\n")])
def test_no_respondents_leave_the_names_alone(written, format, text):
  assert written("rq", "--format", format, stdin=TEXT.splitlines()[0] + "\n") == text


def test_lines_end_with_a_line_feed_alone_whatever_came_in(written):
  assert "\r" not in written("rq", stdin=TEXT.replace("\n", "\r\n"))


# Numbers


@pytest.mark.parametrize("format, read", [("csv", lambda text: float(read_csv(text)[1][0])),
                                          ("json", lambda text: json.loads(text)[0]["anxiety"]),
                                          ("ndjson", lambda text: json.loads(text)["anxiety"])])
def test_scores_read_back_exactly(written, format, read):
  assert read(written("ecr-rs", "--format", format, stdin=THIRDS)) == 4 / 3


@pytest.mark.parametrize("digits, anxiety, avoidance", [("0", "1", "1"), ("1", "1.3", "1.0"), ("2", "1.33", "1.00"),
                                                        ("15", "1.333333333333333", "1.000000000000000")])
@pytest.mark.parametrize("format", ["csv", "table"])
def test_digits_rounds_scores_but_not_counts(written, format, digits, anxiety, avoidance):
  row = READERS[format](written("ecr-rs", "--format", format, "--digits", digits, stdin=THIRDS))[1]
  assert row[:4] == [anxiety, avoidance, "3", "6"]
  assert row[4 if format == "table" else 6] == "secure"


def test_digits_makes_no_minus_zero(written, definition):
  file = definition(("scales:", "scales:\n  tiny: { title: Tiny, combine: { anxiety: -0.001 } }"))
  row = read_csv(written(file, "--digits", "2", stdin="q1,q2,q3,q4\n1,5,1,1\n"))
  assert dict(zip(*row))["tiny"] == "0.00"


@pytest.mark.parametrize("digits", [[], ["--digits", "2"]])
def test_the_digits_of_a_profile_at_the_cut_do_not_change_it(written, definition, digits):
  # (2 + 3 + 3) / 3 = 2.67, below the cut of 2.668 although it rounds to more
  file = definition(("[q1, -q2]", "[q1, q2, q3]"), ("cut: { anxiety: 3", "cut: { anxiety: 2.668"))
  names, row = read_csv(written(file, *digits, stdin="q1,q2,q3,q4\n2,3,3,1\n"))
  assert row[names.index("profile")] == "secure"


# Columns


@pytest.mark.parametrize("arguments, carried", [
  ([], ["id", "note"]),
  (["--only-scores"], []),
  (["--keep", "note"], ["note"]),
  (["--keep", "note,id"], ["note", "id"]),
  (["--keep", "NOTE", "--keep", "Id"], ["note", "id"]),
  (["--id", "note"], ["note", "id"]),
  (["--id", "id", "--only-scores"], ["id"]),
  (["--id", "id", "--keep", "note"], ["id", "note"]),
  (["--id", "id", "--keep", "note,id,note"], ["id", "note"]),
])
def test_keep_only_scores_and_id_choose_which_columns_go_along(written, arguments, carried):
  rows = read_csv(written("rq", *arguments))
  assert rows[0] == carried + COLUMNS[2:]
  assert [row[:len(carried)] for row in rows[1:]] == [[dict(zip(NAMES, line))[name] for name in carried]
                                                      for line in [["a", "x"], ["b", "y"]]]


def test_an_item_column_can_be_kept_under_its_own_name(written):
  rows = read_csv(written("ecr-rs", "--keep", "Q9", stdin=THIRDS))
  assert [row[0] for row in rows] == ["q9", "2"]


@pytest.mark.parametrize("name", ["profile", "model_of_self", "secure_answered"])
def test_a_column_that_has_the_name_of_a_result_is_refused_with_the_remedy(attune, name):
  done = attune("score", "rq", stdin=TEXT.replace("note", name))
  assert (done.code, done.out) == (65, "")
  assert f'two columns "{name}"' in done.err
  assert "--keep" in done.err
  assert attune("score", "rq", "--keep", "id", stdin=TEXT.replace("note", name)).code == 0


NOTES = ["plain", "a,b", "a;b", "a\tb", 'say "no"', '"', '""', "two\nlines", "two\r\nlines", " spaces ", "", "Müller",
         "日本語", "=1+1", "\\", "a\\nb", "\x1b[31mred", "\x01", "{}", "null", "1e400", "00017", "\u2028", "'", "\r"]


@pytest.mark.parametrize("read", ["csv", "tsv", "ndjson"])
@pytest.mark.parametrize("format", ["csv", "tsv", "json", "ndjson"])
def test_what_is_carried_comes_out_as_it_went_in(written, read, format):
  if read == "ndjson":
    text = "".join(json.dumps({"note": note, "secure": 7, "fearful": 1, "preoccupied": 1, "dismissing": 1}) + "\n"
                   for note in NOTES)
  else:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter={"csv": ",", "tsv": "\t"}[read], lineterminator="\n")
    writer.writerows([["note", "secure", "fearful", "preoccupied", "dismissing"], *([n, 7, 1, 1, 1] for n in NOTES)])
    text = buffer.getvalue()
  rows = READERS[format](written("rq", "--from", read, "--format", format, "--keep", "note", stdin=text))
  assert [row[0] for row in rows[1:]] == NOTES


def test_values_of_json_keep_their_type_and_digits(written):
  values = ['12345678901234567890123', '0.10', '-1.5e3', 'true', 'null', '"7"', '[1,{"a":"b"},[]]', '{"a":null}']
  text = "".join(f'{{"v":{value},"secure":7,"fearful":1,"preoccupied":1,"dismissing":1}}\n' for value in values)
  lines = written("rq", "--from", "ndjson", "--format", "ndjson", "--keep", "v", stdin=text).splitlines()
  assert [line.removeprefix('{"v":').split(',"secure"')[0] for line in lines] == values


# Tables for people


CONTROLS = set("\x1b\x07\u009b\u202e\r\b\x7f\u2066")


@pytest.mark.parametrize("text", ["\x1b]0;title\x07", "\x1b[2J", "\u009b31m", "\u202eabc", "a\rb", "a\bb", "\x7f",
                                  "\u2066"])
@pytest.mark.parametrize("where", ["cell", "name"])
def test_escape_sequences_in_data_do_not_reach_a_terminal(attune, text, where):
  stdin = TEXT.replace(",x,", f',"{text}",') if where == "cell" else TEXT.replace("note", f'"{text}"')
  done = attune("score", "rq", "--format", "table", stdin=stdin)
  assert done.code == 0
  assert not CONTROLS & set(done.out + done.err)


@pytest.mark.parametrize("text", ["two\nlines", "a\tb", "x" * 300])
def test_a_row_of_a_table_stays_a_line_whatever_is_carried(attune, text):
  lines = attune("score", "rq", "--format", "table", stdin=TEXT.replace(",x,", f',"{text}",')).out.splitlines()
  assert len(lines) == 3
  assert max(map(len, lines)) < 250


def test_columns_of_a_table_stand_below_each_other_in_any_script(attune):
  text = TEXT.replace("\na,x", "\na,日本").replace("\nb,y", "\nb,e\u0301t\u00e9")
  lines = attune("score", "rq", "--format", "table", stdin=text).out.splitlines()
  width = lambda text: sum(2 if c in "日本" else 0 if c == "\u0301" else 1 for c in text)
  assert width(lines[1].split("7.00")[0]) == width(lines[2].split("5.00")[0])


def test_a_table_of_several_files_or_many_blocks_has_its_names_once(attune, write):
  write("many.csv", TEXT + "c,z,7,1,2,3\n" * 90_000)  # more than a MiB
  done = attune("score", "rq", "many.csv", "many.csv", "--format", "table")
  assert done.code == 0
  assert sum(line.startswith("id ") for line in done.out.splitlines()) == 1


# Files


def test_a_new_file_of_results_is_its_owners_alone(attune, tmp_path):
  assert attune("score", "rq", "-o", "scores.csv", stdin=TEXT).code == 0
  assert stat.S_IMODE((tmp_path / "scores.csv").stat().st_mode) == 0o600
  assert [file.name for file in tmp_path.iterdir()] == ["scores.csv"]


def test_a_file_that_is_replaced_keeps_its_mode(attune, write, tmp_path):
  os.chmod(tmp_path / write("scores.csv", "old\n"), 0o640)
  assert attune("score", "rq", "-o", "scores.csv", stdin=TEXT).code == 0
  assert stat.S_IMODE((tmp_path / "scores.csv").stat().st_mode) == 0o640
  assert READERS["csv"]((tmp_path / "scores.csv").read_text()) == EXPECTED["csv"]


def test_a_symbolic_link_at_the_output_stays_one(attune, write, tmp_path):
  write("real/scores.csv", "old\n")
  (tmp_path / "link.csv").symlink_to("real/scores.csv")
  assert attune("score", "rq", "-o", "link.csv", stdin=TEXT).code == 0
  assert (tmp_path / "link.csv").is_symlink()
  assert READERS["csv"]((tmp_path / "real/scores.csv").read_text()) == EXPECTED["csv"]


@pytest.mark.parametrize("text", [TEXT + "c,z,0,1,1,1\n", TEXT + "c,z\n", TEXT + '"', TEXT + "c,z,7,1,2,3\n" * 200_000 +
                                  "d,z,9,1,1,1\n"], ids=["invalid", "ragged", "open quote", "late"])
def test_a_run_that_fails_leaves_the_old_results_and_nothing_else(attune, write, tmp_path, text):
  write("scores.csv", "old\n")
  assert attune("score", "rq", "-o", "scores.csv", stdin=text).code == 65
  assert (tmp_path / "scores.csv").read_text() == "old\n"
  assert [file.name for file in tmp_path.iterdir()] == ["scores.csv"]


def test_a_run_that_is_interrupted_leaves_the_old_results_and_nothing_else(shell, write, tmp_path):
  write("scores.csv", "old\n")
  stopped = shell("(cat; sleep 1) | timeout 0.5 attune score rq -o scores.csv; echo ${PIPESTATUS[1]}", stdin=TEXT)
  assert stopped.out == "124\n"
  assert (tmp_path / "scores.csv").read_text() == "old\n"
  assert [file.name for file in tmp_path.iterdir()] == ["scores.csv"]


@pytest.mark.parametrize("output, code", [("absent/scores.csv", 73), (".", 73), ("/dev/full", 74),
                                          ("/proc/scores.csv", 73), ("file/scores.csv", 73)])
def test_a_file_that_cannot_be_made_or_written_is_named(attune, write, output, code):
  write("file", "")
  done = attune("score", "rq", "-o", output, stdin=TEXT)
  assert (done.code, done.out) == (code, "")
  assert done.err.startswith(f"attune: {output}: ")


@pytest.mark.parametrize("output", ["a.csv", "./a.csv", "link.csv", "hard.csv"])
def test_an_input_file_is_never_overwritten(attune, write, tmp_path, output):
  write("a.csv", TEXT)
  (tmp_path / "link.csv").symlink_to("a.csv")
  os.link(tmp_path / "a.csv", tmp_path / "hard.csv")
  done = attune("score", "rq", "a.csv", "-o", output)
  assert done.code == 64
  assert "input file" in done.err
  assert (tmp_path / "a.csv").read_text() == TEXT


def test_answers_that_are_redirected_from_a_file_are_never_overwritten(attune, shell, write, tmp_path):
  write("a.csv", TEXT)
  for inputs in ["", "-"]:
    done = shell(f"attune score rq {inputs} -o a.csv < a.csv")
    assert (done.code, done.out) == (64, "")
    assert "a.csv: that is an input file" in done.err
  assert (tmp_path / "a.csv").read_text() == TEXT
  assert shell("attune score rq -o scores.csv < a.csv").code == 0


@pytest.mark.parametrize("command", [
  ["score", "./mine.yaml", "a.csv"], ["stats", "./mine.yaml", "a.csv"], ["norms", "./mine.yaml", "a.csv"],
  ["change", "./mine.yaml", "a.csv", "a.csv", "--id", "id"], ["simulate", "./mine.yaml", "--n", "1", "--seed", "1"],
  ["sql", "./mine.yaml", "--dialect", "sqlite", "--table", "t"], ["export", "./mine.yaml", "--to", "psych"],
])
def test_the_definition_is_never_overwritten(attune, definition, write, tmp_path, command):
  kept = (tmp_path / definition()).read_text()
  write("a.csv", "id,q1,q2,q3,q4\na,1,2,3,4\n")
  (tmp_path / "link.out").symlink_to("mine.yaml")
  done = attune(*command, "-o", "link.out")
  assert (done.code, done.out) == (64, "")
  assert "link.out: that is an input file" in done.err
  assert (tmp_path / "mine.yaml").read_text() == kept


@pytest.mark.parametrize("command", [["plot", "--picture", "map"], ["report", "--group"]])
def test_a_page_or_picture_never_replaces_the_definition(attune, definition, write, tmp_path, command):
  kept = (tmp_path / definition()).read_text()
  write("a.csv", "q1,q2,q3,q4\n1,2,3,4\n")
  (tmp_path / "link").symlink_to("mine.yaml")
  done = attune(command[0], "mine.yaml", "a.csv", *command[1:], "-o", "link")
  assert done.code == 64
  assert "that is an input file" in done.err
  assert (tmp_path / "mine.yaml").read_text() == kept


def test_one_s_own_definition_is_not_overwritten_where_it_is_named_by_its_id(attune, definition, write, tmp_path):
  kept = (tmp_path / definition()).read_text()
  write("a.csv", "q1,q2,q3,q4\n1,2,3,4\n")
  done = attune("score", "mine", "a.csv", "-o", "mine.yaml", env={"ATTUNE_PATH": str(tmp_path)})
  assert done.code == 64
  assert (tmp_path / "mine.yaml").read_text() == kept


@pytest.mark.parametrize("command", [
  ["score", "./mine.yaml", "a.csv", "-o"], ["simulate", "./mine.yaml", "--n", "1", "--seed", "1", "-o"],
  ["export", "./mine.yaml", "--to", "psych", "-o"], ["take", "./mine.yaml", "--wording", "w.txt", "--page"],
])
def test_what_a_definition_extends_is_never_overwritten(attune, definition, write, tmp_path, command):
  kept = (tmp_path / definition(name="base.yaml")).read_text()
  write("mine.yaml", "schema: attune/1\nid: mine\nextends: base\n")
  write("a.csv", "id,q1,q2,q3,q4\na,1,2,3,4\n")
  write("w.txt", "One.\nTwo.\nThree.\nFour.\n")
  done = attune(*command, "base.yaml")
  assert (done.code, done.out) == (64, "")
  assert "base.yaml: that is an input file" in done.err
  assert (tmp_path / "base.yaml").read_text() == kept


def test_an_answer_file_that_take_reads_is_never_overwritten(shell, write, tmp_path):
  write("replies", "4\n" * 24 + "f\n")
  done = shell("attune take --skip-intro --plain --page replies < replies")
  assert (done.code, done.out) == (64, "")
  assert "replies: that is an input file" in done.err
  assert (tmp_path / "replies").read_text() == "4\n" * 24 + "f\n"


def test_a_page_of_the_guide_is_never_overwritten(attune, tmp_path):
  copied = tmp_path / "mine" / "guide"
  shutil.copytree(pathlib.Path(__file__).parents[2] / "questionnaires" / "guide", copied)
  kept = (copied / "anxious.md").read_text()
  done = attune("take", "--skip-intro", "--page", "mine/guide/anxious.md", stdin="7\n7\n1\n1\n" * 6 + "f\n",
                env={"ATTUNE_PATH": str(tmp_path / "mine")})
  assert done.code == 64
  assert "anxious.md: that is an input file" in done.err
  assert (copied / "anxious.md").read_text() == kept


@pytest.mark.parametrize("output", ["/dev/null", "/dev/stdout"])
def test_answers_and_page_may_go_the_same_way_where_neither_replaces_the_other(attune, output):
  done = attune("take", "--skip-intro", "-o", output, "--page", output, stdin="4\n" * 24 + "f\n")
  assert done.code == 0, done.err


def test_what_is_imported_is_never_overwritten(attune, tmp_path):
  assert attune("export", "rq", "--to", "osd", "-o", "rq.osd").code == 0
  kept = (tmp_path / "rq.osd").read_text()
  (tmp_path / "rq.yaml").symlink_to("rq.osd")
  done = attune("import", "rq.osd", "-o", "rq.yaml")
  assert done.code == 64
  assert "that is an input file" in done.err
  assert (tmp_path / "rq.osd").read_text() == kept


def test_results_can_go_into_a_device(attune):
  assert attune("score", "rq", "-o", "/dev/null", stdin=TEXT).code == 0


# Messages


def test_the_summary_is_one_line_on_the_standard_error(attune):
  done = attune("score", "rq", stdin=TEXT + "c,z,,,,\nd,z,4,4,1,1\n")
  assert done.code == 0
  assert done.err == ("4 respondents: 2 scored, 1 in part, 1 not scored (fewer answers than the scale asks for). "
                      "1 without a profile because of a tie.\n")


def test_a_complete_file_has_nothing_to_explain(attune):
  assert attune("score", "rq", stdin=TEXT.replace(",,", ",2,")).err.startswith("2 respondents: 2 scored, 0 not scored.")


def test_progress_is_shown_on_a_terminal_only_and_wiped(on_terminal):
  head, rows = TEXT.encode(), b"c,z,7,1,2,3\n" * 200_000
  stdin = [head, rows, lambda: time.sleep(1.3), rows]
  on = on_terminal("score", "rq", "-", "-o", "/dev/null", streams=("stderr",), stdin=stdin)
  off = on_terminal("score", "rq", "-", "-o", "/dev/null", streams=("stdout",), stdin=stdin)
  assert (on.code, off.code) == (0, 0)
  assert "\r" in on.err and " respondents" in on.err.split("\r")[1]
  assert " ".join(on.err.split("\r")[-1].split()) == off.err.strip()
  assert off.err.count("\n") == 1 and "\r" not in off.err


def test_a_name_of_the_standard_output_writes_on_where_that_stands(program, environment, tmp_path):
  with open(tmp_path / "all.csv", "wb") as all_of_it:
    os.write(all_of_it.fileno(), b"first\n")
    subprocess.run([program, "score", "rq", "-o", "/dev/stdout"], input=TEXT.encode(), stdout=all_of_it, env=environment, check=True)
    os.write(all_of_it.fileno(), b"last\n")
  lines = (tmp_path / "all.csv").read_text().splitlines()
  assert [lines[0], lines[-1]] == ["first", "last"]
  assert lines[1].startswith("id,note,secure") and len(lines) == 5


def test_a_stream_that_does_not_block_is_waited_for(program, environment, tmp_path, write):
  answers = write("many.csv", TEXT + "a,x,7,1,2,3\n" * 20_000)
  reading, writing = os.pipe()
  os.set_blocking(writing, False)
  process = subprocess.Popen([program, "score", "rq", answers], stdout=writing, env=environment, cwd=tmp_path)
  os.close(writing)
  time.sleep(0.3)  # until the pipe is full
  with open(reading, "rb") as out:
    assert out.read().count(b"\n") == 20_003
  assert process.wait() == 0
