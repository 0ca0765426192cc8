"""The statements of attune sql in SQLite: what attune score gives, for every questionnaire of the catalogue."""

import contextlib
import csv
import json
import math
import os
import pathlib
import random
import re
import sqlite3
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]
ECR = ROOT.parent / "shared" / "data" / "ecr" / "responses.csv"
QUESTIONNAIRES = sorted(file.stem for file in (ROOT / "questionnaires").glob("*.yaml"))


def attune(*arguments):
  return subprocess.run([os.environ["ATTUNE"], *map(str, arguments)], capture_output=True, text=True, timeout=120)


def quoted(name):
  return '"' + name.replace('"', '""') + '"'


@contextlib.contextmanager
def database(rows, kind="", table="answers"):
  """A database that holds `rows`, dictionaries, in a table whose columns are of this type."""
  names = list(rows[0])
  connection = sqlite3.connect(":memory:")
  connection.execute(f"CREATE TABLE {quoted(table)} ({', '.join(f'{quoted(name)} {kind}' for name in names)})")
  connection.executemany(f"INSERT INTO {quoted(table)} VALUES ({', '.join('?' * len(names))})",
                         [list(row.values()) for row in rows])
  yield connection
  connection.close()


def results_of(connection, statement):
  cursor = connection.execute(statement)
  return [column[0] for column in cursor.description], cursor.fetchall()


def rows_of(file):
  with open(file, newline="") as opened:
    return list(csv.DictReader(opened))


@pytest.fixture(scope="module", params=QUESTIONNAIRES)
def sample(request, sampled, tmp_path_factory):
  return sampled(request.param, tmp_path_factory.mktemp(request.param), respondents=300, seed=20)


@pytest.mark.parametrize("kind", ["INTEGER", "REAL", "TEXT", ""])
def test_every_value_is_that_of_attune_score(sample, agrees, kind):
  rows = [{name: None if cell == "" else cell for name, cell in row.items()} for row in sample.rows]
  with database(rows, kind) as connection:
    names, found = results_of(connection, sample.statement("sqlite"))
  agrees(sample, names, [(int(float(row[0])), *row[1:]) for row in found])


def test_texts_of_numbers_labels_and_blanks_are_read_as_attune_score_reads_them(sample, agrees):
  with database(rows_of(sample.texts), "TEXT") as connection:
    agrees(sample, *results_of(connection, sample.statement("sqlite")))


@pytest.mark.skipif(not ECR.exists(), reason=f"the answers are not here: {ECR}")
def test_ten_thousand_real_answers_have_the_scores_of_attune_score(tmp_path):
  done = attune("score", "ecr-5pt", ECR, "--missing", "0", "--only-scores", "--norms", "female", "-o", tmp_path / "s.csv")
  assert done.returncode == 0, done.stderr
  statement = attune("sql", "ecr-5pt", "--dialect", "sqlite", "--table", "answers", "--columns", "Q{n}", "--missing",
                     "0", "--keep", "row", "--norms", "female").stdout
  answers = [{"row": n, **row} for n, row in enumerate(rows_of(ECR))]
  with database(answers) as connection:
    names, found = results_of(connection, statement)
  expected = rows_of(tmp_path / "s.csv")
  assert names == ["row", *expected[0]] and len(found) == len(expected) == 10_000
  for n, *values in found:
    for cell, value in zip(expected[n].values(), values):
      if isinstance(value, float):
        assert abs(float(cell) - value) <= 1e-12, n
      else:
        assert cell == ("" if value is None else str(value)), n


def error_of(statement, answer):
  with database([{"secure": answer, "fearful": 1, "preoccupied": 2, "dismissing": 3}]) as connection:
    with pytest.raises(sqlite3.Error) as raised:
      results_of(connection, statement)
  return str(raised.value)


@pytest.mark.parametrize("answer", [0, 8, "9", "4.5", 4.5, "often", "4x", "1 2", "-1", "inf", "nan", b"4x"])
def test_an_answer_outside_the_scale_ends_the_query_with_its_item_and_the_range(answer):
  statement = attune("sql", "rq", "--dialect", "sqlite", "--table", "answers").stdout
  message = error_of(statement, answer)
  assert "item secure: " in message
  assert "is not an answer (1 to 7)" in message


@pytest.mark.parametrize("answer", [0, 8, "often", "4.5", None, ""])
def test_it_is_no_answer_where_that_is_asked_for(answer):
  statement = attune("sql", "rq", "--dialect", "sqlite", "--table", "answers", "--invalid", "missing").stdout
  with database([{"secure": answer, "fearful": 1, "preoccupied": 2, "dismissing": 3}]) as connection:
    names, rows = results_of(connection, statement)
  assert dict(zip(names, rows[0]))["secure_answered"] == 0
  assert dict(zip(names, rows[0]))["profile"] is None


@pytest.mark.parametrize("code", ["-9", -9, -9.0, " -9 ", "na", "NA"])
def test_missing_codes_are_no_answers(code):
  statement = attune("sql", "rq", "--dialect", "sqlite", "--table", "answers", "--missing", "-9,NA").stdout
  with database([{"secure": code, "fearful": 1, "preoccupied": 2, "dismissing": 3}]) as connection:
    names, rows = results_of(connection, statement)
  assert dict(zip(names, rows[0]))["secure"] is None


def test_a_scale_made_of_scales_is_high_exactly_at_its_cut():
  # AAS-R: 6 − (close + depend) / 2 is 3, the cut, where the keyed sums of six items each add up to 36.
  close = {"q1": 0, "q6": 0, "q8": 1, "q12": 0, "q13": 1, "q17": 1}
  depend = {"q2": 1, "q5": 0, "q7": 1, "q14": 0, "q16": 1, "q18": 1}

  def answers_with(total, key):
    answers = {}
    for left, (item, is_reversed) in zip(range(len(key) - 1, -1, -1), key.items()):
      keyed = min(total - left, 5)
      total -= keyed
      answers[item] = 6 - keyed if is_reversed else keyed
    return answers

  rows = [{"sum": n, **{f"q{i}": 1 for i in range(1, 19)}, **answers_with(n, close), **answers_with(36 - n, depend)}
          for n in range(6, 31)]
  statement = attune("sql", "aas-r", "--dialect", "sqlite", "--table", "answers", "--keep", "sum").stdout
  with database(rows) as connection:
    names, found = results_of(connection, statement)
  profiles = {row[0]: dict(zip(names, row))["profile"] for row in found}
  assert profiles == {n: "avoidant" for n in range(6, 31)}


def test_the_normal_distribution_has_the_accuracy_that_is_told(tmp_path):
  # One item from -1000 to 1000, mean 0.25 and SD 100: z from -10 to 10 in steps of 0.01.
  file = tmp_path / "wide.yaml"
  group = {"n": 100, "scales": {"a": {"mean": 0.25, "sd": 100}}}
  file.write_text(json.dumps({"schema": "attune/1", "id": "wide", "title": "Wide", "version": "1",
                              "rights": {"wording": "CC0-1.0", "definition": "CC0-1.0"}, "sources": {"key": "none"},
                              "response": {"min": -1000, "max": 1000}, "items": {"prefix": "q", "count": 1},
                              "scales": {"a": {"items": ["q1"]}},
                              "norms": [{"sample": "None.", "source": "None.", "response": [-1000, 1000],
                                         "groups": {"all": group}}]}))
  done = attune("sql", file, "--dialect", "sqlite", "--table", "answers", "--norms")
  assert done.returncode == 0, done.stderr
  with database([{"q1": n} for n in range(-1000, 1001)]) as connection:
    names, rows = results_of(connection, done.stdout)
  place = names.index("a_percentile")
  assert len(rows) == 2001
  for row in rows:
    # The double nearest to a percent near 100 may be 1.4e-14 off by itself.
    assert abs(row[place] - 50 * math.erfc(-(row[0] - 0.25) / 100 / math.sqrt(2))) <= 4e-14, row[0]


HOSTILE = ['a"b', "a'b", "a;DROP TABLE answers;--", "a\\", "a*/b", "é ü", "$(x)", "`", "a b"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_tables_and_columns_stay_names_whatever_they_hold(name):
  table = '"' + name.replace('"', '""') + '"'
  statement = attune("sql", "rq", "--dialect", "sqlite", "--table", table, "--map", f"secure={name}", "--keep",
                     name + "2", "--as", "view").stdout
  with database([{name: 5, "fearful": 1, "preoccupied": 2, "dismissing": 3, name + "2": "x"}], table=name) as connection:
    connection.executescript(statement)
    assert connection.execute(f"SELECT secure, profile FROM {quoted(name + '_rq')}").fetchall() == [(5, "secure")]
    assert connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchall() == [(1,)]


def test_texts_of_a_definition_stay_text_whatever_they_hold(tmp_path):
  hostile = """*/ "; DROP TABLE answers; -- \\' ${env:HOME} 'x"""
  definition = {"schema": "attune/1", "id": "mine", "title": hostile, "version": hostile, "about": hostile,
                "caution": hostile + "\nSELECT 1", "sources": {hostile: [hostile + "\nDROP TABLE answers"]},
                "rights": {"wording": "CC0-1.0", "definition": "CC0-1.0"},
                "response": {"min": 1, "max": 2, "labels": {1: hostile, 2: "yes'); DROP TABLE answers"}},
                "items": {"prefix": "q", "count": 2},
                "scales": {"a": {"title": hostile, "items": ["q1"]}, "b": {"items": ["q2"]}},
                "profiles": {"kind": "highest", "of": {"secure": "a", "anxious": "b"}}}
  file = tmp_path / "mine.yaml"
  file.write_text(json.dumps(definition))
  done = attune("sql", file, "--dialect", "sqlite", "--table", "answers", "--missing", "x',y\"")
  assert done.returncode == 0, done.stderr
  comments = re.split(r"^WITH$", done.stdout, flags=re.M)[0]
  assert all(line.startswith("-- ") for line in comments.splitlines())
  rows = [{"q1": hostile, "q2": "2"}, {"q1": "YES'); drop table answers", "q2": "x'"}, {"q1": 'Y"', "q2": 1}]
  with database(rows) as connection:
    names, found = results_of(connection, done.stdout)
  scores = [(row["a"], row["b"], row["profile"]) for row in (dict(zip(names, row)) for row in found)]
  assert scores == [(1, 2, "anxious"), (2, None, None), (None, 1, None)]


def test_a_questionnaire_of_two_thousand_items_fits_into_a_statement(tmp_path):
  file = tmp_path / "long.yaml"
  items = [f"-q{n}" if n % 3 == 0 else f"q{n}" for n in range(1, 1901)]
  file.write_text(json.dumps({"schema": "attune/1", "id": "long", "title": "Long", "version": "1",
                              "rights": {"wording": "CC0-1.0", "definition": "CC0-1.0"}, "sources": {"key": "none"},
                              "response": {"min": 0, "max": 1}, "items": {"prefix": "q", "count": 1900},
                              "scales": {"a": {"items": items, "min_answered": 1}}}))
  done = attune("sql", file, "--dialect", "sqlite", "--table", "answers")
  assert done.returncode == 0, done.stderr
  with database([{f"q{n}": 1 for n in range(1, 1901)}]) as connection:
    names, rows = results_of(connection, done.stdout)
  # Of 1900 items 633 are reversed, and count 0.
  assert dict(zip(names, rows[0]))["a"] == 1267 / 1900


# Each way in which a scale can be made, and answers of several kinds.
EVERYTHING = """\
schema: attune/1
id: everything
title: All rules
response: { min: 0, max: 3, labels: { 0: Never, 3: Always }, missing: [unsure] }
items:
  - { id: q1 }
  - { id: q2, response: { min: 1, max: 7 } }
  - { id: q3, response: { choices: { 0: none, 5: some, 10: all }, codes: { A1: 0, A2: 5 } } }
  - { id: q4 }
scales:
  plain: { items: [q1, -q4], score: mean, min_answered: 1 }
  own: { items: [q1, -q2, -q3], score: sum, min_answered: 2 }
  answered: { items: [q1, q4], score: sum, missing: answered, min_answered: 1 }
  weighted: { items: [q1, -q2, q4], score: mean, weights: { q1: 2, q2: 0.5 }, min_answered: 1 }
  prorated: { items: [q1, -q2, q4], score: sum, weights: { q1: -2, q2: 0.5 }, min_answered: 1 }
  mapped: { items: [q1, -q4], score: sum, values: { 0: 0, 1: 0, 2: 1, 3: 2 }, missing: answered, min_answered: 1 }
  fraction: { items: [q1, q4], score: mean, values: { 0: 0, 1: 0.25, 2: 1, 3: 2.5 }, min_answered: 2 }
  stretched:
    items: [q1, -q4]
    min_answered: 1
    transform: { multiply: 33.3, add: -7 }
    bands: [ { to: 0, label: low }, { from: 0, to: 50, label: it's middling }, { from: 60, label: high } ]
  made: { combine: { plain: -0.5, own: 2 }, constant: 6 }
  some: { combine: { plain: -0.5, own: 2 }, missing: answered, min_answered: 1, transform: { multiply: 2 } }
  average: { combine: { plain: 1, stretched: -2 }, score: mean, min_answered: 1 }
  mixed: { items: [q2], combine: { plain: 1, made: 1 }, score: mean, min_answered: 2 }
  mixed_sum: { items: [q2, q1], combine: { plain: 3 }, score: sum, min_answered: 2 }
"""


def test_every_rule_gives_what_attune_score_gives(tmp_path):
  (tmp_path / "everything.yaml").write_text(EVERYTHING)
  choice = random.Random(5).choice
  answers = [{"person": n, "q1": choice(["", "0", "1", "2", "3", "Never", "unsure"]),
              "q2": choice(["", "1", "2", "4", "7"]), "q3": choice(["", "0", "5", "10", "all", "a2"]),
              "q4": choice(["", "0", "1", "2", "3", "always"])} for n in range(2000)]
  with open(tmp_path / "answers.csv", "w", newline="") as file:
    writer = csv.DictWriter(file, answers[0])
    writer.writeheader()
    writer.writerows(answers)
  options = [tmp_path / "everything.yaml", "--id", "person", "--quality"]
  done = attune("score", *options, tmp_path / "answers.csv", "-o", tmp_path / "s.csv")
  assert done.returncode == 0, done.stderr
  statement = attune("sql", *options, "--dialect", "sqlite", "--table", "answers")
  assert statement.returncode == 0, statement.stderr
  with database(answers, "TEXT") as connection:
    names, found = results_of(connection, statement.stdout)
  expected = rows_of(tmp_path / "s.csv")
  assert len(found) == len(expected)
  for row, values in zip(expected, found):
    for name, value in zip(names, values):
      if isinstance(value, float):
        assert abs(float(row[name]) - value) <= 1e-12 * max(1, abs(value)), (row["person"], name)
      elif name != "quality":
        assert row[name] == ("" if value is None else str(value)), (row["person"], name)


def test_an_answer_of_another_item_ends_the_query(tmp_path):
  (tmp_path / "everything.yaml").write_text(EVERYTHING)
  statement = attune("sql", tmp_path / "everything.yaml", "--dialect", "sqlite", "--table", "answers").stdout
  with database([{"q1": 1, "q2": 1, "q3": 7, "q4": 1}]) as connection:
    with pytest.raises(sqlite3.Error, match="item q3: 7 is not an answer .0, 5 and 10."):
      results_of(connection, statement)
