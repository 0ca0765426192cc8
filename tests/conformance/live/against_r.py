"""attune against R on respondents simulated anew in each run; script/conformance runs it.

The seed is in ATTUNE_SEED. The file's name keeps it out of the ordinary suites, which need neither R nor luck.
"""

import csv
import json
import math
import os
import pathlib
import subprocess

import pytest

HERE = pathlib.Path(__file__).parent
SEED = int(os.environ["ATTUNE_SEED"])
QUESTIONNAIRES = ["ecr", "ecr-5pt", "ecr-r", "ecr-s", "ecr-rs", "aas-r", "rsq", "support-12"]
# R prints 15 significant digits; no score here is above 84.
TOLERANCE = 1e-12


def run(*command):
  done = subprocess.run(command, capture_output=True, text=True, timeout=120)
  assert done.returncode == 0, done.stderr
  return done.stdout


def attune(*arguments):
  return run(os.environ["ATTUNE"], *map(str, arguments))


def rows_of(file):
  with open(file, newline="") as opened:
    return list(csv.DictReader(opened))


def number(text):
  return math.nan if text in ("", "NA", "NaN") else float(text)


def same(ours, theirs, tolerance):
  return math.isnan(ours) and math.isnan(theirs) or abs(ours - theirs) <= tolerance


class Sample:
  """Simulated answers to one questionnaire, a tenth of them missing, with its key as R reads it."""

  def __init__(self, id, folder):
    self.definition = json.loads(attune("show", id, "--format", "json"))
    self.scales = [scale for scale in self.definition["scales"] if "items" in scale]
    self.response = self.definition["response"]
    self.folder = folder
    self.answers = folder / "answers.csv"
    attune("simulate", id, "--n", 2000, "--seed", SEED, "--missing-rate", 0.1, "-o", self.answers)
    self.keys = folder / "keys.csv"
    with open(self.keys, "w", newline="") as file:
      writer = csv.writer(file)
      writer.writerow(["scale", "item"])
      for scale in self.scales:
        for keyed in scale["items"]:
          writer.writerow([scale["id"], ("-" if keyed["direction"] == "reversed" else "") + keyed["item"]])

  def by_r(self, script):
    """The rows that one of the scripts beside this file writes."""
    results = self.folder / f"{script}.csv"
    run("Rscript", "--vanilla", HERE / f"{script}.R", self.answers, self.keys, str(self.response["min"]),
        str(self.response["max"]), results)
    return rows_of(results)

  def scored(self, *options):
    results = self.folder / "scores.csv"
    attune("score", self.definition["id"], self.answers, *options, "-o", results)
    return rows_of(results)


@pytest.fixture(scope="module", params=QUESTIONNAIRES)
def sample(request, tmp_path_factory):
  return Sample(request.param, tmp_path_factory.mktemp(request.param))


def test_scores_are_those_of_psych(sample):
  ours, theirs = sample.scored("--min-answered", "1"), sample.by_r("scores")
  assert len(ours) == len(theirs) == 2000
  for scale in sample.scales:
    # psych gives means; a sum is prorated.
    factor = len(scale["items"]) if scale["score"] == "sum" else 1
    for row, other in zip(ours, theirs):
      assert row[f"{scale['id']}_answered"] == other[f"{scale['id']}_answered"], row["id"]
      assert same(number(row[scale["id"]]), factor * number(other[scale["id"]]), factor * TOLERANCE), row["id"]


def test_response_quality_is_that_of_the_published_definitions(sample):
  ours, theirs = sample.scored("--quality"), sample.by_r("quality")
  assert len(ours) == len(theirs) == 2000
  for row, other in zip(ours, theirs):
    for index in other:
      # A distance is found by solving 36 equations, and is below 200.
      assert same(number(row[index]), number(other[index]), 1e-9), (row["id"], index)


def test_reliability_is_that_of_psych(sample):
  ours = json.loads(attune("stats", sample.definition["id"], sample.answers, "--format", "json"))["scales"]
  for figure in sample.by_r("reliability"):
    consistency = ours[figure["scale"]]["consistency"]
    item = [item for item in consistency["items"] if item["item"] == figure["item"]]
    mine = (item[0] if figure["item"] else consistency)[figure["statistic"]]
    # Omega rests on R's search for the factor, which stops sooner than ours.
    tolerance = 1e-4 if figure["statistic"] in ("omega_total", "lambda_6") else 1e-9
    assert abs(mine - float(figure["value"])) <= tolerance, figure
