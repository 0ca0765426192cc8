#include "batch/report_files.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

constexpr const char* kNames = "id,date,secure,fearful,preoccupied,dismissing\n";

ReportRun run_of(const std::filesystem::path& file) {
  ReportRun run;
  run.results.source = {.inputs = {file.string()}, .read = {}};
  run.results.source.read.columns = {
      .pattern = {}, .named = {}, .id = "id", .only_scores = true, .keep = {}, .beside = {}};
  run.extension = ".txt";
  return run;
}

std::string told(const RespondentResult& result, const std::string&) {
  std::string text = result.id + " " + std::to_string(result.answers[0]) + " " + result.when;
  for (const EarlierResult& earlier : result.earlier)
    text += " " + earlier.when + " " + std::to_string(static_cast<int>(earlier.scales[0].score));
  return text;
}

ReadSummary write(const ReportRun& run, const std::filesystem::path& to) {
  OutputFolder folder(to.string());
  const ReadSummary summary = report_files(testing::shipped("rq"), run, told, folder, [](const Progress&) {});
  folder.commit();
  return summary;
}

}  // namespace

TEST_CASE("each respondent has a file, whatever the id") {
  const TemporaryFolder there;
  const std::string ids = "../x,,1,2,3,4\na/b,,2,2,3,4\n,,3,2,3,4\nk,,4,2,3,4\nk,,5,2,3,4\nindex,,6,2,3,4\n" +
                          std::string(300, 'z') + ",,7,2,3,4\n";
  write(run_of(there.file("a.csv", kNames + ids)), there.path() / "out");
  const auto content = [&](const std::string& name) { return TemporaryFolder::content(there.path() / "out" / name); };
  CHECK(content("x.txt") == "../x 1 ");
  CHECK(content("a-b.txt") == "a/b 2 ");
  CHECK(content("respondent.txt") == " 3 ");
  CHECK(content("k.txt") == "k 4 ");
  CHECK(content("k-2.txt") == "k 5 ");
  CHECK(content("respondent-index.txt") == "index 6 ");
  CHECK(content(std::string(60, 'z') + ".txt") == std::string(300, 'z') + " 7 ");
  CHECK(!std::filesystem::exists(there.path() / "x.txt"));
}

TEST_CASE("with a key, numbers stand in place of ids, and the key tells whose they are") {
  const TemporaryFolder there;
  ReportRun run = run_of(there.file("a.csv", std::string(kNames) + "\"b,\"\"c\",,1,2,3,4\n"));
  OutputFile key((there.path() / "key.csv").string());
  run.key = &key;
  write(run, there.path() / "out");
  key.commit();
  CHECK(TemporaryFolder::content(there.path() / "out" / "1.txt") == "1 1 ");
  CHECK(TemporaryFolder::content(there.path() / "key.csv") == "number,id\n1,\"b,\"\"c\"\n");
}

TEST_CASE("earlier sittings are found by id, with their date or else their file's name") {
  const TemporaryFolder there;
  ReportRun run = run_of(there.file("now.csv", std::string(kNames) + "k,2026-05-01,7,2,3,4\n"));
  run.results.source.read.columns.beside = {{"", "date"}};
  run.results.when = 0;
  for (const char* rows : {"k,2025-05-01,1,2,3,4\n", "other,,2,2,3,4\nk,,3,2,3,4\n"}) {
    EarlierFile& earlier = run.results.earlier.emplace_back(EarlierFile{"before", run.results.source});
    earlier.source.inputs = {
        there.file(std::to_string(run.results.earlier.size()) + ".csv", std::string(kNames) + rows).string()};
  }
  write(run, there.path() / "out");
  CHECK(TemporaryFolder::content(there.path() / "out" / "k.txt") == "k 7 2026-05-01 2025-05-01 1 before 3");
}

TEST_CASE("earlier sittings that are all dated come by their dates, however their files are named") {
  const TemporaryFolder there;
  ReportRun run = run_of(there.file("now.csv", std::string(kNames) + "k,2026-08-01,7,2,3,4\n"));
  run.results.source.read.columns.beside = {{"", "date"}};
  run.results.when = 0;
  for (const char* row : {"k,2026-03-01,3,2,3,4\n", "k,2026-01-01,1,2,3,4\n"}) {
    EarlierFile& earlier = run.results.earlier.emplace_back(EarlierFile{"before", run.results.source});
    earlier.source.inputs = {there.file(std::string(row, 9) + ".csv", std::string(kNames) + row).string()};
  }
  write(run, there.path() / "out");
  CHECK(TemporaryFolder::content(there.path() / "out" / "k.txt") == "k 7 2026-08-01 2026-01-01 1 2026-03-01 3");
}

TEST_CASE("ids that come again are told, and how earlier sittings are meant") {
  const TemporaryFolder there;
  const std::string once = "a,,1,2,3,4\nc,,1,2,3,4\n";
  CHECK(write(run_of(there.file("a.csv", kNames + once)), there.path() / "none").notes.empty());
  const auto one = write(run_of(there.file("b.csv", kNames + once + "a,,2,2,3,4\n")), there.path() / "one");
  REQUIRE(one.notes.size() == 1);
  CHECK(holds(one.notes[0], "1 id occurs more than once"));
  CHECK(holds(one.notes[0], "--before"));
  const auto two =
      write(run_of(there.file("c.csv", kNames + once + "b,,2,2,3,4\na,,2,2,3,4\nb,,2,2,3,4\n")), there.path() / "two");
  CHECK(holds(two.notes.at(0), "2 ids occur more than once"));
}

TEST_CASE("rows without an id have pages, and are told") {
  const TemporaryFolder there;
  const std::string rows = "a,,1,2,3,4\n,,1,2,3,4\n ,,1,2,3,4\n";
  const auto notes = write(run_of(there.file("a.csv", kNames + rows)), there.path() / "out").notes;
  REQUIRE(notes.size() == 1);
  CHECK(holds(notes[0], "2 respondents without an id have a page too"));
  CHECK(std::filesystem::exists(there.path() / "out" / "respondent-2.txt"));
}

TEST_CASE("with times, a respondent has one report, on the latest row, with the others before it") {
  const TemporaryFolder there;
  const std::string rows =
      "k,2026-05-01,2,2,3,4\nother,2026-01-01,5,2,3,4\nk,2026-07-01,3,2,3,4\nk,2025-01-01,1,2,3,4\n";
  ReportRun run = run_of(there.file("now.csv", kNames + rows));
  run.results.source.read.columns.time = "date";
  EarlierFile& earlier = run.results.earlier.emplace_back(EarlierFile{"before", run.results.source});
  earlier.source.inputs = {there.file("before.csv", std::string(kNames) + "k,2024-01-01,7,2,3,4\n").string()};
  write(run, there.path() / "out");
  CHECK(TemporaryFolder::content(there.path() / "out" / "k.txt") ==
        "k 3 2026-07-01 2024-01-01 7 2025-01-01 1 2026-05-01 2");
  CHECK(TemporaryFolder::content(there.path() / "out" / "other.txt") == "other 5 2026-01-01");
  CHECK(!std::filesystem::exists(there.path() / "out" / "k-2.txt"));
}

TEST_CASE("an answer that is none leaves no folder") {
  const TemporaryFolder there;
  const ReportRun run = run_of(there.file("a.csv", std::string(kNames) + "k,,1,2,3,9\n"));
  CHECK(error_of([&] { write(run, there.path() / "out"); }).code() == ExitCode::data);
  CHECK(!std::filesystem::exists(there.path() / "out"));
}

}  // namespace attune
