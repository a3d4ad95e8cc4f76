// Convolutions as matrix products whose right side is never stored: a panel of output points is
// gathered from the image (or added to it) while it is in the first-level cache.
#include "nnlite/kernels/conv.h"

#include "nnlite/kernels/tile.h"

namespace nnlite {
namespace {

// Above so many channels a panel is read often enough to be worth its copy, which is aligned.
constexpr int64_t kDirectChannels = 32;

// The parts of runs that make up a panel of points.
struct Panel {
  ConvRun part[kConvColumns];
  int64_t parts = 0, columns = 0;
};

// Walks through the runs, a panel at a time.
class Panels {
 public:
  Panels(const ConvTile& t, int64_t columns)
      : run_(t.runs), end_(t.runs + t.run_count), columns_(columns) {}

  bool next(Panel& p) {
    p.parts = p.columns = 0;
    while (run_ != end_ && p.columns < columns_) {
      const int64_t count = least(run_->count - done_, columns_ - p.columns);
      p.part[p.parts++] = {run_->image + done_, count};
      p.columns += count;
      done_ += count;
      if (done_ < run_->count) continue;
      ++run_;
      done_ = 0;
    }
    return p.columns > 0;
  }

 private:
  const ConvRun* run_;
  const ConvRun* end_;
  int64_t columns_, done_ = 0;
};

// ---- rows of an image ---------------------------------------------------------------------------

// Calls move(element of a row, element of the image's row) for each column.
template <class T, class X, class Image, class Move>
void each_column(const ConvRows& r, X* x, Image* image, Move move) {
  if (r.stride == 1) {
#pragma GCC ivdep
    for (int64_t i = 0; i < r.columns; ++i) move(x[i], image[i]);
  } else if (r.stride == 2) {
    Image* odd = image + r.phase;
#pragma GCC ivdep
    for (int64_t i = 0; i < r.columns / 2; ++i) {
      move(x[2 * i], image[i]);
      move(x[2 * i + 1], odd[i]);
    }
    if (r.columns % 2) move(x[r.columns - 1], image[r.columns / 2]);
  } else {
    for (int64_t i = 0; i < r.columns; ++i)
      move(x[i], image[i % r.stride * r.phase + i / r.stride]);
  }
}

template <class T>
void read_rows(const ConvRows& r, const void* x_, void* image_) {
  const T* x = static_cast<const T*>(x_);
  T* image = static_cast<T*>(image_);
  for (int64_t i = 0; i < r.rows; ++i, x += r.x_row, image += r.image_row) {
    each_column<T>(r, x, image, [](const T& from, T& to) { to = from; });
  }
}

template <class T>
void write_rows(const ConvRows& r, const void* image_, void* x_, bool add) {
  const T* image = static_cast<const T*>(image_);
  T* x = static_cast<T*>(x_);
  for (int64_t i = 0; i < r.rows; ++i, x += r.x_row, image += r.image_row) {
    if (add)
      each_column<T>(r, x, image, [](T& to, const T& from) { to += from; });
    else
      each_column<T>(r, x, image, [](T& to, const T& from) { to = from; });
  }
}

// ---- forward ------------------------------------------------------------------------------------

// Rows of a panel: the elements that its points read through each tap. Every copy goes on to the
// end of a vector; what follows overwrites the excess.
template <class T>
void gather(const T* image, const int64_t* offset, int64_t taps, const Panel& p, T* panel) {
  constexpr int kLanes = Simd<T>::kLanes, kColumns = Simd<T>::kTileColumns;
  for (int64_t i = 0; i < taps; ++i, panel += kColumns) {
    const T* from = image + offset[i];
    T* to = panel;
    for (int64_t s = 0; s < p.parts; ++s) {
      const int64_t count = p.part[s].count;
      for (int64_t j = 0; j < count; j += kLanes) store(to + j, load(from + p.part[s].image + j));
      to += count;
    }
  }
}

// kRows channels of a whole panel whose points lie side by side: the image itself serves as panel.
template <class T, int kRows>
void run_direct(int64_t rows, int64_t taps, const Block<T>& a, const T* image,
                const int64_t* offset, T* c, int64_t c_row, bool add) {
  constexpr int kLanes = Simd<T>::kLanes;
  if (rows < kRows) {
    if constexpr (kRows > 1) {
      run_direct<T, kRows - 1>(rows, taps, a, image, offset, c, c_row, add);
    }
    return;
  }
  Vector<T> sums[kRows][2] = {};
  const T* x = a.data;
  for (int64_t p = 0; p < taps; ++p, x += a.column) {
    const T* y = image + offset[p];
    const Vector<T> right[2] = {load(y), load(y + kLanes)};
#pragma GCC unroll 8
    for (int i = 0; i < kRows; ++i) {
      const T left = x[i * a.row];
      for (int v = 0; v < 2; ++v) sums[i][v] += left * right[v];
    }
  }
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) {
    for (int v = 0; v < 2; ++v) {
      T* to = c + i * c_row + v * kLanes;
      store(to, add ? load(to) + sums[i][v] : sums[i][v]);
    }
  }
}

template <class T>
void forward(const ConvTile& t, const void* bias) {
  constexpr int kColumns = Simd<T>::kTileColumns;
  const int64_t depths = (t.taps + kConvDepth - 1) / kConvDepth;
  const int64_t depth = (t.taps + depths - 1) / depths;
  const T *image = static_cast<const T*>(t.image), *weight = static_cast<const T*>(t.weight);
  T *out = static_cast<T*>(t.out), *panel = static_cast<T*>(t.room);
  Panels panels(t, kColumns);
  for (Panel p; panels.next(p); out += p.columns) {
    const bool direct = p.parts == 1 && p.columns == kColumns && t.channels <= kDirectChannels;
    for (int64_t c = 0; c < t.channels && bias; ++c) {
      const T value = static_cast<const T*>(bias)[c];
      for (int64_t j = 0; j < p.columns; ++j) out[c * t.out_row + j] = value;
    }
    for (int64_t i = 0; i < t.taps; i += depth) {
      const int64_t count = least(depth, t.taps - i);
      if (direct) {
        for (int64_t r = 0; r < t.channels; r += kTileRows) {
          run_direct<T, kTileRows>(least(kTileRows, t.channels - r), count,
                                   {weight + r * t.taps + i, t.taps, 1}, image + p.part[0].image,
                                   t.offset + i, out + r * t.out_row, t.out_row, bias || i > 0);
        }
        continue;
      }
      gather<T>(image, t.offset + i, count, p, panel);
      run_panel<T>(t.channels, count, {weight + i, t.taps, 1}, {panel, kColumns, 1}, out, t.out_row,
                   p.columns, bias || i > 0);
    }
  }
}

// ---- the gradient of the input ------------------------------------------------------------------

template <class T>
using Lanes = decltype(Vector<T>() < Vector<T>());  // integers of the same width

template <class T>
Lanes<T> first_lanes(int64_t count) {
  Lanes<T> mask;
  for (int i = 0; i < Simd<T>::kLanes; ++i) mask[i] = i < count ? -1 : 0;
  return mask;
}

template <class T>
using Half = typename Simd<T>::Half;

// Adds a row of products to the image; lanes past the end of a part add nothing. Short parts go
// through half a vector: a whole one would read two that were just stored, and wait for them.
template <class T>
void scatter(const T* row, const Panel& p, const Lanes<T>* last, T* image) {
  constexpr int kLanes = Simd<T>::kLanes;
  for (int64_t s = 0; s < p.parts; ++s) {
    const int64_t count = p.part[s].count;
    T* to = image + p.part[s].image;
    int64_t j = 0;
    for (; j + kLanes <= count; j += kLanes) store(to + j, load(to + j) + load(row + j));
    if (count - j == kLanes / 2) {
      auto* half = reinterpret_cast<Half<T>*>(to + j);
      *half += *reinterpret_cast<const Half<T>*>(row + j);
    } else if (j < count) {
      const Vector<T> rest = last[s] ? load(row + j) : Vector<T>{};
      store(to + j, load(to + j) + rest);
    }
    row += count;
  }
}

template <class T>
void input_gradient(const ConvTile& t, int64_t group) {
  constexpr int kColumns = Simd<T>::kTileColumns, kLanes = Simd<T>::kLanes;
  const T* weight = static_cast<const T*>(t.weight);
  const T* out = static_cast<const T*>(t.out);
  T *image = static_cast<T*>(t.image), *panel = static_cast<T*>(t.room);
  T products[kTileRows * kColumns + kLanes];
  Lanes<T> last[kConvColumns];
  Panels panels(t, kColumns);
  for (Panel p; panels.next(p); out += p.columns) {
    const bool whole = p.parts == 1 && p.columns == kColumns;
    for (int64_t s = 0; s < p.parts; ++s) last[s] = first_lanes<T>(p.part[s].count % kLanes);
    for (int64_t c = 0; c < t.channels; ++c) {
      const T* from = out + c * t.out_row;
      for (int64_t j = 0; j < kColumns; ++j)
        panel[c * kColumns + j] = j < p.columns ? from[j] : T(0);
    }
    for (int64_t i = 0; i < t.taps; i += group) {
      const T* side = weight + i * t.channels;
      for (int64_t r = 0; r < group; r += kTileRows) {
        const int64_t rows = least(kTileRows, group - r);
        const Block<T> a{side + r, 1, group};
        if (whole) {  // the taps of a group lie evenly, one channel from the next
          T* to = image + t.offset[i + r] + p.part[0].image;
          run_panel<T>(rows, t.channels, a, {panel, kColumns, 1}, to, t.channel, kColumns, true);
          continue;
        }
        run_panel<T>(rows, t.channels, a, {panel, kColumns, 1}, products, kColumns, kColumns,
                     false);
        for (int64_t q = 0; q < rows; ++q) {
          scatter<T>(products + q * kColumns, p, last, image + t.offset[i + r + q]);
        }
      }
    }
  }
}

// ---- the gradient of the weight -----------------------------------------------------------------

// kRows taps by kVectors of channels, over all points.
template <class T, int kRows, int kVectors>
void run_taps(const ConvTile& t, const int64_t* offset, const T* panel, T* sums) {
  constexpr int kLanes = Simd<T>::kLanes, kColumns = Simd<T>::kTileColumns;
  Vector<T> total[kRows][kVectors];
  const T* x[kRows];
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) {
    x[i] = static_cast<const T*>(t.image) + offset[i];
    for (int v = 0; v < kVectors; ++v) total[i][v] = load(sums + i * kColumns + v * kLanes);
  }
  for (int64_t r = 0; r < t.run_count; ++r) {
    const int64_t begin = t.runs[r].image, end = begin + t.runs[r].count;
    for (int64_t j = begin; j < end; ++j, panel += kColumns) {
      Vector<T> right[kVectors];
      for (int v = 0; v < kVectors; ++v) right[v] = load(panel + v * kLanes);
#pragma GCC unroll 8
      for (int i = 0; i < kRows; ++i) {
        const T left = x[i][j];
        for (int v = 0; v < kVectors; ++v) total[i][v] += left * right[v];
      }
    }
  }
#pragma GCC unroll 8
  for (int i = 0; i < kRows; ++i) {
    for (int v = 0; v < kVectors; ++v) store(sums + i * kColumns + v * kLanes, total[i][v]);
  }
}

template <class T, int kRows>
void run_some_taps(int64_t rows, bool wide, const ConvTile& t, const int64_t* offset,
                   const T* panel, T* sums) {
  if (rows < kRows) {
    if constexpr (kRows > 1) run_some_taps<T, kRows - 1>(rows, wide, t, offset, panel, sums);
  } else if (wide) {
    run_taps<T, kRows, 2>(t, offset, panel, sums);
  } else {
    run_taps<T, kRows, 1>(t, offset, panel, sums);
  }
}

template <class T>
void weight_gradient(const ConvTile& t, int64_t points) {
  constexpr int kColumns = Simd<T>::kTileColumns, kLanes = Simd<T>::kLanes;
  for (int64_t c = 0; c < t.channels; c += kColumns) {
    const T* panel = static_cast<const T*>(t.out) + c * points;
    T* sums = static_cast<T*>(t.room) + c * t.taps;
    const bool wide = t.channels - c > kLanes;
    for (int64_t i = 0; i < t.taps; i += kTileRows) {
      run_some_taps<T, kTileRows>(least(kTileRows, t.taps - i), wide, t, t.offset + i, panel,
                                  sums + i * kColumns);
    }
  }
}

template <class T>
void turn_panels(int64_t channels, int64_t points, const void* out, int64_t out_row, void* panels) {
  constexpr int kColumns = Simd<T>::kTileColumns;
  for (int64_t c = 0; c < channels; c += kColumns) {
    const Block<T> b{static_cast<const T*>(out) + c * out_row, 1, out_row};
    pack_turned<T>(b, points, least(kColumns, channels - c), static_cast<T*>(panels) + c * points);
  }
}

}  // namespace

extern const ConvKernels NNLITE_TABLE(conv) = {
    {Simd<float>::kTileColumns, Simd<double>::kTileColumns},
    {forward<float>, forward<double>},
    {input_gradient<float>, input_gradient<double>},
    {weight_gradient<float>, weight_gradient<double>},
    {read_rows<float>, read_rows<double>},
    {write_rows<float>, write_rows<double>},
    {turn_panels<float>, turn_panels<double>}};

}  // namespace nnlite
