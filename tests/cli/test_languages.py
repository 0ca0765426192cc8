"""--lang: a questionnaire in another language"""

import pytest

GERMAN = """\
language: de
title: Meine eigene Skala
about: wie du bist
labels: { 1: Nie, 3: Manchmal, 5: Immer }
items: { q1: "Eins", q2: "Zwei", q3: "Drei", q4: "Vier" }
scales: { anxiety: { title: Angst }, avoidance: { title: Vermeidung } }
"""


@pytest.fixture
def mine(definition, write):
  """A definition with its texts in English, and beside it those in German."""
  write("wording/mine.de.yaml", GERMAN)
  return "./" + definition(("items: { prefix: q, count: 4 }",
                            "language: en\nitems: { prefix: q, count: 4 }\nwording: [One, Two, Three, Four]"))


def test_the_definition_is_shown_in_the_language(attune, mine):
  done = attune("show", mine, "--lang", "de")
  assert (done.code, done.err) == (0, "")
  assert "Meine eigene Skala" in done.out and "Vermeidung" in done.out and "1 Nie" in done.out
  assert "My own scale" in attune("show", mine).out


def test_the_statements_are_asked_in_the_language(attune, mine):
  done = attune("take", mine, "--lang", "de", "--plain", "--skip-intro", stdin="1\n2\n3\n4\nf\n")
  assert done.code == 0
  assert "Zwei" in done.out and "1: Nie" in done.out and "Angst" in done.out


def test_reports_are_in_the_language_and_read_labels_in_both(attune, write, mine, tmp_path):
  answers = write("answers.csv", "id,q1,q2,q3,q4\na,Nie,Immer,Always,3\n")
  done = attune("report", mine, answers, "--id", "id", "--lang", "de", "-o", "pages", "--format", "txt")
  assert done.code == 0, done.err
  page = (tmp_path / "pages" / "a.txt").read_text()
  assert "Angst" in page and "Eins" in page and "1 Nie" in page


def test_columns_are_explained_in_the_language(attune, mine):
  assert "Angst" in attune("codebook", mine, "--lang", "de").out


def test_a_wider_language_stands_in_for_a_narrower(attune, mine):
  assert "Meine eigene Skala" in attune("show", mine, "--lang", "de-AT").out


def test_what_has_no_text_in_the_language_is_told(attune, write, mine):
  write("wording/mine.de.yaml", "language: de\ntitle: Titel\n")
  done = attune("show", mine, "--lang", "de")
  assert "Titel" in done.out
  assert "as there is no text in de: what it is about, labels of answers, q1, q2" in done.err


def test_texts_are_found_in_the_persons_own_folder(attune, write, environment, tmp_path):
  folder = tmp_path / "own"
  write("own/wording/rq.de.yaml", "language: de\ntitle: Beziehungsfragebogen\n")
  assert "Beziehungsfragebogen" in attune("show", "rq", "--lang", "de", env={"ATTUNE_PATH": str(folder)}).out


@pytest.mark.parametrize("language, told", [("fr", "It has en and de."), ("de_", "no language tag")])
def test_a_language_that_is_not_there_is_refused(attune, mine, language, told):
  done = attune("show", mine, "--lang", language)
  assert (done.code, done.out) == (64, "")
  assert told in done.err


def test_check_finds_what_is_wrong_with_the_texts(attune, write, mine):
  write("wording/mine.fr.yaml", "language: fr\nitems: { q9: Neuf }\n")
  done = attune("check", mine)
  assert done.code == 65
  assert 'wording/mine.fr.yaml:2:10: there is no item "q9"' in done.err
