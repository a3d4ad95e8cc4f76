// Picking, adding and writing elements by integer tensors; integers were checked by check_index.
//
// Additions go in the order of the index, whatever the number of threads: threads share the other
// axes, or do not share at all.
#include <algorithm>
#include <cstring>

#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/errors.h"

namespace nnlite::cpu {

namespace {

constexpr double kPick = 2;  // nanoseconds for an element

// Counts through a shape, keeping the offsets that several lists of strides give.
template <int N>
struct Odometer {
  Odometer(const Shape& shape, const Shape* const (&strides)[N]) : shape(shape) {
    for (int l = 0; l < N; ++l) stride[l] = strides[l];
  }
  void next() {
    for (int i = shape.size() - 1; i >= 0; --i) {
      for (int l = 0; l < N; ++l) offset[l] += (*stride[l])[i];
      if (++index[i] < shape[i]) return;
      for (int l = 0; l < N; ++l) offset[l] -= (*stride[l])[i] * shape[i];
      index[i] = 0;
    }
  }
  const Shape& shape;
  const Shape* stride[N];
  int64_t index[kMaxDims] = {};
  int64_t offset[N] = {};
};

// f(offset in the picked tensor, offset in the indexed one) for each element of the index.
template <class F>
void each_picked(const Layout& indexed, const Operand& index, const Layout& picked, int axis,
                 F&& f) {
  Shape along = indexed.strides;
  const int64_t step = along[axis];
  along[axis] = 0;  // the index says how far to go along this one
  Odometer<3> at(index.shape(), {&index.layout->strides, &picked.strides, &along});
  for (int64_t i = 0; i < index.size(); ++i, at.next()) {
    f(at.offset[1], at.offset[2] + index.as<int64_t>()[at.offset[0]] * step);
  }
}

// An indexed tensor as index_read and its kin see it: axes that are indexed, and the others.
struct Split {
  Split(const Layout& x, const Shape& axes) {
    for (int64_t axis : axes) steps.push_back(x.strides[static_cast<int>(axis)]);
    for (int i = 0; i < x.dims(); ++i) {
      if (axes.contains(i)) continue;
      rest.push_back(x.shape[i]);
      rest_strides.push_back(x.strides[i]);
    }
    rest_size = numel(rest);
  }
  Shape steps, rest, rest_strides;
  int64_t rest_size;
};

// Offset of the slice that the k-th element of the (contiguous) indices picks.
int64_t picked_offset(const Split& split, std::span<const Operand> indices, int64_t k) {
  int64_t offset = 0;
  for (size_t i = 0; i < indices.size(); ++i) {
    offset += indices[i].as<int64_t>()[k] * split.steps[static_cast<int>(i)];
  }
  return offset;
}

// y has the index's axes first, then the rest; both may be strided.
struct Slices {
  Slices(const Split& split, const Layout& y) {
    const int lead = y.dims() - split.rest.size();
    for (int i = 0; i < y.dims(); ++i) {
      (i < lead ? head_strides : tail_strides).push_back(y.strides[i]);
      if (i < lead) head.push_back(y.shape[i]);
    }
  }
  Shape head, head_strides, tail_strides;
};

// f(slice's offset in x, offset in y) over all elements of all slices.
template <class F>
void each_slice(const Split& split, std::span<const Operand> indices, const Layout& y, F&& f) {
  const Slices slices(split, y);
  Odometer<1> outer(slices.head, {&slices.head_strides});
  const int64_t count = numel(slices.head);
  for (int64_t k = 0; k < count; ++k, outer.next()) {
    const int64_t base = picked_offset(split, indices, k);
    Odometer<2> inner(split.rest, {&split.rest_strides, &slices.tail_strides});
    for (int64_t i = 0; i < split.rest_size; ++i, inner.next()) {
      f(base + inner.offset[0], outer.offset[0] + inner.offset[1]);
    }
  }
}

void zero(const Operand& out) {
  constexpr int64_t kPage = 65536;
  const int64_t bytes = out.size() * itemsize(out.dtype());
  parallel_for((bytes + kPage - 1) / kPage, 2000, [&](int64_t first, int64_t last) {
    const int64_t begin = first * kPage, end = std::min(last * kPage, bytes);
    std::memset(out.as<std::byte>() + begin, 0, static_cast<size_t>(end - begin));
  });
}

// Rows of one contiguous block each: the common case, x[index] along the first axis.
bool read_rows(const Call& call, const Split& split) {
  const Operand& out = call.out[0];
  if (split.rest_strides != contiguous_strides(split.rest)) return false;
  const auto bytes = static_cast<size_t>(split.rest_size * itemsize(out.dtype()));
  const auto* from = static_cast<const char*>(call.in[0].data);
  const int64_t count = call.in[1].size();
  const double cost = 5 + 0.05 * static_cast<double>(bytes);
  parallel_for(count, cost, [&](int64_t begin, int64_t end) {
    for (int64_t k = begin; k < end; ++k) {
      const int64_t offset = picked_offset(split, call.in.subspan(1), k) * itemsize(out.dtype());
      std::memcpy(static_cast<char*>(out.data) + static_cast<size_t>(k) * bytes, from + offset,
                  bytes);
    }
  });
  return true;
}

// The same the other way: rows are added where they belong, each thread its columns of all of them.
bool add_rows(const Call& call, const Split& split) {
  const Operand &y = call.in[0], &out = call.out[0];
  const Slices slices(split, *y.layout);
  const Shape together = contiguous_strides(split.rest);
  if (split.rest_strides != together || slices.tail_strides != together) return false;
  constexpr int64_t kColumns = 64;
  const int64_t count = call.in[1].size(), n = split.rest_size;
  const double cost = static_cast<double>(count * std::min(n, kColumns)) * 0.3;
  dispatch(out.dtype(), [&](auto item) {
    using T = decltype(item);
    parallel_for((n + kColumns - 1) / kColumns, cost, [&](int64_t first, int64_t last) {
      const int64_t begin = first * kColumns, end = std::min(last * kColumns, n);
      Odometer<1> at(slices.head, {&slices.head_strides});
      for (int64_t k = 0; k < count; ++k, at.next()) {
        T* to = out.as<T>() + picked_offset(split, call.in.subspan(1), k);
        const T* from = y.as<T>() + at.offset[0];
        for (int64_t j = begin; j < end; ++j) to[j] = static_cast<T>(to[j] + from[j]);
      }
    });
  });
  return true;
}

}  // namespace

void gather(const Call& call) {
  const Operand &x = call.in[0], &index = call.in[1], &out = call.out[0];
  const int axis = static_cast<int>(call.attrs.integer[0]);
  dispatch(x.dtype(), [&](auto item) {
    using T = decltype(item);
    each_picked(*x.layout, index, *out.layout, axis,
                [&](int64_t to, int64_t from) { out.as<T>()[to] = x.as<T>()[from]; });
  });
}

void scatter_add(const Call& call) {
  const Operand &index = call.in[1], &source = call.in[2], &out = call.out[0];
  const int axis = static_cast<int>(call.attrs.integer[0]);
  const Operand before = call.in[0];
  const Operand in[] = {before};
  copy({Primitive::copy, 0, in, call.out, call.attrs});
  dispatch(out.dtype(), [&](auto item) {
    using T = decltype(item);
    each_picked(*out.layout, index, *source.layout, axis, [&](int64_t from, int64_t to) {
      out.as<T>()[to] = static_cast<T>(out.as<T>()[to] + source.as<T>()[from]);
    });
  });
}

void index_read(const Call& call) {
  const Operand &x = call.in[0], &out = call.out[0];
  const Split split(*x.layout, call.attrs.list[0]);
  if (read_rows(call, split)) return;
  dispatch(x.dtype(), [&](auto item) {
    using T = decltype(item);
    each_slice(split, call.in.subspan(1), *out.layout,
               [&](int64_t from, int64_t to) { out.as<T>()[to] = x.as<T>()[from]; });
  });
}

void index_add(const Call& call) {
  const Operand &y = call.in[0], &out = call.out[0];
  const Split split(*out.layout, call.attrs.list[0]);
  zero(out);
  if (add_rows(call, split)) return;
  dispatch(out.dtype(), [&](auto item) {
    using T = decltype(item);
    each_slice(split, call.in.subspan(1), *y.layout, [&](int64_t to, int64_t from) {
      out.as<T>()[to] = static_cast<T>(out.as<T>()[to] + y.as<T>()[from]);
    });
  });
}

void index_write(const Call& call) {
  const Operand &value = call.in[1], &out = call.out[0];
  const Split split(*out.layout, call.attrs.list[0]);
  dispatch(out.dtype(), [&](auto item) {
    using T = decltype(item);
    each_slice(split, call.in.subspan(2), *value.layout,
               [&](int64_t to, int64_t from) { out.as<T>()[to] = value.as<T>()[from]; });
  });
}

// Of labels (axis -1) and rows of a table (-2) the error speaks in their words, and none counts
// from the end.
void check_index(const Call& call) {
  copy(call);
  const int64_t size = call.attrs.integer[0], axis = call.attrs.integer[1];
  const auto* op = static_cast<const char*>(call.attrs.block);
  auto* at = call.out[0].as<int64_t>();
  for (int64_t i = 0; i < call.out[0].size(); ++i) {
    if (axis < 0 && (at[i] < 0 || at[i] >= size)) {
      if (axis == -1) fail_index(op, "label ", at[i], " is outside the ", size, " classes");
      fail_index(op, "index ", at[i], " is outside the table of ", size, " rows, 0 to ", size - 1);
    }
    if (at[i] < -size || at[i] >= size) {
      fail_index(op, at[i], " is out of range for axis ", axis, " of size ", size);
    }
    if (at[i] < 0) at[i] += size;
  }
}

}  // namespace nnlite::cpu
