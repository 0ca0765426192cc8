"""Every example of the manual works as it stands: commands in a folder with the files that they name, and definitions."""

import csv
import gzip
import pathlib
import re
import shutil
import subprocess

import pytest

from conftest import SOUND
from made_files import Variable, spss, workbook

ROOT = pathlib.Path(__file__).parents[2]
PAGES = sorted((ROOT / "man").iterdir())
DEFINITIONS = ROOT / "man" / "attune-questionnaire.5"  # whose examples are no commands
ITEMS = [f"q{n}" for n in range(1, 37)]


def examples_of(page):
  """What a terminal of 80 columns shows below EXAMPLES, command by command; lines that end with a backslash go on."""
  shown = re.sub(".\b", "", subprocess.run(["mandoc", "-T", "utf8", page], capture_output=True, text=True, check=True).stdout)
  found = re.search(r"^EXAMPLES\n(.*?)(?=^\S)", shown, re.M | re.S)
  return re.sub(r"\\\n +", "", "\n".join(re.findall(r"^ {11}(.*)", found[1] if found else "", re.M))).splitlines()


EXAMPLES = {page.name: examples for page in PAGES if (examples := examples_of(page))}


def answers_of(name):
  """The rows of a file of answers; each a client, a day and 36 answers, of which some are None."""
  with open(ROOT / "examples" / name, newline="") as file:
    return [[client, day, *(int(answer) if answer else None for answer in answers)]
            for client, day, *answers in list(csv.reader(file))[1:]]


@pytest.fixture
def files(attune, tmp_path):
  """The files that examples name."""
  shutil.copytree(ROOT / "examples", tmp_path, dirs_exist_ok=True)
  first, later = answers_of("clients.csv"), answers_of("clients-later.csv")
  attune("simulate", "ecr-r", "--n", "200", "--seed", "1", "--demographics", "-o", "panel.csv")
  attune("simulate", "ecr-5pt", "--n", "20", "--seed", "1", "--demographics", "-o", "respondents.csv")
  (tmp_path / "panel.csv.gz").write_bytes(gzip.compress((tmp_path / "panel.csv").read_bytes()))
  (tmp_path / "export.csv").write_text(",".join(f"ECRR_{n}" for n in range(1, 37)) + "\n-9" + ",4" * 35 + "\n")
  (tmp_path / "survey.sav").write_bytes(spss([Variable("client", text=True), *map(Variable, ITEMS)],
                                             [[client, *answers] for client, _, *answers in first]))
  (tmp_path / "visits.xlsx").write_bytes(workbook(Visits=[["client", "date", *ITEMS], *first, *later]))
  diary = [[client, day, item, answer] for client, day, *answers in first for item, answer in zip(ITEMS, answers)]
  (tmp_path / "diary.xlsx").write_bytes(workbook(Notes=[["nothing"]], Diary=[["person", "day", "item", "answer"], *diary]))
  (tmp_path / "my-ecr-rs.txt").write_text("".join(f"Statement {n}.\n" for n in range(1, 10)))
  (tmp_path / "my-scale.yaml").write_text(SOUND.replace("id: mine", "id: my-scale"))
  (tmp_path / "passphrase").write_text("only an example\n")


@pytest.fixture
def two_sittings(attune):
  for _ in range(2):
    attune("take", "--skip-intro", "--save", stdin="3\n" * 24 + "f\n")


@pytest.mark.parametrize("page", [page for page in EXAMPLES if page != DEFINITIONS.name])
def test_the_examples_of_a_page_work_one_after_the_other(files, two_sittings, shell, page):
  for example in EXAMPLES[page]:
    assert example.startswith("$ "), f"broken by the edge of the page: {example}"
    done = shell(example.removeprefix("$ "))
    assert done.code == 0, f"{example}\n{done.err}"


def test_every_command_has_an_example():
  shown = {word for examples in EXAMPLES.values() for example in examples
           for word in re.findall(r"attune (\w+)", example)}
  assert {page.stem.removeprefix("attune-") for page in PAGES if page.match("attune-*.1")} <= shown


def test_the_definitions_of_the_manual_have_no_mistakes(attune, write):
  for definition in re.findall(r"^\.Bd -literal.*\n((?:[^.].*\n)+)", DEFINITIONS.read_text(), re.M):
    name = re.search(r"^id: (.*)", definition, re.M)
    file = write(f"{name[1]}.yaml" if name else "wording/calm-3.de.yaml", definition)
    checked = attune("check", file if name else "calm-3.yaml")
    assert checked.code == 0, checked.err
