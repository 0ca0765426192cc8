"""Files that change while they are read: the program is held up by a pipe for its results that nobody empties"""

import os
import subprocess

import pytest

from conftest import PATIENCE, environment_in

ROW = "7,1,2,3\n"
ROWS = 500_000  # far more than are read before the pipe is full
NAMES = "secure,fearful,preoccupied,dismissing\n"


@pytest.fixture
def held_up(program, folder, write):
  """Starts to score a file, changes the file, and gives exit code, results and messages."""

  def run(change, from_standard_input=False):
    file = folder / write("a.csv", NAMES + ROW * ROWS)
    with file.open() as opened:
      process = subprocess.Popen([program, "score", "rq", *([] if from_standard_input else [file])], stdin=opened,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, cwd=folder,
                                 env=environment_in(folder))
    first = process.stdout.read(1)
    change(file)
    out, told = process.communicate(timeout=PATIENCE)
    return process.returncode, (first + out).decode(), told.decode()

  return run


@pytest.mark.parametrize("from_standard_input", [False, True])
@pytest.mark.parametrize("left", [0, len(NAMES) + 8 * 400_000, len(NAMES) + 8 * 400_000 + 3])
def test_a_file_that_becomes_shorter_is_not_taken_for_whole(held_up, left, from_standard_input):
  code, out, told = held_up(lambda file: os.truncate(file, left), from_standard_input)
  assert code == 74
  assert "became shorter while it was read" in told
  assert out.count("\n") < ROWS


def test_rows_that_are_added_while_a_file_is_read_are_scored_too(held_up):
  def add(file):
    with file.open("a") as opened:
      opened.write(ROW * 1000)

  code, out, told = held_up(add)
  assert (code, out.count("\n")) == (0, 1 + ROWS + 1000)
  assert told.startswith("501,000 respondents: ")


def replace(file):
  other = file.with_name("b.csv")
  other.write_text("another file\n")
  other.replace(file)


@pytest.mark.parametrize("change", [os.unlink, replace])
def test_a_file_that_is_removed_or_replaced_is_read_as_it_was(held_up, change):
  code, out, _ = held_up(change)
  assert (code, out.count("\n")) == (0, 1 + ROWS)
