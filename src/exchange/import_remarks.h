#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "exchange/import.h"

namespace attune {

/// Gathers what an importer has to tell, so that the same said of many items becomes one sentence.
class ImportRemarks {
 public:
  /// The file has `name` in `where` ("items", "scoring"; empty: at its top), and the definition has not.
  void leave_out(const std::string& where, const std::string& name);
  /// A sentence without its full stop; told once, with the parts that it is about after a colon.
  void note(const std::string& sentence, const std::string& about = {});

  void tell(Imported& imported) const;

 private:
  struct Note {
    std::string sentence;
    std::vector<std::string> about;
  };

  std::map<std::string, std::set<std::string>> left_out_;  // by where
  std::vector<Note> notes_;
};

}  // namespace attune
