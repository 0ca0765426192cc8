"""Every example of the manual works as it stands, in a folder with the files that it names."""

import csv
import gzip
import pathlib
import re
import shutil

import pytest

from conftest import SOUND
from made_files import Variable, spss, workbook

ROOT = pathlib.Path(__file__).parents[2]
PAGES = {file.name: re.findall(r"^\.Dl \$ (.*)", file.read_text(), re.M) for file in (ROOT / "man").iterdir()}
ITEMS = [f"q{n}" for n in range(1, 37)]


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


@pytest.mark.parametrize("page", [page for page, examples in PAGES.items() if examples])
def test_the_examples_of_a_page_work_one_after_the_other(files, two_sittings, shell, page):
  for example in PAGES[page]:
    done = shell(example)
    assert done.code == 0, f"{example}\n{done.err}"


def test_every_command_has_an_example():
  shown = {word for examples in PAGES.values() for example in examples for word in re.findall(r"attune (\w+)", example)}
  assert {page.removeprefix("attune-").removesuffix(".1") for page in PAGES if re.match(r"attune-.*\.1$", page)} <= shown
