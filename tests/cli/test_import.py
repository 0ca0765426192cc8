"""attune import: definitions out of other programs' files; what they score is held in tests/conformance"""

import json

import pytest


def osd(**changes):
  """An Open Scale Definition with two items and one sum, in two languages."""
  definition = {
    "scale_info": {"name": "Small scale", "code": "SMALL", "version": "1.0", "citation": "Somebody (2020).",
                   "license": "CC0"},
    "implementation": {"license": "CC0"},
    "likert_options": {"points": 4, "min": 0, "max": 3, "labels": ["never", None, None, "always"],
                       "question_head": "head"},
    "items": [{"id": "q1", "type": "likert", "text_key": "q1"}, {"id": "q2", "type": "likert", "text_key": "q2"}],
    "scoring": {"total": {"method": "sum_coded", "items": {"q1": 1, "q2": -1},
                          "norms": {"thresholds": [{"min": 0, "max": 3, "label": "low"},
                                                   {"min": 4, "max": 6, "label": "high"}]}}},
  } | changes
  texts = {"en": {"q1": "I sleep.", "q2": "I worry.", "never": "Never", "always": "Always", "head": "In the last week"},
           "de": {"q1": "Ich schlafe.", "q2": "Ich sorge mich.", "never": "Nie", "always": "Immer",
                  "head": "In der letzten Woche"}}
  return json.dumps({"osd_version": "1.0", "definition": definition, "translations": texts})


def test_a_file_becomes_a_definition_that_scores(attune, write):
  done = attune("import", write("small.osd", osd()), "-o", "small.yaml")
  assert (done.code, done.out) == (0, "")
  assert "small: 2 items, 1 scale, in en; texts in de are in wording." in done.err
  answers = write("answers.csv", "id,q1,q2\na,3,0\nb,never,1\nc,,\n")
  done = attune("score", "./small.yaml", answers, "--id", "id", "--results", "total,total_answered,total_band")
  assert done.out == "id,total,total_answered,total_band\na,6,2,high\nb,2,2,low\nc,,0,\n"


def test_what_is_imported_is_sound(attune, write):
  attune("import", write("small.osd", osd()), "-o", "small.yaml")
  done = attune("check", "small.yaml")
  assert (done.code, done.err) == (0, "")


def test_without_a_name_the_definition_goes_to_the_standard_output(attune, write):
  done = attune("import", write("small.osd", osd()))
  assert done.code == 0
  assert done.out.startswith("schema: attune/1\nid: small\n")
  assert "texts in de need -o" in done.err


def test_the_id_is_that_of_the_option(attune, write):
  assert "\nid: mine\n" in attune("import", write("small.osd", osd()), "--id", "mine").out


def test_texts_of_the_language_that_is_asked_for(attune, write):
  assert "Ich schlafe." in attune("import", write("small.osd", osd()), "--language", "de").out


def test_what_scores_do_not_need_is_told_by_name(attune, write):
  done = attune("import", write("small.osd", osd(report={}, gate={})), "-o", "small.yaml")
  assert "attune: left out: gate and report." in done.err


def test_a_definition_is_usable_by_its_path_whatever_its_file_is_called(attune, write):
  done = attune("import", write("small.osd", osd()), "-o", "My Small_Scale.yaml")
  assert done.code == 0
  assert "its id is my-small-scale" in done.err
  assert attune("check", "My Small_Scale.yaml").code == 0


def test_what_attune_lacks_is_refused_by_name_and_leaves_nothing(attune, write, tmp_path):
  file = write("small.osd", osd(scoring={"total": {"method": "max", "items": ["q1"]}}))
  done = attune("import", file, "-o", "small.yaml")
  assert (done.code, done.out) == (65, "")
  assert 'attune: small.osd: definition.scoring.total: the method "max"' in done.err
  assert not (tmp_path / "small.yaml").exists() and not (tmp_path / "wording").exists()


@pytest.mark.parametrize("options, code, told", [
  (("none.osd",), 66, "none.osd"),
  (("small.osd", "--from", "docx"), 64, "docx"),
  (("small.osd", "-o", "---.yaml"), 64, "named ID.yaml"),
  (("small.osd", "-o", "small.txt"), 64, "named ID.yaml"),
  (("small.osd", "-o", "small.yaml", "--id", "other"), 64, "the file would be named small.yaml"),
  (("small.osd", "--id", "No Id"), 64, "that cannot be an id"),
  (("small.osd", "--language", "fr"), 64, "no texts in it"),
  (("notes.txt",), 65, "no format of questionnaires"),
  (("broken.osd",), 65, "broken.osd:1: not valid JSON"),
])
def test_what_cannot_be_is_refused(attune, write, options, code, told):
  write("small.osd", osd())
  write("notes.txt", "hello")
  write("broken.osd", "{")
  done = attune("import", *options)
  assert (done.code, done.out) == (code, "")
  assert told in done.err


HOSTILE = {
  "deep": "[" * 1_000_000,
  "deep objects": '{"a":' * 500_000,
  "many items": json.dumps({"scale_info": {"name": "x", "code": "x"},
                            "items": [{"id": f"q{n}", "type": "likert"} for n in range(100_000)]}),
  "many keys": json.dumps({f"k{n}": n for n in range(100_000)}),
  "huge number": osd().replace('"points": 4', '"points": 1e999'),
  "huge range": osd().replace('"points": 4', '"points": 2000000000'),
  "not UTF-8": b'{"scale_info": "\xff"}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_an_error_within_200_mib(measured, tmp_path, sanitized, name):
  content = HOSTILE[name]
  (tmp_path / "hostile.osd").write_bytes(content if isinstance(content, bytes) else content.encode())
  done, kib = measured("import", "hostile.osd")
  assert done.code == 65, done.err
  assert done.err.startswith("attune: hostile.osd")
  assert sanitized or kib < 200 << 10


def test_a_questionnaire_goes_out_and_comes_in(attune, write):
  done = attune("export", "ecr-rs", "--to", "osd", "-o", "ecr-rs.osd")
  assert (done.code, done.out) == (0, "")
  assert "attune: left out, as the format has no place for it: Profiles." in done.err
  assert attune("import", "ecr-rs.osd", "-o", "again.yaml").code == 0
  answers = write("answers.csv", "id," + ",".join(f"q{n}" for n in range(1, 10)) + "\na,1,2,3,4,5,6,7,1,\nb,1,,,,,6,7,1,2\n")
  options = ["--id", "id", "--results", "anxiety,avoidance"]
  assert attune("score", "./again.yaml", answers, *options).out == attune("score", "ecr-rs", answers, *options).out


def test_an_unknown_format_to_go_out_is_refused(attune):
  done = attune("export", "rq", "--to", "docx")
  assert (done.code, done.out) == (64, "")
  assert "osd" in done.err


@pytest.mark.parametrize("output", ["small.yaml", "./small.yaml", "link.yaml"])
def test_the_file_itself_is_not_overwritten(attune, write, tmp_path, output):
  write("small.yaml", osd())
  (tmp_path / "link.yaml").symlink_to("small.yaml")
  done = attune("import", "small.yaml", "-o", output)
  assert (done.code, done.out) == (64, "")
  assert "that is an input file" in done.err
  assert (tmp_path / "small.yaml").read_text() == osd()


def test_translations_come_with_their_definition_or_not_at_all(attune, write, tmp_path):
  (tmp_path / "small.yaml").mkdir()
  assert attune("import", write("small.osd", osd()), "-o", "small.yaml").code == 73
  assert list(tmp_path.glob("wording/*")) == []


def test_wording_may_be_in_a_folder_elsewhere(attune, write, tmp_path):
  (tmp_path / "elsewhere").mkdir()
  (tmp_path / "here").mkdir()
  (tmp_path / "here" / "wording").symlink_to(tmp_path / "elsewhere")
  assert attune("import", write("small.osd", osd()), "-o", "here/small.yaml").code == 0
  assert "Ich schlafe." in (tmp_path / "elsewhere" / "small.de.yaml").read_text()
