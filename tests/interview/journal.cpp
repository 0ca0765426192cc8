#include "interview/journal.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <string>
#include <vector>

#include "size_limit.h"
#include "support.h"

namespace attune {
namespace {

namespace fs = std::filesystem;
using testing::error_of;
using testing::SizeLimit;
using testing::TemporaryFolder;

Questionnaire asked() {
  Questionnaire made;
  made.id = "mine";
  made.sha256 = "abc";
  made.response = {.min = 1, .max = 7, .labels = {}};
  for (const char* id : {"q1", "q2", "q3"}) made.items.push_back({.id = id, .text = "A statement.", .note = {}});
  return made;
}

std::vector<Answer> answers_kept(const fs::path& folder, const std::string& about = "Sam") {
  const Journal journal(folder, asked(), about);
  return journal.unfinished() ? journal.unfinished()->answers() : std::vector<Answer>{};
}

// Begins a sitting, answers q1 with 4 and q3 with 6, skips q2, and leaves; gives the file.
fs::path begun(const fs::path& folder, const std::string& about = "Sam") {
  Journal journal(folder, asked(), about);
  journal.begin(new_sitting(asked(), about, 7));
  journal.add("q1", {.answer = 4, .milliseconds = 1200});
  journal.add("q2", {});
  journal.add("q3", {.answer = 6, .milliseconds = 5});
  return journal.path();
}

mode_t mode_of(const fs::path& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

std::string replaced(std::string text, const std::string& old, const std::string& by) {
  const std::size_t at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), by);
}

void overwrite(const fs::path& file, const std::string& content) { std::ofstream(file, std::ios::binary) << content; }

}  // namespace

TEST_CASE("a sitting that was left is found again, with every reply, its time and its order") {
  const TemporaryFolder folder;
  begun(folder.path() / "sittings");
  const Journal journal(folder.path() / "sittings", asked(), "Sam");
  REQUIRE(journal.unfinished());
  CHECK(journal.unfinished()->answers() == std::vector<Answer>{4, kMissing, 6});
  CHECK(journal.unfinished()->replies[1]->skipped());
  CHECK(journal.unfinished()->replies[0]->milliseconds == 1200);
  CHECK(journal.unfinished()->order == new_sitting(asked(), "Sam", 7).order);
  CHECK(journal.unusable().empty());
}

TEST_CASE("a reply is in the file before the journal is closed") {
  const TemporaryFolder folder;
  Journal journal(folder.path(), asked(), "Sam");
  journal.begin(new_sitting(asked(), "Sam", std::nullopt));
  const std::string before = TemporaryFolder::content(journal.path());
  journal.add("q2", {.answer = 3});
  const std::string after = TemporaryFolder::content(journal.path());
  CHECK(after.size() > before.size());
  CHECK(after.ends_with('\n'));
}

TEST_CASE("of two replies to a statement the later one counts") {
  const TemporaryFolder folder;
  {
    Journal journal(folder.path(), asked(), "Sam");
    journal.begin(new_sitting(asked(), "Sam", std::nullopt));
    journal.add("q1", {.answer = 2});
    journal.add("q1", {});
    journal.add("q2", {});
    journal.add("q2", {.answer = 5});
  }
  CHECK(answers_kept(folder.path()) == std::vector<Answer>{kMissing, 5, kMissing});
}

TEST_CASE("wherever the file is cut, all complete lines are kept and the next reply is too") {
  const TemporaryFolder folder;
  const fs::path file = begun(folder.path());
  const std::string whole = TemporaryFolder::content(file);
  const std::size_t head = whole.find('\n') + 1;
  for (std::size_t cut = head; cut <= whole.size(); ++cut) {
    CAPTURE(cut);
    overwrite(file, whole.substr(0, cut));
    const auto lines = std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut), '\n');
    {
      Journal journal(folder.path(), asked(), "Sam");
      REQUIRE(journal.unfinished());
      REQUIRE(static_cast<std::ptrdiff_t>(journal.unfinished()->replied()) == lines - 1);
      journal.add("q3", {.answer = 2});
    }
    REQUIRE(answers_kept(folder.path())[2] == 2);
    REQUIRE(answers_kept(folder.path())[0] == (lines > 1 ? 4 : kMissing));
  }
}

TEST_CASE("a file that was cut in its first line holds no sitting, and one can be begun") {
  const TemporaryFolder folder;
  const fs::path file = begun(folder.path());
  overwrite(file, TemporaryFolder::content(file).substr(0, 20));
  {
    Journal journal(folder.path(), asked(), "Sam");
    CHECK_FALSE(journal.unfinished());
    CHECK(journal.unusable().empty());
    journal.begin(new_sitting(asked(), "Sam", std::nullopt));
    journal.add("q1", {.answer = 1});
  }
  CHECK(answers_kept(folder.path()) == std::vector<Answer>{1, kMissing, kMissing});
}

TEST_CASE("a file whose first line is damaged is told, not used and left as it is") {
  const TemporaryFolder folder;
  const fs::path file = begun(folder.path());
  const std::string whole = TemporaryFolder::content(file);
  struct Damage {
    std::string what, old, by;
  };
  for (const Damage& damage : {Damage{"an order with an item twice", "\"order\":[", "\"order\":[0,"},
                               {"an order that is none", "\"order\":[", "\"order\":[-1,"},
                               {"another kind of file", "attune-sitting/1", "attune-sitting/9"}}) {
    CAPTURE(damage.what);
    const std::string damaged = replaced(whole, damage.old, damage.by);
    overwrite(file, damaged);
    {
      const Journal journal(folder.path(), asked(), "Sam");
      CHECK_FALSE(journal.unfinished());
      CHECK_FALSE(journal.unusable().empty());
    }
    CHECK(TemporaryFolder::content(file) == damaged);
  }
}

TEST_CASE("a damaged reply is asked again and takes no other with it") {
  const TemporaryFolder folder;
  const fs::path file = begun(folder.path());
  {
    Journal journal(folder.path(), asked(), "Sam");
    journal.add("q2", {.answer = 5, .milliseconds = 7});
  }
  const std::string whole = TemporaryFolder::content(file);
  struct Damage {
    std::string what, old, by;
  };
  for (const Damage& damage : {Damage{"an answer beyond the scale", "\"answer\":4", "\"answer\":8"},
                               {"an answer that is not whole", "\"answer\":4", "\"answer\":4.5"},
                               {"an answer that is no number", "\"answer\":4", "\"answer\":true"},
                               {"an item that is not there", "\"q1\"", "\"q9\""},
                               {"an item that is no text", "\"q1\"", "[]"},
                               {"a line that is no JSON", "{\"item\":\"q1\"", "\x01{{{{"},
                               {"a time that is no number", "\"ms\":1200", "\"ms\":\"x\""}}) {
    CAPTURE(damage.what);
    overwrite(file, replaced(whole, damage.old, damage.by));
    const Journal journal(folder.path(), asked(), "Sam");
    REQUIRE(journal.unfinished());
    CHECK_FALSE(journal.unfinished()->replies[0]);
    CHECK(journal.unfinished()->replies[1]->answer == 5);
  }
}

TEST_CASE("a sitting can be begun in place of a damaged one") {
  const TemporaryFolder folder;
  overwrite(begun(folder.path()), "nothing of ours, and longer than a sitting's first line would ever be ........\n");
  {
    Journal journal(folder.path(), asked(), "Sam");
    journal.begin(new_sitting(asked(), "Sam", std::nullopt));
    journal.add("q1", {.answer = 1});
  }
  CHECK(answers_kept(folder.path()) == std::vector<Answer>{1, kMissing, kMissing});
}

TEST_CASE("a sitting of another version of the questionnaire is told, not used and left as it is") {
  const TemporaryFolder folder;
  const fs::path file = begun(folder.path());
  const std::string before = TemporaryFolder::content(file);
  Questionnaire changed = asked();
  changed.sha256 = "def";
  {
    const Journal journal(folder.path(), changed, "Sam");
    CHECK_FALSE(journal.unfinished());
    CHECK(testing::holds(journal.unusable(), "changed"));
  }
  CHECK(TemporaryFolder::content(file) == before);
}

TEST_CASE("sittings about two people, and of two questionnaires, are kept apart") {
  const TemporaryFolder folder;
  begun(folder.path(), "Sam");
  CHECK_FALSE(Journal(folder.path(), asked(), "mother").unfinished());
  Questionnaire other = asked();
  other.id = "other";
  CHECK_FALSE(Journal(folder.path(), other, "Sam").unfinished());
}

TEST_CASE("a name can be anything and still gives a file in the folder that does not show it") {
  const TemporaryFolder folder;
  for (const std::string& name :
       {std::string("../../etc/passwd"), std::string("a/b"), std::string(".."), std::string("Sam")}) {
    const fs::path file = begun(folder.path() / "sittings", name);
    CHECK(file.parent_path() == folder.path() / "sittings");
    CHECK_FALSE(testing::holds(file.filename().string(), name));
    CHECK(answers_kept(folder.path() / "sittings", name)[0] == 4);
  }
}

TEST_CASE("only one program at a time has a sitting") {
  const TemporaryFolder folder;
  begun(folder.path());
  {
    const Journal first(folder.path(), asked(), "Sam");
    CHECK(error_of([&] { Journal(folder.path(), asked(), "Sam"); }).code() == ExitCode::usage);
    CHECK_FALSE(Journal(folder.path(), asked(), "mother").unfinished());
  }
  CHECK(answers_kept(folder.path()).size() == 3);
}

TEST_CASE("who is turned away by another program takes nothing from it") {
  const TemporaryFolder folder;
  Journal first(folder.path(), asked(), "Sam");
  first.begin(new_sitting(asked(), "Sam", std::nullopt));
  CHECK(error_of([&] { Journal(folder.path(), asked(), "Sam"); }).code() == ExitCode::usage);
  first.add("q1", {.answer = 3});
  CHECK(testing::holds(TemporaryFolder::content(first.path()), "q1"));
}

TEST_CASE("only the owner can enter the folder of sittings and read them, whatever the umask") {
  const TemporaryFolder folder;
  const mode_t before = umask(0);
  const fs::path file = begun(folder.path() / "state" / "sittings");
  umask(before);
  CHECK(mode_of(file) == 0600);
  CHECK(mode_of(file.parent_path()) == 0700);
}

TEST_CASE("a journal in which nothing was begun leaves no file") {
  const TemporaryFolder folder;
  { const Journal journal(folder.path(), asked(), "Sam"); }
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a finished sitting leaves no file") {
  const TemporaryFolder folder;
  begun(folder.path());
  {
    Journal journal(folder.path(), asked(), "Sam");
    journal.remove();
  }
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a sitting that cannot be removed is told, with the file that is to be removed by hand") {
  const TemporaryFolder folder;
  const fs::path file = begun(folder.path());
  Journal journal(folder.path(), asked(), "Sam");
  fs::remove(file);
  fs::create_directory(file);
  const Error error = error_of([&] { journal.remove(); });
  CHECK(error.code() == ExitCode::io);
  CHECK(error.place().file == file);
  CHECK(testing::holds(error.problem(), "could not be removed"));
}

TEST_CASE("a sitting that somebody else has removed is gone") {
  const TemporaryFolder folder;
  const fs::path file = begun(folder.path());
  Journal journal(folder.path(), asked(), "Sam");
  fs::remove(file);
  CHECK(error_of([&] { journal.remove(); }).code() == ExitCode::ok);
}

TEST_CASE("a file that is too large to be a sitting is refused, and held by nobody") {
  const TemporaryFolder folder;
  const fs::path file = begun(folder.path());
  fs::resize_file(file, (16 << 20) + 1);
  CHECK(error_of([&] { Journal(folder.path(), asked(), "Sam"); }).code() == ExitCode::data);
  fs::resize_file(file, 0);
  CHECK(error_of([&] { Journal(folder.path(), asked(), "Sam"); }).code() == ExitCode::ok);
}

TEST_CASE("to begin anew removes what was kept") {
  const TemporaryFolder folder;
  begun(folder.path());
  {
    Journal journal(folder.path(), asked(), "Sam");
    journal.begin(new_sitting(asked(), "Sam", std::nullopt));
  }
  CHECK(answers_kept(folder.path()) == std::vector<Answer>(3, kMissing));
}

TEST_CASE("where a reply does not fit on the disk the file is as before, and the reply can be repeated") {
  const TemporaryFolder folder;
  for (const rlim_t room : {rlim_t{0}, rlim_t{1}, rlim_t{10}}) {
    Journal journal(folder.path(), asked(), "Sam");
    journal.begin(new_sitting(asked(), "Sam", std::nullopt));
    journal.add("q1", {.answer = 4});
    const std::string before = TemporaryFolder::content(journal.path());
    ExitCode code = ExitCode::ok;
    {
      const SizeLimit full(before.size() + room);
      code = error_of([&] { journal.add("q2", {.answer = 5}); }).code();
    }
    CHECK(code == ExitCode::io);
    CHECK(TemporaryFolder::content(journal.path()) == before);
    journal.add("q2", {.answer = 5});
    CHECK(testing::holds(TemporaryFolder::content(journal.path()), "q2"));
    journal.remove();
  }
}

TEST_CASE("a sitting that does not fit on the disk is told at its beginning and leaves no file") {
  const TemporaryFolder folder;
  ExitCode code = ExitCode::ok;
  {
    Journal journal(folder.path(), asked(), "Sam");
    const SizeLimit full(10);
    code = error_of([&] { journal.begin(new_sitting(asked(), "Sam", std::nullopt)); }).code();
  }
  CHECK(code == ExitCode::io);
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("where beginning anew does not fit on the disk the earlier sitting is still there") {
  const TemporaryFolder folder;
  begun(folder.path());
  {
    Journal journal(folder.path(), asked(), "Sam");
    const SizeLimit full(10);
    error_of([&] { journal.begin(new_sitting(asked(), "Sam", std::nullopt)); });
  }
  CHECK(answers_kept(folder.path()) == std::vector<Answer>{4, kMissing, 6});
}

TEST_CASE("a link in the place of a sitting is not followed") {
  const TemporaryFolder folder;
  const fs::path file = begun(folder.path() / "sittings");
  const fs::path elsewhere = folder.file("elsewhere", "precious");
  fs::remove(file);
  fs::create_symlink(elsewhere, file);
  CHECK(error_of([&] { Journal(folder.path() / "sittings", asked(), "Sam"); }).code() == ExitCode::cannot_create);
  CHECK(TemporaryFolder::content(elsewhere) == "precious");
}

TEST_CASE("a file in the place of the folder of sittings is told") {
  const TemporaryFolder folder;
  CHECK(error_of([&] { Journal(folder.file("sittings", ""), asked(), "Sam"); }).code() == ExitCode::cannot_create);
}

TEST_CASE("a sitting that is gone on with has the name that it was begun with") {
  const TemporaryFolder folder;
  const Sitting sitting = new_sitting(asked(), "Sam", std::nullopt);
  Journal(folder.path(), asked(), "Sam").begin(sitting);
  CHECK(Journal(folder.path(), asked(), "Sam").unfinished()->id == sitting.id);
}

TEST_CASE("a sitting begun before sittings had names has the same name each time") {
  const TemporaryFolder folder;
  const fs::path file = begun(folder.path());
  const std::string text = TemporaryFolder::content(file);
  const std::size_t name = text.find("\"id\":");
  REQUIRE(name != std::string::npos);
  std::ofstream(file) << text.substr(0, name) + text.substr(text.find(',', name) + 1);
  const std::string first = Journal(folder.path(), asked(), "Sam").unfinished()->id;
  CHECK(first.size() == 32);
  CHECK(Journal(folder.path(), asked(), "Sam").unfinished()->id == first);
}

}  // namespace attune
