"""attune check, and the reading of untrusted definitions"""

import pathlib

import pytest

SHIPPED = sorted(pathlib.Path(__file__).parents[2].glob("questionnaires/*.yaml"))


def test_a_sound_definition_passes(attune, definition):
  checked = attune("check", definition())
  assert (checked.code, checked.err) == (0, "")
  assert "mine.yaml: no mistakes found" in checked.out


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_definition_passes(attune, file):
  checked = attune("check", file)
  assert (checked.code, checked.err) == (0, "")


def test_the_shipped_definitions_are_there():
  assert len(SHIPPED) >= 11


# The caret marks the place that the message names.
@pytest.mark.parametrize("old, new, said", [
  ("title: My own", "^titel: My own", 'Did you mean "title"?'),
  ("[q3, q4], score", "[q3, q4], ^scoer", 'Did you mean "score"?'),
  ("{ prefix: q, count: 4 }", "^{ prefix: q, count: 5 }", "in no scale: q5"),
  ("-q2", "^-q7", 'there is no item "q7"'),
  ("x: anxiety,", "x: ^anxeity,", 'Did you mean "anxiety"?'),
  ("anxiety: 3,", "anxiety: ^5.5,", "the cut 5.5 lies outside the scores of anxiety, 1 to 5"),
  ("anxiety: 3,", "anxiety: ^1,", "the cut 1 lies outside"),
  ("-q2], score: mean, min_answered: 1", "-q2], score: mean, min_answered: ^3", "has 2 items"),
  ("[q1, -q2]", "[q1, ^-q1]", '"q1" is in this scale twice'),
  ("guide: attachment", "guide: ^atachment", 'no page "atachment"'),
  ("id: mine", "id: ^yours", 'the id is "yours" but the file is named mine.yaml'),
  ("attune/1", "^attune/9", "attune/1"),
  ("min: 1, max: 5", "min: 5, max: ^1", "not above the lowest"),
  ("min: 1, max: 5", "min: ^one, max: 5", "expected"),
  ("3: Sometimes", "3: ^never", "stands for two answers"),
  ("count: 4", "count: ^0", "expected"),
  ("count: 4", "count: ^1000000000", "expected"),
  ("q4], score: mean", "q4], score: ^median", "score: mean"),
  ("kind: quadrants", "kind: ^octants", "kind: quadrants"),
  ("about: how you are", "^title: Twice", "stands here twice; first in line 3"),
  ("about: how you are", "about: ^[how]", "expected"),
  ("about: how you are", "about: &a how\ncaution: ^*a", "aliases"),
  ("about: how you are", "about: ^!!python/object how", "tag"),
  ("{ prefix: q, count: 4 }", "[{ id: q1 }, { id: ^Q1 }, { id: q2 }, { id: q3 }, { id: q4 }]", 'a second item "Q1"'),
  ("guide: attachment", "^giude: attachment", 'Did you mean "guide"?'),
])
def test_each_mistake_is_named_with_its_place(attune, definition, tmp_path, old, new, said):
  file = tmp_path / definition((old, new))
  before = file.read_text().split("^")[0]
  file.write_text(file.read_text().replace("^", ""))
  place = f"attune: mine.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: "
  checked = attune("check", "mine.yaml")
  assert (checked.code, checked.out) == (65, "")
  assert place in checked.err
  problem, remedy = (checked.err.split(place, 1)[1] + "\n").split("\n", 2)[:2]
  assert said in problem + remedy


@pytest.mark.parametrize("absent, said", [
  ("schema: attune/1\n", "schema"),
  ("id: mine\n", '"id"'),
  ("title: My own scale\n", '"title"'),
  ('version: "1.0"\n', "no version"),
  ('sources: { key: ["Nobody (2020). A scale."] }\n', "no source for the key"),
  ("rights: { wording: CC0-1.0, definition: CC0-1.0 }\n", "the rights are not stated"),
  ("response: { min: 1, max: 5, labels: { 1: Never, 3: Sometimes, 5: Always } }\n", '"response"'),
  ("items: { prefix: q, count: 4 }\n", '"items"'),
  ("prefix: q, ", "prefix"),
  (", cut: { anxiety: 3, avoidance: 3 }", '"cut"'),
  (", avoidance: 3", "no cut for scale avoidance"),
])
def test_what_is_absent_is_named(attune, definition, absent, said):
  checked = attune("check", definition((absent, "")))
  assert (checked.code, checked.out) == (65, "")
  assert checked.err.startswith("attune: mine.yaml:")
  assert said in checked.err


def test_what_is_not_yaml_is_named_with_its_line(attune, definition):
  checked = attune("check", definition(("about: how you are", 'about: "how')))
  assert checked.code == 65
  assert "not valid YAML" in checked.err


def test_all_mistakes_are_named_in_the_order_of_the_file(attune, definition):
  checked = attune("check", definition(("version:", "versoin:"), ("-q2", "-q7"), ("guide: attachment", "guide: none")))
  lines = [int(line.split(":")[2]) for line in checked.err.splitlines() if line.startswith("attune: mine.yaml:")]
  assert {4, 11, 14} <= set(lines)
  assert lines == sorted(lines)


def test_every_file_is_checked_even_after_a_wrong_one(attune, definition):
  checked = attune("check", definition(("-q2", "-q7"), name="a.yaml"), definition(name="b.yaml"))
  assert checked.code == 65
  assert "a.yaml:11:42" in checked.err
  assert "b.yaml: no mistakes found" in checked.out


@pytest.mark.parametrize("name, code", [("absent.yaml", 66), (".", 66)])
def test_a_file_that_cannot_be_read_ends_with_66(attune, name, code):
  checked = attune("check", name)
  assert checked.code == code
  assert name in checked.err


def test_a_variant_needs_cuts_of_its_own_for_other_answers(attune, definition, write):
  definition()
  write("variant.yaml", "schema: attune/1\nid: variant\nextends: mine\ntitle: A variant\nversion: '1'\n"
                        "response: { min: 1, max: 7 }\n")
  checked = attune("check", "variant.yaml")
  assert checked.code == 65
  assert 'variant.yaml:6:11: the answers are not those of "mine", so its cuts do not hold here' in checked.err


@pytest.mark.parametrize("extends, said", [("loop", "extends itself"), ("absent", 'no questionnaire "absent"'),
                                           ("ecr-5p", 'Did you mean "ecr-5pt"?'), ("../secret", "no questionnaire")])
def test_a_base_that_is_none_is_refused(attune, write, extends, said):
  checked = attune("check", write("loop.yaml", f"schema: attune/1\nid: loop\nextends: {extends}\n"))
  assert checked.code == 65
  assert said in checked.err


HOSTILE = {
  "an alias bomb": "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
  "nested lists": "a: " + "[" * 20_000,
  "nested maps": "a: " + "{a: " * 20_000,
  "nested blocks": "".join(" " * depth + "a:\n" for depth in range(900)),
  "nested dashes": "- " * 20_000,
  "nested keys": "? " * 20_000,
  "a file too large": "# " + "x" * (64 << 20),
  "many keys": "".join(f"k{n}: 1\n" for n in range(60_000)),
  "a long key": "k" * 500_000 + ": 1\n",
  "many quotes": '"' * 300_000,
  "many tags": "!a " * 100_000,
  "many documents": "---\n" * 100_000,
  "many anchors": "&a " * 100_000,
  "many directives": "%TAG ! a\n" * 50_000,
  "no UTF-8": b"\xff\xfe\x00",
  "NUL": b"title: \x00\n",
  "nothing": "",
  "a comment": "# nothing\n",
  "a list": "- 1\n",
  "a word": "word\n",
  "a null": "~\n",
  "a map as key": "{a: 1}: 2\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_definitions_are_refused_without_a_crash(attune, write, name):
  checked = attune("check", write("mine.yaml", HOSTILE[name]))
  assert checked.code == 65
  assert "mine.yaml" in checked.err


@pytest.mark.parametrize("text", ["\x1b[31m", "\u009b31m", "\x07", "\x7f", "\u202e", "\u2066", r'"\e[31m"',
                                  r'"\x1b]0;pwned\x07"', r'"\u009b31m"', r'"\u202e"', r'"\0"', r'"\r"'])
@pytest.mark.parametrize("where", ["title: {}", "{}: x", "sources: {{ {}: [x] }}", "guide: {}", "extends: {}"])
def test_control_characters_in_a_definition_are_refused_and_never_shown_raw(attune, write, text, where):
  checked = attune("check", write("mine.yaml", "schema: attune/1\nid: mine\n" + where.format(text) + "\n"))
  assert checked.code == 65
  assert not set("\x1b\u009b\x07\x7f\u202e\u2066\0\r") & set(checked.out + checked.err)


def test_a_line_feed_in_a_definition_starts_no_line_of_a_message(attune, definition):
  checked = attune("check", definition(("-q2", r'"x\nattune: all is well"')))
  assert checked.code == 65
  assert "\nattune: all is well" not in checked.err
