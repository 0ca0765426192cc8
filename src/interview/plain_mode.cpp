#include "interview/plain_mode.h"

#include <fmt/format.h>

#include <cerrno>

#include "base/error.h"
#include "base/text.h"
#include "questionnaire/answer.h"

namespace attune {
namespace {

// "a number from 1 to 7", "0, 5 or 10"
std::string answer_asked_for(const ResponseScale& response) {
  return (response.only_labelled ? "" : "a number from ") + answers_said(response);
}

void say_help(Conversation& conversation, const ResponseScale& response) {
  conversation.say(fmt::format("Enter {} to answer.", answer_asked_for(response)));
  conversation.say(
      "s skips the statement. b goes back to the one before. q pauses: your answers are kept; the same command goes on "
      "where you stopped.");
}

void say_answers(Conversation& conversation, const ResponseScale& response) {
  const std::vector<int> answers = response.answers();
  for (const int answer : answers) {
    const auto label = response.labels.find(answer);
    if (label != response.labels.end()) conversation.say(fmt::format("{}: {}", answer, label->second));
    else if (answers.size() <= kMostListed) conversation.say(std::to_string(answer));
  }
}

[[noreturn]] void fail_to_show() {
  throw Error(ExitCode::io, {}, "the statements cannot be shown: " + system_reason(errno),
              "What you answered is kept; the same command goes on with it.");
}

std::string said_back(const ResponseScale& response, Answer answer) {
  const auto label = response.labels.find(answer);
  return label == response.labels.end() ? std::to_string(answer) : fmt::format("{}, {}", answer, label->second);
}

class PlainInterview {
 public:
  PlainInterview(Conversation& conversation, Interview& interview)
      : conversation_(conversation), interview_(interview) {}

  void run() {
    say_help(conversation_, interview_.response());
    while (interview_.step() == Interview::Step::statement || interview_.step() == Interview::Step::review) {
      if (interview_.step() == Interview::Step::review) review();
      else statement();
    }
  }

 private:
  void statement() {
    conversation_.pause_between();
    conversation_.say(fmt::format("Statement {} of {}.", interview_.position() + 1, interview_.count()));
    say_stem();
    conversation_.say(interview_.statement());
    say_answers(conversation_, interview_.response());
    if (const auto& earlier = interview_.earlier()) {
      conversation_.say(earlier->skipped() ? "You skipped it before."
                                           : fmt::format("Your answer before: {}.",
                                                         said_back(interview_.response(), earlier->answer)));
    }
    const std::size_t position = interview_.position();
    while (interview_.step() == Interview::Step::statement && interview_.position() == position) {
      const auto line = conversation_.ask("Enter a number, or ? for help: ");
      if (!line) return interview_.pause();
      if (!reply(*line)) return;
    }
  }

  // What introduces several statements is said before the first of them.
  void say_stem() {
    std::string stem = interview_.stem();
    if (!stem.empty() && stem != said_stem_) conversation_.say(stem);
    said_stem_ = std::move(stem);
  }

  // False where the statement has been left, or is to be shown anew.
  bool reply(const std::string& line) {
    const std::string word = fold(line);
    try {
      if (word == "q") return interview_.pause(), false;
      if (word == "b") return go_back();
      if (word == "s") return skip();
      if (word == "?" || word == "h") return say_help(conversation_, interview_.response()), true;
      const ResponseScale& response = interview_.response();
      const auto answer = AnswerCodes(response, {}).read(line);
      if (!answer || *answer == kMissing) {
        conversation_.say(
            fmt::format("That is not one of the answers. Enter {}, or s to skip.", answer_asked_for(response)));
        return true;
      }
      interview_.answer(*answer);
      conversation_.say(fmt::format("You chose {}.", said_back(response, *answer)));
    } catch (const Error& error) {
      conversation_.say(fmt::format("{}. {} Mend it if you can, then enter the answer again; or q to pause.",
                                    error.problem(), error.remedy()));
      return true;
    }
    return false;
  }

  bool go_back() {
    if (interview_.position() == 0) conversation_.say("This is the first statement.");
    interview_.back();
    return false;
  }

  bool skip() {
    interview_.skip();
    conversation_.say(interview_.note());
    return false;
  }

  void review() {
    const Card card = review_card(interview_);
    const bool skipped = !interview_.skipped().empty();
    const char key = ask(conversation_, card,
                         skipped ? "Enter f to finish, s to go to the skipped ones, b to go back, q to pause"
                                 : "Enter f to finish, b to go back, q to pause",
                         skipped ? "fsbq" : "fbq");
    if (key == 'f') interview_.finish();
    else if (key == 's') interview_.go_to_skipped();
    else if (key == 'b') interview_.back();
    else interview_.pause();
  }

  Conversation& conversation_;
  Interview& interview_;
  std::string said_stem_;
};

}  // namespace

Conversation::Conversation(std::istream& in, std::FILE* out, int width, bool unicode, bool echoed)
    : in_(in), out_(out), width_(width), unicode_(unicode), echoed_(echoed) {}

void Conversation::write(const std::string& text) {
  const std::string shown = unicode_ ? text : ascii(text);
  if (std::fwrite(shown.data(), 1, shown.size(), out_) < shown.size()) fail_to_show();
}

void Conversation::flush() {
  if (std::fflush(out_) != 0) fail_to_show();
}

void Conversation::say(const std::string& text) {
  write(fmt::format("{}\n", fmt::join(wrap(printable(text), width_), "\n")));
}

void Conversation::pause_between() { write("\n"); }

std::optional<std::string> Conversation::ask(const std::string& prompt) {
  write(prompt);
  flush();
  std::string line;
  const bool read = static_cast<bool>(std::getline(in_, line));
  // The next words begin on a line of their own.
  if (!echoed_ || !read) write("\n");
  flush();
  if (!read) return std::nullopt;
  return std::string(trim(line));
}

char ask(Conversation& conversation, const Card& card, const std::string& choices, const std::string& keys) {
  conversation.pause_between();
  conversation.say(card.title);
  for (const std::string& paragraph : card.paragraphs) conversation.say(paragraph);
  while (true) {
    const auto line = conversation.ask(choices + ": ");
    if (!line) return 'q';
    if (line->empty()) return keys.front();
    const std::string word = fold(*line);
    if (word.size() == 1 && keys.find(word.front()) != std::string::npos) return word.front();
    conversation.say("That is not one of the choices.");
  }
}

void run_in_plain(Conversation& conversation, Interview& interview) { PlainInterview(conversation, interview).run(); }

}  // namespace attune
