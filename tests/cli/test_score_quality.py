"""attune score --quality: what is said of how people answered"""

import csv
import io
import json

import pytest

ITEMS = [f"q{n}" for n in range(1, 37)]
INDICES = ["longest_run", "answer_sd", "even_odd", "keyed_agreement", "mahalanobis_d2", "mahalanobis_p",
           "share_missing", "quality"]
REVERSED = {9, 11, 20, 22, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36}  # ecr-r


def attentive(person):
  """Answers to the ECR-R that agree with a person's anxiety and avoidance, and differ a little from item to item."""
  def answer(item):
    wanted = 2 + (person if item <= 18 else person // 4) % 4 + (7 * item * item + 3 * person * item) % 11 % 3 - 1
    return 8 - wanted if item in REVERSED else wanted
  return [answer(item) for item in range(1, 37)]


def file_of(rows, names=None):
  return "".join(",".join(map(str, row)) + "\n" for row in [["id", *(names or ITEMS)], *rows])


PEOPLE = [[f"p{person}", *attentive(person)] for person in range(80)]
STRAIGHT = ["straight", *[7] * 36]
HALF = ["half", *attentive(2)[:16], *[""] * 20]
ANSWERS = file_of([*PEOPLE, STRAIGHT, HALF])


def rows_of(text):
  return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_indices_and_the_note_come_after_the_scores(attune, write):
  done = attune("score", "ecr-r", write("a.csv", ANSWERS), "--quality")
  assert done.code == 0, done.err
  names = done.out.splitlines()[0].split(",")
  assert names[-len(INDICES):] == INDICES
  rows = {row["id"]: row for row in rows_of(done.out)}
  assert len(rows) == 82
  straight = rows["straight"]
  assert (straight["longest_run"], straight["answer_sd"], straight["keyed_agreement"],
          straight["share_missing"]) == ("36", "0", "0", "0")
  assert straight["quality"].startswith("one answer 36 times in a row; opposite statements answered alike")
  assert rows["half"]["quality"].endswith("20 of 36 answers left out")
  assert rows["p1"]["quality"] == ""


def test_without_the_option_nothing_is_said_of_quality(attune):
  done = attune("score", "ecr-r", stdin=ANSWERS)
  assert not set(INDICES) & set(done.out.splitlines()[0].split(","))
  assert "quality" not in done.err


def test_the_last_lines_say_how_many_have_a_note_and_what_it_is_not(attune):
  done = attune("score", "ecr-r", "--quality", stdin=ANSWERS)
  noted = sum(row["quality"] != "" for row in rows_of(done.out))
  assert f"{noted} of 82 respondents have a note" in done.err
  assert "not to leave them out" in done.err


@pytest.mark.parametrize("command", [
  "attune score ecr-r --quality --from csv < a.csv", "cat a.csv | attune score ecr-r - --quality",
  "attune score ecr-r <(cat a.csv) --quality --from csv", "(read -r; attune score ecr-r --quality) < b.csv",
], ids=["a file as standard input", "a pipe", "a named pipe", "a file that stands at its second line"])
def test_what_can_be_read_only_once_gives_the_same_as_a_file(attune, shell, write, command):
  by_name = attune("score", "ecr-r", write("a.csv", ANSWERS), "--quality")
  write("b.csv", "above\n" + ANSWERS)
  done = shell(command)
  assert done.code == 0, done.err
  assert done.out == by_name.out


def test_distances_are_those_within_all_files_together(attune, write):
  whole = attune("score", "ecr-r", "--quality", "--only-scores", write("a.csv", ANSWERS))
  write("first.csv", file_of(PEOPLE[:30]))
  write("rest.csv", file_of([*PEOPLE[30:], STRAIGHT, HALF]))
  parts = attune("score", "ecr-r", "--quality", "--only-scores", "first.csv", "-",
                 stdin=file_of([*PEOPLE[30:], STRAIGHT, HALF]))
  assert parts.code == 0, parts.err
  assert parts.out == whole.out


def test_messages_name_a_copied_input_as_the_person_did(shell):
  done = shell("sed 's/^p3,./p3,9/' | attune score ecr-r --quality --id id", stdin=ANSWERS)
  assert done.code == 65
  assert done.err.startswith("attune: standard input:5: respondent p3: q1: 9 is not an answer (1–7)")


def test_nothing_remains_of_the_copy_of_a_pipe(attune, tmp_path):
  folder = tmp_path / "temporary"
  folder.mkdir()
  done = attune("score", "ecr-r", "--quality", stdin=ANSWERS, env={"TMPDIR": str(folder)})
  assert done.code == 0
  assert list(folder.iterdir()) == []


def test_a_copy_that_cannot_be_made_is_refused_with_what_helps(attune):
  done = attune("score", "ecr-r", "--quality", stdin=ANSWERS, env={"TMPDIR": "/absent"})
  assert (done.code, done.out) == (73, "")
  assert done.err.startswith("attune: standard input: cannot be copied into /absent to be read twice: No such file")
  assert "TMPDIR" in done.err


def test_a_copy_for_which_there_is_no_room_is_refused_with_what_helps(shell):
  # A limit on the size of files stands for a full disk: the write fails, once its signal is ignored.
  done = shell("trap '' XFSZ; ulimit -f 1; cat | attune score ecr-r --quality | cat; exit ${PIPESTATUS[1]}",
               stdin=ANSWERS)
  assert (done.code, done.out) == (74, "")
  assert "standard input: cannot be copied into /tmp to be read twice: File too large" in done.err


def test_few_respondents_have_no_distances_and_are_told_why(attune):
  done = attune("score", "ecr-r", "--quality", stdin=file_of(PEOPLE[:10]))
  assert done.code == 0
  assert {row["mahalanobis_d2"] for row in rows_of(done.out)} == {""}
  assert {row["mahalanobis_p"] for row in rows_of(done.out)} == {""}
  assert "Mahalanobis distances are empty" in done.err
  assert "36 items" in done.err


@pytest.mark.parametrize("form", ["ndjson", "json"])
def test_an_empty_note_is_null_in_json(attune, form):
  done = attune("score", "ecr-r", "--quality", "--format", form, stdin=ANSWERS)
  rows = [json.loads(line) for line in done.out.splitlines()] if form == "ndjson" else json.loads(done.out)
  assert rows[1]["quality"] is None
  assert rows[-1]["quality"].endswith("20 of 36 answers left out")


def test_people_see_the_note_alone_and_whole(attune):
  done = attune("score", "ecr-r", "--quality", "--format", "table", stdin=ANSWERS)
  head, *lines = done.out.splitlines()
  assert "quality" in head and "longest_run" not in head
  assert "one answer 36 times in a row; opposite statements answered alike" in done.out
  assert next(line for line in lines if line.startswith("p1 ")).endswith("–")


def test_a_column_that_has_the_name_of_an_index_is_refused(attune):
  done = attune("score", "ecr-r", "--quality", stdin=ANSWERS.replace("id,", "quality,", 1))
  assert done.code == 65
  assert 'two columns "quality"' in done.err


def test_no_respondents_are_no_error(attune):
  done = attune("score", "ecr-r", "--quality", stdin=file_of([]))
  assert done.code == 0, done.err
  assert "0 of 0 respondents have a note" in done.err


def test_most_simulated_careless_respondents_have_a_note_and_hardly_any_other(attune):
  made = attune("simulate", "ecr-r", "--n", "2000", "--seed", "1", "--careless", "0.05", "-o", "answers.csv")
  assert made.code == 0, made.err
  rows = rows_of(attune("score", "ecr-r", "answers.csv", "--quality", "--keep", "careless").out)
  noted = {truth: [row["quality"] != "" for row in rows if row["careless"] == truth] for truth in "01"}
  assert sum(noted["1"]) > 0.7 * len(noted["1"])
  assert sum(noted["0"]) < 0.005 * len(noted["0"])
