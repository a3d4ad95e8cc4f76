// A vector whose first N elements live in place; for the operand lists of records.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace nnlite {

template <class T, int N>
class SmallVector {
 public:
  SmallVector() = default;
  SmallVector(SmallVector&& other) noexcept { take(other); }
  SmallVector(const SmallVector& other) {
    reserve(other.size_);
    for (const T& item : other) emplace_back(item);
  }
  SmallVector& operator=(SmallVector other) noexcept {
    destroy();
    take(other);
    return *this;
  }
  ~SmallVector() { destroy(); }

  template <class... Args>
  T& emplace_back(Args&&... args) {
    if (size_ == capacity_) reserve(2 * capacity_);
    return *new (data_ + size_++) T(std::forward<Args>(args)...);
  }
  void reserve(int capacity) {
    if (capacity <= capacity_) return;
    T* bigger = static_cast<T*>(::operator new(sizeof(T) * static_cast<size_t>(capacity)));
    std::uninitialized_move(begin(), end(), bigger);
    const int size = size_;
    destroy();
    data_ = bigger;
    size_ = size;
    capacity_ = capacity;
  }
  void clear() {
    std::destroy(begin(), end());
    size_ = 0;
  }
  int size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](int i) { return data_[i]; }
  const T& operator[](int i) const { return data_[i]; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }

 private:
  T* local() { return reinterpret_cast<T*>(storage_); }
  void destroy() {
    std::destroy(begin(), end());
    if (data_ != local()) ::operator delete(data_);
    data_ = local();
    size_ = 0;
    capacity_ = N;
  }
  void take(SmallVector& other) {
    if (other.data_ != other.local()) {
      data_ = std::exchange(other.data_, other.local());
      size_ = std::exchange(other.size_, 0);
      capacity_ = std::exchange(other.capacity_, N);
    } else {
      std::uninitialized_move(other.begin(), other.end(), data_);
      size_ = other.size_;
      std::destroy(other.begin(), other.end());
      other.size_ = 0;
    }
  }

  alignas(T) std::byte storage_[sizeof(T) * N];
  T* data_ = local();
  int size_ = 0;
  int capacity_ = N;
};

}  // namespace nnlite
