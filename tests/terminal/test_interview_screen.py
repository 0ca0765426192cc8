"""attune take on a terminal: what is shown, and what each key does"""

import re

import pytest

LABELS = ["Strongly disagree", "Disagree", "Slightly disagree", "Neither agree nor disagree", "Slightly agree", "Agree",
          "Strongly agree"]
FIRST = "I study close people's tone of voice for signs of coldness."
SIZES = pytest.mark.parametrize("columns, rows", [(80, 24), (40, 15)])


def words(screen):
  return " ".join(screen.split())


# What is shown


@SIZES
def test_the_introduction_says_that_answers_stay_on_this_computer(terminal, columns, rows):
  screen = terminal(columns, rows)
  screen.run("attune take")
  screen.until("Enter begin")
  for _ in range(20):
    if "stay on this computer" in words(screen.screen()):
      break
    screen.press("PageDown")
  assert "Your answers stay on this computer." in words(screen.screen())


@SIZES
def test_a_statement_is_shown_whole_with_its_place(begun, columns, rows):
  shown = begun("", columns, rows).screen()
  assert FIRST in words(shown)
  assert "Statement 1 of 24" in shown


@SIZES
def test_every_answer_is_shown_with_its_label(begun, columns, rows):
  shown = begun("", columns, rows).screen()
  for number, label in enumerate(LABELS, 1):
    assert re.search(rf"{number}\W+{label}", shown), label


@SIZES
def test_the_keys_are_named_under_the_answers(begun, columns, rows):
  shown = words(begun("", columns, rows).screen())
  for key in ("back", "s skip", "? help", "q pause"):
    assert key in shown


def test_the_progress_bar_grows_with_the_answers(begun):
  screen = begun()
  before = screen.screen().count("█")
  screen.answer([4] * 12)
  assert screen.until_statement(13).count("█") > before


def test_the_answer_under_the_arrows_is_marked_by_more_than_colour(begun):
  screen = begun()
  before = screen.screen()
  screen.press("Up")
  screen.until(lambda shown: shown != before, "a mark that moved, in the bare text")


@pytest.mark.parametrize("term", ["xterm-256color", "linux", "vt100"])
def test_other_terminals_show_the_same_statement(begun, term):
  assert FIRST in words(begun(TERM=term).screen())


def test_a_locale_without_utf8_is_shown_ascii_only(begun):
  screen = begun(LANG="C", LC_ALL="C")
  assert screen.screen().isascii()


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {}])
def test_no_colour_is_set(begun, variables):
  assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|4[0-7]|9[0-7])m", begun(**variables).styled_screen())


# Keys


@pytest.mark.parametrize("digit", range(1, 8))
def test_a_digit_answers_and_goes_on(begun, digit):
  screen = begun()
  screen.press(str(digit))
  screen.until_statement(2)
  screen.press("BSpace")
  assert re.search(rf"{digit}\W+{LABELS[digit - 1]} \(your answer\)", screen.until("Statement 1 of"))


@pytest.mark.parametrize("key", ["0", "8", "9", "x", "S", "-", "F5", "Home", "Delete", "M-a", "é", "日"])
def test_a_key_without_meaning_answers_nothing(begun, key):
  screen = begun()
  screen.press(key)
  screen.press("?")
  screen.until("Help")
  screen.press("Enter")
  assert screen.until_statement(1)


def test_arrows_and_enter_choose_an_answer(begun, tmp_path):
  screen = begun()
  screen.press(*["Up"] * 10, "Down", "Enter")  # from the first answer one down
  screen.until_statement(2)
  screen.press("Left")
  assert "Disagree (your answer)" in screen.until_statement(1)


def test_down_stops_at_the_last_answer(begun):
  screen = begun()
  screen.press(*["Down"] * 20, "Enter")
  screen.until_statement(2)
  screen.press("Left")
  assert "Strongly agree (your answer)" in screen.until_statement(1)


@pytest.mark.parametrize("key", ["BSpace", "Left", "C-h"])
def test_back_shows_the_earlier_answer(begun, key):
  screen = begun()
  screen.answer([6, 2])
  screen.until_statement(3)
  screen.press(key)
  assert re.search(r"2\W+Disagree \(your answer\)", screen.until_statement(2))


def test_back_at_the_first_statement_stays_there(begun):
  screen = begun()
  screen.press("BSpace", "BSpace", "6")
  screen.until_statement(2)


def test_an_answer_can_be_changed_by_going_back(begun):
  screen = begun()
  screen.answer([6])
  screen.until_statement(2)
  screen.press("BSpace")
  screen.until_statement(1)
  screen.press("3")
  screen.until_statement(2)
  screen.press("BSpace")
  assert "Slightly disagree (your answer)" in screen.until_statement(1)


@SIZES
def test_skipping_says_what_it_costs(begun, columns, rows):
  screen = begun("", columns, rows)
  screen.press("s")
  # Nine of twelve are needed, one of twelve is skipped.
  assert "Attachment anxiety can still be scored with 2 more skipped." in words(screen.until("Skipped."))


def test_the_third_skipped_of_a_scale_is_said_to_be_the_last_that_may_be(begun):
  screen = begun()
  for number, key in enumerate(["s", "4", "s", "4", "s"], 1):
    screen.until_statement(number)
    screen.press(key)
  assert "Attachment anxiety can still be scored, but with no more skipped." in words(screen.until_statement(6))


def test_the_fourth_skipped_of_a_scale_is_said_to_cost_its_score(begun):
  screen = begun()
  for number, key in enumerate(["s", "4", "s", "4", "s", "4", "s"], 1):
    screen.until_statement(number)
    screen.press(key)
  assert "Attachment anxiety now has too few answers for a score." in words(screen.until_statement(8))


@SIZES
def test_help_can_be_read_to_its_end(begun, columns, rows):
  screen = begun("", columns, rows)
  screen.press("?")
  screen.until("Help")
  for _ in range(12):
    if "Page Up and Page Down" in words(screen.screen()) and "more:" not in screen.screen():
      break
    screen.press("PageDown")
    screen.until("Help")
  assert "Page Up and Page Down: move in a long text." in words(screen.screen())


def test_any_key_leaves_help_without_answering(begun):
  screen = begun()
  screen.press("?")
  screen.until("Help")
  screen.press("5")
  screen.until_statement(1)


# The review


def test_the_review_names_the_statements_that_were_skipped(begun):
  screen = begun()
  screen.answer([4, "s"] + [4] * 21 + ["s"])
  assert "You skipped 2 of 24 statements: numbers 2 and 24." in words(screen.until("Before you finish"))


def test_the_review_says_that_a_score_would_be_missing(begun):
  screen = begun()
  screen.answer(["s", 4] * 4 + [4] * 16)
  shown = words(screen.until("Before you finish"))
  assert "Attachment anxiety would have no score: 8 of 12 answered, at least 9 needed." in shown


def test_the_review_leads_to_each_skipped_statement_and_back(begun):
  screen = begun()
  screen.answer([4, "s"] + [4] * 3 + ["s"] + [4] * 18)
  screen.until("Before you finish")
  screen.press("s")
  screen.until_statement(2)
  screen.press("5")
  screen.until_statement(6)
  screen.press("5")
  assert "You have answered all 24 statements." in words(screen.until("Before you finish"))


def test_back_from_the_review_shows_the_last_statement_with_its_answer(begun):
  screen = begun()
  screen.answer([4] * 23 + [6])
  screen.until("Before you finish")
  screen.press("BSpace")
  assert re.search(r"6\W+Agree \(your answer\)", screen.until_statement(24))


def test_the_review_does_not_end_by_a_digit(begun):
  screen = begun()
  screen.answer([4] * 24)
  screen.until("Before you finish")
  screen.press("4", "4", "BSpace")
  screen.until_statement(24)


# Sizes


def test_nothing_of_a_statement_is_lost_when_the_window_shrinks_and_grows(begun):
  screen = begun()
  for columns, rows in [(40, 15), (120, 50), (40, 15), (80, 24)]:
    screen.resize(columns, rows)
    screen.until(lambda shown: FIRST in words(shown) and "q pause" in words(shown), f"all at {columns}x{rows}")


@pytest.mark.parametrize("columns, rows", [(39, 15), (40, 14), (20, 5)])
def test_a_window_below_the_smallest_says_so(begun, columns, rows):
  screen = begun()
  screen.resize(columns, rows)
  screen.until(lambda shown: "too small" in words(shown), "that the window is too small")
  screen.resize(80, 24)
  assert FIRST in words(screen.until_statement(1))


def test_a_window_of_a_single_line_does_not_end_the_interview(begun):
  screen = begun()
  screen.resize(2, 1)
  screen.until(lambda shown: "Statement" not in shown, "something else")
  screen.resize(80, 24)
  assert FIRST in words(screen.until_statement(1))


@pytest.mark.parametrize("key", ["5", "s", "Enter"])
def test_a_statement_that_cannot_be_seen_is_not_answered(begun, key):
  screen = begun()
  screen.resize(30, 10)
  screen.until("too small")
  screen.press(key)
  screen.resize(80, 24)
  screen.until("Statement")
  assert "Statement 1 of 24" in screen.screen()


def test_the_introduction_says_when_the_window_is_too_small(terminal):
  screen = terminal(30, 10)
  screen.run("attune take")
  screen.until(lambda shown: "too small" in words(shown), "that the window is too small")


# Long and foreign statements


LONG = " ".join(f"word{n}" for n in range(1, 121)) + " end."


@SIZES
def test_a_long_statement_can_be_read_to_its_end(begun, wording, columns, rows):
  screen = begun(f"--wording {wording(LONG)}", columns, rows)
  for _ in range(60):
    if " end." in words(screen.screen()):
      break
    screen.press("PageDown")
  assert "word120 end." in words(screen.until("end."))


def test_page_up_goes_back_at_once_however_often_page_down_was_pressed(begun, wording):
  screen = begun(f"--wording {wording(LONG)}", 40, 15)
  screen.press(*["PageDown"] * 60)
  end = screen.until("word120")
  screen.press("PageUp")
  screen.until(lambda shown: shown != end, "an earlier part of the text")


@SIZES
def test_a_long_statement_leaves_the_answers_in_view(begun, wording, columns, rows):
  shown = words(begun(f"--wording {wording(LONG)}", columns, rows).screen())
  assert "Neither agree nor disagree" in shown and "q pause" in shown


@SIZES
@pytest.mark.parametrize("statement", [
  "私は彼らの声の調子に冷たさの兆しがないかをいつも注意深く観察していて、それが気になって眠れないことがあります。",
  "Cafe\u0301 na\u0308ive ru\u0308ckt a\u0301 \u0928\u092e\u0938\u094d\u0924\u0947 there.",
  "x" * 120,
], ids=["wide", "combining", "one long word"])
def test_foreign_statements_are_shown_whole(begun, wording, columns, rows, statement):
  shown = begun(f"--wording {wording(statement)}", columns, rows).screen()
  assert "".join(statement.split()) in "".join(shown.split())


def test_escape_sequences_in_a_wording_are_refused(terminal, wording):
  screen = terminal()
  screen.run(f"attune take --skip-intro --wording {wording(chr(27) + '[2J' + 'gone')}")
  assert "control character" in words(screen.until_prompt())


# Which face


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}, {"TERM": ""}])
def test_terminals_and_people_that_cannot_use_a_screen_get_plain_mode(terminal, variables):
  screen = terminal()
  screen.run(" ".join(f"{name}={value}" for name, value in variables.items()) + " attune take --skip-intro")
  screen.until("Enter a number, or ? for help:")


def test_plain_asks_line_by_line_on_a_terminal(terminal):
  screen = terminal()
  screen.run("attune take --plain --skip-intro")
  screen.until("Enter a number, or ? for help:")


def test_an_empty_accessible_variable_means_nothing(begun):
  assert "Enter choose" in words(begun(ACCESSIBLE="").screen())


def test_an_unknown_terminal_is_told_of_the_plain_mode(terminal):
  screen = terminal()
  screen.run("TERM=no-such-terminal attune take --skip-intro")
  screen.until(lambda shown: "--plain" in shown.replace("attune take --skip-intro", "")
               or "Enter a number" in shown, "plain mode, or how to get it")
