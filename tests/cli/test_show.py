"""attune show"""

import hashlib
import json
import pathlib
import re

import pytest


@pytest.fixture
def shown(attune):
  def text(*args, **options):
    result = attune("show", *args, **options)
    assert (result.code, result.err) == (0, "")
    return result.out

  return text


@pytest.fixture
def described(shown):
  return lambda *args, **options: json.loads(shown(*args, "--format", "json", **options))


def section(text, title):
  return " ".join(text.split(f"\n{title}\n", 1)[1].split("\n\n", 1)[0].split())


def key_of(text):
  rows = text.split("\nKey\n", 1)[1].split("\n\n", 1)[0].splitlines()
  assert rows[0].split()[:3] == ["ITEM", "SCALE", "DIRECTION"]
  return [re.split(r"\s{2,}", row) for row in rows[1:]]


def test_key_names_item_scale_and_direction(shown):
  key = key_of(shown("ecr-s"))
  assert key[0] == ["q1", "avoidance", "reversed"]
  assert key[1] == ["q2", "anxiety", "forward"]
  assert key[7] == ["q8", "anxiety", "reversed"]
  assert len(key) == 12


def test_an_item_in_two_scales_stands_in_both_with_its_signs(shown):
  rows = shown("rsq").split("\nKey\n", 1)[1]
  assert re.search(r"\nq6 +preoccupied +reversed\n +dismissing +forward\n", rows)


def test_items_outside_the_score_say_so(shown):
  assert sum(row[-1] == "not scored" for row in key_of(shown("rsq"))) == 13


def test_our_own_wording_stands_beside_the_key(shown):
  assert '"' not in (key := shown("support-12").split("\nKey\n", 1)[1])
  assert "I know whom to call after a bad day." in key


def test_response_scale_missing_rule_profile_rule_and_cuts(shown):
  text = shown("ecr-rs")
  assert section(text, "Answers") == "1 to 7: 1 Strongly disagree, 4 Neutral, 7 Strongly agree"
  scales = section(text, "Scales")
  assert "Mean of 3 items, from 1 to 7; empty with fewer than 2 answers." in scales
  assert "Mean of 6 items, from 1 to 7; empty with fewer than 5 answers." in scales
  assert section(text, "Profile").startswith("anxiety is high from 4, avoidance from 4:")


def test_sums_are_named_with_their_range(shown):
  assert "Sum (prorated) of 6 items, from 6 to 42" in section(shown("ecr-s"), "Scales")


def test_a_scale_made_of_scales_shows_its_formula(shown):
  assert "6 − 0.5 × close − 0.5 × depend, from 1 to 5" in section(shown("aas-r"), "Scales")


def test_a_rule_of_the_highest_names_its_scales_and_the_tie(shown):
  rule = section(shown("rq"), "Profile")
  for part in ["secure", "anxious (preoccupied)", "avoidant (dismissing)", "ambivalent (fearful)", "none on a tie"]:
    assert part in rule


def test_sources_and_rights_are_shown(shown):
  text = shown("rsq")
  assert "Griffin, D. W., & Bartholomew, K. (1994)." in section(text, "Sources")
  assert "Definition: CC0-1.0" in section(text, "Rights")


def test_a_caution_is_shown_before_the_key(shown):
  text = shown("attune-24")
  assert "not been validated" in " ".join(text.split("\nKey\n", 1)[0].split())


def test_sha256_is_that_of_the_file(shown, described, definition, tmp_path):
  file = definition()
  digest = hashlib.sha256((tmp_path / file).read_bytes()).hexdigest()
  assert described(file)["sha256"] == digest
  assert f"sha256 {digest}\n" in shown(file)


def test_json_holds_the_key(described):
  scales = {scale["id"]: scale for scale in described("ecr-rs")["scales"]}
  signed = {id: [("-" if keyed["direction"] == "reversed" else "") + keyed["item"] for keyed in scale["items"]]
            for id, scale in scales.items()}
  assert signed == {"anxiety": ["q7", "q8", "q9"], "avoidance": ["-q1", "-q2", "-q3", "-q4", "q5", "q6"]}
  assert (scales["anxiety"]["min_answered"], scales["avoidance"]["min_answered"]) == (2, 5)
  assert scales["anxiety"]["score"] == "mean"
  assert scales["anxiety"]["range"] == [1, 7]


def test_json_holds_response_profiles_sources_and_rights(described):
  q = described("ecr-rs")
  assert q["response"] == {"min": 1, "max": 7, "labels": {"1": "Strongly disagree", "4": "Neutral",
                                                        "7": "Strongly agree"}}
  assert q["profiles"] == {"kind": "quadrants", "x": "anxiety", "y": "avoidance",
                           "cut": {"anxiety": 4, "avoidance": 4}}
  assert q["sources"]["key"][0].startswith("Fraley, R. C., Heffernan, M. E.")
  assert q["rights"]["definition"] == "CC0-1.0"
  assert q["wording_shipped"] is False


def test_json_of_the_five_point_form_holds_its_norms(described):
  norms, = described("ecr-5pt")["norms"]
  # ../shared/data/ecr/norms-18plus-complete.csv, first rows
  assert norms["response"] == [1, 5]
  assert norms["groups"]["all"]["n"] == 39112
  assert norms["groups"]["all"]["scales"]["anxiety"]["mean"] == 3.05957108929343
  assert norms["groups"]["all"]["scales"]["avoidance"]["sd"] == 0.828932932405255


def test_a_variant_names_its_base_and_both_files(described):
  q = described("ecr-5pt")
  assert q["extends"] == "ecr"
  assert [pathlib.Path(file["path"]).name for file in q["files"]] == ["ecr-5pt.yaml", "ecr.yaml"]
  for file in q["files"]:
    assert file["sha256"] == hashlib.sha256(pathlib.Path(file["path"]).read_bytes()).hexdigest()


def test_the_fingerprint_of_a_variant_changes_with_its_base(described, definition, write):
  definition()
  write("variant.yaml", "schema: attune/1\nid: variant\nextends: mine\ntitle: A variant\n")
  before = described("./variant.yaml")["sha256"]
  definition(("[q1, -q2]", "[q1, q2]"))
  assert described("./variant.yaml")["sha256"] != before


@pytest.mark.parametrize("name", ["mine.yaml", "./mine.yaml", "folder/mine.yaml", "mine.yml"])
def test_a_definition_is_named_by_its_path(shown, definition, name):
  definition(name=name.removeprefix("./"))
  assert shown(name).startswith("mine: My own scale\n")


@pytest.mark.parametrize("arguments, code, said", [
    (["ecr-5p"], 66, 'Did you mean "ecr-5pt"?'),
    (["ECR-R"], 66, 'Did you mean "ecr-r"?'),
    (["nothing-like-it"], 66, "attune list"),
    (["../ecr"], 66, "../ecr"),
    (["absent.yaml"], 66, "absent.yaml: cannot open"),
    (["."], 66, "attune"),
])
def test_what_is_not_there_ends_with_66_and_a_hint(attune, arguments, code, said):
  refused = attune("show", *arguments)
  assert (refused.code, refused.out) == (code, "")
  assert said in refused.err


def test_a_wrong_definition_ends_with_65_and_its_place(attune, definition):
  refused = attune("show", definition(("-q2", "-q5")))
  assert (refused.code, refused.out) == (65, "")
  assert refused.err.startswith('attune: mine.yaml:11:42: there is no item "q5"')


def test_lines_fit_the_terminal(on_terminal):
  for name in ("ecr-5pt", "support-12"):
    lines = on_terminal("show", name, columns=72).out.splitlines()
    paths = [line for line in lines if line.endswith(".yaml") or "sha256" in line]
    assert max(len(line) for line in lines if line not in paths) <= 72


def test_escape_sequences_in_a_path_stay_out(shown, definition):
  text = shown(definition(name="\x1b[31m/mine.yaml"))
  assert "\x1b" not in text
  assert "\\x1B[31m/mine.yaml" in text
