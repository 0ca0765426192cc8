#include "batch/change_files.h"

#include <fmt/format.h>

#include <set>
#include <string>

#include "base/error.h"
#include "base/text.h"
#include "batch/occasion.h"
#include "scoring/scorer.h"
#include "table/dates.h"
#include "table/result_writer.h"

namespace attune {
namespace {

// The names of the id and the times are those of the file, which may be names of results or one another's.
void check_column_names(const std::vector<std::string>& names, const std::string& file) {
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (seen.insert(name).second) continue;
    throw Error(ExitCode::data, {.file = file},
                fmt::format("the results would have two columns \"{}\"", shorten(name, 40)),
                "Give the column of the ids, or of the times, another name.");
  }
}

void write_table(const ChangeTable& table, const ChangeRun& run, const std::string& file, OutputFile& out) {
  const auto [names, labels, columns] = run.to == Format::table ? table.brief_columns() : table.columns();
  check_column_names(names, file);
  const auto writer = make_result_writer(
      {.format = run.to, .numbers = run.numbers, .safe_for_spreadsheets = run.safe_for_spreadsheets}, names, labels);
  std::string text;
  writer->write(columns, table.rows(), text);
  out.write(text);
  writer->complete(table.rows() > 0, out);
  out.commit();
}

std::string line_about(const ScaleChanges& changes) {
  const auto count = [&](ChangeVerdict verdict) {
    return grouped(changes.verdicts[static_cast<std::size_t>(verdict)]);
  };
  std::string line = changes.scale + ": ";
  line += changes.directed
              ? fmt::format("{} better, {} worse", count(ChangeVerdict::better), count(ChangeVerdict::worse))
              : fmt::format("{} higher, {} lower", count(ChangeVerdict::higher), count(ChangeVerdict::lower));
  line += fmt::format(", {} without reliable change", count(ChangeVerdict::no_reliable_change));
  if (changes.without_verdict > 0)
    line += fmt::format(", {} without a verdict (no score, or no standard error above 0)",
                        grouped(changes.without_verdict));
  return line + ".";
}

std::string line_about(const std::vector<std::string>& ids, const std::string& where) {
  std::vector<std::string> shown;
  for (const std::string& id : ids) shown.push_back(shorten(one_line(id), 40));
  return fmt::format("{} only {}: {}.", counted(ids.size(), "respondent"), where, join_words(shown));
}

bool is_later(const Occasion& before, std::size_t row, const Occasion& after, std::size_t other) {
  if (before.has_numbers()) return before.order(row) > after.order(other);
  const auto moment = moment_of(before.time(row)), later = moment_of(after.time(other));
  return moment && later && is_surely_later(*moment, *later);
}

// Where both files tell when, the first must not be the later one: every verdict would be turned round.
void require_earlier_first(const Occasion& before, const Occasion& after) {
  if (before.time_name().empty() || before.has_numbers() != after.has_numbers()) return;
  for (std::size_t r = 0; r < before.size(); ++r) {
    const auto& rows_after = after.rows_of(before.id(r));
    if (rows_after.empty()) continue;
    const std::size_t first = before.rows(r).front(), last = rows_after.back();
    if (!is_later(before, first, after, last)) continue;
    throw Error(ExitCode::data, {.file = before.file(), .respondent = shorten(before.id(r), 40)},
                fmt::format("{} is later than {} in {}", shorten(before.time(first), 40), shorten(after.time(last), 40),
                            after.file()),
                "Name the file of the earlier answers first.");
  }
}

}  // namespace

std::string ChangeSummary::text() const {
  std::string lines = counted(in_both, "respondent") + (one_file ? " at several times." : " in both files.");
  if (!only_before.empty()) lines += "\n" + line_about(only_before, one_file ? "once" : "in " + one_line(before));
  if (!only_after.empty()) lines += "\n" + line_about(only_after, "in " + one_line(after));
  for (const ScaleChanges& changes : scales) lines += "\n" + line_about(changes);
  if (taken_as_missing > 0) lines += "\n" + taken_as_missing_text(taken_as_missing);
  return lines;
}

ChangeSummary change_files(const Questionnaire& questionnaire, const ChangeRun& run, OutputFile& out,
                           const std::function<void(const Progress&)>& progress) {
  const Scorer scorer(questionnaire);
  ScoreBlock scores;
  std::vector<Occasion> occasions;
  const ReadSummary read = read_respondents(
      questionnaire, run.source,
      {.open = [&](const AnswerFile& file) { occasions.emplace_back(file, questionnaire.scales.size()); },
       .take =
           [&](const RespondentBlock& block) {
             scorer.score(block.answers, scores);
             occasions.back().add(block, scores);
           },
       .progress = progress});
  for (Occasion& occasion : occasions) occasion.put_in_order();
  const Occasion& before = occasions.front();
  const Occasion& after = occasions.back();
  require_earlier_first(before, after);
  const ChangeTable table(questionnaire, before, after);
  write_table(table, run, before.file(), out);

  ChangeSummary summary{.before = before.file(),
                        .after = after.file(),
                        .one_file = occasions.size() == 1,
                        .only_before = table.ids_only_before(),
                        .only_after = table.ids_only_after(),
                        .scales = table.changes(),
                        .taken_as_missing = read.taken_as_missing,
                        .notes = read.notes};
  summary.in_both = before.size() - summary.only_before.size();
  return summary;
}

}  // namespace attune
