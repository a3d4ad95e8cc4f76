// Intrusive reference counting: Ref<T> for objects that derive from Counted.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace nnlite {

class Counted {
 public:
  Counted() = default;
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  uint32_t use_count() const { return count_.load(std::memory_order_relaxed); }

 private:
  template <class T>
  friend class Ref;
  std::atomic<uint32_t> count_{0};
};

// Owns one count of a T. When the last count goes, `release(T*)` is called, found by overload:
// types decide themselves how they die.
template <class T>
class Ref {
 public:
  Ref() = default;
  Ref(std::nullptr_t) {}
  explicit Ref(T* p) : p_(p) { hold(); }
  Ref(const Ref& other) : p_(other.p_) { hold(); }
  Ref(Ref&& other) noexcept : p_(std::exchange(other.p_, nullptr)) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(p_, other.p_);
    return *this;
  }
  ~Ref() {
    if (p_ && p_->count_.fetch_sub(1, std::memory_order_acq_rel) == 1) release(p_);
  }
  T* get() const { return p_; }
  T* operator->() const { return p_; }
  T& operator*() const { return *p_; }
  explicit operator bool() const { return p_ != nullptr; }
  bool operator==(const Ref& other) const { return p_ == other.p_; }

 private:
  void hold() const {
    if (p_) p_->count_.fetch_add(1, std::memory_order_relaxed);
  }
  T* p_ = nullptr;
};

}  // namespace nnlite
