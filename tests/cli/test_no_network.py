"""No command opens a network socket: the system calls of each, recorded by strace"""

import os
import pathlib
import re
import shutil
import subprocess

import pytest

OSD = pathlib.Path(__file__).parents[2] / "examples" / "sleep.osd"
ANSWERS = ",".join(f"q{n}" for n in range(1, 37)) + "\n" + ("4," * 35 + "4\n") * 40
COMMANDS = {
  "take": (["take", "--skip-intro", "--save"], "3\n" * 24 + "f\n"),
  "learn": (["learn", "anxious"], ""),
  "plan": (["plan", "anxious", "--start"], ""),
  "list": (["list"], ""),
  "show": (["show", "ecr-r"], ""),
  "score": (["score", "ecr-r", "answers.csv"], ""),
  "change": (["change", "ecr-r", "ids.csv", "ids.csv", "--id", "id"], ""),
  "norms": (["norms", "ecr-r", "made.csv"], ""),
  "simulate": (["simulate", "ecr-r", "--n", "40", "--seed", "1", "-o", "again.csv"], ""),
  "stats": (["stats", "ecr-r", "made.csv"], ""),
  "report": (["report", "ecr-r", "ids.csv", "--id", "id", "-o", "pages"], ""),
  "plot": (["plot", "ecr-r", "made.csv", "--picture", "map", "-o", "map.svg"], ""),
  "codebook": (["codebook", "ecr-r"], ""),
  "completion": (["completion", "bash"], ""),
  "sql": (["sql", "ecr-r", "--dialect", "sqlite", "--table", "t"], ""),
  "import": (["import", "sleep.osd", "-o", "sleep-2.yaml"], ""),
  "export": (["export", "attune-24", "--to", "fhir"], ""),
  "check": (["check", "mine.yaml"], ""),
  "history": (["history"], ""),
  "history show": (["history", "show", "1"], ""),
  "history compare": (["history", "compare", "1", "2"], ""),
  "history plot": (["history", "plot"], ""),
  "history export": (["history", "export", "-o", "history.json"], ""),
  "history import": (["history", "import", "kept.json"], ""),
  "history lock": (["history", "lock", "--passphrase-file", "passphrase"], ""),
  "history unlock": (["history", "unlock", "--passphrase-file", "passphrase"], ""),
  "history forget": (["history", "forget", "--all", "--yes"], ""),
}


@pytest.fixture
def calls(program, environment, tmp_path):
  """Runs the program and gives the system calls about sockets that it, and what it started, made."""
  strace = shutil.which("strace")
  if strace is None or subprocess.run([strace, "-o", os.devnull, "true"], capture_output=True).returncode != 0:
    pytest.skip("strace is not there or not allowed: WHETHER A COMMAND OPENS A SOCKET WAS NOT TESTED")

  def run(*command, stdin=""):
    record = tmp_path / "calls"
    # A build with AddressSanitizer cannot look for leaks while it is traced.
    traced = environment | {"ASAN_OPTIONS": "detect_leaks=0"}
    done = subprocess.run([strace, "-f", "-e", "trace=network", "-o", record, *command], input=stdin, text=True,
                          capture_output=True, env=traced, cwd=tmp_path, timeout=120)
    return done, [line for line in record.read_text().splitlines() if re.match(r"\d+ +\w+\(", line)]

  return run


@pytest.fixture
def files(attune, write, definition):
  """What the commands below read."""
  definition()
  write("answers.csv", ANSWERS)
  write("sleep.osd", OSD.read_bytes())
  write("passphrase", "x\n")
  attune("simulate", "ecr-r", "--n", "40", "--seed", "1", "-o", "made.csv")
  write("ids.csv", "id," + ANSWERS.splitlines()[0] + "\n1," + ANSWERS.splitlines()[1] + "\n")
  for _ in range(2):
    attune("take", "--skip-intro", "--save", stdin="3\n" * 24 + "f\n")
  attune("history", "export", "-o", "kept.json")


def test_a_socket_would_be_seen(calls):
  _, sockets = calls("/usr/bin/python3", "-c", "import socket; socket.socket()")
  assert any("socket(AF_INET" in line for line in sockets)


def test_every_command_is_looked_at(attune):
  def commands(*words):
    shown = attune(*words, "--help").out
    if "\nCommands:" not in shown:
      return []
    table = shown[shown.index("\nCommands:"):shown.index("\nOptions:")]
    return [" ".join([*words, name]) for name in re.findall(r"^  ([a-z]+) ", table, re.M)]

  named = commands()
  assert {*named, *(nested for name in named for nested in commands(name))} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_opens_a_socket(calls, program, attune, files, command):
  if command == "history unlock":
    attune("history", "lock", "--passphrase-file", "passphrase")
  arguments, stdin = COMMANDS[command]
  done, sockets = calls(program, *arguments, stdin=stdin)
  assert done.returncode == 0, done.stderr
  assert sockets == []
