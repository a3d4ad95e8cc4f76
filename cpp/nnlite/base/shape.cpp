// Shape arithmetic declared in shape.h.
#include "nnlite/base/shape.h"

#include <algorithm>
#include <ostream>

#include "nnlite/base/errors.h"
#include "nnlite/base/sort.h"

namespace nnlite {

Shape::Shape(std::span<const int64_t> values) {
  for (int64_t v : values) push_back(v);
}

Shape Shape::filled(int count, int64_t value) {
  Shape s;
  for (int i = 0; i < count; ++i) s.push_back(value);
  return s;
}

void Shape::push_back(int64_t value) {
  if (count_ == kMaxDims)
    fail_value("shape", "it has more than ", kMaxDims, " dimensions, the most a tensor has");
  values_[count_++] = value;
}

void Shape::insert(int position, int64_t value) {
  push_back(value);
  std::rotate(values_ + position, values_ + count_ - 1, values_ + count_);
}

void Shape::erase(int position) {
  std::copy(values_ + position + 1, values_ + count_, values_ + position);
  --count_;
}

bool Shape::contains(int64_t value) const { return std::find(begin(), end(), value) != end(); }

bool Shape::operator==(const Shape& other) const {
  return std::equal(begin(), end(), other.begin(), other.end());
}

std::ostream& operator<<(std::ostream& out, const Shape& shape) {
  out << '(';
  for (int i = 0; i < shape.size(); ++i) out << (i ? ", " : "") << shape[i];
  return out << (shape.size() == 1 ? ",)" : ")");
}

int64_t numel(const Shape& shape) {
  int64_t n = 1;
  for (int64_t v : shape) n *= v;
  return n;
}

int64_t checked_numel(const char* op, const Shape& shape) {
  constexpr int64_t kMaxElements = INT64_MAX / 16;  // the bytes of any dtype still fit
  int64_t n = 1, nonzero = 1;
  for (int64_t v : shape) {
    if (v < 0) fail_value(op, "negative size ", v, " in shape ", shape);
    if (v != 0 && __builtin_mul_overflow(nonzero, v, &nonzero)) nonzero = INT64_MAX;
    if (nonzero > kMaxElements) fail_value(op, "shape ", shape, " has too many elements");
    n *= v;
  }
  return n;
}

Shape contiguous_strides(const Shape& shape) {
  Shape strides = shape;
  int64_t step = 1;
  for (int i = shape.size() - 1; i >= 0; --i) {
    strides[i] = step;
    step *= std::max<int64_t>(shape[i], 1);
  }
  return strides;
}

Shape broadcast(const char* op, const Shape& a, const Shape& b) {
  if (a == b) return a;
  const Shape& longer = a.size() >= b.size() ? a : b;
  const Shape& shorter = a.size() >= b.size() ? b : a;
  Shape out = longer;
  const int lead = longer.size() - shorter.size();
  for (int i = 0; i < shorter.size(); ++i) {
    const int64_t x = longer[lead + i], y = shorter[i];
    if (x != y && x != 1 && y != 1) {
      fail_value(op, "shapes ", a, " and ", b,
                 " cannot be broadcast together; counted from the "
                 "last axis, sizes must be equal or 1");
    }
    out[lead + i] = x == 1 ? y : x;
  }
  return out;
}

bool can_broadcast(const Shape& from, const Shape& to) {
  const int lead = to.size() - from.size();
  if (lead < 0) return false;
  for (int i = 0; i < from.size(); ++i) {
    if (from[i] != 1 && from[i] != to[lead + i]) return false;
  }
  return true;
}

int normal_axis(const char* op, int64_t axis, int dims) {
  const int64_t normal = axis < 0 ? axis + dims : axis;
  if (normal < 0 || normal >= dims) {
    const std::string cure = dims == 0 ? "" : text("; give ", -dims, " .. ", dims - 1);
    fail_index(op, "axis ", axis, " is out of range for a tensor of ", dims, " dimensions", cure);
  }
  return static_cast<int>(normal);
}

Shape normal_axes(const char* op, const Shape& axes, int dims) {
  Shape out;
  if (axes.empty()) {
    for (int i = 0; i < dims; ++i) out.push_back(i);
    return out;
  }
  for (int64_t axis : axes) {
    const int normal = normal_axis(op, axis, dims);
    if (out.contains(normal)) fail_value(op, "axis ", axis, " appears twice in ", axes);
    out.push_back(normal);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Shape reduced_shape(const Shape& shape, const Shape& axes, bool keepdim) {
  Shape out;
  for (int i = 0; i < shape.size(); ++i) {
    if (!axes.contains(i))
      out.push_back(shape[i]);
    else if (keepdim)
      out.push_back(1);
  }
  return out;
}

Layout::Layout(const Shape& shape, DType dtype)
    : shape(shape), strides(contiguous_strides(shape)), dtype(dtype), size(numel(shape)) {}

Layout::Layout(const Shape& shape, const Shape& strides, DType dtype)
    : shape(shape), strides(strides), dtype(dtype), size(numel(shape)) {}

bool Layout::contiguous() const {
  int64_t step = 1;
  for (int i = dims() - 1; i >= 0; --i) {
    if (shape[i] != 1 && strides[i] != step) return size == 0;
    step *= shape[i];
  }
  return true;
}

Shape Layout::order() const {
  Shape axes;
  for (int i = 0; i < dims(); ++i) axes.push_back(i);
  sort_few(axes.begin(), axes.size(),
           [&](int64_t a, int64_t b) { return strides[a] > strides[b]; });
  return axes;
}

Layout Layout::permuted(const Shape& axes) const {
  Layout out = *this;
  for (int i = 0; i < dims(); ++i) {
    out.shape[i] = shape[axes[i]];
    out.strides[i] = strides[axes[i]];
  }
  return out;
}

Layout Layout::broadcast_to(const Shape& target) const {
  const int lead = target.size() - dims();
  Shape stretched = Shape::filled(target.size(), 0);
  for (int i = 0; i < dims(); ++i) {
    stretched[lead + i] = shape[i] == target[lead + i] ? strides[i] : 0;
  }
  return Layout(target, stretched, dtype);
}

}  // namespace nnlite
