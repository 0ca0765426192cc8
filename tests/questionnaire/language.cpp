#include "questionnaire/language.h"

#include <doctest/doctest.h>

namespace attune {

// The examples of RFC 5646, appendix A.
TEST_CASE("well-formed tags are taken") {
  for (const char* tag : {"de", "fr", "zh-Hant", "sr-Latn-RS", "zh-cmn-Hans-CN", "yue-HK", "sl-rozaj-biske",
                          "de-CH-1901", "hy-Latn-IT-arevela", "es-419", "de-CH-x-phonebk", "az-Arab-x-AZE-derbend",
                          "en-US-u-islamcal", "zh-CN-a-myext-x-private", "ast"}) {
    CAPTURE(tag);
    CHECK(is_language_tag(tag));
  }
}

TEST_CASE("what is no tag is not taken") {
  for (const char* tag : {"", "d", "de-", "-de", "de--CH", "deutschland", "de_DE", "a-DE", "de-419-DE", "de-x",
                          "x-private", "../de", "de/CH", "dé", "ar-a-aaa-b"}) {
    CAPTURE(tag);
    CHECK_FALSE(is_language_tag(tag));
  }
}

TEST_CASE("tags are spelled as RFC 5646 recommends") {
  CHECK(canonical_language_tag("PT_br") == "pt-BR");
  CHECK(canonical_language_tag("ZH-HANT-tw") == "zh-Hant-TW");
  CHECK(canonical_language_tag("DE") == "de");
  CHECK(canonical_language_tag("en-us-U-ISLAMCAL") == "en-US-u-islamcal");
}

}  // namespace attune
