"""Long texts on a terminal go through the pager, and the terminal is well afterwards"""

import os

import pytest

ANXIOUS = [7, 7, 1, 1] * 6  # attune-24 with anxiety high and avoidance low


def in_pager(screen):
  return "Space: on" in screen


def interrupt(screen):
  """Presses Ctrl-C and waits until less has noticed, which it tells with the bell: a key pressed before is lost to it."""
  assert screen.value("window_bell_flag") == "0"
  screen.press("C-c")
  screen.until(lambda shown: screen.value("window_bell_flag") == "1", "the bell of the pager")


def words(screen):
  return " ".join(screen.split())


@pytest.mark.parametrize("columns, rows", [(80, 24), (40, 15)])
def test_a_page_begins_at_its_heading_and_says_how_to_go_on(terminal, columns, rows):
  screen = terminal(columns, rows)
  screen.run("attune learn therapy")
  assert "What therapy for attachment does" in screen.until(in_pager)


def test_space_leads_on(terminal):
  screen = terminal()
  screen.run("attune learn therapy")
  first = screen.until(in_pager)
  screen.press("Space")
  screen.until(lambda shown: shown != first and in_pager(shown), "the next screen")


def test_q_ends_the_pager(terminal):
  screen = terminal()
  screen.run("attune learn therapy")
  screen.until(in_pager)
  screen.press("q")
  screen.until_prompt()


def test_no_escape_sequence_is_shown_as_text(terminal):
  screen = terminal()
  screen.run("attune learn therapy")
  assert "ESC" not in screen.until(in_pager)


def test_no_escape_sequence_is_shown_as_text_with_the_options_of_ones_own(terminal):
  screen = terminal(LESS="-M")
  screen.run("attune learn therapy")
  assert "ESC[" not in screen.until(lambda shown: "What therapy" in shown)


def test_the_pager_of_ones_own_is_used(terminal):
  screen = terminal(PAGER="sed s/^/mine:/")
  screen.run("attune learn therapy")
  screen.until(lambda shown: "mine:" in shown, "text through that pager")


@pytest.mark.parametrize("pager", ["no-such-pager", ""])
def test_without_a_pager_the_text_is_written(terminal, pager):
  screen = terminal(PAGER=pager, PATH="/nowhere")
  program = os.environ["ATTUNE"]
  screen.type(f"{program} learn therapy")
  screen.press("Enter")
  screen.until(lambda shown: "during psychological therapy" in words(shown), "the last source")


def test_a_page_that_fits_is_written_without_pager(terminal):
  screen = terminal(80, 50, PAGER="sed s/^/mine:/")
  screen.run("attune learn")
  screen.until("glossary")
  screen.until_prompt()
  assert "mine:" not in screen.screen()


def test_ctrl_c_in_the_pager_leaves_a_shell_that_echoes(terminal):
  screen = terminal()
  before = screen.output_of("stty -a < /dev/tty")
  screen.run("attune learn therapy")
  screen.until(in_pager)
  interrupt(screen)
  screen.press("q")
  screen.until_prompt()
  screen.press("C-u")
  assert screen.output_of("stty -a < /dev/tty") == before


def test_ctrl_c_in_the_pager_of_a_result_does_not_end_the_program_before_the_pager(begun, sittings):
  screen = begun()
  screen.answer(ANXIOUS)
  screen.until("Before you finish")
  screen.press("Enter")
  screen.until(in_pager)
  interrupt(screen)
  screen.until(in_pager)
  screen.press("q")
  screen.until(lambda shown: "[y/N]" in words(shown), "the question whether to keep the answers, after the pager")


def test_a_pager_that_reads_nothing_does_not_keep_a_finished_sitting(begun, sittings):
  screen = begun(PAGER="true")
  screen.answer(ANXIOUS)
  screen.until("Before you finish")
  screen.press("Enter")
  screen.until(lambda shown: "Keep these answers" in words(shown), "the question whether to keep the answers")
  screen.press("Enter")
  screen.until(lambda shown: "two-week plan" in words(shown), "the offer of a plan")
  assert sittings() == []


def test_a_terminal_closed_in_the_pager_of_a_result_loses_no_answer(begun, terminal):
  screen = begun()
  screen.answer(ANXIOUS)
  screen.until("Before you finish")
  screen.press("Enter")
  screen.until(in_pager)
  screen.tmux("kill-pane", check=False)
  other = terminal()
  other.run("attune take")
  other.until(lambda shown: "replied to 24 of 24" in words(shown), "the offer to go on")
