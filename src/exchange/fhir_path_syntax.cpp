#include "exchange/fhir_path_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/score_formula.h"

namespace attune {
namespace {

constexpr int kDeepestPath = 100;

using NodePointer = std::unique_ptr<FhirPathNode>;

class FhirPathParser {
 public:
  explicit FhirPathParser(std::string_view text) : text_(text) {}

  NodePointer whole() {
    NodePointer node = binary(0);
    if (peek() != '\0') unexpected();
    return node;
  }

 private:
  // From the loosest; operators of one row bind alike.
  static constexpr std::array<std::array<std::string_view, 4>, 8> kOperators{{{"or", "xor"},
                                                                              {"and"},
                                                                              {"in", "contains"},
                                                                              {"=", "!=", "~"},
                                                                              {"<=", ">=", "<", ">"},
                                                                              {"|"},
                                                                              {"+", "-", "&"},
                                                                              {"*", "/", "div", "mod"}}};

  char peek() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  bool take(char wanted) {
    const bool is_there = peek() == wanted;
    if (is_there) ++at_;
    return is_there;
  }

  void require(char wanted) {
    if (!take(wanted)) unexpected();
  }

  [[noreturn]] void unexpected() {
    if (peek() == '\0') refuse_formula("it breaks off");
    refuse_formula(fmt::format("at \"{}\" it is not understood", shorten(one_line(text_.substr(at_)), 20)));
  }

  static bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

  // The operator of this row that stands next, or nothing.
  std::string_view take_operator(std::size_t row) {
    const char next = peek();
    for (const std::string_view candidate : kOperators[row]) {
      if (candidate.empty() || text_.substr(at_, candidate.size()) != candidate) continue;
      const std::size_t end = at_ + candidate.size();
      if (is_word(next) && end < text_.size() && is_word(text_[end])) continue;
      at_ = end;
      return candidate;
    }
    return {};
  }

  NodePointer binary(std::size_t row) {
    if (++depth_ > kDeepestPath * static_cast<int>(kOperators.size())) refuse_formula("it is nested too deeply");
    NodePointer left = row == kOperators.size() ? sign() : binary(row + 1);
    while (row < kOperators.size()) {
      const std::string_view found = take_operator(row);
      if (found.empty()) break;
      NodePointer node = make(FhirPathNode::Kind::binary, std::string(found));
      hang(std::move(left), *node);
      hang(row + 1 == kOperators.size() ? sign() : binary(row + 1), *node);
      left = std::move(node);
    }
    --depth_;
    return left;
  }

  static NodePointer make(FhirPathNode::Kind kind, std::string name) {
    auto node = std::make_unique<FhirPathNode>();
    node->kind = kind;
    node->name = std::move(name);
    return node;
  }

  // A sum grows to the left by each of its terms, so that counting what is open does not tell how high it is.
  static void rise(FhirPathNode& node, const FhirPathNode& within) {
    node.height = std::max(node.height, within.height + 1);
    if (node.height > kHighestPath) refuse_formula("it is nested too deeply");
  }

  static void hang(NodePointer argument, FhirPathNode& node) {
    rise(node, *argument);
    node.arguments.push_back(std::move(argument));
  }

  NodePointer sign() {
    bool negative = false;
    for (char next = peek(); next == '-' || next == '+'; next = peek()) {
      negative = negative != (next == '-');
      ++at_;
    }
    NodePointer value = path();
    if (!negative) return value;
    NodePointer node = make(FhirPathNode::Kind::negative, "-");
    hang(std::move(value), *node);
    return node;
  }

  NodePointer path() {
    NodePointer value = primary();
    while (take('.')) {
      NodePointer next = step();
      rise(*next, *value);
      next->target = std::move(value);
      value = std::move(next);
    }
    if (peek() == '[') refuse_formula("it picks one of several answers");
    return value;
  }

  NodePointer primary() {
    const char first = peek();
    if (take('(')) {
      NodePointer inner = binary(0);
      require(')');
      return inner;
    }
    if (take('{')) {
      require('}');
      return make(FhirPathNode::Kind::empty, {});
    }
    if (take('%')) return make(FhirPathNode::Kind::variable, peek() == '`' || peek() == '\'' ? quoted() : word());
    if (first == '\'') return make(FhirPathNode::Kind::text, quoted());
    if (std::isdigit(static_cast<unsigned char>(first)) != 0) return number();
    return step();
  }

  NodePointer number() {
    const std::size_t start = at_;
    const auto is_digit = [&](std::size_t at) {
      return at < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at])) != 0;
    };
    while (is_digit(at_) || (at_ < text_.size() && text_[at_] == '.' && is_digit(at_ + 1))) ++at_;
    const auto value = parse_number(text_.substr(start, at_ - start));
    if (!value) unexpected();
    NodePointer node = make(FhirPathNode::Kind::number, {});
    node->number = *value;
    return node;
  }

  std::string word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    if (at_ == start) unexpected();
    return std::string(text_.substr(start, at_ - start));
  }

  std::string quoted() {
    const char quote = text_[at_++];
    std::string text;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      text += text_[at_++];
    }
    if (at_ == text_.size()) refuse_formula("a text in it does not end");
    ++at_;
    return text;
  }

  // A member, a function with its arguments, or $this and $total.
  NodePointer step() {
    const bool special = take('$');
    std::string name = peek() == '`' ? quoted() : word();
    if (special) name.insert(0, "$");
    if (!take('(')) return make(FhirPathNode::Kind::member, std::move(name));
    NodePointer node = make(FhirPathNode::Kind::call, std::move(name));
    if (take(')')) return node;
    do hang(binary(0), *node);
    while (take(','));
    require(')');
    return node;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::unique_ptr<FhirPathNode> parse_fhir_path_syntax(std::string_view expression) {
  return FhirPathParser(expression).whole();
}

}  // namespace attune
