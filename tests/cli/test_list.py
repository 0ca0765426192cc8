"""attune list"""

import hashlib
import json

import pytest

# Counted in ../shared/instruments.md; the last two are attune's own.
ITEMS = {"aas-r": 18, "ecr": 36, "ecr-12": 12, "ecr-5pt": 36, "ecr-r": 36, "ecr-rs": 9, "ecr-s": 12, "rq": 4,
         "rsq": 30, "attune-24": 24, "support-12": 12}


@pytest.fixture
def listed(attune):
  def entries(**options):
    shown = attune("list", "--format", "json", **options)
    assert shown.code == 0
    return {entry["id"]: entry for entry in json.loads(shown.out)}

  return entries


def test_each_questionnaire_has_a_line_with_its_items(attune):
  shown = attune("list")
  assert (shown.code, shown.err) == (0, "")
  rows = {line.split()[0]: line.split()[1] for line in shown.out.splitlines()[1:] if not line.startswith(" ")}
  assert rows == {id: str(items) for id, items in ITEMS.items()}


def test_text_names_title_scales_and_whether_the_wording_is_there(attune):
  words = " ".join(attune("list").out.split())
  assert "rsq 30 Relationship Scales Questionnaire. Scales: secure, fearful, preoccupied, dismissing. " \
         "Wording not shipped." in words
  assert "attune-24 24 attune Attachment Inventory. Scales: anxiety, avoidance. Wording shipped." in words


def test_json_holds_what_the_text_does(listed):
  entries = listed()
  assert {id: entry["items"] for id, entry in entries.items()} == ITEMS
  assert entries["aas-r"]["title"] == "Revised Adult Attachment Scale"
  assert entries["aas-r"]["scales"] == ["close", "depend", "anxiety", "avoidance"]


def test_only_our_own_inventories_ship_their_wording(listed):
  assert {id for id, entry in listed().items() if entry["wording_shipped"]} == {"attune-24", "support-12"}


def test_ids_are_sorted(listed):
  assert list(listed()) == sorted(ITEMS)


def test_sha256_is_that_of_the_definition_file(listed):
  entry = listed()["rq"]
  with open(entry["file"], "rb") as file:
    assert entry["sha256"] == hashlib.sha256(file.read()).hexdigest()


@pytest.mark.parametrize("place, variables", [
    ("home/.config/attune/questionnaires", {"HOME": "home", "XDG_CONFIG_HOME": None}),
    ("settings/attune/questionnaires", {"XDG_CONFIG_HOME": "settings"}),
    ("first", {"ATTUNE_PATH": "first:second"}),
    ("second", {"ATTUNE_PATH": "first::second:"}),
])
def test_definitions_of_ones_own_are_found(listed, attune, definition, place, variables):
  definition(name=f"{place}/mine.yaml")
  assert set(listed(env=variables)) == {*ITEMS, "mine"}
  assert attune("show", "mine", env=variables).out.startswith("mine: My own scale\n")


def test_ones_own_definition_comes_before_the_shipped_one_of_the_same_name(listed, definition):
  definition(name="own/rq.yaml")
  assert listed(env={"ATTUNE_PATH": "own"})["rq"]["title"] == "My own scale"


def test_attune_path_comes_before_the_configuration_folder(listed, definition):
  definition(("My own scale", "By path"), name="own/mine.yaml")
  definition(name="settings/attune/questionnaires/mine.yaml")
  assert listed(env={"ATTUNE_PATH": "own", "XDG_CONFIG_HOME": "settings"})["mine"]["title"] == "By path"


def test_the_earlier_folder_of_attune_path_wins(listed, definition):
  definition(("My own scale", "Earlier"), name="a/mine.yaml")
  definition(name="b/mine.yaml")
  assert listed(env={"ATTUNE_PATH": "a:b"})["mine"]["title"] == "Earlier"


@pytest.mark.parametrize("wrong", ["{", "schema: attune/2\n", "", b"\xff", "a: " + "[" * 9999],
                         ids=["cut short", "other schema", "empty", "no UTF-8", "nested"])
def test_a_broken_definition_of_ones_own_hides_no_other_and_is_named(attune, write, wrong):
  write("own/broken.yaml", wrong)
  shown = attune("list", env={"ATTUNE_PATH": "own"})
  assert shown.code == 0
  assert shown.out == attune("list").out
  assert "own/broken.yaml" in shown.err


@pytest.mark.parametrize("name", ["notes.txt", "Not-An-Id.yaml", ".hidden.yaml", "guide/page.yaml", "folder.yaml/x"])
def test_what_is_no_definition_is_passed_over(attune, write, name):
  write(f"own/{name}", "nonsense")
  shown = attune("list", env={"ATTUNE_PATH": "own"})
  assert (shown.code, shown.err) == (0, "")
  assert shown.out == attune("list").out


def test_a_folder_that_is_not_there_is_passed_over(attune):
  assert attune("list", env={"ATTUNE_PATH": "/no/such/folder"}).err == ""


def test_lines_fit_the_terminal(on_terminal):
  for columns in (60, 120):
    lines = on_terminal("list", columns=columns).out.splitlines()
    assert max(map(len, lines)) <= columns
    assert max(map(len, lines)) > columns - 20


@pytest.mark.parametrize("format", ["text", "json"])
def test_escape_sequences_of_a_definition_stay_out(attune, definition, format):
  definition(("My own scale", "\x1b[31mred"), name="own/raw.yaml")
  definition(("My own scale", r'"\x1b]0;x\x07"'), name="own/escaped.yaml")
  definition(("My own scale", "\u009b31mred"), name="own/c1.yaml")
  definition(("My own scale", "\u202ered"), name="own/reordered.yaml")
  shown = attune("list", "--format", format, env={"ATTUNE_PATH": "own"})
  assert shown.code == 0
  assert not set("\x1b\x07\u009b\u202e") & set(shown.out + shown.err)
