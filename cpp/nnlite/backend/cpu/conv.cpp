// Convolution and its two gradients: tiles of one example that the shapes alone decide, taken by
// our threads. Their inner loops are matrix products (kernels/conv.cpp).
#include <cstring>
#include <optional>
#include <utility>

#include "nnlite/backend/cpu/conv_work.h"
#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/winograd.h"
#include "nnlite/backend/threads.h"
#include "nnlite/kernels/thin_conv.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kChannelBlock = 64;  // channels whose gradient one task computes

bool is_thin(const ConvSizes& s) { return s.out_channels <= kThinChannels; }

}  // namespace

namespace {

// y = w * x + bias, if given; w as (group, output channel, taps).
void forward(const ConvSizes& s, const Operand& x, const std::byte* w, const Operand* bias,
             const Operand& y) {
  const int64_t item = itemsize(y.dtype());
  const auto& either = is_thin(s) ? kernels().thin_conv->forward : kernels().conv->forward;
  const auto run = either[item == 8];
  const ConvBlocks blocks(s, s.in_channels, item, cuts(s));
  const double each = work_of(s) / static_cast<double>(blocks.count);
  parallel_for(s.batch * s.groups * blocks.count, nanoseconds(each), [&](int64_t i, int64_t end) {
    ConvImage image(s, blocks, s.in_channels, item);
    const Scratch room((kConvDepth * kConvColumns + kConvSlack) * item);
    for (; i < end; ++i) {
      const int64_t whole = i / blocks.count, group = whole % s.groups;  // of example and group
      const auto block = blocks[i % blocks.count];
      const int64_t first = (block.plane * s.out[1] + block.row) * s.out[2];
      image.read(block, x.as<std::byte>() + whole * s.in_channels * s.in_points() * item);
      ConvTile t = image.tile(false);
      t.weight = w + group * s.out_channels * s.taps() * item;
      t.out = y.as<std::byte>() + (whole * s.out_channels * s.points() + first) * item;
      t.room = room.data();
      run(t, bias ? bias->as<std::byte>() + group * s.out_channels * item : nullptr);
    }
  });
}

}  // namespace

void conv(const Call& call) {
  const Operand &x = call.in[0], &w = call.in[1], &y = call.out[0];
  const ConvSizes s(*x.layout, *w.layout, *y.layout, call.attrs);
  if (y.size() == 0) return;
  if (suits_winograd(s)) return winograd(s, call);
  forward(s, x, w.as<std::byte>(), call.in.size() > 2 ? &call.in[2] : nullptr, y);
}

namespace {

// Channels of the input in blocks: each task has one and walks through the whole example.
struct ChannelBlocks {
  explicit ChannelBlocks(const ConvSizes& s) {
    const int64_t wanted = cuts(s);
    size = std::min(s.in_channels, kChannelBlock);
    while (size > 8 && parts(s.in_channels, size) < wanted) size = parts(size, 16) * 8;
    count = parts(s.in_channels, size);
  }
  int64_t size, count;
};

// w (k, c, positions) of each group as (group, block of c, positions, k, c within the block).
template <class T>
void turn_weight(const ConvSizes& s, const ChannelBlocks& blocks, const T* w, T* to) {
  const int64_t positions = s.positions(), taps = s.taps();
  for (int64_t g = 0; g < s.groups; ++g, w += s.out_channels * taps) {
    for (int64_t b = 0; b < s.in_channels; b += blocks.size) {
      const int64_t end = std::min(s.in_channels, b + blocks.size);
      for (int64_t p = 0; p < positions; ++p) {
        for (int64_t k = 0; k < s.out_channels; ++k) {
          for (int64_t c = b; c < end; ++c) *to++ = w[k * taps + c * positions + p];
        }
      }
    }
  }
}

// Without strides, the adjoint of a convolution is one, with the kernel from its end.
template <class T>
void forward_again(const ConvSizes& s, const Operand& g, const Operand& w, const Operand& dx) {
  const int64_t positions = s.positions();
  const Scratch turned(w.size() * int64_t{sizeof(T)});
  const T* from = w.as<T>();
  T* to = turned.as<T>();
  for (int64_t i = 0; i < s.groups; ++i, to += s.in_channels * s.out_channels * positions) {
    for (int64_t k = 0; k < s.out_channels; ++k) {
      for (int64_t c = 0; c < s.in_channels; ++c, from += positions) {
        std::reverse_copy(from, from + positions, to + (c * s.out_channels + k) * positions);
      }
    }
  }
  forward(s.adjoint(), g, turned.data(), nullptr, dx);
}

}  // namespace

void conv_input_gradient(const Call& call) {
  const Operand &g = call.in[0], &w = call.in[1], &dx = call.out[0];
  const ConvSizes s(*dx.layout, *w.layout, *g.layout, call.attrs);
  const int64_t item = itemsize(dx.dtype());
  if (dx.size() == 0) return;
  if (g.size() == 0) {
    std::memset(dx.data, 0, static_cast<size_t>(dx.size() * item));
    return;
  }
  if (suits_winograd(s)) return winograd_input_gradient(s, call);
  const auto run = kernels().conv->input_gradient[item == 8];
  const auto run_thin = kernels().thin_conv->input_gradient[item == 8];
  const bool thin = is_thin(s);
  if (thin && s.strides() == 1) {
    return item == 4 ? forward_again<float>(s, g, w, dx) : forward_again<double>(s, g, w, dx);
  }
  const ChannelBlocks channels(s);
  const ConvBlocks blocks(s, channels.size, item, 1);
  const Scratch turned(thin ? 0 : w.size() * item);
  if (!thin && item == 4) turn_weight(s, channels, w.as<float>(), turned.as<float>());
  if (!thin && item == 8) turn_weight(s, channels, w.as<double>(), turned.as<double>());
  const double each = work_of(s) / static_cast<double>(channels.count);
  parallel_for(s.batch * s.groups * channels.count, nanoseconds(each), [&](int64_t i, int64_t end) {
    const Scratch room(s.out_channels * kConvColumns * item);
    std::optional<ConvImage> made;
    for (int64_t had = 0; i < end; ++i) {
      const int64_t whole = i / channels.count, group = whole % s.groups;
      const int64_t c = i % channels.count * channels.size;
      const int64_t count = std::min(channels.size, s.in_channels - c);
      if (count != std::exchange(had, count)) made.emplace(s, blocks, count, item);
      ConvImage& image = *made;
      std::byte* to = dx.as<std::byte>() + (whole * s.in_channels + c) * s.in_points() * item;
      const bool covers = blocks.count == 1 && s.covers_input();
      if (!covers) std::memset(to, 0, static_cast<size_t>(count * s.in_points() * item));
      for (int64_t b = 0; b < blocks.count; ++b) {
        const auto block = blocks[b];
        const int64_t first = (block.plane * s.out[1] + block.row) * s.out[2];
        image.clear(block);
        ConvTile t = image.tile(!thin);
        t.out = g.as<std::byte>() + (whole * s.out_channels * s.points() + first) * item;
        if (thin) {
          const int64_t at = group * s.out_channels * s.taps() + c * s.positions();
          t.weight = w.as<std::byte>() + at * item;
          run_thin(t, s.taps());
        } else {
          const int64_t at = (group * s.in_channels + c) * s.out_channels * s.positions();
          t.weight = turned.data() + at * item;
          t.room = room.data();
          run(t, count);
        }
        image.write(to, !covers);
      }
    }
  });
}

namespace {

template <class T>
void add_typed(const ConvSizes& s, T* sums, int64_t chunks, int64_t size, int64_t columns, T* dw) {
  const int64_t taps = s.taps(), rows = s.groups * s.out_channels, all = s.groups * size;
  parallel_for(all, 0.2 * static_cast<double>(chunks), [&](int64_t begin, int64_t end) {
    for (int64_t c = 1; c < chunks; ++c) {
      const T* from = sums + c * all;
      for (int64_t i = begin; i < end; ++i) sums[i] += from[i];
    }
  });
  parallel_for(rows, static_cast<double>(taps), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      const int64_t g = row / s.out_channels, k = row % s.out_channels;
      const T* from = sums + g * size + k / columns * columns * taps + k % columns;
      for (int64_t i = 0; i < taps; ++i) dw[row * taps + i] = from[i * columns];
    }
  });
}

}  // namespace

void add_chunks(const ConvSizes& s, const Scratch& sums, int64_t chunks, int64_t size,
                int64_t columns, const Operand& dw) {
  if (dw.dtype() == DType::f32)
    add_typed(s, sums.as<float>(), chunks, size, columns, dw.as<float>());
  else
    add_typed(s, sums.as<double>(), chunks, size, columns, dw.as<double>());
}

void conv_weight_gradient(const Call& call) {
  const Operand &x = call.in[0], &g = call.in[1], &dw = call.out[0];
  const ConvSizes s(*x.layout, *dw.layout, *g.layout, call.attrs);
  const int64_t item = itemsize(dw.dtype());
  if (dw.size() == 0) return;
  if (g.size() == 0) {
    std::memset(dw.data, 0, static_cast<size_t>(dw.size() * itemsize(dw.dtype())));
    return;
  }
  if (suits_winograd(s)) return winograd_weight_gradient(s, call);
  const ConvKernels& k = *kernels().conv;
  const bool thin = is_thin(s);
  const int64_t columns = thin ? 1 : k.columns[item == 8];
  const int64_t padded = parts(s.out_channels, columns) * columns;
  const ConvBlocks blocks(s, s.in_channels, item, cuts(s));
  const int64_t units = s.batch * blocks.count, size = padded * s.taps();
  const int64_t chunk = chunk_of(units, s.groups * size * item), chunks = parts(units, chunk);
  const Scratch sums(chunks * s.groups * size * item);
  const double each = work_of(s) * static_cast<double>(chunk) / static_cast<double>(blocks.count);
  parallel_for(chunks * s.groups, nanoseconds(each), [&](int64_t i, int64_t end) {
    ConvImage image(s, blocks, s.in_channels, item);
    const Scratch turned(padded * blocks.planes * blocks.rows * s.out[2] * item);
    for (; i < end; ++i) {
      const int64_t group = i % s.groups, last = std::min(units, (i / s.groups + 1) * chunk);
      std::byte* room = sums.data() + i * size * item;
      std::memset(room, 0, static_cast<size_t>(size * item));
      for (int64_t u = i / s.groups * chunk; u < last; ++u) {
        const int64_t whole = u / blocks.count * s.groups + group;
        const auto block = blocks[u % blocks.count];
        const int64_t first = (block.plane * s.out[1] + block.row) * s.out[2];
        image.read(block, x.as<std::byte>() + whole * s.in_channels * s.in_points() * item);
        std::byte* gradient =
            g.as<std::byte>() + (whole * s.out_channels * s.points() + first) * item;
        ConvTile t = image.tile(false);
        t.room = room;
        t.out = gradient;
        if (thin) {
          kernels().thin_conv->weight_gradient[item == 8](t);
          continue;
        }
        k.turn[item == 8](s.out_channels, image.points(), gradient, s.points(), turned.data());
        t.out = turned.data();
        k.weight_gradient[item == 8](t, image.points());
      }
    }
  });
  add_chunks(s, sums, chunks, size, columns, dw);
}

}  // namespace nnlite::cpu
