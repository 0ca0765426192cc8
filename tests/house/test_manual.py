"""The manual pages: in good form, and in step with the program"""

import os
import pathlib
import re
import subprocess

import pytest

MAN = pathlib.Path(__file__).parents[2] / "man"
COMMANDS = ["list", "show", "score", "change", "norms", "simulate", "stats", "report", "plot", "codebook", "sql", "import", "export", "check",
            "take", "learn", "plan", "history", "history show", "history compare", "history plot", "history export",
            "history import", "history forget", "history lock", "history unlock"]


@pytest.mark.parametrize("page", ["attune.1", "attune-questionnaire.5"])
def test_mandoc_finds_nothing_to_mend(page):
  done = subprocess.run(["mandoc", "-T", "lint", "-W", "all", MAN / page], capture_output=True, text=True)
  remarks = [line for line in done.stdout.splitlines() if "outdated mandoc.db" not in line]
  assert remarks == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_in_the_manual(command):
  shown = subprocess.run([os.environ["ATTUNE"], *command.split(), "--help"], capture_output=True, text=True, check=True).stdout
  options = set(re.findall(r"--([a-z-]+)", shown[shown.index("\nOptions:"):])) - {"help"}
  manual = (MAN / "attune.1").read_text()
  section = manual[manual.index(f".Ss attune {command.split()[0]}\n"):]
  section = section[:re.search(r"\n\.S[hs] ", section).start()]
  assert {option for option in options if f"-{option}" not in section} == set()


def test_every_key_of_a_definition_is_described():
  source = MAN.parent / "src" / "questionnaire"
  keys = {key for file in source.glob("load*.cpp")
          for key in re.findall(r'map\.(?:get|require|text|number)\("([a-z_]+)"', file.read_text())}
  assert {"min_answered", "percentiles", "combine"} <= keys
  manual = (MAN / "attune-questionnaire.5").read_text()
  assert {key for key in keys if not re.search(rf"^\.(It )?Cm .*\b{key}\b", manual, re.MULTILINE)} == set()
