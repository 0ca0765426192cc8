#include "batch/simulate_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "questionnaire/answer.h"
#include "table/result_writer.h"

namespace attune {
namespace {

constexpr std::size_t kRowsInBlock = 4096;

void check_missing_code(const Questionnaire& questionnaire, const std::string& code) {
  const ItemCodes codes(questionnaire, {});
  for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
    const auto read = codes[item].read(code);
    if (!read || *read == kMissing) continue;
    throw Error(ExitCode::usage, {},
                fmt::format("missing code {}: that is an answer on this questionnaire's scale ({})", code,
                            codes[item].answers()));
  }
}

// By RFC 8259, which knows no 099, +9 or .5.
bool is_json_number(std::string_view text) {
  const auto skip_digits = [&text] {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(digits);
    return digits;
  };
  const auto skip = [&text](std::string_view signs) {
    const bool there = !text.empty() && signs.find(text.front()) != std::string_view::npos;
    text.remove_prefix(there ? 1 : 0);
    return there;
  };
  skip("-");
  const bool leads_with_zero = text.starts_with('0');
  const std::size_t whole = skip_digits();
  if (whole == 0 || (leads_with_zero && whole > 1)) return false;
  if (skip(".") && skip_digits() == 0) return false;
  if (!skip("eE")) return text.empty();
  skip("+-");
  return skip_digits() > 0 && text.empty();
}

class SimulatingRun {
 public:
  SimulatingRun(const Questionnaire& questionnaire, const SimulationRun& run)
      : run_(run),
        simulator_(questionnaire, run.model, run.seed),
        countries_(SimulatedBlock::kCountries.begin(), SimulatedBlock::kCountries.end()),
        missing_{.text = run.missing_code, .json = run.missing_code.empty() || is_json_number(run.missing_code)} {
    check_missing_code(questionnaire, run.missing_code);
    for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
      for (const int answer : questionnaire.response_of(item).answers())
        texts_.emplace(static_cast<Answer>(answer), std::to_string(answer));
    }
    name_columns(questionnaire);
    label_columns(questionnaire);
    writer_ = make_result_writer({.format = run.to}, names_, labels_);
  }

  void go(OutputFile& out, const std::function<void(const Progress&)>& progress) {
    std::string text;
    std::size_t done = 0;
    while (done < run_.respondents) {
      simulator_.next(std::min(kRowsInBlock, run_.respondents - done), block_);
      write_block(done, text);
      out.write(text);
      text.clear();
      done += block_.answers.rows;
      progress({.respondents = done});
    }
    writer_->complete(true, out);
    out.commit();
  }

 private:
  void name_columns(const Questionnaire& questionnaire) {
    names_ = {"id"};
    if (run_.demographics) names_.insert(names_.end(), {"age", "gender", "country"});
    if (run_.model.careless > 0) names_.emplace_back("careless");
    for (const Item& item : questionnaire.items) {
      if (std::find(names_.begin(), names_.end(), item.id) == names_.end()) continue;
      throw Error(ExitCode::usage, {},
                  fmt::format("the file would have two columns \"{}\": {} has an item of that name", item.id,
                              questionnaire.id));
    }
    std::vector<std::string> items;
    for (const Item& item : questionnaire.items) items.push_back(item.id);
    names_.insert(names_.begin() + 1, items.begin(), items.end());
  }

  // Items by their statements and the labels of their answers.
  void label_columns(const Questionnaire& questionnaire) {
    labels_.resize(names_.size());
    for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
      ColumnLabels& labels = labels_[1 + item];
      labels.text = questionnaire.items[item].text;
      ValueLabels values;
      for (const auto& [answer, label] : questionnaire.response_of(item).labels) values[std::to_string(answer)] = label;
      labels.of_values = std::make_shared<const ValueLabels>(std::move(values));
    }
  }

  void write_block(std::size_t first, std::string& text) {
    make_cells(first);
    std::vector<ResultColumn> columns;
    for (const auto& column : cells_) columns.emplace_back(std::span<const Cell>(column));
    if (run_.demographics) {
      columns.emplace_back(std::span<const std::uint16_t>(block_.ages));
      columns.emplace_back(std::span<const std::uint16_t>(block_.genders));
      columns.emplace_back(WordColumn{.indices = block_.countries, .words = &countries_});
    }
    if (run_.model.careless > 0) columns.emplace_back(std::span<const std::uint16_t>(block_.careless));
    writer_->write(columns, block_.answers.rows, text);
  }

  // Ids and answers, by column.
  void make_cells(std::size_t first) {
    const AnswerBlock& answers = block_.answers;
    ids_.clear();
    for (std::size_t row = 0; row < answers.rows; ++row) ids_.push_back(fmt::format("s{}", first + row + 1));
    cells_.resize(1 + answers.items);
    for (auto& column : cells_) column.resize(answers.rows);
    for (std::size_t row = 0; row < answers.rows; ++row) {
      cells_[0][row] = {.text = ids_[row]};
      const auto given = answers.row(row);
      for (std::size_t i = 0; i < answers.items; ++i) cells_[1 + i][row] = cell_of(given[i]);
    }
  }

  Cell cell_of(Answer answer) const {
    if (answer == kMissing) return missing_;
    return {.text = texts_.at(answer), .json = true};
  }

  const SimulationRun& run_;
  Simulator simulator_;
  std::vector<std::string> countries_;
  Cell missing_;
  std::map<Answer, std::string> texts_;
  std::vector<std::string> names_;
  std::vector<ColumnLabels> labels_;
  std::unique_ptr<ResultWriter> writer_;
  SimulatedBlock block_;
  std::vector<std::string> ids_;
  std::vector<std::vector<Cell>> cells_;
};

}  // namespace

void simulate_file(const Questionnaire& questionnaire, const SimulationRun& run, OutputFile& out,
                   const std::function<void(const Progress&)>& progress) {
  SimulatingRun(questionnaire, run).go(out, progress);
}

}  // namespace attune
