"""The result on a terminal, at the end of a sitting"""

import json
import re
import subprocess

import pytest

SAFETY = ["not a diagnosis", "fear of harm", "ending your life", "emergency services or a crisis line",
          "attune learn crisis"]
PROFILES = ["secure", "anxious", "avoidant", "ambivalent"]


def words(screen):
  return " ".join(screen.split())


@pytest.fixture
def reach(program):
  """Answers that give keyed answers `anxiety` and `avoidance` throughout, in the order of the statements."""
  key = json.loads(subprocess.run([program, "show", "attune-24", "--format", "json"], capture_output=True,
                                  check=True).stdout)
  scales = {scale["id"]: scale["items"] for scale in key["scales"]}

  def answers(anxiety, avoidance):
    given = {}
    for scale, keyed in (("anxiety", anxiety), ("avoidance", avoidance)):
      for item in scales[scale]:
        given[item["item"]] = 8 - keyed if item["direction"] == "reversed" else keyed
    return [given[f"q{number}"] for number in range(1, 25)]

  return answers


def past_the_question_whether_to_keep(screen):
  screen.until(lambda shown: "Keep these answers" in words(shown), "the question whether to keep the answers")
  screen.press("Enter")


@pytest.fixture
def result(begun):
  """A terminal that shows the result of these answers; PAGER=cat, so that all of it is in the history."""

  def show(answers, columns=80, rows=24, arguments="", **variables):
    screen = begun(arguments, columns, rows, **({"PAGER": "cat"} | variables))
    screen.answer(answers)
    screen.until("Before you finish")
    screen.press("Enter")
    past_the_question_whether_to_keep(screen)
    screen.until(lambda shown: "two-week plan" in words(shown) or shown.rstrip().endswith("ready>"),
                 "the end of the result")
    return screen.tmux("capture-pane", "-p", "-J", "-S", "-500")

  return show


@pytest.mark.parametrize("anxiety, avoidance, profile", [(1, 1, "secure"), (7, 1, "anxious"), (1, 7, "avoidant"),
                                                         (7, 7, "ambivalent")])
@pytest.mark.parametrize("columns, rows", [(80, 24), (40, 15)])
def test_the_result_names_the_region(result, reach, anxiety, avoidance, profile, columns, rows):
  assert f"Your answers lie in the {profile} region" in words(result(reach(anxiety, avoidance), columns, rows))


@pytest.mark.parametrize("columns, rows", [(80, 24), (40, 15)])
def test_on_both_lines_no_profile_is_told_as_a_fact_and_no_plan_offered(result, reach, columns, rows):
  shown = words(result(reach(4, 4), columns, rows))
  assert "near the middle of the map, where all four profiles meet" in shown
  assert "two-week plan" not in shown


@pytest.mark.parametrize("columns, rows", [(80, 24), (40, 15)])
def test_the_result_ends_with_the_safety_lines(result, reach, columns, rows):
  shown = words(result(reach(2, 2), columns, rows))
  assert [line for line in SAFETY if line not in shown] == []


@pytest.mark.parametrize("columns, rows", [(80, 24), (40, 15)])
def test_the_map_names_all_quarters_and_shows_a_point(result, reach, columns, rows):
  plane = re.search(r"┌.*?┘", result(reach(2, 6), columns, rows), re.DOTALL).group()
  assert [name for name in PROFILES if name not in plane] == []
  assert plane.count("●") == 1


def test_no_line_of_the_result_is_wider_than_a_narrow_window(result, reach):
  # Joined as the terminal wrapped them: a line that was too long is longer than the window now.
  shown = result(reach(2, 6), 40, 15)
  text = shown[shown.index("┌"):shown.index("ending your")]
  assert [line for line in text.splitlines() if len(line) > 40] == []


def test_the_result_is_ascii_in_a_locale_without_utf8(result, reach):
  assert result(reach(2, 6), LANG="C", LC_ALL="C").isascii()


def test_too_many_skipped_give_no_profile(result):
  shown = words(result(["s"] * 24))
  assert "there is no profile" in shown
  assert "secure region" not in shown


def test_nothing_is_kept_when_the_sitting_is_finished(result, reach, sittings):
  result(reach(2, 2))
  assert sittings() == []


def test_neither_answers_nor_plan_are_kept_unless_asked(result, reach, environment, tmp_path):
  result(reach(2, 2))
  assert not list((tmp_path / "home").rglob("history*"))


def test_a_yes_begins_the_plan_of_the_profile(result, reach, begun, tmp_path):
  screen = begun(PAGER="cat")
  screen.answer(reach(7, 1))
  screen.until("Before you finish")
  screen.press("Enter")
  past_the_question_whether_to_keep(screen)
  screen.until(lambda shown: "two-week plan" in words(shown), "the offer")
  screen.type("y")
  screen.press("Enter")
  screen.until("Day 1: Breathe out slowly")


def test_two_sittings_are_compared_on_one_map(begun, reach):
  screen = begun("--about partner --about mother", PAGER="cat")
  screen.answer(reach(6, 2))
  screen.until("Before you finish")
  screen.press("Enter")
  screen.until(lambda shown: "mother" in shown and "Statement 1 " in shown, "the first statement about the mother")
  screen.answer(reach(2, 6))
  screen.until("Before you finish")
  screen.press("Enter")
  screen.until(lambda shown: "[y/N]" in words(shown), "the end of the result")
  shown = screen.tmux("capture-pane", "-p", "-J", "-S", "-500")
  plane = [line[5:] for line in re.search(r"┌.*?┘", shown, re.DOTALL).group().splitlines()]
  assert "1" in "".join(plane) and "2" in "".join(plane)
