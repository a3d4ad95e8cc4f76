// Matrix products: a grid of tiles that the shapes alone decide, taken by our threads. The inner
// dimension is never split, so the result does not depend on the number of threads.
#include <algorithm>
#include <cstring>
#include <type_traits>

#include "nnlite/backend/cpu/bf16.h"
#include "nnlite/backend/cpu/blas.h"
#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/matrix.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/gemm.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kTile = 512;         // larger tiles gain nothing, smaller ones pack too often
constexpr int64_t kSmallestTile = 64;  // of a product that is shared by several threads at all
constexpr double kWorthSharing = 2e6;  // multiplications and additions
constexpr double kThinSharing = 5e5;   // of thin products, which wait for memory
constexpr int64_t kFewTiles = 4;
constexpr double kCopyAbove = 32768;  // multiplications above which odd strides are copied away
constexpr double kOperationsPerNanosecond = 100;
// Bytes between the columns of a that make a copy of its blocks pay: they would fall upon each
// other in the first-level cache while the panels of b pass by.
constexpr int64_t kFarColumns = 1024;
constexpr int64_t kManyColumns = 64;  // of b, for which the copy is used again
constexpr int64_t kThin = 4;          // rows below which dot products beat tiles
// Our own kernel is faster wherever it has vectors of this length (measured on Zen 4 against
// OpenBLAS 0.3.34, all sides from 32 to 4096); the library knows short ones better.
constexpr int kOwnFromBytes = 32;

bool fits(int64_t n) { return n < (int64_t{1} << 31); }

// Whether a library can read the matrix as it lies: one stride is 1, the other at least a row.
bool is_plain(const Matrix& x) {
  return (x.column == 1 || x.columns == 1) && (x.row >= x.columns || x.rows == 1) && fits(x.row);
}
bool is_turned(const Matrix& x) {
  return (x.row == 1 || x.rows == 1) && (x.column >= x.rows || x.columns == 1) && fits(x.column);
}

template <class T>
BlasMatrix<T> blas_matrix(const Matrix& x, const void* data) {
  const T* from = static_cast<const T*>(data);
  if (is_plain(x)) return {from, x.rows == 1 ? std::max<int64_t>(x.columns, 1) : x.row, false};
  return {from, x.columns == 1 ? std::max<int64_t>(x.rows, 1) : x.column, true};
}

// Memory for copies of a or b; none where it is short: the product is slower then, and the same.
struct Room {
  explicit Room(int64_t count) : bytes(static_cast<size_t>(count)) {
    try {
      if (bytes > 0) data = allocate(bytes);
    } catch (const OutOfMemory&) {
    }
  }
  ~Room() {
    if (data) deallocate(data, bytes);
  }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  size_t bytes;
  void* data = nullptr;
};

struct Grid {
  int64_t rows, columns;  // of a tile
  int64_t down, across;   // tiles
};

int64_t parts(int64_t n, int64_t tile) { return std::max<int64_t>(1, (n + tile - 1) / tile); }

// By the shape alone: tiles of at most kTile; a few of them where the product is worth sharing.
Grid grid_of(int64_t batch, int64_t m, int64_t n, int64_t k) {
  int64_t down = parts(m, kTile), across = parts(n, kTile);
  const double work = static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(k);
  const double worth = m < kThin ? kThinSharing : kWorthSharing;
  while (work > worth && batch * down * across < kFewTiles) {
    if (m / down >= n / across && m / (2 * down) >= kSmallestTile)
      down *= 2;
    else if (n / (2 * across) >= kSmallestTile)
      across *= 2;
    else
      break;
  }
  const auto size = [](int64_t whole, int64_t count) {
    const int64_t even = (whole + count - 1) / count;
    return count == 1 ? std::max<int64_t>(even, 1) : (even + kPanel - 1) / kPanel * kPanel;
  };
  Grid grid{size(m, down), size(n, across), 0, 0};
  grid.down = parts(m, grid.rows);
  grid.across = parts(n, grid.columns);
  return grid;
}

// c (batch, m, n) = a b + bias.
struct Job {
  Shape batch;
  Batch a, b;
  const Operand* bias = nullptr;  // (n,)
  std::byte* c = nullptr;
  DType dtype = DType::f32;
  int64_t m = 0, n = 0, k = 0;
  bool by_library = false;
  void (*rounding)(const Product&) = nullptr;  // computes tiles with factors as bfloat16, if given

  void run() const;
  bool shares_panels(const Grid& grid) const;
  void pack(std::byte* panels) const;
  void run_tile(const Grid& grid, int64_t index, const std::byte* panels) const;
  void start_with_bias(std::byte* to, int64_t rows, int64_t first, int64_t columns) const;
};

void Job::start_with_bias(std::byte* to, int64_t rows, int64_t first, int64_t columns) const {
  const int64_t item = itemsize(dtype);
  const auto* from = static_cast<const std::byte*>(bias->data);
  const int64_t stride = bias->layout->strides[0];
  if (stride != 1) {
    for (int64_t j = 0; j < columns; ++j) {
      std::memcpy(to + j * item, from + (first + j) * stride * item, static_cast<size_t>(item));
    }
    from = to;
  } else {
    from += first * item;
  }
  for (int64_t i = from == to ? 1 : 0; i < rows; ++i) {
    std::memcpy(to + i * n * item, from, static_cast<size_t>(columns * item));
  }
}

template <class T>
void library_product(const Product& p, const Matrix& a, const Matrix& b) {
  blas_product(p.m, p.n, p.k, blas_matrix<T>(a, p.a), blas_matrix<T>(b, p.b), static_cast<T*>(p.c),
               p.c_row, p.add);
}

// Whether tiles below each other read the same columns of b, so that these are packed once for all.
bool Job::shares_panels(const Grid& grid) const {
  return grid.down > 1 && n >= kPanel && batch.size() == 0 && is_float(dtype) && !by_library;
}

void Job::pack(std::byte* panels) const {
  const int64_t item = itemsize(dtype);
  const Matrix& right = b.matrix;
  const auto kernel = kernels().gemm->pack[dtype == DType::f64];
  parallel_for(parts(n, kPanel), 0.2 * static_cast<double>(k * kPanel),
               [&](int64_t i, int64_t end) {
                 Product p{};
                 p.n = std::min(end * kPanel, n) - i * kPanel;
                 p.k = k;
                 p.b = right.data + i * kPanel * right.column * item;
                 p.b_row = right.row;
                 p.b_column = right.column;
                 kernel(p, panels + i * kPanel * k * item);
               });
}

void Job::run_tile(const Grid& grid, int64_t index, const std::byte* panels) const {
  const int64_t item = itemsize(dtype), tiles = grid.down * grid.across;
  const int64_t matrix = index / tiles, tile = index % tiles;
  const int64_t i = tile / grid.across * grid.rows, j = tile % grid.across * grid.columns;
  const Matrix &left = a.matrix, &right = b.matrix;
  Product p{std::min(grid.rows, m - i),
            std::min(grid.columns, n - j),
            k,
            left.data + (a.offset(batch, matrix) + i * left.row) * item,
            left.row,
            left.column,
            right.data + (b.offset(batch, matrix) + j * right.column) * item,
            right.row,
            right.column,
            c + ((matrix * m + i) * n + j) * item,
            n,
            false,
            m < kThin,
            nullptr};
  if (bias && is_float(dtype) && !by_library && bias->layout->strides[0] == 1) {
    p.bias = static_cast<const std::byte*>(bias->data) + j * item;
  } else if (bias) {
    start_with_bias(static_cast<std::byte*>(p.c), p.m, j, p.n);
    p.add = true;
  }
  if (panels) {
    p.packed = true;
    p.b = panels + j * k * item;
  }
  if (rounding && k > 0) {
    const Scratch room(bf16_room(p.m) * int64_t{sizeof(float)});
    p.room = room.data();
    rounding(p);
  } else if (!by_library || k == 0) {
    const bool far = left.row == 1 && left.column * item >= kFarColumns && p.n >= kManyColumns &&
                     p.m >= kThin && is_float(dtype);
    const Room room(far ? product_room(p.m) * item : 0);
    p.room = room.data;
    kernels().gemm->product[static_cast<int>(dtype)](p);
  } else if (dtype == DType::f32) {
    library_product<float>(p, left, right);
  } else {
    library_product<double>(p, left, right);
  }
}

void Job::run() const {
  const int64_t count = numel(batch);
  if (count * m * n == 0) return;
  const Grid grid = grid_of(count, m, n, k);
  const double each = 50.0 + 2.0 * static_cast<double>(grid.rows) *
                                 static_cast<double>(grid.columns) * static_cast<double>(k) /
                                 kOperationsPerNanosecond;
  const int64_t tiles = count * grid.down * grid.across;
  if (by_library) prepare_blas(static_cast<int>(std::min<int64_t>(tiles, get_num_threads())));
  const Room panels(!rounding && shares_panels(grid) ? panel_room(k, n) * itemsize(dtype) : 0);
  auto* packed = static_cast<std::byte*>(panels.data);
  if (packed) pack(packed);
  parallel_for(tiles, each, [&](int64_t begin, int64_t end) {
    for (int64_t t = begin; t < end; ++t) run_tile(grid, t, packed);
  });
}

// Runs the job; operands that a library cannot read are copied first where that pays.
void run_job(Job& job, Batch (*again)(const Operand&, const Shape&, bool), const Operand& a,
             bool turn_a, const Operand& b, bool turn_b) {
  job.m = job.a.matrix.rows;
  job.k = job.a.matrix.columns;
  job.n = job.b.matrix.columns;
  const auto readable = [](const Matrix& x) { return is_plain(x) || is_turned(x); };
  const bool ok_a = readable(job.a.matrix), ok_b = readable(job.b.matrix);
  const bool sizes = fits(job.m) && fits(job.n) && fits(job.k);
  const bool library = !job.rounding && has_blas() && is_float(job.dtype) && sizes &&
                       kernels().gemm->vector_bytes < kOwnFromBytes;
  if (!library || (ok_a && ok_b)) {
    job.by_library = library;
    return job.run();
  }
  const double work =
      static_cast<double>(job.m) * static_cast<double>(job.n) * static_cast<double>(job.k);
  if (work < kCopyAbove) return job.run();
  job.by_library = true;
  const bool keep_batch = again == batch_of;
  if (!ok_a) {
    const Ordered copy(a, keep_batch);
    job.a = again(copy.operand(), job.batch, turn_a);
    if (ok_b) return job.run();
    const Ordered other(b, keep_batch);
    job.b = again(other.operand(), job.batch, turn_b);
    return job.run();
  }
  const Ordered copy(b, keep_batch);
  job.b = again(copy.operand(), job.batch, turn_b);
  job.run();
}

Batch folded(const Operand& x, const Shape&, bool transposed) {
  Batch out;
  rows_of(x, out.matrix);
  if (transposed) out.matrix.transpose();
  return out;
}

// Folds x into rows and calls f with it, copied where its axes do not lie evenly.
template <class F>
void with_rows(const Operand& x, F&& f) {
  Matrix m;
  if (rows_of(x, m)) return f(x);
  const Ordered copy(x, false);
  f(copy.operand());
}

// Calls f with both factors; with rounded copies where the call asks for bfloat16 and the processor
// has no instructions for it.
template <class F>
void with_factors(const Call& call, bool keep_batch, F&& f) {
  const Operand &a = call.in[0], &b = call.in[1];
  if (!call.attrs.integer[2] || bf16_product()) return f(a, b);
  const Ordered left(a, keep_batch), right(b, keep_batch);
  left.round_to_bf16();
  right.round_to_bf16();
  f(left.operand(), right.operand());
}

Job job_of(const Call& call) {
  Job job;
  job.dtype = call.out[0].dtype();
  job.c = call.out[0].as<std::byte>();
  if (call.attrs.integer[2]) job.rounding = bf16_product();
  return job;
}

}  // namespace

void matmul(const Call& call) {
  const Operand& out = call.out[0];
  const bool turn_a = call.attrs.integer[0] != 0, turn_b = call.attrs.integer[1] != 0;
  Job job = job_of(call);
  job.batch = Shape(out.shape().span().first(static_cast<size_t>(out.layout->dims() - 2)));
  with_factors(call, true, [&](const Operand& a, const Operand& b) {
    job.a = batch_of(a, job.batch, turn_a);
    job.b = batch_of(b, job.batch, turn_b);
    run_job(job, batch_of, a, turn_a, b, turn_b);
  });
}

void rows_matmul(const Call& call) {
  const bool turn_a = call.attrs.integer[0] != 0, turn_b = call.attrs.integer[1] != 0;
  Job job = job_of(call);
  if (call.in.size() > 2) job.bias = &call.in[2];
  with_factors(call, false, [&](const Operand& left, const Operand& right) {
    with_rows(left, [&](const Operand& a) {
      with_rows(right, [&](const Operand& b) {
        job.a = folded(a, {}, turn_a);
        job.b = folded(b, {}, turn_b);
        run_job(job, folded, a, turn_a, b, turn_b);
      });
    });
  });
}

}  // namespace nnlite::cpu
