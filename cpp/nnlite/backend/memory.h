// Pooled memory: a steady training step asks the system for nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>

namespace nnlite {

inline constexpr size_t kAlignment = 64;

// What is thrown where memory cannot be had; it says how much was asked for.
class OutOfMemory : public std::bad_alloc {
 public:
  explicit OutOfMemory(size_t bytes) noexcept;
  const char* what() const noexcept override { return message_; }

 private:
  char message_[80];  // no memory is needed to say that there is none
};

// Memory of at least `bytes`, aligned to kAlignment; throws OutOfMemory. Freed blocks wait in a
// cache of the thread that freed them, by size class.
void* allocate(size_t bytes);
void deallocate(void* memory, size_t bytes) noexcept;

struct MemoryStats {
  int64_t in_use = 0;        // bytes handed out and not returned, all threads
  int64_t system_calls = 0;  // how often the system was asked for memory, all threads
};
MemoryStats memory_stats();
// Gives the calling thread's cached blocks back to the system.
void release_cached_memory() noexcept;
// For tests of out-of-memory: the n-th allocation of this thread from now on throws (once);
// negative turns it off.
void fail_allocation_after(int64_t n);

// Gives a class pooled `new` and `delete`.
struct Pooled {
  static void* operator new(size_t bytes) { return allocate(bytes); }
  static void* operator new(size_t, void* at) noexcept { return at; }
  static void operator delete(void* memory, size_t bytes) { deallocate(memory, bytes); }
};

// The pool as a standard allocator, for containers that live as long as one step.
template <class T>
struct PoolAllocator {
  using value_type = T;
  PoolAllocator() = default;
  template <class U>
  PoolAllocator(const PoolAllocator<U>&) {}
  T* allocate(size_t n) { return static_cast<T*>(nnlite::allocate(n * sizeof(T))); }
  void deallocate(T* memory, size_t n) { nnlite::deallocate(memory, n * sizeof(T)); }
  bool operator==(const PoolAllocator&) const { return true; }
};

}  // namespace nnlite
