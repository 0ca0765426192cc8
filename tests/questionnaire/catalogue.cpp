#include "questionnaire/catalogue.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "support.h"

namespace attune {

namespace fs = std::filesystem;
using namespace testing;

namespace {

// Sets an environment variable, or removes it, until the end of the test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before, was_set_ = true;
    if (value == nullptr) unsetenv(name);
    else setenv(name, value, 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() {
    if (was_set_) setenv(name_, before_.c_str(), 1);
    else unsetenv(name_);
  }

 private:
  const char* name_;
  std::string before_;
  bool was_set_ = false;
};

}  // namespace

TEST_CASE("the folders of ATTUNE_PATH come first, then the person's own, then the shipped one") {
  const Variable path("ATTUNE_PATH", "/a::/b:");
  const Variable config("XDG_CONFIG_HOME", "/config");
  const auto folders = Catalogue::of_environment().folders();
  REQUIRE(folders.size() == 4);
  CHECK(folders[0] == "/a");
  CHECK(folders[1] == "/b");
  CHECK(folders[2] == "/config/attune/questionnaires");
  CHECK(folders[3].filename() == "questionnaires");
}

TEST_CASE("without XDG_CONFIG_HOME the person's own folder is in ~/.config") {
  const Variable path("ATTUNE_PATH", nullptr);
  const Variable home("HOME", "/home/kim");
  for (const char* value : {static_cast<const char*>(nullptr), ""}) {
    const Variable config("XDG_CONFIG_HOME", value);
    CHECK(Catalogue::of_environment().folders().front() == "/home/kim/.config/attune/questionnaires");
  }
}

TEST_CASE("without a home there is only the shipped catalogue") {
  const Variable path("ATTUNE_PATH", ""), config("XDG_CONFIG_HOME", nullptr), home("HOME", nullptr);
  CHECK(Catalogue::of_environment().folders().size() == 1);
}

TEST_CASE("the first folder that has a definition wins") {
  const TemporaryFolder one, two;
  const auto in_one = one.file("both.yaml", "");
  two.file("both.yaml", "");
  const auto in_two = two.file("two.yaml", "");
  const Catalogue catalogue({one.path() / "absent", one.path(), two.path()});
  CHECK(catalogue.find("both") == in_one);
  CHECK(catalogue.find("two") == in_two);
  CHECK_FALSE(catalogue.find("three"));
}

TEST_CASE("ids are sorted, each once, and of definitions only") {
  const TemporaryFolder one, two;
  for (const char* name : {"b.yaml", "a-1.yaml", "notes.txt", "Upper.yaml", "c.yml", ".yaml", "b.yaml~"})
    one.file(name, "");
  two.file("b.yaml", "");
  two.file("a.yaml", "");
  CHECK(Catalogue({one.path(), two.path()}).ids() == std::vector<std::string>{"a", "a-1", "b"});
}

TEST_CASE("what is listed can be found: a folder named like a definition is neither") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "folder.yaml");
  fs::create_symlink("nowhere", folder.path() / "dangling.yaml");
  const Catalogue catalogue({folder.path()});
  CHECK_FALSE(catalogue.find("folder"));
  CHECK(catalogue.ids().empty());
}

TEST_CASE("an id never leads out of the folder") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "in");
  folder.file("secret.yaml", "");
  const Catalogue catalogue({folder.path() / "in"});
  for (const char* id : {"../secret", "./../secret", "", ".", ".."}) {
    CAPTURE(id);
    CHECK_FALSE(catalogue.find(id));
    CHECK_FALSE(catalogue.find_page(id));
  }
}

TEST_CASE("an unknown id is no input, and the message says which was meant and where to look") {
  const TemporaryFolder folder;
  folder.file("ecr-r.yaml", "");
  const Error error = error_of([&] { Catalogue({folder.path()}).require("ecrr"); });
  CHECK(error.code() == ExitCode::no_input);
  CHECK(error.problem() == "there is no questionnaire \"ecrr\"");
  CHECK(holds(error.remedy(), "Did you mean \"ecr-r\"?"));
  CHECK(holds(error.remedy(), "attune list"));
}

TEST_CASE("who names a file in place of a questionnaire is told the order") {
  const TemporaryFolder folder;
  const std::string file = folder.file("answers.csv", "q1\n1\n").string();
  const Error error = error_of([&] { Catalogue({folder.path()}).require(file); });
  CHECK(error.code() == ExitCode::usage);
  CHECK(holds(error.problem(), "is no questionnaire's id"));
  CHECK(holds(error.remedy(), "Name the questionnaire first, then the file"));
}

TEST_CASE("a page of the guide is found beside the definitions") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "guide");
  const auto page = folder.file("guide/attachment.md", "");
  const Catalogue catalogue({folder.path()});
  CHECK(catalogue.find_page("attachment") == page);
  CHECK_FALSE(catalogue.find_page("attachmen"));
}

TEST_CASE("the id that comes nearest to a name has a hyphen for whatever else is in it") {
  CHECK(nearest_id("My Small_Scale (2)") == "my-small-scale-2");
  CHECK(nearest_id("ecr-r") == "ecr-r");
  CHECK(nearest_id(std::string(63, 'a') + " b") == std::string(63, 'a'));
  CHECK(nearest_id("日本").empty());
}

TEST_CASE("an id is of lower-case letters, digits and inner hyphens") {
  for (const std::string& id : {std::string("ecr"), std::string("ecr-5pt"), std::string("1"), std::string(64, 'a')}) {
    CAPTURE(id);
    CHECK(is_id(id));
  }
  for (const std::string& id :
       {std::string(), std::string("-a"), std::string("a-"), std::string("Ecr"), std::string("a_b"), std::string("a.b"),
        std::string("a/b"), std::string("ü"), std::string("a\0b", 3), std::string(65, 'a')}) {
    CAPTURE(id);
    CHECK_FALSE(is_id(id));
  }
}

}  // namespace attune
