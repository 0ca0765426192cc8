"""Reliability of the ECR in 10,000 people: attune against R's psych 2.2.9 (../shared/data/ecr/README.md)."""

import csv
import json
import os
import pathlib
import subprocess

import pytest

DATA = pathlib.Path(__file__).parents[3] / "shared" / "data" / "ecr"
SCALES = ["anxiety", "avoidance"]
REVERSED = {"anxiety": ["q22"], "avoidance": [f"q{n}" for n in (3, 15, 19, 25, 27, 29, 31, 33, 35)]}
CLOSED_FORM = 1e-9  # what both compute by one formula
ITERATED = 1e-4  # what rests on R's search for the factor, which stops sooner than ours

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the answers and R's figures are not here: {DATA}")


def stats(folder, definition, *options):
  environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
  done = subprocess.run([os.environ["ATTUNE"], "stats", definition, DATA / "responses.csv", "--missing", "0",
                         "--format", "json", *options], cwd=folder, env=environment, capture_output=True, text=True,
                        timeout=120)
  assert done.returncode == 0, done.stderr
  return json.loads(done.stdout), done.stderr


def rows_of(name):
  with open(DATA / name, newline="") as file:
    return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def complete(tmp_path_factory):
  return stats(tmp_path_factory.mktemp("complete"), "ecr-5pt", "--use", "complete")[0]


@pytest.fixture(scope="module")
def pairwise(tmp_path_factory):
  return stats(tmp_path_factory.mktemp("pairwise"), "ecr-5pt")[0]


@pytest.fixture(scope="module")
def published():
  return {row["scale"]: {name: float(value) for name, value in row.items() if name != "scale"}
          for row in rows_of("reliability-psych.csv")}


@pytest.mark.parametrize("scale", SCALES)
def test_alpha_of_pairwise_covariances_is_that_of_psych(pairwise, published, scale):
  ours = pairwise["scales"][scale]["consistency"]["alpha"]
  assert ours == pytest.approx(published[scale]["alpha_pairwise"], abs=CLOSED_FORM)


@pytest.mark.parametrize("theirs, ours, tolerance", [
  ("alpha_complete", "alpha", CLOSED_FORM), ("alpha_std_complete", "alpha_standardized", CLOSED_FORM),
  ("mean_r_complete", "mean_r", CLOSED_FORM), ("guttman6_complete", "lambda_6", CLOSED_FORM),
  ("omega_one_factor_minres_complete", "omega_total", ITERATED)])
@pytest.mark.parametrize("scale", SCALES)
def test_the_consistency_of_complete_answers_is_that_of_psych(complete, published, scale, theirs, ours, tolerance):
  found = complete["scales"][scale]["consistency"]
  assert found["n"] == published[scale]["n_complete"]
  assert found[ours] == pytest.approx(published[scale][theirs], abs=tolerance)


@pytest.mark.parametrize("scale", SCALES)
def test_the_scores_of_complete_answers_have_the_mean_and_sd_of_psych(complete, published, scale):
  found = complete["scales"][scale]
  assert found["n"] == published[scale]["n_complete"]
  assert found["mean"] == pytest.approx(published[scale]["mean_of_scale_complete"], abs=CLOSED_FORM)
  assert found["sd"] == pytest.approx(published[scale]["sd_of_scale_complete"], abs=CLOSED_FORM)


@pytest.mark.parametrize("theirs, ours, tolerance", [
  ("mean", "mean", CLOSED_FORM), ("sd", "sd", CLOSED_FORM), ("item_rest_r", "item_rest_r", CLOSED_FORM),
  ("alpha_if_dropped", "alpha_if_dropped", CLOSED_FORM), ("loading_minres", "loading", ITERATED)])
@pytest.mark.parametrize("scale", SCALES)
def test_every_item_has_the_figures_of_psych(complete, scale, theirs, ours, tolerance):
  expected = {row["item"].lower(): float(row[theirs]) for row in rows_of("items-psych.csv") if row["scale"] == scale}
  found = {item["item"]: item[ours] for item in complete["scales"][scale]["consistency"]["items"]}
  assert len(expected) == 18
  assert found == pytest.approx(expected, abs=tolerance)


def test_missing_answers_are_counted_for_each_item(pairwise):
  answers = rows_of("responses.csv")
  assert pairwise["respondents"] == len(answers) == 10_000
  assert {item: found["missing"] for item, found in pairwise["items"].items()} == {
    f"q{n}": sum(row[f"Q{n}"] == "0" for row in answers) for n in range(1, 37)}


@pytest.mark.parametrize("scale", SCALES)
def test_every_score_is_in_the_histogram(pairwise, scale):
  assert sum(pairwise["scales"][scale]["histogram"]["counts"]) == pairwise["scales"][scale]["n"]


def test_the_key_fits_the_answers(pairwise):
  assert [pairwise["scales"][scale]["key"]["reverse"] for scale in SCALES] == [[], []]


def test_items_left_unreversed_are_called_out_exactly_with_the_alpha_of_psych(tmp_path, published):
  odd, even = (", ".join(f"q{n}" for n in range(first, 37, 2)) for first in (1, 2))
  (tmp_path / "raw.yaml").write_text(
    "schema: attune/1\nid: raw\nextends: ecr-5pt\ntitle: The ECR as somebody forgot to reverse it\n"
    f"scales:\n  anxiety: {{ items: [{even}] }}\n  avoidance: {{ items: [{odd}] }}\n"
    "profiles: { cut: { anxiety: 3, avoidance: 3 } }\n")
  found, said = stats(tmp_path, str(tmp_path / "raw.yaml"))
  for scale in SCALES:
    key = found["scales"][scale]["key"]
    assert key["reverse"] == REVERSED[scale]
    assert key["beyond_chance"]
    assert key["alpha_after"] == pytest.approx(published[scale]["alpha_pairwise"], abs=CLOSED_FORM)
    assert found["scales"][scale]["consistency"]["alpha"] < key["alpha_after"]
  assert "The answers contradict the key of anxiety. With q22 reversed" in said
