"""Standard streams that are full, closed, or left by their reader"""

import re
import resource
import signal
import subprocess

import pytest

from cases import RATINGS, REPLIES, SIX
from conftest import PATIENCE, environment_in

# The other commands stand in tests/cli/test_command_line.py.
COMMANDS = ["learn", "learn anxious", "plan anxious", "stats rq -", "norms rq -", "simulate rq --n 5 --seed 1",
            "plot rq - --picture distributions", "codebook rq", "sql rq --dialect sqlite --table t", "history",
            "history show 1", "history plot", "history export", "change rq a.csv a.csv --id id"]
ENDLESS = ["simulate ecr-r --n 2000000 --seed 1", "stats rq many.csv", "history export", "learn --format html",
           "change rq many.csv many.csv --id id"]


@pytest.fixture
def kept_sitting(attune):
  assert attune("take", "--plain", "--skip-intro", "--save", stdin="3\n" * 24 + "f\n").code == 0


@pytest.mark.parametrize("output, said", [("> /dev/full", "No space left on device"), (">&-", "standard output")])
@pytest.mark.parametrize("command", COMMANDS)
def test_output_that_cannot_be_written_ends_with_74(shell, write, kept_sitting, command, output, said):
  write("a.csv", RATINGS)
  failed = shell(f"attune {command} {output}", stdin=RATINGS)
  assert failed.code == 74
  assert said in failed.err


@pytest.mark.parametrize("command", ENDLESS)
def test_a_reader_that_leaves_early_ends_a_command_quietly(shell, write, kept_sitting, command):
  write("many.csv", "id,secure,fearful,preoccupied,dismissing\n" + "".join(f"{n},7,1,2,3\n" for n in range(20_000)))
  left = shell(f"attune {command} 2> messages | head -n 1 > /dev/null; echo ${{PIPESTATUS[0]}}; "
               "grep -c attune: messages")
  assert left.out in ("0\n0\n", "141\n0\n")


@pytest.mark.parametrize("output", ["> /dev/full", ">&-"])
def test_a_statement_that_nobody_can_see_is_not_answered(shell, write, output):
  write("six.yaml", SIX)
  failed = shell(f"attune take six.yaml --plain --skip-intro {output}", stdin=REPLIES)
  assert failed.code == 74
  assert "the statements cannot be shown" in failed.err
  gone_on = shell("attune take six.yaml --plain", stdin="g\n")
  assert "Statement 1 of 6." in gone_on.out


def test_a_reader_that_leaves_a_sitting_loses_no_answer(program, attune, write, folder):
  write("six.yaml", SIX)
  process = subprocess.Popen([program, "take", "six.yaml", "--plain", "--skip-intro"], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=environment_in(folder))
  process.stdin.write(b"1\n2\n3\n")
  process.stdin.flush()
  while b"You chose 3" not in process.stdout.readline():
    assert process.poll() is None
  process.stdout.close()
  _, told = process.communicate(b"4\n5\n6\nf\n", timeout=PATIENCE)
  assert (process.returncode, told) == (-signal.SIGPIPE, b"")
  first = re.search(r"Statement (\d) of 6\.", attune("take", "six.yaml", "--plain", stdin="g\n").out)
  assert int(first[1]) >= 4


def test_a_file_that_may_not_grow_is_told(program, write, folder):
  write("a.csv", RATINGS + "a,7,1,2,3\n" * 5_000)
  ended = subprocess.run([program, "score", "rq", "a.csv", "-o", "out.csv"], capture_output=True, text=True, cwd=folder,
                         env=environment_in(folder),
                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)))
  assert ended.returncode == 74 and "File too large" in ended.stderr
  assert not (folder / "out.csv").exists()
