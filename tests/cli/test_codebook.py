"""attune codebook: what every column of results means"""

import csv
import io
import json

import pytest

COLUMNS = ["anxiety", "avoidance", "anxiety_answered", "avoidance_answered", "anxiety_se", "avoidance_se", "profile",
           "p_secure", "p_anxious", "p_avoidant", "p_ambivalent"]


def columns_of(attune, *options):
  done = attune("codebook", "ecr-5pt", "--format", "csv", *options)
  assert done.code == 0, done.err
  return [row["column"] for row in csv.DictReader(io.StringIO(done.out, newline=""))]


def test_the_columns_are_those_of_results(attune):
  assert columns_of(attune) == COLUMNS


@pytest.mark.parametrize("options", [(), ("--norms",), ("--quality",), ("--norms", "--quality")])
def test_options_add_the_columns_that_they_add_to_results(attune, write, options):
  answers = write("answers.csv", ",".join(f"q{n}" for n in range(1, 37)) + "\n" + ",".join("3" * 36) + "\n")
  scored = attune("score", "ecr-5pt", answers, *options)
  assert scored.code == 0, scored.err
  assert columns_of(attune, *options) == scored.out.splitlines()[0].split(",")


def test_every_column_has_a_row_of_the_table_in_markdown(attune):
  done = attune("codebook", "ecr-5pt")
  rows = [line for line in done.out.splitlines() if line.startswith("| ")]
  assert [row.split(" | ")[0].removeprefix("| ").replace("\\", "") for row in rows[2:]] == COLUMNS
  assert all(row.count(" | ") == 4 for row in rows)


def test_json_tells_the_definition_by_its_digest(attune):
  told = json.loads(attune("codebook", "ecr-5pt", "--format", "json").out)
  assert told["sha256"] == json.loads(attune("show", "ecr-5pt", "--format", "json").out)["sha256"]
  assert [entry["column"] for entry in told["columns"]] == COLUMNS
  assert (told["columns"][0]["lowest"], told["columns"][0]["highest"]) == (1, 5)
  assert told["columns"][6]["values"] == ["secure", "anxious", "avoidant", "ambivalent"]


def test_norms_that_are_not_there_are_refused(attune):
  done = attune("codebook", "ecr-r", "--norms")
  assert done.code == 64
  assert "has no norms" in done.err
