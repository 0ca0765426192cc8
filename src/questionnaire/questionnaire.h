#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace attune {

/// The answers that an item can have: whole numbers from min to max, some with a label.
struct ResponseScale {
  int min = 0;
  int max = 0;
  std::map<int, std::string> labels = {};
  bool only_labelled = false;             ///< whether what has no label is no answer
  std::map<std::string, int> codes = {};  ///< other texts by which files name an answer
  std::set<std::string> missing = {};     ///< texts by which they say that there is none

  bool operator==(const ResponseScale&) const = default;

  bool allows(int answer) const;
  /// All of them, rising.
  std::vector<int> answers() const;
};

/// One statement.
struct Item {
  std::string id;
  std::string text;                            ///< empty where the wording is not shipped; may hold {them} and {their}
  std::string note;                            ///< what the item is about, such as its facet
  std::string stem = {};                       ///< in place of Questionnaire::stem; empty: that one holds
  std::optional<ResponseScale> response = {};  ///< in place of Questionnaire::response
};

/// A range of responses that figures from a sample hold for.
struct ResponseRange {
  int min = 0;
  int max = 0;

  bool operator==(const ResponseRange&) const = default;
};

/// What a publication reports about the precision of a scale.
struct Reliability {
  std::optional<std::pair<double, double>>
      alpha;                     ///< Cronbach's alpha: lowest and highest reported, equal for a single value
  std::optional<double> sd;      ///< standard deviation of the score in that sample
  std::optional<double> retest;  ///< correlation of two sittings
  std::string interval;          ///< time between them, in words
  std::optional<std::size_t> n;
  ResponseRange response;
  std::string source;

  /// Whether it tells the error of scores from answers on `scale`: it holds for that range and has alpha and SD.
  bool gives_error_on(const ResponseScale& scale) const;
};

/// An item in the key of a scale: what an answer counts there. keyed_answer() applies it.
struct KeyedItem {
  std::size_t item = 0;  ///< index into Questionnaire::items
  bool reversed = false;
  double weight = 1;
  std::map<int, double> values = {};  ///< by answer, what it counts before it is reversed; empty: itself

  bool operator==(const KeyedItem&) const = default;
};

/// Part of a scale that is made of scales.
struct CombineTerm {
  std::size_t scale = 0;  ///< index into Questionnaire::scales
  double weight = 1;

  bool operator==(const CombineTerm&) const = default;
};

/// How a scale's parts, its keyed items and other scales, make one score. Each counts times its weight w.
enum class ScoreMethod {
  mean,  ///< Σ of those that there are / Σ |w| of them
  sum,   ///< Σ of those that there are; prorated: times (Σ |w| of all / Σ |w| of them)
};

/// What happens to a score when it is computed: score × multiply + add.
struct Transform {
  double multiply = 1;
  double add = 0;

  bool operator==(const Transform&) const = default;
};

/// A range of scores, both ends included, and what scores in it are called.
struct Band {
  std::optional<double> from = {};  ///< nothing: from the lowest score
  std::optional<double> to = {};    ///< nothing: to the highest
  std::string label = {};

  bool operator==(const Band&) const = default;
};

/// Which way a score goes that changes for the better.
enum class Better { higher, lower };

/// A set of keyed items, or of other scales, that gives one score.
struct Scale {
  std::string id = {};
  std::string title = {};
  ScoreMethod method = ScoreMethod::mean;
  std::vector<KeyedItem> items = {};
  std::size_t min_answered = 0;         ///< fewer parts than this give no score
  std::vector<CombineTerm> terms = {};  ///< the scales that it is made of, most often none
  bool prorated = true;                 ///< whether a sum stands for all parts though some are missing
  Transform transform = {};
  std::vector<Band> bands = {};  ///< rising; a score on the border of two lies in the first
  std::optional<Reliability> reliability = {};
  std::optional<Better> better = {};  ///< as the definition states it; Questionnaire::better() tells what holds

  /// Whether it has items of its own, and so a number of answered ones.
  bool has_key() const { return !items.empty(); }
  std::size_t parts() const { return items.size() + terms.size(); }
  /// Whether it is made of items alone, each of which counts its answer, reversed or not: then whole numbers add up to
  /// the score, before it is transformed.
  bool is_simple() const;
  /// Whether a score of it is the double nearest to the true value.
  bool is_exact() const { return is_simple() && transform == Transform{}; }
};

/// Profiles as quarters of the plane of two scales: at or above its cut, a dimension is high.
struct QuadrantRule {
  std::size_t x = 0;  ///< index of the anxiety scale
  std::size_t y = 0;  ///< index of the avoidance scale
  double x_cut = 0;
  double y_cut = 0;

  static constexpr std::array<const char*, 4> kProfiles{"secure", "anxious", "avoidant", "ambivalent"};
};

/// The profile whose prototype scale scores highest; none where the highest is shared or one is empty.
struct HighestRule {
  std::vector<std::pair<std::string, std::size_t>> prototypes;  ///< profile and the index of its scale
};

using ProfileRule = std::variant<std::monostate, QuadrantRule, HighestRule>;

/// How one scale is distributed in a group of a norm sample.
struct NormScale {
  std::size_t scale = 0;  ///< index into Questionnaire::scales
  double mean = 0;
  double sd = 0;
  std::vector<double> percentiles;  ///< scores at Norms::percentiles
};

/// A part of a norm sample.
struct NormGroup {
  std::string id;
  std::size_t n = 0;
  std::optional<std::pair<int, int>> age;  ///< years, both ends included
  std::string gender;
  std::vector<NormScale> scales;
};

/// Figures of a sample that scores can be compared with.
struct Norms {
  std::string sample;
  std::string source;
  std::string caution;
  ResponseRange response;
  std::vector<double> percentiles;  ///< the percents at which each NormScale gives a score
  std::vector<NormGroup> groups;
};

/// Literature, by what it is the source of ("key", "norms" …).
using Sources = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// Who may do what with the wording and with the definition.
struct Rights {
  std::string wording;
  std::string definition;
};

/// One of the files that a definition is made of.
struct DefinitionFile {
  std::filesystem::path path;
  std::string sha256;
};

/// A definition, loaded and checked: plain data that nothing changes any more.
struct Questionnaire {
  std::string id;
  std::string language;  ///< of its texts, a tag of BCP 47 (RFC 5646) such as "de" or "pt-BR"; may be empty
  std::string title;
  std::string version;
  std::string construct;
  std::string about;
  std::string caution;  ///< to be told wherever scores appear
  Sources sources;
  Rights rights;
  std::string instructions;  ///< what is to be read before the first statement; may be empty
  std::string stem;  ///< what introduces each statement, such as "In the last two weeks, how often …"; may be empty
  ResponseScale response;
  std::vector<Item> items;
  std::vector<std::size_t> unscored;  ///< items that are in no scale on purpose
  std::vector<Scale> scales;
  ProfileRule profiles;
  std::vector<Norms> norms;
  std::string guide;    ///< page of the guide; may be empty
  std::string extends;  ///< id of the definition that this one is a variant of; may be empty

  std::vector<DefinitionFile> files;  ///< its own file first, then those it extends
  std::string sha256;                 ///< of the bytes of all `files`, one after the other

  /// Whether every item has its statement.
  bool has_wording() const;
  /// The answers to the item with this index: its own, or those of all.
  const ResponseScale& response_of(std::size_t item) const {
    return items[item].response ? *items[item].response : response;
  }
  /// What introduces the item with this index; may be empty.
  const std::string& stem_of(std::size_t item) const { return items[item].stem.empty() ? stem : items[item].stem; }
  /// The indices of the scales, each after those that it is made of.
  std::vector<std::size_t> parts_first() const;
  /// Whether all items have the same answers.
  bool one_response() const;
  /// Which way is better on the scale with this index: what the scale states, else lower where it is a dimension of a
  /// rule of quadrants, since secure is low on both; nothing where neither says it.
  std::optional<Better> better(std::size_t scale) const;
  /// The profiles that the rule can give, in the order in which Scores::profile counts them; empty without a rule.
  std::vector<std::string> profile_names() const;
  /// Whether a score of the scale can have a standard error: by its reliability; by having several items that count
  /// alike, in whole numbers, with answers of one range; or by being made of scales that can.
  bool has_standard_error(std::size_t scale) const;
  /// The columns of results, in order: each scale, SCALE_answered for each with a key, SCALE_se for each that can have
  /// one, SCALE_band for each with bands, "profile" where there are profiles, and p_PROFILE for each where they are
  /// quarters of a plane.
  std::vector<std::string> result_names() const;
};

}  // namespace attune
