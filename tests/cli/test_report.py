"""attune report: pages to hand over, and pages on a group"""

import json
import signal
import stat
import subprocess

import pytest

NAMES = "client,date,q1,q2,q3,q4\n"
# Keyed, anxiety is q1 and 6 - q2.
CLIENTS = NAMES + "c01,2026-10-02,4,2,2,2\nc02,2026-10-03,1,5,5,5\nc03,,,,,\n"
HOSTILE = "<script>alert(1)</script>[x](javascript:y)\x1b[31m\u202e"


@pytest.fixture
def report(attune, write, definition):
  """Reports on clients into the folder "out"."""

  def run(*options, clients=CLIENTS, output="out", id=("--id", "client")):
    return attune("report", definition(), write("clients.csv", clients), *id, "-o", output, *options)

  return run


@pytest.fixture
def out(tmp_path):
  return tmp_path / "out"


def names_in(folder):
  return sorted(file.name for file in folder.iterdir())


def test_each_client_has_a_page_and_there_is_an_index(report, out):
  done = report()
  assert (done.code, done.out) == (0, "")
  assert "3 reports in out; begin with index.html." in done.err
  assert [name for name in names_in(out) if not name.startswith("index")] == ["c01.html", "c02.html", "c03.html"]
  assert "<dd>c01</dd>" in (out / "c01.html").read_text()
  assert 'href="c02.html"' in (out / "index.html").read_text()


def test_only_the_owner_can_read_the_pages(report, out):
  report()
  assert stat.S_IMODE(out.stat().st_mode) == 0o700
  assert {stat.S_IMODE(file.stat().st_mode) for file in out.iterdir()} == {0o600}


@pytest.mark.parametrize("form", ["html", "md", "txt", "json"])
def test_every_form_tells_the_scores(report, out, form):
  assert report("--format", form).code == 0
  text = (out / f"c01.{form}").read_text()
  assert "Anxiety" in text or "anxiety" in text
  assert "4.0" in text  # the mean of 4 and 6 - 2
  assert (out / f"index.{form}").exists()


def test_json_holds_the_exact_figures(report, out):
  report("--format", "json")
  page = json.loads((out / "c02.json").read_text())
  assert (page["respondent"], page["answered"]) == ("c02", "2026-10-03")
  assert page["scales"]["anxiety"]["score"] == 1
  assert page["profile"] == "avoidant"
  assert page["answers"] == {"q1": 1, "q2": 5, "q3": 5, "q4": 5}


def test_earlier_sittings_are_shown_with_their_date(report, write, out):
  write("before.csv", NAMES + "c01,2026-01-02,2,4,2,2\n")
  assert report("--before", "before.csv", "--format", "txt").code == 0
  text = (out / "c01.txt").read_text()
  assert "2026-01-02" in text and "2.00" in text  # from 2 to 4
  assert "Change" not in (out / "c02.txt").read_text()


def test_an_earlier_sitting_that_is_later_is_refused(report, write, out):
  write("before.csv", NAMES + "c01,2030-01-02,2,4,2,2\n")
  done = report("--before", "before.csv")
  assert done.code == 65
  assert "before.csv: respondent c01: 2030-01-02 is later than 2026-10-02" in done.err
  assert not out.exists()


def test_two_earlier_files_are_both_shown(report, write, out):
  write("a.csv", NAMES + "c01,2026-01-02,2,4,2,2\n")
  write("b.csv", NAMES + "c01,,3,3,2,2\n")
  report("--before", "a.csv", "--before", "b.csv", "--format", "json")
  assert [earlier["when"] for earlier in json.loads((out / "c01.json").read_text())["earlier"]] == ["2026-01-02", "b"]


def test_a_row_without_id_is_told(report, out):
  done = report(clients=CLIENTS + ",,,,,\n")
  assert "1 respondent without an id has a page too" in done.err


def test_long_rows_name_the_id(attune, definition, write, out):
  rows = "".join(f"c01,q{n},{n}\n" for n in range(1, 5))
  done = attune("report", definition(), write("l.csv", "who,item,answer\n" + rows), "--long", "who,item,answer", "-o", "out")
  assert done.code == 0, done.err
  assert (out / "c01.html").exists()


def test_items_can_be_left_out(report, out):
  report("--no-items", "--format", "txt")
  assert "Counts as" not in (out / "c01.txt").read_text()


def test_statements_of_ones_own_are_shown(report, write, out):
  write("words.txt", "I like it.\nI do not.\nPerhaps.\nNever.\n")
  report("--wording", "words.txt", "--format", "txt")
  assert "I do not." in (out / "c01.txt").read_text()


def test_title_and_clinic_stand_on_the_page(report, out):
  report("--title", "After three months", "--clinic", "Elm Street", "--format", "txt")
  assert (out / "c01.txt").read_text().startswith("After three months\n")
  assert "Elm Street" in (out / "c01.txt").read_text()


def test_anonymous_pages_hold_no_id_and_the_key_stands_apart(report, out, tmp_path):
  done = report("--anonymous")
  assert "The key is in out-key.csv." in done.err
  key = tmp_path / "out-key.csv"
  assert key.read_text() == "number,id\n1,c01\n2,c02\n3,c03\n"
  assert stat.S_IMODE(key.stat().st_mode) == 0o600
  assert {"1.html", "2.html", "3.html"} <= set(names_in(out))
  for file in out.iterdir():
    assert not any(id in file.name + file.read_text() for id in ("c01", "c02", "c03"))


def test_ids_in_a_safe_key_do_not_run_as_formulas(report, tmp_path):
  report("--anonymous", "--safe-csv", clients=CLIENTS.replace("c01", "=1+1"))
  assert (tmp_path / "out-key.csv").read_text().splitlines()[1] == "1,'=1+1"


def test_a_key_is_never_overwritten(report, write, out):
  write("mine.csv", "number,id\n1,somebody\n")
  done = report("--anonymous", "--key", "mine.csv")
  assert done.code == 73 and "mine.csv" in done.err
  assert not out.exists()


def test_a_key_whose_name_cannot_be_is_told_as_any_file_that_cannot_be_made(report, out):
  done = report("--anonymous", "--key", 300 * "k")
  assert done.code == 73 and "mistake in attune" not in done.err
  assert not out.exists()


def test_an_empty_folder_that_was_there_keeps_its_permissions(report, out):
  out.mkdir()
  out.chmod(0o2770)
  assert report().code == 0
  assert stat.S_IMODE(out.stat().st_mode) == 0o2770
  assert {stat.S_IMODE(file.stat().st_mode) for file in out.iterdir()} == {0o600}
  assert "c01.html" in names_in(out)


def test_the_folder_in_which_one_is_can_be_filled(attune, write, out, tmp_path, definition):
  out.mkdir()
  inode = out.stat().st_ino
  done = attune("report", str(tmp_path / definition()), str(tmp_path / write("clients.csv", CLIENTS)), "--id", "client",
                "-o", ".", cwd=out)
  assert done.code == 0, done.err
  assert out.stat().st_ino == inode and "c01.html" in names_in(out)


def test_pages_do_not_go_to_the_standard_output(report, tmp_path):
  done = report(output="-")
  assert done.code == 64 and "Name a folder" in done.err
  assert names_in(tmp_path) == ["clients.csv", "mine.yaml"]


@pytest.mark.parametrize("there", [False, True], ids=["new", "empty"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_ended_leaves_nothing(program, definition, environment, tmp_path, number, there):
  if there:
    (tmp_path / "out").mkdir()
  run = subprocess.Popen([program, "report", definition(), "--from", "csv", "--id", "client", "-o", "out"],
                         cwd=tmp_path, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
  run.stdin.write(NAMES.encode() + b"".join(b"c%d,,1,1,1,1\n" % n for n in range(20000)))
  run.stdin.flush()
  while not any(".attune-" in path.name for path in tmp_path.rglob("*")):
    assert run.poll() is None
  run.send_signal(number)
  assert run.wait(timeout=60) == -number
  run.stdin.close()
  run.stderr.close()
  assert names_in(tmp_path) == ["mine.yaml"] + ["out"] * there
  assert not there or names_in(tmp_path / "out") == []


def test_a_file_without_respondents_is_told(report, out):
  done = report(clients=NAMES)
  assert done.code == 0 and "0 respondents" in done.err


def test_ids_that_come_again_are_told(report):
  assert "1 id occurs more than once" in report(clients=CLIENTS + "c01,2026-11-02,1,1,1,1\n").err


def test_a_folder_that_holds_something_is_left_as_it_is(report, write, out):
  write("out/mine.txt", "mine")
  done = report()
  assert done.code == 73 and "not empty" in done.err
  assert names_in(out) == ["mine.txt"]


def test_an_answer_that_is_none_leaves_nothing(report, tmp_path):
  assert report(clients=CLIENTS.replace("c03,,,,,", "c03,,9,1,1,1")).code == 65
  assert names_in(tmp_path) == ["clients.csv", "mine.yaml"]


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_hostile_names_and_titles_are_text(report, out, form):
  quoted = '"' + HOSTILE + '"'
  report("--format", form, "--title", HOSTILE, "--clinic", HOSTILE, clients=CLIENTS.replace("c01", quoted))
  for file in out.iterdir():
    text = file.read_text()
    assert "\x1b" not in text and "\u202e" not in text
    if form == "html":
      assert "<script" not in text
    if form == "md":
      assert "<script" not in text.replace("\\<script", "") and "[x](" not in text.replace("\\[x\\](", "")


def test_no_id_writes_outside_the_folder(report, tmp_path, out):
  ids = ["../x", "a/b", "z" * 300, "", "", "INDEX", "index", "/tmp/y", ".."]
  report("--format", "txt", clients=NAMES + "".join(f"{id},,1,1,1,1\n" for id in ids))
  assert names_in(tmp_path) == ["clients.csv", "mine.yaml", "out"]
  assert len(names_in(out)) == len(ids) + 1


def test_norms_add_a_percentile(attune, write, tmp_path):
  rows = "client," + ",".join(f"Q{n}" for n in range(1, 37)) + "\nc01" + ",3" * 36 + "\n"
  columns = ["--columns", "Q{n}", "--id", "client"]
  done = attune("report", "ecr-5pt", write("a.csv", rows), *columns, "--norms", "all", "--format", "json", "-o", "out")
  assert done.code == 0 and "Norms: " in done.err
  page = json.loads((tmp_path / "out" / "c01.json").read_text())
  assert page["norm_group"] == "all"
  assert 0 < page["scales"]["anxiety"]["percentile"] < 100


def test_without_an_id_column_nothing_is_written(report, out):
  done = report(id=())
  assert done.code == 64 and "--id" in done.err
  assert not out.exists()


def test_a_group_is_one_page(report, tmp_path):
  done = report("--group", "--title", HOSTILE, output="group.html", id=())
  assert done.code == 0, done.err
  html = (tmp_path / "group.html").read_text()
  assert html.count("<svg ") == 3  # two distributions and the map
  assert "<script" not in html


def test_a_group_has_no_single_respondents_options(report):
  for options in (["--before", "clients.csv"], ["--anonymous"], ["--no-items"]):
    assert report("--group", *options, output="group.html").code == 64
  assert "attune stats" in report("--group", "--format", "json", output="group.html").err


def test_a_long_run_shows_its_progress(on_terminal, attune, tmp_path, definition):
  attune("simulate", definition(), "--n", "4000", "--seed", "1", "-o", "many.csv")
  done = on_terminal("report", "mine.yaml", "many.csv", "--id", "id", "-o", "out", streams=("stderr",))
  assert done.code == 0
  assert "4,000 reports in out" in done.err
