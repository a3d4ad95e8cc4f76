// Shapes, strides and layouts: sizes that cannot overflow, broadcasting, axis checks.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <span>

#include "nnlite/base/dtype.h"

namespace nnlite {

inline constexpr int kMaxDims = 8;

// A short list of sizes, strides or axes, stored in place.
class Shape {
 public:
  Shape() = default;
  Shape(std::initializer_list<int64_t> values) : Shape(std::span(values.begin(), values.size())) {}
  explicit Shape(std::span<const int64_t> values);
  static Shape filled(int count, int64_t value);

  int size() const { return count_; }
  bool empty() const { return count_ == 0; }
  int64_t operator[](int i) const { return values_[i]; }
  int64_t& operator[](int i) { return values_[i]; }
  int64_t back() const { return values_[count_ - 1]; }
  const int64_t* begin() const { return values_; }
  const int64_t* end() const { return values_ + count_; }
  int64_t* begin() { return values_; }
  int64_t* end() { return values_ + count_; }
  std::span<const int64_t> span() const { return {values_, static_cast<size_t>(count_)}; }

  void push_back(int64_t value);  // throws ValueError above kMaxDims
  void insert(int position, int64_t value);
  void erase(int position);
  bool contains(int64_t value) const;
  bool operator==(const Shape& other) const;

 private:
  int64_t values_[kMaxDims];
  int count_ = 0;
};

// NumPy's notation: (), (3,), (2, 3).
std::ostream& operator<<(std::ostream& out, const Shape& shape);

// The number of elements; throws ValueError where it (or its bytes) overflows or a size is < 0.
int64_t checked_numel(const char* op, const Shape& shape);
int64_t numel(const Shape& shape);
Shape contiguous_strides(const Shape& shape);

// NumPy's broadcast of two shapes; throws ValueError naming `op` and both shapes.
Shape broadcast(const char* op, const Shape& a, const Shape& b);
bool can_broadcast(const Shape& from, const Shape& to);

// Turns a possibly negative axis into 0 .. dims-1; throws IndexError naming op and axis.
int normal_axis(const char* op, int64_t axis, int dims);
// The same for a list, sorted; a repeated axis is a ValueError; an empty list means all axes.
Shape normal_axes(const char* op, const Shape& axes, int dims);
// The shape left after reducing `axes` (normal), as 1s where keepdim.
Shape reduced_shape(const Shape& shape, const Shape& axes, bool keepdim);

// How elements lie in memory: element (i, j, ...) stands at data[i*strides[0] + j*strides[1] +
// ...].
struct Layout {
  Shape shape;
  Shape strides;  // in elements; 0 where broadcast, negative where flipped
  DType dtype = DType::f32;
  int64_t size = 1;  // product of shape

  Layout() = default;
  Layout(const Shape& shape, DType dtype);  // contiguous
  Layout(const Shape& shape, const Shape& strides, DType dtype);

  int dims() const { return shape.size(); }
  bool contiguous() const;
  // The axes in the order of memory: from the longest stride to the shortest.
  Shape order() const;
  // Whether elements fill memory without holes, in some order of the axes.
  bool dense() const { return permuted(order()).contiguous(); }
  Layout permuted(const Shape& axes) const;
  // This layout with size-1 axes stretched to `target` (which it can broadcast to).
  Layout broadcast_to(const Shape& target) const;
};

}  // namespace nnlite
