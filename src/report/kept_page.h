#pragma once

#include <cstddef>
#include <vector>

#include "interview/kept_sitting.h"
#include "report/page.h"

namespace attune {

/// The page of a sitting whose definition has changed since or is gone: what was kept of it, and the change from
/// `earlier` sittings, the oldest first, with the same definition.
Page kept_page(const KeptSitting& sitting, const std::vector<KeptSitting>& earlier);

/// Adds to the head of a page that `count` earlier sittings are not on it, as they had another definition.
void tell_left_out(std::size_t count, Page& page);

}  // namespace attune
