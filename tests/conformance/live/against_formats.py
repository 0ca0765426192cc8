"""What attune exports, run by the programs that it is for: R's psych, and a reader of FHIRPath beside HL7's definitions.

script/conformance runs it, with the seed in ATTUNE_SEED and node's modules in NODE_PATH.
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
QUESTIONNAIRES = ["aas-r", "attune-24", "ecr", "ecr-12", "ecr-5pt", "ecr-r", "ecr-rs", "ecr-s", "rq", "rsq", "support-12"]
# R prints 15 significant digits; no score here is above 84.
TOLERANCE = 1e-12
FHIR_ROWS = 20  # of the 400: a row takes a good part of a second


def run(*command):
  done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300)
  assert done.returncode == 0, done.stderr
  return done.stdout


def attune(*arguments):
  return run(os.environ["ATTUNE"], *arguments)


def rows_of(file):
  with open(file, newline="") as opened:
    return list(csv.DictReader(opened))


def number(text):
  return math.nan if text in ("", "NA", "NaN", None) else float(text)


def same(ours, theirs):
  return math.isnan(ours) and math.isnan(theirs) or abs(ours - theirs) <= TOLERANCE


class Sample:
  """Simulated answers to one questionnaire, some of them missing, and what attune scores."""

  def __init__(self, questionnaire, folder):
    self.id, self.folder = questionnaire, folder
    self.definition = json.loads(attune("show", questionnaire, "--format", "json"))
    self.scales = [scale["id"] for scale in self.definition["scales"]]
    self.answers = folder / "answers.csv"
    attune("simulate", questionnaire, "--n", 400, "--seed", SEED, "--missing-rate", 0.12, "-o", self.answers)
    results = folder / "scores.csv"
    attune("score", questionnaire, self.answers, "-o", results)
    self.scores = rows_of(results)

  def exported(self, to, name):
    file = self.folder / name
    attune("export", self.id, "--to", to, "-o", file)
    return file


@pytest.fixture(scope="module", params=QUESTIONNAIRES)
def sample(request, tmp_path_factory):
  return Sample(request.param, tmp_path_factory.mktemp(request.param))


def test_the_script_for_psych_gives_the_same_scores(sample):
  script = sample.exported("psych", "score.R")
  theirs = list(csv.DictReader(run("Rscript", "--vanilla", script, sample.answers).splitlines()))
  assert len(theirs) == len(sample.scores) == 400
  for row, other in zip(sample.scores, theirs):
    for scale in sample.scales:
      assert same(number(row[scale]), number(other[scale])), (scale, row)


@pytest.fixture(scope="module")
def by_fhir(sample):
  questionnaire = sample.exported("fhir", "questionnaire.json")
  items = [item["id"] for item in sample.definition["items"]]
  answers = sample.folder / "answers.json"
  answers.write_text(json.dumps([{item: row[item] or None for item in items} for row in rows_of(sample.answers)[:FHIR_ROWS]]))
  return json.loads(run("node", HERE / "questionnaire.js", questionnaire, answers))


def test_a_questionnaire_of_fhir_keeps_to_its_definitions(by_fhir):
  assert by_fhir["problems"] == []


def test_its_expressions_give_the_same_scores(sample, by_fhir):
  assert len(by_fhir["scores"]) == FHIR_ROWS
  for row, theirs in zip(sample.scores, by_fhir["scores"]):
    for scale in sample.scales:
      # A scale that is called as an item is has "-score" behind.
      other = theirs[f"{scale}-score"] if f"{scale}-score" in theirs else theirs[scale]
      assert same(number(row[scale]), number(other)), (scale, row)
