// Winograd's F(2x2, 3x3): transforms with a channel in every lane, and products of coefficients.
#include "nnlite/kernels/winograd.h"

#include "nnlite/kernels/tile.h"

namespace nnlite {
namespace {

constexpr int64_t kDepth = 256;  // channels that go through a panel together, at most

// ---- images -------------------------------------------------------------------------------------

// Squares of lanes x lanes; the last overlaps the one before it, so that none is cut.
template <class T>
void enter(int64_t channels, int64_t points, const void* x_, int64_t x_row, const int64_t* at,
           void* image_, int64_t width) {
  constexpr int kLanes = Simd<T>::kLanes;
  for (int64_t c = 0; c < channels; c += kLanes) {
    const T* x = static_cast<const T*>(x_) + c * x_row;
    T* image = static_cast<T*>(image_) + c;
    const int64_t count = least(kLanes, channels - c);
    for (int64_t p = 0; p < points && points < kLanes; ++p) {
      for (int64_t r = 0; r < count; ++r) image[at[p] * width + r] = x[r * x_row + p];
    }
    for (int64_t p = 0; p < points && points >= kLanes; p += kLanes) {
      const int64_t start = least(p, points - kLanes);
      Vector<T> square[kLanes] = {};
#pragma GCC unroll 16
      for (int r = 0; r < kLanes; ++r) {
        if (r < count) square[r] = load(x + r * x_row + start);
      }
      turn<T>(square);
#pragma GCC unroll 16
      for (int r = 0; r < kLanes; ++r) store(image + at[start + r] * width, square[r]);
    }
  }
}

template <class T>
void leave(int64_t channels, int64_t points, const void* image_, const int64_t* at, int64_t width,
           const void* bias_, void* y_, int64_t y_row) {
  constexpr int kLanes = Simd<T>::kLanes;
  const T* bias = static_cast<const T*>(bias_);
  for (int64_t c = 0; c < channels; c += kLanes) {
    const T* image = static_cast<const T*>(image_) + c;
    T* y = static_cast<T*>(y_) + c * y_row;
    const int64_t count = least(kLanes, channels - c);
    for (int64_t p = 0; p < points && points < kLanes; ++p) {
      for (int64_t r = 0; r < count; ++r) {
        y[r * y_row + p] = image[at[p] * width + r] + (bias ? bias[c + r] : T(0));
      }
    }
    for (int64_t p = 0; p < points && points >= kLanes; p += kLanes) {
      const int64_t start = least(p, points - kLanes);
      Vector<T> square[kLanes];
#pragma GCC unroll 16
      for (int r = 0; r < kLanes; ++r) square[r] = load(image + at[start + r] * width);
      turn<T>(square);
#pragma GCC unroll 16
      for (int r = 0; r < kLanes; ++r) {
        if (r < count) store(y + r * y_row + start, bias ? square[r] + bias[c + r] : square[r]);
      }
    }
  }
}

// ---- transforms ---------------------------------------------------------------------------------

// Calls f(first point of a tile in the image, its coefficients) for all tiles and vectors of
// channels.
template <class T, class Image, class Coefficients, class F>
void each_tile(const WinogradTiles& t, Image* image, Coefficients* coefficients, F f) {
  int64_t row = t.first / t.columns, column = t.first % t.columns;
  for (int64_t i = 0; i < t.count; ++i, coefficients += t.channels) {
    Image* tile = image + 2 * row * t.image_row + 2 * column * t.channels;
    for (int64_t k = 0; k < t.channels; k += Simd<T>::kLanes) f(tile + k, coefficients + k);
    if (++column < t.columns) continue;
    column = 0;
    ++row;
  }
}

template <class T>
void spread(const WinogradTiles& t, const void* image, void* coefficients) {
  using V = Vector<T>;
  each_tile<T>(t, static_cast<const T*>(image), static_cast<T*>(coefficients),
               [&](const T* x, T* to) {
                 V rows[4][4];  // Bt x
#pragma GCC unroll 4
                 for (int j = 0; j < 4; ++j) {
                   const T* column = x + j * t.channels;
                   const V a = load(column), b = load(column + t.image_row);
                   const V c = load(column + 2 * t.image_row), d = load(column + 3 * t.image_row);
                   rows[0][j] = a - c;
                   rows[1][j] = b + c;
                   rows[2][j] = c - b;
                   rows[3][j] = b - d;
                 }
#pragma GCC unroll 4
                 for (int i = 0; i < 4; ++i, to += 4 * t.step) {
                   store(to, rows[i][0] - rows[i][2]);
                   store(to + t.step, rows[i][1] + rows[i][2]);
                   store(to + 2 * t.step, rows[i][2] - rows[i][1]);
                   store(to + 3 * t.step, rows[i][1] - rows[i][3]);
                 }
               });
}

template <class T>
void spread_gradient(const WinogradTiles& t, const void* image, void* coefficients) {
  using V = Vector<T>;
  each_tile<T>(t, static_cast<const T*>(image), static_cast<T*>(coefficients),
               [&](const T* g, T* to) {
                 V rows[4][2];  // A g
#pragma GCC unroll 2
                 for (int j = 0; j < 2; ++j) {
                   const V a = load(g + j * t.channels);
                   const V b = load(g + t.image_row + j * t.channels);
                   rows[0][j] = a;
                   rows[1][j] = a + b;
                   rows[2][j] = a - b;
                   rows[3][j] = -b;
                 }
#pragma GCC unroll 4
                 for (int i = 0; i < 4; ++i, to += 4 * t.step) {
                   store(to, rows[i][0]);
                   store(to + t.step, rows[i][0] + rows[i][1]);
                   store(to + 2 * t.step, rows[i][0] - rows[i][1]);
                   store(to + 3 * t.step, -rows[i][1]);
                 }
               });
}

template <class T>
void collect(const WinogradTiles& t, const void* coefficients, void* image) {
  using V = Vector<T>;
  each_tile<T>(t, static_cast<T*>(image), static_cast<const T*>(coefficients),
               [&](T* y, const T* m) {
                 V rows[2][4];  // At m
#pragma GCC unroll 4
                 for (int j = 0; j < 4; ++j) {
                   const V a = load(m + j * t.step), b = load(m + (4 + j) * t.step);
                   const V c = load(m + (8 + j) * t.step), d = load(m + (12 + j) * t.step);
                   rows[0][j] = a + (b + c);
                   rows[1][j] = (b - c) - d;
                 }
#pragma GCC unroll 2
                 for (int i = 0; i < 2; ++i, y += t.image_row) {
                   store(y, rows[i][0] + (rows[i][1] + rows[i][2]));
                   store(y + t.channels, (rows[i][1] - rows[i][2]) - rows[i][3]);
                 }
               });
}

// to[4] = G x[3], and to[3] = Gt x[4]; G = [1 0 0; 1/2 1/2 1/2; 1/2 -1/2 1/2; 0 0 1].
template <class V>
void widen(const V* x, int64_t stride, V* to, int64_t to_stride) {
  const V ends = x[0] + x[2 * stride], middle = x[stride];
  to[0] = x[0];
  to[to_stride] = (ends + middle) / 2;
  to[2 * to_stride] = (ends - middle) / 2;
  to[3 * to_stride] = x[2 * stride];
}
template <class V>
void narrow(const V* x, int64_t stride, V* to, int64_t to_stride) {
  const V sum = (x[stride] + x[2 * stride]) / 2;
  to[0] = x[0] + sum;
  to[to_stride] = (x[stride] - x[2 * stride]) / 2;
  to[2 * to_stride] = sum + x[3 * stride];
}

template <class T>
void weight(int64_t rows, int64_t columns, const void* w_, int64_t row, int64_t column, bool turned,
            void* to_, int64_t step) {
  using V = Vector<T>;
  constexpr int kLanes = Simd<T>::kLanes, kColumns = Simd<T>::kTileColumns;
  for (int64_t c = 0; c < columns; c += kLanes) {
    const int64_t count = least(kLanes, columns - c);
    T* to = static_cast<T*>(to_) + c / kColumns * rows * kColumns + c % kColumns;
    for (int64_t r = 0; r < rows; ++r, to += kColumns) {
      const T* w = static_cast<const T*>(w_) + r * row + c * column;
      V taps[9] = {}, half[12], whole[kCoefficients];
      for (int64_t k = 0; k < count; ++k) {
        for (int i = 0; i < 9; ++i) taps[i][k] = w[k * column + (turned ? 8 - i : i)];
      }
      for (int j = 0; j < 3; ++j) widen(taps + j, 3, half + j, 3);
      for (int i = 0; i < 4; ++i) widen(half + 3 * i, 1, whole + 4 * i, 1);
      for (int i = 0; i < kCoefficients; ++i) store(to + i * step, whole[i]);
    }
  }
}

template <class T>
void weight_gradient(int64_t rows, int64_t width, const void* sums_, int64_t step, void* to_) {
  using V = Vector<T>;
  constexpr int kLanes = Simd<T>::kLanes, kColumns = Simd<T>::kTileColumns;
  for (int64_t c = 0; c < width; c += kLanes) {
    const T* sums = static_cast<const T*>(sums_) + c;
    T* to = static_cast<T*>(to_) + c / kColumns * rows * 9 * kColumns + c % kColumns;
    for (int64_t r = 0; r < rows; ++r, sums += width, to += 9 * kColumns) {
      V whole[kCoefficients], half[12], taps[9];
      for (int i = 0; i < kCoefficients; ++i) whole[i] = load(sums + i * step);
      for (int i = 0; i < 4; ++i) narrow(whole + 4 * i, 1, half + 3 * i, 1);
      for (int j = 0; j < 3; ++j) narrow(half + j, 3, taps + j, 3);
      for (int i = 0; i < 9; ++i) store(to + i * kColumns, taps[i]);
    }
  }
}

// ---- products -----------------------------------------------------------------------------------

template <class T>
void multiply(const WinogradProduct& p, const void* in_, const void* w_, void* out_) {
  constexpr int kColumns = Simd<T>::kTileColumns;
  for (int i = 0; i < kCoefficients; ++i) {
    const T* in = static_cast<const T*>(in_) + i * p.in_step;
    const T* w = static_cast<const T*>(w_) + i * p.w_step;
    T* out = static_cast<T*>(out_) + i * p.out_step;
    for (int64_t c = 0; c < p.out_width; c += kColumns, w += p.in * kColumns) {
      for (int64_t k = 0; k < p.in; k += kDepth) {
        run_panel<T>(p.tiles, least(kDepth, p.in - k), {in + k, p.in_width, 1},
                     {w + k * kColumns, kColumns, 1}, out + c, p.out_width,
                     least(kColumns, p.out_width - c), k > 0);
      }
    }
  }
}

template <class T>
void accumulate(const WinogradProduct& p, const void* in_, const void* g_, void* sums_) {
  constexpr int kColumns = Simd<T>::kTileColumns;
  for (int i = 0; i < kCoefficients; ++i) {
    const T* in = static_cast<const T*>(in_) + i * p.in_step;
    const T* g = static_cast<const T*>(g_) + i * p.out_step;
    T* sums = static_cast<T*>(sums_) + i * p.w_step;
    for (int64_t c = 0; c < p.out_width; c += kColumns) {
      run_panel<T>(p.in, p.tiles, {in, 1, p.in_width}, {g + c, p.out_width, 1}, sums + c,
                   p.out_width, least(kColumns, p.out_width - c), true);
    }
  }
}

}  // namespace

#define BOTH(f) {f<float>, f<double>}
extern const WinogradKernels NNLITE_TABLE(winograd) = {
    {Simd<float>::kLanes, Simd<double>::kLanes},
    {Simd<float>::kTileColumns, Simd<double>::kTileColumns},
    BOTH(enter),
    BOTH(leave),
    BOTH(spread),
    BOTH(spread_gradient),
    BOTH(collect),
    BOTH(weight),
    BOTH(weight_gradient),
    BOTH(multiply),
    BOTH(accumulate)};

}  // namespace nnlite
