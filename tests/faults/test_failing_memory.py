"""An allocation fails, or all from one on"""

import re
import signal

import pytest

from cases import ANSWERS, BATCHES, GONE_ON_WITH, HISTORY, SITTING, numbers_of_faults
from judgement import check_end, check_files_whole, check_nothing_lost, check_outputs, kept

MOST = 70  # of some thousand allocations


@pytest.fixture
def each_allocation(under_fault, book, sanitized):
  """Runs a case with faults of a kind, "once" or "lasting"; gives the result and the folder of each run."""
  if sanitized:
    pytest.skip("the sanitizers allocate for themselves: NO FAILING ALLOCATION WAS TESTED")

  def runs(name, case, kind):
    clean, count, _ = under_fault(case, "failing_allocations", f"{kind} 0")
    assert clean.code == 0, clean
    for number in numbers_of_faults(count, MOST):
      done, reached, folder = under_fault(case, "failing_allocations", f"{kind} {number}")
      assert reached >= number
      if done.code == -signal.SIGABRT and "without an active exception" in done.err:
        continue  # libstdc++ ends the program where it cannot open a folder for want of memory
      check_end(done)
      book(f"{name}, memory", done)
      assert done.code == 0 or "out of memory" in done.err, done
      yield done, folder

  return runs


@pytest.mark.parametrize("kind", ["once", "lasting"])
@pytest.mark.parametrize("name", ["score", "score --quality", "report"])
def test_results_are_whole_or_as_before_without_memory(each_allocation, without_fault, name, kind):
  before, after, _ = without_fault(BATCHES[name])
  for done, folder in each_allocation(name, BATCHES[name], kind):
    check_outputs(folder, done, before, after)


@pytest.mark.parametrize("kind", ["once", "lasting"])
def test_no_answer_is_lost_without_memory(each_allocation, attune, kind):
  for done, folder in each_allocation("take", SITTING, kind):
    check_files_whole(folder, ["six.yaml", "answers.csv", "page.html"])
    check_nothing_lost(attune, folder, done.out)


@pytest.mark.parametrize("kind", ["once", "lasting"])
def test_what_was_answered_before_is_not_asked_again_without_memory(each_allocation, attune, kind):
  for done, folder in each_allocation("take, gone on with", GONE_ON_WITH, kind):
    assert not re.search("Statement [123] of|damaged", done.out), done
    check_nothing_lost(attune, folder, "".join(f"Statement {n} of 6. You chose {n}." for n in ANSWERS[:3]) + done.out)


@pytest.mark.parametrize("kind", ["once", "lasting"])
@pytest.mark.parametrize("name", ["history", "history export"])
def test_what_was_kept_is_whole_without_memory(each_allocation, attune, name, kind):
  for done, folder in each_allocation(name, HISTORY[name], kind):
    check_files_whole(folder, ["six.yaml", "h.json"])
    assert kept(attune, folder) == [ANSWERS]
