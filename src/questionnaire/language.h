#pragma once

#include <string>
#include <string_view>

namespace attune {

/// Whether `tag` is well-formed as RFC 5646 (BCP 47) has it: "de", "pt-BR", "zh-Hant-TW". Registers are not asked, and
/// neither grandfathered tags nor those of private use alone are taken.
bool is_language_tag(std::string_view tag);

/// A tag in the spelling that RFC 5646 recommends: "PT_br" is "pt-BR", "zh-hant" is "zh-Hant". `tag` may have
/// underscores for hyphens; otherwise it is well-formed.
std::string canonical_language_tag(std::string_view tag);

}  // namespace attune
