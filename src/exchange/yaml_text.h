#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attune {

/// YAML in flow style ("{ a: 1, b: [2, 3] }"), put together from texts that are YAML already.
using YamlEntries = std::vector<std::pair<std::string, std::string>>;

/// `text` between double quotes, without control characters and text direction overrides.
std::string yaml_quoted(std::string_view text);

/// `name` as it is where no reader of YAML could take it for anything but a text, else quoted.
std::string yaml_name(const std::string& name);

std::string yaml_map(const YamlEntries& entries);
std::string yaml_list(const std::vector<std::string>& elements);

/// Appends the line "key: value", indented.
void append_yaml(std::string& yaml, int indent, std::string_view key, std::string_view value);

/// As above with `text`, quoted; nothing where it is blank.
void append_yaml_text(std::string& yaml, int indent, std::string_view key, std::string_view text);

}  // namespace attune
