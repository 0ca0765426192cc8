#include "exchange/import_remarks.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace attune {

void ImportRemarks::leave_out(const std::string& where, const std::string& name) { left_out_[where].insert(name); }

void ImportRemarks::note(const std::string& sentence, const std::string& about) {
  auto found = std::find_if(notes_.begin(), notes_.end(), [&](const Note& note) { return note.sentence == sentence; });
  if (found == notes_.end()) found = notes_.insert(notes_.end(), {.sentence = sentence, .about = {}});
  const bool known = std::find(found->about.begin(), found->about.end(), about) != found->about.end();
  if (!about.empty() && !known) found->about.push_back(about);
}

void ImportRemarks::tell(Imported& imported) const {
  for (const auto& [where, names] : left_out_) {
    const std::vector<std::string> all(names.begin(), names.end());
    imported.left_out.push_back(fmt::format("{}{}.", where.empty() ? "" : where + ": ", join_words(all, "and", 40)));
  }
  for (const Note& note : notes_) {
    imported.notes.push_back(
        fmt::format("{}{}.", note.sentence, note.about.empty() ? "" : ": " + join_words(note.about, "and", 40)));
  }
}

}  // namespace attune
