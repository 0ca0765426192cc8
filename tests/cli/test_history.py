"""attune history: what a person chose to keep"""

import csv
import io
import json
import os
import pathlib
import re
import sqlite3
import stat
import subprocess

import pytest

PASSPHRASE = "correct horse battery"


def words(text):
  return " ".join(text.split())


@pytest.fixture
def folder(environment):
  return pathlib.Path(environment["XDG_DATA_HOME"]) / "attune"


@pytest.fixture
def files(folder):
  return lambda: sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def save(attune):
  """Takes attune-24 with this answer to every statement, or with these, and keeps it."""

  def run(answers=3, about="partner", *options, **others):
    given = answers if isinstance(answers, list) else [answers] * 24
    replies = "".join(f"{answer}\n" for answer in [*given, "f"])
    done = attune("take", "--skip-intro", "--save", "--about", about, *options, stdin=replies, **others)
    assert done.code == 0, done.err
    return done

  return run


@pytest.fixture
def exported(attune):
  def read(*options):
    done = attune("history", "export", *options)
    assert done.code == 0, done.err
    return json.loads(done.out)["sittings"]

  return read


@pytest.fixture
def passphrase(write):
  return "--passphrase-file", write("passphrase", PASSPHRASE + "\n")


@pytest.fixture
def locked(attune, save, passphrase):
  save(3, "Zebulon")
  assert attune("history", "lock", *passphrase).code == 0


# Keeping


def test_nothing_is_kept_unless_asked(attune, files):
  attune("take", "--skip-intro", stdin="3\n" * 24 + "f\n")
  assert files() == []


def test_an_export_never_replaces_the_history(attune, save, folder, exported, write, tmp_path):
  save()
  (tmp_path / "link.json").symlink_to(folder / "history.sqlite")
  for output in ["link.json", str(folder / "history.sqlite")]:
    done = attune("history", "export", "--format", "json", "-o", output)
    assert (done.code, done.out) == (64, "")
    assert "that folder is for what attune itself keeps" in done.err
  assert len(exported()) == 1


@pytest.mark.parametrize("name", ["history.sqlite", "history.sqlite.locked", "else.json"])
def test_nothing_is_written_among_what_is_kept(attune, save, folder, exported, name):
  save()
  before = sorted(path.name for path in folder.iterdir())
  for command in (["history", "show", "1", "--page"], ["history", "export", "-o"], ["take", "--skip-intro", "--page"],
                  ["take", "--skip-intro", "-o"]):
    done = attune(*command, str(folder / name))
    assert (done.code, done.out) == (64, "")
    assert f"{name}: that folder is for what attune itself keeps" in done.err
  assert sorted(path.name for path in folder.iterdir()) == before
  assert len(exported()) == 1


def test_a_page_never_takes_the_place_of_a_history_that_is_still_to_be(attune, folder, tmp_path):
  (tmp_path / "page.html").symlink_to(folder / "history.sqlite")
  done = attune("take", "--skip-intro", "--save", "--page", "page.html", stdin="3\n" * 24 + "f\n")
  assert (done.code, done.out) == (64, "")
  assert "page.html: that folder is for what attune itself keeps" in done.err


def test_the_file_of_the_passphrase_is_never_overwritten(attune, locked, passphrase, tmp_path):
  for command in (["export", "-o"], ["show", "1", "--page"]):
    done = attune("history", *command, passphrase[-1], *passphrase)
    assert (done.code, done.out) == (64, "")
    assert f"{passphrase[-1]}: that is an input file" in done.err
  assert (tmp_path / passphrase[-1]).read_text() == PASSPHRASE + "\n"


def test_the_file_behind_the_descriptor_of_the_passphrase_is_never_overwritten(shell, locked, passphrase, tmp_path):
  for command in ("export -o", "show 1 --page"):
    for number in (0, 3):
      done = shell(f"attune history {command} {passphrase[-1]} --passphrase-fd {number} {number}< {passphrase[-1]}")
      assert (done.code, done.out) == (64, "")
      assert f"{passphrase[-1]}: that is an input file" in done.err
  assert (tmp_path / passphrase[-1]).read_text() == PASSPHRASE + "\n"


def test_the_file_of_a_passphrase_that_nobody_asks_for_is_never_overwritten(attune, save, passphrase, tmp_path):
  save()
  for command in (["history", "export", "-o"], ["take", "--skip-intro", "-o"], ["take", "--skip-intro", "--save", "-o"]):
    done = attune(*command, passphrase[-1], *passphrase, stdin="3\n" * 24 + "f\n")
    assert (done.code, done.out) == (64, "")
    assert f"{passphrase[-1]}: that is an input file" in done.err
  assert (tmp_path / passphrase[-1]).read_text() == PASSPHRASE + "\n"


def test_reports_never_go_among_what_is_kept(attune, folder, write, tmp_path):
  write("a.csv", "id,secure,fearful,preoccupied,dismissing\na,7,1,2,3\n")
  for arguments in (["-o", str(folder)], ["-o", "pages", "--anonymous", "--key", str(folder / "key.csv")]):
    done = attune("report", "rq", "a.csv", "--id", "id", *arguments)
    assert (done.code, done.out) == (64, "")
    assert "that folder is for what attune itself keeps" in done.err
  assert attune("score", "rq", "a.csv", "-o", str(folder)).code == 64
  assert not folder.exists() and not (tmp_path / "pages").exists()


def test_an_export_does_not_go_under_the_name_of_another_form(attune, save, tmp_path):
  save()
  done = attune("history", "export", "-o", "h.tsv")
  assert (done.code, done.out) == (64, "")
  assert "-o h.tsv: these results are not written in that form" in done.err
  assert not (tmp_path / "h.tsv").exists()


def test_a_kept_sitting_is_told_by_its_number(save):
  assert "Kept as number 1." in save().err
  assert "Kept as number 2." in save().err


def test_a_kept_sitting_is_no_longer_an_unfinished_one(save, environment):
  save()
  assert not list(pathlib.Path(environment["XDG_STATE_HOME"]).glob("attune/sittings/*"))


def test_all_that_was_said_is_kept(save, exported, attune):
  answers = [1, 2, 3, 4, 5, 6, 7, "s"] * 3
  save(answers, "Sam")
  definition = json.loads(attune("show", "attune-24", "--format", "json").out)
  [sitting] = exported()
  assert [reply["answer"] for reply in sitting["replies"]] == [None if a == "s" else a for a in answers]
  assert [reply["item"] for reply in sitting["replies"]] == [f"q{n}" for n in range(1, 25)]
  assert all(reply["ms"] >= 0 for reply in sitting["replies"])
  assert (sitting["questionnaire"], sitting["about"]) == ("attune-24", "Sam")
  assert (sitting["version"], sitting["sha256"]) == (definition["version"], definition["sha256"])
  assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", sitting["started"])
  assert sitting["started"] <= sitting["finished"]


def test_scores_are_kept_as_they_were_shown(save, exported):
  result = json.loads(save([1, 7, 4, 2] * 6, "Sam", "--format", "json").out)[0]
  [sitting] = exported()
  assert {score["scale"]: score["score"] for score in sitting["scores"]} == \
      {scale: value["score"] for scale, value in result["scales"].items()}
  assert sitting["profile"] == result["profile"]
  assert sitting["probability"] == result["probabilities"][result["profile"]]


def test_several_relationships_are_kept_together(attune, exported):
  done = attune("take", "--skip-intro", "--save", "--about", "partner", "--about", "Sam", stdin=("3\n" * 24 + "f\n") * 2)
  assert "Kept as number 1 and 2." in done.err
  assert [sitting["about"] for sitting in exported()] == ["partner", "Sam"]


def test_a_paused_sitting_is_not_kept_before_it_is_finished(attune, files, save):
  attune("take", "--skip-intro", "--save", stdin="3\n" * 5)
  assert "No sitting is kept." in attune("history").err


def test_only_the_owner_can_read_what_is_kept(save, folder):
  save()
  assert stat.S_IMODE(folder.stat().st_mode) == 0o700
  assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600]


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o604])
def test_a_history_that_others_can_read_is_refused(attune, save, folder, mode):
  save()
  (folder / "history.sqlite").chmod(mode)
  done = attune("history")
  assert done.code == 65 and f"chmod 600 {folder}/history.sqlite" in done.err


def test_a_store_that_cannot_be_used_is_told_before_the_first_statement(attune, folder):
  folder.mkdir(parents=True, mode=0o755)
  done = attune("take", "--skip-intro", "--save", stdin="3\n")
  assert done.code == 65 and "chmod 700" in done.err
  assert "Statement" not in done.out


def test_a_retry_after_the_store_had_the_sitting_keeps_it_once(attune, save, environment, tmp_path, exported):
  # As after a fault between the store and the removing of the journal: the journal is put back.
  journals = pathlib.Path(environment["XDG_STATE_HOME"]) / "attune" / "sittings"
  attune("take", "--skip-intro", "--save", stdin="3\n" * 24)
  [journal] = journals.iterdir()
  content = journal.read_bytes()
  assert attune("take", "--save", stdin="g\nf\n").code == 0
  journal.write_bytes(content)
  journal.chmod(0o600)
  assert "Kept as number 1." in attune("take", "--save", stdin="g\nf\n").err
  assert len(exported()) == 1


# Looking back


def test_without_anything_kept_it_says_how_to_keep(attune, files):
  done = attune("history")
  assert done.code == 0 and "--save" in done.err
  assert files() == []


def test_the_list_has_a_line_for_each_sitting(attune, save):
  save(3, "partner")
  save(5, "Sam")
  lines = [line for line in attune("history").out.splitlines() if re.match(r" *\d", line)]
  assert [re.match(r" *(\d+)", line)[1] for line in lines] == ["1", "2"]
  assert "attune-24" in lines[0] and "partner" in lines[0] and "Sam" in lines[1]


def test_sittings_of_one_day_are_told_by_the_time(attune, save, exported):
  save(3)
  assert not re.search(r"\d\d:\d\d", attune("history").out)
  save(5)
  started = [sitting["started"][:16].replace("T", " ") for sitting in exported()]
  if started[0][:10] == started[1][:10]:
    assert all(time in attune("history", env={"TZ": "UTC"}).out for time in started)


@pytest.mark.parametrize("about", ["sam", "SAM", "Sam"])
def test_the_list_can_be_of_one_person(attune, save, about):
  save(3, "partner")
  save(5, "Sam")
  out = attune("history", "--about", about).out
  assert "Sam" in out and "partner" not in out


def test_a_sitting_is_shown_as_when_it_was_taken(attune, save):
  taken = save([1, 7, 4, 2] * 6).out
  assert attune("history", "show", "1").out in taken


def test_a_number_that_is_not_there_is_told(attune, save):
  save()
  for command in (["show", "7"], ["compare", "1", "7"], ["forget", "7", "--yes"]):
    done = attune("history", *command)
    assert done.code == 64 and "number 7" in done.err


@pytest.fixture
def mine(attune, definition, write, tmp_path):
  """A definition of one's own: `take` keeps a sitting with it, `change` makes it another, `remove` takes it away."""
  definition()
  write("w.txt", "One.\nTwo.\nThree.\nFour.\n")

  class Mine:
    env = {"ATTUNE_PATH": str(tmp_path)}

    def history(self, *args):
      return attune("history", *args, env=self.env)

    def take(self, *answers):
      replies = "".join(f"{answer}\n" for answer in [*answers, "f"])
      done = attune("take", "mine", "--wording", "w.txt", "--skip-intro", "--save", stdin=replies, env=self.env)
      assert done.code == 0, done.err

    def change(self):
      definition(("title: My own scale", "title: Another title"))

    def remove(self):
      (tmp_path / "mine.yaml").unlink()

  return Mine()


@pytest.mark.parametrize("change, said", [("change", "has changed since"), ("remove", "has gone since")])
def test_without_its_definition_the_scores_of_then_are_shown(mine, change, said):
  mine.take(5, 5, 5, 5)
  getattr(mine, change)()
  shown = mine.history("show", "1")
  assert said in shown.err
  # q1 5 and q2 reversed 1: 3; q3 and q4: 5.
  assert "My own scale" in shown.out and re.search(r"^anxiety +3\.00", shown.out, re.M)
  assert re.search(r"^avoidance +5\.00", shown.out, re.M)


@pytest.mark.parametrize("change", ["change", "remove"])
def test_without_its_definition_a_page_has_what_was_kept(mine, tmp_path, change):
  mine.take(5, 4, 3, 2)
  mine.take(5, 5, 5, 4)
  getattr(mine, change)()
  done = mine.history("show", "2", "--page", "page.html")
  assert done.code == 0 and "The page is in page.html." in done.err
  page = (tmp_path / "page.html").read_text()
  # q1 5 and q2 reversed 1: 3; q3 5 and q4 4: 4.5, and before 3 and 2: 2.5.
  for part in ("My own scale", "has changed since, or is gone", "3.00", "4.50", "2.50", ">q4<"):
    assert part in page


def test_a_page_says_which_earlier_sittings_are_not_on_it(mine, tmp_path):
  mine.take(5, 4, 3, 2)
  mine.take(5, 4, 3, 2)
  mine.change()
  mine.take(5, 4, 3, 2)
  assert mine.history("show", "3", "--page", "page.html").code == 0
  assert "2 earlier sittings are not on this page" in words((tmp_path / "page.html").read_text())


def test_a_table_has_the_sittings_that_fit_and_tells_which_do_not(mine):
  mine.take(5, 4, 3, 2)
  mine.change()
  mine.take(1, 2, 3, 4)
  done = mine.history("export", "--format", "csv")
  assert done.code == 0 and "number 1." in done.err
  [row] = csv.DictReader(io.StringIO(done.out))
  assert [row[f"q{n}"] for n in range(1, 5)] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("change", ["change", "remove"])
def test_answers_to_a_definition_that_is_gone_can_still_be_had_as_a_table(mine, change):
  mine.take(5, 4, 3, "s")
  getattr(mine, change)()
  [row] = csv.DictReader(io.StringIO(mine.history("export", "--format", "csv").out))
  assert [row[f"q{n}"] for n in range(1, 5)] == ["5", "4", "3", ""]


def test_without_its_definition_a_course_has_the_scores_of_then(mine):
  mine.take(5, 4, 3, 2)
  mine.take(5, 5, 5, 4)
  mine.remove()
  done = mine.history("plot")
  assert done.code == 0 and "has gone since" in done.err
  assert re.search(r"^avoidance$.*2\.50.*4\.50", done.out, re.M | re.S)


def test_a_questionnaire_without_profiles_gets_no_word_about_them(attune, definition, write, tmp_path):
  definition(("profiles: { kind: quadrants, x: anxiety, y: avoidance, cut: { anxiety: 3, avoidance: 3 } }\n", ""))
  write("w.txt", "One.\nTwo.\nThree.\nFour.\n")
  own = {"ATTUNE_PATH": str(tmp_path)}
  for answer in "25":
    done = attune("take", "mine", "--wording", "w.txt", "--skip-intro", "--save", stdin=f"{answer}\n" * 4 + "f\n",
                  env=own)
    assert done.code == 0, done.err
  assert "profile" not in attune("history", "compare", "1", "2", env=own).out
  (tmp_path / "mine.yaml").unlink()
  assert "profile" not in attune("history", "show", "1", env=own).out


def test_who_asks_for_somebody_unknown_hears_what_there_is(attune, save):
  save(3, "partner")
  save(3, "Sam")
  for command in ([], ["plot"], ["export"]):
    assert "o sitting about Nobody is kept; 2 others are" in attune("history", *command, "--about", "Nobody").err
  assert "o sitting with ecr-s is kept" in attune("history", "--questionnaire", "ecr-s").err


def test_the_list_fits_the_terminal(on_terminal, attune, save):
  save(3, "Dr. Jo O’Neil-Łukasiewicz of the clinic")
  save(5)
  for columns in (20, 40, 80, 120):
    shown = on_terminal("history", columns=columns).out
    assert [line for line in shown.splitlines() if len(line) > columns] == []
    assert "Łukasiewicz" in shown or columns == 20


def test_what_is_about_no_one_person_is_listed_as_in_general(attune, save):
  save(4, "general")
  assert "in general" in words(attune("history").out)


def test_that_nothing_in_general_is_kept_is_said_as_the_list_would(attune, save):
  save(4, "partner")
  done = attune("history", "--about", "general")
  assert "No sitting in general is kept; 1 other is." in words(done.out + done.err)


def test_a_comparison_fits_the_terminal(on_terminal, save):
  save([1, 7, 4, 2] * 6)
  save([2, 6, 4, 2] * 6)
  shown = on_terminal("history", "compare", "1", "2", columns=40).out
  assert [line for line in shown.splitlines() if len(line) > 40] == []
  assert "DIFFERENCE" in shown and "CHANGE" in shown


def test_a_sitting_is_not_compared_with_itself(attune, save):
  save()
  assert attune("history", "compare", "1", "1").code == 64


def test_the_earlier_of_two_comes_before_the_later_in_whatever_order_they_are_named(attune, save):
  save(3)
  save(5)
  there = attune("history", "compare", "1", "2").out
  assert "Number 1." in there
  assert attune("history", "compare", "2", "1").out == there


def test_compare_tells_reliable_change(attune, save):
  # Keyed answers all 6, then all 2, but for a few items one higher: a small error, and a difference of 4.
  key = json.loads(attune("show", "attune-24", "--format", "json").out)
  keyed = {entry["item"]: (scale["id"], entry["direction"] == "reversed") for scale in key["scales"]
           for entry in scale["items"]}

  def answers(anxiety):
    given = []
    for number, item in enumerate(key["items"]):
      scale, reverse = keyed[item["id"]]
      value = (anxiety if scale == "anxiety" else 4) + (number % 5 == 0)
      given.append(8 - value if reverse else value)
    return given

  save(answers(6))
  save(answers(2))
  out = attune("history", "compare", "1", "2").out
  anxiety = next(line for line in out.splitlines() if line.startswith("anxiety"))
  avoidance = next(line for line in out.splitlines() if line.startswith("avoidance"))
  assert "-4.00" in anxiety and "better" in anxiety
  assert "no reliable change" in avoidance


def test_different_questionnaires_are_not_compared(attune, save, write):
  save()
  write("w.txt", "".join(f"Sentence {n}.\n" for n in range(12)))
  done = attune("take", "ecr-s", "--wording", "w.txt", "--skip-intro", "--save", stdin="3\n" * 12 + "f\n")
  assert done.code == 0, done.err
  done = attune("history", "compare", "1", "2")
  assert done.code == 64 and "measure different things" in done.err


def test_plot_is_of_the_latest_kind_of_sitting(attune, save):
  save(3, "Sam")
  save(3, "partner")
  save(5, "partner")
  out = attune("history", "plot").out
  assert "2 sittings, about your partner." in out
  assert "Attachment anxiety" in out and "┌" in out
  assert "1 sitting, about Sam." in attune("history", "plot", "--about", "Sam").out


def test_plot_in_plain_mode_is_without_drawings(attune, save):
  save()
  out = attune("history", "plot", "--plain").out
  assert "┌" not in out and "│" not in out and "between" in out


def test_no_escape_sequence_goes_into_a_pipe(attune, save):
  save()
  save()
  for command in ([], ["show", "1"], ["compare", "1", "2"], ["plot"]):
    assert "\x1b" not in attune("history", *command, env={"TERM": "xterm-256color"}).out


# Taking it elsewhere


def test_exported_answers_are_scored_as_they_were(attune, save, exported):
  save([1, 7, 4, 2] * 6)
  save(["s", *[2, 3, 4, 5] * 5, 1, 2, 3])
  attune("history", "export", "-o", "answers.csv")
  scores = list(csv.DictReader(io.StringIO(attune("score", "attune-24", "answers.csv").out)))
  kept = [{score["scale"]: score["score"] for score in sitting["scores"]} for sitting in exported()]
  assert [{scale: float(row[scale]) for scale in ("anxiety", "avoidance")} for row in scores] == kept


def test_what_is_exported_can_be_imported_once(attune, save, exported, environment):
  save([1, 7, 4, 2] * 6)
  save(5, "Sam")
  attune("history", "export", "-o", "history.json")
  elsewhere = {"XDG_DATA_HOME": environment["XDG_DATA_HOME"] + "-elsewhere"}
  assert "2 sittings taken in." in attune("history", "import", "history.json", env=elsewhere).err
  assert "0 sittings taken in; 2 there already." in attune("history", "import", "history.json", env=elsewhere).err
  assert json.loads(attune("history", "export", env=elsewhere).out)["sittings"] == exported()


@pytest.mark.parametrize("text", ["", "{}", "[]", "id,anxiety\n1,2\n", "\xff", "[" * 100000])
def test_what_is_no_history_is_not_taken_in(attune, write, files, text):
  done = attune("history", "import", write("f.json", text.encode("latin-1")))
  assert done.code == 65 and "Nothing was taken in" in done.err
  assert files() == []


def test_a_name_runs_as_no_formula_where_that_is_wanted(attune, save, tmp_path):
  save(3, "=1+1")
  done = attune("history", "export", "--safe-csv", "-o", "answers.csv")
  assert done.code == 0 and "answers.csv written." in done.err
  [row] = csv.DictReader((tmp_path / "answers.csv").open())
  assert row["about"] == "'=1+1"
  [row] = csv.DictReader(io.StringIO(attune("history", "export", "--format", "csv").out))
  assert row["about"] == "=1+1"


@pytest.mark.parametrize("change, said", [
    (lambda sitting: sitting["replies"][5].update(answer=8), "sitting 2: a reply does not fit attune-24"),
    (lambda sitting: sitting["scores"][0].update(score=8), "sitting 2: a score is beyond what attune-24 gives"),
    (lambda sitting: sitting.update(profile="calm"), "sitting 2: there is no such profile in attune-24"),
    (lambda sitting: sitting.update(about="x" * 41), "sitting 2: whom it is about is not a name of at most 40"),
])
def test_what_cannot_have_been_answered_is_not_taken_in(attune, save, exported, write, environment, change, said):
  save(3)
  save(4, "Sam")
  history = json.loads(attune("history", "export").out)
  change(history["sittings"][1])
  done = attune("history", "import", write("h.json", json.dumps(history)), env={"XDG_DATA_HOME": environment["HOME"]})
  assert done.code == 65 and said in words(done.err) and "h.json" in done.err and "--about" not in done.err


def test_several_questionnaires_are_no_single_table(attune, save, write):
  save()
  write("w.txt", "".join(f"Sentence {n}.\n" for n in range(12)))
  attune("take", "ecr-s", "--wording", "w.txt", "--skip-intro", "--save", stdin="3\n" * 12 + "f\n")
  done = attune("history", "export", "--format", "csv")
  assert done.code == 64 and "--questionnaire" in done.err
  assert attune("history", "export", "--format", "csv", "--questionnaire", "ecr-s").out.count("\n") == 2


# Forgetting


def bytes_in(folder):
  return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_of_a_forgotten_sitting_no_byte_is_left(attune, save, folder):
  save(3, "partner")
  save(3, "Zebulon")
  assert b"Zebulon" in bytes_in(folder)
  assert attune("history", "forget", "2", "--yes").code == 0
  assert b"Zebulon" not in bytes_in(folder)
  assert "partner" in attune("history").out


def test_forgetting_everything_leaves_an_empty_folder(attune, save, files):
  save()
  attune("plan", "anxious", "--start")
  assert attune("history", "forget", "--all", "--yes").code == 0
  assert files() == []
  assert attune("plan").code == 64


def test_nothing_is_forgotten_without_a_yes(attune, save, exported):
  save()
  for what in ("1", "--all"):
    done = attune("history", "forget", what, stdin="y\n")
    assert done.code == 64 and "--yes" in done.err
  assert len(exported()) == 1


@pytest.mark.parametrize("arguments", [[], ["1", "--all"], ["0"], ["x"], ["-1"]])
def test_what_to_forget_has_to_be_clear(attune, arguments):
  assert attune("history", "forget", *arguments, "--yes").code == 64


# Under lock


def test_a_locked_history_shows_nothing_in_its_folder(locked, folder, files):
  assert files() == ["history.sqlite.locked"]
  assert b"Zebulon" not in bytes_in(folder) and b"SQLite" not in bytes_in(folder)
  assert stat.S_IMODE((folder / "history.sqlite.locked").stat().st_mode) == 0o600


def test_a_locked_history_is_used_with_its_passphrase(attune, locked, save, passphrase, files):
  save(5, "Sam", *passphrase)
  out = attune("history", *passphrase).out
  assert "Zebulon" in out and "Sam" in out
  assert files() == ["history.sqlite.locked"]


def test_a_passphrase_can_come_from_a_file_descriptor(program, environment, locked):
  reader, writer = os.pipe()
  os.write(writer, PASSPHRASE.encode())
  os.close(writer)
  done = subprocess.run([program, "history", "--passphrase-fd", str(reader)], env=environment, pass_fds=[reader],
                        capture_output=True, text=True, timeout=60)
  os.close(reader)
  assert "Zebulon" in done.stdout


@pytest.mark.parametrize("wrong", ["correct horse batterz\n", "x\n", PASSPHRASE + " \n"])
def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(attune, locked, write, folder, wrong):
  before = bytes_in(folder)
  option = ["--passphrase-file", write("wrong", wrong)]
  for command in (["history"], ["history", "unlock"], ["history", "forget", "1", "--yes"], ["plan"],
                  ["take", "--skip-intro", "--save"]):
    done = attune(*command, *option)
    assert done.code == 65 and "passphrase is wrong" in done.err
    assert "Zebulon" not in done.out
  assert bytes_in(folder) == before


def test_without_a_passphrase_a_locked_history_says_what_is_needed(attune, locked):
  done = attune("history")
  assert done.code == 64 and "--passphrase-file" in done.err


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:50], lambda data: b"",
                                    lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
                                    lambda data: data + b"x"])
def test_a_damaged_locked_history_is_refused_and_left_as_it_is(attune, locked, passphrase, folder, damage):
  file = folder / "history.sqlite.locked"
  file.write_bytes(damage(file.read_bytes()))
  before = file.read_bytes()
  done = attune("history", *passphrase)
  assert done.code == 65 and "left as it is" in done.err
  assert file.read_bytes() == before


def test_unlocking_brings_back_what_was_there(attune, locked, passphrase, files):
  assert attune("history", "unlock", *passphrase).code == 0
  assert files() == ["history.sqlite"]
  assert "Zebulon" in attune("history").out


def test_a_locked_history_is_not_locked_again(attune, locked, passphrase):
  assert attune("history", "lock", *passphrase).code == 64


def test_a_history_can_be_locked_before_anything_is_kept(attune, passphrase, save, files):
  assert attune("history", "lock", *passphrase).code == 0
  save(3, "Sam", *passphrase)
  assert files() == ["history.sqlite.locked"]


@pytest.mark.parametrize("text", ["", "\n", "x" * 2000])
def test_an_empty_or_endless_passphrase_is_refused(attune, write, text, files):
  assert attune("history", "lock", "--passphrase-file", write("p", text)).code == 64
  assert files() == []


def test_a_descriptor_that_is_not_open_is_told_by_its_number(attune, locked):
  done = attune("history", "--passphrase-fd", "55")
  assert done.code == 66 and "--passphrase-fd 55: cannot be read" in done.err


def test_a_short_passphrase_is_taken_with_a_word_about_it(attune, write, save):
  assert "soon guessed" in attune("history", "lock", "--passphrase-file", write("p", "x")).err


def test_a_long_passphrase_is_taken_without_a_word_about_it(attune, passphrase):
  assert "soon guessed" not in attune("history", "lock", *passphrase).err


def test_a_passphrase_is_no_argument(attune):
  assert attune("history", "lock", "--passphrase", "x").code == 64


def test_who_has_lost_the_passphrase_can_begin_anew(attune, locked, files):
  assert attune("history", "forget", "--all", "--yes").code == 0
  assert files() == []


def test_a_plan_is_kept_under_lock_too(attune, locked, passphrase, files):
  attune("plan", "anxious", "--start", *passphrase)
  attune("plan", "--done", *passphrase)
  assert "1 of 14 days" in words(attune("plan", "--look-back", *passphrase).out)
  assert attune("plan").code == 64
  assert files() == ["history.sqlite.locked"]


# What others made


def test_the_history_of_a_later_version_is_left_alone(attune, save, folder):
  save()
  database = sqlite3.connect(folder / "history.sqlite")
  database.execute("PRAGMA user_version = 99")
  database.close()
  done = attune("history")
  assert done.code == 65 and "later version" in done.err


@pytest.mark.parametrize("content", [b"nonsense" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_history_is_left_alone(attune, folder, content):
  folder.mkdir(parents=True, mode=0o700)
  file = folder / "history.sqlite"
  file.write_bytes(content)
  file.chmod(0o600)
  assert attune("history").code == 65
  assert file.read_bytes() == content


def test_a_kept_result_is_written_as_a_page_with_the_way_from_the_sittings_before_it(attune, save, tmp_path):
  save(2, "Sam")
  save(3, "somebody else")
  save(6, "Sam")
  page = tmp_path / "result.html"
  assert attune("history", "show", "3", "--page", str(page)).code == 0
  later = page.read_text()
  assert attune("history", "show", "1", "--page", str(page)).code == 0
  first = page.read_text()
  assert "reliable" in later and "reliable" not in first
  assert stat.S_IMODE(page.stat().st_mode) == 0o600

