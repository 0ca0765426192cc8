#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "questionnaire/answer.h"
#include "scoring/scorer.h"
#include "support.h"
#include "table/answer_file.h"

namespace attune {
namespace {

using testing::shipped;

// The table of published keys, copied by hand from the literature list; a minus reverses.
struct PublishedScale {
  std::string id;
  ScoreMethod method;
  std::string items;
};
struct PublishedKey {
  std::string id;
  int min, max;
  std::size_t items;
  std::vector<PublishedScale> scales;
};

constexpr auto kMean = ScoreMethod::mean;
constexpr auto kSum = ScoreMethod::sum;
const char* const kEcrAnxiety = "2 4 6 8 10 12 14 16 18 20 -22 24 26 28 30 32 34 36";
const char* const kEcrAvoidance = "1 -3 5 7 9 11 13 -15 17 -19 21 23 -25 -27 -29 -31 -33 -35";

const std::vector<PublishedKey> kPublished{
    {"ecr", 1, 7, 36, {{"anxiety", kMean, kEcrAnxiety}, {"avoidance", kMean, kEcrAvoidance}}},
    {"ecr-5pt", 1, 5, 36, {{"anxiety", kMean, kEcrAnxiety}, {"avoidance", kMean, kEcrAvoidance}}},
    {"ecr-r",
     1,
     7,
     36,
     {{"anxiety", kMean, "1 2 3 4 5 6 7 8 -9 10 -11 12 13 14 15 16 17 18"},
      {"avoidance", kMean, "19 -20 21 -22 23 24 25 -26 -27 -28 -29 -30 -31 32 -33 -34 -35 -36"}}},
    {"ecr-s", 1, 7, 12, {{"anxiety", kSum, "2 4 6 -8 10 12"}, {"avoidance", kSum, "-1 3 -5 7 -9 11"}}},
    {"ecr-12", 1, 7, 12, {{"anxiety", kMean, "1 2 3 5 7 8"}, {"avoidance", kMean, "4 -6 -9 -10 -11 -12"}}},
    {"ecr-rs", 1, 7, 9, {{"avoidance", kMean, "-1 -2 -3 -4 5 6"}, {"anxiety", kMean, "7 8 9"}}},
    {"aas-r",
     1,
     5,
     18,
     {{"close", kMean, "1 6 -8 12 -13 -17"},
      {"depend", kMean, "-2 5 -7 14 -16 -18"},
      {"anxiety", kMean, "3 4 9 10 11 15"}}},
    {"rsq",
     1,
     5,
     30,
     {{"secure", kMean, "3 -9 10 15 -28"},
      {"fearful", kMean, "1 5 12 24"},
      {"preoccupied", kMean, "-6 8 16 25"},
      {"dismissing", kMean, "2 6 19 22 26"}}},
    {"rq",
     1,
     7,
     4,
     {{"secure", kMean, "1"}, {"fearful", kMean, "2"}, {"preoccupied", kMean, "3"}, {"dismissing", kMean, "4"}}},
};

std::set<int> signed_numbers(const std::string& text) {
  std::istringstream in(text);
  std::set<int> numbers;
  for (int number = 0; in >> number;) numbers.insert(number);
  return numbers;
}

std::set<int> signed_numbers(const Scale& scale) {
  std::set<int> numbers;
  for (const KeyedItem& keyed : scale.items) {
    const int number = static_cast<int>(keyed.item) + 1;
    numbers.insert(keyed.reversed ? -number : number);
  }
  return numbers;
}

// So that a failing check shows both.
std::string listed(const std::set<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += std::to_string(number) + " ";
  return text;
}

std::size_t index_of(const Questionnaire& questionnaire, const std::string& scale) {
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    if (questionnaire.scales[s].id == scale) return s;
  }
  FAIL("no scale " << scale << " in " << questionnaire.id);
  return 0;
}

std::map<std::string, double> weights(const Questionnaire& questionnaire, const std::string& scale) {
  std::map<std::string, double> by_scale;
  for (const CombineTerm& term : questionnaire.scales[index_of(questionnaire, scale)].terms)
    by_scale[questionnaire.scales[term.scale].id] = term.weight;
  return by_scale;
}

std::string profile_of(const Questionnaire& questionnaire, const Scores& scores) {
  return scores.profile == kNoProfile ? "" : questionnaire.profile_names()[static_cast<std::size_t>(scores.profile)];
}

}  // namespace

TEST_CASE("every published key is shipped as it was published, item by item") {
  for (const PublishedKey& key : kPublished) {
    CAPTURE(key.id);
    const Questionnaire questionnaire = shipped(key.id);
    CHECK(questionnaire.items.size() == key.items);
    CHECK(questionnaire.response.min == key.min);
    CHECK(questionnaire.response.max == key.max);
    for (const PublishedScale& published : key.scales) {
      CAPTURE(published.id);
      const Scale& scale = questionnaire.scales[index_of(questionnaire, published.id)];
      CHECK(listed(signed_numbers(scale)) == listed(signed_numbers(published.items)));
      CHECK(scale.items.size() == signed_numbers(published.items).size());
      CHECK(scale.method == published.method);
      CHECK(scale.min_answered >= (scale.items.size() + 1) / 2);
      CHECK(scale.min_answered <= scale.items.size());
    }
  }
}

TEST_CASE("items are called q1, q2 and so on by their published numbers, the RQ's by their prototypes") {
  for (const PublishedKey& key : kPublished) {
    CAPTURE(key.id);
    const Questionnaire questionnaire = shipped(key.id);
    if (key.id == "rq") {
      std::vector<std::string> ids;
      for (const Item& item : questionnaire.items) ids.push_back(item.id);
      CHECK(ids == std::vector<std::string>{"secure", "fearful", "preoccupied", "dismissing"});
      continue;
    }
    for (std::size_t i = 0; i < questionnaire.items.size(); ++i)
      CHECK(questionnaire.items[i].id == "q" + std::to_string(i + 1));
  }
}

TEST_CASE("the ECR-12's own order names the same items of the ECR as its published list does") {
  const std::vector<int> ecr_numbers{2, 6, 8, 9, 14, 15, 18, 24, 25, 27, 29, 31};
  const auto in_ecr_numbers = [&](const Scale& scale) {
    std::set<int> numbers;
    for (const KeyedItem& keyed : scale.items) numbers.insert((keyed.reversed ? -1 : 1) * ecr_numbers[keyed.item]);
    return numbers;
  };
  const Questionnaire ecr_12 = shipped("ecr-12");
  CHECK(in_ecr_numbers(ecr_12.scales[index_of(ecr_12, "anxiety")]) == signed_numbers("2 6 8 14 18 24"));
  CHECK(in_ecr_numbers(ecr_12.scales[index_of(ecr_12, "avoidance")]) == signed_numbers("9 -15 -25 -27 -29 -31"));
}

TEST_CASE("no published key has a scale that its publication does not have") {
  const std::map<std::string, std::size_t> combined{{"aas-r", 1}, {"rq", 2}};
  for (const PublishedKey& key : kPublished) {
    CAPTURE(key.id);
    const auto extra = combined.find(key.id);
    CHECK(shipped(key.id).scales.size() == key.scales.size() + (extra == combined.end() ? 0 : extra->second));
  }
}

TEST_CASE("the two dimensions are high from the midpoint of the answers on") {
  const std::vector<std::pair<std::string, double>> midpoints{{"ecr", 4},    {"ecr-5pt", 3},  {"ecr-r", 4},
                                                              {"ecr-s", 24}, {"ecr-12", 4},   {"ecr-rs", 4},
                                                              {"aas-r", 3},  {"attune-24", 4}};
  for (const auto& [id, midpoint] : midpoints) {
    const auto id_shown = id;
    CAPTURE(id_shown);
    const Questionnaire questionnaire = shipped(id);
    const auto* rule = std::get_if<QuadrantRule>(&questionnaire.profiles);
    REQUIRE(rule != nullptr);
    CHECK(questionnaire.scales[rule->x].id == "anxiety");
    CHECK(questionnaire.scales[rule->y].id == "avoidance");
    CHECK(rule->x_cut == midpoint);
    CHECK(rule->y_cut == midpoint);
  }
}

TEST_CASE(
    "lower is better on the dimensions, higher on comfort, security and support, and nothing is said of the rest") {
  const auto better = [](const std::string& id) {
    const Questionnaire questionnaire = shipped(id);
    std::string text;
    for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
      const auto way = questionnaire.better(s);
      text += questionnaire.scales[s].id + (!way ? " " : *way == Better::higher ? "+ " : "- ");
    }
    return text;
  };
  CHECK(better("attune-24") == "anxiety- avoidance- ");
  CHECK(better("ecr-5pt") == "anxiety- avoidance- ");
  CHECK(better("aas-r") == "close+ depend+ anxiety- avoidance- ");
  CHECK(better("rsq") == "secure+ fearful preoccupied dismissing ");
  CHECK(better("rq") == "secure fearful preoccupied dismissing model_of_self model_of_other ");
  CHECK(better("support-12") == "emotional+ tangible+ informational+ belonging+ support+ ");
}

TEST_CASE("the AAS-R's avoidance is six minus the mean of close and depend") {
  const Questionnaire aas = shipped("aas-r");
  const Scale& avoidance = aas.scales[index_of(aas, "avoidance")];
  CHECK(avoidance.method == ScoreMethod::sum);
  CHECK(avoidance.transform.add == 6);
  CHECK(weights(aas, "avoidance") == std::map<std::string, double>{{"close", -0.5}, {"depend", -0.5}});
}

TEST_CASE("the RQ's models of self and other are differences of its ratings") {
  const Questionnaire rq = shipped("rq");
  CHECK(weights(rq, "model_of_self") ==
        std::map<std::string, double>{{"secure", 1}, {"dismissing", 1}, {"preoccupied", -1}, {"fearful", -1}});
  CHECK(weights(rq, "model_of_other") ==
        std::map<std::string, double>{{"secure", 1}, {"preoccupied", 1}, {"dismissing", -1}, {"fearful", -1}});
  for (const char* model : {"model_of_self", "model_of_other"}) {
    CHECK(rq.scales[index_of(rq, model)].method == ScoreMethod::sum);
    CHECK(rq.scales[index_of(rq, model)].transform == Transform{});
  }
}

TEST_CASE("the highest of four prototypes gives the profile of the RQ and the RSQ, in this program's words") {
  for (const std::string id : {"rq", "rsq"}) {
    CAPTURE(id);
    const Questionnaire questionnaire = shipped(id);
    const auto* rule = std::get_if<HighestRule>(&questionnaire.profiles);
    REQUIRE(rule != nullptr);
    std::map<std::string, std::string> prototypes;
    for (const auto& [profile, scale] : rule->prototypes) prototypes[profile] = questionnaire.scales[scale].id;
    CHECK(prototypes ==
          std::map<std::string, std::string>{
              {"secure", "secure"}, {"anxious", "preoccupied"}, {"avoidant", "dismissing"}, {"ambivalent", "fearful"}});
  }
}

TEST_CASE("thirteen items of the RSQ are in no scale, and said to be so") {
  const std::vector<std::size_t> unscored = shipped("rsq").unscored;
  std::set<std::size_t> numbers;
  for (const std::size_t item : unscored) numbers.insert(item + 1);
  CHECK(numbers == std::set<std::size_t>{4, 7, 11, 13, 14, 17, 18, 20, 21, 23, 27, 29, 30});
}

TEST_CASE("no wording of a published instrument is shipped, and each names its source and rights") {
  for (const PublishedKey& key : kPublished) {
    CAPTURE(key.id);
    const Questionnaire questionnaire = shipped(key.id);
    for (const Item& item : questionnaire.items) CHECK(item.text.empty());
    CHECK_FALSE(questionnaire.sources.empty());
    CHECK_FALSE(questionnaire.rights.wording.empty());
    CHECK_FALSE(questionnaire.rights.definition.empty());
  }
}

TEST_CASE("published reliabilities of the ECR-S and the ECR-RS are those of their papers") {
  const Questionnaire ecr_s = shipped("ecr-s");
  const auto& anxiety = ecr_s.scales[index_of(ecr_s, "anxiety")].reliability;
  const auto& avoidance = ecr_s.scales[index_of(ecr_s, "avoidance")].reliability;
  REQUIRE(anxiety.has_value());
  REQUIRE(avoidance.has_value());
  CHECK(anxiety->alpha == std::pair(.77, .86));
  CHECK(avoidance->alpha == std::pair(.78, .88));
  CHECK(anxiety->retest == .80);
  CHECK(avoidance->retest == .83);
}

// Mistakes found in the wild.

TEST_CASE("item 26, not 28, counts for dismissing in the RSQ") {
  const Questionnaire rsq = shipped("rsq");
  std::vector<Answer> answers(30, 3);
  answers[25] = 5;
  answers[27] = 1;
  const Scores scores = Scorer(rsq).score(answers);
  CHECK(scores.scores[index_of(rsq, "dismissing")] == 17 / 5.0);  // 3+3+3+3+5
  CHECK(scores.scores[index_of(rsq, "secure")] == 17 / 5.0);      // 3+3+3+3+(6−1)
}

TEST_CASE("a blank form has no profile in any shipped questionnaire") {
  for (const std::string id :
       {"ecr", "ecr-5pt", "ecr-r", "ecr-s", "ecr-12", "ecr-rs", "aas-r", "rsq", "rq", "attune-24"}) {
    CAPTURE(id);
    const Questionnaire questionnaire = shipped(id);
    const Scores scores = Scorer(questionnaire).score(std::vector<Answer>(questionnaire.items.size(), kMissing));
    CHECK(scores.profile == kNoProfile);
    CHECK(std::all_of(scores.scores.begin(), scores.scores.end(), [](double score) { return std::isnan(score); }));
  }
}

TEST_CASE("a tied form of the RQ or RSQ has no profile") {
  const Questionnaire rq = shipped("rq");
  const Scores tied = Scorer(rq).score(std::vector<Answer>{6, 2, 6, 1});
  CHECK(profile_of(rq, tied) == "");
  CHECK(tied.tied);
  const Scores all_three = Scorer(shipped("rsq")).score(std::vector<Answer>(30, 3));
  CHECK(all_three.profile == kNoProfile);
  CHECK(all_three.tied);
}

TEST_CASE("the ECR-R has its own reversals, not those of the ECR") {
  const Questionnaire ecr_r = shipped("ecr-r");
  // Whoever agrees to just those statements that the ECR reverses: 3, 15, 19, 22, 25, 27, 29, 31, 33, 35.
  std::vector<Answer> answers(36, 1);
  for (const std::size_t number : std::initializer_list<std::size_t>{3, 15, 19, 22, 25, 27, 29, 31, 33, 35})
    answers[number - 1] = 7;
  const Scores scores = Scorer(ecr_r).score(answers);
  // Anxiety: 3 and 15 count 7, reversed 9 and 11 count 7, the other fourteen 1.
  CHECK(scores.scores[index_of(ecr_r, "anxiety")] == (4 * 7 + 14) / 18.0);
  // Avoidance: 19 and 25 count 7; of the reversed, 22 27 29 31 33 35 count 1 and 20 26 28 30 34 36 count 7; the other
  // four (21 23 24 32) 1.
  CHECK(scores.scores[index_of(ecr_r, "avoidance")] == (8 * 7 + 10) / 18.0);
}

TEST_CASE("an ECR-R file with interleaved columns is scored by the items' numbers, not by blocks of columns") {
  const Questionnaire ecr_r = shipped("ecr-r");
  const std::set<int> reversed{9, 11, 20, 22, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36};
  std::string names, row;
  for (int n = 1; n <= 18; ++n) {
    for (const int number : {n, n + 18}) {
      names += (names.empty() ? "q" : ",q") + std::to_string(number);
      const bool full = (number <= 18) != reversed.contains(number);  // fully anxious, not at all avoidant
      row += std::string(row.empty() ? "" : ",") + (full ? "7" : "1");
    }
  }
  const testing::TemporaryFolder folder;
  const std::string path = folder.file("interleaved.csv", names + "\n" + row + "\n").string();
  AnswerFile file(path, ecr_r, {});
  RespondentBlock block;
  REQUIRE(file.next(block));
  const Scores scores = Scorer(ecr_r).score(block.answers.row(0));
  CHECK(scores.scores[index_of(ecr_r, "anxiety")] == 7);
  CHECK(scores.scores[index_of(ecr_r, "avoidance")] == 1);
}

TEST_CASE("0 and -1 are no answers in any shipped questionnaire unless they are called missing, and never averaged") {
  for (const PublishedKey& key : kPublished) {
    CAPTURE(key.id);
    const Questionnaire questionnaire = shipped(key.id);
    for (const std::string code : {"0", "-1", "0.0", "-9", "99"}) {
      CAPTURE(code);
      CHECK_FALSE(AnswerCodes(questionnaire.response, {}).read(code).has_value());
      CHECK(AnswerCodes(questionnaire.response, {code}).read(code) == kMissing);
    }
  }
  std::vector<Answer> answers(36, 5);
  answers[1] = kMissing;  // in place of a 0
  const Questionnaire five_point = shipped("ecr-5pt");
  // Seventeen answered items: sixteen times 5, and item 22 reversed to 1.
  CHECK(Scorer(five_point).score(answers).scores[index_of(five_point, "anxiety")] == 81 / 17.0);
}

// Our own inventories.

namespace {

struct Relationship {
  const char* them;
  const char* their;
};
const std::vector<Relationship> kRelationships{{"my partner", "my partner's"},       {"my friend", "my friend's"},
                                               {"my mother", "my mother's"},         {"my father", "my father's"},
                                               {"my child", "my child's"},           {"my therapist", "my therapist's"},
                                               {"the people I love", "my people's"}, {"Kim", "Kim's"}};

std::string filled(std::string text, const Relationship& relationship) {
  const auto fill = [&](const std::string& hole, const char* words) {
    for (auto at = text.find(hole); at != std::string::npos; at = text.find(hole)) text.replace(at, hole.size(), words);
  };
  fill("{them}", relationship.them);
  fill("{their}", relationship.their);
  return text;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (std::isalpha(static_cast<unsigned char>(c)) || c == '\'') words.back() += static_cast<char>(std::tolower(c));
    else if (!words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// Groups of vowels, less a silent ending.
int syllables(std::string word) {
  const auto vowel = [](char c) { return std::string("aeiouy").find(c) != std::string::npos; };
  word.erase(std::remove(word.begin(), word.end(), '\''), word.end());
  if (word.size() > 4 && word.starts_with("some")) word.erase(3, 1);
  int groups = 0;
  for (std::size_t i = 0; i < word.size(); ++i) groups += vowel(word[i]) && (i == 0 || !vowel(word[i - 1]));
  const std::size_t n = word.size();
  const bool silent_e =
      n > 2 && word[n - 1] == 'e' && !vowel(word[n - 2]) && !(word[n - 2] == 'l' && !vowel(word[n - 3]));
  const bool silent_ed = n > 3 && word.ends_with("ed") && word[n - 3] != 't' && word[n - 3] != 'd';
  return std::max(groups - (silent_e || silent_ed ? 1 : 0), 1);
}

// Kincaid, Fishburne, Rogers & Chissom (1975).
double reading_grade(const std::string& text) {
  const auto words = words_of(text);
  const int all = std::accumulate(words.begin(), words.end(), 0, [](int n, const auto& w) { return n + syllables(w); });
  const auto sentences = static_cast<double>(std::count(text.begin(), text.end(), '.'));
  const auto count = static_cast<double>(words.size());
  return 0.39 * count / sentences + 11.8 * all / count - 15.59;
}

std::size_t count_words(const std::string& text, const std::set<std::string>& wanted) {
  const auto words = words_of(text);
  return static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [&](const auto& word) { return wanted.contains(word); }));
}

struct Direction {
  std::string scale;
  bool reversed;
};

// By item, where it stands in the key of the scales named.
std::vector<Direction> directions(const Questionnaire& questionnaire, const std::vector<std::string>& scales) {
  std::vector<Direction> by_item(questionnaire.items.size());
  for (const std::string& id : scales) {
    for (const KeyedItem& keyed : questionnaire.scales[index_of(questionnaire, id)].items) {
      CHECK(by_item[keyed.item].scale == "");
      by_item[keyed.item] = {id, keyed.reversed};
    }
  }
  return by_item;
}

}  // namespace

TEST_CASE("the test's syllable and reading grade counts agree with counts by hand") {
  const std::vector<std::pair<std::string, int>> hand{{"calm", 1},     {"people", 2}, {"loved", 1}, {"wanted", 2},
                                                      {"someone", 2},  {"table", 2},  {"alone", 2}, {"the", 1},
                                                      {"somebody", 3}, {"my", 1},     {"leave", 1}, {"notices", 3}};
  for (const auto& [word, count] : hand) {
    const auto case_of = word;
    CHECK_MESSAGE(syllables(word) == count, case_of);
  }
  // Six words of one syllable: 0.39·6 + 11.8·1 − 15.59.
  CHECK(reading_grade("The cat sat on the mat.") == doctest::Approx(-1.45));
}

TEST_CASE("the attune inventory has twelve items on each dimension, half of them reversed") {
  const Questionnaire inventory = shipped("attune-24");
  CHECK(inventory.items.size() == 24);
  CHECK(inventory.response.min == 1);
  CHECK(inventory.response.max == 7);
  CHECK(inventory.scales.size() == 2);
  for (const Scale& scale : inventory.scales) {
    CAPTURE(scale.id);
    CHECK(scale.method == ScoreMethod::mean);
    CHECK(scale.items.size() == 12);
    CHECK(std::count_if(scale.items.begin(), scale.items.end(), [](const KeyedItem& k) { return k.reversed; }) == 6);
  }
}

TEST_CASE("each facet of the attune inventory has two items, one of them reversed") {
  const std::map<std::string, std::set<std::string>> facets{
      {"anxiety",
       {"fear of being left", "need for reassurance", "watching for signs of distance",
        "protest when the other is unavailable", "worth resting on being loved", "difficulty being alone"}},
      {"avoidance",
       {"discomfort with closeness", "self-reliance above asking", "holding feelings back", "unease at depending",
        "unease at being depended on", "distancing when it gets close"}}};
  const Questionnaire inventory = shipped("attune-24");
  const auto keyed = directions(inventory, {"anxiety", "avoidance"});
  std::map<std::string, std::map<std::string, std::multiset<bool>>> found;
  for (std::size_t i = 0; i < keyed.size(); ++i)
    found[keyed[i].scale][inventory.items[i].note].insert(keyed[i].reversed);
  for (const auto& [scale, names] : facets) {
    CHECK(found[scale].size() == 6);
    for (const std::string& name : names) {
      CAPTURE(name);
      CHECK(found[scale][name] == std::multiset<bool>{false, true});
    }
  }
}

TEST_CASE("the attune inventory never has three items in a row of one scale or one direction") {
  const auto keyed = directions(shipped("attune-24"), {"anxiety", "avoidance"});
  for (std::size_t i = 2; i < keyed.size(); ++i) {
    CAPTURE(i + 1);
    CHECK_FALSE((keyed[i].scale == keyed[i - 1].scale && keyed[i].scale == keyed[i - 2].scale));
    CHECK_FALSE((keyed[i].reversed == keyed[i - 1].reversed && keyed[i].reversed == keyed[i - 2].reversed));
  }
}

TEST_CASE("the support inventory has three items of each kind of support, one of them reversed") {
  const Questionnaire inventory = shipped("support-12");
  CHECK(inventory.items.size() == 12);
  const auto keyed = directions(inventory, {"emotional", "tangible", "informational", "belonging"});
  std::map<std::string, std::multiset<bool>> found;
  for (const Direction& direction : keyed) found[direction.scale].insert(direction.reversed);
  CHECK(found.size() == 4);
  const std::multiset<bool> one_reversed{false, false, true};
  for (const auto& [scale, signs] : found) {
    const auto case_of = scale;
    CHECK_MESSAGE(signs == one_reversed, case_of);
  }
  for (std::size_t i = 2; i < keyed.size(); ++i)
    CHECK_FALSE((keyed[i].scale == keyed[i - 1].scale && keyed[i].scale == keyed[i - 2].scale));
}

TEST_CASE("support in all counts each item of the support inventory in the direction of its kind") {
  const Questionnaire inventory = shipped("support-12");
  std::set<int> parts;
  for (const std::string id : {"emotional", "tangible", "informational", "belonging"})
    parts.merge(signed_numbers(inventory.scales[index_of(inventory, id)]));
  CHECK(signed_numbers(inventory.scales[index_of(inventory, "support")]) == parts);
}

TEST_CASE("our own statements are one short sentence each, whoever they are about") {
  for (const std::string id : {"attune-24", "support-12"}) {
    for (const Item& item : shipped(id).items) {
      for (const Relationship& relationship : kRelationships) {
        const std::string statement = filled(item.text, relationship);
        CAPTURE(statement);
        CHECK(words_of(statement).size() < 18);
        CHECK(statement.find_first_of("{}") == std::string::npos);
        CHECK(statement.back() == '.');
        CHECK(std::count(statement.begin(), statement.end(), '.') == 1);
      }
    }
  }
}

TEST_CASE("our own statements are read in grade 7 or lower, each alone and all together about anyone") {
  for (const std::string id : {"attune-24", "support-12"}) {
    CAPTURE(id);
    const Questionnaire inventory = shipped(id);
    for (const Relationship& relationship : kRelationships) {
      CAPTURE(relationship.them);
      std::string all;
      for (const Item& item : inventory.items) all += filled(item.text, relationship) + " ";
      CHECK(reading_grade(all) <= 7);
    }
    // A long name in a short sentence is not the sentence's fault.
    for (const Item& item : inventory.items)
      CHECK_MESSAGE(reading_grade(filled(item.text, {"Kim", "Kim's"})) <= 7, item.text);
  }
}

TEST_CASE("each statement of the attune inventory is about the relationship asked about") {
  const Questionnaire inventory = shipped("attune-24");
  std::size_t about = 0;
  for (const Item& item : inventory.items)
    about += testing::holds(item.text, "{them}") || testing::holds(item.text, "{their}");
  CHECK(about == 24);
}

TEST_CASE("our own statements assume no gender and no partner, and none has two negatives") {
  const std::set<std::string> assuming{
      "he",       "she",       "him",  "her",     "his",        "hers",    "man",     "woman",   "men",
      "women",    "boyfriend", "wife", "husband", "girlfriend", "mother",  "father",  "partner", "spouse",
      "romantic", "lover",     "boy",  "girl",    "marriage",   "himself", "herself", "sex",     "date"};
  const std::set<std::string> negative{"not",   "never",   "no",    "none",  "nobody", "nothing", "cannot",  "without",
                                       "don't", "doesn't", "can't", "won't", "isn't",  "nor",     "neither", "hardly"};
  for (const std::string id : {"attune-24", "support-12"}) {
    for (const Item& item : shipped(id).items) {
      CAPTURE(item.text);
      CHECK(count_words(item.text, assuming) == 0);
      CHECK(count_words(item.text, negative) <= 1);
      CHECK(item.text.find('!') == std::string::npos);
    }
  }
}

TEST_CASE("our own inventories ship whole and say that they are not validated") {
  for (const std::string id : {"attune-24", "support-12"}) {
    CAPTURE(id);
    const Questionnaire inventory = shipped(id);
    CHECK(inventory.has_wording());
    CHECK(testing::holds(inventory.caution, "reflection"));
    CHECK(testing::holds(inventory.caution, "not been validated"));
    CHECK(testing::holds(inventory.caution, "no norms"));
    CHECK(testing::holds(inventory.caution, "reliability"));
    CHECK(testing::holds(inventory.caution, "attune stats"));
  }
}

}  // namespace attune
