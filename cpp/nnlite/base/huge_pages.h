// Huge pages: large blocks ask the system for them, so that a pass over memory is not a walk over
// page tables.
#pragma once

#include <cstddef>

namespace nnlite {

inline constexpr std::size_t kHugePage = std::size_t{1} << 21;

// Asks that `memory`, aligned to kHugePage, be backed by huge pages. A wish: nothing happens where
// the system has none, or gives them unasked.
void prefer_huge_pages(void* memory, std::size_t bytes) noexcept;

}  // namespace nnlite
