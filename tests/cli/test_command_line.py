"""The command line as such: commands, options, help, exit codes, standard streams."""

import re

import pytest

COMMANDS = ["list", "show", "score", "change", "check"]
RATINGS = "secure,fearful,preoccupied,dismissing\n7,1,2,3\n"
ESCAPE = "\x1b[31m"


def test_without_arguments_shows_the_help(attune):
  bare = attune()
  assert (bare.code, bare.err) == (0, "")
  assert bare.out == attune("--help").out
  for command in COMMANDS:
    assert f"\n  {command} " in bare.out


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_an_example_of_it(attune, command, option):
  shown = attune(command, option)
  assert (shown.code, shown.err) == (0, "")
  examples = shown.out.split("Example", 1)[1]
  assert f"attune {command} " in examples


@pytest.mark.parametrize("command", [[], *([command] for command in COMMANDS)])
def test_help_names_the_program_not_the_folder_in_which_it_lies(attune, command):
  assert f"Usage: {' '.join(['attune', *command])} " in attune(*command, "--help").out


@pytest.mark.parametrize("command, option", [
    ("simulate", "--n"), ("simulate", "--seed"), ("sql", "--dialect"), ("sql", "--table"), ("export", "--to"),
    ("report", "--output"), ("plot", "--picture")])
def test_help_says_which_options_are_required(attune, command, option):
  options = re.split(r"\n(?=  -)", attune(command, "--help").out.split("\nOptions:")[1])
  [described] = [text for text in options if f"{option} " in text.split("\n")[0]]
  assert "(required)" in described


@pytest.mark.parametrize("command", ["list", "take", "import", "plan", "check"])
def test_the_prose_of_a_help_fits_the_terminal(on_terminal, command):
  prose = [line for line in on_terminal(command, "--help", columns=40).out.splitlines() if not line.startswith(" ")]
  assert [line for line in prose if len(line) > 40] == []


def test_help_describes_every_option_of_score(attune):
  shown = attune("score", "--help").out
  for option in ["--from", "--delimiter", "--skip-rows", "--columns", "--map", "--id", "--keep", "--only-scores",
                 "--missing", "--invalid", "--min-answered", "--format", "--digits", "--output"]:
    assert option in shown


def test_version_is_one_line(attune):
  shown = attune("--version")
  assert (shown.code, shown.err) == (0, "")
  name, number = shown.out.removesuffix("\n").split(" ")
  assert name == "attune"
  assert all(part.isdigit() for part in number.split("."))


@pytest.mark.parametrize("arguments, meant", [
    (["scor", "rq"], "score"),
    (["lst"], "list"),
    (["shwo"], "show"),
    (["chekc", "a.yaml"], "check"),
    (["--hepl"], "--help"),
    (["--verison"], "--version"),
    (["score", "rq", "--mising", "0"], "--missing"),
    (["score", "rq", "--mising=0"], "--missing"),
    (["score", "rq", "--only-score"], "--only-scores"),
    (["list", "--fromat", "json"], "--format"),
    (["show", "rq", "--formt=json"], "--format"),
])
def test_a_mistyped_command_or_option_is_refused_with_the_one_that_was_meant(attune, arguments, meant):
  refused = attune(*arguments)
  assert (refused.code, refused.out) == (64, "")
  assert f"Did you mean {meant}?" in refused.err
  assert "--help" in refused.err


@pytest.mark.parametrize("arguments, named", [
    (["show"], "ID"),
    (["score"], "ID"),
    (["check"], "FILE"),
    (["show", "rq", "surplus"], "surplus"),
    (["list", "surplus"], "surplus"),
    (["list", "--format", "yaml"], "yaml"),
    (["list", "--format"], "--format"),
    (["score", "rq", "--format", "xml"], "xml"),
    (["score", "rq", "--from", "json"], "json"),
    (["score", "rq", "--invalid", "guess"], "guess"),
    (["score", "rq", "--digits", "-1"], "--digits"),
    (["score", "rq", "--digits", "16"], "--digits"),
    (["score", "rq", "--digits", "two"], "--digits"),
    (["score", "rq", "--skip-rows", "-1"], "--skip-rows"),
    (["score", "rq", "--min-answered", "0"], "--min-answered"),
    (["score", "rq", "--min-answered", "2"], "1 item"),
    (["score", "rq", "--delimiter", "ab"], "--delimiter"),
    (["score", "rq", "--delimiter", ""], "--delimiter"),
    (["score", "rq", "--delimiter", '"'], "--delimiter"),
    (["score", "rq", "--map", "secure"], "ITEM=COLUMN"),
    (["score", "rq", "--map", "secure=a", "--map", "secure=b"], "twice"),
    (["score", "rq", "--map", "sekure=secure"], "sekure"),
    (["score", "rq", "--columns", "x"], "{n}"),
    (["score", "rq", "--columns", "ITEM_n"], "{n}"),
    (["score", "rq", "--missing", "7"], "answer"),
    (["score", "rq", "--missing", "not at all like me"], "answer"),
    (["score", "rq", "--only-scores", "--keep", "id"], "--only-scores"),
])
def test_a_wrong_command_line_ends_with_64_and_says_what_is_wrong(attune, arguments, named):
  refused = attune(*arguments, stdin=RATINGS)
  assert (refused.code, refused.out) == (64, "")
  assert refused.err.startswith("attune: ")
  assert named in refused.err


@pytest.mark.parametrize("arguments, said", [
  (["score"], "ID is required: a questionnaire, or the path of a definition"),
  (["history", "compare", "2"], "B is required: number of one of two sittings, in any order"),
  (["sql", "rq"], "--dialect is required: "),
])
def test_what_is_missing_on_a_command_line_is_said_with_what_it_means(attune, arguments, said):
  assert attune(*arguments).err.startswith(f"attune: {said}")


def test_an_option_without_its_value_is_refused_in_words_not_in_types(attune):
  assert "TEXT" not in attune("list", "--format").err


@pytest.mark.parametrize("arguments", [["list"], ["show", "rq"], ["score", "rq"], ["check", "mine.yaml"], ["--help"],
                                       ["--version"], []])
@pytest.mark.parametrize("output, said", [("> /dev/full", "No space left on device"), (">&-", "standard output")])
def test_output_that_cannot_be_written_ends_with_74(shell, definition, arguments, output, said):
  definition()
  failed = shell(f"attune {' '.join(arguments)} {output}", stdin=RATINGS)
  assert failed.code == 74
  assert said in failed.err


@pytest.mark.parametrize("command", ["attune show ecr", "attune list", "attune score rq many.csv"])
def test_a_reader_that_leaves_early_is_no_error(shell, write, command):
  write("many.csv", RATINGS + "7,1,2,3\n" * 200_000)
  left = shell(f"{command} 2> messages | head -n 1 > /dev/null; echo ${{PIPESTATUS[0]}}; grep -c attune: messages")
  assert left.out in ("0\n0\n", "141\n0\n")


def test_a_reader_that_leaves_early_ends_a_long_run_quietly(shell, write):
  write("many.csv", RATINGS + "7,1,2,3\n" * 200_000)
  left = shell("attune score rq many.csv | head -n 2; echo ${PIPESTATUS[0]}")
  assert left.out.splitlines()[1:] == ["7,1,2,3,7,5,1,1,1,1,secure", "141"]
  assert left.err == ""


def test_a_closed_standard_input_is_not_taken_for_answers(shell):
  failed = shell("attune score rq <&-")
  assert failed.code in (65, 74)
  assert (failed.out, failed.err.startswith("attune: standard input: ")) == ("", True)


@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&-", "<&- >&- 2>&-", "2> /dev/full"])
def test_closed_standard_streams_never_let_messages_into_a_result_file(shell, write, tmp_path, closed):
  write("answers.csv", RATINGS)
  assert shell(f"attune score rq answers.csv -o scores.csv --only-scores {closed}").code == 0
  assert (tmp_path / "scores.csv").read_text().splitlines()[1:] == ["7,1,2,3,7,5,1,1,1,1,secure"]


@pytest.mark.parametrize("arguments", [
    [ESCAPE],
    ["score", ESCAPE],
    ["score", f"{ESCAPE}.yaml"],
    ["score", "rq", ESCAPE],
    ["score", "rq", "-", "-o", f"{ESCAPE}/x"],
    ["score", "rq", f"--{ESCAPE}"],
    ["score", "rq", "--format", ESCAPE],
    ["score", "rq", "--id", ESCAPE],
    ["score", "rq", "--keep", ESCAPE],
    ["score", "rq", "--columns", ESCAPE],
    ["score", "rq", "--map", ESCAPE],
    ["score", "rq", "--map", f"secure={ESCAPE}"],
    ["score", "rq", "--delimiter", ESCAPE],
    ["show", ESCAPE],
    ["check", f"{ESCAPE}.yaml"],
])
def test_escape_sequences_in_arguments_do_not_reach_the_terminal(attune, arguments):
  refused = attune(*arguments, stdin=RATINGS)
  assert refused.code != 0
  assert "\x1b" not in refused.out + refused.err
  assert "\\x1B[31m" in refused.err


@pytest.mark.parametrize("arguments, first", [(["--digits", "02"], "7.00"), (["--digits", "2"], "7.00")])
def test_a_leading_zero_does_not_change_a_number(attune, arguments, first):
  done = attune("score", "rq", "--only-scores", "--format", "csv", *arguments, stdin=RATINGS)
  assert done.out.splitlines()[1].startswith(f"{first},")


@pytest.mark.parametrize("seed", ["18446744073709551616", "99999999999999999999", "-1", "1.5", "0x10", ""])
def test_a_number_that_is_none_or_too_large_is_refused(attune, seed):
  refused = attune("simulate", "rq", "--n", "1", f"--seed={seed}")
  assert (refused.code, refused.out) == (64, "")
  assert "seed" in refused.err
