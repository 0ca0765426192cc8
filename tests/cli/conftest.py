"""Runs the program from outside: arguments, standard streams, files, exit codes."""

import os
import pathlib
import pty
import subprocess
import sys
import termios
from dataclasses import dataclass

import pytest


@dataclass
class Result:
  code: int
  out: str
  err: str


def text_of(data):
  return data.decode("utf-8", "surrogateescape")


def bytes_of(data):
  return data if isinstance(data, bytes) else (data or "").encode("utf-8", "surrogateescape")


@pytest.fixture(scope="session")
def program():
  return pathlib.Path(os.environ["ATTUNE"]).resolve()


@pytest.fixture(scope="session")
def sanitized(program):
  """Whether the program watches over its own memory, and so takes a multiple of it."""
  return any(mark in program.read_bytes() for mark in (b"__asan_init", b"__tsan_init"))


@pytest.fixture
def environment(tmp_path_factory):
  """Nothing of the person who runs the tests: no definitions, no locale, no terminal width."""
  home = tmp_path_factory.mktemp("home")
  variables = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
  return variables | {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}


@pytest.fixture
def attune(program, environment, tmp_path):
  """Runs the program in a folder of its own; `env` adds to its environment, a value of None takes away."""

  def run(*args, stdin=None, env=None, cwd=None):
    variables = {name: value for name, value in (environment | (env or {})).items() if value is not None}
    done = subprocess.run([program, *args], input=bytes_of(stdin), capture_output=True, timeout=60,
                          env=variables, cwd=cwd or tmp_path)
    return Result(done.returncode, text_of(done.stdout), text_of(done.stderr))

  return run


MEASURE = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, used = os.wait4(process.pid, 0)
with open(sys.argv[1], "w") as peak:
  peak.write(str(used.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status) % 256)
"""


@pytest.fixture
def measured(program, environment, tmp_path, tmp_path_factory):
  """Runs the program as `attune` does; gives the result, and the memory it took at most, in KiB."""

  def run(*args):
    # The peak of a process begins with that of the one that starts it, so a small one does.
    peak = tmp_path_factory.mktemp("peak") / "kib"
    done = subprocess.run([sys.executable, "-c", MEASURE, peak, program, *args], capture_output=True, timeout=60,
                          stdin=subprocess.DEVNULL, env=environment, cwd=tmp_path)
    return Result(done.returncode, text_of(done.stdout), text_of(done.stderr)), int(peak.read_text())

  return run


@pytest.fixture
def shell(program, environment, tmp_path):
  """Runs a bash command line in which "attune" is the program."""

  def run(command, stdin=None):
    variables = environment | {"PATH": f"{program.parent}:{environment['PATH']}"}
    done = subprocess.run(["bash", "-c", command], input=bytes_of(stdin), capture_output=True, timeout=60,
                          env=variables, cwd=tmp_path)
    return Result(done.returncode, text_of(done.stdout), text_of(done.stderr))

  return run


@pytest.fixture
def on_terminal(program, environment, tmp_path):
  """Runs the program with some of its streams ("stdout", "stderr") on a terminal; `shown` is what that shows.

  `stdin` is a list of pieces, each of them bytes to write or a function to call, such as a pause.
  """

  def run(*args, streams=("stdout",), stdin=(), columns=80):
    leader, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, columns))
    others = {name: subprocess.PIPE for name in ("stdout", "stderr") if name not in streams}
    process = subprocess.Popen([program, *args], stdin=subprocess.PIPE, env=environment, cwd=tmp_path,
                               **others, **{name: terminal for name in streams})
    os.close(terminal)
    for piece in stdin:
      if callable(piece):
        piece()
      else:
        process.stdin.write(piece)
        process.stdin.flush()
    process.stdin.close()
    shown = b""
    while True:
      try:
        piece = os.read(leader, 1 << 16)
      except OSError:  # Linux: the last writer has gone
        break
      if not piece:
        break
      shown += piece
    os.close(leader)
    rest = {name: text_of(getattr(process, name).read()) for name in others}
    code = process.wait(timeout=60)
    shown = text_of(shown).replace("\r\n", "\n")
    return Result(code, rest.get("stdout", shown), rest.get("stderr", shown))

  return run


@pytest.fixture
def write(tmp_path):
  """Writes a file into the folder in which the program runs; gives its name."""

  def write_file(name, content):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes_of(content))
    return name

  return write_file


SOUND = """\
schema: attune/1
id: mine
title: My own scale
version: "1.0"
about: how you are
sources: { key: ["Nobody (2020). A scale."] }
rights: { wording: CC0-1.0, definition: CC0-1.0 }
response: { min: 1, max: 5, labels: { 1: Never, 3: Sometimes, 5: Always } }
items: { prefix: q, count: 4 }
scales:
  anxiety: { title: Anxiety, items: [q1, -q2], score: mean, min_answered: 1 }
  avoidance: { title: Avoidance, items: [q3, q4], score: mean, min_answered: 1 }
profiles: { kind: quadrants, x: anxiety, y: avoidance, cut: { anxiety: 3, avoidance: 3 } }
guide: attachment
"""


@pytest.fixture
def definition(write):
  """Writes a sound definition, with each `old` text replaced by its `new`; gives its name."""

  def write_definition(*replacements, name="mine.yaml"):
    text = SOUND.replace("id: mine", f"id: {pathlib.Path(name).stem}")
    for old, new in replacements:
      assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the definition"
      text = text.replace(old, new)
    return write(name, text)

  return write_definition
