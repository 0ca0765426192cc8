#pragma once

#include <map>
#include <string>

namespace attune {

/// The texts of a definition in another language. Where one is empty or absent, the definition's own stands.
struct Translation {
  /// What is said about one item.
  struct ItemTexts {
    std::string text = {};
    std::string stem = {};
    std::map<int, std::string> labels = {};  ///< where the item has answers of its own

    bool operator==(const ItemTexts&) const = default;
  };
  /// What is said about one scale.
  struct ScaleTexts {
    std::string title = {};
    std::map<std::string, std::string> bands = {};  ///< by the definition's own label

    bool operator==(const ScaleTexts&) const = default;
  };

  std::string language;  ///< a tag of BCP 47 (RFC 5646), such as "de" or "pt-BR"
  std::string title = {};
  std::string about = {};
  std::string caution = {};
  std::string stem = {};
  std::map<int, std::string> labels = {};         ///< of Questionnaire::response, by answer
  std::map<std::string, ItemTexts> items = {};    ///< by id
  std::map<std::string, ScaleTexts> scales = {};  ///< by id

  bool operator==(const Translation&) const = default;
};

}  // namespace attune
