"""A sitting, while each system call in turn fails, is interrupted or does half of its work"""

import errno

import pytest

from cases import ANSWERS, FAILURES, HALF, SITTING
from judgement import CODES, DAMAGED, check_end, check_files_whole, check_nothing_lost, kept


@pytest.mark.parametrize("kind, how", [*FAILURES.items(), ("read", errno.EINTR), ("write", errno.EINTR)])
def test_no_answer_is_lost_when_a_call_fails(each_call, attune, kind, how):
  for done, folder in each_call("take", SITTING, kind, how):
    check_end(done, {*CODES, DAMAGED})
    check_files_whole(folder, ["six.yaml", "answers.csv", "page.html"])
    check_nothing_lost(attune, folder, done.out)


@pytest.mark.parametrize("kind", ["read", "write"])
def test_a_sitting_comes_to_its_end_by_calls_that_do_half(each_call, attune, kind):
  for done, folder in each_call("take", SITTING, kind, HALF):
    assert done.code == 0
    assert kept(attune, folder) == [ANSWERS]
