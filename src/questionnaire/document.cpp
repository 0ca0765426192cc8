#include "questionnaire/document.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"

namespace attune {
namespace {

constexpr std::size_t kDeepest = 16;
constexpr std::size_t kMostNodes = 100'000;

using Handle = std::shared_ptr<const std::string>;

// Turns the parser's places, which count bytes, into lines and columns as a person counts them.
class Places {
 public:
  Places(std::string_view yaml, const std::string& file)
      : file_(std::make_shared<const std::string>(file)), yaml_(yaml) {
    starts_.push_back(0);
    for (std::size_t at = yaml.find('\n'); at != std::string_view::npos; at = yaml.find('\n', at + 1))
      starts_.push_back(at + 1);
  }

  const Handle& file() const { return file_; }

  Place of(const YAML::Mark& mark) const {
    if (mark.line < 0) return {.file = *file_};
    const auto line = static_cast<std::size_t>(mark.line);
    const auto bytes = static_cast<std::size_t>(std::max(mark.column, 0));
    return {.file = *file_,
            .line = line + 1,
            .column = 1 + (line < starts_.size() ? characters(yaml_.substr(starts_[line], bytes)) : bytes)};
  }

  Place of_byte(std::size_t at) const {
    const auto line =
        static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), at) - starts_.begin() - 1);
    return {
        .file = *file_, .line = line + 1, .column = 1 + characters(yaml_.substr(starts_[line], at - starts_[line]))};
  }

 private:
  static std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  }

  Handle file_;
  std::string_view yaml_;
  std::vector<std::size_t> starts_;
};

[[noreturn]] void refuse(const Places& places, const YAML::Mark& mark, std::string problem, std::string remedy = {}) {
  throw Error(ExitCode::data, places.of(mark), std::move(problem), std::move(remedy));
}

// Builds the tree from the parser's events, so that every limit holds while reading and not only afterwards.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(const Places& places) : places_(places) {}

  Node take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { place(node(Node::Kind::null, mark), mark); }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(places_, mark, "aliases (*name) are not allowed in a definition", "Write the value out.");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
    check_tag(tag, mark);
    if (const auto at = find_control(value)) {
      refuse(places_, mark, fmt::format("a control character: \"{}\"", shorten(printable(value.substr(*at)), 30)),
             "Leave it out: definitions hold plain text only.");
    }
    Node scalar = node(Node::Kind::scalar, mark);
    scalar.scalar = value;
    // An unquoted empty value, "~" or "null" means nothing, as in YAML's core schema.
    if (tag == "?" && (value.empty() || value == "~" || value == "null")) scalar.kind = Node::Kind::null;
    place(std::move(scalar), mark);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    check_tag(tag, mark);
    open(node(Node::Kind::sequence, mark), mark);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    check_tag(tag, mark);
    open(node(Node::Kind::map, mark), mark);
  }
  void OnMapEnd() override { close(); }

 protected:
  [[noreturn]] void refuse_here(const YAML::Mark& mark, std::string problem, std::string remedy) const {
    refuse(places_, mark, std::move(problem), std::move(remedy));
  }

 private:
  // A collection being read, and, in a map, the key that still waits for its value.
  struct Open {
    Node node;
    bool has_key = false;
    Node::Entry entry;
    std::unordered_map<std::string, std::size_t> lines_of_keys;
  };

  Node node(Node::Kind kind, const YAML::Mark& mark) {
    if (++nodes_ > kMostNodes)
      refuse(places_, mark, fmt::format("the definition has more than {} parts", grouped(kMostNodes)));
    Node made;
    made.kind = kind;
    const Place place = places_.of(mark);
    made.file = places_.file();
    made.line = place.line;
    made.column = place.column;
    return made;
  }

  void check_tag(const std::string& tag, const YAML::Mark& mark) {
    if (!tag.empty() && tag != "?" && tag != "!")
      refuse(places_, mark, fmt::format("the tag {} is not known here", tag), "Leave it out.");
  }

  void open(Node collection, const YAML::Mark& mark) {
    if (open_.size() >= kDeepest) refuse(places_, mark, fmt::format("nested deeper than {} levels", kDeepest));
    if (!open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().has_key) {
      refuse(places_, mark, "expected a name as the key, found a list or map");
    }
    open_.push_back({std::move(collection), false, {}, {}});
  }

  void close() {
    Node finished = std::move(open_.back().node);
    open_.pop_back();
    attach(std::move(finished));
  }

  void place(Node leaf, const YAML::Mark& mark) {
    if (!open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().has_key) {
      start_entry(open_.back(), leaf, mark);
    } else {
      attach(std::move(leaf));
    }
  }

  void start_entry(Open& map, const Node& key, const YAML::Mark& mark) {
    if (key.kind != Node::Kind::scalar) refuse(places_, mark, "expected a name as the key, found nothing");
    const auto [earlier, is_new] = map.lines_of_keys.emplace(key.scalar, key.line);
    if (!is_new) {
      refuse(places_, mark, fmt::format("\"{}\" stands here twice; first in line {}", key.scalar, earlier->second),
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

  const Places& places_;
  Node root_;
  std::vector<Open> open_;
  std::size_t nodes_ = 0;
};

void check_bytes(std::string_view yaml, const Places& places) {
  if (yaml.size() > kDocumentLimit) {
    throw Error(ExitCode::data, {.file = *places.file()},
                fmt::format("the definition is larger than {} KiB", kDocumentLimit / 1024));
  }
  const auto invalid = find_invalid_utf8(yaml);
  const std::size_t nul = yaml.find('\0');
  if (invalid || nul != std::string_view::npos) {
    throw Error(ExitCode::data, places.of_byte(std::min(invalid.value_or(nul), nul)), "this byte is not text in UTF-8",
                "Save the file as UTF-8.");
  }
}

// Notices a document that follows the first.
class SecondDocument : public TreeBuilder {
 public:
  using TreeBuilder::TreeBuilder;
  void OnDocumentStart(const YAML::Mark& mark) override {
    refuse_here(mark, "a second document (---) follows the first", "One file holds one definition.");
  }
};

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
  return entry == entries.end() ? nullptr : &entry->value;
}

Node parse_document(std::string_view yaml, const std::string& file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (yaml.starts_with(kByteOrderMark)) yaml.remove_prefix(kByteOrderMark.size());
  const Places places(yaml, file);
  check_bytes(yaml, places);
  std::istringstream in{std::string(yaml)};
  try {
    YAML::Parser parser(in);
    TreeBuilder tree(places);
    if (!parser.HandleNextDocument(tree)) throw Error(ExitCode::data, {.file = file}, "the definition is empty");
    SecondDocument second(places);
    parser.HandleNextDocument(second);
    return tree.take_root();
  } catch (const YAML::Exception& wrong) {
    refuse(places, wrong.mark, "not valid YAML: " + wrong.msg);
  }
}

}  // namespace attune
