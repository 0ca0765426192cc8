"""Definitions imported from Open Scale Definition files: attune's scores against those of OpenScales' own runner."""

import csv
import math
import os
import pathlib
import subprocess

import pytest

DATA = pathlib.Path(__file__).parents[3] / "shared" / "data" / "osd"
TOLERANCE = 1e-9

FILES = sorted(DATA.glob("*.osd"))

pytestmark = pytest.mark.skipif(not FILES, reason=f"the files and OpenScales' scores are not here: {DATA}")


def attune(folder, *arguments):
  environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
  done = subprocess.run([os.environ["ATTUNE"], *map(str, arguments)], cwd=folder, env=environment, capture_output=True,
                        text=True, timeout=60)
  assert done.returncode == 0, done.stderr
  return done


def rows_of(file):
  with open(file, newline="") as opened:
    return list(csv.DictReader(opened))


def imported(folder, file):
  definition = folder / f"{file.stem.lower()}.yaml"
  attune(folder, "import", file, "-o", definition)
  return definition


def scores_of(folder, definition, answers):
  attune(folder, "score", definition, answers, "--id", "id", "-o", "scores.csv")
  return rows_of(folder / "scores.csv")


def check_scores(rows, published):
  assert [row["id"] for row in rows] == [row["id"] for row in published]
  for ours, theirs in zip(rows, published):
    for score, value in theirs.items():
      if score == "id":
        continue
      assert (ours[score] == "") == (value == ""), (theirs["id"], score)
      if value:
        assert math.isclose(float(ours[score]), float(value), rel_tol=0, abs_tol=TOLERANCE), (theirs["id"], score)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_score_is_that_of_openscales(tmp_path, file):
  definition = imported(tmp_path, file)
  check_scores(scores_of(tmp_path, definition, file.with_suffix(".responses.csv")),
               rows_of(file.with_suffix(".scores.csv")))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_that_is_exported_and_imported_again_scores_the_same(tmp_path, file):
  definition = imported(tmp_path, file)
  attune(tmp_path, "export", definition, "--to", "osd", "-o", "again.osd")
  attune(tmp_path, "import", "again.osd", "-o", "again.yaml")
  check_scores(scores_of(tmp_path, "./again.yaml", file.with_suffix(".responses.csv")),
               rows_of(file.with_suffix(".scores.csv")))


def test_the_texts_of_each_language_are_found(tmp_path):
  attune(tmp_path, "import", DATA / "DASS21.osd", "-o", "dass21.yaml")
  assert len(list((tmp_path / "wording").glob("dass21.*.yaml"))) > 30
  assert "Traf überhaupt nie zu" in attune(tmp_path, "show", "./dass21.yaml", "--lang", "de").stdout
