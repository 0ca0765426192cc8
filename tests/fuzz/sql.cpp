// Answers of any kind: SQLite computes by attune's statement what attune computes.

#include "fuzz/fuzz.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cmath>
#include <memory>

#include "exchange/sql.h"
#include "scoring/scorer.h"
#include "support.h"

using namespace attune;

namespace {

// A questionnaire, and a table of one respondent in SQLite with the statement that scores it.
class ScoredTable {
 public:
  explicit ScoredTable(const std::string& id) : questionnaire_(testing::shipped(id)), scorer_(questionnaire_) {
    sqlite3* opened = nullptr;
    sqlite3_open(":memory:", &opened);
    database_.reset(opened);
    std::string names;
    std::string places;
    for (const Item& item : questionnaire_.items) {
      names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", item.id);
      places += places.empty() ? "?" : ", ?";
    }
    run("CREATE TABLE answers (" + names + ")");
    insert_ = prepare("INSERT INTO answers VALUES (" + places + ")");
    empty_ = prepare("DELETE FROM answers");
    select_ = prepare(scoring_sql(questionnaire_, {.table = {"answers"}}));
  }

  void check(fuzz::Input& input) {
    std::vector<Answer> answers;
    for (std::size_t item = 0; item < questionnaire_.items.size(); ++item) {
      const std::vector<int> there = questionnaire_.response_of(item).answers();
      const std::size_t chosen = input.choose(there.size() + 1);
      answers.push_back(chosen == there.size() ? kMissing : static_cast<Answer>(there[chosen]));
      bind(static_cast<int>(item) + 1, answers.back(), input.choose(3));
    }
    step(empty_);
    step(insert_);
    compare(scorer_.score(answers));
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Prepared = std::unique_ptr<sqlite3_stmt, Close>;

  void run(const std::string& sql) {
    fuzz::promise(sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  }

  Prepared prepare(const std::string& sql) {
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &prepared, nullptr);
    fuzz::promise(code == SQLITE_OK, "SQLite understands the statement: " + sql);
    return Prepared(prepared);
  }

  static void step(const Prepared& statement) {
    sqlite3_step(statement.get());
    sqlite3_reset(statement.get());
  }

  // As a number, as text, or as text with blanks and a decimal point.
  void bind(int place, Answer answer, std::size_t form) {
    if (answer == kMissing) {
      if (form == 0) sqlite3_bind_null(insert_.get(), place);
      else sqlite3_bind_text(insert_.get(), place, " ", -1, SQLITE_TRANSIENT);
    } else if (form == 0) {
      sqlite3_bind_int(insert_.get(), place, answer);
    } else {
      const std::string text = form == 1 ? std::to_string(answer) : fmt::format(" {}.0 ", answer);
      sqlite3_bind_text(insert_.get(), place, text.c_str(), -1, SQLITE_TRANSIENT);
    }
  }

  double number(int column) {
    const bool empty = sqlite3_column_type(select_.get(), column) == SQLITE_NULL;
    return empty ? kNoScore : sqlite3_column_double(select_.get(), column);
  }

  void same(int column, double value) {
    const double there = number(column);
    fuzz::promise(std::isnan(there) ? std::isnan(value) : std::abs(there - value) <= 1e-12,
                  fmt::format("{}: {} in SQLite, {} here", sqlite3_column_name(select_.get(), column), there, value));
  }

  void compare(const Scores& scores) {
    fuzz::promise(sqlite3_step(select_.get()) == SQLITE_ROW, sqlite3_errmsg(database_.get()));
    for (int column = 0; column < sqlite3_column_count(select_.get()); ++column) {
      const std::string name = sqlite3_column_name(select_.get(), column);
      for (std::size_t scale = 0; scale < questionnaire_.scales.size(); ++scale) {
        const std::string& id = questionnaire_.scales[scale].id;
        if (name == id) same(column, scores.scores[scale]);
        if (name == id + "_answered") same(column, scores.answered[scale]);
        if (name == id + "_se") same(column, scores.standard_errors[scale]);
      }
      if (name == "profile") same_profile(column, scores.profile);
    }
    sqlite3_reset(select_.get());
  }

  void same_profile(int column, std::int8_t profile) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(select_.get(), column));
    const std::string there = text == nullptr ? "" : text;
    const std::string here =
        profile == kNoProfile ? "" : questionnaire_.profile_names()[static_cast<std::size_t>(profile)];
    fuzz::promise(there == here, "profile: " + there + " in SQLite, " + here + " here");
  }

  Questionnaire questionnaire_;
  Scorer scorer_;
  std::unique_ptr<sqlite3, Close> database_;
  Prepared insert_, empty_, select_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static ScoredTable tables[] = {ScoredTable("ecr-rs"), ScoredTable("rq"), ScoredTable("aas-r"),
                                 ScoredTable("support-12")};
  fuzz::Input input(data, size);
  tables[input.choose(std::size(tables))].check(input);
  return 0;
}
