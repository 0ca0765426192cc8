"""attune import and export with REDCap, LimeSurvey, FHIR and psytools; what each rule of scoring becomes is held in
tests/exchange"""

import csv
import json
import resource
import subprocess

import pytest

BOTH_WAYS = {"redcap": ".csv", "limesurvey": ".txt", "fhir": ".json"}


def rows_of(file):
  with open(file, newline="") as opened:
    return list(csv.DictReader(opened))


@pytest.mark.parametrize("to, extension", BOTH_WAYS.items())
@pytest.mark.parametrize("questionnaire", ["ecr-s", "support-12"])
def test_a_definition_that_went_out_and_came_back_scores_the_same(attune, tmp_path, questionnaire, to, extension):
  assert attune("simulate", questionnaire, "--n", "50", "--seed", "3", "--missing-rate", "0.1", "-o", "answers.csv").code == 0
  assert attune("export", questionnaire, "--to", to, "-o", f"out{extension}").code == 0
  done = attune("import", f"out{extension}", "-o", "back.yaml")
  assert done.code == 0, done.err
  assert attune("score", questionnaire, "answers.csv", "-o", "before.csv").code == 0
  assert attune("score", "./back.yaml", "answers.csv", "-o", "after.csv").code == 0
  before, after = rows_of(tmp_path / "before.csv"), rows_of(tmp_path / "after.csv")
  assert len(before) == len(after) == 50
  scales = [name for name in after[0] if name in before[0]]
  assert len([name for name in scales if f"{name}_answered" in scales]) >= 2
  for row, other in zip(before, after):
    for scale in (name for name in scales if not name.endswith("_se")):
      assert (row[scale] == "") == (other[scale] == ""), scale
      assert row[scale] == other[scale] or abs(float(row[scale]) - float(other[scale])) <= 1e-12, scale


def test_a_file_without_scores_gives_items_and_says_what_to_add(attune, write):
  write("sleep.csv", "field_name,form_name,field_type,field_label,select_choices_or_calculations\n"
                     "s1,sleep,radio,I sleep well.,\"1, Never | 2, Often\"\n")
  done = attune("import", "sleep.csv")
  assert done.code == 0
  assert "I sleep well." in done.out and "scales:" not in done.out
  assert "no scales: add them before scoring" in done.err


def test_what_is_left_out_is_told_by_name(attune, write):
  write("sleep.csv", "field_name,form_name,field_type,field_label,select_choices_or_calculations,branching_logic\n"
                     "age,sleep,text,Age,,\n"
                     "s1,sleep,yesno,Sleep?,,[age] > 18\n"
                     "total,sleep,calc,Sum,sum([s1]),\n"
                     "flag,sleep,calc,Flag,\"if([s1]=1,1,0)\",\n")
  done = attune("import", "sleep.csv", "-o", "sleep.yaml")
  assert done.code == 0
  assert "left out: fields: age (text)." in done.err
  assert "left out: fields: branching logic of s1." in done.err
  assert "The calculated field flag is left out: it has a condition" in done.err


def test_the_script_for_psych_is_a_script(attune):
  done = attune("export", "ecr-s", "--to", "psych")
  assert done.code == 0
  assert done.out.startswith("# ecr-s: ") and "keys <- list(" in done.out


BOMB = "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(b)} '{('&' + chr(b - 1) + ';') * 10}'>" for b in range(ord("b"), ord("k"))) + \
    "]><document><LimeSurveyDocType>&j;</LimeSurveyDocType></document>"
QUESTION = '{"linkId": "%d", "type": "boolean"},'
HOSTILE = {
  "entities.lss": BOMB,
  "deep.lss": "<document><LimeSurveyDocType>Survey</LimeSurveyDocType>" + "<a>" * 2_000_000,
  "deep.json": '{"resourceType": "Questionnaire", "item": ' + "[" * 4_000_000,
  "objects.json": '{"resourceType": "Questionnaire", "item": ' + '{"item":' * 1_000_000,
  "items.json": '{"resourceType": "Questionnaire", "item": [' + "".join(QUESTION % n for n in range(100_000))[:-1] + "]}",
  "rows.csv": "field_name,form_name,field_type\n" + "".join(f"q{n},f,yesno\n" for n in range(100_000)),
  "columns.csv": "field_name,form_name,field_type" + ",x" * 100_000 + "\n" + "," * 10_000_000,
  "quote.csv": 'field_name,form_name,field_type\n"' + "a" * 10_000_000,
  "questions.txt": "class\ttype/scale\tname\ttext\n" + "".join(f"Q\tY\tq{n}\t?\n" for n in range(100_000)),
  "formula.csv": 'field_name,form_name,field_type,select_choices_or_calculations\nq,f,yesno,\ns,f,calc,"' +
                 "(" * 1_000_000 + '"\n',
  "psytools.json": '{"defaultLocale": "en", "title": {"en": "x"}, "questions": ' + "[" * 1_000_000,
}


def little_memory():
  # What the limit counts is address space, of which a process has more than it uses.
  resource.setrlimit(resource.RLIMIT_DATA, (200 << 20, 200 << 20))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_little_memory(program, environment, write, tmp_path, name):
  write(name, HOSTILE[name])
  sanitized = b"__asan_init" in program.read_bytes()  # which needs memory of its own
  done = subprocess.run([program, "import", name], cwd=tmp_path, env=environment, capture_output=True, text=True,
                        timeout=60, preexec_fn=None if sanitized else little_memory)
  if name == "formula.csv":  # one item is left
    assert (done.returncode, "nested too deeply" in done.stderr) == (0, True)
  else:
    assert done.returncode == 65
    assert done.stderr.startswith("attune: ") and len(done.stderr) < 500


@pytest.mark.parametrize("cut", [1, 0.3, 0.9, 0.99])
@pytest.mark.parametrize("to, extension", BOTH_WAYS.items())
def test_a_file_that_breaks_off_is_refused_or_told(attune, write, tmp_path, to, extension, cut):
  assert attune("export", "ecr-s", "--to", to, "-o", f"whole{extension}").code == 0
  whole = (tmp_path / f"whole{extension}").read_bytes()
  write(f"part{extension}", whole[:int(len(whole) * cut)])
  done = attune("import", f"part{extension}")
  assert done.code in (0, 65)
  assert "mistake in attune" not in done.err


def test_a_definition_of_fhir_is_json_that_names_itself(attune):
  done = attune("export", "attune-24", "--to", "fhir")
  questionnaire = json.loads(done.out)
  assert (questionnaire["resourceType"], questionnaire["id"]) == ("Questionnaire", "attune-24")
  assert "people close to me" in done.out and "{them}" not in done.out
