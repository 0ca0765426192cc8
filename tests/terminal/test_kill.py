"""The program killed at random moments: every answer that it had acknowledged is there when it goes on, none else."""

import csv
import os
import pathlib
import random
import re
import signal
import subprocess
import threading
import time

ITEMS = 24


class Account:
  """What is known of one sitting from outside: answers acknowledged, and answers sent but not acknowledged."""

  def __init__(self):
    self.acknowledged = {}
    self.open = {}  # statement → answers that may or may not have been kept

  def acknowledge(self, statement, answer):
    self.acknowledged[statement] = answer
    self.open.pop(statement, None)

  def send(self, statement, answer):
    if statement not in self.acknowledged:
      self.open.setdefault(statement, set()).add(answer)

  def resume_at(self, statement):
    """The statement shown first is the first without an answer, so all before it have been kept and it has not."""
    reached = max(self.acknowledged, default=0)
    assert statement > reached, f"statement {statement} is asked again; answers up to {reached} were acknowledged"
    for earlier in range(reached + 1, statement):
      assert self.open.get(earlier), f"statement {earlier} is passed over, but was never answered"

  def compare(self, kept):
    """`kept`: the 24 answers in order, as the program wrote them at the end."""
    for statement, answer in enumerate(kept, 1):
      if statement in self.acknowledged:
        assert answer == self.acknowledged[statement], f"statement {statement}"
      else:
        assert answer in self.open.get(statement, set()), f"statement {statement} has an answer that nobody gave"


def written_answers(path):
  with open(path, newline="") as file:
    [row] = csv.DictReader(file)
  return [int(row[f"q{number}"]) for number in range(1, ITEMS + 1)]


# Plain mode


def start(program, environment, folder, *options):
  return subprocess.Popen([program, "take", "--skip-intro", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, env=environment, cwd=folder)


def killed_run(program, environment, folder, random_, account):
  """Sends a few answers, kills the program somewhere on the way, and books what it had said until then."""
  process = start(program, environment, folder)
  resumed = bool(account.acknowledged or account.open)
  first = max(account.acknowledged, default=0) + 1
  # Which statement comes first is not known before it is shown, so all of this run get the same answer; runs differ.
  answer = random_.randint(1, 7)
  most = random_.randint(0, 5)
  try:
    process.stdin.write(b"g\n" * resumed + f"{answer}\n".encode() * most)
    process.stdin.flush()
  except BrokenPipeError:
    pass
  killer = threading.Timer(random_.uniform(0, 0.02), os.kill, (process.pid, signal.SIGKILL))
  killer.start()
  said = process.stdout.read().decode()
  killer.join()
  assert process.wait(timeout=60) == -signal.SIGKILL
  process.stdin.close()
  process.stdout.close()
  asked = [int(number) for number in re.findall(r"Statement (\d+) of 24\.", said)]
  if asked:
    account.resume_at(asked[0])
    first = asked[0]
  for number in range(first, min(first + most + 1, ITEMS) + 1):
    account.send(number, answer)
  for number, _ in enumerate(re.findall(rf"You chose {answer},", said), first):
    account.acknowledge(number, answer)


def finish(program, environment, folder, account):
  process = start(program, environment, folder, "-o", "answers.csv")
  said, _ = process.communicate(b"g\n" + b"2\n" * ITEMS, timeout=60)  # ends by a pause, at the review or before
  asked = [int(number) for number in re.findall(r"Statement (\d+) of 24\.", said.decode())]
  if asked:
    account.resume_at(asked[0])
    for number, _ in enumerate(re.findall(r"You chose 2,", said.decode()), asked[0]):
      account.acknowledge(number, 2)
  process = start(program, environment, folder, "-o", "answers.csv")
  process.communicate(b"g\nf\n", timeout=60)
  assert process.returncode == 0
  account.compare(written_answers(folder / "answers.csv"))
  (folder / "answers.csv").unlink()


def test_no_answer_is_lost_or_invented_in_three_hundred_kills_in_plain_mode(program, environment, tmp_path):
  random_ = random.Random(24)
  account = Account()
  for _ in range(300):
    killed_run(program, environment, tmp_path, random_, account)
    if max(account.acknowledged, default=0) > ITEMS - 4:
      finish(program, environment, tmp_path, account)
      account = Account()
  if account.acknowledged:
    finish(program, environment, tmp_path, account)


def test_an_answer_is_on_disk_when_it_is_acknowledged(program, environment, tmp_path):
  account = Account()
  for number in range(1, ITEMS + 1):
    process = start(program, environment, tmp_path)
    answer = number % 7 + 1
    process.stdin.write(b"g\n" * (number > 1) + f"{answer}\n".encode())
    process.stdin.flush()
    while f"You chose {answer},".encode() not in process.stdout.readline():
      assert process.poll() is None
    process.kill()
    process.wait(timeout=60)
    process.stdin.close()
    process.stdout.close()
    account.acknowledge(number, answer)
  finish(program, environment, tmp_path, account)


# Screen mode


def statement_on(screen):
  found = re.findall(r"Statement (\d+) of 24", screen)
  return int(found[-1]) if found else None


def begin_or_go_on(screen, tmp_path, resumed):
  pid_file = tmp_path / "pid"
  pid_file.unlink(missing_ok=True)
  screen.run("bash -c 'echo $$ > pid; exec attune take --skip-intro'")
  if resumed:
    screen.until("You have begun before")
    screen.press("g")
  shown = screen.until(lambda now: statement_on(now) is not None or "Before you finish" in now, "a statement")
  return int(pid_file.read_text()), statement_on(shown)


def test_no_answer_is_lost_or_invented_in_forty_kills_on_a_screen(terminal, tmp_path, sittings):
  random_ = random.Random(40)
  screen = terminal()
  account = Account()
  kills = 0
  while kills < 40 or account.acknowledged or account.open:
    pid, first = begin_or_go_on(screen, tmp_path, bool(account.acknowledged or account.open))
    if first is None or first > ITEMS - 5:
      finish_on_screen(screen, tmp_path, account, first)
      account = Account()
      continue
    account.resume_at(first)
    answers = [random_.randint(1, 7) for _ in range(random_.randint(1, 4))]
    for number, answer in enumerate(answers, first):
      account.send(number, answer)
    screen.type("".join(map(str, answers)))
    time.sleep(random_.uniform(0, 0.03))
    os.kill(pid, signal.SIGKILL)
    kills += 1
    shown = screen.until("Killed")
    for number, answer in zip(range(first, statement_on(shown) or first), answers):
      account.acknowledge(number, answer)
    screen.type("stty sane; tput reset")
    screen.press("C-j")
    screen.until(lambda now: "Statement" not in now and now.strip().endswith("ready>"), "the shell's prompt")


def finish_on_screen(screen, tmp_path, account, first):
  """Pauses, and ends the sitting in plain mode, which writes the answers."""
  if first is not None:
    account.resume_at(first)
    for number in range(first, ITEMS + 1):
      account.acknowledge(number, 5)
  screen.press("q")
  screen.until("Paused")
  shown = screen.output_of("yes 5 | head -30 | sed '1i g' | attune take > .dialogue; echo g$'\\n'f | "
                           "attune take -o answers.csv")
  assert "attune:" not in shown
  account.compare(written_answers(pathlib.Path(tmp_path) / "answers.csv"))
