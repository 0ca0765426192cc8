#include "exchange/osd_texts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "exchange/plain_text.h"
#include "questionnaire/language.h"

namespace attune {
namespace {

std::map<std::string, std::string> texts_of(const JsonPart& language, ImportRemarks& remarks) {
  std::map<std::string, std::string> texts;
  for (const auto& [key, value] : language.entries()) {
    if (value.is_text()) texts[key] = value.text();
    else remarks.leave_out("translations", key);
  }
  return texts;
}

}  // namespace

OsdTexts::OsdTexts(const std::optional<JsonPart>& translations, const std::optional<JsonPart>& parameters,
                   const std::string& wanted, ImportRemarks& remarks)
    : remarks_(remarks) {
  if (parameters) {
    for (const auto& [name, parameter] : parameters->entries()) {
      const auto value = parameter.is_object() ? parameter.find("default") : std::nullopt;
      if (value && !value->is_array() && !value->is_object()) parameters_[name] = value->as_text();
    }
  }
  if (!translations) return;
  for (const auto& [name, language] : translations->entries()) {
    const std::string tag = canonical_language_tag(name);
    if (name == kNoLanguage || is_language_tag(tag))
      languages_.push_back({name, name == kNoLanguage ? "" : tag, texts_of(language, remarks)});
    else remarks.note("The name of a language is no tag such as de or pt-BR, so its texts are left out", name);
  }
  if (languages_.empty()) return;
  const auto is_wanted = [&](const Language& language) { return language.tag == canonical_language_tag(wanted); };
  const auto found = std::find_if(languages_.begin(), languages_.end(), is_wanted);
  if (!wanted.empty() && found == languages_.end()) {
    std::vector<std::string> names;
    for (const Language& language : languages_) names.push_back(language.name);
    throw Error(ExitCode::usage, {}, fmt::format("--language {}: the file has no texts in it", shorten(wanted, 40)),
                fmt::format("It has {}.", join_words(names, "and", 50)));
  }
  const Language* own = wanted.empty() ? find("en") : &*found;
  if (own == nullptr) own = find(kNoLanguage);
  own_ = own != nullptr ? *own : languages_.front();
}

const OsdTexts::Language* OsdTexts::find(const std::string& name) const {
  const auto found = std::find_if(languages_.begin(), languages_.end(),
                                  [&](const Language& language) { return language.name == name; });
  return found == languages_.end() ? nullptr : &*found;
}

std::vector<std::string> OsdTexts::others() const {
  std::vector<std::string> tags;
  for (const Language& language : languages_) {
    if (language.name != own_.name && !language.tag.empty()) tags.push_back(language.tag);
  }
  return tags;
}

std::string OsdTexts::file_language(const std::string& tag) const {
  const auto found =
      std::find_if(languages_.begin(), languages_.end(), [&](const Language& language) { return language.tag == tag; });
  return found == languages_.end() ? own_.name : found->name;
}

// As people read it: without markup, with the parameters' default values.
std::string OsdTexts::shown(const std::string& text) const {
  std::string filled;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    const std::size_t close = text.find('}', open);
    filled += text.substr(at, open - at);
    if (close == std::string::npos) {
      filled += text.substr(open);
      break;
    }
    std::string name = text.substr(open + 1, close - open - 1);
    if (name.starts_with("param.")) name.erase(0, 6);
    const auto parameter = parameters_.find(name);
    const bool computed = name.starts_with("answer.") || name.starts_with("score.") || name.starts_with("computed.") ||
                          name.starts_with("loop.");
    if (computed) remarks_.note("What is filled into texts only while people answer stays as it is written", name);
    filled += parameter == parameters_.end() ? text.substr(open, close + 1 - open) : parameter->second;
    at = close + 1;
  }
  if (fold(filled).find("<img") != std::string::npos) remarks_.leave_out("texts", "pictures");
  return plain_text(filled);
}

std::string OsdTexts::own(const std::string& key) const {
  if (key.empty()) return {};
  asked_.insert(key);
  const auto own = own_.texts.find(key);
  if (own != own_.texts.end()) return shown(own->second);
  const Language* english = find("en");
  const auto other = english == nullptr ? own_.texts.end() : english->texts.find(key);
  if (english != nullptr && other != english->texts.end()) return shown(other->second);
  remarks_.note("The file has no text for", key);
  return {};
}

std::vector<std::string> OsdTexts::unused() const {
  std::vector<std::string> keys;
  for (const auto& [key, text] : own_.texts) {
    if (!asked_.contains(key)) keys.push_back(key);
  }
  return keys;
}

std::string OsdTexts::in(const std::string& tag, const std::string& key) const {
  const auto language =
      std::find_if(languages_.begin(), languages_.end(), [&](const Language& other) { return other.tag == tag; });
  if (language == languages_.end()) return {};
  const auto text = language->texts.find(key);
  return text == language->texts.end() ? std::string() : shown(text->second);
}

}  // namespace attune
