"""Pausing, closing, killing and going on; and the state of the terminal afterwards"""

import os
import pathlib
import re
import signal
import stat
import subprocess

import pytest

ANXIOUS = [7, 7, 1, 1] * 6  # attune-24 with anxiety high and avoidance low


def words(screen):
  return " ".join(screen.split())


def modes(path):
  return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def three_answered(begun):
  """A terminal in which three statements are answered and the fourth is shown."""

  def begin(arguments="", **options):
    screen = begun(arguments, **options)
    screen.answer([7, 1, 6])
    screen.until_statement(4)
    return screen

  return begin


def goes_on_at(screen, number, arguments=""):
  screen.run(f"attune take {arguments}")
  screen.until("You have begun before")
  screen.press("g")
  screen.until_statement(number)


# Ways to leave


def leave_by_q(screen):
  screen.press("q")


def leave_by_interrupt(screen):
  screen.press("C-c")


@pytest.mark.parametrize("leave", [leave_by_q, leave_by_interrupt])
def test_leaving_says_how_many_answers_are_kept(three_answered, leave):
  screen = three_answered()
  leave(screen)
  assert "Paused after 3 of 24 statements. Your answers are kept" in words(screen.until("Paused"))


@pytest.mark.parametrize("leave", [leave_by_q, leave_by_interrupt])
def test_what_was_left_goes_on_where_it_stopped(three_answered, leave):
  screen = three_answered()
  leave(screen)
  screen.until_prompt()
  goes_on_at(screen, 4)


def test_what_goes_on_has_the_earlier_answers(three_answered):
  screen = three_answered()
  screen.press("q")
  screen.until_prompt()
  goes_on_at(screen, 4)
  for number, label in [(3, "Agree"), (2, "Strongly disagree"), (1, "Strongly agree")]:
    screen.press("BSpace")
    assert f"{label} (your answer)" in screen.until_statement(number)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_is_a_pause(three_answered, number, terminal):
  screen = three_answered()
  [pid] = map(int, subprocess.run(["pgrep", "-P", screen.value("pane_pid")], capture_output=True, text=True).stdout
              .split())
  os.kill(pid, number)
  assert "Paused after 3 of 24" in words(screen.until("Paused"))


@pytest.mark.parametrize("arguments", ["--about Sam", "--about mother", "--about 'Mary Ann'", "support-12",
                                       "--shuffle=3"])
def test_the_same_command_goes_on_after_a_pause(begun, arguments):
  screen = begun(arguments)
  screen.press("4")
  screen.until_statement(2)
  screen.press("q")
  assert "the same command goes on" in words(screen.until("Paused"))
  screen.run(f"attune take {arguments}")
  assert "You have begun before" in screen.until(lambda shown: "Enter" in shown or "Statement" in shown)


def test_a_closed_terminal_loses_nothing(three_answered, terminal):
  screen = three_answered()
  screen.tmux("kill-pane", check=False)
  other = terminal()
  goes_on_at(other, 4)


def test_a_closed_terminal_ends_the_program(three_answered, terminal):
  screen = three_answered()
  [pid] = subprocess.run(["pgrep", "-P", screen.value("pane_pid")], capture_output=True, text=True).stdout.split()
  screen.tmux("kill-pane", check=False)
  other = terminal()
  other.run(f"while [ -d /proc/{pid} ]; do sleep 0.05; done; echo it has ended")
  other.until(lambda shown: "it has ended" in shown.splitlines(), "the end of the program")


def test_suspended_and_brought_back_it_goes_on(three_answered):
  screen = three_answered()
  screen.press("C-z")
  screen.until("Stopped")
  screen.type("fg")
  screen.press("Enter")
  screen.until_statement(4)
  screen.press("5")
  screen.until_statement(5)


def test_while_suspended_the_shell_echoes_what_is_typed(three_answered):
  screen = three_answered()
  screen.press("C-z")
  screen.until("Stopped")
  screen.type("echo visible")
  screen.until("ready>echo visible")


def test_a_window_resized_while_suspended_is_drawn_anew(three_answered):
  screen = three_answered()
  screen.press("C-z")
  screen.until("Stopped")
  screen.resize(40, 15)
  screen.type("fg")
  screen.press("Enter")
  screen.until(lambda shown: "Statement 4 of" in shown and "q pause" in words(shown), "the statement, at 40x15")


# Going on, or beginning anew


@pytest.mark.parametrize("columns, rows", [(80, 24), (40, 15)])
def test_the_offer_to_go_on_says_how_far_it_went(three_answered, columns, rows):
  screen = three_answered(columns=columns, rows=rows)
  screen.press("q")
  screen.until_prompt()
  screen.run("attune take")
  assert "you replied to 3 of 24 statements" in words(screen.until("You have begun before"))


def test_enter_goes_on(three_answered):
  screen = three_answered()
  screen.press("q")
  screen.until_prompt()
  screen.run("attune take")
  screen.until("You have begun before")
  screen.press("Enter")
  screen.until_statement(4)


def test_beginning_anew_starts_at_the_first_statement(three_answered):
  screen = three_answered()
  screen.press("q")
  screen.until_prompt()
  screen.run("attune take")
  screen.until("You have begun before")
  screen.press("n")
  assert "your answer" not in screen.until_statement(1)


def test_leaving_the_offer_keeps_the_answers(three_answered):
  screen = three_answered()
  screen.press("q")
  screen.until_prompt()
  screen.run("attune take")
  screen.until("You have begun before")
  screen.press("q")
  screen.until("Nothing was lost")
  goes_on_at(screen, 4)


def test_a_shuffled_sitting_goes_on_in_its_own_order(begun):
  screen = begun("--shuffle=5")
  screen.answer([4, 4])
  third = screen.until_statement(3)
  screen.press("q")
  screen.until_prompt()
  goes_on_at(screen, 3)
  assert screen.screen() == third


def test_a_sitting_about_one_does_not_touch_one_about_another(three_answered):
  screen = three_answered()
  screen.press("q")
  screen.until_prompt()
  screen.run("attune take --skip-intro --about partner")
  screen.until_statement(1)
  screen.press("4")
  screen.until_statement(2)
  screen.press("q")
  screen.until_prompt()
  goes_on_at(screen, 4)


# What is on disk


def test_the_folder_of_sittings_is_private(three_answered, sittings):
  three_answered()
  assert modes(sittings()[0].parent) == 0o700


def test_a_sitting_is_a_private_file(three_answered, sittings):
  three_answered()
  assert [modes(path) for path in sittings()] == [0o600]


def test_a_folder_that_others_could_enter_is_made_private(begun, environment, sittings):
  folder = pathlib.Path(environment["XDG_STATE_HOME"]) / "attune" / "sittings"
  folder.mkdir(parents=True)
  folder.chmod(0o755)
  begun()
  assert modes(folder) == 0o700


def test_no_name_of_a_person_is_in_a_file_name(begun, sittings):
  begun("--about Wilhelmina").press("4")
  assert not any("wilhelmina" in path.name.lower() for path in sittings())


def test_nothing_is_kept_of_a_sitting_that_was_left_at_the_introduction(terminal, sittings):
  screen = terminal()
  screen.run("attune take")
  screen.until("Enter begin")
  screen.press("q")
  screen.until_prompt()
  assert sittings() == []


def test_a_line_cut_short_by_a_fault_is_dropped(three_answered, sittings):
  screen = three_answered()
  screen.press("q")
  screen.until_prompt()
  [path] = sittings()
  path.write_bytes(path.read_bytes()[:-5])
  goes_on_at(screen, 3)


def test_a_damaged_file_is_not_removed_unasked(three_answered, sittings):
  screen = three_answered()
  screen.press("q")
  screen.until_prompt()
  [path] = sittings()
  path.write_text("{}\nnonsense\n")
  screen.run("attune take")
  screen.until("cannot be gone on with")
  screen.press("q")
  screen.until_prompt()
  assert path.read_text() == "{}\nnonsense\n"


def test_a_second_program_is_told_that_the_first_asks(three_answered, terminal):
  three_answered()
  other = terminal()
  other.run("attune take")
  other.until("another attune")


def test_a_second_program_does_not_harm_the_first(three_answered, terminal):
  screen = three_answered()
  other = terminal()
  other.run("attune take")
  other.until("another attune")
  screen.press("5")
  screen.until_statement(5)
  screen.press("q")
  screen.until_prompt()
  goes_on_at(screen, 5)


def test_a_sitting_begun_while_another_program_shows_its_result_is_kept(begun, terminal, sittings):
  first = begun()
  first.answer(ANXIOUS)
  first.until("Before you finish")
  first.press("Enter")
  first.until(lambda shown: "close" in shown.splitlines()[-1] or "[y/N]" in shown, "the result")
  first.press("q")
  first.until("[y/N]")
  first.press("Enter")  # nothing is to be kept
  first.until("two-week plan")
  second = terminal()
  second.run("attune take --skip-intro")
  second.until_statement(1)
  second.answer([4, 4, 4])
  second.until_statement(4)
  first.press("Enter")  # no plan: the first program ends
  first.until_prompt()
  assert len(sittings()) == 1


def test_an_answer_that_does_not_fit_on_the_disk_is_said_not_to_be_kept(full_disk):
  assert "could not be kept" in words(full_disk.screen())


def test_a_full_disk_leaves_the_earlier_answers(full_disk):
  full_disk.press("Enter")
  full_disk.until_statement(2)
  full_disk.press("q")
  full_disk.until_prompt()
  goes_on_at(full_disk, 3)


@pytest.fixture
def full_disk(begun, environment, tmp_path):
  """A terminal in which two statements are answered, and a change of the second did not fit on the disk."""
  if os.geteuid() != 0:
    pytest.skip("only root can mount a small disk: NOTHING IS KNOWN ABOUT A FULL DISK")
  disk = tmp_path / "disk"
  disk.mkdir()
  mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "attune-test", disk], capture_output=True)
  if mounted.returncode != 0:
    pytest.skip("a small disk cannot be mounted here: NOTHING IS KNOWN ABOUT A FULL DISK")
  try:
    screen = begun(XDG_STATE_HOME=str(disk))
    with open(disk / "filler", "wb", buffering=0) as filler:
      try:
        while True:
          filler.write(b"x" * 1024)
      except OSError:
        pass
    # The file's own page of 4 KiB has room for about 110 more answers: they come from going back and forth.
    screen.type("4" + "4\x7f" * 100)
    for _ in range(60):
      screen.until_statement(2)
      screen.press("4")
      if "could not be kept" in words(screen.until(lambda now: "Statement 3" in now or "could not" in now)):
        break
      screen.press("BSpace")
    screen.until("could not")
    yield screen
    screen.close()
  finally:
    subprocess.run(["umount", "-l", disk], check=True)


# The terminal afterwards


def finish_sitting(screen):
  screen.press("BSpace", "BSpace", "BSpace")
  screen.answer(ANXIOUS)
  screen.until("Before you finish")
  screen.press("Enter")
  screen.until(lambda shown: "[y/N]" in shown or "close" in shown.splitlines()[-1], "the result")
  if "[y/N]" not in screen.screen():
    screen.press("q")
  screen.until("[y/N]")
  screen.press("Enter")
  screen.until("two-week plan")
  screen.press("Enter")


@pytest.mark.parametrize("leave", [leave_by_q, leave_by_interrupt, finish_sitting], ids=["q", "Ctrl-C", "finished"])
def test_the_terminal_is_as_it_was(terminal, leave):
  screen = terminal()
  before = screen.output_of("stty -a < /dev/tty")
  screen.run("attune take --skip-intro")
  screen.until_statement(1)
  screen.answer([4, 4, 4])
  screen.until_statement(4)
  leave(screen)
  screen.until_prompt()
  assert screen.output_of("stty -a < /dev/tty") == before


@pytest.mark.parametrize("leave", [leave_by_q, leave_by_interrupt])
def test_the_cursor_is_visible_again(three_answered, leave):
  screen = three_answered()
  leave(screen)
  screen.until_prompt()
  assert screen.value("cursor_flag") == "1"


def test_what_was_on_the_screen_before_is_there_again(terminal):
  screen = terminal()
  screen.type("echo from-before")
  screen.press("Enter")
  screen.until(lambda shown: "from-before" in shown.splitlines(), "the words of echo")
  screen.type("attune take --skip-intro")
  screen.press("Enter")
  screen.until_statement(1)
  screen.press("4")
  screen.until_statement(2)
  screen.press("q")
  screen.until("Paused")
  assert "from-before" in screen.screen().splitlines()
