"""attune change: two files of the same respondents"""

import csv
import io
import json

import pytest

NAMES = "client,q1,q2,q3,q4\n"
# Each scale has a standard error of 1 * sqrt(1 - .75) = 0.5, its difference one of 0.5 * sqrt(2) = 0.7071.
RELIABLE = "min_answered: 1, reliability: { alpha: 0.75, sd: 1, source: A test } }"
BEFORE = NAMES + "c01,4,2,2,2\nc02,2,4,2,2\nc03,2,4,,\nc04,1,5,1,1\n"
# Keyed, anxiety is q1 and 6 - q2: c01 goes from 4 to 2, c02 from 2 to 5, c03 stays at 2; c05 is new.
AFTER = NAMES + "c05,1,5,1,1\nc03,2,4,2,2\nc02,5,1,2,3\nc01,2,4,2,2\n"


@pytest.fixture
def reliable(definition):
  """A definition whose scales have a published standard error."""
  return definition(("items: [q1, -q2], score: mean, min_answered: 1 }", f"items: [q1, -q2], {RELIABLE}"),
                    ("items: [q3, q4], score: mean, min_answered: 1 }", f"items: [q3, q4], {RELIABLE}"))


@pytest.fixture
def changed(attune, write, reliable):
  """Compares two files of these contents."""

  def run(*options, before=BEFORE, after=AFTER, questionnaire=reliable, id="client"):
    return attune("change", questionnaire, write("before.csv", before), write("after.csv", after), "--id", id, *options)

  return run


def rows_of(done):
  assert done.code == 0, done.err
  return {row["client"]: row for row in csv.DictReader(io.StringIO(done.out, newline=""))}


def test_each_respondent_has_a_difference_an_index_and_a_verdict(changed):
  rows = rows_of(changed("--digits", "4"))
  # -2 / 0.7071, 3 / 0.7071
  assert [rows["c01"][f"anxiety_{what}"] for what in ("before", "after", "difference", "rci", "change")] == \
         ["4.0000", "2.0000", "-2.0000", "-2.8284", "better"]
  assert [rows["c02"][f"anxiety_{what}"] for what in ("difference", "rci", "change")] == ["3.0000", "4.2426", "worse"]
  # 0.5 / 0.7071
  assert [rows["c02"][f"avoidance_{what}"] for what in ("difference", "rci", "change")] == \
         ["0.5000", "0.7071", "no reliable change"]
  assert (rows["c01"]["profile_before"], rows["c01"]["profile_after"]) == ("anxious", "secure")


def test_who_is_in_one_file_only_is_in_the_results_and_named(changed):
  done = changed()
  assert [(id, row["in"]) for id, row in rows_of(done).items()] == \
         [("c01", "both"), ("c02", "both"), ("c03", "both"), ("c04", "before"), ("c05", "after")]
  assert rows_of(done)["c05"]["anxiety_after"] == "1" and rows_of(done)["c05"]["anxiety_change"] == ""
  assert "1 respondent only in before.csv: c04.\n" in done.err
  assert "1 respondent only in after.csv: c05.\n" in done.err


def test_a_missing_score_has_no_verdict(changed):
  done = changed()
  assert [rows_of(done)["c03"][f"avoidance_{what}"] for what in ("before", "after", "difference", "rci", "change")] == \
         ["", "2", "", "", ""]


def test_the_summary_counts_the_changes_of_those_in_both(changed):
  assert changed().err.splitlines() == [
    "3 respondents in both files.",
    "1 respondent only in before.csv: c04.",
    "1 respondent only in after.csv: c05.",
    "anxiety: 1 better, 1 worse, 1 without reliable change.",
    "avoidance: 0 better, 0 worse, 2 without reliable change, 1 without a verdict (no score, or no standard error above "
    "0)."]


def test_the_worked_example_of_jacobson_and_truax(attune, write):
  """1991: SD 7.5, reliability .80, from 32.5 to 47.5; they print a standard error of the difference of 4.74 and
  an index of 3.16. By hand: 7.5 * sqrt(1 - .80) * sqrt(2) = 4.7434; 15 / 4.7434 = 3.1623. The scale of two items, made
  up here, only gives these scores: (32 + 33) / 2 and (47 + 48) / 2."""
  adjustment = write("adjustment.yaml", """\
schema: attune/1
id: adjustment
title: Adjustment
response: { min: 0, max: 100 }
items: { prefix: q, count: 2 }
scales:
  adjustment: { items: [q1, q2], better: higher, reliability: { alpha: 0.80, sd: 7.5, source: Jacobson & Truax (1991) } }
""")
  done = attune("change", adjustment, write("a.csv", "client,q1,q2\nx,32,33\n"),
                write("b.csv", "client,q1,q2\nx,47,48\n"), "--id", "client", "--digits", "2")
  row = rows_of(done)["x"]
  assert row == {"client": "x", "in": "both", "adjustment_before": "32.50", "adjustment_after": "47.50",
                 "adjustment_difference": "15.00", "adjustment_rci": "3.16", "adjustment_change": "better"}


def test_comfort_goes_up_for_the_better_and_avoidance_down(attune, write):
  names = "client," + ",".join(f"q{n}" for n in range(1, 19)) + "\n"
  # Not one answer throughout, which would leave no standard error: 1 and 2, then 4 and 5, before reversal.
  closer = {1, 5, 6, 12, 14}  # forward items of close and depend; the others of them are reversed
  away = {2, 7, 8, 13, 16, 17, 18}

  def answers(high):
    return ",".join(str((4 if (n in closer) == high else 1) + n % 2) if n in closer | away else "3"
                    for n in range(1, 19))

  done = attune("change", "aas-r", write("a.csv", f"{names}x,{answers(False)}\n"),
                write("b.csv", f"{names}x,{answers(True)}\n"), "--id", "client")
  row = rows_of(done)["x"]
  assert float(row["close_difference"]) > 0 > float(row["avoidance_difference"])
  assert (row["close_change"], row["depend_change"], row["avoidance_change"]) == ("better", "better", "better")


def test_where_nothing_says_which_way_is_better_a_change_is_higher_or_lower(attune, write):
  names = "client," + ",".join(f"q{n}" for n in range(1, 31)) + "\n"
  # Fearful is q1, q5, q12 and q24: from 1 1 1 2 to 5 5 5 4.
  before, after = (",".join({1: low, 5: low, 12: low, 24: other}.get(n, "3") for n in range(1, 31))
                   for low, other in (("1", "2"), ("5", "4")))
  done = attune("change", "rsq", write("a.csv", f"{names}x,{before}\n"), write("b.csv", f"{names}x,{after}\n"),
                "--id", "client")
  assert rows_of(done)["x"]["fearful_change"] == "higher"
  assert "fearful: 1 higher, 0 lower, 0 without reliable change." in done.err


def test_the_same_answer_to_every_item_leaves_no_error_and_no_verdict(attune, write):
  names = "client," + ",".join(f"q{n}" for n in range(1, 10)) + "\n"
  # Without reversed items, as anxiety has none in the ECR-RS.
  done = attune("change", "ecr-rs", write("a.csv", names + "x" + ",2" * 9 + "\n"),
                write("b.csv", names + "x" + ",6" * 9 + "\n"), "--id", "client")
  row = rows_of(done)["x"]
  assert (row["anxiety_difference"], row["anxiety_rci"], row["anxiety_change"]) == ("4", "", "")


@pytest.mark.parametrize("format, read", [
  ("tsv", lambda text: list(csv.DictReader(io.StringIO(text), delimiter="\t"))),
  ("ndjson", lambda text: [json.loads(line) for line in text.splitlines()]),
  ("json", json.loads),
])
def test_every_format_has_the_same_columns(changed, format, read):
  rows = read(changed("--format", format).out)
  assert list(rows[0]) == list(rows_of(changed())["c01"])
  assert len(rows) == 5


def test_a_table_leaves_out_scores_and_indices(changed):
  table = changed("--format", "table").out.splitlines()
  assert table[0].split() == ["client", "in", "anxiety_difference", "anxiety_change", "avoidance_difference",
                              "avoidance_change", "profile_before", "profile_after"]
  assert table[1].split() == ["c01", "both", "-2.00", "better", "0.00", "no", "reliable", "change", "anxious", "secure"]


def test_results_go_to_a_file_whole_or_not_at_all(changed, tmp_path):
  assert changed("-o", "change.csv").out == ""
  assert (tmp_path / "change.csv").read_text() == changed().out
  assert changed("-o", "other.csv", after=AFTER + "c06,1,1,1,9\n").code == 65
  assert not (tmp_path / "other.csv").exists()


def test_one_file_may_come_from_the_standard_input(attune, write, reliable, changed):
  piped = attune("change", reliable, "-", write("after.csv", AFTER), "--id", "client", stdin=BEFORE)
  assert piped.out == changed().out
  assert "only in standard input: c04" in piped.err


def test_both_files_cannot_come_from_the_standard_input(attune):
  done = attune("change", "rq", "-", "-", "--id", "client", stdin="")
  assert (done.code, done.out) == (64, "")
  assert "cannot both be the standard input" in done.err


@pytest.mark.parametrize("arguments, named", [
  (["--id", "client"], "ID"), (["rq", "--id", "client"], "BEFORE"), (["rq", "before.csv", "--id", "client"], "AFTER"),
  (["rq", "before.csv", "after.csv"], "--id"),
])
def test_what_is_missing_on_the_command_line_is_named(attune, arguments, named):
  done = attune("change", *arguments)
  assert done.code == 64
  assert named in done.err


def test_an_output_that_is_an_input_is_refused(changed, tmp_path):
  done = changed("-o", "before.csv")
  assert done.code == 64
  assert (tmp_path / "before.csv").read_text() == BEFORE


def test_an_id_twice_is_refused_with_both_rows(changed):
  done = changed(after=AFTER + "c02,1,1,1,1\n")
  assert (done.code, done.out) == (65, "")
  assert done.err.startswith("attune: after.csv:6: respondent c02: the row on line 4 has the same id\n")


def test_an_empty_id_is_refused_with_its_row(changed):
  done = changed(before=BEFORE + ",1,1,1,1\n")
  assert (done.code, done.out) == (65, "")
  assert done.err.startswith("attune: before.csv:6: respondent 5: the id is empty\n")


def test_an_id_column_that_one_file_lacks_is_refused(changed):
  done = changed(after=AFTER.replace("client", "person"))
  assert done.code == 64
  assert "--id client: the file has no such column" in done.err


def test_an_id_column_with_the_name_of_a_result_is_refused(changed):
  done = changed(before=BEFORE.replace("client", "in"), after=AFTER.replace("client", "in"), id="in")
  assert done.code == 65
  assert 'two columns "in"' in done.err


def test_an_id_that_would_move_the_cursor_is_shown_as_codes(changed):
  assert "\x1b" not in changed(before=BEFORE.replace("c04", "\x1b[31m")).err


def test_the_caution_of_the_questionnaire_is_told(attune, write):
  names = "client," + ",".join(f"q{n}" for n in range(1, 25)) + "\n"
  file = write("a.csv", names)
  assert "not been validated" in attune("change", "attune-24", file, write("b.csv", names), "--id", "client").err


def test_help_says_in_one_sentence_what_reliable_means(attune):
  shown = " ".join(attune("change", "--help").out.split())
  assert "A change is reliable when it is larger than the error of two measurements explains, with 95 % confidence." \
         in shown


def test_safe_csv_keeps_ids_from_running_as_formulas(changed):
  answers = NAMES + "=1+1,4,2,2,2\n"
  assert changed("--safe-csv", before=answers, after=answers).out.splitlines()[1].startswith("'=1+1,both,")


def test_files_that_are_the_wrong_way_round_are_refused(changed):
  dated = "client,date,q1,q2,q3,q4\nc1,2027-01-08,1,2,3,4\nc2,2026-10-02,1,2,3,4\n"
  done = changed("--time", "date", before=dated, after=dated.replace("2027-01-08", "2026-12-31"), id="client")
  assert (done.code, done.out) == (65, "")
  assert "before.csv: respondent c1: 2027-01-08 is later than 2026-12-31 in after.csv" in done.err
