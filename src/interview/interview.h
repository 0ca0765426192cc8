#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "interview/relationship.h"
#include "interview/sitting.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// The rules of asking, whatever it looks like: which statement is shown, what a reply does, what is left at the end.
///
/// Screen and plain mode are two faces of this. A reply is kept, through the function given, before the next statement
/// is reached; where keeping fails, the Error passes through and the interview stands where it stood.
class Interview {
 public:
  enum class Step { statement, review, finished, paused };
  using Keep = std::function<void(const std::string& item_id, const Reply& reply)>;

  /// Goes on at the first statement without a reply. All references must outlive the interview.
  Interview(const Questionnaire& questionnaire, const Relationship& relationship, Sitting& sitting, Keep keep);

  const Questionnaire& questionnaire() const { return questionnaire_; }
  const Relationship& about() const { return relationship_; }
  const Sitting& sitting() const { return sitting_; }

  Step step() const { return step_; }
  /// Number of the statement shown, from 0, in the order of showing.
  std::size_t position() const { return position_; }
  std::size_t count() const { return sitting_.order.size(); }
  /// The statement shown, filled in.
  std::string statement() const;
  /// What introduces it, filled in; may be empty.
  std::string stem() const;
  /// The answers that it can have.
  const ResponseScale& response() const { return questionnaire_.response_of(item()); }
  /// What was said to it before, if anything.
  const std::optional<Reply>& earlier() const { return sitting_.replies[item()]; }

  /// Replies to the statement shown and goes on. `answer` is within the response scale.
  void answer(Answer answer);
  void skip();
  /// To the statement before, or from the review to the last; nothing at the first.
  void back();
  /// From the review to the first statement that was skipped; nothing where none was.
  void go_to_skipped();
  /// From the review to the end.
  void finish();
  void pause();

  /// Positions of the statements that have been skipped, rising.
  std::vector<std::size_t> skipped() const;
  /// What the skipped statements do to the scores, as sentences; empty where every score is safe.
  std::string cost_of_skipping() const;
  /// The same for the statement just skipped.
  std::string note() const { return note_; }

 private:
  std::size_t item() const { return sitting_.order[position_]; }
  void reply(Answer answer);
  void go_on();
  void show(std::size_t position);
  std::string skip_note(std::size_t item) const;

  const Questionnaire& questionnaire_;
  const Relationship& relationship_;
  Sitting& sitting_;
  Keep keep_;
  Step step_ = Step::statement;
  std::size_t position_ = 0;
  bool from_review_ = false;  // on the way through skipped statements, back to the review
  std::string note_;
  std::chrono::steady_clock::time_point shown_;
};

}  // namespace attune
