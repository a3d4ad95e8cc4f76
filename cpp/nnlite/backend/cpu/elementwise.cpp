// The driver of elementwise kernels.
//
// A Nest is the loop nest of one call: the output's axes, outermost first, merged where all
// operands allow, with one stride per operand. Its innermost axis is handed to the kernel in runs;
// a run that is not contiguous, or not a multiple of a block, goes through small buffers.
#include "nnlite/backend/cpu/elementwise.h"

#include <algorithm>
#include <cstring>

#include "nnlite/backend/threads.h"
#include "nnlite/base/sort.h"

namespace nnlite::cpu {

namespace {

constexpr int kMaxIn = 4;
constexpr int64_t kBuffer = 8 * kBlock;  // elements that go through a buffer at a time

struct Lane {
  char* data;
  int64_t itemsize;
  int64_t strides[kMaxDims];  // in bytes, by axis of the nest
};

struct Nest {
  int dims = 0;
  int lanes = 0;
  int64_t shape[kMaxDims];
  Lane lane[1 + kMaxIn];  // the output, then the inputs

  // Appends an axis inside the others, merging it into the last where memory runs on.
  void push_axis(int64_t size, const int64_t* strides) {
    if (size == 1) return;
    bool merges = dims > 0;
    for (int l = 0; l < lanes && merges; ++l) {
      merges = lane[l].strides[dims - 1] == strides[l] * size;
    }
    const int axis = merges ? dims - 1 : dims++;
    shape[axis] = merges ? shape[axis] * size : size;
    for (int l = 0; l < lanes; ++l) lane[l].strides[axis] = strides[l];
  }
};

int64_t stride_of(const Operand& operand, int axis, int dims) {
  const int own = axis - (dims - operand.layout->dims());
  if (own < 0 || operand.shape()[own] == 1) return 0;
  return operand.layout->strides[own] * itemsize(operand.dtype());
}

// The output's axes in the order of its strides, so that the innermost loop walks its memory.
int order_axes(const Operand& out, int* axes) {
  const int dims = out.layout->dims();
  for (int i = 0; i < dims; ++i) axes[i] = i;
  sort_few(axes, dims, [&](int a, int b) {
    return std::abs(out.layout->strides[a]) > std::abs(out.layout->strides[b]);
  });
  return dims;
}

void build(Nest& nest, const Operand& out, std::span<const Operand> in) {
  const Operand* operands[1 + kMaxIn] = {&out};
  nest.lanes = 1;
  for (const Operand& operand : in) operands[nest.lanes++] = &operand;
  for (int l = 0; l < nest.lanes; ++l) {
    nest.lane[l].data = static_cast<char*>(operands[l]->data);
    nest.lane[l].itemsize = itemsize(operands[l]->dtype());
  }
  int axes[kMaxDims];
  const int dims = order_axes(out, axes);
  int64_t strides[1 + kMaxIn];
  for (int i = 0; i < dims; ++i) {
    for (int l = 0; l < nest.lanes; ++l) strides[l] = stride_of(*operands[l], axes[i], dims);
    nest.push_axis(out.shape()[axes[i]], strides);
  }
  if (nest.dims == 0) {
    std::fill_n(strides, nest.lanes, 0);
    nest.dims = 1;
    nest.shape[0] = 1;
    for (int l = 0; l < nest.lanes; ++l) nest.lane[l].strides[0] = nest.lane[l].itemsize;
  }
}

template <class Item>
void gather(char* to, const char* from, int64_t stride, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    std::memcpy(to + i * static_cast<int64_t>(sizeof(Item)), from + i * stride, sizeof(Item));
  }
}
template <class Item>
void scatter(char* to, int64_t stride, const char* from, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    std::memcpy(to + i * stride, from + i * static_cast<int64_t>(sizeof(Item)), sizeof(Item));
  }
}

// n elements into a buffer that holds `padded`; the rest repeats the last.
void load(char* buffer, const char* from, int64_t stride, int64_t size, int64_t n, int64_t padded) {
  if (size == 8)
    gather<uint64_t>(buffer, from, stride, n);
  else if (size == 4)
    gather<uint32_t>(buffer, from, stride, n);
  else
    gather<uint8_t>(buffer, from, stride, n);
  for (int64_t i = n; i < padded; ++i)
    std::memcpy(buffer + i * size, buffer + (n - 1) * size, size);
}
void store(char* to, int64_t stride, const char* buffer, int64_t size, int64_t n) {
  if (size == 8)
    scatter<uint64_t>(to, stride, buffer, n);
  else if (size == 4)
    scatter<uint32_t>(to, stride, buffer, n);
  else
    scatter<uint8_t>(to, stride, buffer, n);
}

// One run along the innermost axis.
class Run {
 public:
  Run(const Nest& nest, Elementwise kernel, const double* parameters)
      : nest_(nest), kernel_(kernel), parameters_(parameters) {
    for (int l = 0; l < nest.lanes; ++l) {
      strides_[l] = nest.lane[l].strides[nest.dims - 1];
      direct_[l] = strides_[l] == nest.lane[l].itemsize;
      all_direct_ &= direct_[l];
    }
  }

  // `at` are the addresses of the run's first elements.
  void run(char* const* at, int64_t n) {
    int64_t done = 0;
    if (all_direct_ && n >= kBlock) {
      done = n / kBlock * kBlock;
      kernel_(done, at[0], const_cast<const void* const*>(reinterpret_cast<void* const*>(at + 1)),
              parameters_);
    }
    for (int l = 1; l < nest_.lanes && done < n; ++l) {
      if (strides_[l] == 0) load(buffer_[l], at[l], 0, nest_.lane[l].itemsize, 1, padded(n - done));
    }
    for (; done < n; done += kBuffer) step(at, done, std::min(n - done, kBuffer));
  }

 private:
  static int64_t padded(int64_t n) { return std::min((n + kBlock - 1) / kBlock * kBlock, kBuffer); }

  void step(char* const* at, int64_t from, int64_t n) {
    const void* in[kMaxIn];
    const int64_t blocks = padded(n);
    const bool whole = n == blocks;
    for (int l = 1; l < nest_.lanes; ++l) {
      const char* start = at[l] + from * strides_[l];
      in[l - 1] = buffer_[l];
      if (whole && direct_[l])
        in[l - 1] = start;
      else if (strides_[l] != 0)
        load(buffer_[l], start, strides_[l], nest_.lane[l].itemsize, n, blocks);
    }
    char* target = at[0] + from * strides_[0];
    if (whole && direct_[0]) {
      kernel_(n, target, in, parameters_);
    } else {
      kernel_(blocks, buffer_[0], in, parameters_);
      store(target, strides_[0], buffer_[0], nest_.lane[0].itemsize, n);
    }
  }

  const Nest& nest_;
  Elementwise kernel_;
  const double* parameters_;
  int64_t strides_[1 + kMaxIn];
  bool direct_[1 + kMaxIn];
  bool all_direct_ = true;
  alignas(64) char buffer_[1 + kMaxIn][kBuffer * 8];
};

// Where a walk stands in a nest.
class Place {
 public:
  Place(const Nest& nest, int64_t element) : nest_(nest) {
    for (int l = 0; l < nest.lanes; ++l) at[l] = nest.lane[l].data;
    for (int axis = nest.dims - 1; axis >= 0; --axis) {
      index_[axis] = element % nest.shape[axis];
      element /= nest.shape[axis];
      move(axis, index_[axis]);
    }
  }
  // Elements up to the end of the innermost axis.
  int64_t left() const { return nest_.shape[nest_.dims - 1] - index_[nest_.dims - 1]; }
  // To the beginning of the next run.
  void advance() {
    int axis = nest_.dims - 1;
    move(axis, -index_[axis]);
    index_[axis] = 0;
    for (--axis; axis >= 0; --axis) {
      move(axis, 1);
      if (++index_[axis] < nest_.shape[axis]) return;
      move(axis, -nest_.shape[axis]);
      index_[axis] = 0;
    }
  }

  char* at[1 + kMaxIn];  // the addresses

 private:
  void move(int axis, int64_t steps) {
    for (int l = 0; l < nest_.lanes; ++l) at[l] += steps * nest_.lane[l].strides[axis];
  }

  const Nest& nest_;
  int64_t index_[kMaxDims];
};

// The elements begin .. end - 1 of the nest, in its order.
void walk(const Nest& nest, Elementwise kernel, const double* parameters, int64_t begin,
          int64_t end) {
  Run run(nest, kernel, parameters);
  for (Place place(nest, begin); begin < end; place.advance()) {
    const int64_t n = std::min(place.left(), end - begin);
    run.run(place.at, n);
    begin += n;
  }
}

}  // namespace

void elementwise(Elementwise kernel, const Operand& out, std::span<const Operand> in,
                 const double* parameters, double nanoseconds) {
  if (out.size() == 0) return;
  Nest nest;
  build(nest, out, in);
  parallel_for(out.size(), nanoseconds,
               [&](int64_t begin, int64_t end) { walk(nest, kernel, parameters, begin, end); });
}

}  // namespace nnlite::cpu
