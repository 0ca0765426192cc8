"""attune stats: statistics of items and scales"""

import csv
import io
import json

import pytest

# Eight people's answers to four items. Two scales of two items: q1 and q2 reversed, q3 and q4.
ANSWERS = "id,q1,q2,q3,q4\n" + "".join(f"p{n},{row}\n" for n, row in enumerate(
  ["1,4,1,2", "2,4,3,1", "4,1,4,3", "5,2,5,4", "3,3,2,4", "2,5,3,2", "5,2,4,5", "4,1,4,3"], 1))
# By R: cov(q1, 6 - q2) = 25/14, variances 31/14: alpha = 2 * (1 - 62/112).
ALPHA = 2 * (1 - 62 / 112)


def figures_of(text):
  rows = csv.DictReader(io.StringIO(text, newline=""))
  return {(row["scale"], row["item"], row["statistic"], row["at"]): row["value"] for row in rows}


@pytest.fixture
def stats(attune, definition):
  """Runs stats on a sound definition with two scales of two items each."""

  def run(*args, stdin=ANSWERS):
    return attune("stats", definition(), *args, stdin=stdin)

  return run


def test_a_pipe_gets_a_row_a_figure(stats):
  done = stats()
  assert done.code == 0, done.err
  figures = figures_of(done.out)
  assert figures["", "", "respondents", ""] == "8"
  assert figures["", "q2", "mean", ""] == "2.75"
  assert figures["anxiety", "q2", "mean", ""] == "3.25"
  assert float(figures["anxiety", "", "alpha", ""]) == pytest.approx(ALPHA, abs=1e-12)
  assert float(figures["anxiety", "q1", "item_rest_r", ""]) == pytest.approx(25 / 31, abs=1e-12)
  assert figures["anxiety", "", "r_n", "avoidance"] == figures["avoidance", "", "n", ""] == "8"


def test_a_terminal_gets_text(on_terminal, definition, write):
  done = on_terminal("stats", definition(), write("a.csv", ANSWERS))
  assert done.code == 0, done.err
  assert "mine: My own scale" in done.out
  assert f"Alpha {ALPHA:.3f}" in done.out
  assert "█" in done.out


@pytest.mark.parametrize("columns", [80, 40])
def test_text_fits_the_terminal(on_terminal, definition, write, columns):
  done = on_terminal("stats", definition(), write("a.csv", ANSWERS), columns=columns)
  assert max(map(len, done.out.splitlines())) <= columns


def test_text_is_ascii_where_the_locale_is(attune, definition, write):
  done = attune("stats", definition(), write("a.csv", ANSWERS), "--format", "text", env={"LANG": "C"})
  assert done.code == 0
  assert done.out.isascii()
  assert "?" not in done.out


def test_json_holds_the_same_figures(stats):
  done = stats("--format", "json")
  figures = json.loads(done.out)
  assert figures["scales"]["anxiety"]["consistency"]["alpha"] == pytest.approx(ALPHA, abs=1e-12)
  assert figures["scales"]["anxiety"]["consistency"]["items"][1]["reversed"] is True


@pytest.mark.parametrize("name, first", [("a.json", "{"), ("a.csv", "s"), ("a.txt", "s")])
def test_the_extension_of_the_output_says_its_form(stats, tmp_path, name, first):
  done = stats("-o", name)
  assert (done.code, done.out) == (0, "")
  assert (tmp_path / name).read_text()[0] == first


def test_digits_round_figures(stats):
  figures = figures_of(stats("--digits", "2").out)
  assert figures["anxiety", "", "alpha", ""] == f"{ALPHA:.2f}"
  assert figures["anxiety", "", "n", ""] == "8"


WITH_GAP = ANSWERS + "p9,3,,3,3\n"


def test_pairwise_is_the_rule_and_uses_what_there_is(stats):
  figures = figures_of(stats(stdin=WITH_GAP).out)
  assert figures["", "q2", "missing", ""] == "1"
  assert figures["anxiety", "", "n", ""] == "9"  # one answer is enough in this definition
  assert figures["anxiety", "q1", "n", ""] == "9"


def test_complete_uses_only_who_answered_the_whole_scale(stats):
  figures = figures_of(stats("--use", "complete", stdin=WITH_GAP).out)
  assert figures["anxiety", "", "n", ""] == figures["anxiety", "q1", "n", ""] == "8"
  assert figures["avoidance", "", "n", ""] == "9"
  assert figures["", "q2", "missing", ""] == "1"


def test_min_answered_holds_for_the_scores(stats):
  assert figures_of(stats("--min-answered", "2", stdin=WITH_GAP).out)["anxiety", "", "n", ""] == "8"


def test_min_answered_has_no_say_in_complete_use(stats):
  done = stats("--use", "complete", "--min-answered", "1")
  assert (done.code, done.out) == (64, "")
  assert "--min-answered" in done.err


def test_several_files_are_one_sample(attune, definition, write):
  parts = [write(name, ANSWERS) for name in ("a.csv", "b.csv")]
  assert figures_of(attune("stats", definition(), *parts).out)["", "", "respondents", ""] == "16"


def test_a_key_that_the_answers_contradict_is_called_out(attune, definition):
  rows = [f"p{n},{a},{a},{b},{b}" for n, (a, b) in enumerate([(1, 2), (2, 1), (3, 4), (4, 5), (5, 3)] * 10)]
  done = attune("stats", definition(), stdin="id,q1,q2,q3,q4\n" + "\n".join(rows) + "\n")
  assert done.code == 0
  assert "contradict the key of anxiety" in done.err
  assert "avoidance" not in done.err.split("few")[0]
  assert figures_of(done.out)["anxiety", "", "alpha_after", ""] == "1"


def test_few_respondents_are_said_to_be_few(stats):
  assert "8 respondents are few" in stats().err
  assert "8 respondents are few" in stats("--format", "text").out.replace("\n", " ")


def test_the_caution_of_a_definition_is_told(attune, definition):
  name = definition(("guide: attachment", "guide: attachment\ncaution: Only a draft."))
  assert "Only a draft." in attune("stats", name, stdin=ANSWERS).err


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_hardly_anybody_is_no_error(stats, rows):
  done = stats(stdin="".join(ANSWERS.splitlines(True)[:rows + 1]))
  assert done.code == 0
  assert "nan" not in done.out
  assert figures_of(done.out)["anxiety", "", "alpha", ""] == ""


def test_what_is_no_answer_is_refused_and_nothing_written(stats, tmp_path):
  done = stats("-o", "out.csv", stdin=ANSWERS.replace("p8,4", "p8,0"))
  assert (done.code, done.out) == (65, "")
  assert "q1: 0 is not an answer (1–5)" in done.err
  assert not (tmp_path / "out.csv").exists()


def test_invalid_answers_may_be_taken_as_missing(stats):
  done = stats("--invalid", "missing", stdin=ANSWERS.replace("p8,4", "p8,0"))
  assert done.code == 0
  assert figures_of(done.out)["", "q1", "missing", ""] == "1"
  assert "1 answer outside the scale taken as missing." in done.err


@pytest.mark.parametrize("name", ["s.tsv", "s.tab", "s.ndjson", "s.jsonl"])
def test_a_name_that_promises_another_form_is_refused_before_anything_is_read(attune, definition, tmp_path, name):
  file = definition()
  done = attune("stats", file, "absent.csv", "-o", name)
  assert (done.code, done.out) == (64, "")
  assert f"-o {name}: these results are not written in that form" in done.err
  assert [path.name for path in tmp_path.iterdir()] == [file]


def test_an_input_is_not_overwritten(attune, definition, write):
  name = write("a.csv", ANSWERS)
  done = attune("stats", definition(), name, "-o", name)
  assert done.code == 64
  assert "input file" in done.err
