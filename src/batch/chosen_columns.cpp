#include "batch/chosen_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

class ChosenColumns : public ResultPart {
 public:
  ChosenColumns(ResultParts parts, std::vector<std::string> names)
      : parts_(std::move(parts)), names_(std::move(names)) {
    std::vector<std::string> all;
    for (const auto& part : parts_) {
      for (std::string& name : part->names()) all.push_back(std::move(name));
    }
    for (const std::string& name : names_) chosen_.push_back(place_of(name, all));
    refuse_repetition();
  }

  ChosenColumns(const ChosenColumns& other) : names_(other.names_), chosen_(other.chosen_) {
    for (const auto& part : other.parts_) parts_.push_back(part->copy());
  }

  std::vector<std::string> names() const override { return names_; }

  ScoreWanted wanted(std::size_t column) const override {
    std::size_t place = chosen_[column];
    for (const auto& part : parts_) {
      const std::size_t columns = part->names().size();
      if (place < columns) return part->wanted(place);
      place -= columns;
    }
    return {};
  }

  bool sees_all_first() const override {
    return std::any_of(parts_.begin(), parts_.end(), [](const auto& part) { return part->sees_all_first(); });
  }
  void see(const RespondentBlock& block) override {
    for (const auto& part : parts_) part->see(block);
  }

  std::unique_ptr<ResultPart> copy() const override { return std::make_unique<ChosenColumns>(*this); }
  void add_counts_of(const ResultPart& copy) override {
    const auto& other = dynamic_cast<const ChosenColumns&>(copy);
    for (std::size_t p = 0; p < parts_.size(); ++p) parts_[p]->add_counts_of(*other.parts_[p]);
  }

  void append(const RespondentBlock& block, const ScoreBlock& scores, std::vector<ResultColumn>& columns) override {
    std::vector<ResultColumn> all;
    for (const auto& part : parts_) part->append(block, scores, all);
    for (const std::size_t place : chosen_) columns.push_back(all[place]);
  }

  std::vector<std::string> notes() const override {
    std::vector<std::string> notes;
    for (const auto& part : parts_) {
      for (std::string& note : part->notes()) notes.push_back(std::move(note));
    }
    return notes;
  }

 private:
  static std::size_t place_of(const std::string& name, const std::vector<std::string>& all) {
    const auto found = std::find(all.begin(), all.end(), name);
    if (found != all.end()) return static_cast<std::size_t>(found - all.begin());
    throw Error(ExitCode::usage, {}, fmt::format("--results {}: there is no such column of results", name),
                fmt::format("There are {}.", join_words(all, "and", all.size())));
  }

  void refuse_repetition() const {
    for (auto name = names_.begin(); name != names_.end(); ++name) {
      if (std::find(name + 1, names_.end(), *name) != names_.end())
        throw Error(ExitCode::usage, {}, fmt::format("--results: {} is named twice", *name));
    }
  }

  ResultParts parts_;
  std::vector<std::string> names_;
  std::vector<std::size_t> chosen_;  // places among the columns of all parts
};

}  // namespace

std::unique_ptr<ResultPart> make_chosen_columns(ResultParts parts, std::vector<std::string> names) {
  return std::make_unique<ChosenColumns>(std::move(parts), std::move(names));
}

}  // namespace attune
