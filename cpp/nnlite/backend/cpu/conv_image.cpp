// The image of a convolution: how it is laid out, filled and written back.
#include "nnlite/backend/cpu/conv_image.h"

#include <cstring>
#include <utility>

#include "nnlite/backend/cpu/isa.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kImageBytes = 160 << 10;  // within the second-level cache, beside the weights

}  // namespace

ConvSizes::ConvSizes(const Layout& x, const Layout& w, const Layout& y, const Attrs& attrs) {
  batch = x.shape[0];
  groups = attrs.integer[0];
  in_channels = w.shape[1];
  out_channels = w.shape[0] / groups;
  const int axes = x.dims() - 2;
  for (int i = 0; i < 3; ++i) {
    const int axis = i - (3 - axes);  // of the spatial axes that there are
    const bool there = axis >= 0;
    in[i] = there ? x.shape[2 + axis] : 1;
    kernel[i] = there ? w.shape[2 + axis] : 1;
    out[i] = there ? y.shape[2 + axis] : 1;
    stride[i] = there ? attrs.list[0][axis] : 1;
    dilation[i] = there ? attrs.list[0][axes + axis] : 1;
    low[i] = there ? attrs.list[1][axis] : 0;
  }
}

ConvSizes ConvSizes::adjoint() const {
  ConvSizes turned = *this;
  std::swap(turned.in_channels, turned.out_channels);
  for (int i = 0; i < 3; ++i) {
    std::swap(turned.in[i], turned.out[i]);
    turned.low[i] = dilation[i] * (kernel[i] - 1) - low[i];
  }
  return turned;
}

ConvBlocks::ConvBlocks(const ConvSizes& s, int64_t channels, int64_t item, int64_t at_least)
    : all_planes_(s.out[0]), all_rows_(s.out[1]) {
  const auto bytes = [&](int64_t p, int64_t r) {
    return channels * s.reach(0, p) * s.reach(1, r) * (s.reach(2, s.out[2]) + s.stride[2]) * item;
  };
  planes = all_planes_;
  rows = all_rows_;
  const auto too_few = [&] {
    return parts(all_planes_, planes) * parts(all_rows_, rows) < at_least;
  };
  while (planes > 1 && (bytes(planes, rows) > kImageBytes || too_few())) planes = parts(planes, 2);
  while (rows > 1 && (bytes(planes, rows) > kImageBytes || too_few())) rows = parts(rows, 2);
  across = parts(all_rows_, rows);
  count = parts(all_planes_, planes) * across;
}

ConvBlocks::Block ConvBlocks::operator[](int64_t i) const {
  const int64_t plane = i / across * planes, row = i % across * rows;
  return {plane, std::min(planes, all_planes_ - plane), row, std::min(rows, all_rows_ - row)};
}

ConvImage::ConvImage(const ConvSizes& s, const ConvBlocks& blocks, int64_t channels, int64_t item)
    : sizes_(s),
      channels_(channels),
      item_(item),
      phase_(parts(s.reach(2, s.out[2]) + s.stride[2] - 1, s.stride[2])),
      row_(phase_ * s.stride[2]),
      plane_(row_ * s.reach(1, blocks.rows)),
      channel_(plane_ * s.reach(0, blocks.planes)),
      data_((channel_ * channels + kConvSlack) * item),
      offsets_(2 * channels * s.positions() * int64_t{sizeof(int64_t)}),
      runs_(blocks.planes * blocks.rows * int64_t{sizeof(ConvRun)}) {
  auto* by_channel = offsets_.as<int64_t>();
  auto* by_position = by_channel + channels * s.positions();
  for (int64_t c = 0; c < channels; ++c) {
    int64_t k = 0;
    for (int64_t d = 0; d < s.kernel[0]; ++d) {
      for (int64_t h = 0; h < s.kernel[1]; ++h) {
        for (int64_t w = 0; w < s.kernel[2]; ++w, ++k) {
          const int64_t at = c * channel_ + d * s.dilation[0] * plane_ + h * s.dilation[1] * row_ +
                             place(w * s.dilation[2]);
          by_channel[c * s.positions() + k] = by_position[k * channels + c] = at;
        }
      }
    }
  }
}

void ConvImage::place_runs(const ConvBlocks::Block& block) {
  if (block == block_) return;
  block_ = block;
  auto* run = runs_.as<ConvRun>();
  for (int64_t p = 0; p < block.planes; ++p) {
    for (int64_t r = 0; r < block.rows; ++r) {
      *run++ = {p * sizes_.stride[0] * plane_ + r * sizes_.stride[1] * row_, sizes_.out[2]};
    }
  }
}

ConvTile ConvImage::tile(bool by_position) const {
  ConvTile t{};
  t.channels = sizes_.out_channels;
  t.taps = channels_ * sizes_.positions();
  t.offset = offsets_.as<int64_t>() + (by_position ? t.taps : 0);
  t.channel = channel_;
  t.runs = runs_.as<ConvRun>();
  t.run_count = block_.planes * block_.rows;
  t.image = data_.data();
  t.out_row = sizes_.points();
  return t;
}

template <class F>
void ConvImage::each_rows(bool all, F&& f) const {
  const ConvSizes& s = sizes_;
  const int64_t planes = s.reach(0, block_.planes), rows = s.reach(1, block_.rows);
  const int64_t behind = block_.plane * s.stride[0] - s.low[0];  // of x, at the image's first
  const int64_t above = block_.row * s.stride[1] - s.low[1];
  const int64_t first = std::max<int64_t>(-above, 0), last = std::min(rows, s.in[1] - above);
  const int64_t cut = left() - s.low[2];  // columns of x that the padding takes away
  const int64_t columns =
      std::max<int64_t>(std::min(s.in[2] - cut, s.reach(2, s.out[2]) - left()), 0);
  for (int64_t c = 0; c < channels_; ++c) {
    for (int64_t p = std::max<int64_t>(-behind, 0); p < std::min(planes, s.in[0] - behind); ++p) {
      if (!all && !s.reads(0, p)) continue;
      for (int64_t r = first; r < std::min(first + s.stride[1], last); ++r) {
        if (!all && !s.reads(1, r)) continue;
        const int64_t count = parts(last - r, s.stride[1]);
        f(ConvRows{count, columns, s.in[2] * s.stride[1], row_ * s.stride[1], s.stride[2], phase_},
          ((c * s.in[0] + behind + p) * s.in[1] + above + r) * s.in[2] + cut,
          c * channel_ + p * plane_ + r * row_ + place(left()));
      }
    }
  }
}

void ConvImage::read(const ConvBlocks::Block& block, const std::byte* x) {
  if (!(block == block_)) {
    std::memset(data_.data(), 0, static_cast<size_t>(bytes()));  // what stands beside x
    place_runs(block);
  }
  const auto run = kernels().conv->read_rows[item_ == 8];
  each_rows(false, [&](const ConvRows& rows, int64_t from, int64_t to) {
    run(rows, x + from * item_, data_.data() + to * item_);
  });
}

void ConvImage::clear(const ConvBlocks::Block& block) {
  place_runs(block);
  std::memset(data_.data(), 0, static_cast<size_t>(bytes()));
}

void ConvImage::write(std::byte* x, bool add) const {
  const auto run = kernels().conv->write_rows[item_ == 8];
  each_rows(!add, [&](const ConvRows& rows, int64_t to, int64_t from) {
    run(rows, data_.data() + from * item_, x + to * item_, add);
  });
}

}  // namespace nnlite::cpu
