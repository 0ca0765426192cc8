#include "interview/relationship.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {

using testing::error_of;

TEST_CASE("each kind of relationship is called mine in statements") {
  for (const std::string kind : {"partner", "friend", "mother", "father", "child", "therapist"}) {
    const Relationship about = relationship(kind);
    CHECK(about.about == kind);
    CHECK(about.them == "my " + kind);
    CHECK(about.their == "my " + kind + "'s");
  }
}

TEST_CASE("a kind of relationship is understood whatever its case and the white space around it") {
  CHECK(relationship("Partner").them == "my partner");
  CHECK(relationship(" mother ").them == "my mother");
  CHECK(relationship("GENERAL").them == relationship("general").them);
}

TEST_CASE("anybody else is called by name") {
  CHECK(relationship("Sam").them == "Sam");
  CHECK(relationship("Sam").their == "Sam's");
  CHECK(relationship("  Zoë  ").them == "Zoë");
}

TEST_CASE("a relationship in general names nobody") {
  CHECK(relationship("general").about == "general");
  CHECK_FALSE(testing::holds(relationship("general").them, "general"));
}

TEST_CASE("whom a sitting was about is told in one way, whoever it was") {
  CHECK(whom_words("general") == "in general");
  CHECK(about_words("General") == "in general");
  CHECK(about_words("partner") == "about your partner");
  CHECK(about_words("Sam") == "about Sam");
}

TEST_CASE("a name for a relationship that is empty, too long or could move the cursor is refused") {
  for (const std::string& name : {std::string(), std::string("  "), std::string(41, 'x'), std::string("Sam\nSue"),
                                  std::string("\x1B[2J"), std::string("Sam\xFF"), std::string("a\u202Eb")}) {
    CAPTURE(name);
    CHECK(error_of([&] { relationship(name); }).code() == ExitCode::usage);
  }
}

TEST_CASE("a name of forty characters is not too long for a relationship") {
  CHECK(relationship(std::string(40, 'x')).them == std::string(40, 'x'));
}

TEST_CASE("a statement is filled at every place") {
  const Relationship sam = relationship("Sam");
  CHECK(fill("{them} and {their} dog, {them}", sam) == "Sam and Sam's dog, Sam");
  CHECK(fill("{other}, no place", sam) == "{other}, no place");
  CHECK(fill("", sam).empty());
}

TEST_CASE("a name that looks like a place to fill stands in the statement as it is") {
  CHECK(fill("I trust {them}.", relationship("{their}")) == "I trust {their}.");
  CHECK(fill("I trust {them}.", relationship("{them}")) == "I trust {them}.");
}

}  // namespace attune
