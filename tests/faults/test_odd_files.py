"""What may stand where a file is expected, and what may stand in one"""

import os
import resource
import subprocess
import threading

import pytest

from cases import RATINGS
from conftest import PATIENCE, environment_in
from judgement import outputs_in

NAMES = "id,secure,fearful,preoccupied,dismissing\n"
SCORE = ["score", "rq"]
REPORT = ["report", "rq", "--id", "id", "-o", "pages"]
# Root without the right to pass over permissions.
AS_OTHERS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


@pytest.fixture
def refused(attune, folder):
  """The message of a run that ends with `code` and leaves the folder as it was."""

  def message(code, *arguments, **others):
    (folder / "tmp").mkdir(exist_ok=True)
    before = sorted(folder.rglob("*"))
    done = attune(*arguments, **others)
    assert (done.code, done.out) == (code, ""), done
    assert done.err.startswith("attune: ")
    assert sorted(folder.rglob("*")) == before
    return done.err

  return message


@pytest.fixture
def denied(program, folder):
  """Exit code and message of a run that heeds the permissions of files."""
  if subprocess.run([*AS_OTHERS, "true"], capture_output=True).returncode != 0:
    pytest.skip("root cannot give up its rights here: MISSING PERMISSIONS WERE NOT TESTED")

  def run(*arguments):
    done = subprocess.run([*AS_OTHERS, program, *arguments], capture_output=True, text=True, timeout=PATIENCE,
                          cwd=folder, env=environment_in(folder))
    assert done.stdout == ""
    return done.returncode, done.stderr

  return run


@pytest.fixture
def memory(sanitized):
  """How much there may be, in bytes; the sanitizers need terabytes of addresses."""
  return resource.RLIM_INFINITY if sanitized else 512 << 20


# Inputs that are no ordinary files


def test_a_pipe_with_a_name_is_read_like_a_file(attune, folder):
  os.mkfifo(folder / "pipe")
  writer = threading.Thread(target=(folder / "pipe").write_text, args=[RATINGS])
  writer.start()
  done = attune(*SCORE, "pipe")
  writer.join()
  assert done.code == 0
  assert done.out == attune(*SCORE, stdin=RATINGS).out


@pytest.mark.parametrize("arguments", [[*SCORE, "folder"], [*SCORE, "folder/"], [*SCORE, "--quality", "folder"],
                                       [*REPORT, "folder"], ["stats", "rq", "folder"], ["show", "./folder"]])
def test_a_folder_is_no_input(refused, folder, arguments):
  (folder / "folder").mkdir()
  assert "this is a folder" in refused(66, *arguments)


def test_a_folder_as_the_standard_input_is_refused(program, folder):
  descriptor = os.open(folder, os.O_RDONLY)
  done = subprocess.run([program, *SCORE], stdin=descriptor, capture_output=True, text=True, timeout=PATIENCE)
  os.close(descriptor)
  assert (done.returncode, done.stdout) == (66, "")
  assert done.stderr == "attune: standard input: this is a folder, not a file\n"


def test_a_file_that_may_not_be_read_is_named_with_the_reason(denied, write, folder):
  os.chmod(folder / write("a.csv", RATINGS), 0)
  assert denied(*SCORE, "a.csv") == (66, "attune: a.csv: cannot open: Permission denied\n")


# Outputs


@pytest.mark.parametrize("command", [[*SCORE, "a.csv", "-o", "out/results"], [*REPORT[:-1], "out/results", "a.csv"],
                                     ["report", "--group", "rq", "a.csv", "-o", "out/results"]])
def test_a_folder_that_may_not_be_written_to_is_told(denied, write, folder, command):
  write("a.csv", RATINGS)
  (folder / "out").mkdir(mode=0o500)
  assert denied(*command) == (73, "attune: out/results: cannot create: Permission denied\n")


def test_a_link_that_leads_nowhere_yet_leads_to_the_results(attune, write, folder):
  write("a.csv", RATINGS)
  (folder / "real").mkdir()
  (folder / "link.csv").symlink_to("real/s.csv")
  assert attune(*SCORE, "a.csv", "-o", "link.csv").code == 0
  assert (folder / "link.csv").is_symlink()
  assert (folder / "real/s.csv").read_text() == attune(*SCORE, "a.csv").out


def test_links_that_lead_in_a_circle_are_refused(refused, write, folder):
  write("a.csv", RATINGS)
  (folder / "one").symlink_to("two")
  (folder / "two").symlink_to("one")
  assert "circle" in refused(73, *SCORE, "a.csv", "-o", "one")


def test_a_link_to_a_folder_is_no_output_file(refused, write, folder):
  write("a.csv", RATINGS)
  (folder / "real").mkdir()
  (folder / "link").symlink_to("real")
  assert "this is a folder" in refused(73, *SCORE, "a.csv", "-o", "link")


def test_a_pipe_with_a_name_takes_results_as_they_come(attune, write, folder):
  write("a.csv", RATINGS)
  os.mkfifo(folder / "pipe")
  read = []
  reader = threading.Thread(target=lambda: read.append((folder / "pipe").read_text()))
  reader.start()
  assert attune(*SCORE, "a.csv", "-o", "pipe").code == 0
  reader.join()
  assert read == [attune(*SCORE, "a.csv").out]
  assert (folder / "pipe").is_fifo()


@pytest.mark.parametrize("standing", ["file", "link to a full folder", "link to itself"])
def test_pages_never_go_where_something_stands(refused, write, folder, standing):
  write("a.csv", RATINGS)
  write("full/other", "")
  if standing == "file":
    write("pages", "old\n")
  else:
    (folder / "pages").symlink_to("full" if "full" in standing else "pages")
  refused(73, *REPORT, "a.csv")


# Contents


@pytest.mark.parametrize("form, head", [("csv", ""), ("csv", NAMES), ("tsv", ""), ("tsv", NAMES.replace(",", "\t")),
                                        ("ndjson", '{"secure":"')])
def test_a_row_of_two_gib_is_refused_after_a_little_of_it(refused, folder, form, head, memory):
  with (folder / "a.csv").open("wb") as file:
    file.write(head.encode() + b"x" * (20 << 20))
    file.truncate(2 << 30)
  assert "no end within 16 MiB" in refused(65, *SCORE, "--from", form, "a.csv",
                                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)))


@pytest.mark.parametrize("quoted", ["", '"'], ids=["plain", "in quotes"])
def test_a_row_of_two_gib_from_a_pipe_is_refused_after_a_little_of_it(shell, quoted, memory):
  limit = memory >> 10 if memory > 0 else "unlimited"
  ended = shell(f"ulimit -v {limit}; (printf '{NAMES}{quoted}'; yes xxxxxxx | tr -d '\\n' | head -c 2G) | "
                "attune score rq > results; echo ${PIPESTATUS[@]}")
  assert ended.out.split()[1] == "65"
  assert "no end within 16 MiB" in ended.err


def test_a_million_columns_are_read(attune, write, sanitized):
  others = 100_000 if sanitized else 1_000_000
  names = ",".join(f"x{n}" for n in range(others))
  write("a.csv", f"{names},secure,fearful,preoccupied,dismissing\n" + "0," * others + "7,1,2,3\n")
  done = attune(*SCORE, "a.csv", "--only-scores")
  assert done.code == 0, done
  assert done.out.splitlines()[1].endswith(",secure")


@pytest.mark.parametrize("place", [0, 3, len(NAMES), len(NAMES) + 2, len(RATINGS) - 2, len(RATINGS)])
def test_a_nul_byte_anywhere_is_refused_with_its_line(refused, place):
  text = RATINGS[:place] + "\0" + RATINGS[place:]
  line = RATINGS[:place].count("\n") + 1
  assert refused(65, *SCORE, stdin=text).startswith(f"attune: standard input:{line}: a NUL byte")


@pytest.mark.parametrize("text", [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf"],
                         ids=["no byte of UTF-8", "cut short", "surrogate", "beyond Unicode", "overlong"])
class TestInvalidUtf8:
  def test_in_a_carried_text_is_refused_in_valid_utf_8(self, refused, text):
    told = refused(65, *SCORE, stdin=RATINGS.encode().replace(b"\na,", b"\n" + text + b","))
    assert ":2: respondent 1: id: " in told and "is not text in UTF-8" in told
    told.encode()

  def test_in_an_answer_is_refused_in_valid_utf_8(self, refused, text):
    told = refused(65, *SCORE, stdin=RATINGS.encode().replace(b"\na,7", b"\na," + text))
    assert ":2: respondent 1: secure: " in told
    told.encode()

  def test_in_a_name_of_a_page_is_refused_before_there_is_any(self, refused, write, folder, text):
    write("a.csv", RATINGS.encode().replace(b"\na,", b"\n" + text + b","))
    assert "is not text in UTF-8" in refused(65, *REPORT, "a.csv")
    assert not (folder / "pages").exists()
