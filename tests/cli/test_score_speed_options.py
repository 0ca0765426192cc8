"""attune score: options for long files, and what they must not change"""

import csv
import io

import pytest


@pytest.fixture
def panel(attune, tmp_path):
  """A file of more blocks than one, with answers missing as 0, some rows that are not of single digits, and CRLF."""
  made = attune("simulate", "ecr-r", "--n", "7000", "--seed", "5", "--demographics", "--missing-rate", "0.02",
                "--missing-code", "0").out.splitlines()
  for row in range(1, len(made), 97):
    fields = made[row].split(",")
    fields[3], fields[-1] = f'"{fields[3]}"', '"a ""quoted"", country\nof two lines"'
    made[row] = ",".join(fields)
  file = tmp_path / "panel.csv"
  file.write_text("\r\n".join(made) + "\r\n", newline="")
  return str(file)


@pytest.mark.parametrize("form", ["csv", "ndjson", "json"])
def test_any_number_of_threads_gives_the_same_bytes(attune, panel, form):
  one = attune("score", "ecr-r", panel, "--missing", "0", "--threads", "1", "--format", form)
  assert one.code == 0 and len(one.out) > 5 * 10**5
  for threads in ("2", "5", "16"):
    assert attune("score", "ecr-r", panel, "--missing", "0", "--threads", threads, "--format", form) == one


@pytest.mark.parametrize("command", [("stats",), ("score", "--norms"), ("score", "--quality")])
def test_what_is_counted_over_all_rows_does_not_hang_on_the_threads(attune, panel, command):
  one, many = (attune(command[0], "ecr-5pt", panel, *command[1:], "--missing", "0", "--invalid", "missing", "--threads",
                      threads) for threads in ("1", "7"))
  assert one.code == 0
  assert one == many


def test_the_first_mistake_is_told_whatever_thread_finds_it(attune, panel):
  one, many = (attune("score", "ecr-5pt", panel, "--missing", "0", "--threads", threads) for threads in ("1", "7"))
  assert one.code == 65
  assert one == many


def test_results_are_those_that_are_named_in_that_order(attune, panel):
  all_of = list(csv.DictReader(io.StringIO(attune("score", "ecr-r", panel, "--missing", "0").out, newline="")))
  names = ["profile", "avoidance", "p_anxious"]
  chosen = attune("score", "ecr-r", panel, "--missing", "0", "--only-scores", "--results", ",".join(names))
  assert chosen.out.splitlines()[0] == "profile,avoidance,p_anxious"
  assert list(csv.DictReader(io.StringIO(chosen.out))) == [{name: row[name] for name in names} for row in all_of]


@pytest.mark.parametrize("names, said", [("anxeity", "--results anxeity: there is no such column of results"),
                                         ("anxiety,anxiety", "anxiety is named twice")])
def test_a_result_that_does_not_exist_or_is_named_twice_is_refused(attune, panel, names, said):
  done = attune("score", "ecr-r", panel, "--missing", "0", "--results", names)
  assert done.code == 64
  assert said in done.err


@pytest.mark.parametrize("threads", ["0", "17", "many"])
def test_a_number_of_threads_that_is_none_is_refused(attune, panel, threads):
  assert attune("score", "ecr-r", panel, "--threads", threads).code == 64
