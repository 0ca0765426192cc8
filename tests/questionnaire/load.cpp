#include "questionnaire/load.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "support.h"

namespace attune {

namespace fs = std::filesystem;
using namespace testing;

namespace {

const Catalogue kNone({});

// A folder with the definition "base": six items, two scales, cuts, reliability and norms.
class Base : public TemporaryFolder {
 public:
  Base() {
    file("base.yaml", R"(schema: attune/1
id: base
title: Base
version: "1.0"
sources: { key: [Key], norms: [Norms] }
rights: { wording: theirs, definition: CC0-1.0 }
response: { min: 1, max: 7, labels: { 1: never, 7: always } }
items: { prefix: q, count: 6 }
scales:
  a:
    title: A
    items: [q1, -q2, q3]
    min_answered: 2
    reliability: { alpha: 0.9, source: Key }
  b:
    title: B
    items: [q4, q5, -q6]
    reliability: { alpha: 0.8, source: Key }
profiles: { kind: quadrants, x: a, y: b, cut: { a: 4, b: 5 } }
norms:
  - sample: S
    source: Norms
    response: [1, 7]
    groups: { all: { n: 10, scales: { a: { mean: 4, sd: 1 }, b: { mean: 3, sd: 1 } } } }
)");
  }

  fs::path variant(const std::string& id, const std::string& rest, const std::string& base = "base") const {
    return file(id + ".yaml", "schema: attune/1\nid: " + id + "\nextends: " + base + "\n" + rest);
  }
};

Questionnaire load(const fs::path& path) { return load_questionnaire(path, kNone); }

}  // namespace

TEST_CASE("a definition is loaded whole") {
  const Base folder;
  const Questionnaire q = load(folder.path() / "base.yaml");
  CHECK(q.id == "base");
  CHECK(q.version == "1.0");
  CHECK(q.sources == Sources{{"key", {"Key"}}, {"norms", {"Norms"}}});
  CHECK(q.rights.wording == "theirs");
  CHECK(q.response == ResponseScale{.min = 1, .max = 7, .labels = {{1, "never"}, {7, "always"}}});
  CHECK(q.items.size() == 6);
  CHECK(q.scales.size() == 2);
  CHECK(q.extends.empty());
  CHECK_FALSE(q.has_wording());
}

TEST_CASE("a variant keeps what it does not state") {
  const Base folder;
  const Questionnaire q = load(folder.variant("v", "title: Variant\n"));
  CHECK(q.id == "v");
  CHECK(q.extends == "base");
  CHECK(q.title == "Variant");
  CHECK(q.response.labels.at(7) == "always");
  CHECK(q.scales[0].items == load(folder.path() / "base.yaml").scales[0].items);
  CHECK(q.norms.size() == 1);
  CHECK(std::get<QuadrantRule>(q.profiles).y_cut == 5);
}

TEST_CASE("a variant's version is its own, not its base's") {
  const Base folder;
  CHECK(load(folder.variant("v", "title: V\n")).version.empty());
}

TEST_CASE("a variant overrides one part of one scale and leaves the rest") {
  const Base folder;
  const Questionnaire q = load(folder.variant("v", "scales: { a: { min_answered: 3 } }\n"));
  REQUIRE(q.scales.size() == 2);
  CHECK(q.scales[0].min_answered == 3);
  CHECK(q.scales[0].title == "A");
  CHECK(q.scales[0].items.size() == 3);
  CHECK(q.scales[0].reliability);
  CHECK(q.scales[1].min_answered == 3);
}

TEST_CASE("a source replaces the one of the same subject and leaves the others") {
  const Base folder;
  const Questionnaire q = load(folder.variant("v", "sources: { norms: Mine }\n"));
  CHECK(q.sources == Sources{{"key", {"Key"}}, {"norms", {"Mine"}}});
}

TEST_CASE("a chain of variants takes each part from the nearest that states it") {
  const Base folder;
  folder.variant("mid", "title: Mid\nprofiles: { cut: { a: 3, b: 3 } }\n");
  const Questionnaire q = load(folder.variant("top", "about: top\n", "mid"));
  CHECK(q.title == "Mid");
  CHECK(q.about == "top");
  CHECK(q.extends == "mid");
  CHECK(std::get<QuadrantRule>(q.profiles).x_cut == 3);
  REQUIRE(q.files.size() == 3);
  CHECK(q.files[0].path.filename() == "top.yaml");
  CHECK(q.files[2].path.filename() == "base.yaml");
}

TEST_CASE("eight definitions may extend one another and no more") {
  const Base folder;
  std::string below = "base";
  for (int n = 2; n <= 8; ++n) {
    const std::string id = "v" + std::to_string(n);
    folder.variant(id, "", below);
    below = id;
  }
  CHECK(load(folder.path() / "v8.yaml").files.size() == 8);
  const Error error = error_of([&] { load(folder.variant("v9", "", "v8")); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().line == 3);
  CHECK(holds(error.problem(), "more than 8 definitions"));
}

TEST_CASE("definitions that extend in a circle are refused with the place and a remedy") {
  const Base folder;
  folder.variant("a", "", "b");
  folder.variant("b", "", "a");
  for (const auto& [path, in] :
       {std::pair{folder.variant("self", "", "self"), "self.yaml"}, {folder.path() / "a.yaml", "b.yaml"}}) {
    const Error error = error_of([&, path = path] { load(path); });
    CHECK(error.place().file == folder.path() / in);
    CHECK(error.place().line == 3);
    CHECK(error.place().column == 10);
    CHECK(error.problem() == "the definition extends itself");
    CHECK_FALSE(error.remedy().empty());
  }
}

TEST_CASE("a base that is not there is named, with the one that was meant") {
  const Base folder;
  const Error error =
      error_of([&] { load_questionnaire(folder.variant("v", "", "bsae"), Catalogue({folder.path()})); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().prefix() == (folder.path() / "v.yaml:3:10: ").string());
  CHECK(error.problem() == "there is no questionnaire \"bsae\" to extend");
  CHECK(error.remedy() == "Did you mean \"base\"?");
}

TEST_CASE("a base is looked for beside the variant, then in the catalogue, and never elsewhere") {
  const Base beside, shelf;
  const TemporaryFolder empty;
  const std::string yaml = "schema: attune/1\nid: v\nextends: base\n";
  const Catalogue catalogue({shelf.path()});
  CHECK(load_questionnaire(beside.file("v.yaml", yaml), catalogue).files[1].path == beside.path() / "base.yaml");
  CHECK(load_questionnaire(empty.file("v.yaml", yaml), catalogue).files[1].path == shelf.path() / "base.yaml");
  const Error error = error_of([&] { load(beside.file("v.yaml", "schema: attune/1\nid: v\nextends: ../base\n")); });
  CHECK(holds(error.problem(), "there is no questionnaire"));
}

TEST_CASE("a mistake in the base is reported in the base") {
  const TemporaryFolder folder;
  folder.file("base.yaml", "schema: attune/1\nid: base\ntitel: B\n");
  const Error error = error_of([&] { load(folder.file("v.yaml", "schema: attune/1\nid: v\nextends: base\n")); });
  CHECK(error.place().file == folder.path() / "base.yaml");
}

TEST_CASE("other answers need cuts of their own") {
  const Base folder;
  const Error error = error_of([&] { load(folder.variant("v", "response: { min: 1, max: 5 }\n")); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().line == 4);
  CHECK(error.place().column == 11);
  CHECK(holds(error.problem(), "its cuts do not hold here"));
  CHECK(holds(error.remedy(), "cut:"));
  const auto stated = folder.variant("v", "response: { min: 1, max: 5 }\nprofiles: { cut: { a: 3, b: 3 } }\n");
  CHECK(load(stated).response.max == 5);
}

TEST_CASE("other labels for the same answers leave the cuts") {
  const Base folder;
  const Questionnaire q = load(folder.variant("v", "response: { min: 1, max: 7, labels: { 1: nie } }\n"));
  CHECK(q.response.labels == std::map<int, std::string>{{1, "nie"}});
  CHECK(std::get<QuadrantRule>(q.profiles).x_cut == 4);
}

TEST_CASE("a variant that turns a mean into a sum cannot keep the mean's cut") {
  const Base folder;  // the base's cut is 4; a sum of six answers 1–7 is 6 to 42
  const std::string sum = "scales: { a: { items: [q1, q2, q3, q4, q5, q6], score: sum } }\n";
  const Error error = error_of([&] { load(folder.variant("v", sum)); });
  CHECK(error.code() == ExitCode::data);
  CHECK(holds(error.problem(), "cut"));
}

TEST_CASE("a cut does not outlive the parts that its scale is made of") {
  const TemporaryFolder folder;
  folder.file("base.yaml", R"(schema: attune/1
id: base
title: B
response: { min: 1, max: 5 }
items: { prefix: q, count: 6 }
scales:
  close: { items: [q1, q2], bands: [ { to: 3, label: far } ] }
  depend: { items: [q3, q4] }
  anxiety: { items: [q5, q6] }
  avoidance:
    combine: { close: -0.5, depend: -0.5 }
    constant: 6
    bands: [ { to: 3, label: near } ]
    reliability: { alpha: 0.9, source: S }
profiles: { kind: quadrants, x: anxiety, y: avoidance, cut: { anxiety: 3, avoidance: 3 } }
norms:
  - sample: S
    source: S
    response: [1, 5]
    groups: { all: { n: 9, scales: { anxiety: { mean: 3, sd: 1 }, avoidance: { mean: 3, sd: 1 } } } }
)");
  const std::string head = "schema: attune/1\nid: v\nextends: base\n";
  const std::string sums = "scales: { close: { score: sum }, depend: { score: sum } }\n";
  const Error error = error_of([&] { load(folder.file("v.yaml", head + sums)); });
  CHECK(error.place().line == 4);
  CHECK(holds(error.problem(), "the scale avoidance is not scored as in \"base\""));
  CHECK(holds(error.remedy(), "cut:"));
  // The sums of two answers, 2 to 10, give 6 - 10 to 6 - 2.
  const Questionnaire q =
      load(folder.file("v.yaml", head + sums + "profiles: { cut: { anxiety: 3, avoidance: 0 } }\n"));
  CHECK(q.scales[3].bands.empty());
  CHECK_FALSE(q.scales[3].reliability);
  REQUIRE(q.norms[0].groups[0].scales.size() == 1);
  CHECK(q.norms[0].groups[0].scales[0].scale == 2);
}

TEST_CASE("a sum that lost items needs another cut; a mean lies where it did") {
  const TemporaryFolder folder;
  const auto base_with = [&](const std::string& rule, const std::string& cut) {
    folder.file("base.yaml",
                "schema: attune/1\nid: base\ntitle: B\nresponse: { min: 1, max: 7 }\nitems: { prefix: q, count: 8 }\n"
                "scales:\n  a: { items: [q1, q2, q3, q4], score: " +
                    rule + " }\n  b: { items: [q5, q6, q7, q8], score: " + rule +
                    " }\nprofiles: { kind: quadrants, x: a, y: b, cut: { a: " + cut + ", b: " + cut + " } }\n");
  };
  const std::string shorter =
      "schema: attune/1\nid: v\nextends: base\norder: [q1, q2, q5, q6]\n"
      "scales: { a: { min_answered: 2 }, b: { min_answered: 2 } }\n";
  base_with("sum", "16");
  const Mistakes mistakes = read_definition(folder.file("v.yaml", shorter), kNone).mistakes;
  REQUIRE(mistakes.size() == 2);
  CHECK(holds(mistakes[0].problem(), "the scale a is not scored as in \"base\""));
  CHECK(holds(mistakes[1].problem(), "the scale b is not scored as in \"base\""));
  base_with("mean", "4");
  CHECK(std::get<QuadrantRule>(load(folder.file("v.yaml", shorter)).profiles).x_cut == 4);
}

TEST_CASE("an inherited cut must lie within the scores of the variant") {
  const TemporaryFolder folder;
  // Of q1, worth 1 to 7, and q2, worth 10 to 70, the mean is 5.5 to 38.5; q1 alone gives at most 7.
  folder.file("base.yaml",
              "schema: attune/1\nid: base\ntitle: B\nresponse: { min: 1, max: 2 }\nitems: { prefix: q, count: 3 }\n"
              "scales:\n  a: { items: [q1, q2], values: { 1: 1, 2: 7, q2: { 1: 10, 2: 70 } } }\n"
              "  b: { items: [q3] }\nprofiles: { kind: quadrants, x: a, y: b, cut: { a: 20, b: 2 } }\n");
  const Error error = error_of([&] {
    load(folder.file("v.yaml",
                     "schema: attune/1\nid: v\nextends: base\norder: [q1, q3]\nscales: { a: { min_answered: 1 } }\n"));
  });
  CHECK(error.place().line == 5);
  CHECK(error.problem() == "the cut 20 lies outside the scores of a, 1 to 7");
}

TEST_CASE("what is stated as it was before changes nothing") {
  const Base folder;
  for (const std::string same : {"score: mean", "items: [q1, -q2, q3], min_answered: 2", "transform: { add: 0 }"}) {
    CAPTURE(same);
    const Questionnaire q = load(folder.variant("v", "scales: { a: { " + same + " } }\n"));
    CHECK(q.scales[0].reliability);
    CHECK(q.norms[0].groups[0].scales.size() == 2);
    CHECK(std::get<QuadrantRule>(q.profiles).x_cut == 4);
  }
}

TEST_CASE("the digest of a definition is that of its files, its own first") {
  const TemporaryFolder folder;
  folder.file("b.yaml",
              "schema: attune/1\nid: b\ntitle: B\nresponse: { min: 1, max: 7 }\nitems: { prefix: q, count: 2 }\n"
              "scales: { a: { items: [q1, q2] } }\n");
  const auto path = folder.file("v.yaml", "schema: attune/1\nid: v\nextends: b\ntitle: V\n");
  const Questionnaire q = load(path);
  // sha256sum v.yaml b.yaml; cat v.yaml b.yaml | sha256sum
  REQUIRE(q.files.size() == 2);
  CHECK(q.files[0].sha256 == "2f626d671456b8a011e00fd0c8fc3b234a194104d583c2ae0cdedde04a5ebc32");
  CHECK(q.files[1].sha256 == "189a23eaea2f02421dee874910252d84e7cc3afd1bceb7e903e3ca30d030f1e3");
  CHECK(q.sha256 == "c091410bd494d58646389a59bf9a4d61a1f3910736571408fa63694fad0ce37b");
}

TEST_CASE("a name with a slash or ending is a path, any other an id") {
  const Base folder;
  const Catalogue catalogue({folder.path()});
  CHECK(load_named("base", catalogue).id == "base");
  CHECK(load_named((folder.path() / "base.yaml").string(), kNone).id == "base");
  CHECK(error_of([&] { load_named("absent.yaml", catalogue); }).code() == ExitCode::no_input);
  CHECK(holds(error_of([&] { load_named("bass", catalogue); }).remedy(), "Did you mean \"base\"?"));
}

TEST_CASE("loading stops at the first mistake and says how many more there are") {
  const TemporaryFolder folder;
  const auto path = folder.file("t.yaml", "schema: attune/2\nid: t\ntitle: T\n");
  const Error error = error_of([&] { load(path); });
  CHECK(error.place().line == 1);
  CHECK(error.problem() == "expected the schema attune/1, found \"attune/2\"");
  CHECK(holds(error.remedy(), "3 mistakes more"));
  CHECK(holds(error.remedy(), "attune check " + path.string()));
}

TEST_CASE("reading names every part that a definition lacks") {
  const TemporaryFolder folder;
  const Mistakes mistakes = read_definition(folder.file("t.yaml", "version: 1\n"), kNone).mistakes;
  for (const std::string key : {"schema", "id", "title", "response", "items", "scales"}) {
    CAPTURE(key);
    CHECK(std::any_of(mistakes.begin(), mistakes.end(), [&](const Error& mistake) {
      return mistake.problem() == "the definition has no \"" + key + "\"" && !mistake.remedy().empty();
    }));
  }
}

TEST_CASE("parts that are there but empty are as good as absent") {
  const TemporaryFolder folder;
  const std::string head = "schema: attune/1\nid: t\ntitle: T\nresponse: { min: 1, max: 7 }\n";
  for (const std::string rest :
       {"items: []\nscales: { a: { items: [] } }\n", "items: { prefix: q, count: 2 }\nscales: {}\n"}) {
    CAPTURE(rest);
    CHECK(error_of([&] { load(folder.file("t.yaml", head + rest)); }).code() == ExitCode::data);
  }
}

TEST_CASE("a part that cannot be read is one mistake, and not empty as well") {
  const TemporaryFolder folder;
  const std::string rest = "items: { prefix: q, count: 2 }\nscales: { a: { items: [q1] } }\n";
  for (const std::string parts : {"title: T\nresponse: 7\n", "title: []\nresponse: { min: 1, max: 7 }\n"}) {
    CAPTURE(parts);
    const Reading reading = read_definition(folder.file("t.yaml", "schema: attune/1\nid: t\n" + parts + rest), kNone);
    REQUIRE(reading.mistakes.size() == 1);
    CHECK(holds(reading.mistakes[0].problem(), "expected"));
  }
}

TEST_CASE("of thousands of unknown keys a hundred are noted, each key that there can be named once") {
  const TemporaryFolder folder;
  std::string yaml = "schema: attune/1\nid: t\n";
  for (int n = 0; n < 20'000; ++n) yaml += "abcdefgh" + std::to_string(n) + ": x\n";
  const Mistakes mistakes = read_definition(folder.file("t.yaml", yaml), kNone).mistakes;
  CHECK(mistakes.size() == 100);
  const Reading item =
      read_definition(folder.file("t.yaml", "schema: attune/1\nid: t\nitems: [{ id: q1, zzzz: 1 }]\n"), kNone);
  CHECK(std::any_of(item.mistakes.begin(), item.mistakes.end(), [](const Error& error) {
    return error.remedy() == "It can have: id, text, note, stem and response.";
  }));
}

TEST_CASE("a definition that is no map is refused") {
  const TemporaryFolder folder;
  for (const char* yaml : {"hello\n", "[1, 2]\n", "~\n"}) {
    const Error error = error_of([&] { load(folder.file("t.yaml", yaml)); });
    CHECK(holds(error.problem(), "expected the definition as a map"));
  }
}

TEST_CASE("tens of thousands of sources are refused") {
  const Base folder;
  std::string yaml = "sources:\n";
  for (int n = 0; n < 40'000; ++n) yaml += "  k" + std::to_string(n) + ": x\n";
  CHECK_FALSE(read_definition(folder.variant("v", yaml), kNone).mistakes.empty());
}

}  // namespace attune
