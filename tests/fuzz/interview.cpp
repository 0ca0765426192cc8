// Keys, in windows of any size: every frame fits its window, and every reply is kept before the next statement.

#include "fuzz/fuzz.h"

#include "base/text.h"
#include "interview/screen_mode.h"
#include "support.h"

using namespace attune;

namespace {

constexpr Key::Kind kKinds[] = {Key::Kind::enter,   Key::Kind::back,      Key::Kind::up,        Key::Kind::down,
                                Key::Kind::page_up, Key::Kind::page_down, Key::Kind::interrupt, Key::Kind::other};

Key next_key(fuzz::Input& input) {
  const std::size_t byte = input.choose(256);
  if (byte >= 0x20 && byte < 0x7F) return {.kind = Key::Kind::character, .character = static_cast<char>(byte)};
  return {.kind = kKinds[byte % std::size(kKinds)]};
}

void check_frame(const Frame& frame, const Window& window) {
  fuzz::promise(frame.lines.size() <= static_cast<std::size_t>(window.height), "a frame is no higher than its window");
  for (const FrameLine& line : frame.lines)
    fuzz::promise(display_width(line.text) <= window.width, "no line is wider than its window");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<Questionnaire> questionnaires{testing::shipped("attune-24"), testing::shipped("support-12")};
  static const Relationship about = relationship("Sam");
  fuzz::Input input(data, size);
  const Questionnaire& questionnaire = questionnaires[input.choose(questionnaires.size())];
  Sitting sitting = new_sitting(questionnaire, "Sam", 1);
  std::map<std::string, Answer> kept;
  const bool broken_disk = input.choose(8) == 1;
  Interview interview(questionnaire, about, sitting, [&](const std::string& item, const Reply& reply) {
    if (broken_disk && kept.size() == 3) throw Error(ExitCode::io, {.file = "journal"}, "no space is left");
    kept[item] = reply.answer;
  });
  ScreenMode screen(interview);
  Window window;
  while (!input.empty() && !screen.over()) {
    if (input.choose(16) == 0)
      window = {.width = 1 + static_cast<int>(input.choose(200)),
                .height = 1 + static_cast<int>(input.choose(60)),
                .unicode = input.choose(2) == 0};
    screen.press(next_key(input), window);
    check_frame(screen.frame(window), window);
  }
  for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
    const auto& reply = sitting.replies[item];
    const auto found = kept.find(questionnaire.items[item].id);
    fuzz::promise(reply.has_value() == (found != kept.end()), "what is replied is kept, and nothing else");
    if (!reply) continue;
    fuzz::promise(found->second == reply->answer, "a reply is kept as it was given");
    fuzz::promise(reply->skipped() || questionnaire.response_of(item).allows(reply->answer),
                  "an answer is one that the statement has");
  }
  return 0;
}
