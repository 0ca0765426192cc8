"""Answers that databases score by the statements of attune sql, and attune score itself; compared value by value."""

import csv
import itertools
import json
import math
import os
import subprocess

import pytest

# The scores are the same; a sum of logarithms and exponentials differs in its last digits.
TOLERANCE = 1e-12
# What attune sql leaves out, since it needs everybody's answers.
LEFT_OUT = ["mahalanobis_d2", "mahalanobis_p"]
PATTERN_NOTE = "unusual pattern of answers"


def attune(*arguments):
  done = subprocess.run([os.environ["ATTUNE"], *map(str, arguments)], capture_output=True, text=True, timeout=120)
  assert done.returncode == 0, done.stderr
  return done.stdout


def rows_of(file):
  with open(file, newline="") as opened:
    return list(csv.DictReader(opened))


def write_rows(file, rows):
  with open(file, "w", newline="") as opened:
    writer = csv.DictWriter(opened, rows[0])
    writer.writeheader()
    writer.writerows(rows)


def hand_made(definition):
  """Respondents whom chance hardly makes: one answer throughout, near the limits of missing rules, on the cuts."""
  low, high = definition["response"]["min"], definition["response"]["max"]
  items = [item["id"] for item in definition["items"]]
  for answer in range(low, high + 1):
    yield {item: str(answer) for item in items}
    for gap in (2, 3, 5):
      yield {item: "" if n % gap == 0 else str(answer) for n, item in enumerate(items)}
  yield {item: "" for item in items}
  for answered in items[:4]:
    yield {item: str(high) if item == answered else "" for item in items}
  # Scales of each sum near the middle, by each of the ways in which one or two items depart from it.
  middle = (low + high) // 2
  for first, second in itertools.islice(itertools.combinations(items, 2), 0, None, 3):
    for changes in ((1, 1), (1, -1), (-1, -1)):
      row = {item: str(middle) for item in items}
      for item, change in zip((first, second), changes):
        row[item] = str(min(max(middle + change, low), high))
      yield row


def spelled(answer, n, labels):
  """The same answer as people and programs write it."""
  if not answer:
    return ["", "  ", ""][n % 3]
  forms = [answer, f"{answer}.0", f" {answer} ", f"{answer}.00", labels.get(answer, answer).upper(), f"0{answer}"]
  return forms[n % len(forms)]


class Sample:
  """Answers to one questionnaire: simulated ones, with careless people and gaps, and some made by hand."""

  def __init__(self, questionnaire, folder, respondents, seed):
    self.id, self.folder = questionnaire, folder
    self.definition = json.loads(attune("show", questionnaire, "--format", "json"))
    simulated = folder / "simulated.csv"
    attune("simulate", questionnaire, "--n", respondents, "--seed", seed, "--missing-rate", "0.12", "--careless",
           "0.1", "-o", simulated)
    self.items = [item["id"] for item in self.definition["items"]]
    answers = [{item: row[item] for item in self.items} for row in rows_of(simulated)]
    answers += hand_made(self.definition)
    self.rows = [{"person": str(n), **row} for n, row in enumerate(answers)]
    labels = self.definition["response"]["labels"]
    texts = [{"person": row["person"], **{item: spelled(row[item], n, labels) for n, item in
                                          enumerate(self.items, int(row["person"]))}} for row in self.rows]
    self.numbers, self.texts = folder / "numbers.csv", folder / "texts.csv"
    write_rows(self.numbers, self.rows)
    write_rows(self.texts, texts)
    self.options = ["--quality"] + (["--norms"] if self.definition["norms"] else [])

  def statement(self, dialect, table="answers", *options):
    return attune("sql", self.id, "--dialect", dialect, "--table", table, "--id", "person", *self.options, *options)

  def scored(self):
    """What attune score gives."""
    results = self.folder / "scores.csv"
    attune("score", self.id, self.numbers, "--id", "person", *self.options, "-o", results)
    return rows_of(results)


def value_of(cell):
  if cell is None or cell == "":
    return None
  try:
    return float(cell)
  except ValueError:
    return cell


def without_pattern_note(note):
  return "; ".join(sign for sign in note.split("; ") if sign != PATTERN_NOTE)


def same(ours, theirs):
  ours, theirs = value_of(ours), value_of(theirs)
  if isinstance(ours, float) and isinstance(theirs, float):
    return math.isclose(ours, theirs, rel_tol=0, abs_tol=TOLERANCE)
  return ours == theirs


def compare_rows(expected, names, rows, what):
  """Asserts that `rows` of a database, with columns `names`, are those expected, found by `person`."""
  assert list(names) == list(expected[0])
  found = {str(row[0]): dict(zip(names, row)) for row in rows}
  assert len(rows) == len(found) == len(expected)
  for row in expected:
    other = found[row["person"]]
    wrong = {column: (row[column], other[column]) for column in row if not same(row[column], other[column])}
    assert wrong == {}, f"{what}, person {row['person']}"


@pytest.fixture(scope="session")
def agrees():
  """Compares with what attune score gives for a sample."""

  def compare(sample, names, rows):
    expected = sample.scored()
    for row in expected:
      for column in LEFT_OUT:
        del row[column]
      row["quality"] = without_pattern_note(row["quality"])
    compare_rows(expected, names, rows, sample.id)

  return compare


@pytest.fixture(scope="session")
def agrees_with():
  """Compares with a file of scores."""
  return lambda file, names, rows: compare_rows(rows_of(file), names, rows, file.name)


@pytest.fixture(scope="session")
def sampled():
  return Sample
