#pragma once

#include <string>
#include <vector>

#include "guide/page.h"

namespace attune {

/// Pages of the guide as one HTML document that needs nothing from elsewhere: readable on a phone, in light and dark,
/// and in print. Links lead to the pages within it; a link to a page that is not in it is text.
std::string guide_html(const std::vector<GuidePage>& pages);

}  // namespace attune
