// Random primitives: whole groups go straight into the output, the last one through a buffer.
#include "nnlite/base/random.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/memory.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/random.h"

namespace nnlite::cpu {

namespace {

constexpr double kElement = 2;  // nanoseconds

Draw draw_of(const Attrs& attrs) {
  Draw draw{static_cast<uint64_t>(attrs.integer[0]),
            static_cast<uint64_t>(attrs.integer[1]),
            {},
            {attrs.integer[2], attrs.integer[3]}};
  std::copy_n(attrs.number, 4, draw.number);
  return draw;
}

// Calls groups(first, n, at) for the elements 0 .. count - 1: `at` is the address of element
// `first` of out, or a buffer for the last group where it is not whole.
template <class Groups>
void in_groups(int64_t count, char* out, int64_t itemsize, Groups&& groups) {
  const int64_t whole = count / kRandomGroup;
  parallel_for(whole, kElement * kRandomGroup, [&](int64_t begin, int64_t end) {
    const int64_t first = begin * kRandomGroup;
    groups(first, (end - begin) * kRandomGroup, out + first * itemsize);
  });
  const int64_t rest = count - whole * kRandomGroup;
  if (rest == 0) return;
  alignas(64) char buffer[kRandomGroup * sizeof(double)];
  groups(whole * kRandomGroup, kRandomGroup, buffer);
  std::memcpy(out + whole * kRandomGroup * itemsize, buffer, static_cast<size_t>(rest * itemsize));
}

// The output in contiguous memory: itself, or a stand-in that is copied into it at the end.
template <class Write>
void into_contiguous(const Operand& out, Write&& write) {
  if (out.layout->contiguous()) return write(out.as<char>());
  const Layout layout(out.shape(), out.dtype());
  const auto bytes = static_cast<size_t>(out.size() * itemsize(out.dtype()));
  void* memory = allocate(bytes);
  write(static_cast<char*>(memory));
  const Operand from{memory, &layout};
  copy({Primitive::copy, 0, {&from, 1}, {&out, 1}, Attrs{}});
  deallocate(memory, bytes);
}

}  // namespace

void random(const Call& call) {
  const Operand& out = call.out[0];
  const Draw draw = draw_of(call.attrs);
  const auto fill = kernels().random->fill[call.code][static_cast<int>(out.dtype())];
  into_contiguous(out, [&](char* memory) {
    in_groups(out.size(), memory, itemsize(out.dtype()),
              [&](int64_t first, int64_t n, char* at) { fill(draw, first, n, at); });
  });
}

// The input is contiguous: the door sees to it.
void dropout(const Call& call) {
  const Operand &out = call.out[0], &in = call.in[0];
  const Draw draw = draw_of(call.attrs);
  const auto kernel = kernels().random->dropout[static_cast<int>(in.dtype())];
  const int64_t size = itemsize(in.dtype());
  into_contiguous(out, [&](char* memory) {
    in_groups(out.size(), memory, size, [&](int64_t first, int64_t n, char* at) {
      alignas(64) char buffer[kRandomGroup * sizeof(double)] = {};
      const char* x = in.as<char>() + first * size;
      if (const int64_t left = in.size() - first; left < n) {
        std::memcpy(buffer, x, static_cast<size_t>(left * size));
        x = buffer;
      }
      kernel(draw, first, n, at, x);
    });
  });
}

// Fisher and Yates, one after the other: 5 ns per element, and the order must not depend on how
// the work is shared.
void permutation(const Call& call) {
  const Operand& out = call.out[0];
  RandomSequence numbers(static_cast<uint64_t>(call.attrs.integer[0]),
                         static_cast<uint64_t>(call.attrs.integer[1]));
  into_contiguous(out, [&](char* memory) {
    auto* order = reinterpret_cast<int64_t*>(memory);
    for (int64_t i = 0; i < out.size(); ++i) order[i] = i;
    for (int64_t i = out.size(); i > 1; --i) {
      std::swap(order[i - 1], order[numbers.below(static_cast<uint64_t>(i))]);
    }
  });
}

}  // namespace nnlite::cpu
