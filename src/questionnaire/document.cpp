#include "questionnaire/document.h"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <new>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"

namespace attune {
namespace {

constexpr std::size_t kDeepest = 16;
constexpr std::size_t kMostNodes = 100'000;

using Handle = std::shared_ptr<const std::string>;

Place place_of(const yaml_mark_t& mark, const std::string& file) {
  return {.file = file, .line = mark.line + 1, .column = mark.column + 1};
}

// Lines and columns are counted in characters, as a person counts them.
Place place_of_byte(std::string_view yaml, std::size_t at, const std::string& file) {
  const std::string_view before = yaml.substr(0, at);
  const std::string_view line = before.substr(before.rfind('\n') + 1);
  const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return {.file = file,
          .line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          .column = 1 + static_cast<std::size_t>(std::count_if(line.begin(), line.end(), starts_character))};
}

[[noreturn]] void refuse_control(const Place& place, std::string_view text) {
  throw Error(ExitCode::data, place, fmt::format("a control character: \"{}\"", shorten(printable(text), 30)),
              "Leave it out: definitions hold plain text only.");
}

struct Event {
  yaml_event_t yaml{};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&yaml); }
};

// The parser's events, one after the other.
class Events {
 public:
  Events(std::string_view yaml, const std::string& file) : yaml_(yaml), file_(file) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(yaml.data()), yaml.size());
  }
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;
  ~Events() { yaml_parser_delete(&parser_); }

  void next(Event& event) {
    yaml_event_delete(&event.yaml);
    if (yaml_parser_parse(&parser_, &event.yaml) == 0) fail();
  }

 private:
  [[noreturn]] void fail() const {
    if (parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    if (parser_.error == YAML_READER_ERROR) {
      const std::size_t at = std::min(parser_.problem_offset, yaml_.size());
      refuse_control(place_of_byte(yaml_, at, file_), yaml_.substr(at));
    }
    std::string problem = fmt::format("not valid YAML: {}", parser_.problem);
    if (parser_.context != nullptr) problem += fmt::format(" {}", parser_.context);
    throw Error(ExitCode::data, place_of(parser_.problem_mark, file_), problem);
  }

  std::string_view yaml_;
  const std::string& file_;
  yaml_parser_t parser_;
};

std::string_view text_of(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Builds the tree from the parser's events, so that every limit holds while reading and not only afterwards.
class TreeBuilder {
 public:
  explicit TreeBuilder(const std::string& file) : file_(std::make_shared<const std::string>(file)) {}

  Node take_root() { return std::move(root_); }

  void take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_ALIAS_EVENT: refuse(event, "aliases (*name) are not allowed in a definition", "Write the value out.");
      case YAML_SCALAR_EVENT: return take_scalar(event);
      case YAML_SEQUENCE_START_EVENT:
        check_tag(event, event.data.sequence_start.tag);
        return open(event, Node::Kind::sequence);
      case YAML_MAPPING_START_EVENT:
        check_tag(event, event.data.mapping_start.tag);
        return open(event, Node::Kind::map);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT: return close();
      default: return;
    }
  }

  [[noreturn]] void refuse(const yaml_event_t& event, const std::string& problem,
                           const std::string& remedy = {}) const {
    throw Error(ExitCode::data, place_of(event.start_mark, *file_), problem, remedy);
  }

 private:
  // A collection being read, and, in a map, the key that still waits for its value.
  struct Open {
    Node node;
    bool has_key = false;
    Node::Entry entry;
    std::unordered_map<std::string, std::size_t> lines_of_keys;
  };

  Node node(const yaml_event_t& event, Node::Kind kind) {
    if (++nodes_ > kMostNodes) refuse(event, fmt::format("the definition has more than {} parts", grouped(kMostNodes)));
    Node made;
    made.kind = kind;
    made.file = file_;
    made.line = event.start_mark.line + 1;
    made.column = event.start_mark.column + 1;
    return made;
  }

  void check_tag(const yaml_event_t& event, const yaml_char_t* tag) const {
    if (text_of(tag).empty() || text_of(tag) == "!") return;
    refuse(event, fmt::format("the tag {} is not known here", shorten(printable(text_of(tag)), 60)), "Leave it out.");
  }

  void take_scalar(const yaml_event_t& event) {
    const auto& scalar = event.data.scalar;
    check_tag(event, scalar.tag);
    const std::string_view value(reinterpret_cast<const char*>(scalar.value), scalar.length);
    if (const auto at = find_control(value)) refuse_control(place_of(event.start_mark, *file_), value.substr(*at));
    Node leaf = node(event, Node::Kind::scalar);
    leaf.scalar = value;
    // An unquoted empty value, "~" or "null" means nothing, as in YAML's core schema.
    const bool unquoted = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nullptr;
    if (unquoted && (value.empty() || value == "~" || value == "null")) leaf.kind = Node::Kind::null;
    if (awaits_key()) {
      start_entry(event, leaf);
    } else {
      attach(std::move(leaf));
    }
  }

  bool awaits_key() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().has_key;
  }

  void open(const yaml_event_t& event, Node::Kind kind) {
    if (open_.size() >= kDeepest) refuse(event, fmt::format("nested deeper than {} levels", kDeepest));
    if (awaits_key()) refuse(event, "expected a name as the key, found a list or map");
    open_.push_back({node(event, kind), false, {}, {}});
  }

  void close() {
    Node finished = std::move(open_.back().node);
    open_.pop_back();
    attach(std::move(finished));
  }

  void start_entry(const yaml_event_t& event, const Node& key) {
    Open& map = open_.back();
    if (key.kind != Node::Kind::scalar) refuse(event, "expected a name as the key, found nothing");
    const auto [earlier, is_new] = map.lines_of_keys.emplace(key.scalar, key.line);
    if (!is_new) {
      refuse(event, fmt::format("\"{}\" stands here twice; first in line {}", key.scalar, earlier->second),
             "Keep one of them.");
    }
    map.has_key = true;
    map.entry.key = key.scalar;
    map.entry.key_place = key.place();
  }

  void attach(Node value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == Node::Kind::sequence) {
      parent.node.elements.push_back(std::move(value));
      return;
    }
    parent.entry.value = std::move(value);
    parent.node.entries.push_back(std::move(parent.entry));
    parent.entry = {};
    parent.has_key = false;
  }

  Handle file_;
  Node root_;
  std::vector<Open> open_;
  std::size_t nodes_ = 0;
};

void check_bytes(std::string_view yaml, const std::string& file) {
  if (yaml.size() > kDocumentLimit) {
    throw Error(ExitCode::data, {.file = file},
                fmt::format("the definition is larger than {} KiB", kDocumentLimit / 1024));
  }
  const auto invalid = find_invalid_utf8(yaml);
  const std::size_t nul = yaml.find('\0');
  if (invalid || nul != std::string_view::npos) {
    throw Error(ExitCode::data, place_of_byte(yaml, std::min(invalid.value_or(nul), nul), file),
                "this byte is not text in UTF-8", "Save the file as UTF-8.");
  }
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
  return entry == entries.end() ? nullptr : &entry->value;
}

Node parse_document(std::string_view yaml, const std::string& file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (yaml.starts_with(kByteOrderMark)) yaml.remove_prefix(kByteOrderMark.size());
  check_bytes(yaml, file);
  Events events(yaml, file);
  TreeBuilder tree(file);
  Event event;
  for (std::size_t documents = 0; event.yaml.type != YAML_STREAM_END_EVENT; tree.take(event.yaml)) {
    events.next(event);
    if (event.yaml.type == YAML_STREAM_END_EVENT && documents == 0)
      throw Error(ExitCode::data, {.file = file}, "the definition is empty");
    if (event.yaml.type == YAML_DOCUMENT_START_EVENT && ++documents == 2)
      tree.refuse(event.yaml, "a second document (---) follows the first", "One file holds one definition.");
  }
  return tree.take_root();
}

}  // namespace attune
