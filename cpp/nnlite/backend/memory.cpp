// The pool behind memory.h: per-thread free lists by size class.
#include "nnlite/backend/memory.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdio>

#include "nnlite/base/huge_pages.h"

namespace nnlite {

namespace {

constexpr int kClasses = 4 * 34;                   // four per power of two, up to 2^39 bytes
constexpr int64_t kCacheLimit = int64_t{1} << 30;  // bytes a thread keeps at most

std::atomic<int64_t> in_use{0};
std::atomic<int64_t> system_calls{0};

struct Block {
  Block* next;
};

struct Cache {
  Block* free[kClasses];
  int64_t bytes;
  bool closed;  // the thread is ending: nothing is kept any more
};
thread_local constinit Cache cache{};
thread_local constinit int64_t countdown = -1;

// Empties the cache when its thread ends.
struct Closer {
  ~Closer() {
    release_cached_memory();
    cache.closed = true;
  }
};
thread_local Closer closer;

// Class c holds blocks of (4 + c % 4) << (c / 4) times 16 bytes: 64, 80, 96, 112, 128, 160, ...
int class_of(size_t bytes) {
  const size_t units = std::max<size_t>((bytes + 15) / 16, 4);
  const int shift = std::bit_width(units) - 3;  // units in [4 << shift, 8 << shift)
  const size_t quarter = (units + (size_t{1} << shift) - 1) >> shift;  // 4 .. 8
  return 4 * shift + static_cast<int>(quarter) - 4;
}
size_t class_bytes(int c) { return static_cast<size_t>(4 + c % 4) << (c / 4 + 4); }

// Blocks of two huge pages and more lie on them: 17% of a step of Adam or momentum over weights
// that no cache holds.
constexpr size_t kHugeBlock = 2 * kHugePage;
std::align_val_t alignment(size_t bytes) {
  return std::align_val_t{bytes >= kHugeBlock ? kHugePage : kAlignment};
}

void* from_system(size_t bytes) {
  void* memory = ::operator new(bytes, alignment(bytes), std::nothrow);
  if (memory && bytes >= kHugeBlock) prefer_huge_pages(memory, bytes);
  return memory;
}
void to_system(void* memory, size_t bytes) noexcept { ::operator delete(memory, alignment(bytes)); }

}  // namespace

OutOfMemory::OutOfMemory(size_t bytes) noexcept {
  std::snprintf(message_, sizeof(message_), "out of memory: %zu bytes cannot be had", bytes);
}

void* allocate(size_t bytes) {
  if (countdown >= 0 && countdown-- == 0) throw OutOfMemory(bytes);
  const int c = class_of(bytes);
  if (c >= kClasses) throw OutOfMemory(bytes);
  const size_t size = class_bytes(c);
  if (Block* block = cache.free[c]) {
    cache.free[c] = block->next;
    cache.bytes -= static_cast<int64_t>(size);
    in_use.fetch_add(static_cast<int64_t>(size), std::memory_order_relaxed);
    return block;
  }
  void* memory = from_system(size);
  if (!memory) throw OutOfMemory(bytes);
  system_calls.fetch_add(1, std::memory_order_relaxed);
  in_use.fetch_add(static_cast<int64_t>(size), std::memory_order_relaxed);
  return memory;
}

void deallocate(void* memory, size_t bytes) noexcept {
  if (!memory) return;
  const int c = class_of(bytes);
  const auto size = static_cast<int64_t>(class_bytes(c));
  in_use.fetch_sub(size, std::memory_order_relaxed);
  if (cache.closed || cache.bytes + size > kCacheLimit) {
    to_system(memory, static_cast<size_t>(size));
    return;
  }
  (void)&closer;  // makes the thread's closer exist
  auto* block = static_cast<Block*>(memory);
  block->next = cache.free[c];
  cache.free[c] = block;
  cache.bytes += size;
}

void release_cached_memory() noexcept {
  for (int c = 0; c < kClasses; ++c) {
    while (Block* block = cache.free[c]) {
      cache.free[c] = block->next;
      to_system(block, class_bytes(c));
    }
  }
  cache.bytes = 0;
}

MemoryStats memory_stats() { return {in_use.load(), system_calls.load()}; }

void fail_allocation_after(int64_t n) { countdown = n; }

}  // namespace nnlite
