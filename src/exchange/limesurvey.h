#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// A survey of LimeSurvey, as far as questionnaires need it, from either of its two structure formats.

/// A text in several languages, by language.
using LimeTexts = std::map<std::string, std::string>;

struct LimeAnswer {
  std::string code;
  LimeTexts texts = {};
  std::string assessment_value = {};
  std::string scale = "0";  ///< of a question with two sets of answers, which of them
};

struct LimeSubquestion {
  std::string code;
  LimeTexts texts = {};
  std::string scale = "0";  ///< of a question with rows and columns, which of them
};

struct LimeQuestion {
  std::string code;
  char type = 'T';  ///< LimeSurvey's letter: F array, L list …
  LimeTexts texts = {};
  LimeTexts help = {};
  std::string relevance = {};
  bool has_condition = false;  ///< beside `relevance`, in the older way
  bool is_mandatory = false;
  bool has_default = false;           ///< whether an answer is given beforehand
  bool has_other = false;             ///< a text may be given in place of an answer
  std::string assessment_value = {};  ///< of a ticked box
  std::vector<LimeSubquestion> subquestions = {};
  std::vector<LimeAnswer> answers = {};
};

/// A message for totals in a range.
struct LimeRule {
  bool of_group = false;  ///< else of the whole survey
  std::string group = {};
  std::string name = {};
  std::string minimum = {};
  std::string maximum = {};
  std::string message = {};
  std::string language = {};
};

struct LimeGroup {
  std::string id;
  LimeTexts titles = {};
  LimeTexts descriptions = {};
  std::string relevance = {};
  std::vector<LimeQuestion> questions = {};
};

struct LimeSurvey {
  std::string id = {};
  std::vector<std::string> languages = {};  ///< the survey's own first
  LimeTexts titles = {};
  LimeTexts descriptions = {};
  LimeTexts welcomes = {};       ///< what is read before the first question
  bool has_assessments = false;  ///< whether answers count by their assessment values
  std::vector<LimeGroup> groups = {};
  std::vector<LimeRule> rules = {};
  std::set<std::string> others = {};  ///< what else the file describes, as it names that
};

/// Reads a survey archive of XML (.lss), as versions 2 to 6 write it. `file` is its name in messages. Throws Error
/// (data) for what is none, for a document type definition, which no such file has, and for more than a million tags.
LimeSurvey read_lss(std::string_view xml, const std::string& file);

/// Reads a survey as tab-separated text (.txt, .tsv). Throws Error (data) for what is none.
LimeSurvey read_limesurvey_text(std::string_view text, const std::string& file);

}  // namespace attune
