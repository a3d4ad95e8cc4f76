// Reductions over any axes. The work is cut into blocks by shape and layout alone, and partial
// results are joined in order, so the result does not depend on the number of threads.
#include "nnlite/kernels/reduce.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/sort.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kRowsOfLine = 16384;    // longest run summed into one partial result
constexpr int64_t kColumnsOfBlock = 512;  // totals that stay in the first-level cache
constexpr int64_t kElementsOfBlock = 65536;
constexpr int64_t kEnoughBlocks = 32;  // then the reduced axes need not be cut as well

struct Axis {
  int64_t size = 1, stride = 0;
};

// Axes from the outermost in, merged where they are one in memory.
struct Axes {
  Axis axis[kMaxDims];
  int count = 0;

  void add(Axis a) {
    if (a.size == 1) return;
    if (count && axis[count - 1].stride == a.size * a.stride) {
      axis[count - 1] = {axis[count - 1].size * a.size, a.stride};
    } else {
      axis[count++] = a;
    }
  }
  Axis take_last() { return count ? axis[--count] : Axis{}; }
  int64_t size() const {
    int64_t n = 1;
    for (int i = 0; i < count; ++i) n *= axis[i].size;
    return n;
  }
  // Where element `index` of these axes stands.
  int64_t offset(int64_t index) const {
    int64_t at = 0;
    for (int i = count - 1; i >= 0; --i) {
      at += index % axis[i].size * axis[i].stride;
      index /= axis[i].size;
    }
    return at;
  }
};

// How a reduction is cut: outer kept axes x tiles of the last kept axis (columns) x chunks of the
// reduced axes, each chunk a range of pieces (outer reduced index, part of the reduced row).
struct Plan {
  Axes kept, reduced;  // without `column` and `row`
  Axis column, row;
  int64_t tile, tiles;    // columns per tile
  int64_t part, parts;    // rows per piece
  int64_t group, chunks;  // pieces per chunk
  int64_t outer, columns_total;

  Plan(const Layout& x, const Shape& axes) {
    Axis lost[kMaxDims];
    int lost_count = 0;
    for (int i = 0; i < x.dims(); ++i) {
      const Axis a{x.shape[i], x.strides[i]};
      if (!axes.contains(i)) {
        kept.add(a);
      } else if (a.size != 1) {
        lost[lost_count++] = a;
      }
    }
    // The order of what is summed is free: the nearest neighbours last.
    sort_few(lost, lost_count,
             [](const Axis& a, const Axis& b) { return std::abs(a.stride) > std::abs(b.stride); });
    for (int i = 0; i < lost_count; ++i) reduced.add(lost[i]);
    column = kept.take_last();
    row = reduced.take_last();
    cut();
  }

  void cut() {
    const bool by_rows = column.stride == 1 && column.size > 1 && row.stride != 1;
    const int64_t rows = std::max<int64_t>(row.size, 1);
    tile = by_rows ? std::min(column.size, kColumnsOfBlock)
                   : std::clamp<int64_t>(kRowsOfLine / rows, 1, std::max<int64_t>(column.size, 1));
    tile = std::max<int64_t>(tile, 1);
    tiles = (column.size + tile - 1) / tile;
    outer = kept.size();
    columns_total = outer * column.size;
    const int64_t elements = by_rows ? kElementsOfBlock : kRowsOfLine;
    part = std::clamp<int64_t>(elements / tile, 1, rows);
    parts = (row.size + part - 1) / part;
    const int64_t pieces = reduced.size() * parts;
    group = std::max<int64_t>(1, elements / (part * tile));
    if (outer * tiles >= kEnoughBlocks) group = std::max<int64_t>(pieces, 1);
    chunks = std::max<int64_t>(1, (pieces + group - 1) / group);
  }
  int64_t pieces() const { return reduced.size() * parts; }
};

// One block: the totals of one tile over one chunk.
void run_block(const Plan& p, const ReduceKernel& kernel, const std::byte* x, int64_t item,
               const std::byte* numbers, std::byte* totals, int64_t block) {
  const int64_t blocks = p.outer * p.tiles, chunk = block / blocks, rest = block % blocks;
  const int64_t o = rest / p.tiles, first = rest % p.tiles * p.tile;
  const int64_t columns = std::min(p.tile, p.column.size - first);
  const int64_t at = o * p.column.size + first;
  std::byte* total = totals + (chunk * p.columns_total + at) * kernel.bytes;
  const std::byte* number = numbers ? numbers + at * kernel.bytes : nullptr;
  const int64_t base = p.kept.offset(o) + first * p.column.stride;
  kernel.start(total, columns);
  const int64_t end = std::min(p.pieces(), (chunk + 1) * p.group);
  for (int64_t piece = chunk * p.group; piece < end; ++piece) {
    const int64_t row = piece % p.parts * p.part;
    const int64_t start = base + p.reduced.offset(piece / p.parts) + row * p.row.stride;
    kernel.add({x + start * item, columns, p.column.stride, std::min(p.part, p.row.size - row),
                p.row.stride},
               number, total);
  }
}

// The totals of every column, at the start of `totals`, which has room for every chunk.
void run_pass(const Plan& p, const ReduceKernel& kernel, const Operand& x, const std::byte* numbers,
              std::byte* totals) {
  const auto* data = static_cast<const std::byte*>(x.data);
  const int64_t item = itemsize(x.dtype()), blocks = p.outer * p.tiles * p.chunks;
  if (blocks == 0) return;
  const double each = 4.0 + 0.15 * static_cast<double>(x.size()) / static_cast<double>(blocks);
  parallel_for(blocks, each, [&](int64_t begin, int64_t end) {
    for (int64_t b = begin; b < end; ++b) run_block(p, kernel, data, item, numbers, totals, b);
  });
  for (int64_t chunk = 1; chunk < p.chunks; ++chunk) {
    kernel.join(totals, totals + chunk * p.columns_total * kernel.bytes, p.columns_total);
  }
}

const ReduceKernel& kernel_of(Reduce what, DType dtype) {
  return kernels().reduce->row[static_cast<int>(what)][static_cast<int>(dtype)];
}

// Calls f with a null pointer of the type that totals are kept in.
template <class F>
void with_total_type(Reduce what, DType dtype, F&& f) {
  const bool itself = what == Reduce::max || what == Reduce::min || what == Reduce::max_abs;
  if (itself && dtype != DType::b8) {
    dispatch(dtype, [&](auto v) { f(static_cast<decltype(v)*>(nullptr)); });
  } else if (itself || what == Reduce::any || what == Reduce::all) {
    f(static_cast<uint8_t*>(nullptr));
  } else if (is_float(dtype) && what != Reduce::count) {
    f(static_cast<double*>(nullptr));
  } else {
    f(static_cast<int64_t*>(nullptr));
  }
}

template <class A>
void finish(const A* totals, int64_t n, const Operand& out, const Attrs& attrs) {
  const int64_t flags = attrs.integer[1];
  const double divisor = attrs.number[0];
  dispatch(out.dtype(), [&](auto v) {
    using T = decltype(v);
    T* to = out.as<T>();
    for (int64_t i = 0; i < n; ++i) {
      if (flags == 0) {
        to[i] = static_cast<T>(totals[i]);
        continue;
      }
      double y = static_cast<double>(totals[i]);
      if (flags & kReduceDivide) y /= divisor;
      if (flags & kReduceRoot) y = std::sqrt(y);
      to[i] = static_cast<T>(y);
    }
  });
}

void simple(const Plan& plan, Reduce what, const Call& call) {
  const Operand& x = call.in[0];
  const ReduceKernel& kernel = kernel_of(what, x.dtype());
  Scratch totals(plan.columns_total * plan.chunks * kernel.bytes);
  run_pass(plan, kernel, x, nullptr, totals.data());
  with_total_type(what, x.dtype(), [&](auto* type) {
    finish(reinterpret_cast<decltype(type)>(totals.data()), plan.columns_total, call.out[0],
           call.attrs);
  });
}

// The squared distances from the mean of each column: two passes, so that nothing cancels.
void deviation(const Plan& plan, const Call& call) {
  const Operand& x = call.in[0];
  const int64_t n = plan.columns_total, room = n * plan.chunks * 8;
  Scratch first(room), second(room);
  run_pass(plan, kernel_of(Reduce::sum, x.dtype()), x, nullptr, first.data());
  double* means = reinterpret_cast<double*>(first.data());
  const double rows = static_cast<double>(x.size()) / static_cast<double>(std::max<int64_t>(n, 1));
  for (int64_t j = 0; j < n; ++j) means[j] /= rows;
  run_pass(plan, kernel_of(Reduce::deviation, x.dtype()), x, first.data(), second.data());
  finish(reinterpret_cast<const double*>(second.data()), n, call.out[0], call.attrs);
}

// log(sum(exp(x))), with the largest element taken out first.
void exp_sum(const Plan& plan, const Call& call) {
  const Operand& x = call.in[0];
  const int64_t n = plan.columns_total, room = n * plan.chunks * 8;
  Scratch first(room), numbers(n * 8), second(room);
  run_pass(plan, kernel_of(Reduce::max, x.dtype()), x, nullptr, first.data());
  double* most = reinterpret_cast<double*>(numbers.data());
  dispatch(x.dtype(), [&](auto v) {
    auto* from = reinterpret_cast<decltype(v)*>(first.data());
    for (int64_t j = 0; j < n; ++j) {
      most[j] = static_cast<double>(from[j]);
      if (std::isinf(most[j])) most[j] = 0;  // exp(inf) and exp(-inf) are right as they are
    }
  });
  run_pass(plan, kernel_of(Reduce::exp_sum, x.dtype()), x, numbers.data(), second.data());
  double* sums = reinterpret_cast<double*>(second.data());
  for (int64_t j = 0; j < n; ++j) sums[j] = most[j] + std::log(sums[j]);
  finish(sums, n, call.out[0], call.attrs);
}

}  // namespace

void reduce(const Call& call) {
  const Plan plan(*call.in[0].layout, call.attrs.list[0]);
  const Reduce what = static_cast<Reduce>(call.code);
  if (what == Reduce::deviation) return deviation(plan, call);
  if (what == Reduce::exp_sum) return exp_sum(plan, call);
  simple(plan, what, call);
}

void reduce_index(const Call& call) {
  const Operand& x = call.in[0];
  const int axis = static_cast<int>(call.attrs.integer[0]);
  const Axis row{x.shape()[axis], x.layout->strides[axis]};
  Axes kept;
  for (int i = 0; i < x.layout->dims(); ++i) {
    if (i != axis) kept.add({x.shape()[i], x.layout->strides[i]});
  }
  const ReduceKernel& kernel = kernel_of(static_cast<Reduce>(call.code), x.dtype());
  const auto find = kernels().reduce->find[static_cast<int>(x.dtype())];
  const int64_t item = itemsize(x.dtype());
  parallel_for(kept.size(), 10.0 + static_cast<double>(row.size), [&](int64_t begin, int64_t end) {
    for (int64_t o = begin; o < end; ++o) {
      const auto* line = static_cast<const std::byte*>(x.data) + kept.offset(o) * item;
      double best;  // room for any total
      kernel.start(&best, 1);
      kernel.add({line, 1, 0, row.size, row.stride}, nullptr, &best);
      call.out[0].as<int64_t>()[o] = find(line, row.size, row.stride, &best);
    }
  });
}

}  // namespace nnlite::cpu
