#include "history/sitting_rows.h"

#include <limits>
#include <optional>
#include <unordered_map>

#include "base/error.h"

namespace attune {
namespace {

KeptSitting sitting_of(const Statement& row) {
  KeptSitting sitting;
  sitting.number = static_cast<std::size_t>(row.integer(0));
  sitting.id = row.text(1);
  sitting.questionnaire = row.text(2);
  sitting.title = row.text(3);
  sitting.version = row.text(4);
  sitting.sha256 = row.text(5);
  sitting.about = row.text(6);
  sitting.started = row.text(7);
  sitting.finished = row.text(8);
  sitting.profile = row.text(9);
  sitting.probability = row.number(10);
  return sitting;
}

Reply reply_of(const Database& database, const Statement& row) {
  Reply reply;
  reply.milliseconds = row.integer(3);
  if (row.is_null(2)) return reply;
  const std::int64_t answer = row.integer(2);
  if (answer <= kMissing || answer > std::numeric_limits<Answer>::max())
    throw Error(ExitCode::data, {.file = database.file().string()},
                "the history is damaged: an answer is out of all bounds", kDamageRemedy);
  reply.answer = static_cast<Answer>(answer);
  return reply;
}

void bind_text_or_null(Statement& statement, const std::string& text) {
  if (text.empty()) statement.bind_null();
  else statement.bind(text);
}

std::int64_t insert_head(const Database& database, const KeptSitting& sitting, std::optional<std::int64_t> number) {
  Statement insert = database.prepare(
      "INSERT INTO sitting (number, id, questionnaire, title, version, sha256, about, started, finished, profile, "
      "probability) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number");
  if (number) insert.bind(*number);
  else insert.bind_null();
  for (const std::string* text : {&sitting.id, &sitting.questionnaire, &sitting.title, &sitting.version,
                                  &sitting.sha256, &sitting.about, &sitting.started, &sitting.finished})
    insert.bind(*text);
  bind_text_or_null(insert, sitting.profile);
  insert.bind(sitting.probability).step();
  const std::int64_t inserted = insert.integer(0);
  insert.run();
  return inserted;
}

void insert_replies(const Database& database, const KeptSitting& sitting, std::int64_t number) {
  Statement insert =
      database.prepare("INSERT INTO reply (sitting, position, item, answer, milliseconds) VALUES (?, ?, ?, ?, ?)");
  std::size_t position = 0;
  for (const auto& [item, reply] : sitting.replies) {
    insert.bind(number).bind(position++).bind(item);
    if (reply.skipped()) insert.bind_null();
    else insert.bind(std::int64_t{reply.answer});
    insert.bind(reply.milliseconds).run();
  }
}

void insert_scores(const Database& database, const KeptSitting& sitting, std::int64_t number) {
  Statement insert =
      database.prepare("INSERT INTO score (sitting, position, scale, score, standard_error) VALUES (?, ?, ?, ?, ?)");
  std::size_t position = 0;
  for (const KeptScore& kept : sitting.scores)
    insert.bind(number).bind(position++).bind(kept.scale).bind(kept.score).bind(kept.standard_error).run();
}

}  // namespace

std::vector<KeptSitting> sittings_in(const Database& database) {
  std::vector<KeptSitting> sittings;
  std::unordered_map<std::int64_t, std::size_t> index;
  Statement rows = database.prepare(
      "SELECT number, id, questionnaire, title, version, sha256, about, started, finished, profile, probability "
      "FROM sitting ORDER BY started, number");
  while (rows.step()) {
    index[rows.integer(0)] = sittings.size();
    sittings.push_back(sitting_of(rows));
  }
  Statement replies =
      database.prepare("SELECT sitting, item, answer, milliseconds FROM reply ORDER BY sitting, position");
  while (replies.step())
    sittings[index.at(replies.integer(0))].replies.push_back(
        {.item = replies.text(1), .reply = reply_of(database, replies)});
  Statement scores =
      database.prepare("SELECT sitting, scale, score, standard_error FROM score ORDER BY sitting, position");
  while (scores.step()) {
    sittings[index.at(scores.integer(0))].scores.push_back(
        {.scale = scores.text(1), .score = scores.number(2), .standard_error = scores.number(3)});
  }
  return sittings;
}

std::size_t put_sitting(Database& database, const KeptSitting& sitting) {
  Statement earlier = database.prepare("DELETE FROM sitting WHERE id = ? RETURNING number");
  std::optional<std::int64_t> number;
  earlier.bind(sitting.id);
  while (earlier.step()) number = earlier.integer(0);
  number = insert_head(database, sitting, number);
  insert_replies(database, sitting, *number);
  insert_scores(database, sitting, *number);
  return static_cast<std::size_t>(*number);
}

}  // namespace attune
