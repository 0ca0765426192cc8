"""What attune completion prints: a script for each shell, and the words that the scripts ask it for"""

import json
import re

import pytest

from made_files import Variable, spss, workbook

CLIENTS = "client,Date of visit,q1,q2\nc01,2026-10-02,3,4\n"


@pytest.fixture
def words(attune):
  """What can stand at the end of a command line."""

  def at_the_end_of(line):
    done = attune("completion", "bash", "--line", line)
    assert (done.code, done.err) == (0, "")
    return [word.split("\t")[0] for word in done.out.splitlines()]

  return at_the_end_of


@pytest.fixture
def clients(write):
  return write("clients.csv", CLIENTS)


def test_the_first_word_is_a_command_with_its_meaning(attune):
  line, = attune("completion", "zsh", "--line", "attune sco").out.splitlines()
  assert line == "score\tScore files of answers, one respondent a row."


def commands_in(help):
  return re.findall(r"^  (\w+)  ", help[help.index("Commands:"):help.index("Options:")], re.M)


@pytest.mark.parametrize("command", [[], ["history"]])
def test_every_command_in_the_help_is_offered(attune, words, command):
  expected = commands_in(attune(*command, "--help").out)
  assert len(expected) > 5 and words(" ".join(["attune", *command, ""])) == expected


@pytest.mark.parametrize("command", ["score", "take", "history export"])
def test_every_option_in_the_help_is_offered(attune, words, command):
  help = attune(*command.split(), "--help").out
  options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", help[help.index("\nOptions:"):], re.M)
  assert len(options) > 5 and sorted(words(f"attune {command} --")) == sorted(options)


@pytest.mark.parametrize("line, expected", [
  ("attune plot rsq --picture ", ["map", "distributions"]),
  ("attune list --format=", ["--format=text", "--format=json"]),
  ("attune export ecr-r --to re", ["redcap"]),
  ("attune import a.txt --from li", ["limesurvey"]),
  ("attune completion ", ["bash", "fish", "zsh"]),
])
def test_choices_of_an_option_are_offered(words, line, expected):
  assert words(line) == expected


def test_questionnaires_are_those_of_the_catalogue(attune, words):
  ids = [entry["id"] for entry in json.loads(attune("list", "--format", "json").out)]
  assert words("attune show ") == words("attune history --questionnaire ") == ids


def test_a_questionnaire_of_ones_own_is_offered(attune, definition, tmp_path):
  definition()
  done = attune("completion", "bash", "--line", "attune score mi", env={"ATTUNE_PATH": str(tmp_path)})
  assert done.out == "mine\tquestionnaire\n"


def test_pages_and_plans_are_those_of_the_guide(words):
  assert words("attune learn av") == ["avoidant"]
  assert sorted(words("attune plan ")) == ["ambivalent", "anxious", "avoidant", "secure"]


@pytest.mark.parametrize("line, expected", [
  ("--id ", ["client", "Date of visit", "q1", "q2"]),
  ("--id=c", ["--id=client"]),
  ("--time 'Date o", ["Date of visit"]),
  ("--time Date\\ of\\ ", ["Date of visit"]),
  ("--keep client,D", ["client,Date of visit"]),
  ("--map q1=q", ["q1=q1", "q1=q2"]),
  ("--map q", []),
  ("--long client,q1,q", ["client,q1,q1", "client,q1,q2"]),
])
def test_columns_are_those_of_the_named_file(clients, words, line, expected):
  assert words(f"attune score rq {clients} {line}") == expected


def test_a_file_may_have_a_name_with_spaces_and_quotes(write, words):
  write("Ann's clients.csv", CLIENTS)
  assert words("attune score rq \"Ann's clients.csv\" --id c") == ["client"]
  assert words("attune score rq Ann\\'s\\ clients.csv --id c") == ["client"]


@pytest.mark.parametrize("name, content", [
  ("a.tsv", "client\tq1\n"), ("a.ndjson", '{"client": 1, "q1": 2}\n'), ("a.xlsx", workbook(Answers=[["client", "q1"]])),
  ("a.sav", spss([Variable("client"), Variable("q1")], [[1, 2]])),
])
def test_columns_are_found_in_every_form_of_file(write, words, name, content):
  assert words(f"attune stats rq {write(name, content)} --id ") == ["client", "q1"]


def test_columns_of_a_workbook_are_those_of_the_sheet_that_is_named(write, words):
  name = write("a.xlsx", workbook(Notes=[["remark"]], Answers=[["client", "q1"]]))
  assert words(f"attune score rq {name} --id ") == ["remark"]
  assert words(f"attune score rq {name} --sheet Answers --id ") == ["client", "q1"]


def test_neither_an_output_nor_a_definition_is_taken_for_the_file_of_answers(write, definition, clients, words):
  write("scores.csv", "anxiety\n")
  assert words(f"attune score ./{definition()} -o scores.csv {clients} --id c") == ["client"]


def test_a_column_that_would_move_the_cursor_is_not_offered(write, words):
  name = write("a.csv", 'client,"two\nlines",\x1b[31mred\n')
  assert words(f"attune score rq {name} --id ") == ["client"]


@pytest.mark.parametrize("line", ["attune", "attune nothing ", "attune score rq -o ", "attune check ", "attune score rq "])
def test_nothing_is_offered_where_nothing_but_a_file_is_known(words, line):
  assert words(line) == []


def test_what_the_person_set_before_the_command_is_no_word_of_it(words):
  assert words("ATTUNE_PATH=. NO_COLOR=1 attune sho") == ["show"]


def test_a_file_that_is_not_sound_offers_nothing(attune, write):
  name = write("a.xlsx", "no workbook")
  done = attune("completion", "bash", "--line", f"attune score rq {name} --id ")
  assert (done.code, done.out) == (65, "")


def test_another_shell_is_refused_with_those_that_are_known(attune):
  done = attune("completion", "tcsh")
  assert done.code == 64 and all(shell in done.err for shell in ("bash", "zsh", "fish"))


@pytest.mark.parametrize("typed, offered", [("x", r"x\$\(touch\ harm\)"), ('"x', ""), ("'x", "")])
def test_a_column_whose_name_is_a_command_does_not_run(shell, write, tmp_path, typed, offered):
  name = write("a.csv", "client,x$(touch harm)\n")
  write("line", f"attune score rq {name} --id {typed}")
  done = shell('source <(attune completion bash); COMP_LINE=$(< line) COMP_POINT=1000; _attune attune x --id; '
               'echo "${COMPREPLY[@]}"')
  assert (done.out, done.err) == (offered + "\n", "")
  assert not (tmp_path / "harm").exists()
