"""Batches, while each system call in turn fails, is interrupted or does half of its work"""

import errno

import pytest

from cases import BATCHES, FAILURES, HALF
from judgement import check_end, check_outputs, outputs_in


@pytest.mark.parametrize("kind", FAILURES)
@pytest.mark.parametrize("name", BATCHES)
def test_results_are_whole_or_as_before_when_a_call_fails(each_call, without_fault, name, kind):
  before, after, _ = without_fault(BATCHES[name])
  for done, folder in each_call(name, BATCHES[name], kind, FAILURES[kind]):
    check_end(done)
    check_outputs(folder, done, before, after)


@pytest.mark.parametrize("how", [HALF, errno.EINTR], ids=["half", "interrupted"])
@pytest.mark.parametrize("kind", ["read", "write"])
@pytest.mark.parametrize("name", BATCHES)
def test_a_call_that_did_not_finish_is_gone_on_with(each_call, without_fault, name, kind, how):
  _, after, out = without_fault(BATCHES[name])
  for done, folder in each_call(name, BATCHES[name], kind, how):
    assert (done.code, done.out) == (0, out)
    assert outputs_in(folder) == after
