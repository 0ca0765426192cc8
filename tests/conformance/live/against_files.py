"""Files of SPSS, Stata and Excel, between attune and what others read and write them with: pyreadstat, openpyxl and R's
haven. script/conformance runs it, on respondents simulated anew.

The seed is in ATTUNE_SEED. The file's name keeps it out of the ordinary suites, which need none of these.
"""

import csv
import datetime
import json
import math
import os
import pathlib
import subprocess

import openpyxl
import pandas
import pyreadstat
import pytest

HERE = pathlib.Path(__file__).parent
SEED = int(os.environ["ATTUNE_SEED"])
RESPONDENTS = 1000
DAYS = ["2026-10-02", "1999-12-31", ""]


def run(*command):
  done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=120)
  assert done.returncode == 0, done.stderr
  return done


def attune(*arguments):
  return run(os.environ["ATTUNE"], *arguments)


def rows_of(file):
  with open(file, newline="") as opened:
    return list(csv.DictReader(opened))


class Answers:
  """Simulated answers to one questionnaire, a tenth missing, with a day beside them; as CSV and as others write them."""

  def __init__(self, questionnaire, folder):
    self.id, self.folder = questionnaire, folder
    self.definition = json.loads(attune("show", questionnaire, "--format", "json").stdout)
    self.labels = {int(value): label for value, label in self.definition["response"]["labels"].items()}
    simulated = folder / "simulated.csv"
    attune("simulate", questionnaire, "--n", RESPONDENTS, "--seed", SEED, "--missing-rate", "0.1", "-o", simulated)
    self.items = [item["id"] for item in self.definition["items"]]
    self.csv = folder / "answers.csv"
    self.rows = rows_of(simulated)
    with open(self.csv, "w", newline="") as opened:
      writer = csv.writer(opened)
      writer.writerow(["id", *self.items])
      writer.writerows([row["id"], *(row[item] for item in self.items)] for row in self.rows)
    self.frame = pandas.read_csv(self.csv, dtype={"id": str})
    self.expected = self.scored(self.csv)

  def scored(self, file, *options):
    results = self.folder / "results.csv"
    attune("score", self.id, file, "--id", "id", *options, "-o", results)
    return rows_of(results)

  def with_others(self, missing):
    """The answers with another code for missing, which the file is to call so."""
    frame = self.frame.copy()
    frame[self.items] = frame[self.items].fillna(missing)
    return frame


@pytest.fixture(scope="module", params=["ecr-r", "rq", "attune-24"])
def answers(request, tmp_path_factory):
  return Answers(request.param, tmp_path_factory.mktemp(request.param))


def described(answers):
  return {"column_labels": ["", *(f"Statement {item}" for item in answers.items)],
          "variable_value_labels": {item: answers.labels for item in answers.items}}


@pytest.mark.parametrize("name, options", [("plain.sav", {}), ("packed.sav", {"row_compress": True}), ("packed.zsav", {"compress": True})])
def test_spss_files_of_pyreadstat_are_scored_as_csv(answers, name, options):
  file = answers.folder / name
  pyreadstat.write_sav(answers.frame, file, **options, **described(answers))
  assert answers.scored(file) == answers.expected


def test_user_missing_values_of_pyreadstat_are_missing(answers):
  file = answers.folder / "missing.sav"
  ranges = {item: [-9, {"lo": 90, "hi": 99}] for item in answers.items}
  for missing in (-9, 90, 95.5, 99):
    pyreadstat.write_sav(answers.with_others(missing), file, missing_ranges=ranges, **described(answers))
    assert answers.scored(file) == answers.expected


@pytest.mark.parametrize("version", [10, 12, 13, 14, 15])
def test_stata_files_of_pyreadstat_are_scored_as_csv(answers, version):
  file = answers.folder / "pyreadstat.dta"
  pyreadstat.write_dta(answers.frame, file, version=version, **described(answers))
  assert answers.scored(file) == answers.expected


def test_files_of_haven_are_scored_as_csv(answers):
  labels = answers.folder / "labels.csv"
  with open(labels, "w", newline="") as opened:
    csv.writer(opened).writerows([["value", "label"], *answers.labels.items()])
  run("Rscript", "--vanilla", HERE / "files.R", "write", answers.csv, labels, answers.folder)
  for name in ("haven.sav", "haven.zsav", "haven14.dta", "haven12.dta"):
    assert answers.scored(answers.folder / name) == answers.expected, name


def cells(row, items):
  return [row["id"], *(int(row[item]) if row[item] else None for item in items)]


@pytest.mark.parametrize("write_only", [False, True], ids=["shared texts", "written row by row"])
def test_workbooks_of_openpyxl_are_scored_as_csv(answers, write_only):
  book = openpyxl.Workbook(write_only=write_only)
  notes = book.create_sheet("Notes")
  sheet = book.create_sheet("Answers")
  if not write_only:
    book.remove(book.worksheets[0])
  notes.append(["These are the answers."])
  sheet.append(["id", "visit", *answers.items])
  for row in answers.rows:
    sheet.append([row["id"], datetime.date(2026, 10, 2), *cells(row, answers.items)[1:]])
  file = answers.folder / "openpyxl.xlsx"
  book.save(file)
  assert answers.scored(file, "--sheet", "Answers", "--only-scores") == answers.expected
  assert {row["visit"] for row in answers.scored(file, "--sheet", "2")} == {"2026-10-02"}


# What attune writes


def number(text):
  return float(text) if text else None


def words_as_numbers(row, profiles):
  """A row of CSV as SPSS and Stata have it: the profile is a number from 1 on."""
  return {name: profiles.index(text) + 1 if name == "profile" and text else text for name, text in row.items()}


class Results:
  """The results of the answers, with a day and a text, in all forms."""

  def __init__(self, answers):
    self.folder = answers.folder / "results"
    self.folder.mkdir(exist_ok=True)
    source = self.folder / "source.csv"
    with open(source, "w", newline="") as opened:
      writer = csv.writer(opened)
      writer.writerow(["id", "day", "first name", *answers.items])
      for n, row in enumerate(answers.rows):
        writer.writerow([row["id"], DAYS[n % 3], f"Zoë ={n}", *(row[item] for item in answers.items)])
    for form in ("csv", "sav", "zsav", "dta", "xlsx"):
      attune("score", answers.id, source, "--id", "id", "-o", self.file(form))
    self.rows = rows_of(self.file("csv"))
    codebook = json.loads(attune("codebook", answers.id, "--format", "json").stdout)["columns"]
    self.meanings = {column["column"]: column["meaning"] for column in codebook}
    self.profiles = next((column["values"] for column in codebook if column["column"] == "profile"), [])

  def file(self, form):
    return self.folder / f"results.{form}"

  def is_number(self, name):
    return name not in ("id", "day", "first name", "first_name")


@pytest.fixture(scope="module")
def results(answers):
  return Results(answers)


def same(text, value):
  """Whether a value of another program is what CSV says."""
  if value is None or isinstance(value, float) and math.isnan(value):
    return text == ""
  if isinstance(value, (datetime.date, datetime.datetime)):
    return text == value.isoformat()[:10]
  return float(text) == value if isinstance(value, (int, float)) else text == value


@pytest.mark.parametrize("form", ["sav", "zsav", "dta"])
def test_pyreadstat_reads_what_was_written(results, form):
  read = pyreadstat.read_dta if form == "dta" else pyreadstat.read_sav
  values, about = read(str(results.file(form)), output_format="dict", disable_datetime_conversion=False)
  names = list(results.rows[0])
  assert about.column_names == [name.replace(" ", "_") for name in names]
  for name, column in zip(names, about.column_names):
    expected = [words_as_numbers(row, results.profiles)[name] for row in results.rows]
    assert len(values[column]) == RESPONDENTS
    wrong = [(text, value) for text, value in zip(expected, values[column]) if not same(text, value)
             and not (value == "" and text == "")]
    assert wrong == [], name
  labels = dict(zip(about.column_names, about.column_labels))
  limit = 80 if form == "dta" else 252
  for column, meaning in results.meanings.items():
    assert meaning.encode().startswith(labels[column].encode()) and len(labels[column]) >= min(len(meaning), limit) - 3, column
  assert labels["first_name"] == "first name"
  if results.profiles:
    assert about.variable_value_labels["profile"] == dict(enumerate(results.profiles, 1))


@pytest.mark.parametrize("form", ["sav", "zsav", "dta"])
def test_haven_reads_what_was_written(results, form):
  copy = results.folder / f"{form}.csv"
  run("Rscript", "--vanilla", HERE / "files.R", "read", results.file(form), copy)
  for row, other in zip(results.rows, rows_of(copy), strict=True):
    for (name, text), value in zip(words_as_numbers(row, results.profiles).items(), other.values(), strict=True):
      assert number(str(text)) == number(value) if results.is_number(name) else text == value, (row["id"], name)
  about = {row["column"]: row for row in rows_of(f"{copy}.labels")}
  if results.profiles:
    assert about["profile"]["labels"] == ";".join(f"{n}={word}" for n, word in enumerate(results.profiles, 1))


def test_openpyxl_reads_what_was_written(results):
  sheet = openpyxl.load_workbook(results.file("xlsx")).worksheets[0]
  assert sheet.freeze_panes == "A2"
  rows = list(sheet.iter_rows(values_only=True))
  assert list(rows[0]) == list(results.rows[0])
  assert len(rows) == RESPONDENTS + 1
  for row, values in zip(results.rows, rows[1:]):
    for (name, text), value in zip(row.items(), values):
      numeric = results.is_number(name) and name != "profile"
      # libxlsxwriter writes 16 digits of a number.
      close = numeric and value is not None and math.isclose(float(text), value, rel_tol=1e-15)
      assert close or same(text, value), (row["id"], name, value)
      assert value is None or isinstance(value, (int, float)) == numeric, (row["id"], name, value)


@pytest.mark.parametrize("form", ["sav", "zsav", "dta", "xlsx"])
def test_simulated_answers_in_each_form_are_scored_as_csv(answers, form):
  file = answers.folder / f"made.{form}"
  attune("simulate", answers.id, "--n", RESPONDENTS, "--seed", SEED, "--missing-rate", "0.1", "-o", file)
  assert answers.scored(file) == answers.expected
