"""Response quality of 10,000 people who answered the ECR (../shared/data/ecr/README.md): attune against the published
definitions, written anew here, and against R for the Mahalanobis distance"""

import csv
import itertools
import os
import pathlib
import statistics
import subprocess

import pytest

DATA = pathlib.Path(__file__).parents[3] / "shared" / "data" / "ecr"
REVERSED = {3, 15, 19, 22, 25, 27, 29, 31, 33, 35}
SCALES = [range(2, 37, 2), range(1, 37, 2)]
TOLERANCE = 1e-12

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the answers are not here: {DATA}")


@pytest.fixture(scope="module")
def answers():
  """By respondent, the answer to each item by its number; None where there is none."""
  with open(DATA / "responses.csv", newline="") as file:
    return [{n: int(row[f"Q{n}"]) or None for n in range(1, 37)} for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def rows():
  done = subprocess.run([os.environ["ATTUNE"], "score", "ecr-5pt", DATA / "responses.csv", "--missing", "0",
                         "--only-scores", "--quality"], env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"},
                        capture_output=True, text=True, timeout=120, check=True)
  return list(csv.DictReader(done.stdout.splitlines()))


def given(person):
  return [answer for answer in person.values() if answer]


def keyed(person, item):
  return person[item] and (6 - person[item] if item in REVERSED else person[item])


def longest_run(person):
  return max((len(list(run)) for answer, run in itertools.groupby(person.values()) if answer), default=0)


def spread(person):
  return statistics.stdev(given(person)) if len(given(person)) > 1 else None


def even_odd(person):
  pairs = [(keyed(person, odd), keyed(person, even)) for scale in SCALES for odd, even in zip(scale[::2], scale[1::2])]
  sides = list(zip(*[pair for pair in pairs if all(pair)]))
  if not sides or len(sides[0]) < 3 or any(len(set(side)) == 1 for side in sides):
    return None
  r = statistics.correlation(*sides)
  return max(-1, 2 * r / (1 + r)) if r > -1 else -1


def agreement(person):
  weighted = []
  for scale in SCALES:
    halves = [[keyed(person, item) for item in scale if (item in REVERSED) == kind and person[item]]
              for kind in (False, True)]
    if all(halves):
      difference = abs(statistics.mean(halves[0]) - statistics.mean(halves[1]))
      weighted.append((min(map(len, halves)), 1 - difference / 4))
  return sum(weight * value for weight, value in weighted) / sum(w for w, _ in weighted) if weighted else None


@pytest.mark.parametrize("column, index", [
  ("longest_run", longest_run), ("answer_sd", spread), ("even_odd", even_odd), ("keyed_agreement", agreement),
  ("share_missing", lambda person: 1 - len(given(person)) / 36),
])
def test_every_index_is_that_of_its_definition(answers, rows, column, index):
  assert len(rows) == len(answers) == 10_000
  for number, (person, row) in enumerate(zip(answers, rows), 1):
    expected = index(person)
    assert (row[column] == "") == (expected is None), number
    assert expected is None or abs(float(row[column]) - expected) <= TOLERANCE, number


# In R 4.2: D <- as.matrix(read.csv("responses.csv")[, 1:36]); D[D == 0] <- NA
#   m <- colMeans(D, na.rm = TRUE); S <- cov(D, use = "pairwise")
#   d <- apply(D, 1, function(x) { o <- !is.na(x); if (any(o)) mahalanobis(x[o], m[o], S[o, o, drop = FALSE]) else NA })
#   p <- pchisq(d, rowSums(!is.na(D)), lower.tail = FALSE)
def test_mahalanobis_distances_are_those_of_r(rows):
  d2 = [float(row["mahalanobis_d2"]) for row in rows if row["mahalanobis_d2"]]
  assert len(d2) == 10_000 - 10  # ten answered nothing
  assert sum(d2) == pytest.approx(358197.508209437714, rel=TOLERANCE)
  assert max(d2) == pytest.approx(161.025545945548, rel=TOLERANCE)
  some = [float(rows[number - 1]["mahalanobis_d2"]) for number in (1, 2, 3, 5000, 10_000)]
  assert some == pytest.approx([33.5391314499022, 40.1529267252818, 43.9103504470107, 28.3000773668523,
                                25.7489183828541], rel=TOLERANCE)


def test_the_p_of_distances_is_that_of_r(rows):
  p = [float(row["mahalanobis_p"]) for row in rows if row["mahalanobis_p"]]
  assert sum(p) == pytest.approx(5609.12455991211, rel=TOLERANCE)
  assert min(p) == pytest.approx(9.62997856942088e-18, rel=1e-9)
  assert sum("unusual pattern" in row["quality"] for row in rows) == 535


def test_few_of_them_have_a_note(rows):
  # Real people, of whom nobody knows who was careless: a note is to stay an exception.
  assert 0.04 < sum(row["quality"] != "" for row in rows) / len(rows) < 0.08
