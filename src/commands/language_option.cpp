#include "commands/language_option.h"

#include <fmt/format.h>

#include "base/text.h"
#include "commands/terminal_output.h"
#include "questionnaire/translation.h"

namespace attune {

void add_language_option(CLI::App& command, std::string& language) {
  command
      .add_option("--lang", language, "language of the questionnaire's texts: de, pt-BR (else the definition's own)")
      ->type_name("LANG");
}

void speak(Questionnaire& questionnaire, const std::string& language) {
  if (language.empty()) return;
  const std::vector<std::string> missing = translate(questionnaire, language, Catalogue::of_environment());
  if (!missing.empty())
    tell(fmt::format("attune: in the definition's own language, as there is no text in {}: {}.", language,
                     join_words(missing)));
}

}  // namespace attune
