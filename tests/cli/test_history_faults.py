"""The history under adverse conditions: several programs at once, kills, a full disk, a read-only folder"""

import json
import pathlib
import random
import resource
import signal
import statistics
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

ITEMS = 6
KILLS = 1000
FEWER_KILLS = 100  # of a program that watches over its memory, which is slow
DEFINITION = """\
schema: attune/1
id: six
title: Six statements
version: "1.0"
about: a test
sources: { key: ["Nobody (2020). A scale."] }
rights: { wording: CC0-1.0, definition: CC0-1.0 }
response: { min: 1, max: 7 }
items: [%s]
scales:
  sum: { title: Sum, items: [q1, q2, q3, q4, q5, q6], score: sum, min_answered: 6 }
""" % ", ".join(f'{{ id: q{n}, text: "Statement number {n}." }}' for n in range(1, ITEMS + 1))


def answers_of(number):
  """Six answers that tell which sitting they belong to."""
  return [number // 7 ** place % 7 + 1 for place in range(ITEMS)]


@pytest.fixture
def six(write):
  return write("six.yaml", DEFINITION)


@pytest.fixture
def start(program, environment, tmp_path, six):
  """Starts a sitting with the answers of `number` that is to be kept, with a folder for unfinished ones of its own."""

  def run(number, *options, **others):
    process = subprocess.Popen([program, "take", "six.yaml", "--plain", "--skip-intro", "--save", *options],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path,
                               env=environment | {"XDG_STATE_HOME": str(tmp_path / "state" / str(number))}, **others)
    try:
      process.stdin.write("".join(f"{answer}\n" for answer in [*answers_of(number), "f"]).encode())
      process.stdin.close()
    except BrokenPipeError:
      pass
    return process

  return run


@pytest.fixture
def exported(attune):
  def read():
    done = attune("history", "export")
    assert done.code == 0, done.err
    return json.loads(done.out)["sittings"]

  return read


@pytest.fixture
def folder(environment):
  return pathlib.Path(environment["XDG_DATA_HOME"]) / "attune"


def numbers_in(sittings):
  """Which sittings these are; each must be whole."""
  numbers = []
  for sitting in sittings:
    answers = [reply["answer"] for reply in sitting["replies"]]
    assert len(answers) == ITEMS and sitting["scores"] == [{"scale": "sum", "score": sum(answers),
                                                            "se": sitting["scores"][0]["se"]}]
    numbers.append(sum((answer - 1) * 7 ** place for place, answer in enumerate(answers)))
  return numbers


def finished(process):
  said, told = process.stdout.read().decode(), process.stderr.read().decode()
  process.stdout.close()
  process.stderr.close()
  return process.wait(timeout=60), said, told


def answers_in_journal(tmp_path, number):
  """The answers to sitting `number` that its journal holds."""
  lines = [line for path in (tmp_path / "state" / str(number)).rglob("*.sitting")
           for line in path.read_text().split("\n")[1:-1]]
  return [json.loads(line)["answer"] for line in lines]


def test_programs_that_save_at_the_same_time_all_do(start, exported):
  with ThreadPoolExecutor(8) as pool:
    ends = list(pool.map(lambda number: finished(start(number)), range(40)))
  assert [code for code, _, _ in ends] == [0] * 40, [told for code, _, told in ends if code]
  assert sorted(numbers_in(exported())) == list(range(40))


def test_nothing_is_lost_or_half_written_in_random_kills(start, exported, tmp_path, folder, sanitized):
  kills = FEWER_KILLS if sanitized else KILLS
  # How long an undisturbed run takes, so that the kills fall all over it.
  spans = []
  for number in range(5):
    before = time.monotonic()
    assert finished(start(number))[0] == 0
    spans.append(time.monotonic() - before)
  random_ = random.Random(6)
  kept_for_sure, killed, acknowledged = set(range(5)), 0, {}
  number = 5
  # Where the program is slow in ending, few kills fall late enough: then there are more of them.
  while killed < kills or (len(kept_for_sure) <= 20 and killed < 10 * kills):
    process = start(number)
    killer = threading.Timer(random_.uniform(0, statistics.median(spans)), process.kill)
    killer.start()
    code, said, told = finished(process)
    killer.cancel()
    killed += code == -signal.SIGKILL
    acknowledged[number] = said.count("You chose")
    if "Kept as number" in told:
      kept_for_sure.add(number)
    number += 1
  there = numbers_in(exported())
  assert len(there) == len(set(there))
  assert kept_for_sure - set(there) == set()
  lost = [n for n, count in acknowledged.items() if n not in there and len(answers_in_journal(tmp_path, n)) < count]
  assert lost == []
  for n in acknowledged:
    kept = answers_in_journal(tmp_path, n)
    assert kept == answers_of(n)[:len(kept)]
  # The kills fell on both sides of the moment at which a sitting is kept.
  assert len(there) > 20 and len(set(acknowledged) - set(there)) > 20
  # Who reads changes nothing; who writes next tidies up what the last kill left.
  assert finished(start(number))[0] == 0
  assert [path.name for path in folder.iterdir()] == ["history.sqlite"]


def test_nothing_is_lost_when_locking_and_unlocking_are_killed(program, environment, start, attune, write, folder):
  finished(start(1))
  write("p", "x")
  random_ = random.Random(7)
  for turn in range(24):
    command = "unlock" if (folder / "history.sqlite.locked").exists() else "lock"
    process = subprocess.Popen([program, "history", command, "--passphrase-fd", "0"], stdin=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, env=environment)
    process.stdin.write(b"x\n")
    process.stdin.close()
    time.sleep(random_.uniform(0, 1.2))
    process.kill()
    process.wait(timeout=60)
    done = attune("history", "export", "--passphrase-file", "p")
    assert done.code == 0, done.err
    assert numbers_in(json.loads(done.out)["sittings"]) == [1]
    assert len(list(folder.iterdir())) == 1


def limited(size):
  def limit():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
  return limit


def test_where_no_file_can_grow_it_is_told_before_the_first_statement(start, exported):
  assert finished(start(0))[0] == 0
  code, said, told = finished(start(1, preexec_fn=limited(20_000)))
  assert code == 74 and "Statement" not in said
  assert "cannot be written to" in told and "Free some space" in told
  assert numbers_in(exported()) == [0]


def test_on_a_full_disk_the_kept_stays_and_the_new_is_not_lost(program, environment, start, exported, tmp_path, six):
  probe = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "true"], capture_output=True)
  if probe.returncode != 0:
    pytest.skip("a file system of one's own is not allowed here: THE FULL DISK WAS NOT TESTED")
  # The disk fills up while the statements are answered.
  script = """
    set -e
    mount -t tmpfs -o size=300k,mode=700 none "$XDG_DATA_HOME"
    { cat replies; echo f; } | attune take six.yaml --plain --skip-intro --save > /dev/null
    { cat replies
      until ls "$XDG_STATE_HOME"/attune/sittings/*.sitting > /dev/null 2>&1; do sleep 0.01; done
      head -c 1M /dev/zero > "$XDG_DATA_HOME/filler" || true
      echo f; } 2> /dev/null | attune take six.yaml --plain --skip-intro --save > /dev/null && exit 99
    rm "$XDG_DATA_HOME/filler"
    printf 'g\\nf\\n' | attune take six.yaml --plain --save > /dev/null
    attune history export
  """
  (tmp_path / "replies").write_text("".join(f"{answer}\n" for answer in answers_of(1)))
  pathlib.Path(environment["XDG_DATA_HOME"]).mkdir()
  done = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "bash", "-c", script], cwd=tmp_path,
                        env=environment | {"PATH": f"{program.parent}:{environment['PATH']}"}, capture_output=True,
                        text=True, timeout=60)
  assert done.returncode == 0, done.stderr
  assert "Free some space" in done.stderr and "Your answers are not lost" in done.stderr
  assert numbers_in(json.loads(done.stdout)["sittings"]) == [1, 1]


READING = [["history"], ["history", "show", "1"], ["history", "compare", "1", "2"],
           ["history", "plot"], ["history", "export"]]


@pytest.fixture
def where_nothing_can_be_written(program, environment, tmp_path, folder):
  """Runs the program where the folder of the history is read-only, or its disk full."""

  def run(how, *args):
    probe = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "true"], capture_output=True)
    if probe.returncode != 0:
      pytest.skip("a file system of one's own is not allowed here: READING WHERE NOTHING CAN BE WRITTEN WAS NOT TESTED")
    there = {"read-only": 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"',
             "full": 'cp -a "$1" copy && mount -t tmpfs -o size=100k,mode=700 none "$1" && cp -a copy/. "$1" &&'
                     '{ head -c 1M /dev/zero > "$1/filler" 2> /dev/null || true; }'}[how]
    script = f'{there}; shift; "$@"'
    return subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "bash", "-c", script, "-", folder, program,
                           *args], cwd=tmp_path, env=environment, input="", capture_output=True, text=True, timeout=60)

  return run


@pytest.mark.parametrize("how", ["read-only", "full"])
@pytest.mark.parametrize("command", READING, ids=lambda command: command[-1])
def test_what_is_kept_can_be_read_where_nothing_can_be_written(where_nothing_can_be_written, attune, start, command,
                                                               how):
  finished(start(1))
  finished(start(2))
  done = where_nothing_can_be_written(how, *command)
  assert done.returncode == 0, done.stderr
  assert done.stdout == attune(*command).out != ""


def test_a_read_only_folder_is_told_with_what_to_do(where_nothing_can_be_written, start, folder):
  finished(start(1))
  before = {path.name: path.read_bytes() for path in folder.iterdir()}
  done = where_nothing_can_be_written("read-only", "take", "six.yaml", "--plain", "--save")
  assert done.returncode == 73, done.stderr
  assert str(folder) in done.stderr and "may write" in done.stderr
  assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
