"""ECR answers of 10,000 people: attune against R's psych 2.2.9 (../shared/data/ecr/README.md)."""

import csv
import os
import pathlib
import subprocess
from collections import Counter

import pytest

DATA = pathlib.Path(__file__).parents[3] / "shared" / "data" / "ecr"
SCALES = ["anxiety", "avoidance"]
ITEMS = [f"Q{n}" for n in range(1, 37)]
TOLERANCE = 1e-12

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the answers and R's figures are not here: {DATA}")


@pytest.fixture(scope="module")
def answers():
  with open(DATA / "responses.csv", newline="") as file:
    return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def published():
  with open(DATA / "scores-psych.csv", newline="") as file:
    return list(csv.DictReader(file))


def score(folder, definition, *options):
  environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
  return subprocess.run([os.environ["ATTUNE"], "score", definition, DATA / "responses.csv", *options], cwd=folder,
                        env=environment, capture_output=True, text=True, timeout=120)


def rows_of(file):
  with open(file, newline="") as opened:
    return list(csv.DictReader(opened))


def as_definition(folder):
  variant = folder / "one-is-enough.yaml"
  variant.write_text("schema: attune/1\nid: one-is-enough\nextends: ecr-5pt\ntitle: One answer is enough\n"
                     "scales: { anxiety: { min_answered: 1 }, avoidance: { min_answered: 1 } }\n")
  return [str(variant)]


@pytest.mark.parametrize("arguments", [lambda folder: ["ecr-5pt", "--min-answered", "1"], as_definition],
                         ids=["option", "definition"])
def test_every_score_is_that_of_psych_where_one_answer_is_enough(tmp_path, published, arguments):
  done = score(tmp_path, *arguments(tmp_path), "--missing", "0", "-o", "scores.csv")
  assert done.returncode == 0, done.stderr
  rows = rows_of(tmp_path / "scores.csv")
  assert len(rows) == len(published) == 10_000
  for row, theirs in zip(rows, published):
    for scale in SCALES:
      assert row[f"{scale}_answered"] == theirs[f"{scale}_answered"], theirs["row"]
      assert (row[scale] == "") == (theirs[scale] in ("", "NA")), theirs["row"]
      # R printed 15 significant digits of a number below 10.
      assert row[scale] == "" or abs(float(row[scale]) - float(theirs[scale])) <= TOLERANCE, theirs["row"]


def test_who_answered_enough_for_the_published_rule_has_the_score_of_psych_and_nobody_else(tmp_path, published):
  done = score(tmp_path, "ecr-5pt", "--missing", "0", "-o", "scores.csv")
  assert done.returncode == 0, done.stderr
  shown = subprocess.run([os.environ["ATTUNE"], "show", "ecr-5pt"], capture_output=True, text=True, check=True).stdout
  least = int(" ".join(shown.split()).split("empty with fewer than ")[1].split()[0])
  rows = rows_of(tmp_path / "scores.csv")
  assert len(rows) == 10_000
  for row, theirs in zip(rows, published):
    for scale in SCALES:
      assert (row[scale] != "") == (int(theirs[f"{scale}_answered"]) >= least), theirs["row"]
      assert row[scale] == "" or abs(float(row[scale]) - float(theirs[scale])) <= TOLERANCE, theirs["row"]


def test_profiles_are_the_quarters_of_psychs_scores_and_empty_without_both(tmp_path, published):
  done = score(tmp_path, "ecr-5pt", "--min-answered", "1", "--missing", "0", "-o", "scores.csv")
  assert done.returncode == 0, done.stderr
  quarters = {(False, False): "secure", (True, False): "anxious", (False, True): "avoidant", (True, True): "ambivalent"}
  for row, theirs in zip(rows_of(tmp_path / "scores.csv"), published):
    scores = [theirs[scale] for scale in SCALES]
    known = "" not in scores
    # 3 is the midpoint of 1 to 5.
    assert row["profile"] == (quarters[tuple(float(s) >= 3 for s in scores)] if known else ""), theirs["row"]


def test_other_columns_go_along_as_they_are(tmp_path, answers):
  assert score(tmp_path, "ecr-5pt", "--missing", "0", "-o", "scores.csv").returncode == 0
  rows = rows_of(tmp_path / "scores.csv")
  for column in ("age", "gender", "country"):
    assert [row[column] for row in rows] == [row[column] for row in answers]


def test_the_summary_counts_all_respondents(tmp_path, published):
  done = score(tmp_path, "ecr-5pt", "--missing", "0", "--min-answered", "1", "--only-scores")
  scored = Counter(sum(row[scale] != "" for scale in SCALES) for row in published)
  assert done.returncode == 0
  assert f"10,000 respondents: {scored[2]:,} scored" in done.stderr
  assert f"{scored[0]:,} not scored" in done.stderr


def test_zeros_are_refused_by_place_value_and_number_unless_called_missing(tmp_path, answers):
  zeros = [(line, item) for line, row in enumerate(answers, 2) for item in ITEMS if row[item] == "0"]
  assert all(row[item] in "012345" for row in answers for item in ITEMS)
  (line, item), others = zeros[0], len(zeros) - 1
  (tmp_path / "scores.csv").write_text("kept\n")
  refused = score(tmp_path, "ecr-5pt", "-o", "scores.csv")
  assert (refused.returncode, refused.stdout) == (65, "")
  assert f"responses.csv:{line}: " in refused.stderr
  assert f"{item}: 0 is not an answer (1–5)" in refused.stderr
  assert f"{others:,} more" in refused.stderr
  assert "--missing 0" in refused.stderr
  assert "--invalid missing" in refused.stderr
  assert (tmp_path / "scores.csv").read_text() == "kept\n"
  assert [file.name for file in tmp_path.iterdir()] == ["scores.csv"]
