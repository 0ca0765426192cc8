#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "questionnaire/document.h"
#include "questionnaire/questionnaire.h"
#include "questionnaire/reader.h"

/// The parts of a definition, one reader each. Where `questionnaire` already holds scales or profiles (from the
/// definition that is extended), what the node says replaces them key by key; other parts are replaced whole. Mistakes
/// are noted; nothing is thrown.

namespace attune {

void read_response(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes);
/// The answers of one item or of all: min, max and labels, or choices; codes; missing. Nothing where they cannot be
/// read.
std::optional<ResponseScale> read_response_scale(const Node& node, Mistakes& mistakes);
/// Labels by answer, each from `least` to `most`; none stands for two answers or is another number.
std::map<int, std::string> read_labels(const Node& node, int least, int most, Mistakes& mistakes);
void read_items(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes);
/// `order`: the item of this variant at place n is the base's item named there. Items left out leave their scales, and
/// with them go the norms of the longer form.
void read_order(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes);
void read_wording(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes);
void read_unscored(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes);
void read_scales(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes);
/// The key of `scale`, each item counting itself, once.
void read_key(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes);
/// What the items of its key count: their weights, and the values that answers stand for.
void read_weights(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes);
void read_values(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes);
void read_transform(const Node& node, Scale& scale, Mistakes& mistakes);
void read_bands(const Node& node, Scale& scale, Mistakes& mistakes);
void read_reliability(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes);
/// What can be judged only when all parts are read: missing rules that no answers can meet, and what is better
/// against the profiles.
void check_scales(const Node& document, const Questionnaire& questionnaire, Mistakes& mistakes);
void read_profiles(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes);
/// Notes where the cut is such that everybody is high on the scale with index `scale`, or nobody.
void check_cut(double cut, std::size_t scale, const Questionnaire& questionnaire, const Place& place,
               Mistakes& mistakes);
/// What `variant` has from `base` and does not hold for its scores goes: bands, reliability and norms; cuts are noted.
/// Other are the scores of scales with another key or rule, of those made of such, and of those that lost items.
/// `ordered` are the base's scales as the variant's order leaves them. Before the variant's own norms are read.
void settle_inherited(const Node& document, const Questionnaire& base, const std::vector<Scale>& ordered,
                      Questionnaire& variant, Mistakes& mistakes);
void read_norms(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes);

/// The index of the item or scale that the text at `place` names, or nothing, noted with what was probably meant.
std::optional<std::size_t> find_item(const std::string& id, const Place& place, const Questionnaire& questionnaire,
                                     Mistakes& mistakes);
std::optional<std::size_t> find_scale(const std::string& id, const Place& place, const Questionnaire& questionnaire,
                                      Mistakes& mistakes);

/// Whether `name` can be the id of an item or scale: letters, digits, "_", "." and "-", a letter first, at most 64.
bool is_part_id(const std::string& name);

/// Limits that keep an untrusted definition small.
inline constexpr int kMostItems = 2000;
inline constexpr std::size_t kMostScales = 200;
inline constexpr std::size_t kMostProfiles = 100;
inline constexpr int kAnswerLimit = 1000;  ///< greatest absolute value of an answer

}  // namespace attune
