#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "support.h"
#include "table/table_formats.h"
#include "table_text.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

// Gathering, said in words.
struct By : Gathering {
  By() {
    columns = {.id = "id", .item = "item", .answer = "answer"};
    wants = [](const std::string& item) { return !item.starts_with("other"); };
  }
  By at(std::string column) && { return time = std::move(column), std::move(*this); }
  By with(std::vector<std::string> columns_beside) && { return also = std::move(columns_beside), std::move(*this); }
  By below(std::size_t rows) && { return skip_rows = rows, std::move(*this); }
};

std::unique_ptr<TableReader> gather(const TemporaryFolder& folder, const std::string& csv, Gathering gathering,
                                    Format format = Format::csv) {
  UnpackedInput in(InputStream(folder.file("a.csv", csv).string()));
  return gather_answers(open_lines(std::move(in), format, {}), std::move(gathering));
}

std::string read(const std::string& csv, Gathering gathering = By(), Format format = Format::csv) {
  const TemporaryFolder folder;
  return testing::table_text(*gather(folder, csv, std::move(gathering), format));
}

std::string refusal(const std::string& csv, Gathering gathering = By()) {
  return error_of([&] { read(csv, std::move(gathering)); }).what();
}

const std::string kNames = "id,item,answer\n";

}  // namespace

TEST_CASE("rows of one answer each become rows of respondents, in the order in which these appear") {
  CHECK(read(kNames + "a,q1,1\nb,q2,5\na,q2,2\nb,q1,\n") == "|id|q1|q2\n2|a|1|2\n3|b||5\n");
}

TEST_CASE("an answer without a row is none, and so are items that are not wanted") {
  CHECK(read(kNames + "a,q1,1\na,other,9\nb,other,9\nb,q3,3\n") == "|id|q1|q3\n2|a|1|\n4|b||3\n");
}

TEST_CASE("items are the same in any case and with spaces around, and columns may stand in any order") {
  CHECK(read("Answer;ITEM;x;Id\n1;Q1;-;a\n2; q1 ;-;b\n") == "|Id|Q1\n2|a|1\n3|b|2\n");
}

TEST_CASE("rows of the same respondent at several times are kept apart") {
  CHECK(read("id,wave,item,answer\na,1,q1,1\na,2,q1,4\na,1,q2,2\n", By().at("wave")) ==
        "|id|wave|q1|q2\n2|a|1|1|2\n3|a|2|4|\n");
}

TEST_CASE("columns beside the answers come along, where they are the same in all rows of a respondent") {
  const std::string names = "id,age,item,answer\n";
  CHECK(read(names + "a,30,q1,1\nb,,q1,2\na,30,q2,2\n", By().with({"age", "absent", "id"})) ==
        "|id|age|q1|q2\n2|a|30|1|2\n3|b||2|\n");
  CHECK(holds(refusal(names + "a,30,q1,1\na,31,q2,2\n", By().with({"age"})),
              "a.csv:3: respondent a has different texts in the column \"age\""));
}

TEST_CASE("rows above the names are left out where the person says so") {
  CHECK(read("Export of 3 May\n" + kNames + "a,q1,1\n", By().below(1)) == "|id|q1\n3|a|1\n");
}

TEST_CASE("a row has the line of its first answer, and each answer its own") {
  const TemporaryFolder folder;
  std::vector<std::size_t> lines;
  gather(folder, kNames + "a,q1,1\nb,q1,2\na,q3,4\na,q2,3\n", By())->read([&](const Record& record) {
    lines.push_back(record.line);
    for (const Cell& cell : record.cells) lines.push_back(cell.line);
    return true;
  });
  // The columns are id, q1, q3 and q2.
  CHECK(lines == std::vector<std::size_t>{2, 0, 2, 4, 5, 3, 0, 3, 0, 0});
}

TEST_CASE("objects of NDJSON keep the kind of their values") {
  CHECK(read("{\"id\":1,\"item\":\"q1\",\"answer\":3}\n{\"id\":1,\"item\":\"q2\",\"answer\":\"3\"}\n", By(),
             Format::ndjson) == "|id|q1|q2\n1|<1>|<3>|3\n");
}

TEST_CASE("the items that were left out are told") {
  const TemporaryFolder folder;
  const auto reader = gather(folder, kNames + "a,q1,1\na,other1,2\na,other2,3\n", By());
  CHECK(reader->head().always == 1);
  CHECK(reader->head().left_out == std::vector<std::string>{"other1", "other2"});
}

TEST_CASE("an answer given twice is refused with its row, even where both say the same") {
  CHECK(holds(refusal(kNames + "a,q1,1\nb,q1,1\na,q1,1\n"), "a.csv:4: respondent a has two answers to q1"));
  CHECK(holds(refusal("id,t,item,answer\na,1,q1,1\na,1,q1,2\n", By().at("t")),
              "a.csv:3: respondent a, 1 has two answers to q1"));
  CHECK(holds(refusal(kNames + "a,q1,\na,q1,1\n"), "a.csv:3: respondent a has two answers to q1"));
}

TEST_CASE("rows without respondent or item, and columns that are not there, are refused") {
  CHECK(holds(refusal(kNames + "a,q1,1\n ,q1,1\n"), "a.csv:3: the id is empty"));
  CHECK(holds(refusal(kNames + "a,,1\n"), "a.csv:2: respondent a: the item is empty"));
  CHECK(holds(refusal(kNames + "a,q1,1,2\n"), "a.csv:2: the row has more fields than the row of names"));
  CHECK(holds(refusal("id,itme,answer\na,q1,1\n"), "has no column \"item\"\n  Did you mean \"itme\"?"));
  CHECK(holds(refusal("x\n1\n"), "has no column \"id\"\n  Its columns are x."));
  CHECK(holds(refusal(""), "the file has no rows"));
}

TEST_CASE("a column of the answers that stands twice is refused") {
  CHECK(holds(refusal("id,item,answer,Answer\na,q1,1,2\n"), "has the column \"answer\" more than once"));
  CHECK(holds(refusal("id,age,age,item,answer\na,30,31,q1,1\n", By().with({"age"})),
              "has the column \"age\" more than once"));
  CHECK(read("id,x,x,item,answer\na,-,-,q1,1\n") == "|id|q1\n2|a|1\n");
}

TEST_CASE("what is said about long names of columns stays short") {
  std::string names;
  for (int column = 0; column < 100; ++column) names += std::string(1000, 'x') + std::to_string(column) + ",";
  CHECK(refusal(names + "end\n").size() < 1000);
}

TEST_CASE("a column with more different items than any questionnaire has is refused") {
  std::string csv = kNames;
  for (int item = 0; item <= 20000; ++item) csv += "a,q" + std::to_string(item) + ",1\n";
  CHECK(holds(refusal(csv), "a.csv:20002: the column \"item\" holds more than 20,000 different items"));
}

}  // namespace attune
