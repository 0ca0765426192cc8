#pragma once

#include <yaml.h>

#include <string>
#include <string_view>

namespace attune {

/// Writes one YAML document, part by part, that parse_document() (questionnaire/document.h) reads back as it was.
/// A map is begun, filled with a word() for each key and what follows for its value, and ended; a list likewise.
class YamlWriter {
 public:
  enum class Layout { lines, one_line };

  YamlWriter();
  YamlWriter(const YamlWriter&) = delete;
  YamlWriter& operator=(const YamlWriter&) = delete;

  YamlWriter& begin_map(Layout layout = Layout::lines);
  YamlWriter& end_map();
  YamlWriter& begin_list(Layout layout = Layout::lines);
  YamlWriter& end_list();
  /// A key, id or number: without quotes where YAML allows it.
  YamlWriter& word(std::string_view text);
  /// A text, always in quotes. UTF-8; control characters are escaped.
  YamlWriter& text(std::string_view text);

  /// Ends the document; nothing can be added afterwards.
  std::string finish();

 private:
  void scalar(std::string_view text, yaml_scalar_style_t style);
  void emit(yaml_event_t& event, int initialized);

  // A part of its own, which is freed also where the writer's constructor throws.
  struct Emitter : yaml_emitter_t {
    Emitter();
    Emitter(const Emitter&) = delete;
    Emitter& operator=(const Emitter&) = delete;
    ~Emitter();
  };

  Emitter emitter_;
  std::string yaml_;
};

}  // namespace attune
