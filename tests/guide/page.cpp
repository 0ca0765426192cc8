#include "guide/page.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

// A guide of one's own, with the page "mine".
struct OwnGuide {
  explicit OwnGuide(const std::string& content) {
    std::filesystem::create_directory(folder.path() / "guide");
    folder.file("guide/mine.md", content);
  }
  GuidePage page() const { return load_page(catalogue, "mine"); }

  TemporaryFolder folder;
  Catalogue catalogue{{folder.path()}};
};

}  // namespace

TEST_CASE("a page of the guide has its name, its title and its text") {
  const GuidePage page = OwnGuide("# My page \n\nText.\n").page();
  CHECK(page.name == "mine");
  CHECK(page.title == "My page");
  CHECK(holds(page.markdown, "Text."));
}

TEST_CASE("a page with Windows line ends is a page like any other") {
  CHECK(OwnGuide("# My page\r\n\r\nText.\r\n").page().title == "My page");
}

TEST_CASE("a page without a heading is called by its name") {
  CHECK(OwnGuide("Text.\n").page().title == "mine");
  CHECK(OwnGuide("").page().title == "mine");
}

TEST_CASE("a mistyped page is answered with the one that was probably meant") {
  const Error error = error_of([] { load_page(testing::shipped_catalogue(), "anxios"); });
  CHECK(error.code() == ExitCode::no_input);
  CHECK(holds(error.remedy(), "\"anxious\""));
}

TEST_CASE("a page's name leads nowhere but into the guide") {
  for (const std::string& name : {std::string("../ecr"), std::string("/etc/passwd"), std::string(""), std::string("."),
                                  std::string("a/b"), std::string(100000, 'a')}) {
    CHECK(error_of([&] { load_page(testing::shipped_catalogue(), name); }).code() == ExitCode::no_input);
  }
}

TEST_CASE("a page that is no plain text is refused") {
  for (const char* content : {"# A\n\xFF\n", "# A\n\x1B[2J\n", "# A\n\u202Eb\n"})
    CHECK(error_of([&] { OwnGuide(content).page(); }).code() == ExitCode::data);
}

TEST_CASE("the pages are listed in the order of reading, one's own after them") {
  const OwnGuide own("# Mine\n");
  const Catalogue both({own.folder.path(), testing::shipped_folder()});
  const auto names = page_names(both);
  REQUIRE(names.size() > 12);
  CHECK(names.front() == "attachment");
  CHECK(names.back() == "mine");
  CHECK(std::count(names.begin(), names.end(), "anxious") == 1);
}

TEST_CASE("a folder that is named like a page is none") {
  const OwnGuide own("# Mine\n");
  std::filesystem::create_directory(own.folder.path() / "guide" / "foo.md");
  CHECK(page_names(own.catalogue) == std::vector<std::string>{"mine"});
  CHECK(search_guide(own.catalogue, "mine").empty());
}

TEST_CASE("a section goes from its heading to the next of its level") {
  const OwnGuide own("# Mine\n\nOpening.\n\n## In short\n\nOne.\n\n### Deeper\n\nTwo.\n\n## More\n\nThree.\n");
  CHECK(section(own.page(), "In short") == "One.\n\n### Deeper\n\nTwo.");
  CHECK(section(own.page(), "More") == "Three.");
  CHECK(section(own.page(), "short").empty());
}

TEST_CASE("a search finds paragraphs whatever the case, with their page and section, but no sources") {
  const OwnGuide own(
      "# Mine\n\nA Zebra.\n\n## Part\n\nTwo ZEBRAS\nrun.\n\nNone.\n\n## Sources\n\n- Zebra, A. (2000).\n");
  const auto found = search_guide(own.catalogue, "zebra");
  REQUIRE(found.size() == 2);
  CHECK(found[0].paragraph == "A Zebra.");
  CHECK(found[1].page == "mine");
  CHECK(found[1].heading == "Part");
  CHECK(found[1].paragraph == "Two ZEBRAS run.");
}

}  // namespace attune
