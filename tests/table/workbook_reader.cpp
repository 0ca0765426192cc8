#include <doctest/doctest.h>

#include <random>

#include <string>

#include "support.h"
#include "table/table_formats.h"
#include "table_text.h"
#include "workbook_file.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::table_text;
using testing::TemporaryFolder;
using testing::Workbook;
using testing::zip_file;
using testing::ZipParts;

FileBytes bytes_of(const std::string& path) { return FileBytes(InputStream(path)); }

std::string read(const Workbook& book, const std::string& sheet = {}) {
  const TemporaryFolder folder;
  return table_text(*open_workbook(bytes_of(zip_file(folder, book.parts())), sheet));
}

// The same of one sheet's rows.
std::string read_rows(const std::string& rows) { return read({.sheets = {{"Answers", rows}}}); }

// What is said of a workbook that is refused, without the folder's name.
std::string refusal(const ZipParts& parts, const std::string& sheet = {}) {
  const TemporaryFolder folder;
  const std::string path = zip_file(folder, parts);
  const Error error = error_of([&] { table_text(*open_workbook(bytes_of(path), sheet)); });
  CHECK((error.code() == ExitCode::data || error.code() == ExitCode::usage));
  std::string said = error.what();
  const std::string place = folder.path().string() + "/";
  for (auto at = said.find(place); at != std::string::npos; at = said.find(place)) said.erase(at, place.size());
  return said;
}

std::string refusal_of_rows(const std::string& rows) {
  return refusal(Workbook{.sheets = {{"Answers", rows}}}.parts());
}

}  // namespace

TEST_CASE("cells are numbers, shared texts, texts of their own, booleans, errors, and values of formulas") {
  CHECK(read({.sheets = {{"Answers",
                          R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>own</t></is></c>
    <c r="C1"><v>4</v></c><c r="D1"><v>3.2999999999999998</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#N/A</v></c>
    <c r="G1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="H1"><f>1+1</f><v>2</v></c></row>)"}},
              .texts = "<si><t>no</t></si><si><t>shared &amp; said</t></si>"}) ==
        "1|shared & said|own|<4>|<3.3>|<true>|#N/A|ab|<2>\n");
}

TEST_CASE("a formula that was never computed is told as that; one that gave an empty text is empty") {
  CHECK(read_rows(R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>8-A1</f><v/></c><c r="C1"><f>8-A1</f></c></row>)") ==
        "1|<1>|(never computed)|(never computed)\n");
  CHECK(read_rows(R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>)") == "1|<1>\n");
  CHECK(read_rows(R"(<row r="1"><c r="A1"><f>SUM(B1)</f></c></row>)") == "1 blank\n");
}

TEST_CASE("parts of a text in different fonts are one text, and how it is read aloud is none") {
  CHECK(read({.sheets = {{"s", R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>a</t></r><r>
    <t xml:space="preserve"> b</t></r></is></c></row>)"}},
              .texts = "<si><r><t>東</t></r><r><t>京</t></r><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si>"}) ==
        "1|東京|a b\n");
}

TEST_CASE("cells that are not there are empty, and a row that is not there is blank") {
  CHECK(
      read_rows(R"(<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c><c r="F2"/></row><row r="5"><c r="A5"><v>3</v>
    </c></row><row r="6"><c r="A6" s="1"/></row>)") == "1 blank\n2||<1>||<2>\n3 blank\n5|<3>\n6 blank\n");
}

TEST_CASE("rows and cells without references follow one another") {
  CHECK(read_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>") == "1|<1>|<2>\n2|<3>\n");
}

TEST_CASE("columns are counted in letters: Z is 26, AA 27") {
  const std::string row = read_rows("<row r=\"1\"><c r=\"Z1\"><v>26</v></c><c r=\"AA1\"><v>27</v></c></row>");
  CHECK(row == "1" + std::string(26, '|') + "<26>|<27>\n");
}

// As Excel shows them: 46297.395833333336 is 2 October 2026, 9:30; it counts from 1900 on, or from 1904.
TEST_CASE("numbers that are shown as dates are dates, in both ways to count days") {
  const std::string rows = R"(<row r="1"><c r="A1" s="1"><v>46297</v></c><c r="B1" s="2"><v>46297.395833333336</v></c>
    <c r="C1" s="3"><v>0.5</v></c><c r="D1" s="4"><v>46297</v></c><c r="E1" s="0"><v>46297</v></c>
    <c r="F1" s="1"><v>1</v></c><c r="G1" t="d"><v>2026-10-02T00:00:00</v></c></row>)";
  const std::string styles = R"(<numFmts><numFmt numFmtId="164" formatCode="[$-409]d\-mmm&quot;s&quot;;@"/>
    <numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/></cellXfs>)";
  CHECK(read({.sheets = {{"s", rows}}, .styles = styles}) ==
        "1|2026-10-02|2026-10-02T09:30:00|12:00:00|<46297>|<46297>|1900-01-01|2026-10-02\n");
  const std::string from_1904 =
      read({.sheets = {{"s", rows}}, .styles = styles, .book = "<workbookPr date1904=\"1\"/>"});
  CHECK(holds(from_1904, "1|2030-10-03|2030-10-03T09:30:00|"));
}

TEST_CASE("a sheet is the first, or that of the name in any case, or of the number") {
  const Workbook book{.sheets = {{"First", "<row><c><v>1</v></c></row>"},
                                 {"Ärzte", "<row><c><v>2</v></c></row>"},
                                 {"2", "<row><c><v>3</v></c></row>"}}};
  CHECK(read(book) == "1|<1>\n");
  CHECK(read(book, "ärzte") == "1|<2>\n");
  CHECK(read(book, "2") == "1|<3>\n");
  CHECK(read(book, "3") == "1|<3>\n");
  CHECK(refusal(book.parts(), "4") ==
        "--sheet 4: a.xlsx has no such sheet\n  Its sheets are \"First\", \"Ärzte\" and \"2\".");
}

TEST_CASE("the other sheets are told where none is named") {
  const TemporaryFolder folder;
  const Workbook book{.sheets = {{"A", "<row/>"}, {"B", "<row/>"}}};
  const auto notes = open_workbook(bytes_of(zip_file(folder, book.parts())), "")->notes();
  REQUIRE(notes.size() == 1);
  CHECK(holds(notes.front(), "a.xlsx: read the first sheet, \"A\"; --sheet reads another: \"B\"."));
  CHECK(open_workbook(bytes_of(zip_file(folder, book.parts())), "A")->notes().empty());
}

TEST_CASE("names may have a namespace before them, as some programs write them") {
  ZipParts parts = Workbook{.sheets = {{"s", ""}}}.parts();
  parts[0].second =
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\"><x:c "
      "r=\"A1\">"
      "<x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  const TemporaryFolder folder;
  CHECK(table_text(*open_workbook(bytes_of(zip_file(folder, parts)), "")) == "1|<5>\n");
}

TEST_CASE("a message names the sheet with the file") {
  const TemporaryFolder folder;
  const auto reader = open_workbook(bytes_of(zip_file(folder, Workbook{.sheets = {{"Week 2", "<row/>"}}}.parts())), "");
  CHECK(reader->name() == (folder.path() / "a.xlsx").string() + ":Week 2");
}

TEST_CASE("rows are read until nobody wants more, however many there are") {
  std::string rows;
  for (int row = 0; row < 100000; ++row) rows += "<row><c><v>4</v></c></row>";
  const TemporaryFolder folder;
  const auto reader = open_workbook(bytes_of(zip_file(folder, Workbook{.sheets = {{"s", rows}}}.parts())), "");
  CHECK(testing::rows_until(*reader, 3) == 3);
  CHECK(testing::rows_until(*reader, 1000000) == 100000);
}

TEST_CASE("references that cannot be are refused with their row") {
  CHECK(holds(refusal_of_rows("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"), "a.xlsx:Answers: row 1: more columns"));
  CHECK(holds(refusal_of_rows("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"), "not in order"));
  CHECK(holds(refusal_of_rows("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>"), "row 1: \"A2\" is no cell of it"));
  CHECK(holds(refusal_of_rows("<row r=\"2\"/><row r=\"2\"/>"), "the row after row 2 has no number that can be"));
  CHECK(holds(refusal_of_rows("<row r=\"1048577\"/>"), "the row after row 0 has no number that can be"));
  CHECK(holds(refusal_of_rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"),
              "row 1: a cell refers to a text that is not there"));
}

TEST_CASE("a row of 100,000 cells is more than a sheet has") {
  std::string row = "<row>";
  for (int cell = 0; cell < 100000; ++cell) row += "<c><v>1</v></c>";
  CHECK(holds(refusal_of_rows(row + "</row>"), "row 1: more columns than a sheet has"));
}

TEST_CASE("a document type, in which entities could grow without end, is refused") {
  ZipParts parts = Workbook{.sheets = {{"s", ""}}}.parts();
  parts[0].second =
      "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
      "<worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
  CHECK(holds(refusal(parts), "it has a document type, which no workbook has"));
}

TEST_CASE("XML that is cut short, broken, or nested without end is refused") {
  ZipParts parts = Workbook{.sheets = {{"s", ""}}}.parts();
  parts[0].second = "<worksheet><sheetData><row>";
  CHECK(holds(refusal(parts), "its XML is broken: no element found in line 1"));
  parts[0].second = "<worksheet><sheetData></row>";
  CHECK(holds(refusal(parts), "its XML is broken: mismatched tag"));
  parts[0].second.clear();
  for (int depth = 0; depth < 100; ++depth) parts[0].second += "<a>";
  CHECK(holds(refusal(parts), "elements are nested more than 64 deep"));
  parts[0].second = "<worksheet x=\"" + std::string(std::size_t{6} << 20, 'x');
  CHECK(holds(refusal(parts), "a tag is longer than 4 MiB"));
}

TEST_CASE("a part that unpacks to far more than answers do is refused") {
  ZipParts parts = Workbook{.sheets = {{"s", ""}}}.parts();
  parts[0].second = "<worksheet><sheetData>" + std::string(std::size_t{80} << 20, ' ');
  CHECK(holds(refusal(parts), "it unpacks to more than 64 MiB, over 200 times its size"));
}

TEST_CASE("shared texts larger than memory should hold are refused") {
  std::mt19937 random(3);
  std::string texts;
  std::string text(std::size_t{500} << 10, ' ');
  for (std::size_t i = 0; i < 220; ++i) {
    // Not so alike that it would be taken for a bomb.
    for (std::size_t at = 0; at < text.size(); ++at)
      text[at] = at % 8 == 0 ? static_cast<char>('a' + random() % 26) : text[at - 1];
    texts += "<si><t>" + text + "</t></si>";
  }
  CHECK(
      holds(refusal(Workbook{.sheets = {{"s", "<row/>"}}, .texts = texts}.parts()), "its texts take more than 96 MiB"));
}

TEST_CASE("what is no workbook is refused, as a ZIP archive of another kind and as no archive") {
  CHECK(holds(refusal({{"word/document.xml", "<a/>"}}), "this is no sound Excel workbook: it has no part _rels/.rels"));
  const TemporaryFolder folder;
  const auto refused = [&](const std::string& content) {
    const std::string path = folder.file("b.xlsx", content).string();
    return std::string(error_of([&] { open_workbook(bytes_of(path), ""); }).what());
  };
  CHECK(holds(refused("PK\x03\x04 and nothing else"), "it is no ZIP archive"));
  CHECK(holds(refused(""), "it is no ZIP archive"));
  CHECK(holds(refusal(Workbook{}.parts()), "the workbook has no sheet with cells"));
}

TEST_CASE("a workbook that is damaged or cut short at any place is refused or read, never trusted") {
  const TemporaryFolder folder;
  const Workbook book{.sheets = {{"s", "<row><c><v>1</v></c><c t=\"s\"><v>0</v></c></row>"}},
                      .texts = "<si><t>a</t></si>"};
  const std::string whole = TemporaryFolder::content(zip_file(folder, book.parts()));
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    for (const std::string& content : {whole.substr(0, at), whole.substr(0, at) + '\xFF' + whole.substr(at + 1)}) {
      const std::string path = folder.file("c.xlsx", content).string();
      const Error error = error_of([&] { table_text(*open_workbook(bytes_of(path), "")); });
      CHECK((error.code() == ExitCode::ok || error.code() == ExitCode::data));
    }
  }
}

}  // namespace attune
