#include "questionnaire/wording.h"

#include <fmt/format.h>

#include "base/read_files.h"
#include "base/text.h"
#include "questionnaire/document.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

// The rest of `line` behind "12." or "12)" where it begins so with `number`.
std::optional<std::string_view> without_number(std::string_view line, std::size_t number) {
  const std::string digits = std::to_string(number);
  if (!line.starts_with(digits) || line.size() < digits.size() + 2) return std::nullopt;
  const char after = line[digits.size()];
  if (after != '.' && after != ')' && after != ':' && after != '\t') return std::nullopt;
  return trim(line.substr(digits.size() + 1));
}

// A list copied from a paper often carries its numbers; they are no part of the statements.
void drop_numbers(Node& list) {
  std::vector<std::string> statements;
  for (std::size_t s = 0; s < list.elements.size(); ++s) {
    const auto rest = without_number(list.elements[s].scalar, s + 1);
    if (!rest) return;
    statements.emplace_back(*rest);
  }
  for (std::size_t s = 0; s < statements.size(); ++s) list.elements[s].scalar = statements[s];
}

// Lines of text, as the list that read_wording() takes.
Node list_of_lines(std::string_view text, const std::string& file) {
  Node list;
  list.kind = Node::Kind::sequence;
  list.file = std::make_shared<const std::string>(file);
  list.line = 1;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    Node& statement = list.elements.emplace_back();
    statement.kind = Node::Kind::scalar;
    statement.scalar = line;
    statement.file = list.file;
    statement.line = number;
    statement.column = 1;
    if (find_invalid_utf8(line))
      throw Error(ExitCode::data, statement.place(), "this line is not valid UTF-8", "Save the file as UTF-8.");
    if (find_control(line))
      throw Error(ExitCode::data, statement.place(), "a control character in the statement",
                  "Leave it out: statements are plain text.");
  }
  drop_numbers(list);
  return list;
}

}  // namespace

void read_wording_file(const std::filesystem::path& path, Questionnaire& questionnaire) {
  const std::string text = read_input_file(path, kDocumentLimit);
  const std::string extension = fold(path.extension().string());
  const bool yaml = extension == ".yaml" || extension == ".yml";
  const Node wording = yaml ? parse_document(text, path.string()) : list_of_lines(text, path.string());
  Mistakes mistakes;
  read_wording(wording, questionnaire, mistakes);
  if (!mistakes.empty()) throw Error(mistakes.front());
  for (const Item& item : questionnaire.items) {
    if (item.text.empty())
      throw Error(ExitCode::data, {.file = path.string()}, fmt::format("no statement for item {}", item.id),
                  "Every item needs one.");
  }
}

}  // namespace attune
