"""attune simulate: made-up respondents, as a file that attune score reads"""

import csv
import io
import json
import pathlib

import pytest

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"


def rows_of(text):
  return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def simulated(attune):
  """What a run without error writes to the standard output."""

  def text(*args):
    done = attune("simulate", *args)
    assert done.code == 0, done.err
    return done.out

  return text


def test_the_example_file_is_made_anew_byte_by_byte(attune, tmp_path):
  # As examples/README.md says that it was made: the same on every machine and by every build.
  done = attune("simulate", "ecr-r", "--n", "12", "--seed", "2026", "--missing-rate", "0.02", "-o", "simulated.csv")
  assert done.code == 0, done.err
  assert (tmp_path / "simulated.csv").read_bytes() == (EXAMPLES / "simulated.csv").read_bytes()


@pytest.mark.parametrize("form", ["csv", "tsv", "ndjson"])
def test_score_reads_what_simulate_writes(attune, simulated, form):
  text = simulated("ecr-r", "--n", "50", "--seed", "1", "--format", form, "--missing-rate", "0.1", "--missing-code", "NA")
  scored = attune("score", "ecr-r", "--from", form, "--missing", "NA", "--id", "id", "--format", "csv", stdin=text)
  assert scored.code == 0, scored.err
  assert [row["id"] for row in rows_of(scored.out)] == [f"s{n}" for n in range(1, 51)]


def test_every_form_holds_the_same_respondents(simulated):
  arguments = ["rsq", "--n", "20", "--seed", "9", "--missing-rate", "0.2"]
  by_csv = rows_of(simulated(*arguments))
  by_json = [json.loads(line) for line in simulated(*arguments, "--format", "ndjson").splitlines()]
  assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in by_json] == by_csv


@pytest.mark.parametrize("name, starts", [("a.csv", "id,q1"), ("a.tsv", "id\tq1"), ("a.ndjson", '{"id"'),
                                          ("a", "id,q1")])
def test_the_name_of_the_file_says_its_form(attune, tmp_path, name, starts):
  assert attune("simulate", "ecr-s", "--n", "1", "--seed", "1", "-o", name).code == 0
  assert (tmp_path / name).read_text().startswith(starts)


def test_a_name_that_promises_another_form_is_refused(attune, tmp_path):
  done = attune("simulate", "ecr-s", "--n", "1", "--seed", "1", "-o", "a.json")
  assert (done.code, done.out) == (64, "")
  assert "-o respondents.ndjson" in done.err
  assert not list(tmp_path.iterdir())
  assert attune("simulate", "ecr-s", "--n", "1", "--seed", "1", "-o", "a.json", "--format", "csv").code == 0


def test_it_is_told_that_nobody_gave_these_answers(attune):
  done = attune("simulate", "ecr-s", "--n", "1200", "--seed", "1")
  assert done.err == "1,200 respondents made up; nobody gave these answers.\n"


def test_the_column_careless_tells_who_did_not_read(simulated):
  rows = rows_of(simulated("ecr", "--n", "400", "--seed", "4", "--careless", "0.25"))
  assert {row["careless"] for row in rows} == {"0", "1"}
  assert "careless" not in rows_of(simulated("ecr", "--n", "2", "--seed", "4"))[0]


def test_the_largest_seed_is_one_as_well(simulated):
  assert len(rows_of(simulated("rq", "--n", "1", "--seed", str(2**64 - 1)))) == 1


@pytest.mark.parametrize("arguments, said", [
  (["--n", "10"], "--seed is required"),
  (["--seed", "1"], "--n is required"),
  (["--n", "0", "--seed", "1"], "--n"),
  (["--n", "10", "--seed", "-1"], "--seed"),
  (["--n", "10", "--seed", "1", "--reliability", "1"], "reliability 1: expected a number between 0 and 1"),
  (["--n", "10", "--seed", "1", "--correlation", "1.5"], "correlation 1.5: expected a number between -1 and 1"),
  (["--n", "10", "--seed", "1", "--missing-rate", "1"], "missing rate 1: expected a number from 0 to below 1"),
  (["--n", "10", "--seed", "1", "--careless", "-0.1"], "careless -0.1: expected a number from 0 to 1"),
  (["--n", "10", "--seed", "1", "--missing-code", "7"], "missing code 7: that is an answer"),
])
def test_a_wrong_command_line_is_refused_and_leaves_nothing_behind(attune, tmp_path, arguments, said):
  done = attune("simulate", "ecr", *arguments, "-o", "simulated.csv")
  assert (done.code, done.out) == (64, "")
  assert said in done.err
  assert list(tmp_path.iterdir()) == []


def test_a_questionnaire_that_is_not_there_is_named(attune):
  done = attune("simulate", "nothing", "--n", "1", "--seed", "1")
  assert done.code == 66
  assert "nothing" in done.err
