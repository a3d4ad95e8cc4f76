// Scratch: pooled memory for the length of one call; small amounts need no allocation.
#pragma once

#include <cstddef>
#include <cstdint>

#include "nnlite/backend/memory.h"

namespace nnlite::cpu {

class Scratch {
 public:
  explicit Scratch(int64_t bytes) : bytes_(static_cast<size_t>(bytes)) {
    data_ = bytes_ <= sizeof local_ ? local_ : static_cast<std::byte*>(allocate(bytes_));
  }
  ~Scratch() {
    if (data_ != local_) deallocate(data_, bytes_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::byte* data() const { return data_; }
  template <class T>
  T* as() const {
    return reinterpret_cast<T*>(data_);
  }

 private:
  alignas(kAlignment) std::byte local_[1024];
  size_t bytes_;
  std::byte* data_;
};

}  // namespace nnlite::cpu
