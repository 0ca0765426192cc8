"""attune norms, and attune score --norms"""

import csv
import io

import pytest

# Scores of my own scale (definition() in conftest.py): anxiety (q1 + 6 − q2) / 2, avoidance (q3 + q4) / 2.
#   ann 1, 1   bea 2, 2   cem 3, 3   dan 5, 4   eva 5, 5 (too young)   fay: no answer on avoidance
ANSWERS = """\
name,age,gender,q1,q2,q3,q4
ann,20,2,1,5,1,1
bea,24,2,2,4,2,2
cem,30,1,3,3,3,3
dan,60,1,5,1,4,4
eva,12,2,5,1,5,5
fay,20,2,5,1,,
"""

NORMS = """\
norms:
  - sample: Students of one year.
    source: Nobody (2021)
    caution: They all came from one place.
    response: [1, 5]
    percentiles: [10, 50, 90]
    groups:
      all:
        n: 200
        scales:
          anxiety: { mean: 3, sd: 0.5, percentiles: [2, 3, 4] }
          avoidance: { mean: 2, sd: 1 }
      age 18-24:
        n: 90
        age: [18, 24]
        scales:
          anxiety: { mean: 4, sd: 1, percentiles: [3, 4, 5] }
          avoidance: { mean: 2, sd: 1 }
      women:
        n: 120
        gender: female
        scales:
          anxiety: { mean: 2, sd: 1, percentiles: [1, 2, 3] }
          avoidance: { mean: 2, sd: 1 }
"""


@pytest.fixture
def with_norms(definition):
  return definition(("guide: attachment\n", "guide: attachment\n" + NORMS))


@pytest.fixture
def answers(write):
  return write("answers.csv", ANSWERS)


def rows_of(text):
  return list(csv.DictReader(io.StringIO(text, newline="")))


# Computing


def test_norms_are_printed_ready_to_paste(attune, definition, answers, write):
  done = attune("norms", definition(), answers, "--percentiles", "25,50")
  assert done.code == 0
  # Scores 1 2 3 5 5 on anxiety: mean 3.2, SD √(12.8 / 4), ranks 2 and 3; 1 2 3 4 5 on avoidance: mean 3, SD √(10 / 4).
  assert done.out == """\
norms:
- sample: "Respondents of answers.csv."
  source: "Computed from answers.csv."
  response: [1, 5]
  percentiles: [25, 50]
  groups:
    all:
      n: 5
      scales:
        anxiety:
          mean: 3.2
          sd: 1.7888543819998317
          percentiles: [2, 3]
        avoidance:
          mean: 3
          sd: 1.5811388300841898
          percentiles: [2, 3]
"""
  assert "5 of 6 respondents in the norms; left out: 1 without all that is asked for." in done.err


def test_norms_that_are_pasted_into_a_definition_are_used(attune, definition, answers, tmp_path):
  name = definition()
  printed = attune("norms", name, answers).out
  with open(tmp_path / name, "a") as file:
    file.write(printed)
  assert attune("check", name).code == 0
  row = rows_of(attune("score", name, answers, "--norms", "--format", "csv").out)[2]
  assert float(row["avoidance_z"]) == 0  # 3 is the mean
  assert float(row["avoidance_percentile"]) == 50


def test_groups_of_age_and_gender_are_computed(attune, definition, answers):
  done = attune("norms", definition(), answers, "--by", "age,gender", "--ages", "18-24,25-100", "--gender-codes",
                "1=male,2=female")
  groups = [line.strip(" :") for line in done.out.splitlines() if line.startswith("    ") and line[4] != " "]
  assert groups == ["all", "age 18-24", "age 25-100", "male", "female"]
  assert "      age: [25, 100]\n" in done.out
  assert "      gender: male\n" in done.out
  assert "4 of 6 respondents in the norms; left out: 1 without all that is asked for and 1 without an age in a band." \
      in done.err
  assert "Small: all (n = 4), age 18-24 (n = 2)" in done.err


def test_groups_of_gender_alone_hold_people_of_any_age(attune, definition, write):
  done = attune("norms", definition(), write("a.csv", ANSWERS.replace("bea,24", "bea,3546789")), "--by", "gender",
                "--gender-codes", "1=male,2=female")
  # ann, bea and eva; fay has no score on avoidance
  assert "    female:\n      n: 3\n" in done.out


def test_output_goes_to_a_file(attune, definition, answers, tmp_path):
  done = attune("norms", definition(), answers, "-o", "norms.yaml", "--sample", "Clients.", "--source", "Mine.")
  assert (done.code, done.out) == (0, "")
  assert '- sample: "Clients."\n  source: "Mine."\n' in (tmp_path / "norms.yaml").read_text()


@pytest.mark.parametrize("options, code, said", [
  (["--by", "age", "--age", "years"], 64, "--age years: the file has no such column"),
  (["--by", "country"], 64, "--by"),
  (["--ages", "18-24"], 64, "Add --by age"),
  (["--gender-codes", "1=male"], 64, "Add --by gender"),
  (["--by", "age", "--ages", "24-18"], 64, "--ages 24-18"),
  (["--by", "gender", "--gender-codes", "male"], 64, "expected CODE=GENDER"),
  (["--percentiles", "0,50"], 64, "between 0 and 100"),
  (["-o", "answers.csv"], 64, "that is an input file"),
  (["--by", "age", "--ages", "100-110"], 65, "no norms come of this"),
])
def test_what_cannot_be_is_refused_and_nothing_is_written(attune, definition, answers, tmp_path, options, code, said):
  name = definition()
  before = sorted(tmp_path.iterdir())
  done = attune("norms", name, answers, *([] if "-o" in options else ["-o", "norms.yaml"]), *options)
  assert (done.code, done.out) == (code, "")
  assert said in done.err
  assert sorted(tmp_path.iterdir()) == before


def test_norms_by_age_need_the_column(attune, definition, write):
  done = attune("norms", definition(), write("a.csv", "q1,q2,q3,q4\n1,2,3,4\n"), "--by", "age")
  assert done.code == 64
  assert "--age age: the file has no such column" in done.err


# Comparing


def test_scores_are_compared_with_everyone(attune, with_norms, answers):
  done = attune("score", with_norms, answers, "--norms", "--format", "csv")
  assert done.code == 0
  rows = rows_of(done.out)
  assert list(rows[0])[-7:] == ["anxiety_z", "anxiety_t", "anxiety_percentile", "avoidance_z", "avoidance_t",
                                "avoidance_percentile", "norm_group"]
  bea, cem = rows[1], rows[2]
  # (2 − 3) / 0.5; 2 stands in the table at 10; avoidance has no table, and 2 is its mean.
  assert [bea[name] for name in list(bea)[-7:]] == ["-2", "30", "10", "0", "50", "50", "all"]
  assert [cem[name] for name in list(cem)[-7:-4]] == ["0", "50", "50"]
  fay = rows[5]
  assert [fay[name] for name in list(fay)[-4:]] == ["", "", "", "all"]
  assert "Students of one year. They all came from one place." in done.err


@pytest.mark.parametrize("arguments", [["--norms"], ["--norms=all"], ["--norms", "ALL"]])
def test_everyone_is_meant_without_a_group_or_by_all(attune, with_norms, answers, arguments):
  rows = rows_of(attune("score", with_norms, answers, *arguments, "--format", "csv").out)
  assert {row["norm_group"] for row in rows} == {"all"}


def test_a_group_is_named(attune, with_norms, answers):
  rows = rows_of(attune("score", with_norms, answers, "--norms", "Women", "--format", "csv").out)
  assert {row["norm_group"] for row in rows} == {"women"}
  assert rows[2]["anxiety_z"] == "1"


def test_auto_chooses_by_age_and_gender_and_counts_who_cannot_be_placed(attune, with_norms, write):
  text = ANSWERS.replace("cem,30", "cem,3546789").replace("dan,60", "dan,")
  done = attune("score", with_norms, write("a.csv", text), "--norms", "auto", "--gender-codes", "2=female,1=women")
  assert done.code == 64  # there is no group of gender "women"
  done = attune("score", with_norms, write("a.csv", text), "--norms", "auto", "--gender-codes", "2=FEMALE", "--format",
                "csv")
  assert [row["norm_group"] for row in rows_of(done.out)] == ["age 18-24", "age 18-24", "all", "all", "women",
                                                              "age 18-24"]
  assert "Compared with all (2), age 18-24 (3) and women (1)." in done.err
  assert "1 respondent with an age that nobody has, compared with everyone." in done.err
  assert "2 respondents without an age for which the norms have a group" in done.err


def test_columns_of_other_names_are_named_and_need_not_be_carried(attune, with_norms, write):
  text = ANSWERS.replace("age,gender", "years,sex")
  done = attune("score", with_norms, write("a.csv", text), "--norms", "auto", "--age", "years", "--gender", "sex",
                "--only-scores", "--format", "csv")
  rows = rows_of(done.out)
  assert "years" not in rows[0]
  assert rows[0]["norm_group"] == "age 18-24"


def test_a_column_that_is_not_there_is_refused_only_where_it_was_named(attune, with_norms, write):
  file = write("a.csv", "q1,q2,q3,q4\n1,2,3,4\n")
  done = attune("score", with_norms, file, "--norms", "auto", "--format", "csv")
  assert rows_of(done.out)[0]["norm_group"] == "all"
  assert 'no column "age"' in done.err
  assert attune("score", with_norms, file, "--norms", "auto", "--age", "years").code == 64


def test_a_table_shows_percentiles_and_group(attune, with_norms, answers):
  head = attune("score", with_norms, answers, "--norms", "--format", "table").out.splitlines()[0]
  assert head.split()[-3:] == ["anxiety_percentile", "avoidance_percentile", "norm_group"]
  assert "_z" not in head


@pytest.mark.parametrize("questionnaire, options, said", [
  ("ecr-r", ["--norms"], "ecr-r has no norms for answers 1 to 7"),
  ("ecr-r", ["--norms"], "attune norms ecr-r FILE"),
  ("ecr-5pt", ["--norms", "femal"], 'Did you mean "female"?'),
  ("ecr-5pt", ["--norms", "answers.csv"], "age 55-100, male, female and other"),
  ("ecr-5pt", ["--norms", "male", "--age", "age"], "for --norms auto"),
  ("ecr-5pt", ["--gender-codes", "1=male"], "for --norms auto"),
])
def test_norms_that_are_not_there_are_refused(attune, answers, questionnaire, options, said):
  done = attune("score", questionnaire, answers, *options)
  assert done.code == 64
  assert said in done.err
