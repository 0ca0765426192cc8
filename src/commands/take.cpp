#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <random>

#include "base/clock.h"
#include "base/file.h"
#include "base/folders.h"
#include "base/number.h"
#include "base/terminal.h"
#include "base/text.h"
#include "batch/sitting_results.h"
#include "commands/commands.h"
#include "commands/language_option.h"
#include "commands/history_access.h"
#include "commands/plan_keeping.h"
#include "commands/terminal_output.h"
#include "commands/writing.h"
#include "history/finished_sitting.h"
#include "interview/journal.h"
#include "interview/plain_mode.h"
#include "interview/terminal_screen.h"
#include "questionnaire/load.h"
#include "questionnaire/wording.h"
#include "report/person_page.h"
#include "report/result.h"
#include "table/format.h"

namespace attune {
namespace {

struct TakeOptions {
  std::string id = "attune-24";
  std::vector<std::string> about;
  std::string language;
  std::string wording;
  bool plain = false;
  bool skip_intro = false;
  std::optional<std::string> shuffle;
  std::string format = "text";
  std::optional<std::string> output;
  bool save = false;
  PassphraseOptions passphrase;
  std::optional<std::string> page;
};

// The two faces of the interview, and how each asks for a choice.
class Face {
 public:
  virtual ~Face() = default;
  virtual char choose(const Card& card, const std::string& choices, const std::string& keys) = 0;
  virtual void run(Interview& interview) = 0;
};

class ScreenFace : public Face {
 public:
  char choose(const Card& card, const std::string&, const std::string& keys) override {
    const char key = ask(screen_, card, keys.c_str());
    return key == '\n' ? keys.front() : key;
  }
  void run(Interview& interview) override { run_on_screen(screen_, interview); }

 private:
  TerminalScreen screen_;
};

class PlainFace : public Face {
 public:
  explicit PlainFace(std::FILE* out)
      : conversation_(std::cin, out, std::min(terminal_width(), 80), terminal_is_utf8(), is_terminal(0)) {}
  char choose(const Card& card, const std::string& choices, const std::string& keys) override {
    return ask(conversation_, card, choices, keys);
  }
  void run(Interview& interview) override { run_in_plain(conversation_, interview); }

 private:
  Conversation conversation_;
};

// The person asked for words without drawings.
bool wants_spoken(const TakeOptions& options) {
  const char* accessible = std::getenv("ACCESSIBLE");
  return options.plain || (accessible != nullptr && *accessible != '\0');
}

bool wants_plain(const TakeOptions& options) {
  const char* term = std::getenv("TERM");
  const bool dumb = term == nullptr || *term == '\0' || std::string(term) == "dumb";
  return wants_spoken(options) || dumb || !is_terminal(0) || !is_terminal(1);
}

std::optional<std::uint64_t> seed_of(const TakeOptions& options) {
  if (!options.shuffle) return std::nullopt;
  if (options.shuffle->empty()) return std::random_device()();
  const auto seed = parse_whole(*options.shuffle);
  if (!seed || *seed < 0)
    throw Error(ExitCode::usage, {}, fmt::format("--shuffle={}: expected a whole number", *options.shuffle));
  return static_cast<std::uint64_t>(*seed);
}

std::string key_source(const Questionnaire& questionnaire) {
  for (const auto& [what, works] : questionnaire.sources) {
    if (what == "key" && !works.empty()) return works.front();
  }
  return "a place that its definition does not name.";
}

Questionnaire questionnaire_of(const TakeOptions& options) {
  Questionnaire questionnaire = load_named(options.id, Catalogue::of_environment());
  speak(questionnaire, options.language);
  if (!options.wording.empty()) read_wording_file(options.wording, questionnaire);
  if (!questionnaire.has_wording()) {
    throw Error(
        ExitCode::usage, {},
        fmt::format("the statements of {} are not shipped. {}", questionnaire.title, questionnaire.rights.wording),
        fmt::format("They were published in: {} If you may use them, put them into a file, one a line in the order of "
                    "the items ({} of them), and add --wording FILE.",
                    key_source(questionnaire), questionnaire.items.size()));
  }
  return questionnaire;
}

// A sitting that goes on, or a new one; nothing where the person leaves.
std::optional<Sitting> begin(Face& face, Journal& journal, const Questionnaire& questionnaire,
                             const Relationship& about, const TakeOptions& options) {
  if (journal.unfinished()) {
    const char choice =
        face.choose(resume_card(*journal.unfinished(), about), "Enter g to go on, n to begin anew, q to leave", "gnq");
    if (choice == 'q') return std::nullopt;
    if (choice == 'g') return journal.unfinished();
  } else if (!journal.unusable().empty()) {
    const Card card{
        .title = "An earlier sitting cannot be gone on with",
        .paragraphs = {fmt::format("It is there, but {}.", journal.unusable()), "To begin anew removes its answers."},
        .keys = "n begin anew  q leave"};
    if (face.choose(card, "Enter n to begin anew, q to leave", "qn") != 'n') return std::nullopt;
  } else if (!options.skip_intro) {
    const std::string kept_in = journal.path().parent_path().string();
    if (face.choose(intro_card(questionnaire, about, kept_in), "Enter b to begin, q to leave", "bq") == 'q')
      return std::nullopt;
  }
  Sitting sitting = new_sitting(questionnaire, about.about, seed_of(options));
  journal.begin(sitting);
  return sitting;
}

// Whatever is on disk stays there until all is finished, so leaving at any point loses nothing.
struct Taken {
  std::vector<std::unique_ptr<Journal>> journals;
  std::vector<Result> results;
  std::string left;  ///< why the end was not reached; empty if it was
};

std::unique_ptr<Face> make_face(const TakeOptions& options) {
  if (!wants_plain(options)) {
    try {
      return std::make_unique<ScreenFace>();
    } catch (const Error& error) {
      tell(error.problem() + ": going on line by line.");
    }
  }
  return std::make_unique<PlainFace>(options.format == "text" ? stdout : stderr);
}

// Ends a `sitting` in which the person stopped, that of journal `a`; gives what they are told.
std::string left_after(const std::vector<std::unique_ptr<Journal>>& journals, std::size_t a, const Sitting& sitting) {
  if (sitting.replied() > 0)
    return fmt::format("Paused after {} of {}. Your answers are kept; the same command goes on where you stopped.",
                       sitting.replied(), counted(sitting.order.size(), "statement"));
  journals[a]->remove();
  const bool others_kept = a > 0 || std::any_of(journals.begin(), journals.end(), [](const auto& journal) {
                             return journal->unfinished() && journal->unfinished()->replied() > 0;
                           });
  if (!others_kept) return "Nothing was answered, so nothing is kept.";
  return "Nothing was answered here, so nothing of it is kept. Your other answers are; the same command goes on from "
         "there.";
}

Taken take_all(const Questionnaire& questionnaire, const std::vector<Relationship>& abouts,
               const TakeOptions& options) {
  Taken taken;
  const Scorer scorer(questionnaire);
  const auto folder = state_folder() / "sittings";
  for (const Relationship& about : abouts)
    taken.journals.push_back(std::make_unique<Journal>(folder, questionnaire, about.about));
  const std::unique_ptr<Face> face = make_face(options);
  for (std::size_t a = 0; a < abouts.size(); ++a) {
    Journal& journal = *taken.journals[a];
    auto sitting = begin(*face, journal, questionnaire, abouts[a], options);
    if (!sitting) {
      taken.left = "Nothing was lost. The same command goes on from here when you like.";
      return taken;
    }
    Interview interview(questionnaire, abouts[a], *sitting,
                        [&](const std::string& item, const Reply& reply) { journal.add(item, reply); });
    face->run(interview);
    if (interview.step() == Interview::Step::paused) {
      taken.left = left_after(taken.journals, a, *sitting);
      return taken;
    }
    taken.results.push_back({.about = abouts[a], .sitting = *sitting, .scores = scorer.score(sitting->answers())});
  }
  return taken;
}

std::vector<Sitting> sittings_of(const std::vector<Result>& results) {
  std::vector<Sitting> sittings;
  for (const Result& result : results) sittings.push_back(result.sitting);
  return sittings;
}

void write_answers(const Questionnaire& questionnaire, const std::vector<Sitting>& sittings, Format format,
                   OutputFile& out) {
  const bool json = format == Format::json || format == Format::ndjson;
  out.write(json ? answers_ndjson(questionnaire, sittings) : answers_csv(questionnaire, sittings));
  out.commit();
}

void write_page(const Questionnaire& questionnaire, const std::vector<Result>& results, OutputFile& out) {
  const PersonPages pages(questionnaire, Catalogue::of_environment(), {.date = today(), .reader = Reader::person});
  std::vector<RespondentResult> told;
  for (const Result& result : results) told.push_back(respondent_result(result));
  out.write(page_html(pages.page(told)));
  out.commit();
}

std::vector<Relationship> relationships_of(const TakeOptions& options, const Questionnaire& questionnaire) {
  if (options.about.empty()) return {relationship("general", questionnaire)};
  std::vector<Relationship> abouts;
  for (const std::string& about : options.about) {
    abouts.push_back(relationship(about));
    const auto same = [&](const Relationship& earlier) { return earlier.about == abouts.back().about; };
    if (std::count_if(abouts.begin(), abouts.end(), same) > 1) {
      throw Error(ExitCode::usage, {}, fmt::format("--about {}: named twice", about), "Name each relationship once.");
    }
  }
  return abouts;
}

void show_results(const Questionnaire& questionnaire, const std::vector<Result>& results, const TakeOptions& options) {
  if (options.format == "json") return OutputFile("-").write(result_json(questionnaire, results));
  if (options.format == "csv") return OutputFile("-").write(results_csv(questionnaire, sittings_of(results)));
  const bool plain = wants_plain(options);
  TerminalStyle style = terminal_style();
  style.emphasis = style.emphasis && !plain;
  style.spoken = wants_spoken(options);
  const std::string text = result_text(questionnaire, results, Catalogue::of_environment(), style);
  if (plain) write_text(text);
  else page_text(text);
}

// From the first result that has a profile, and one that is not less likely than all others together.
void offer_plan_from(const Questionnaire& questionnaire, const std::vector<Result>& results, HistoryAccess& history) {
  const auto found = std::find_if(results.begin(), results.end(), [](const Result& result) {
    const auto profile = result.scores.profile;
    return profile != kNoProfile && !(result.scores.probabilities[static_cast<std::size_t>(profile)] < 0.5);
  });
  if (found != results.end())
    offer_plan(questionnaire.profile_names()[static_cast<std::size_t>(found->scores.profile)], history);
}

// The journals have to be there until this is done.
void save(const Questionnaire& questionnaire, const std::vector<Result>& results, HistoryAccess& history) {
  std::vector<KeptSitting> kept;
  for (const Result& result : results) kept.push_back(finished_sitting(questionnaire, result.sitting, result.scores));
  try {
    std::vector<std::string> numbers;
    for (const std::size_t number : history.open().keep(kept)) numbers.push_back(std::to_string(number));
    tell(fmt::format("Kept as number {}. \"attune history\" lists what is kept, \"attune history forget\" removes it.",
                     join_words(numbers)));
  } catch (const Error& error) {
    const std::string remedy = error.remedy().empty() ? "" : error.remedy() + " ";
    throw Error(error.code(), error.place(), error.problem(),
                remedy + "Your answers are not lost: the same command goes on with them.");
  }
}

void offer_to_save(const Questionnaire& questionnaire, const std::vector<Result>& results, HistoryAccess& history) {
  if (confirmed("Keep these answers on this computer, to see later what has changed? Only you can read them, and "
                "\"attune history forget\" removes them."))
    save(questionnaire, results, history);
}

// What cannot be removed keeps nothing else from going; the person is told of each.
ExitCode remove_journals(const Taken& taken) {
  ExitCode code = ExitCode::ok;
  for (const auto& journal : taken.journals) {
    try {
      journal->remove();
    } catch (const Error& error) {
      tell(std::string("attune: ") + error.what());
      code = error.code();
    }
  }
  return code;
}

// One of the files would replace the other, or what the command reads.
void refuse_files(const TakeOptions& options) {
  std::vector<std::string> read{"-", definition_file(options.id)};
  if (!options.wording.empty()) read.push_back(options.wording);
  for (const auto& name : {options.output, options.page}) {
    if (name) refuse_overwriting(read, *name);
  }
  if (options.output && options.page && would_be_one_file(*options.output, *options.page))
    throw Error(ExitCode::usage, {.file = *options.output}, "the answers and the page would be one file",
                "Name another for one of them.");
}

ExitCode take(const TakeOptions& options) {
  const Questionnaire questionnaire = questionnaire_of(options);
  const std::vector<Relationship> abouts = relationships_of(options, questionnaire);
  const Format format = text_format_for_results(options.output.value_or(""));
  HistoryAccess history(options.passphrase);
  refuse_files(options);
  // Made before anything is asked: a folder that is not there should not come to light after the last answer.
  std::unique_ptr<OutputFile> answers;
  if (options.output) answers = std::make_unique<OutputFile>(*options.output);
  if (options.save) history.open();
  std::unique_ptr<OutputFile> page;
  if (options.page) page = std::make_unique<OutputFile>(*options.page);
  const Taken taken = take_all(questionnaire, abouts, options);
  if (!taken.left.empty()) {
    tell(taken.left);
    return ExitCode::ok;
  }
  if (answers) write_answers(questionnaire, sittings_of(taken.results), format, *answers);
  if (options.save) save(questionnaire, taken.results, history);
  if (page) write_page(questionnaire, taken.results, *page);
  show_results(questionnaire, taken.results, options);
  const bool can_ask = options.format == "text" && is_terminal(0) && is_terminal(1);
  if (can_ask && !options.save) offer_to_save(questionnaire, taken.results, history);
  const ExitCode code = remove_journals(taken);
  if (can_ask) offer_plan_from(questionnaire, taken.results, history);
  return code;
}

}  // namespace

void add_take(CLI::App& app, Action& run) {
  auto options = std::make_shared<TakeOptions>();
  CLI::App* command =
      app.add_subcommand("take", "Take a questionnaire: answer statement by statement, and understand the result.");
  command->add_option("ID", options->id, "a questionnaire, or the path of a definition")->capture_default_str();
  command
      ->add_option("--about", options->about,
                   "partner, friend, mother, father, child, therapist, general, or a name; may be repeated to compare")
      ->type_name("WHOM")
      ->allow_extra_args(false);
  add_language_option(*command, options->language);
  command
      ->add_option("--wording", options->wording,
                   "file with the statements, where they are not shipped: one a line, or YAML")
      ->type_name("FILE");
  command->add_flag("--plain", options->plain,
                    "line by line, for speech output, braille and programs (also: ACCESSIBLE=1)");
  command->add_flag("--skip-intro", options->skip_intro, "begin with the first statement");
  auto* shuffle =
      command->add_option("--shuffle", options->shuffle, "mix the statements; with =SEED in the same way each time")
          ->type_name("SEED")
          ->expected(0, 1)
          ->allow_extra_args(false);
  command->add_option("--format", options->format, "form of the result: text, json, csv")
      ->check(CLI::IsMember({"text", "json", "csv"}))
      ->capture_default_str()
      ->type_name("FORM");
  command
      ->add_option("-o,--output", options->output,
                   "also write the raw answers to this file (.csv or .json), as \"attune score\" reads them")
      ->type_name("FILE");
  command->add_flag("--save", options->save, "keep the sitting in your history; \"attune history\" shows it");
  add_passphrase_options(*command, options->passphrase);
  command->add_option("--page", options->page, "also write the result as a page (HTML) to keep, print or hand over")
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  attune take\n"
      "  attune take --save\n"
      "  attune take --about partner --about mother\n"
      "  attune take ecr-r --wording my-ecr-r.txt -o answers.csv\n\n"
      "Nothing is saved but what -o, --page or --save says. Until you finish, your answers are kept so that you can "
      "stop "
      "and go on at any time.");
  command->callback([&run, options, shuffle] {
    // Given without a seed it means any.
    if (shuffle->count() > 0 && !options->shuffle) options->shuffle = "";
    run = [options] { return take(*options); };
  });
}

}  // namespace attune
