#include "questionnaire/yaml_writer.h"

#include <new>
#include <stdexcept>
#include <utility>

namespace attune {
namespace {

// Called from C, through which nothing may be thrown.
int append(void* yaml, unsigned char* bytes, std::size_t size) try {
  static_cast<std::string*>(yaml)->append(reinterpret_cast<const char*>(bytes), size);
  return 1;
} catch (const std::exception&) {
  return 0;
}

}  // namespace

YamlWriter::Emitter::Emitter() {
  if (yaml_emitter_initialize(this) == 0) throw std::bad_alloc();
}

YamlWriter::Emitter::~Emitter() { yaml_emitter_delete(this); }

YamlWriter::YamlWriter() {
  yaml_emitter_set_output(&emitter_, append, &yaml_);
  yaml_emitter_set_unicode(&emitter_, 1);
  yaml_emitter_set_width(&emitter_, -1);  // no line of text is broken
  yaml_event_t event;
  emit(event, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
  emit(event, yaml_document_start_event_initialize(&event, nullptr, nullptr, nullptr, 1));
}

YamlWriter& YamlWriter::begin_map(Layout layout) {
  const auto style = layout == Layout::lines ? YAML_BLOCK_MAPPING_STYLE : YAML_FLOW_MAPPING_STYLE;
  yaml_event_t event;
  emit(event, yaml_mapping_start_event_initialize(&event, nullptr, nullptr, 1, style));
  return *this;
}

YamlWriter& YamlWriter::end_map() {
  yaml_event_t event;
  emit(event, yaml_mapping_end_event_initialize(&event));
  return *this;
}

YamlWriter& YamlWriter::begin_list(Layout layout) {
  const auto style = layout == Layout::lines ? YAML_BLOCK_SEQUENCE_STYLE : YAML_FLOW_SEQUENCE_STYLE;
  yaml_event_t event;
  emit(event, yaml_sequence_start_event_initialize(&event, nullptr, nullptr, 1, style));
  return *this;
}

YamlWriter& YamlWriter::end_list() {
  yaml_event_t event;
  emit(event, yaml_sequence_end_event_initialize(&event));
  return *this;
}

YamlWriter& YamlWriter::word(std::string_view text) {
  // Without quotes these would be nothing.
  const bool nothing = text.empty() || text == "~" || text == "null";
  scalar(text, nothing ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_ANY_SCALAR_STYLE);
  return *this;
}

YamlWriter& YamlWriter::text(std::string_view text) {
  scalar(text, YAML_DOUBLE_QUOTED_SCALAR_STYLE);
  return *this;
}

std::string YamlWriter::finish() {
  yaml_event_t event;
  emit(event, yaml_document_end_event_initialize(&event, 1));
  emit(event, yaml_stream_end_event_initialize(&event));
  return std::move(yaml_);
}

void YamlWriter::scalar(std::string_view text, yaml_scalar_style_t style) {
  const auto* bytes = reinterpret_cast<const yaml_char_t*>(text.data());
  yaml_event_t event;
  emit(event,
       yaml_scalar_event_initialize(&event, nullptr, nullptr, bytes, static_cast<int>(text.size()), 1, 1, style));
}

// The emitter takes the event, also where it fails.
void YamlWriter::emit(yaml_event_t& event, int initialized) {
  if (initialized == 0) throw std::bad_alloc();
  if (yaml_emitter_emit(&emitter_, &event) != 0) return;
  // What is written goes into memory.
  if (emitter_.error == YAML_MEMORY_ERROR || emitter_.error == YAML_WRITER_ERROR) throw std::bad_alloc();
  throw std::logic_error(emitter_.problem);
}

}  // namespace attune
