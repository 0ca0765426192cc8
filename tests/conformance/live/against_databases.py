"""attune sql against PostgreSQL, DuckDB and a Spark cluster, started here and fed with respondents simulated anew.

script/conformance runs it. The seed is in ATTUNE_SEED. The file's name keeps it out of the ordinary suites, which need no
database; SQLite is tested there.
"""

import contextlib
import csv
import io
import json
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import tempfile
import time

import pytest

ROOT = pathlib.Path(__file__).parents[3]
ECR = ROOT.parent / "shared" / "data" / "ecr" / "responses.csv"
SEED = int(os.environ["ATTUNE_SEED"])
QUESTIONNAIRES = sorted(file.stem for file in (ROOT / "questionnaires").glob("*.yaml"))
HOSTILE = ["a'b", 'a"b', "a`b", "a;b--", "a\\", "a*/b", "é ü"]
SECONDS_TO_START = 120


def run(*command, **options):
  done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300, **options)
  assert done.returncode == 0, done.stderr
  return done.stdout


def attune(*arguments):
  return run(os.environ["ATTUNE"], *arguments)


def header_of(file):
  with open(file, newline="") as opened:
    return next(csv.reader(opened))


class Postgres:
  """A server of its own in a folder of its own, without a network, as a person without privileges."""

  dialect, number, text = "postgres", "double precision", "text"

  def __init__(self, folder):
    self.programs = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: int(found.parts[-2]))
    self.folder = folder
    self.user = []
    if os.getuid() == 0:  # the server refuses to run as root
      shutil.chown(folder, "postgres", pwd.getpwnam("postgres").pw_gid)
      self.user = ["runuser", "-u", "postgres", "--"]
    run(*self.user, self.programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "attune", "-E", "UTF8",
        "--locale", "C.UTF-8", "-N", cwd=folder)
    run(*self.user, self.programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o",
        f"-k {folder} -c listen_addresses='' -c fsync=off", "start", cwd=folder)

  def stop(self):
    run(*self.user, self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "fast", "stop", cwd=self.folder)

  def psql(self, sql):
    return subprocess.run(["psql", "-X", "-q", "--csv", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", "attune",
                           "postgres"], input=sql, capture_output=True, text=True, timeout=300)

  def query(self, sql):
    done = self.psql(sql)
    assert done.returncode == 0, done.stderr
    names, *rows = csv.reader(io.StringIO(done.stdout, newline=""))
    return names, rows

  def error(self, sql):
    done = self.psql(sql)
    assert done.returncode != 0
    return done.stderr

  def execute(self, sql):
    done = self.psql(sql)
    assert done.returncode == 0, done.stderr

  def load(self, table, file, kind):
    columns = ", ".join(f'"{name}" {kind}' for name in header_of(file))
    self.execute(f'DROP TABLE IF EXISTS "{table}" CASCADE; CREATE TABLE "{table}" ({columns});\n'
                 f"\\copy \"{table}\" FROM '{file}' CSV HEADER")


class DuckDB:
  dialect, number, text = "duckdb", "DOUBLE", "VARCHAR"

  def __init__(self, folder):
    import duckdb
    self.connection = duckdb.connect(str(folder / "database"))

  def stop(self):
    self.connection.close()

  def query(self, sql):
    cursor = self.connection.execute(sql)
    return [column[0] for column in cursor.description], cursor.fetchall()

  def execute(self, sql):
    self.connection.execute(sql)

  def error(self, sql):
    with pytest.raises(Exception) as raised:
      self.query(sql)
    return str(raised.value)

  def load(self, table, file, kind):
    columns = ", ".join(f"'{name}': '{kind}'" for name in header_of(file))
    self.execute(f"CREATE OR REPLACE TABLE \"{table}\" AS FROM read_csv('{file}', header = true, columns = {{{columns}}})")


class Spark:
  """A standalone cluster on the loopback: a master, two workers with one core each, and a session that uses both."""

  dialect, number, text = "spark", "double", "string"

  def __init__(self, folder):
    import pyspark
    self.folder, self.processes = folder, []
    home = pathlib.Path(pyspark.__file__).parent
    self.start(home, "master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0",
               "--webui-port", "0")
    master = "spark://127.0.0.1:" + self.wait_for("master", r"'sparkMaster' on port (\d+)")
    for worker in ("worker1", "worker2"):
      self.start(home, worker, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0",
                 "--cores", "1", "--memory", "1g", "--work-dir", str(folder / worker), master)
      self.wait_for(worker, "Successfully registered with master")
    from pyspark.sql import SparkSession
    settings = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1", "spark.ui.enabled": "false",
                "spark.executor.memory": "1g", "spark.sql.shuffle.partitions": "2",
                "spark.scheduler.minRegisteredResourcesRatio": "1", "spark.cores.max": "2",
                "spark.sql.warehouse.dir": str(folder / "warehouse"), "spark.log.level": "ERROR"}
    builder = SparkSession.builder.master(master)
    for name, value in settings.items():
      builder = builder.config(name, value)
    self.session = builder.getOrCreate()

  def start(self, home, name, *command):
    log = open(self.folder / f"{name}.log", "w")
    environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(self.folder)}
    self.processes.append(subprocess.Popen([home / "bin" / "spark-class", *command], stdout=log, stderr=log,
                                           env=environment))

  def wait_for(self, name, pattern):
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
      found = re.search(pattern, (self.folder / f"{name}.log").read_text())
      if found:
        return found[found.re.groups]
      time.sleep(0.2)
    raise AssertionError((self.folder / f"{name}.log").read_text())

  def executors(self):
    return self.session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1  # the driver is one of them

  def stop(self):
    self.session.stop()
    for process in self.processes:
      process.terminate()
      process.wait(timeout=60)

  def query(self, sql):
    frame = self.session.sql(sql)
    return frame.columns, [tuple(row) for row in frame.collect()]

  def execute(self, sql):
    self.session.sql(sql)

  def error(self, sql):
    with pytest.raises(Exception) as raised:
      self.query(sql)
    return str(raised.value)

  def load(self, table, file, kind):
    schema = ", ".join(f"`{name}` {kind}" for name in header_of(file))
    parquet = str(self.folder / f"{table}.parquet")
    self.session.read.csv(str(file), header=True, schema=schema).repartition(4).write.mode("overwrite").parquet(parquet)
    self.session.read.parquet(parquet).createOrReplaceTempView(f"`{table}`")


@pytest.fixture(scope="session", params=[Postgres, DuckDB, Spark], ids=lambda kind: kind.dialect)
def database(request):
  # Short, since the name of a socket must be.
  with contextlib.ExitStack() as stack:
    folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attune-")))
    started = request.param(folder)
    stack.callback(started.stop)
    yield started


@pytest.fixture(scope="session", params=QUESTIONNAIRES)
def sample(request, sampled, tmp_path_factory):
  return sampled(request.param, tmp_path_factory.mktemp(request.param), respondents=300, seed=SEED)


@pytest.mark.parametrize("kind", ["number", "text"])
def test_every_value_is_that_of_attune_score(database, sample, agrees, kind):
  if database.dialect == "spark" and kind == "number" and sample.id != "ecr-5pt":
    pytest.skip("Spark takes seconds to plan each statement; how it reads numbers shows in one")
  file = sample.numbers if kind == "number" else sample.texts
  database.load("answers", file, getattr(database, kind))
  names, rows = database.query(sample.statement(database.dialect))
  agrees(sample, names, [(int(float(row[0])), *row[1:]) for row in rows])


@pytest.mark.skipif(not ECR.exists(), reason=f"the answers are not here: {ECR}")
def test_ten_thousand_real_answers_have_the_scores_of_attune_score(database, tmp_path, agrees_with):
  numbered = tmp_path / "numbered.csv"
  with open(ECR, newline="") as file, open(numbered, "w", newline="") as to:
    reader, writer = csv.reader(file), csv.writer(to)
    writer.writerow(["person", *next(reader)])
    writer.writerows([n, *row] for n, row in enumerate(reader))
  options = ["--columns", "Q{n}", "--missing", "0", "--id", "person", "--norms", "female"]
  attune("score", "ecr-5pt", numbered, "--only-scores", *options, "-o", tmp_path / "scores.csv")
  database.load("answers", numbered, database.text)
  names, rows = database.query(attune("sql", "ecr-5pt", "--dialect", database.dialect, "--table", "answers", *options))
  agrees_with(tmp_path / "scores.csv", names, rows)


@pytest.mark.parametrize("answer", ["0", "8", "4.5", "often", "4x", "1e0", "NaN", "it's"])
def test_an_answer_outside_the_scale_ends_the_query_with_its_item_and_the_range(database, tmp_path, answer):
  file = tmp_path / "answers.csv"
  file.write_text(f"secure,fearful,preoccupied,dismissing\n{answer},1,2,3\n")
  database.load("answers", file, database.text)
  message = database.error(attune("sql", "rq", "--dialect", database.dialect, "--table", "answers"))
  assert f"item secure: {answer.lower()} is not an answer (1 to 7)" in message


@pytest.mark.parametrize("code", ["-9", "-9.0", " na "])
def test_missing_codes_are_no_answers(database, tmp_path, code):
  file = tmp_path / "answers.csv"
  file.write_text(f"secure,fearful,preoccupied,dismissing\n{code},1,2,3\n")
  database.load("answers", file, database.text)
  names, rows = database.query(
      attune("sql", "rq", "--dialect", database.dialect, "--table", "answers", "--missing", "-9,NA"))
  assert dict(zip(names, rows[0]))["secure"] in (None, "")


def quoted(database, name):
  sign = "`" if database.dialect == "spark" else '"'
  return sign + name.replace(sign, sign * 2) + sign


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_columns_stay_names_whatever_they_hold(database, name):
  column = quoted(database, name)
  view = "TEMPORARY VIEW" if database.dialect == "spark" else "TABLE"
  database.execute(f"DROP {view.split()[-1]} IF EXISTS hostile")
  database.execute(f"CREATE {view} hostile AS SELECT 5 AS {column}, 1 AS fearful, 2 AS preoccupied, 3 AS dismissing")
  names, rows = database.query(attune("sql", "rq", "--dialect", database.dialect, "--table", "hostile", "--map",
                                      f"secure={name}", "--keep", name))
  assert names[0] == name
  assert (float(rows[0][0]), rows[0][-1]) == (5, "secure")


def test_texts_of_a_definition_stay_text_whatever_they_hold(database, tmp_path):
  hostile = """*/ "; DROP TABLE answers; -- \\\\' ${env:HOME} \\u0041 'x"""
  lines = hostile + "\nSELECT 1"
  definition = tmp_path / "mine.yaml"
  definition.write_text(json.dumps({
      "schema": "attune/1", "id": "mine", "version": hostile, "title": lines, "about": lines, "caution": lines,
      "sources": {"key": lines}, "rights": {"wording": "CC0-1.0", "definition": "CC0-1.0"},
      "response": {"min": 1, "max": 2, "labels": {1: lines}}, "items": {"prefix": "q", "count": 1},
      "scales": {"a": {"items": ["q1"], "title": lines}}}))
  file = tmp_path / "answers.csv"
  with open(file, "w", newline="") as opened:
    csv.writer(opened).writerows([["q1", "n"], [lines, "1"], ["2", "2"]])
  if database.dialect == "spark":
    frame = database.session.createDataFrame([(lines, "1"), ("2", "2")], ["q1", "n"])
    frame.createOrReplaceTempView("answers")
  else:
    database.load("answers", file, database.text)
  _, rows = database.query(attune("sql", definition, "--dialect", database.dialect, "--table", "answers", "--keep", "n"))
  assert sorted((int(row[0]), float(row[1])) for row in rows) == [(1, 1), (2, 2)]


def test_a_view_is_created_beside_its_table(database, tmp_path):
  if database.dialect == "spark":
    pytest.skip("a view that lasts cannot show one of a session")
  file = tmp_path / "answers.csv"
  file.write_text("secure,fearful,preoccupied,dismissing\n5,1,2,3\n")
  database.load("people", file, database.number)
  database.execute(attune("sql", "rq", "--dialect", database.dialect, "--table", "people", "--as", "view"))
  _, rows = database.query('SELECT profile FROM "people_rq"')
  assert [tuple(row) for row in rows] == [("secure",)]


def test_both_workers_of_the_cluster_take_part(database):
  if database.dialect != "spark":
    pytest.skip("of Spark alone")
  assert database.executors() == 2
