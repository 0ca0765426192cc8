"""What a person keeps, while each system call in turn fails"""

import pytest

from cases import ANSWERS, FAILURES, HISTORY
from judgement import CODES, DAMAGED, check_end, check_files_whole, kept

# Whether the sitting is there: before the command, and after it.
CHANGES = {"history forget": (True, False), "history import": (False, True)}


@pytest.mark.parametrize("kind", FAILURES)
@pytest.mark.parametrize("name", HISTORY)
def test_what_was_kept_is_whole_when_a_call_fails(each_call, attune, name, kind):
  case = HISTORY[name]
  before, after = CHANGES.get(name, (True, True))
  for done, folder in each_call(name, case, kind, FAILURES[kind]):
    check_end(done, {*CODES, DAMAGED})
    check_files_whole(folder, [*case.files, "h.json"])
    there = kept(attune, folder)
    assert there in ([], [ANSWERS])
    assert bool(there) == after or (done.code != 0 and bool(there) == before), done


@pytest.mark.parametrize("kind", ["open", "sync", "rename"])
def test_a_history_is_called_locked_only_when_nothing_readable_is_left(each_call, kind):
  case = HISTORY["history lock"]
  for done, folder in each_call("history lock", case, kind, FAILURES[kind]):
    if done.code == 0:
      assert [path.name for path in (folder / "home/data/attune").iterdir()] == ["history.sqlite.locked"]
