#include "report/page.h"

namespace attune {
namespace {

bool can_be_shown(const PageBlock& block) {
  const auto* figure = std::get_if<Figure>(&block);
  return figure == nullptr || !figure->drawing.empty();
}

// Whether what follows heading `h`, up to the next, is nothing but pictures that cannot be shown.
bool is_of_pictures(const std::vector<PageBlock>& blocks, std::size_t h) {
  std::size_t b = h + 1;
  while (b < blocks.size() && !can_be_shown(blocks[b])) ++b;
  return b > h + 1 && (b == blocks.size() || std::holds_alternative<Heading>(blocks[b]));
}

}  // namespace

Page in_characters(const Page& page) {
  Page shown{.title = page.title};
  for (std::size_t b = 0; b < page.blocks.size(); ++b) {
    const bool left_out = std::holds_alternative<Heading>(page.blocks[b]) ? is_of_pictures(page.blocks, b)
                                                                          : !can_be_shown(page.blocks[b]);
    if (!left_out) shown.blocks.push_back(page.blocks[b]);
  }
  return shown;
}

}  // namespace attune
