"""The history on a terminal: the question at the end of a sitting, the passphrase, forgetting"""

import os
import pathlib
import signal

import pytest


def words(screen):
  return " ".join(screen.split())


@pytest.fixture
def kept(environment):
  """The files of the history."""
  return lambda: sorted(path.name for path in pathlib.Path(environment["XDG_DATA_HOME"]).glob("attune/*"))


@pytest.fixture
def at_the_question(begun):
  """A terminal on which a sitting has been finished and its result has been read."""

  def finish(arguments="", **variables):
    screen = begun(arguments, PAGER="true", **variables)
    screen.answer([4] * 24)
    screen.until("Before you finish")
    screen.press("Enter")
    screen.until(lambda shown: "Keep these answers on this computer" in words(shown), "the question")
    return screen

  return finish


def answer(screen, text):
  screen.type(text)
  screen.press("Enter")


@pytest.mark.parametrize("reply", ["", "n", "x"])
def test_without_a_yes_nothing_is_kept(at_the_question, kept, sittings, reply):
  screen = at_the_question()
  answer(screen, reply)
  screen.until_prompt()
  assert kept() == [] and sittings() == []


@pytest.mark.parametrize("reply", ["y", "Yes"])
def test_a_yes_keeps_the_sitting(at_the_question, kept, sittings, reply):
  screen = at_the_question()
  answer(screen, reply)
  screen.until("Kept as number 1.")
  screen.until_prompt()
  assert kept() == ["history.sqlite"] and sittings() == []


def test_who_asked_to_save_is_not_asked_again(begun, kept):
  screen = begun("--save", PAGER="true")
  screen.answer([4] * 24)
  screen.until("Before you finish")
  screen.press("Enter")
  screen.until("Kept as number 1.")
  assert "Keep these answers" not in words(screen.until_prompt())


def test_an_interruption_at_the_question_ends_the_program_by_its_signal_and_loses_no_answer(at_the_question, sittings):
  screen = at_the_question()
  screen.press("C-c")
  screen.until_prompt()
  answer(screen, "echo status=$?")
  screen.until("status=130")
  assert len(sittings()) == 1


def test_a_terminal_closed_at_the_question_loses_no_answer(at_the_question, terminal, sittings):
  screen = at_the_question()
  screen.close()
  assert len(sittings()) == 1
  again = terminal()
  again.run("attune take")
  again.until("You have begun before")


def test_a_passphrase_is_not_shown_and_asked_for_twice(terminal, kept):
  screen = terminal()
  screen.run("attune history lock")
  screen.until("New passphrase for your history:")
  answer(screen, "gheim")
  screen.until("Once more:")
  answer(screen, "gheim")
  shown = screen.until("The history is locked.")
  assert "gheim" not in shown
  assert kept() == ["history.sqlite.locked"]


def test_two_passphrases_that_differ_lock_nothing(terminal, kept):
  screen = terminal()
  screen.run("attune history lock")
  screen.until("New passphrase for your history:")
  answer(screen, "one")
  screen.until("Once more:")
  answer(screen, "two")
  screen.until("the two passphrases differ")
  assert kept() == []


def test_what_is_typed_can_be_corrected(terminal, kept, tmp_path):
  (tmp_path / "p").write_text("ab\n")
  screen = terminal()
  screen.output_of("attune history lock --passphrase-file p")
  screen.run("attune history")
  screen.until("Passphrase of your history:")
  screen.type("wrong")
  screen.press("C-u")
  screen.type("aé")
  screen.press("BSpace")
  answer(screen, "b")
  screen.until("No sitting is kept.")


@pytest.mark.parametrize("keys", [["C-c"], ["C-d"]])
def test_the_terminal_is_as_before_when_no_passphrase_is_given(terminal, keys):
  screen = terminal()
  before = screen.output_of("stty -a < /dev/tty")
  screen.run("attune history lock")
  screen.until("New passphrase for your history:")
  screen.press(*keys)
  screen.until(lambda shown: "passphrase" in shown and shown.rstrip().endswith("ready>"), "the prompt")
  assert screen.output_of("stty -a < /dev/tty") == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_as_before_when_the_program_is_ended_at_the_prompt(terminal, tmp_path, number):
  screen = terminal()
  before = screen.output_of("stty -a < /dev/tty")
  screen.run("bash -c 'echo $$ > pid; exec attune history lock'")
  screen.until("New passphrase for your history:")
  os.kill(int((tmp_path / "pid").read_text()), number)
  screen.until(lambda shown: shown.rstrip().endswith("ready>"), "the prompt")
  assert screen.output_of("stty -a < /dev/tty") == before


def test_a_locked_history_asks_for_its_passphrase_before_a_sitting_is_kept(at_the_question, kept, tmp_path, terminal):
  (tmp_path / "p").write_text("gheim\n")
  terminal().output_of("attune history lock --passphrase-file p")
  screen = at_the_question()
  answer(screen, "y")
  screen.until("Passphrase of your history:")
  answer(screen, "gheim")
  screen.until("Kept as number 1.")
  assert kept() == ["history.sqlite.locked"]


def test_a_plan_with_ticks_gives_way_only_after_a_yes(terminal):
  screen = terminal()
  screen.output_of("attune plan anxious --start; attune plan --done")
  for reply, ticks in [("n", 1), ("y", 0)]:
    screen.run("clear; attune plan secure --start")
    screen.until(lambda shown: "of which 1 day is ticked off" in words(shown) and "[y/N]" in shown, "the question")
    answer(screen, reply)
    screen.until_prompt()
    assert f"{ticks} of 14 days" in words(screen.output_of("attune plan --look-back"))


def test_forgetting_asks_first(at_the_question, kept):
  screen = at_the_question()
  answer(screen, "y")
  screen.until("Kept as number 1.")
  screen.until_prompt()
  screen.run("attune history forget 1")
  screen.until(lambda shown: "attune-24 in general? It cannot be brought back. [y/N]" in words(shown), "the question")
  answer(screen, "")
  screen.until_prompt()
  screen.run("attune history")
  screen.until("attune-24")
  screen.run("attune history forget --all")
  screen.until("[y/N]")
  answer(screen, "y")
  screen.until("All is forgotten.")
  assert kept() == []
