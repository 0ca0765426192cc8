"""SECURITY.md names the test that holds each promise."""

import pathlib
import re

ROOT = pathlib.Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text()


def test_every_file_and_folder_that_it_names_exists():
  named = re.findall(r"`((?:tests|cmake|script)/[\w/.]+)`", TEXT)
  assert len(named) > 20
  assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_promise_names_a_test():
  promises = re.findall(r"^\*\*.*?(?=\n\n)", TEXT.split("\n## What is promised")[1] + "\n\n", re.M | re.S)
  assert promises
  assert [promise for promise in promises if "`tests/" not in promise] == []
