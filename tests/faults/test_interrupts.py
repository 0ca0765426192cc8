"""A batch that is ended by a signal while it reads and writes"""

import signal
import subprocess

import pytest

from conftest import PATIENCE, environment_in
from judgement import outputs_in

# More than a pipe and the program's first blocks hold, so that some of it has been worked on when all is written.
RESPONDENTS = 700
ANSWERS = "id,note,secure,fearful,preoccupied,dismissing\n" + "".join(
  f"r{number},{'x' * 1000},7,1,2,3\n" for number in range(RESPONDENTS))
COMMANDS = {
  "score": ["score", "rq", "-o", "results.csv"],
  "score --quality": ["score", "rq", "--quality", "-o", "results.csv"],
  "stats": ["stats", "rq", "-o", "results.csv"],
  "plot": ["plot", "rq", "--picture", "distributions", "-o", "results.svg"],
  "report": ["report", "rq", "--id", "id", "-o", "pages"],
  "report --anonymous": ["report", "rq", "--id", "id", "--anonymous", "-o", "pages"],
  "report --group": ["report", "--group", "rq", "-o", "results.html"],
}


@pytest.fixture
def midway(program, folder):
  """Starts a command; gives it when it has read a part of its input, and waits for more."""
  started = []

  def start(arguments, **others):
    (folder / "tmp").mkdir(exist_ok=True)
    process = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, cwd=folder, env=environment_in(folder), **others)
    started.append(process)
    process.stdin.write(ANSWERS.encode())
    process.stdin.flush()
    return process

  yield start
  for process in started:
    process.kill()
    process.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_signal_ends_it_and_leaves_what_was_there(midway, write, folder, name, number):
  output = COMMANDS[name][-1] if "." in COMMANDS[name][-1] else "results.csv"
  write(output, "old\n")
  process = midway(COMMANDS[name])
  process.send_signal(number)
  _, told = process.communicate(timeout=PATIENCE)
  assert (process.returncode, told) == (-number, b"")
  assert outputs_in(folder) == {output: b"old\n", "tmp": {}}


def test_a_signal_that_was_to_be_ignored_does_not_end_it(midway, folder):
  process = midway(COMMANDS["report"], preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
  process.send_signal(signal.SIGHUP)
  _, told = process.communicate(timeout=PATIENCE)
  assert (process.returncode, told) == (0, b"700 reports in pages; begin with index.html.\n")
