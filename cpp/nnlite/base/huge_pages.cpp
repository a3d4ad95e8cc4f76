// Huge pages as Linux gives them.
#include "nnlite/base/huge_pages.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace nnlite {

void prefer_huge_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) noexcept {
#if defined(__linux__)
  madvise(memory, bytes / kHugePage * kHugePage, MADV_HUGEPAGE);
#endif
}

}  // namespace nnlite
