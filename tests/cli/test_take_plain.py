"""attune take in plain mode, through pipes"""

import csv
import fcntl
import io
import json
import os
import pathlib
import re
import subprocess

import pytest

SAFETY = ["not a diagnosis", "fear of harm", "ending your life", "emergency services or a crisis line",
          "attune learn crisis"]
PROFILES = ["secure", "anxious", "avoidant", "ambivalent"]
KINDS = ["partner", "friend", "mother", "father", "child", "therapist"]


def words(text):
  return " ".join(text.split())


def lines(*replies):
  return "".join(f"{reply}\n" for reply in replies)


def statements(out):
  """The statements in the order in which they were asked."""
  return re.findall(r"Statement \d+ of \d+\.\n(.*?)\n1: ", out, re.DOTALL)


@pytest.fixture(scope="session")
def key(program):
  return json.loads(subprocess.run([program, "show", "attune-24", "--format", "json"], capture_output=True,
                                   check=True).stdout)


@pytest.fixture(scope="session")
def reach(key):
  """Answers to all statements from keyed answers: two lists of twelve, or a number for all; None skips."""

  def answers(anxiety, avoidance):
    given = {}
    for scale in key["scales"]:
      keyed = {"anxiety": anxiety, "avoidance": avoidance}[scale["id"]]
      for item, value in zip(scale["items"], keyed if isinstance(keyed, list) else [keyed] * 12, strict=True):
        given[item["item"]] = "s" if value is None else 8 - value if item["direction"] == "reversed" else value
    return [given[item["id"]] for item in key["items"]]

  return answers


@pytest.fixture
def take(attune):
  """Runs `attune take --skip-intro` with these replies, one a line."""

  def run(*options, replies=(), **others):
    return attune("take", "--skip-intro", *options, stdin=lines(*replies), **others)

  return run


@pytest.fixture
def taken(take):
  """The result as data of all these answers."""

  def result(answers, *options):
    done = take(*options, "--format", "json", replies=[*answers, "f"])
    assert done.code == 0, done.err
    return json.loads(done.out)[0]

  return result


@pytest.fixture
def sittings(environment):
  return lambda: sorted(pathlib.Path(environment["XDG_STATE_HOME"]).glob("attune/sittings/*"))


# The dialogue


def test_a_statement_is_asked_with_its_answers_numbered(take):
  out = take().out
  assert "Statement 1 of 24." in out
  assert "\n1: Strongly disagree\n" in out and "\n7: Strongly agree\n" in out
  assert "Enter a number" in out


@pytest.mark.parametrize("reply", ["6", " 6 ", "Agree", "AGREE", "agree"])
def test_what_was_chosen_is_said_back(take, reply):
  assert "You chose 6, Agree." in take(replies=[reply]).out


@pytest.mark.parametrize("reply", ["0", "8", "-1", "4.5", "x", "", "1 2", "77777777777", "\x1b[A", "NA", "."])
def test_what_is_no_answer_is_asked_again(take, reply):
  out = take(replies=[reply]).out
  assert "not one of the answers" in out
  assert "You chose" not in out and "Skipped" not in out


def test_the_introduction_comes_first(attune):
  out = attune("take", stdin="").out
  assert "Your answers stay on this computer" in words(out)
  assert "Statement 1" not in out


def test_back_shows_the_earlier_answer(take):
  assert "Your answer before: 3, Slightly disagree." in take(replies=[3, "b"]).out


def test_back_at_the_first_statement_says_so(take):
  assert "This is the first statement." in take(replies=["b"]).out


def test_skipping_says_what_it_costs(take):
  # Nine of twelve are needed, one of twelve is skipped.
  assert "Attachment anxiety can still be scored with 2 more skipped." in words(take(replies=["s"]).out)


def test_going_back_to_a_skipped_statement_says_so(take):
  assert "You skipped it before." in take(replies=["s", "b"]).out


def test_help_names_the_letters(take):
  out = words(take(replies=["?"]).out)
  assert out.count("s skips the statement. b goes back") == 2  # at the beginning, and when asked


@pytest.mark.parametrize("replies, number", [([4], 1), ([4, "s"], 2), ([4] * 24, 24)])
def test_the_end_of_input_is_a_pause(take, replies, number):
  done = take(replies=replies)
  assert done.code == 0
  assert f"Paused after {number} of 24" in done.err


def test_who_leaves_before_the_first_answer_leaves_nothing_behind(take, tmp_path):
  assert "nothing is kept" in take(replies=["q"]).err
  assert list(tmp_path.rglob("sittings/*")) == []


def test_who_leaves_before_the_first_answer_about_a_second_keeps_those_about_the_first(take, sittings):
  whom = ["--about", "partner", "--about", "mother"]
  done = take(*whom, replies=[*[4] * 24, "f", "q"])
  assert "Your other answers are" in words(done.err) and "nothing is kept" not in done.err
  assert len(sittings()) == 1
  assert "Paused after 1 of 24" in take(*whom, replies=["g", "f", 4, "q"]).err
  done = take("--about", "friend", "--about", "mother", replies=["q"])
  assert "Your other answers are" in words(done.err)


def test_answers_that_cannot_be_removed_are_told_after_the_result(program, environment, sittings, tmp_path):
  run = subprocess.Popen([program, "take", "--skip-intro"], cwd=tmp_path, env=environment, stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
  run.stdin.write(lines(*[4] * 24))
  run.stdin.flush()
  while not any(path.suffix == ".sitting" and path.read_text().count("\n") == 25 for path in sittings()):
    assert run.poll() is None
  [file] = sittings()
  file.unlink()
  file.mkdir()
  out, told = run.communicate("f\n", timeout=60)
  assert run.returncode == 74
  assert "In short" in out and "could not be removed" in told and str(file) in told


def test_q_is_a_pause(take):
  assert "Paused after 1 of 24" in take(replies=[4, "q", 5]).err


def test_a_last_line_without_line_feed_counts(attune):
  assert "Paused after 2 of 24" in attune("take", "--skip-intro", stdin="4\n5").err


def test_it_goes_on_where_it_stopped(take):
  take(replies=[4, 5])
  assert "Statement 3 of 24." in take(replies=["g"]).out


@pytest.mark.parametrize("options", [["--about", "Sam"], ["--about", "mother"], ["support-12"]])
def test_the_same_command_goes_on_after_a_pause(take, options):
  assert "the same command goes on" in words(take(*options, replies=[1]).err)
  assert "You have begun before" in take(*options, replies=[]).out


def test_beginning_anew_discards_the_earlier_answers(take):
  take(replies=[4, 5])
  assert "Statement 1 of 24." in take(replies=["n"]).out


def test_the_review_leads_to_the_skipped(take):
  out = take(replies=[4, "s"] + [4] * 22 + ["s", 5]).out
  after = out[out.index("Before you finish"):]
  assert "You skipped 1 of 24 statements: number 2." in words(after)
  assert "Statement 2 of 24." in after
  assert "You have answered all 24 statements." in words(after)


def test_nothing_is_left_when_a_sitting_is_finished(take, sittings):
  take(replies=[4] * 24 + ["f"])
  assert sittings() == []


def test_a_null_character_is_no_answer(take):
  assert "You chose 4" in take(replies=["\x00", 4]).out


# Whom it is about


def test_in_general_it_is_about_people_close(take):
  assert "people close to me" in words(take(replies=[4]).out)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_person_fills_the_statements(take, kind):
  assert [words(text) for text in statements(take("--about", kind, replies=[4]).out)] == [
    f"I study my {kind}'s tone of voice for signs of coldness.", f"I enjoy quiet, tender moments with my {kind}."]


@pytest.mark.parametrize("name", ["Sam", "Mary Ann", "Łucja", "美咲", "O'Neil", 'The "Boss"', "%s%n", "{0}", "{their}",
                                  "{them}", "../../etc/passwd", "$(id)", "-", "*Sam*", "<b>Sam</b>"])
def test_any_name_stands_in_the_statement_as_it_was_given(take, name):
  out = take(f"--about={name}", replies=[4]).out
  assert f"I enjoy quiet, tender moments with {name}." in words(out)


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\x1b[31mb", "a\u202eb", "a\x7fb", "x" * 41, b"\xff".decode(
  "utf-8", "surrogateescape")])
def test_a_name_that_could_mislead_is_refused(take, name, sittings):
  done = take(f"--about={name}")
  assert done.code == 64
  assert "--about" in done.err
  assert sittings() == []


def test_a_name_given_twice_does_not_blame_another_program(take):
  done = take("--about", "partner", "--about", "partner", replies=[4])
  assert "another attune" not in done.err


def test_a_name_with_markdown_is_no_heading_of_the_result(take):
  assert "Your answers about *Sam*." in words(take("--about", "*Sam*", replies=[4] * 24 + ["f"]).out)


def map_of(out):
  """The plane of the map, without the numbers at its left."""
  plane = re.search(r"^Attachment avoidance\n(.*?)^ +1 +4 +7$", out, re.DOTALL | re.MULTILINE).group(1)
  return "\n".join(line[5:] for line in plane.splitlines())


def test_two_are_compared_on_one_map(take, reach):
  out = take("--about", "partner", "--about", "mother", replies=reach(6, 2) + ["f"] + reach(2, 6) + ["f"]).out
  assert len(re.findall("^Attachment avoidance$", out, re.MULTILINE)) == 1
  assert "1" in map_of(out) and "2" in map_of(out)


def test_two_with_the_same_scores_are_both_on_the_map(take, reach):
  out = take("--about", "partner", "--about", "mother", replies=(reach(6, 2) + ["f"]) * 2).out
  assert "1" in map_of(out) and "2" in map_of(out)


def test_the_second_can_be_gone_on_with_when_the_first_is_done(take):
  about = ["--about", "partner", "--about", "mother"]
  take(*about, replies=[4] * 24 + ["f"] + [5, 5])
  out = take(*about, replies=["g", "f", "g"]).out
  assert "Statement 3 of 24." in out


# Wording


def test_a_questionnaire_without_wording_says_whose_it_is_and_how_to_add_it(take):
  done = take("ecr-r")
  assert done.code == 64
  assert "not shipped" in done.err and "Fraley" in done.err
  assert "--wording" in done.err and "36" in done.err


@pytest.fixture
def wording(write):
  return lambda count=9, name="w.txt": write(name, "".join(f"Sentence number {n}.\n" for n in range(1, count + 1)))


def test_wording_from_a_text_file_is_asked(take, wording):
  assert "Sentence number 1." in take("ecr-rs", "--wording", wording()).out


@pytest.mark.parametrize("ending", ["\r\n", "\n\n"])
def test_wording_takes_other_ends_of_lines(take, write, ending):
  name = write("w.txt", "\ufeff" + "".join(f"Sentence number {n}.{ending}" for n in range(1, 10)))
  assert "\nSentence number 1.\n" in take("ecr-rs", "--wording", name).out


def test_wording_from_yaml_is_asked_by_ids(take, write):
  name = write("w.yaml", "".join(f"q{n}: Sentence number {n}.\n" for n in range(9, 0, -1)))
  assert "Sentence number 1." in take("ecr-rs", "--wording", name).out


@pytest.mark.parametrize("count", [0, 8, 10])
def test_wording_of_another_length_is_refused(take, wording, count):
  done = take("ecr-rs", "--wording", wording(count))
  assert done.code == 65
  assert "9" in done.err


@pytest.mark.parametrize("change", [("q9:", "q10:"), ("q9:", "q8:"), ("q9: Sentence number 9.\n", "")])
def test_wording_with_wrong_ids_is_refused(take, write, change):
  text = "".join(f"q{n}: Sentence number {n}.\n" for n in range(1, 10))
  assert take("ecr-rs", "--wording", write("w.yaml", text.replace(*change))).code == 65


def test_a_wording_file_that_is_not_there_is_named(take):
  done = take("ecr-rs", "--wording", "no-such.txt")
  assert done.code == 66
  assert "no-such.txt" in done.err


@pytest.mark.parametrize("option", ["-o", "--page"])
def test_the_wording_is_never_overwritten(take, wording, tmp_path, option):
  kept = (tmp_path / wording()).read_text()
  (tmp_path / "link.csv").symlink_to("w.txt")
  done = take("ecr-rs", "--wording", "w.txt", option, "link.csv")
  assert (done.code, done.out) == (64, "")
  assert "link.csv: that is an input file" in done.err
  assert (tmp_path / "w.txt").read_text() == kept


def test_the_answers_and_the_page_are_never_one_file(take, tmp_path):
  (tmp_path / "page.html").symlink_to("a.csv")
  done = take("-o", "a.csv", "--page", "page.html", replies=[4] * 24 + ["f"])
  assert (done.code, done.out) == (64, "")
  assert "the answers and the page would be one file" in done.err


# Order


def test_a_seed_gives_the_same_order_each_time(take):
  orders = [statements(take("--shuffle=7", replies=(["n"] if run else []) + [4] * 24).out) for run in range(2)]
  assert orders[0] == orders[1] and len(orders[0]) == 24


def test_a_seed_mixes_the_statements(take):
  plain = statements(take("--about", "Sam", replies=[4] * 24).out)
  mixed = statements(take("--shuffle=7", "--about", "Sam", replies=["n"] + [4] * 24).out)
  assert mixed != plain and sorted(mixed) == sorted(plain)


def test_without_a_seed_the_statements_are_mixed_too(take):
  plain = statements(take("--about", "Sam", replies=[4] * 24).out)
  # By chance the same order comes once in 24! (6e23) times.
  assert statements(take("--shuffle", "--about", "Sam", replies=["n"] + [4] * 24).out) != plain


@pytest.mark.parametrize("seed", ["x", "-1", "1.5"])
def test_a_seed_that_is_no_whole_number_is_refused(take, seed):
  assert take(f"--shuffle={seed}").code == 64


def test_the_order_of_asking_does_not_change_the_scores(take, key):
  texts = {words(item["text"].replace("{them}", "Sam").replace("{their}", "Sam's")): number % 7 + 1
           for number, item in enumerate(key["items"])}
  results = []
  for option in (["--shuffle=3"], []):
    options = ["--about", "Sam", *option]
    asked = statements(take(*options, replies=[4] * 24).out)
    replies = ["n", *(texts[words(text)] for text in asked), "f"]
    results.append(json.loads(take(*options, "--format", "json", replies=replies).out)[0]["scales"])
  assert results[0] == results[1]


# The answers as a file


@pytest.mark.parametrize("name", ["answers.csv", "answers.json"])
def test_written_answers_are_scored_the_same(take, attune, reach, tmp_path, name):
  answers = reach([1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, None], [7, 6, 5, 4, 3, 2, 1, 7, 6, 5, None, None])
  result = json.loads(take("--format", "json", "-o", name, replies=answers + ["f"]).out)[0]
  scored = attune("score", "attune-24", name, "--format", "csv")
  assert scored.code == 0, scored.err
  [row] = csv.DictReader(io.StringIO(scored.out))
  # By hand: anxiety 38 of 11 answers, avoidance 46 of 10.
  for scale, mean in (("anxiety", 38 / 11), ("avoidance", 46 / 10)):
    assert result["scales"][scale]["score"] == pytest.approx(mean)
    assert float(row[scale]) == pytest.approx(mean, abs=1e-4)
  assert result["profile"] == row["profile"] == "avoidant"


def test_written_answers_hold_a_time_for_each_item(take, tmp_path):
  take("-o", "answers.csv", replies=[4] * 24 + ["f"])
  [row] = csv.DictReader(io.StringIO((tmp_path / "answers.csv").read_text()))
  assert all(row[f"q{number}_ms"].isdigit() for number in range(1, 25))


def test_a_folder_that_is_not_there_is_told_before_the_first_statement(take):
  done = take("-o", "no/such/folder.csv", replies=[4] * 24 + ["f"])
  assert done.code == 73
  assert "Statement 1 of" not in done.out


# The result


@pytest.mark.parametrize("anxiety, avoidance, profile", [
  (2, 2, "secure"), (6, 2, "anxious"), (2, 6, "avoidant"), (6, 6, "ambivalent"),
  (4, 4, "ambivalent"), (4, 2, "anxious"), (2, 4, "avoidant"),
  ([4] * 11 + [3], [4] * 11 + [3], "secure"), ([4] * 11 + [5], [4] * 11 + [3], "anxious"),
])
def test_the_scores_and_the_region_follow_from_the_key(taken, reach, anxiety, avoidance, profile):
  result = taken(reach(anxiety, avoidance))
  for scale, keyed in (("anxiety", anxiety), ("avoidance", avoidance)):
    mean = sum(keyed) / 12 if isinstance(keyed, list) else keyed
    assert result["scales"][scale]["score"] == pytest.approx(mean)
  assert result["profile"] == profile


def test_three_skipped_of_a_scale_are_borne(taken, reach):
  assert taken(reach([6] * 9 + [None] * 3, 2))["profile"] == "anxious"


@pytest.mark.parametrize("anxiety, avoidance", [([1] * 8 + [None] * 4, 1), (1, [1] * 8 + [None] * 4),
                                                ([None] * 12, [None] * 12)])
def test_too_many_skipped_give_no_profile(taken, reach, anxiety, avoidance):
  assert taken(reach(anxiety, avoidance))["profile"] is None


def test_too_many_skipped_are_never_called_secure(take, reach):
  out = words(take(replies=reach([1] * 8 + [None] * 4, 1) + ["f"]).out)
  assert "there is no profile" in out and "secure region" not in out


@pytest.mark.parametrize("anxiety, avoidance", [(4, 2), (2, 4), ([4] * 6 + [5] * 3 + [2] * 3, 2)])
def test_an_answer_at_a_line_is_told_that_both_sides_may_fit(take, reach, anxiety, avoidance):
  assert "between two profiles" in words(take(replies=reach(anxiety, avoidance) + ["f"]).out)


def test_an_answer_within_its_error_of_a_line_is_told_as_between_two_profiles(take, reach):
  # Anxiety 3.75 with s² = 14.25 / 11, s / √12 = .33; avoidance 2 with s² = 12 / 11, .30: Φ(.25 / .33) = .78
  out = words(take(replies=reach([4] * 6 + [5] * 3 + [2] * 3, [1] * 6 + [3] * 6) + ["f"]).out)
  assert "between two profiles, secure and anxious" in out
  assert "secure 78" in out and "anxious 22" in out


@pytest.mark.parametrize("arguments, environment", [(["--plain"], {}), ([], {"ACCESSIBLE": "1"})])
def test_whoever_asks_for_plain_gets_words_in_place_of_the_map(attune, reach, tmp_path, arguments, environment):
  replies = reach(7, 1) + ["f"]
  done = attune("take", "--skip-intro", *arguments, stdin=lines(*replies),
                env={"HOME": str(tmp_path)} | environment)
  assert "in the anxious region" in words(done.out)
  assert not set("┌┼│+|") & set(done.out)


def test_a_result_far_from_the_lines_does_not_speak_of_them(take, reach):
  assert "between two profiles" not in words(take(replies=reach(1, 1) + ["f"]).out)


@pytest.mark.parametrize("anxiety, avoidance, profile", [(1, 1, "secure"), (7, 1, "anxious"), (1, 7, "avoidant"),
                                                         (7, 7, "ambivalent")])
def test_the_result_tells_in_short_and_what_helps(take, reach, anxiety, avoidance, profile):
  out = take(replies=reach(anxiety, avoidance) + ["f"]).out
  assert "In short" in out and "What helps" in out and f"attune learn {profile}" in out


@pytest.mark.parametrize("replies", [[1] * 24, ["s"] * 24])
@pytest.mark.parametrize("questionnaire, count", [("attune-24", 24), ("support-12", 12)])
def test_every_result_ends_with_the_safety_lines(take, questionnaire, count, replies):
  end = words(take(questionnaire, replies=replies[:count] + ["f"]).out)[-400:]
  assert [line for line in SAFETY if line not in end] == []


def test_the_inventory_says_that_it_is_not_validated(take):
  assert "has not been validated" in words(take(replies=[4] * 24 + ["f"]).out)


@pytest.mark.parametrize("anxiety", [1, [1] * 8 + [2] * 4, [1] * 6 + [2] * 6, 2, 6, [6] * 6 + [7] * 6, 7])
@pytest.mark.parametrize("avoidance", [1, [1] * 7 + [2] * 5, [6] * 7 + [7] * 5, 7])
def test_the_point_hides_no_name_of_a_quarter(take, reach, anxiety, avoidance):
  plane = map_of(take(replies=reach(anxiety, avoidance) + ["f"]).out)
  assert [name for name in PROFILES if name not in plane] == []


@pytest.mark.parametrize("form", ["json", "csv"])
def test_data_are_alone_on_the_standard_output(take, form):
  done = take("--format", form, replies=[4] * 24 + ["f"])
  if form == "json":
    assert len(json.loads(done.out)) == 1
  else:
    assert len(list(csv.DictReader(io.StringIO(done.out)))) == 1
  assert "Statement 1 of 24." in done.err


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_pause_writes_no_data(take, form):
  assert take("--format", form, replies=[4]).out == ""


def test_no_escape_sequence_goes_into_a_pipe(take):
  assert "\x1b" not in take(replies=[4] * 24 + ["f"], env={"TERM": "xterm-256color"}).out


def test_everything_is_ascii_in_a_locale_without_utf8(take):
  assert take(replies=[4] * 24 + ["f"], env={"LANG": "C", "LC_ALL": "C"}).out.isascii()


# On disk


def test_a_state_folder_that_cannot_be_made_is_named(take, write, tmp_path):
  write("file", "")
  done = take(env={"XDG_STATE_HOME": str(tmp_path / "file")}, replies=[4])
  assert done.code == 73
  assert str(tmp_path / "file") in done.err


def test_a_sitting_is_not_kept_through_a_symbolic_link(take, sittings, tmp_path):
  take(replies=[4])
  [path] = sittings()
  path.unlink()
  target = tmp_path / "target"
  target.write_text("precious")
  path.symlink_to(target)
  take(replies=[4])
  assert target.read_text() == "precious"


def test_a_sitting_that_another_program_holds_is_refused(take, sittings):
  take(replies=[4])
  with open(sittings()[0]) as held:
    fcntl.flock(held, fcntl.LOCK_EX)
    done = take(replies=["g", 5])
  assert done.code == 64 and "another attune" in done.err


def test_the_result_can_be_kept_as_a_page(take, tmp_path):
  done = take("--page", "mine.html", replies=[*[4] * 24, "f"])
  assert done.code == 0, done.err
  page = (tmp_path / "mine.html").read_text()
  assert "Your answers" in page and "<svg " in page
  assert (tmp_path / "mine.html").stat().st_mode & 0o777 == 0o600


def test_results_about_several_share_a_page(take, tmp_path):
  done = take("--about", "partner", "--about", "mother", "--page", "both.html", replies=[*[4] * 24, "f"] * 2)
  assert done.code == 0, done.err
  page = (tmp_path / "both.html").read_text()
  assert "<h2>About your partner</h2>" in page and "<h2>About your mother</h2>" in page


@pytest.mark.parametrize("option", ["-o", "--page"])
def test_a_file_without_a_name_is_refused_before_anything_is_asked(take, option):
  done = take("--plain", option, "", replies=[3] * 24)
  assert done.code == 73 and "no name" in done.err and "Statement" not in done.out


def test_answers_and_page_cannot_be_one_file(take, tmp_path):
  done = take("--plain", "-o", "same", "--page", "./same", replies=[3] * 24)
  assert done.code == 64 and not (tmp_path / "same").exists()


def test_what_is_no_file_in_place_of_a_sitting_is_refused(take, environment):
  take(replies=[3])
  sitting, = pathlib.Path(environment["XDG_STATE_HOME"]).glob("attune/sittings/*")
  sitting.unlink()
  os.mkfifo(sitting, 0o600)
  done = take(replies=[3])
  assert done.code == 73 and "this is no file" in done.err
