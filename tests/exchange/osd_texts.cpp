#include "exchange/osd_texts.h"

#include <doctest/doctest.h>

#include "exchange/osd_file.h"

namespace attune {

using testing::error_of;
using testing::holds;
using testing::tells;

namespace {

// A file with one rating and these translations and parameters.
std::string with_texts(const std::string& translations, const std::string& parameters = "{}") {
  return R"({"definition": {"scale_info": {"name": "S", "code": "S"}, "parameters": )" + parameters +
         R"(, "items": [{"id": "q1", "type": "likert", "text_key": "q1"}],
           "scoring": {"s": {"method": "sum_coded", "items": ["q1"]}}}, "translations": )" +
         translations + "}";
}

Imported imported(const std::string& translations, const std::string& language = "",
                  const std::string& parameters = "{}") {
  return testing::imported_osd(with_texts(translations, parameters), language);
}

}  // namespace

TEST_CASE("the texts are English where there are any, else those of no language, else the first") {
  const Questionnaire english = imported(R"({"de": {"q1": "Eins"}, "en": {"q1": "One"}})").questionnaire;
  CHECK(english.items[0].text == "One");
  CHECK(english.language == "en");
  const Questionnaire none = imported(R"({"de": {"q1": "Eins"}, "default": {"q1": "Any"}})").questionnaire;
  CHECK(none.items[0].text == "Any");
  CHECK(none.language.empty());
  CHECK(imported(R"({"de": {"q1": "Eins"}, "fr": {"q1": "Un"}})").questionnaire.language == "de");
}

TEST_CASE("a language can be asked for, and the others become its translations") {
  const Imported made = imported(R"({"en": {"q1": "One"}, "pt_br": {"q1": "Um"}, "de": {"q1": "Eins"}})", "de");
  CHECK(made.questionnaire.items[0].text == "Eins");
  REQUIRE(made.translations.size() == 2);
  CHECK(made.translations[0].language == "en");
  CHECK(made.translations[1].language == "pt-BR");
  CHECK(made.translations[1].items.at("q1").text == "Um");
}

TEST_CASE("a language that the file has not is refused with those it has") {
  const Error error = error_of([] { imported(R"({"en": {"q1": "One"}})", "fr"); });
  CHECK(error.code() == ExitCode::usage);
  CHECK(holds(error.remedy(), "It has en."));
}

TEST_CASE("texts are plain, with the parameters' default values") {
  const Imported made = imported(R"({"en": {"q1": "Using <b>{system}</b> &amp; {param.system}<br>is {answer.q9}"}})",
                                 "", R"({"system": {"type": "string", "default": "the tool"}})");
  CHECK(made.questionnaire.items[0].text == "Using the tool & the tool is {answer.q9}");
  CHECK(tells(made.notes, "only while people answer stays as it is written: answer.q9"));
}

TEST_CASE("a text that is missing is English, or told") {
  CHECK(imported(R"({"de": {}, "en": {"q1": "One"}})", "de").questionnaire.items[0].text == "One");
  const Imported none = imported(R"({"de": {}})");
  CHECK(none.questionnaire.items[0].text.empty());
  CHECK(tells(none.notes, "The file has no text for: q1"));
}

TEST_CASE("a language without a proper name is left out, and told") {
  CHECK(tells(imported(R"({"en": {"q1": "One"}, "../../x": {"q1": "X"}})").notes,
              "no tag such as de or pt-BR, so its texts are left out: ../../x"));
}

}  // namespace attune
