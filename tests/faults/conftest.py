"""Runs the program while what it stands on fails: the disk, the memory, the streams."""

import collections
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
from dataclasses import dataclass

import pytest

from cases import numbers_of_faults
from judgement import outputs_in

HERE = pathlib.Path(__file__).parent
PATIENCE = 60  # seconds until a run counts as hanging
tried = collections.defaultdict(collections.Counter)


@dataclass
class Result:
  code: int
  out: str
  err: str


def text_of(data):
  return data.decode("utf-8", "surrogateescape")


@pytest.fixture(scope="session")
def program():
  return pathlib.Path(os.environ["ATTUNE"]).resolve()


@pytest.fixture(scope="session")
def sanitized(program):
  symbols = subprocess.run(["readelf", "-W", "--dyn-syms", program], check=True, capture_output=True, text=True)
  return "__asan_init" in symbols.stdout


def environment_in(folder):
  """Nothing of the person who runs the tests; what is kept is kept in `folder`."""
  home = folder / "home"
  variables = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C", "TMPDIR": str(folder / "tmp"),
               # A process whose system calls are watched cannot be searched for leaks.
               "ASAN_OPTIONS": "detect_leaks=0"}
  return variables | {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}


@pytest.fixture
def folder():
  """A folder in memory where there is such: waiting for a disk would take most of the time."""
  in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
  with tempfile.TemporaryDirectory(dir=in_memory) as path:
    yield pathlib.Path(path)


@pytest.fixture
def attune(program, folder):
  """Runs the program in a folder of its own, or in `cwd`; `env` adds to its environment."""

  def run(*arguments, stdin="", cwd=folder, env={}, **others):
    (cwd / "tmp").mkdir(exist_ok=True)
    done = subprocess.run([program, *arguments], input=stdin if isinstance(stdin, bytes) else stdin.encode(),
                          capture_output=True, cwd=cwd, env=environment_in(cwd) | env, timeout=PATIENCE, **others)
    return Result(done.returncode, text_of(done.stdout), text_of(done.stderr))

  return run


@pytest.fixture
def shell(program, folder):
  """Runs a bash command line in which "attune" is the program."""
  (folder / "tmp").mkdir(exist_ok=True)
  variables = environment_in(folder)

  def run(command, stdin=""):
    done = subprocess.run(["bash", "-c", command], input=stdin.encode(), capture_output=True, cwd=folder,
                          env=variables | {"PATH": f"{program.parent}:{variables['PATH']}"}, timeout=PATIENCE)
    return Result(done.returncode, text_of(done.stdout), text_of(done.stderr))

  return run


@pytest.fixture
def write(folder):
  """Writes a file into the folder in which the program runs; gives its name."""

  def write_file(name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return name

  return write_file


@pytest.fixture(scope="session")
def preloaded(tmp_path_factory):
  """Compiles one of the C files beside this one; gives what is to be preloaded."""
  made = {}

  def compile_once(name):
    if name not in made:
      made[name] = tmp_path_factory.mktemp("preloaded") / f"{name}.so"
      subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", made[name], HERE / f"{name}.c"], check=True)
    return made[name]

  return compile_once


@pytest.fixture
def prepared(attune, folder):
  """The folder of a case as it is before its command runs, made once; gives a copy of it."""
  made = {}

  def copy(case):
    if id(case) not in made:
      first = made[id(case)] = folder / f"before-{len(made)}"
      first.mkdir()
      for name, content in case.files.items():
        (first / name).write_text(content)
      for arguments, stdin in case.before:
        assert attune(*arguments, stdin=stdin, cwd=first).code == 0
    run = folder / "run"
    shutil.rmtree(run, ignore_errors=True)
    return shutil.copytree(made[id(case)], run, symlinks=True)

  return copy


@pytest.fixture
def without_fault(attune, prepared):
  """Runs a case; gives what stood in its folder before and after, and what it wrote to the standard output."""

  def run(case):
    folder = prepared(case)
    (folder / "tmp").mkdir(exist_ok=True)
    before = outputs_in(folder)
    done = attune(*case.arguments, stdin=case.stdin, cwd=folder)
    assert done.code == 0, done
    return before, outputs_in(folder), done.out

  return run


@pytest.fixture
def under_fault(attune, preloaded, prepared, folder):
  """Runs a case with one fault. Gives the result, how often what fails was called, and the folder as it is then."""

  def run(case, library, fault):
    tally = folder / "tally"
    tally.write_bytes(bytes(8))
    place = prepared(case)
    done = attune(*case.arguments, stdin=case.stdin, cwd=place,
                  env={"LD_PRELOAD": str(preloaded(library)), "FAULT": fault, "FAULT_TALLY": str(tally)})
    if done.code == 99:
      pytest.skip(f"{done.err.strip()}: NO FAULT WAS TESTED")
    [count] = struct.unpack("@L", tally.read_bytes())
    return done, count, place

  return run


@pytest.fixture
def each_call(under_fault, book, sanitized):
  """Runs a case once for each system call of a kind, with a fault there; gives the result and the folder of each."""

  def runs(name, case, kind, how):
    if sanitized and kind == "write":
      pytest.skip("the sanitizers look at memory by writing it: NO FAILING WRITE WAS TESTED")
    clean, count, _ = under_fault(case, "failing_calls", f"{kind} 0 0")
    assert clean.code == 0, clean
    for number in numbers_of_faults(count, case.most):
      done, reached, folder = under_fault(case, "failing_calls", f"{kind} {number} {how}")
      assert reached >= number
      book(name, done)
      yield done, folder

  return runs


@pytest.fixture
def book():
  """Counts a fault that has been tried, and how the program answered, for the summary at the end."""
  return lambda command, result: tried[command].update(["borne" if result.code == 0 else "told"])


def pytest_terminal_summary(terminalreporter):
  for command, answers in sorted(tried.items()):
    terminalreporter.write_line(f"{command}: {answers.total()} faults tried, {answers['borne']} borne, "
                                f"{answers['told']} told with an error")
