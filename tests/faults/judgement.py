"""What must hold however a run has ended"""

import csv
import io
import json
import re

from cases import ITEMS, TAKE

CODES = {66, 73, 74}
DAMAGED = 65  # what SQLite says of a page that the disk does not give


def check_end(done, codes=CODES):
  """It ended by itself, well or with a message of the usual form."""
  assert done.code in {0, *codes}, done
  if done.code != 0:
    assert re.search(r"^attune: \S", done.err, re.MULTILINE), done
    assert "mistake in attune" not in done.err, done


def outputs_in(folder):
  """What stands in the folder: the bytes of a file, the files of a folder; but for what a person keeps."""

  def content(path):
    if path.is_dir():
      return {inner.name: content(inner) for inner in path.iterdir()}
    return path.read_bytes()

  return {path.name: content(path) for path in folder.iterdir() if path.name != "home"}


def check_outputs(folder, done, before, after):
  """Each is as before the run or as after one without faults, and nothing else is there."""
  now = outputs_in(folder)
  if done.code == 0:
    assert now == after, done
  for name in now:
    assert name in before or name in after, (name, done)
  for name in before | after:
    assert now.get(name) in (before.get(name), after.get(name)), (name, done)


def is_whole(name, content):
  if name.endswith(".csv"):
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    return content.endswith(b"\n") and len({len(row) for row in rows}) == 1
  if name.endswith(".html"):
    return content.endswith(b"</html>\n")
  if name.endswith(".json"):
    return json.loads(content) is not None
  return True


def check_files_whole(folder, allowed):
  """As check_outputs, for files that hold the time of the run."""
  now = outputs_in(folder)
  assert now.keys() <= {"tmp", *allowed}, sorted(now)
  assert now["tmp"] == {}
  assert all(is_whole(name, content) for name, content in now.items() if name != "tmp")


def kept(attune, folder):
  """The answers of each sitting in the history, locked or not; each sitting must be whole."""
  (folder / "p").write_text("x\n")
  done = attune("history", "export", "--passphrase-file", "p", cwd=folder)
  if "nothing to export" in done.err:
    return []
  assert done.code == 0, done
  sittings = [[reply["answer"] for reply in sitting["replies"]] for sitting in json.loads(done.out)["sittings"]]
  assert all(len(answers) == ITEMS for answers in sittings)
  return sittings


def acknowledged(said):
  """Which statements were answered, and how, by what the person could read."""
  answers, statement = {}, None
  for asked, chosen in re.findall(r"Statement (\d+) of 6\.|You chose (\d)\.", said):
    if asked:
      statement = int(asked)
    else:
      answers[statement] = int(chosen)
  return answers


def check_nothing_lost(attune, folder, said):
  """What was acknowledged is in the history, or in the sitting with which the next start goes on."""
  answers = acknowledged(said)
  holds = lambda sitting: all(sitting[number - 1] == answer for number, answer in answers.items())
  if not answers or any(map(holds, kept(attune, folder))):
    return
  done = attune(*TAKE, "-o", "again.csv", stdin="g\n" + "7\n" * ITEMS + "f\n", cwd=folder)
  assert done.code == 0, done
  [row] = csv.DictReader((folder / "again.csv").open(newline=""))
  assert holds([int(row[f"q{number}"]) for number in range(1, ITEMS + 1)]), (row, answers)
