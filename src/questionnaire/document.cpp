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

#include "base/text.h"

namespace attune {
namespace {

constexpr std::size_t kDeepest = 16;
constexpr std::size_t kMostNodes = 100'000;

using Handle = std::shared_ptr<const std::string>;

[[noreturn]] void refuse(const Handle& file, const YAML::Mark& mark, std::string problem, std::string remedy = {}) {
  const auto from_one = [](int position) {
    return position < 0 ? std::size_t{0} : static_cast<std::size_t>(position) + 1;
  };
  throw Error(ExitCode::data, {.file = *file, .line = from_one(mark.line), .column = from_one(mark.column)},
              std::move(problem), std::move(remedy));
}

// Builds the tree from the parser's events, so that every limit holds while reading and not only afterwards.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(Handle file) : file_(std::move(file)) {}

  Node take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { place(node(Node::Kind::null, mark), mark); }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(file_, mark, "aliases (*name) are not allowed in a definition", "Write the value out.");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
    check_tag(tag, mark);
    if (const auto at = find_control(value)) {
      refuse(file_, mark, fmt::format("a control character: \"{}\"", shorten(printable(value.substr(*at)), 30)),
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
      refuse(file_, mark, fmt::format("the definition has more than {} parts", grouped(kMostNodes)));
    Node made;
    made.kind = kind;
    made.file = file_;
    made.line = static_cast<std::size_t>(mark.line) + 1;
    made.column = static_cast<std::size_t>(mark.column) + 1;
    return made;
  }

  void check_tag(const std::string& tag, const YAML::Mark& mark) {
    if (!tag.empty() && tag != "?" && tag != "!")
      refuse(file_, mark, fmt::format("the tag {} is not known here", tag), "Leave it out.");
  }

  void open(Node collection, const YAML::Mark& mark) {
    if (open_.size() >= kDeepest) refuse(file_, mark, fmt::format("nested deeper than {} levels", kDeepest));
    if (!open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().has_key) {
      refuse(file_, mark, "expected a name as the key, found a list or map");
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
    if (key.kind != Node::Kind::scalar) refuse(file_, mark, "expected a name as the key, found nothing");
    const auto [earlier, is_new] = map.lines_of_keys.emplace(key.scalar, key.line);
    if (!is_new) {
      refuse(file_, mark, fmt::format("\"{}\" stands here twice; first in line {}", key.scalar, earlier->second),
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

void check_bytes(std::string_view yaml, const Handle& file) {
  const auto place_of = [&](std::size_t at) {
    const auto before = yaml.substr(0, at);
    const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    const auto start = before.rfind('\n');
    return Place{.file = *file, .line = line + 1, .column = start == std::string_view::npos ? at + 1 : at - start};
  };
  if (yaml.size() > kDocumentLimit) {
    throw Error(ExitCode::data, {.file = *file},
                fmt::format("the definition is larger than {} KiB", kDocumentLimit / 1024));
  }
  if (const auto at = find_invalid_utf8(yaml)) {
    throw Error(ExitCode::data, place_of(*at), "this byte is not valid UTF-8", "Save the file as UTF-8.");
  }
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
  return entry == entries.end() ? nullptr : &entry->value;
}

Node parse_document(std::string_view yaml, const std::string& file) {
  const auto handle = std::make_shared<const std::string>(file);
  check_bytes(yaml, handle);
  std::istringstream in{std::string(yaml)};
  try {
    YAML::Parser parser(in);
    TreeBuilder tree(handle);
    if (!parser.HandleNextDocument(tree)) throw Error(ExitCode::data, {.file = file}, "the definition is empty");
    TreeBuilder second(handle);
    if (parser.HandleNextDocument(second))
      throw Error(ExitCode::data, {.file = file}, "a second document (---) follows the first",
                  "One file holds one definition.");
    return tree.take_root();
  } catch (const YAML::Exception& wrong) {
    refuse(handle, wrong.mark, "not valid YAML: " + wrong.msg);
  }
}

}  // namespace attune
