// Layers on pixels: checks, and their words.
#include "nnlite/nn/pixels.h"

#include "nnlite/nn/describe.h"

namespace nnlite::nn {

namespace {

std::string brief(const Shape& shape) { return shape.size() == 1 ? text(shape[0]) : text(shape); }

std::string windows(const PoolOptions& o) {
  Words words;
  words.add("kernel_size", brief(o.kernel_size)).add("dilation", brief(o.dilation));
  return words.add("padding", brief(o.padding)).add("stride", brief(o.stride)).text();
}

}  // namespace

Upsample::Upsample(const InterpolateOptions& o) : options(o) {
  if (o.size.empty() == o.scale_factor.empty()) {
    fail_value(kName, "give either size or scale_factor");
  }
}

std::string Upsample::size_repr() const {
  Words words;
  if (!options.size.empty()) {
    words.add("size", brief(options.size));
  } else if (options.scale_factor.size() == 1) {
    words.add("scale_factor", options.scale_factor[0]);
  } else {
    std::string list;
    for (double f : options.scale_factor) list += text(list.empty() ? "" : ", ", f);
    words.add("scale_factor", "(" + list + ")");
  }
  return words.text();
}

std::string Upsample::extra_repr() const {
  Words words;
  words.quoted("mode", options.mode);
  if (options.align_corners) words.add("align_corners", true);
  return size_repr() + ", " + words.text();
}

std::string PixelShuffle::extra_repr() const {
  return Words().add("upscale_factor", upscale_factor).text();
}
std::string PixelUnshuffle::extra_repr() const {
  return Words().add("downscale_factor", downscale_factor).text();
}
std::string ChannelShuffle::extra_repr() const { return Words().add("groups", groups).text(); }
std::string Unfold::extra_repr() const { return windows(options); }
std::string Fold::extra_repr() const {
  return Words().add("output_size", brief(output_size)).text() + ", " + windows(options);
}

}  // namespace nnlite::nn
