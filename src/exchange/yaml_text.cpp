#include "exchange/yaml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace attune {
namespace {

// Where the character that begins at `at` ends.
std::size_t end_of_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

std::string without_controls(std::string_view text) {
  std::string kept;
  while (const auto at = find_control(text)) {
    kept += text.substr(0, *at);
    text.remove_prefix(end_of_character(text, *at));
  }
  return kept += text;
}

// What YAML 1.1 or 1.2 reads as something other than a text.
bool is_reserved(const std::string& name) {
  constexpr std::array kReserved{"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  return std::find(kReserved.begin(), kReserved.end(), fold(name)) != kReserved.end();
}

}  // namespace

std::string yaml_quoted(std::string_view text) {
  // What JSON writes for a text means the same in YAML.
  return nlohmann::json(without_controls(text)).dump();
}

std::string yaml_name(const std::string& name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto plain = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'; };
  const bool bare =
      !name.empty() && letter(name.front()) && std::all_of(name.begin(), name.end(), plain) && !is_reserved(name);
  return bare ? name : yaml_quoted(name);
}

std::string yaml_map(const YamlEntries& entries) {
  std::string map;
  for (const auto& [key, value] : entries) map += fmt::format("{}{}: {}", map.empty() ? "" : ", ", key, value);
  return map.empty() ? "{}" : "{ " + map + " }";
}

std::string yaml_list(const std::vector<std::string>& elements) {
  return fmt::format("[{}]", fmt::join(elements, ", "));
}

void append_yaml(std::string& yaml, int indent, std::string_view key, std::string_view value) {
  yaml += fmt::format("{:{}}{}: {}\n", "", indent, key, value);
}

void append_yaml_text(std::string& yaml, int indent, std::string_view key, std::string_view text) {
  if (!trim(text).empty()) append_yaml(yaml, indent, key, yaml_quoted(trim(text)));
}

}  // namespace attune
