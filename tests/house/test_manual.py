"""The manual pages: in good form, in step with the program, and leading to one another

References to pages are plain words, as mandoc finds fault with an .Xr to a page that is not installed.
"""

import os
import pathlib
import re
import subprocess

import pytest

MAN = pathlib.Path(__file__).parents[2] / "man"
PAGES = sorted(file.name for file in MAN.iterdir())
COMMANDS = ["list", "show", "score", "change", "norms", "simulate", "stats", "report", "plot", "codebook", "sql",
            "import", "export", "check", "completion", "take", "learn", "plan", "history"]
OF_HISTORY = ["show", "compare", "plot", "export", "import", "forget", "lock", "unlock"]


def reading(page):
  """The page as a terminal shows it, without overstriking, in lines so wide that none is broken."""
  command = ["mandoc", "-T", "utf8", "-O", "width=1000", MAN / page]
  done = subprocess.run(command, capture_output=True, text=True, check=True)
  return re.sub(".\b", "", done.stdout)


def section(page, title):
  """The lines below a heading; none where there is no such heading."""
  found = re.search(rf"^{title}\n(.*?)(?=^\S)", reading(page), re.M | re.S)
  return found[1].splitlines() if found else []


def options_in(lines):
  """What stands before the description of an option, such as "-o, --output FILE"."""
  return {re.split(" {2,}", line.strip())[0] for line in lines if re.match(r" +--?\w", line)}


def help_of(*command):
  return subprocess.run([os.environ["ATTUNE"], *command, "--help"], capture_output=True, text=True, check=True).stdout


def options_of(*command):
  shown = help_of(*command)
  return options_in(shown[shown.index("\nOptions:"):].splitlines()) - {"-h, --help"}


def commands_of(*command):
  shown = help_of(*command)
  return re.findall(r"^  (\w+) ", shown[shown.index("\nCommands:"):shown.index("\nOptions:")], re.M)


@pytest.mark.parametrize("page", PAGES)
def test_mandoc_finds_nothing_to_mend(page):
  assert subprocess.run(["mandoc", "-T", "lint", "-W", "all", MAN / page], capture_output=True, text=True).stdout == ""


def test_the_commands_are_those_of_the_program():
  assert sorted(commands_of()) == sorted(COMMANDS)
  assert commands_of("history") == OF_HISTORY


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=lambda words: " ".join(words) or "attune")
def test_the_options_of_a_page_are_those_of_the_help(command):
  page = "-".join(["attune", *command]) + ".1"
  assert options_in(section(page, "OPTIONS")) - {"-h, --help"} == options_of(*command)


def test_the_options_that_commands_share_are_those_of_a_command_that_has_no_others():
  shared = options_in([*section("attune-formats.5", "ANSWERS"), *section("attune-formats.5", "RESULTS")])
  assert shared == options_of("change")


@pytest.mark.parametrize("command", OF_HISTORY)
def test_the_options_of_a_command_of_the_history_are_those_of_the_help(command):
  lines = section("attune-history.1", "COMMANDS")
  begins = {re.match(r" {5}(\w+)", line)[1]: place for place, line in enumerate(lines) if re.match(r" {5}\w", line)}
  end = min((place for place in begins.values() if place > begins[command]), default=len(lines))
  passphrase = {option for option in options_in(section("attune-history.1", "OPTIONS")) if "passphrase" in option}
  assert options_in(lines[begins[command]:end]) | passphrase == options_of("history", command)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_has_its_sections_in_order(command):
  wanted = ["NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "SEE ALSO"]
  headings = [line for line in reading(f"attune-{command}.1").splitlines()[1:-1] if line[:1].isupper()]
  assert [heading for heading in headings if heading in wanted] == wanted
  assert ("OPTIONS" in headings) == bool(options_of(command))


def test_the_overview_names_every_command_with_a_line_on_it():
  named = re.findall(r"^ {5}(\w+) {2,}[A-Z]", "\n".join(section("attune.1", "DESCRIPTION")), re.M)
  assert sorted(named) == sorted(COMMANDS)


def test_the_overview_leads_to_every_page():
  assert sorted(references_in("attune.1")) == sorted(set(PAGES) - {"attune.1"})


def references_in(page):
  return {f"{name}.{number}" for name, number in re.findall(r"(attune[a-z-]*)\((\d)\)", (MAN / page).read_text())}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_leads_only_to_pages_that_exist(page):
  assert references_in(page) - set(PAGES) == set()


def test_the_program_names_only_pages_that_exist():
  named = {f"{name}.{number}" for command in COMMANDS
           for name, number in re.findall(r"(attune[a-z-]*)\((\d)\)", help_of(command))}
  assert named and named <= set(PAGES)


def test_every_variable_of_the_environment_is_in_the_overview():
  # TERM and HOME mean here what they mean everywhere, and LESS is that of the pager.
  read = {name for file in (MAN.parent / "src").rglob("*.cpp")
          for name in re.findall(r'(?:getenv|environment|folder_of_person)\("(\w+)"', file.read_text())}
  described = {line.split()[0] for line in section("attune.1", "ENVIRONMENT") if re.match(r" {5}[A-Z]", line)}
  assert read - {"TERM", "HOME", "LESS"} == described


def test_every_page_of_the_guide_is_named():
  named = re.findall(r"^ {5}([a-z-]+) {2,}[A-Z]", "\n".join(section("attune-guide.7", "DESCRIPTION")), re.M)
  assert sorted(named) == sorted(file.stem for file in (MAN.parent / "questionnaires" / "guide").glob("*.md"))


def test_every_key_of_a_definition_is_described():
  source = MAN.parent / "src" / "questionnaire"
  keys = {key for file in source.glob("load*.cpp")
          for key in re.findall(r'map\.(?:get|require|text|number)\("([a-z_]+)"', file.read_text())}
  assert {"min_answered", "percentiles", "combine"} <= keys
  manual = (MAN / "attune-questionnaire.5").read_text()
  assert {key for key in keys if not re.search(rf"^\.(It )?Cm .*\b{key}\b", manual, re.MULTILINE)} == set()
