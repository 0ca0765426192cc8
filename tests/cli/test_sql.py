"""attune sql: the command line; what its statements give is held in tests/conformance"""

import sqlite3
import stat

import pytest

DIALECTS = ["sqlite", "postgres", "duckdb", "spark"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_one_statement_goes_to_the_standard_output(attune, dialect):
  done = attune("sql", "ecr-r", "--dialect", dialect, "--table", "clients")
  assert (done.code, done.err) == (0, "")
  assert done.out.startswith("-- ecr-r: ")
  assert done.out.endswith(";\n") and done.out.count(";\n") == 1


def test_a_statement_goes_into_a_file_of_its_owner(attune, tmp_path):
  assert attune("sql", "rq", "--dialect", "sqlite", "--table", "t", "-o", "scores.sql").code == 0
  assert (tmp_path / "scores.sql").read_text() == attune("sql", "rq", "--dialect", "sqlite", "--table", "t").out
  assert stat.S_IMODE((tmp_path / "scores.sql").stat().st_mode) == 0o600


def test_a_statement_can_be_piped_into_a_database(shell, tmp_path):
  sqlite3.connect(tmp_path / "panel.db").executescript(
      "CREATE TABLE panel (id, secure, fearful, preoccupied, dismissing); INSERT INTO panel VALUES ('c1', 7, 1, 2, 3);")
  done = shell("attune sql rq --dialect sqlite --table panel --id id --as view > view.sql")
  assert done.code == 0, done.err
  connection = sqlite3.connect(tmp_path / "panel.db")
  connection.executescript((tmp_path / "view.sql").read_text())
  assert connection.execute("SELECT id, model_of_self, profile FROM panel_rq").fetchall() == [("c1", 7, "secure")]


@pytest.mark.parametrize("options, told", [
  ((), "--dialect"),
  (("--dialect", "oracle", "--table", "t"), "--dialect"),
  (("--dialect", "sqlite"), "--table"),
  (("--dialect", "sqlite", "--table", "a..b"), "no name of a table"),
  (("--dialect", "spark", "--table", "${x}"), "cannot be the name"),
  (("--dialect", "sqlite", "--table", "t", "--columns", "Q"), "has no {n}"),
  (("--dialect", "sqlite", "--table", "t", "--map", "q99=x"), "has no item"),
  (("--dialect", "sqlite", "--table", "t", "--missing", "4"), "that is an answer"),
  (("--dialect", "sqlite", "--table", "t", "--keep", "profile"), "two columns"),
  (("--dialect", "sqlite", "--table", "t", "--min-answered", "99"), "has only 18 items"),
  (("--dialect", "sqlite", "--table", "t", "--norms"), "has no norms"),
])
def test_what_cannot_be_is_refused(attune, options, told):
  done = attune("sql", "ecr-r", *options)
  assert (done.code, done.out) == (64, "")
  assert told in done.err


def test_the_missing_rule_is_that_of_the_option(attune):
  options = ["--dialect", "sqlite", "--table", "t"]
  assert '"anxiety_answered" >= 14' in attune("sql", "ecr-r", *options).out
  assert '"anxiety_answered" >= 3' in attune("sql", "ecr-r", *options, "--min-answered", "3").out


def test_the_id_comes_first_and_once(attune):
  done = attune("sql", "rq", "--dialect", "sqlite", "--table", "t", "--keep", "visit,person", "--id", "person")
  assert '"kept 1" AS "person",\n    "kept 2" AS "visit",\n    "secure"' in done.out
