"""Runs the program in a real terminal, as a person would: keys go in, and what is looked at is the screen."""

import csv
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import time

import pytest

PATIENCE = 20  # seconds until a screen that does not come counts as missing
CONFIGURATION = """\
set -g status off
set -g default-terminal screen
set -s escape-time 0
set -g default-command "PS1='ready>' exec /bin/bash --noprofile --norc"
"""


def pytest_collection_modifyitems(items):
  if shutil.which("tmux") is None:
    for item in items:
      if {"terminal", "shared_terminal"} & set(item.fixturenames):
        item.add_marker(pytest.mark.skip(reason="tmux is not installed: NO TEST OF THE SCREEN HAS RUN"))


class Terminal:
  """A terminal with a shell in it, in which "attune" is the program."""

  def __init__(self, environment, folder, columns, rows):
    # The path of a socket has room for about a hundred bytes only.
    self.sockets = tempfile.mkdtemp(prefix="tmux-")
    self.environment = environment | {"TMUX_TMPDIR": self.sockets}
    (folder / "tmux.conf").write_text(CONFIGURATION)
    size = ["-x", str(columns), "-y", str(rows)]
    self.tmux("-f", str(folder / "tmux.conf"), "new-session", "-d", *size, "-c", str(folder))

  def tmux(self, *arguments, check=True):
    done = subprocess.run([shutil.which("tmux"), "-u", "-L", "test", *arguments], env=self.environment,
                          capture_output=True, text=True, timeout=60)
    assert not check or done.returncode == 0, done.stderr
    return done.stdout

  def press(self, *keys):
    """Presses keys by their names in tmux: Enter, BSpace, Left, PageDown, C-c …"""
    self.tmux("send-keys", *keys)

  def type(self, text):
    self.tmux("send-keys", "-l", "--", text)

  def run(self, command):
    """Types a command line and Enter, on a screen wiped before."""
    self.type(f"clear; {command}")
    self.press("Enter")

  def screen(self):
    return self.tmux("capture-pane", "-p")

  def styled_screen(self):
    return self.tmux("capture-pane", "-p", "-e")

  def value(self, name):
    return self.tmux("display-message", "-p", "#{" + name + "}").strip()

  def until(self, shown, text="what was expected"):
    """Waits until `shown`, a text or a condition on the screen, holds; gives the screen."""
    condition = shown if callable(shown) else lambda screen: shown in screen
    end = time.monotonic() + PATIENCE
    while True:
      screen = self.screen()
      if condition(screen):
        return screen
      assert time.monotonic() < end, f"{text if callable(shown) else shown!r} is not on the screen:\n{screen}"
      time.sleep(0.02)

  def until_statement(self, number):
    return self.until(f"Statement {number} of ")

  def until_prompt(self):
    """Waits for the shell to ask for a command."""
    return self.until(lambda screen: screen.rstrip().endswith("ready>"), "the prompt of the shell")

  def answer(self, answers, first=1):
    """Gives answers with digits, beginning at statement `first`, each when its statement is shown."""
    for number, answer in enumerate(answers, first):
      self.until_statement(number)
      self.press(str(answer))

  def output_of(self, command):
    """What a command writes, from a shell whose terminal is this one."""
    self.run(f"{command} > .output 2>&1; echo finished")
    self.until(lambda screen: "finished" in screen.splitlines(), "the end of the command")
    path = pathlib.Path(self.value("pane_current_path")) / ".output"
    return path.read_text(errors="surrogateescape")

  def resize(self, columns, rows):
    self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

  def close(self):
    self.tmux("kill-server", check=False)
    shutil.rmtree(self.sockets, ignore_errors=True)


@pytest.fixture(scope="session")
def program():
  return pathlib.Path(os.environ["ATTUNE"]).resolve()


def environment_at(home, program):
  home.mkdir()
  variables = {"PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(home), "LANG": "C.UTF-8",
               "SHELL": "/bin/bash"}
  return variables | {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}


@pytest.fixture
def environment(program, tmp_path):
  return environment_at(tmp_path / "home", program)


@pytest.fixture
def terminal(environment, tmp_path):
  """Opens terminals: terminal(), terminal(columns=40, rows=15), terminal(NO_COLOR="1")."""
  opened = []

  def open_terminal(columns=80, rows=24, **variables):
    opened.append(Terminal(environment | variables, tmp_path, columns, rows))
    opened[-1].until_prompt()
    return opened[-1]

  yield open_terminal
  for one in opened:
    one.close()


@pytest.fixture(scope="module")
def shared_terminal(program, tmp_path_factory):
  """Opens terminals for several tests, each in its folder."""
  opened = []

  def open_terminal(folder):
    opened.append(Terminal(environment_at(folder / "home", program), folder, columns=100, rows=24))
    opened[-1].until_prompt()
    return opened[-1]

  yield open_terminal
  for one in opened:
    one.close()


@pytest.fixture
def sittings(environment):
  """The files in which unfinished sittings are kept."""
  return lambda: sorted(pathlib.Path(environment["XDG_STATE_HOME"]).glob("attune/sittings/*"))


@pytest.fixture
def begun(terminal, sittings):
  """A terminal in which the first statement is shown."""

  def begin(arguments="", columns=80, rows=24, **variables):
    one = terminal(columns, rows, **variables)
    one.run(f"attune take --skip-intro {arguments}".rstrip())
    one.until_statement(1)
    return one

  return begin


@pytest.fixture
def wording(tmp_path):
  """A file of 24 statements, of which the first is given."""

  def write(first):
    path = tmp_path / "wording.txt"
    path.write_text("".join(f"{line}\n" for line in [first, *(f"Sentence {n}." for n in range(2, 25))]))
    return shlex.quote(str(path))

  return write


def answers_in(path):
  """The answers that the program wrote to a CSV file: a list of item → answer, "" where there is none."""
  with open(path, newline="") as file:
    return [{name: value for name, value in row.items() if re.fullmatch(r"q\d+", name)} for row in csv.DictReader(file)]


@pytest.fixture
def written():
  return answers_in
