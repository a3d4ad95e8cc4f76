// Storage: reference-counted memory that tensors and their views share.
#pragma once

#include <cstddef>
#include <cstdint>

#include "nnlite/backend/memory.h"
#include "nnlite/base/ref.h"
#include "nnlite/base/shape.h"

namespace nnlite {

// The capture that runs on this thread, 0 for none: storages remember in which they were made.
extern thread_local constinit uint32_t current_era;

class Storage : public Counted, public Pooled {
 public:
  // Fresh memory from the pool, uninitialised.
  explicit Storage(size_t bytes);
  // Memory that somebody else owns; `give_back(owner)` is called when the last tensor goes.
  Storage(void* data, size_t bytes, void* owner, void (*give_back)(void*));
  ~Storage();

  void* data() const { return data_; }
  size_t bytes() const { return bytes_; }
  // Counts the writes in place, so that a gradient can tell whether a saved value still stands.
  uint32_t version() const { return version_; }
  void written() { ++version_; }
  // Gives the memory back before the last reference goes; bytes() stays.
  void give_up();
  // The capture of a step that made it; 0: it is from outside.
  uint32_t era() const { return era_; }

 private:
  void* data_;
  size_t bytes_;
  void* owner_ = nullptr;
  void (*give_back_)(void*) = nullptr;
  uint32_t version_ = 0;
  uint32_t era_ = current_era;
};

inline void release(Storage* storage) { delete storage; }

// What a tensor holds: a layout over shared memory.
struct Value {
  Ref<Storage> storage;
  int64_t offset = 0;  // of element 0, in elements
  Layout layout;

  // Memory for a contiguous tensor, uninitialised.
  static Value empty(const Shape& shape, DType dtype);
  void* data() const {
    return static_cast<std::byte*>(storage->data()) + offset * itemsize(layout.dtype);
  }
};

}  // namespace nnlite
