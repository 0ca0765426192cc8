"""attune plan: two weeks of practices"""

import json
import pathlib
import re
import stat

import pytest

PROFILES = ["secure", "anxious", "avoidant", "ambivalent"]


def words(text):
  return " ".join(text.split())


@pytest.fixture
def kept(environment):
  return pathlib.Path(environment["XDG_DATA_HOME"]) / "attune" / "history.sqlite"


@pytest.fixture
def earlier(kept):
  """The file in which plans were kept before there was a history."""
  kept.parent.mkdir(parents=True, mode=0o700)
  return kept.parent / "plan.json"


@pytest.fixture
def begun(attune):
  done = attune("plan", "anxious", "--start")
  assert done.code == 0, done.err


@pytest.mark.parametrize("profile", PROFILES)
def test_each_profile_has_fourteen_days(attune, profile):
  out = attune("plan", profile).out
  assert [int(day) for day in re.findall(r"^Day (\d+): ", out, re.MULTILINE)] == list(range(1, 15))


def test_the_anxious_soothe_themselves_before_they_ask(attune):
  out = attune("plan", "anxious").out
  assert out.index("Breathe out slowly") < out.index("Ask once, plainly")


@pytest.mark.parametrize("profile, practice", [("avoidant", "Tell one small true thing"),
                                               ("ambivalent", "Say your pace"), ("secure", "Let someone lean on you")])
def test_the_plan_fits_the_profile(attune, profile, practice):
  assert practice in attune("plan", profile).out


def test_a_plan_can_be_looked_at_without_a_folder_of_ones_own(attune):
  assert attune("plan", "anxious", env={"HOME": None, "XDG_DATA_HOME": None}).code == 0


def test_looking_at_a_plan_keeps_nothing(attune, kept):
  attune("plan", "anxious")
  assert not kept.exists()


def test_no_escape_sequence_goes_into_a_pipe(attune):
  assert "\x1b" not in attune("plan", "anxious", env={"TERM": "xterm-256color"}).out


@pytest.mark.parametrize("columns", [40, 80])
def test_a_plan_keeps_to_the_width_of_the_terminal(on_terminal, columns):
  shown = on_terminal("plan", "secure", columns=columns).out
  assert [line for line in shown.splitlines() if len(line) > columns] == []


@pytest.mark.parametrize("profile", ["anxius", "Anxious", "", "../anxious", "\x1b[2J"])
def test_an_unknown_profile_is_refused_with_those_that_there_are(attune, profile):
  done = attune("plan", profile)
  assert done.code in (64, 66)
  assert "secure, anxious, avoidant and ambivalent" in words(done.err)
  assert "\x1b" not in done.err


# A plan that has been begun


def test_a_plan_begins_with_its_first_day(attune):
  assert "Day 1: Breathe out slowly" in attune("plan", "anxious", "--start").out


def test_a_kept_plan_is_private(attune, begun, kept):
  assert stat.S_IMODE(kept.stat().st_mode) == 0o600
  assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_without_a_profile_it_shows_the_day(attune, begun):
  out = attune("plan").out
  assert "Day 1:" in out and "Day 2:" not in out


def test_without_a_plan_it_says_how_to_begin_one(attune):
  done = attune("plan")
  assert done.code == 64 and "--start" in done.err


@pytest.mark.parametrize("option", ["--done", "--look-back"])
def test_without_a_plan_nothing_can_be_ticked_or_looked_back_on(attune, option):
  assert attune("plan", option).code == 64


def test_a_day_ticked_off_leads_to_the_next(attune, begun):
  attune("plan", "--done")
  assert "Day 2: Find the word for it" in attune("plan").out


def test_ticking_off_says_which_day_it_was(attune, begun):
  out = attune("plan", "--done").out
  assert "Day 1" in out and "Breathe out slowly" in out


def test_any_day_can_be_ticked_off_by_its_number(attune, begun):
  attune("plan", "--done", "3")
  assert "1 of 14 days" in words(attune("plan", "--look-back").out)
  assert "Day 1:" in attune("plan").out


@pytest.mark.parametrize("day", ["0", "15", "-1", "x", "1.5"])
def test_a_day_that_the_plan_has_not_is_refused(attune, begun, day):
  assert attune("plan", f"--done={day}").code == 64


def test_looking_back_dates_what_was_done(attune, begun):
  attune("plan", "--done")
  out = attune("plan", "--look-back").out
  assert re.search(r"^1\. Breathe out slowly \(done \d{4}-\d\d-\d\d\)$", out, re.MULTILINE)
  assert re.search(r"^ ?2\. Find the word for it$", out, re.MULTILINE)


def test_after_fourteen_days_the_plan_is_over(attune, begun):
  for _ in range(14):
    assert attune("plan", "--done").code == 0
  assert "behind you" in attune("plan").out
  assert attune("plan", "--done").code == 64


def test_a_plan_can_be_repeated(attune, begun):
  attune("plan", "--done")
  attune("plan", "anxious", "--start", "--yes")
  assert "0 of 14 days" in words(attune("plan", "--look-back").out)


def test_ticks_are_not_thrown_away_without_a_yes(attune, begun):
  attune("plan", "--done")
  for command in (["secure", "--start"], ["--forget"]):
    done = attune("plan", *command, stdin="y\n")
    assert done.code == 64 and "--yes" in done.err
  assert "1 of 14 days" in words(attune("plan", "--look-back").out)


def test_a_plan_without_ticks_gives_way_to_another(attune, begun):
  assert attune("plan", "secure", "--start").code == 0


def test_a_forgotten_plan_is_gone(attune, begun):
  assert attune("plan", "--forget", "--yes").code == 0
  assert attune("plan").code == 64


def test_a_plan_begun_before_there_was_a_history_goes_on(attune, earlier):
  earlier.write_text(json.dumps({"schema": "attune-plan/1", "profile": "anxious", "begun": "2026-01-01",
                                 "done": ["2026-01-02"] + [None] * 13}))
  assert "Day 2: Find the word for it" in attune("plan").out
  assert not earlier.exists()
  assert "1 of 14 days" in words(attune("plan", "--look-back").out)


def test_forgetting_nothing_is_no_error(attune):
  done = attune("plan", "--forget")
  assert done.code == 0 and "no plan" in done.out


# Damage and contradictions


@pytest.mark.parametrize("text", ["", "{}", "nonsense", "[]", '{"schema": "attune-plan/2"}',
                                  '{"schema": "attune-plan/1", "profile": 3, "begun": "x", "done": []}',
                                  '{"schema": "attune-plan/1", "profile": "anxious", "begun": "x", "done": [7]}',
                                  "\xff\xfe", "[" * 50000])
@pytest.mark.parametrize("option", [[], ["--done"], ["--look-back"]])
def test_a_damaged_plan_is_refused_and_left_as_it_is(attune, earlier, text, option):
  earlier.write_bytes(text.encode("latin-1"))
  done = attune("plan", *option)
  assert done.code == 65
  assert "--forget" in done.err
  assert earlier.read_bytes() == text.encode("latin-1")


def test_a_damaged_plan_can_be_forgotten(attune, earlier):
  earlier.write_text("nonsense")
  assert attune("plan", "--forget", "--yes").code == 0
  assert not earlier.exists()


@pytest.mark.parametrize("profile", ["../../x", "\x1b[31mred", "none"])
def test_a_kept_plan_of_a_profile_that_is_not_there_is_refused(attune, earlier, profile):
  earlier.write_text(json.dumps({"schema": "attune-plan/1", "profile": profile, "begun": "2026-01-01", "done": []}))
  done = attune("plan")
  assert done.code in (65, 66) and "\x1b" not in done.err
  assert "--forget" in done.err


def test_a_date_in_a_damaged_plan_cannot_command_the_terminal(attune, earlier):
  earlier.write_text(json.dumps({"schema": "attune-plan/1", "profile": "anxious", "begun": "\x1b[2J", "done": []}))
  assert "\x1b" not in attune("plan", "--look-back").out


@pytest.mark.parametrize("arguments", [["--start"], ["--done", "--look-back"], ["--start", "--done"],
                                       ["--forget", "--done"], ["anxious", "--done"], ["anxious", "--forget"],
                                       ["anxious", "--look-back"]])
def test_options_that_contradict_each_other_are_refused(attune, arguments):
  assert attune("plan", *arguments).code == 64


def test_a_plan_that_cannot_be_kept_says_so(attune, write, tmp_path):
  write("file", "")
  done = attune("plan", "anxious", "--start", env={"XDG_DATA_HOME": str(tmp_path / "file")})
  assert done.code == 73 and str(tmp_path / "file") in done.err
