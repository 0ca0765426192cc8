"""While a command reads files that others made, it can do no more than read and write its output."""

import pathlib
import re
import shutil
import subprocess

import pytest

HEAD = "id," + ",".join(f"q{n}" for n in range(1, 10)) + "\n"
ROW = "a,1,2,3,4,5,6,7,1,2\n"
ROWS = (ROW + "b,2,1,1,5,5,7,7,3,2\n") * 10_000
COMMANDS = {"score": [], "stats": [], "norms": [], "plot": ["--picture", "map"], "report": ["--group"]}


def filters_of(process="self"):
  """How many filters of system calls the kernel has for a process."""
  return int(re.search(r"^Seccomp_filters:\t(\d+)$", pathlib.Path(f"/proc/{process}/status").read_text(), re.M)[1])


def filters_while_waiting(program, environment, folder, args, text):
  """The filters of the program while it waits for the rest of its input, beyond those of the tests."""
  process = subprocess.Popen([program, *args], env=environment, cwd=folder, stdin=subprocess.PIPE,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
  # More than a pipe holds: all of it is written only once the program reads.
  process.stdin.write(text.encode())
  process.stdin.flush()
  filters = filters_of(process.pid) - filters_of()
  process.stdin.close()
  assert process.wait(timeout=60) == 0, process.stderr.read()
  return filters


@pytest.fixture
def reading(program, environment, tmp_path):
  """Starts a command that waits for the rest of its input; gives the filters it has then, beyond those of the tests."""

  def run(*args):
    return filters_while_waiting(program, environment, tmp_path, [*args, "-o", tmp_path / "out"], HEAD + ROWS)

  return run


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_reads_is_confined(reading, command):
  assert reading(command, "ecr-rs", *COMMANDS[command]) == 1


@pytest.mark.parametrize("output", [[], ["-o", "sleep.yaml"]])
def test_an_import_is_confined(program, environment, tmp_path, output):
  text = (pathlib.Path(__file__).parents[2] / "examples" / "sleep.osd").read_text() + " " * 300_000
  assert filters_while_waiting(program, environment, tmp_path, ["import", "-", "--from", "osd", *output], text) == 1


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_completion_is_confined_before_it_opens_a_file_of_answers(program, environment, tmp_path, sanitized):
  if sanitized:
    pytest.skip("LeakSanitizer does not run under strace")
  (tmp_path / "answers.csv").write_text(HEAD + ROW)
  log = tmp_path / "calls"
  subprocess.run(["strace", "-f", "-o", log, "-e", "trace=openat,prctl,seccomp", program, "completion", "bash", "--line",
                  "attune score ecr-rs answers.csv --id "], env=environment, cwd=tmp_path, check=True, timeout=60)
  calls = log.read_text()
  assert 0 < calls.index("SECCOMP") < calls.index('"answers.csv"')


def test_who_needs_to_may_do_without(reading):
  assert reading("score", "ecr-rs", "--no-sandbox") == 0


def test_results_are_written_wherever_the_person_wants_them(attune, write, tmp_path):
  answers = write("answers.csv", HEAD + ROW)
  (tmp_path / "there").mkdir()
  (tmp_path / "link.csv").symlink_to(tmp_path / "there" / "target.csv")
  for output in ("there/results.csv", "link.csv", "/dev/null"):
    assert attune("score", "ecr-rs", answers, "-o", output).code == 0
  assert (tmp_path / "there" / "results.csv").read_text() == (tmp_path / "there" / "target.csv").read_text() != ""
  assert attune("report", "ecr-rs", answers, "--id", "id", "-o", "there/pages/").code == 0
  assert (tmp_path / "there" / "pages" / "index.html").is_file()


def test_who_has_no_descriptors_left_is_told_that_and_not_that_a_permission_lacks(shell, write, sanitized):
  if sanitized:
    pytest.skip("LeakSanitizer needs descriptors of its own")
  write("a.csv", HEAD + ROW)
  done = shell("ulimit -n 4; attune score ecr-rs a.csv -o out.csv")
  assert (done.code, done.out) == (74, "")
  assert "Too many open files" in done.err
