"""Norms of ECR answers: attune against R (../shared/data/ecr/README.md)."""

import csv
import json
import os
import pathlib
import subprocess

import pytest

DATA = pathlib.Path(__file__).parents[3] / "shared" / "data" / "ecr"
PERCENTS = list(range(5, 100, 5))
TOLERANCE = 1e-12

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the answers and R's figures are not here: {DATA}")


def run(folder, *arguments):
  environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
  done = subprocess.run([os.environ["ATTUNE"], *arguments], cwd=folder, env=environment, capture_output=True,
                        text=True, timeout=120)
  assert done.returncode == 0, done.stderr
  return done


def figures_of_r(name):
  """By group and scale: n, mean, SD and the percentiles."""
  with open(DATA / name, newline="") as file:
    return {(row["group"], row["scale"]): [float(row[key]) for key in ["n", "mean", "sd", *(f"{p}%" for p in PERCENTS)]]
            for row in csv.DictReader(file)}


def figures_of_definition(definition, folder):
  """The same, from the norms of a definition."""
  norms, = json.loads(run(folder, "show", definition, "--format", "json").stdout)["norms"]
  assert norms["percentiles"] == PERCENTS
  return {(name, scale): [group["n"], figures["mean"], figures["sd"], *figures["percentiles"]]
          for name, group in norms["groups"].items() for scale, figures in group["scales"].items()}


def test_norms_computed_from_the_answers_are_those_of_r(tmp_path):
  done = run(tmp_path, "norms", "ecr-5pt", DATA / "responses.csv", "--missing", "0", "--complete", "--by", "age,gender",
             "--gender-codes", "1=male,2=female,3=other", "-o", "norms.yaml")
  assert "7,577 of 10,000 respondents in the norms" in done.stderr
  (tmp_path / "mine.yaml").write_text("schema: attune/1\nid: mine\nextends: ecr-5pt\n" +
                                      (tmp_path / "norms.yaml").read_text())
  ours = figures_of_definition("./mine.yaml", tmp_path)
  theirs = figures_of_r("norms-sample-18plus-complete.csv")
  assert list(ours) == list(theirs)
  for key, figures in theirs.items():
    assert ours[key] == pytest.approx(figures, abs=TOLERANCE, rel=0), key


def test_the_shipped_norms_of_the_five_point_ecr_are_those_of_r(tmp_path):
  assert figures_of_definition("ecr-5pt", tmp_path) == figures_of_r("norms-18plus-complete.csv")


def test_each_respondent_is_compared_by_age_else_by_gender_and_with_everyone_where_the_age_is_nonsense(tmp_path):
  run(tmp_path, "score", "ecr-5pt", DATA / "responses.csv", "--missing", "0", "--norms", "auto", "--gender-codes",
      "1=male,2=female,3=other", "-o", "scores.csv")
  theirs = figures_of_r("norms-18plus-complete.csv")
  bands = [(18, 24), (25, 34), (35, 44), (45, 54), (55, 100)]
  genders = {"1": "male", "2": "female", "3": "other"}
  with open(tmp_path / "scores.csv", newline="") as file:
    rows = list(csv.DictReader(file))
  assert len(rows) == 10_000
  for row in rows:
    band = [f"age {low}-{high}" for low, high in bands if low <= int(row["age"]) <= high]
    group = row["norm_group"]
    if int(row["age"]) > 150:
      assert group == "all"
    else:
      assert group == (band or [genders.get(row["gender"], "all")])[0]
    for scale in ("anxiety", "avoidance"):
      if row[scale] != "":
        _, mean, sd, *_ = theirs[group, scale]
        z = (float(row[scale]) - mean) / sd
        assert float(row[f"{scale}_z"]) == pytest.approx(z, abs=TOLERANCE)
        assert float(row[f"{scale}_t"]) == pytest.approx(50 + 10 * z, abs=TOLERANCE)
