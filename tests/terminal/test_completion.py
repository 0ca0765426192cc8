"""What a shell makes of a line when Tab is pressed, in bash, zsh and fish"""

import shutil

import pytest

# How each is started without what a person has set up, and the file that it begins with.
SHELLS = {
  "bash": ("exec bash --noprofile --rcfile begin", "begin", """\
PS1='now>'
source <(attune completion bash)
"""),
  "zsh": ("ZDOTDIR=$PWD exec zsh -d", ".zshrc", """\
PS1='now>'
mkdir functions
attune completion zsh > functions/_attune
fpath=($PWD/functions $fpath)
autoload -U compinit
compinit -D -u
"""),
  "fish": ("exec fish --no-config --init-command 'source begin'", "begin", """\
function fish_prompt; printf 'now>'; end
set -g fish_greeting
set -g fish_autosuggestion_enabled 0
attune completion fish | source
"""),
}


def last_line(screen):
  return screen.rstrip("\n").splitlines()[-1].rstrip() if screen.strip() else ""


@pytest.fixture(scope="module", params=SHELLS)
def shell(request, shared_terminal, tmp_path_factory):
  """A terminal in which that shell runs and completes."""
  if shutil.which(request.param) is None:
    pytest.skip(f"{request.param} is not installed: NO TEST OF ITS COMPLETION HAS RUN")
  command, name, text = SHELLS[request.param]
  folder = tmp_path_factory.mktemp(request.param)
  (folder / name).write_text(text)
  (folder / "visits.csv").write_text("client,Date of visit,Q1: calm,Q2: sleep,first,x$(touch harm)\n")
  (folder / "Ann's visits.csv").write_text("person\n")
  terminal = shared_terminal(folder)
  terminal.run(command)
  terminal.until(lambda screen: last_line(screen) == "now>", "the prompt of the shell")
  return terminal


@pytest.fixture
def completed(shell):
  """Types the beginning of a line and Tab, and waits for what is to become of it."""

  def type_and_wait(typed, whole):
    shell.press("C-u", "C-l")
    shell.until(lambda screen: last_line(screen) == "now>", "an empty line")
    shell.type(typed)
    shell.press("Tab")
    shell.until(lambda screen: last_line(screen) == "now>" + whole, whole)

  return type_and_wait


@pytest.mark.parametrize("typed, whole", [
  ("attune sho", "attune show"),
  ("attune history comp", "attune history compare"),
  ("attune show ecr-1", "attune show ecr-12"),
  ("attune learn hea", "attune learn healing"),
  ("attune score --saf", "attune score --safe-csv"),
  ("attune list --format js", "attune list --format json"),
  ("attune list --format=js", "attune list --format=json"),
  ("cat visits.csv | attune sco", "cat visits.csv | attune score"),
  ("NO_COLOR=1 attune sho", "NO_COLOR=1 attune show"),
])
def test_words_of_the_program_are_completed(completed, typed, whole):
  completed(typed, whole)


@pytest.mark.parametrize("typed, whole", [
  ("cl", "client"),
  ("Da", r"Date\ of\ visit"),
  (r"Date\ of\ v", r"Date\ of\ visit"),
  ("'Date o", "'Date of visit'"),
  ('"Date o', '"Date of visit"'),
  ("'Q1: c", "'Q1: calm'"),
  (r"Q1:\ c", r"Q1:\ calm"),
  ("x", r"x\$\(touch\ harm\)"),
])
def test_a_column_becomes_one_word_whatever_is_in_its_name(completed, typed, whole):
  completed(f"attune score rq visits.csv --id {typed}", f"attune score rq visits.csv --id {whole}")


@pytest.mark.parametrize("typed, whole", [
  ("--id=cl", "--id=client"),
  ("--map q1=fi", "--map q1=first"),
  ("--keep client,fi", "--keep client,first"),
])
def test_a_column_is_completed_within_a_value(completed, typed, whole):
  completed(f"attune score rq visits.csv {typed}", f"attune score rq visits.csv {whole}")


def test_a_file_is_found_whatever_is_in_its_name(completed):
  completed('attune score rq "Ann\'s visits.csv" --id p', 'attune score rq "Ann\'s visits.csv" --id person')


@pytest.mark.parametrize("typed, whole", [
  ("attune score rq vis", "attune score rq visits.csv"),
  ("attune score rq -o vis", "attune score rq -o visits.csv"),
  ("attune score rq --output=vis", "attune score rq --output=visits.csv"),
  ("attune check ./vis", "attune check ./visits.csv"),
])
def test_where_only_a_file_can_come_files_are_completed(completed, typed, whole):
  completed(typed, whole)
