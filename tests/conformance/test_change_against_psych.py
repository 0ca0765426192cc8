"""Reliable change between two halves of the ECR answers, by the scores, alpha and SD of R's psych 2.2.9
(../shared/data/ecr/README.md). The pairs of respondents are made up; the arithmetic does not mind."""

import csv
import math
import os
import pathlib
import subprocess

import pytest

DATA = pathlib.Path(__file__).parents[3] / "shared" / "data" / "ecr"
SCALES = ["anxiety", "avoidance"]
PAIRS = 5_000
# The definition gives alpha and SD with six digits.
RELATIVE_TOLERANCE = 1e-5

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the answers and R's figures are not here: {DATA}")


def rows_of(file):
  with open(file, newline="") as opened:
    return list(csv.DictReader(opened))


def write_rows(file, ids, rows):
  with open(file, "w", newline="") as opened:
    writer = csv.DictWriter(opened, ["id", *rows[0]])
    writer.writeheader()
    writer.writerows({"id": id} | row for id, row in zip(ids, rows))


@pytest.fixture(scope="module")
def changes(tmp_path_factory):
  """The rows of one run, in which the second file has the respondents in reverse order."""
  folder = tmp_path_factory.mktemp("change")
  answers = rows_of(DATA / "responses.csv")
  write_rows(folder / "before.csv", range(PAIRS), answers[:PAIRS])
  write_rows(folder / "after.csv", reversed(range(PAIRS)), answers[:PAIRS - 1:-1])
  done = subprocess.run([os.environ["ATTUNE"], "change", "ecr-5pt", "before.csv", "after.csv", "--id", "id",
                         "--missing", "0", "--min-answered", "1", "-o", "change.csv"],
                        cwd=folder, env={"PATH": os.environ["PATH"], "HOME": str(folder)}, capture_output=True,
                        text=True, timeout=120)
  assert done.returncode == 0, done.stderr
  return rows_of(folder / "change.csv")


@pytest.mark.parametrize("scale", SCALES)
def test_indices_and_verdicts_follow_from_psychs_scores_alpha_and_sd(changes, scale):
  published = rows_of(DATA / "scores-psych.csv")
  figures = next(row for row in rows_of(DATA / "reliability-psych.csv") if row["scale"] == scale)
  sem = float(figures["sd_of_scale_complete"]) * math.sqrt(1 - float(figures["alpha_complete"]))
  verdicts = set()
  for pair, row in enumerate(changes):
    before, after = published[pair][scale], published[PAIRS + pair][scale]
    verdict = row[f"{scale}_change"]
    verdicts.add(verdict)
    if "" in (before, after):
      assert (row[f"{scale}_rci"], verdict) == ("", ""), pair
      continue
    index = (float(after) - float(before)) / (sem * math.sqrt(2))
    assert float(row[f"{scale}_rci"]) == pytest.approx(index, rel=RELATIVE_TOLERANCE, abs=1e-12), pair
    assert verdict == ("better" if index < -1.96 else "worse" if index > 1.96 else "no reliable change"), pair
  assert len(changes) == PAIRS
  assert {"better", "worse", "no reliable change"} <= verdicts
