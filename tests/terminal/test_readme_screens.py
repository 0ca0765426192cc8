"""The screens in README are what a person sees."""

import pathlib
import re

README = pathlib.Path(__file__).parents[2] / "README.md"
# Answers to attune-24 that lie near a line: anxiety 4.1, avoidance 3.1.
ANSWERS = [6, 6, 3, 2, 4, 5, 5, 3, 3, 5, 4, 4, 5, 5, 3, 2, 3, 6, 4, 4, 4, 4, 5, 3]


def shown_in_readme(name):
  block = re.search(rf"^```text {name}\n(.*?)^```$", README.read_text(), re.M | re.S)
  assert block, f"README has no block ```text {name}"
  return block[1]


def without_margin(screen):
  return "\n".join(line.rstrip() for line in screen.splitlines()).strip("\n") + "\n"


def test_the_statement_is_as_on_the_screen(begun):
  screen = begun()
  screen.answer(ANSWERS[:2])
  assert without_margin(screen.until_statement(3)) == shown_in_readme("statement")


def test_the_result_is_as_on_the_screen(begun):
  screen = begun(rows=50)
  screen.answer(ANSWERS)
  screen.until("Before you finish")
  screen.press("Enter")
  shown = screen.until("What helps")
  assert without_margin(shown[:shown.index("In short")]) == shown_in_readme("result")
