#include "exchange/file_languages.h"

#include <doctest/doctest.h>

#include "imported.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::tells;

FileLanguages chosen(const std::vector<std::string>& names, const std::string& fallback,
                     const std::string& wanted = {}) {
  Imported imported;
  return choose_language(names, fallback, {.file = "f", .language = wanted}, imported);
}

}  // namespace

TEST_CASE("the language is the one that is asked for, else English, else the file's own") {
  CHECK(chosen({"de", "en", "fr"}, "de", "fr").own.tag == "fr");
  CHECK(chosen({"de", "en"}, "de").own.tag == "en");
  CHECK(chosen({"de", "fr"}, "de").own.tag == "de");
  CHECK(chosen({}, "").own.tag.empty());
}

TEST_CASE("names are made tags, and the others are all but the chosen one") {
  const FileLanguages languages = chosen({"en", "pt_br", "pt-BR"}, "en");
  REQUIRE(languages.others.size() == 1);
  CHECK(languages.others[0].name == "pt_br");
  CHECK(languages.others[0].tag == "pt-BR");
  CHECK(chosen({"en", "pt_br"}, "en", "PT-br").own.name == "pt_br");
}

TEST_CASE("a name that is no tag is left out and told, so that no file is named after it") {
  Imported imported;
  const auto languages = choose_language({"en", "../../etc"}, "en", {.file = "f"}, imported);
  CHECK(languages.others.empty());
  CHECK(tells(imported.notes, "../../etc"));
}

TEST_CASE("a language that the file does not have is refused with those that it has") {
  const Error error = error_of([] { chosen({"en", "de"}, "en", "fr"); });
  CHECK(error.code() == ExitCode::usage);
  CHECK(holds(error.remedy(), "en and de"));
}

}  // namespace attune
