"""File systems without nameless files, such as FAT: temporary files have names then, and are gone at the end"""

import subprocess

import pytest

from conftest import PATIENCE, environment_in
from judgement import outputs_in

ANSWERS = "id,secure,fearful,preoccupied,dismissing\na,7,1,2,3\nb,1,2,6,3\n"
COMMANDS = {
  "score": (["score", "rq"], "out.csv"),
  "score --quality": (["score", "rq", "--quality"], "out.csv"),
  "score to a workbook": (["score", "rq"], "out.xlsx"),
  "report --group": (["report", "rq", "--group"], "out.html"),
}


@pytest.fixture
def started(program, folder, preloaded):
  """Starts a command that reads from its standard input where there are no nameless files."""

  def start(arguments):
    (folder / "tmp").mkdir(exist_ok=True)
    environment = environment_in(folder) | {"LD_PRELOAD": str(preloaded("no_nameless_files"))}
    return subprocess.Popen([program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, cwd=folder, env=environment)

  return start


@pytest.mark.parametrize("name", COMMANDS)
def test_results_are_the_same_and_nothing_else_stays(attune, started, folder, name):
  arguments, output = COMMANDS[name]
  process = started([*arguments, "-o", output])
  _, told = process.communicate(ANSWERS.encode(), timeout=PATIENCE)
  assert process.returncode == 0, told
  assert sorted(path.name for path in folder.iterdir()) == sorted([output, "tmp"])
  assert list((folder / "tmp").iterdir()) == []
  assert (folder / output).stat().st_mode & 0o777 == 0o600
  if not output.endswith(".xlsx"):  # which holds the time
    written = (folder / output).read_bytes()
    assert attune(*arguments, "-o", output, stdin=ANSWERS).code == 0
    assert (folder / output).read_bytes() == written


@pytest.mark.parametrize("name", COMMANDS)
def test_an_error_leaves_what_was_there(started, write, folder, name):
  arguments, output = COMMANDS[name]
  write(output, "old\n")
  process = started([*arguments, "-o", output])
  _, told = process.communicate(ANSWERS.encode() + b"c,9,1,1,1\n", timeout=PATIENCE)
  assert process.returncode == 65, told
  assert outputs_in(folder) == {output: b"old\n", "tmp": {}}


def test_what_is_written_meanwhile_has_a_hidden_name_that_only_its_owner_can_open(started, folder):
  process = started(["take", "--skip-intro", "--plain", "-o", "answers.csv"])
  process.stdin.write(b"4\n")
  process.stdin.flush()
  process.stdout.read(1)  # the first statement is there, so the file is
  [hidden] = [path for path in folder.iterdir() if path.name.startswith(".attune-")]
  assert hidden.stat().st_mode & 0o777 == 0o600
  process.communicate(b"4\n" * 23 + b"f\n", timeout=PATIENCE)
  assert process.returncode == 0
  assert sorted(path.name for path in folder.iterdir()) == ["answers.csv", "home", "tmp"]
