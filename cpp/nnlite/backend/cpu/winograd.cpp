// Winograd's convolution: which sizes suit it, blocks of tiles, and the memory of each task.
#include "nnlite/backend/cpu/winograd.h"

#include <cstring>

#include "nnlite/backend/cpu/conv_work.h"
#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/winograd.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kFewChannels = 12;              // below which lanes stay empty
constexpr int64_t kSmallImage = 16;               // outputs that tiles are not worth
constexpr int64_t kImageBytes = 256 << 10;        // of a block
constexpr int64_t kCoefficientBytes = 256 << 10;  // of a run of tiles
constexpr int64_t kFewTilesOfRun = 16;            // that weights are worth reading for
constexpr int64_t kTilesOfSum = 64;               // that a weight gradient adds at once
constexpr int64_t kTilesOfChunk = 128;            // that a sum of a weight gradient is made for
constexpr int64_t kApart = 16;                    // elements that keep coefficients off each other

// One image (the channels of a group of an example) and how it is cut: blocks of rows of tiles,
// whose images are made at once, and runs of tiles, whose coefficients are.
struct Tiling {
  // From h x w points of `in` channels, padded by `low`, to out_h x out_w of `out`. A run `joins`
  // several small blocks, or is at most one.
  Tiling(int64_t in, int64_t out, const int64_t* size, const int64_t* out_size, const int64_t* low_,
         int64_t item_, int64_t at_least, bool joins = false)
      : in_channels(in),
        out_channels(out),
        item(item_),
        lanes(kernels().winograd->lanes[item == 8]) {
    for (int i = 0; i < 2; ++i) {
      points[i] = size[i];
      out_points[i] = out_size[i];
      low[i] = low_[i];
      tiles[i] = parts(out_size[i], 2);
    }
    const auto bytes = [&] {  // of the images
      return (2 * rows + 2) * in_row() * (in_width() + out_width()) * item;
    };
    rows = tiles[0];
    while (rows > 1 && (bytes() > kImageBytes || parts(tiles[0], rows) < at_least)) {
      rows = parts(rows, 2);
    }
    blocks = parts(tiles[0], rows);
    const int64_t each = kCoefficients * (in_width() + out_width()) * item;
    const int64_t fit = std::max(kCoefficientBytes / each, joins ? kTilesOfSum : kFewTilesOfRun);
    run = fit < block_tiles() ? fit / 8 * 8 : (joins ? fit / block_tiles() : 1) * block_tiles();
  }
  int64_t whole(int64_t channels) const { return parts(channels, lanes) * lanes; }
  int64_t in_width() const { return whole(in_channels); }
  int64_t out_width() const { return whole(out_channels); }
  int64_t in_row() const { return 2 * tiles[1] + 2; }  // points of an image's row
  int64_t out_row() const { return 2 * tiles[1]; }
  int64_t block_tiles() const { return rows * tiles[1]; }
  // Elements from a coefficient to the next.
  int64_t in_step() const { return run * in_width() + kApart; }
  int64_t out_step() const { return run * out_width() + kApart; }

  int64_t in_channels, out_channels, item, lanes;
  int64_t points[2], out_points[2], low[2], tiles[2];
  int64_t rows, blocks;  // rows of tiles of a block
  int64_t run;           // tiles
};

// The places of points in an image whose rows are longer than theirs.
class Places {
 public:
  Places(int64_t rows, int64_t columns, int64_t image_row)
      : memory_(rows * columns * int64_t{sizeof(int64_t)}) {
    auto* at = memory_.as<int64_t>();
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t c = 0; c < columns; ++c) *at++ = r * image_row + c;
    }
  }
  const int64_t* data() const { return memory_.as<int64_t>(); }

 private:
  Scratch memory_;
};

// A block of tiles at work: its images, and the coefficients of a run.
class Block {
 public:
  explicit Block(const Tiling& tiling)
      : t_(tiling),
        in_places_(std::min(2 * t_.rows + 2, t_.points[0]), t_.points[1], t_.in_row()),
        out_places_(2 * t_.rows, t_.out_points[1], t_.out_row()),
        in_image_((2 * t_.rows + 2) * t_.in_row() * t_.in_width() * t_.item),
        out_image_(2 * t_.rows * t_.out_row() * t_.out_width() * t_.item),
        in_(kCoefficients * t_.in_step() * t_.item),
        out_(kCoefficients * t_.out_step() * t_.item) {
    clear(in_image_, 0, 2 * t_.rows + 2, t_.in_row() * t_.in_width());
    clear(out_image_, 0, 2 * t_.rows, t_.out_row() * t_.out_width());
  }

  // Begins block `index` of an image.
  void begin(int64_t index) {
    first_ = index * t_.rows;
    rows_ = std::min(t_.rows, t_.tiles[0] - first_);
  }
  // What the block's tiles read of x.
  void read(const std::byte* x) {
    const int64_t above = 2 * first_ - t_.low[0];  // row of x at the image's first
    const int64_t first = std::max<int64_t>(above, 0), width = t_.in_width();
    const int64_t last = std::min(t_.points[0], above + 2 * rows_ + 2), row = t_.in_row() * width;
    clear(in_image_, 0, first - above, row);
    clear(in_image_, last - above, above + 2 * rows_ + 2 - last, row);
    k().enter[type()](
        t_.in_channels, (last - first) * t_.points[1], x + first * t_.points[1] * t_.item,
        t_.points[0] * t_.points[1], in_places_.data(),
        in_image_.data() + ((first - above) * row + t_.low[1] * width) * t_.item, width);
  }
  // The block of a gradient g like the output.
  void read_gradient(const std::byte* g) {
    const int64_t rows = out_rows(), width = t_.out_width();
    clear(out_image_, rows, 2 * rows_ - rows, t_.out_row() * width);
    k().enter[type()](t_.out_channels, rows * t_.out_points[1], g + first_out(),
                      t_.out_points[0] * t_.out_points[1], out_places_.data(), out_image_.data(),
                      width);
  }
  // y from what was read, and transformed weights.
  void write(const std::byte* weight, int64_t w_step, const std::byte* bias, std::byte* y) {
    each_run([&](const WinogradTiles& in, const WinogradTiles& out) {
      k().spread[type()](in, in_image_.data(), in_.data());
      k().multiply[type()](product(in.count, w_step), in_.data(), weight, out_.data());
      k().collect[type()](out, out_.data(), out_image_.data());
    });
    k().leave[type()](t_.out_channels, out_rows() * t_.out_points[1], out_image_.data(),
                      out_places_.data(), t_.out_width(), bias, y + first_out(),
                      t_.out_points[0] * t_.out_points[1]);
  }
  // Adds the products of both that were read to the gradient's sums: now, if they are the `last`
  // ones, or when no room is left for others.
  void add_to(std::byte* sums, int64_t step, bool last) {
    each_run([&](const WinogradTiles& in, const WinogradTiles& out) {
      k().spread[type()](in, in_image_.data(), in_.data() + held_ * t_.in_width() * t_.item);
      k().spread_gradient[type()](out, out_image_.data(),
                                  out_.data() + held_ * t_.out_width() * t_.item);
      held_ += in.count;
      if (!last && held_ + t_.block_tiles() <= t_.run) return;
      k().accumulate[type()](product(held_, step), in_.data(), out_.data(), sums);
      held_ = 0;
    });
  }

 private:
  // Zeros in rows of an image; the columns beside x are never written.
  void clear(const Scratch& image, int64_t first, int64_t rows, int64_t row) const {
    std::memset(image.data() + first * row * t_.item, 0, static_cast<size_t>(rows * row * t_.item));
  }
  int64_t out_rows() const { return std::min(2 * rows_, t_.out_points[0] - 2 * first_); }
  int64_t first_out() const { return 2 * first_ * t_.out_points[1] * t_.item; }
  template <class F>
  void each_run(F f) const {
    const int64_t all = rows_ * t_.tiles[1], columns = t_.tiles[1];
    for (int64_t first = 0; first < all; first += t_.run) {
      const int64_t count = std::min(t_.run, all - first);
      f({first, count, columns, t_.in_width(), t_.in_row() * t_.in_width(), t_.in_step()},
        {first, count, columns, t_.out_width(), t_.out_row() * t_.out_width(), t_.out_step()});
    }
  }
  WinogradProduct product(int64_t tiles, int64_t w_step) const {
    return {tiles,          t_.in_channels, t_.out_channels, t_.in_width(),
            t_.out_width(), t_.in_step(),   t_.out_step(),   w_step};
  }
  static const WinogradKernels& k() { return *kernels().winograd; }
  int type() const { return t_.item == 8; }

  const Tiling& t_;
  Places in_places_, out_places_;
  Scratch in_image_, out_image_, in_, out_;
  int64_t first_ = 0, rows_ = 0, held_ = 0;
};

// Transformed weights: of each group, from a tiling's input to its output channels.
class Weights {
 public:
  Weights(const ConvSizes& s, const Tiling& t, const Operand& w, bool backwards)
      : step_(panels(t) * t.in_channels + kApart),
        group_(kCoefficients * step_ * t.item),
        memory_(s.groups * group_) {
    const int64_t size = s.out_channels * s.taps() * t.item;
    const auto run = kernels().winograd->weight[t.item == 8];
    for (int64_t g = 0; g < s.groups; ++g) {
      run(t.in_channels, t.out_channels, w.as<std::byte>() + g * size, backwards ? s.taps() : 9,
          backwards ? 9 : s.taps(), backwards, memory_.data() + g * group_, step_);
    }
  }
  const std::byte* of(int64_t group) const { return memory_.data() + group * group_; }
  int64_t step() const { return step_; }

 private:
  static int64_t panels(const Tiling& t) {
    const int64_t columns = kernels().winograd->columns[t.item == 8];
    return parts(t.out_channels, columns) * columns;
  }
  int64_t step_, group_;
  Scratch memory_;
};

// y = x * w for every image, or its adjoint.
void run(const ConvSizes& s, const Tiling& t, const Operand& x, const Weights& w,
         const Operand* bias, const Operand& y) {
  const int64_t in = t.in_channels * t.points[0] * t.points[1] * t.item;
  const int64_t out = t.out_channels * t.out_points[0] * t.out_points[1] * t.item;
  const double each = work_of(s) / static_cast<double>(t.blocks);
  parallel_for(s.batch * s.groups * t.blocks, nanoseconds(each), [&](int64_t i, int64_t end) {
    Block block(t);
    for (; i < end; ++i) {
      const int64_t image = i / t.blocks, group = image % s.groups;
      block.begin(i % t.blocks);
      block.read(x.as<std::byte>() + image * in);
      block.write(w.of(group), w.step(),
                  bias ? bias->as<std::byte>() + group * t.out_channels * t.item : nullptr,
                  y.as<std::byte>() + image * out);
    }
  });
}

Tiling forward_tiling(const ConvSizes& s, int64_t item, bool joins) {
  return {s.in_channels, s.out_channels, s.in + 1, s.out + 1, s.low + 1, item, cuts(s), joins};
}

}  // namespace

bool suits_winograd(const ConvSizes& s) {
  bool ok = s.kernel[0] == 1 && s.in[0] == 1 && s.out[0] == 1;
  for (int i = 1; i < 3; ++i) {
    const int64_t high = s.out[i] + 2 - s.in[i] - s.low[i];
    ok = ok && s.kernel[i] == 3 && s.stride[i] == 1 && s.dilation[i] == 1;
    ok = ok && s.low[i] >= 0 && s.low[i] <= 2 && high >= 0 && high <= 2;
  }
  return ok && s.in_channels >= kFewChannels && s.out_channels >= kFewChannels &&
         s.points() >= kSmallImage;
}

void winograd(const ConvSizes& s, const Call& call) {
  const Tiling t = forward_tiling(s, itemsize(call.out[0].dtype()), false);
  const Weights w(s, t, call.in[1], false);
  run(s, t, call.in[0], w, call.in.size() > 2 ? &call.in[2] : nullptr, call.out[0]);
}

void winograd_input_gradient(const ConvSizes& s, const Call& call) {
  const int64_t low[2] = {2 - s.low[1], 2 - s.low[2]};
  const Tiling t(s.out_channels, s.in_channels, s.out + 1, s.in + 1, low,
                 itemsize(call.out[0].dtype()), cuts(s));
  const Weights w(s, t, call.in[1], true);
  run(s, t, call.in[0], w, nullptr, call.out[0]);
}

void winograd_weight_gradient(const ConvSizes& s, const Call& call) {
  const Operand &x = call.in[0], &g = call.in[1];
  const int64_t item = itemsize(x.dtype());
  const Tiling t = forward_tiling(s, item, true);
  const WinogradKernels& k = *kernels().winograd;
  const int64_t columns = k.columns[item == 8];
  const int64_t size = parts(s.out_channels, columns) * columns * s.taps();
  const int64_t units = s.batch * t.blocks;
  const int64_t chunk =
      std::max(chunk_of(units, s.groups * size * item), parts(kTilesOfChunk, t.block_tiles()));
  const int64_t chunks = parts(units, chunk), step = s.in_channels * t.out_width() + kApart;
  const Scratch sums(chunks * s.groups * size * item);
  const double work = work_of(s) * static_cast<double>(chunk) / static_cast<double>(t.blocks);
  parallel_for(chunks * s.groups, nanoseconds(work), [&](int64_t i, int64_t end) {
    Block block(t);
    const Scratch room(kCoefficients * step * item);
    for (; i < end; ++i) {
      const int64_t group = i % s.groups, last = std::min(units, (i / s.groups + 1) * chunk);
      std::memset(room.data(), 0, static_cast<size_t>(kCoefficients * step * item));
      for (int64_t u = i / s.groups * chunk; u < last; ++u) {
        const int64_t image = u / t.blocks * s.groups + group;
        block.begin(u % t.blocks);
        block.read(x.as<std::byte>() + image * s.in_channels * s.in_points() * item);
        block.read_gradient(g.as<std::byte>() + image * s.out_channels * s.points() * item);
        block.add_to(room.data(), step, u + 1 == last);
      }
      k.weight_gradient[item == 8](s.in_channels, t.out_width(), room.data(), step,
                                   sums.data() + i * size * item);
    }
  });
  add_chunks(s, sums, chunks, size, columns, call.out[0]);
}

}  // namespace nnlite::cpu
