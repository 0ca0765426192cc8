"""What comes from somebody else, a definition or a file of answers, is text on a terminal: it moves, colours, reorders and
hides nothing there."""

import unicodedata

import pytest

from conftest import SOUND

# Sets the title, clears the screen, colours (in one character too), goes back, turns the direction of what follows, and
# is not seen.
TRICKS = "\x1b]0;owned\x07\x1b[2J\u009b31m\b\x7f\u202e\u2066\u200b\u2060\ufeff\U000e0041"
# The same as YAML writes it, so that it is refused for what it is and not for how it is written.
ESCAPED = "".join(f"\\U{ord(character):08x}" for character in TRICKS)
ROWS = [(f"{TRICKS}{row}", f"{TRICKS}2024-01-0{row}", TRICKS, f"{20 + row}", *answers) for row, answers in
        enumerate([(1, 2, 3, 4), (5, 4, 3, 2), (2, 2, 4, 4), (1, 5, 2, 5), (3, 1, 1, 2)], 1)]


def steering(text):
  """The characters of a text that a terminal does not show but obeys; line feeds and tabs are the program's own."""
  return {character for character in text if unicodedata.category(character) in ("Cc", "Cf")} - {"\n", "\t"}


def table(rows, names=("who", "day", "note" + TRICKS, "age", "q1", "q2", "q3", "q4")):
  return "".join(",".join(f'"{value}"' for value in row) + "\n" for row in [names, *rows])


@pytest.fixture
def shown(on_terminal):
  """Runs the program with all it prints on a terminal; gives exit code and what came there."""

  def run(*args):
    done = on_terminal(*args, streams=("stdout", "stderr"))
    return done.code, done.out

  return run


@pytest.fixture
def mine(write):
  return write("mine.yaml", SOUND)


@pytest.fixture
def answers(write):
  return write("answers.csv", table(ROWS))


@pytest.mark.parametrize("command", [
  ["score", "--id", "who", "--keep", "note" + TRICKS + ",day"],
  ["score", "--id", "who", "--format", "table", "--keep", "note" + TRICKS],
  ["score", "--id", "who", "--keep", "note" + TRICKS, "--format", "csv"],
  ["score", "--id", "who", "--keep", "note" + TRICKS, "--format", "ndjson"],
  ["score", "--id", "who", "--format", "json", "--quality"],
  ["stats"],
  ["norms", "--sample", TRICKS, "--source", TRICKS],
  ["report", "--id", "who", "--title", TRICKS, "--clinic", TRICKS, "-o", "pages"],
  ["plot"],
], ids=lambda command: " ".join(word for word in command if word.isascii() and word.isprintable()))
def test_data_that_is_sound_but_for_its_texts(shown, mine, answers, command):
  _, text = shown(command[0], mine, answers, *command[1:])
  assert text and not steering(text)


def test_change_between_two_files(shown, mine, answers):
  _, text = shown("change", mine, answers, answers, "--id", "who")
  assert text and not steering(text)


@pytest.mark.parametrize("command", ["score", "stats"])
def test_the_name_of_a_file_does_not_pass_for_a_message(attune, mine, write, command):
  rows = "".join(f"a,q{item},2\n" for item in range(1, 5))
  file = write("a\nattune: all is well.csv", f"id,item,answer\n{rows}a,age,30\n")
  done = attune(command, mine, file, "--long", "id,item,answer")
  assert done.code == 0, done.err
  assert "left out the answers to 1 item" in done.err
  assert not any(line.startswith("attune: all is well") for line in done.err.splitlines())


@pytest.mark.parametrize("data", [
  table([*ROWS, ("a", "b", "c", "30", TRICKS, 1, 1, 1)]),
  table([*ROWS, ("a", "b", "c")]),
  table(ROWS, (TRICKS, TRICKS, "c", "d", "e", "f", "g", "h")),
  table(ROWS, ("who", "day", TRICKS, TRICKS, "q1", "q2", "q3", "q3" + TRICKS)),
  TRICKS,
], ids=["an answer", "a short row", "names twice", "an item's name", "nothing else"])
@pytest.mark.parametrize("command", ["score", "stats", "report", "norms", "plot"])
def test_data_that_is_refused(shown, mine, write, command, data):
  code, text = shown(command, mine, write("answers.csv", data), *(["--id", "who", "-o", "pages"] if command == "report" else []))
  assert code in (64, 65) and text and not steering(text)


@pytest.mark.parametrize("name", [f"{TRICKS}.csv", f"{TRICKS}.sav", f"{TRICKS}.xlsx", f"{TRICKS}.gz"])
@pytest.mark.parametrize("content", [None, TRICKS])
def test_a_file_whose_name_tries(shown, mine, write, name, content):
  if content: write(name, content)
  code, text = shown("score", mine, name)
  assert code in (65, 66) and text and not steering(text)


@pytest.mark.parametrize("where", [
  "title: My own scale", "about: how you are", "{ key: [\"Nobody (2020). A scale.\"] }", "wording: CC0-1.0", "1: Never",
  "prefix: q", "title: Anxiety", "id: mine", "score: mean", "guide: attachment",
])
@pytest.mark.parametrize("command", ["check", "show", "take", "codebook", "sql", "score", "list"])
def test_a_definition_that_tries(shown, write, where, command):
  key, _, value = where.partition(": ")
  text = SOUND.replace(where, f'{key}: "{ESCAPED}"' if value and not where.startswith("{") else f'{{ key: ["{ESCAPED}"] }}')
  assert text != SOUND
  name = write("mine.yaml", text)
  rest = {"list": [], "take": [name, "--plain"]}.get(command, [name])
  _, text = shown(command, *rest)
  assert text and not steering(text)


@pytest.mark.parametrize("hidden", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u202e", "\U000e0041", "\U000e0080", "\u2800"])
def test_nothing_hides_in_a_title(shown, write, hidden):
  _, text = shown("show", write("mine.yaml", SOUND.replace("My own scale", f"My own{hidden}scale")))
  assert hidden not in text and f"{ord(hidden):X}" in text


def test_nothing_hides_in_a_statement_of_a_file_of_wording(on_terminal, write, mine):
  worded = write("wording.txt", "One\u034f\nTwo\nThree\nFour\n")
  done = on_terminal("take", mine, "--plain", "--wording", worded, stdin=[b"b\n"])
  assert "One\\u{34F}" in done.out and "\u034f" not in done.out


@pytest.mark.parametrize("name, form", [("made.osd", '{{"osd_version": "1.0", "{0}": {{"{0}": ["{0}"]}}}}'),
                                        ("made.lss", '<?xml version="1.0"?><{0}>{0}</{0}>'),
                                        ("made.csv", '"Variable / Field Name","{0}"\n"{0}","{0}"\n'),
                                        ("made.json", '{{"resourceType": "Questionnaire", "item": [{{"linkId": "{0}", "type": "{0}"}}]}}')])
def test_a_questionnaire_of_another_program_that_tries(shown, write, name, form):
  _, text = shown("import", write(name, form.format(TRICKS.replace("\x1b", "\\u001b"))))
  assert text and not steering(text)
