// Resampling: one linear operation and its adjoint, each the gradient of the other.
#include "nnlite/ops/resample.h"

#include <algorithm>
#include <cmath>

#include "nnlite/base/suggest.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

Tensor run(const Op& op, const Tensor& x, const Shape& shape, const Attrs& attrs) {
  const Tensor values = contiguous(x);
  return emit(op, {&values}, shape, x.dtype(), attrs);
}

extern const OpRow kAdjoint;

const OpRow kResample({.name = "resample",
                       .primitive = Primitive::resample,
                       .gradient =
                           [](Gradient& grad) {
                             grad.set(0, run(kAdjoint, grad.g(), grad.shape(0), grad.attrs()));
                           },
                       .doc = "Weighted sums of neighbours along axes."});

const OpRow kAdjoint({.name = "resample_gradient",
                      .primitive = Primitive::resample_gradient,
                      .gradient =
                          [](Gradient& grad) {
                            grad.set(0, run(kResample, grad.g(), grad.shape(0), grad.attrs()));
                          },
                      .doc = "The adjoint of resample."});

// ---- interpolation ------------------------------------------------------------------------------

constexpr const char* kInterpolate = "interpolate";

// What a mode means, and how many axes it is for (0: any).
struct Mode {
  std::string_view name;
  int axes;
  Resample kind, corners;
};
constexpr Mode kModes[] = {
    {"nearest", 0, Resample::nearest, Resample::nearest},
    {"nearest-exact", 0, Resample::nearest_exact, Resample::nearest_exact},
    {"linear", 1, Resample::linear, Resample::linear_corners},
    {"bilinear", 2, Resample::linear, Resample::linear_corners},
    {"trilinear", 3, Resample::linear, Resample::linear_corners},
    {"bicubic", 2, Resample::cubic, Resample::cubic_corners},
};

const Mode& mode_of(const std::string& name, int axes, bool align_corners) {
  const auto it = std::find_if(std::begin(kModes), std::end(kModes),
                               [&](const Mode& m) { return m.name == name; });
  if (it == std::end(kModes)) {
    std::string_view names[std::size(kModes)];
    std::transform(std::begin(kModes), std::end(kModes), names,
                   [](const Mode& m) { return m.name; });
    fail_value(kInterpolate, "unknown mode '", name, "'", suggestion(name, names));
  }
  if (it->axes && it->axes != axes) {
    fail_value(kInterpolate, "mode '", name, "' is for ", it->axes, " axes behind (N, C), not ",
               axes);
  }
  if (align_corners && it->kind == it->corners) {
    fail_value(kInterpolate, "align_corners is for linear and cubic modes, not for '", name, "'");
  }
  return *it;
}

Resample kind_of(const Mode& mode, const InterpolateOptions& o) {
  if (!o.antialias) return o.align_corners ? mode.corners : mode.kind;
  if (mode.name != "bilinear" && mode.name != "bicubic") {
    fail_value(kInterpolate, "antialias is for bilinear and bicubic, not for '", o.mode, "'");
  }
  if (o.align_corners) {
    fail_value(kInterpolate, "antialias takes pixels for squares; leave out align_corners");
  }
  return mode.kind == Resample::linear ? Resample::linear_smooth : Resample::cubic_smooth;
}

template <class List>
auto one_of(const List& list, int i) {
  return list[list.size() == 1 ? 0 : i];
}

template <class List>
void check_count(const List& list, const char* what, int axes) {
  if (list.size() != 0 && list.size() != 1 && list.size() != axes) {
    fail_value(kInterpolate, what, " has ", list.size(), " numbers; give one, or ", axes);
  }
}

// The new size of an axis, and the distance of its samples (0: as the sizes say).
std::pair<int64_t, double> stretched(const InterpolateOptions& o, int i, int64_t in) {
  if (!o.size.empty()) return {one_of(o.size, i), 0};
  const double factor = one_of(o.scale_factor, i), exact = static_cast<double>(in) * factor;
  if (!(factor > 0) || exact >= 0x1p40) {
    fail_value(kInterpolate, "scale_factor must be positive and within reason, not ", factor);
  }
  const bool by_size = o.recompute_scale_factor || exact == std::floor(exact);
  return {static_cast<int64_t>(std::floor(exact)), by_size ? 0 : 1 / factor};
}

// ---- padding ------------------------------------------------------------------------------------

constexpr std::string_view kPaddings[] = {"constant", "reflect", "replicate", "circular"};

Resample padding_kind(const std::string& mode) {
  if (mode == "reflect") return Resample::reflect;
  if (mode == "replicate") return Resample::replicate;
  if (mode == "circular") return Resample::circular;
  fail_value("pad", "unknown mode '", mode, "'", suggestion(mode, kPaddings));
}

// How far a mode can go on an axis of `size`.
void check_reach(Resample kind, const std::string& mode, int64_t before, int64_t after,
                 int64_t size) {
  const int64_t most = kind == Resample::reflect    ? size - 1
                       : kind == Resample::circular ? size
                       : size > 0                   ? int64_t{1} << 40
                                                    : 0;
  if (std::max(before, after) > most) {
    fail_value("pad", "mode '", mode, "' cannot add ", std::max(before, after),
               " elements to an axis of ", size, "; at most ", most);
  }
}

}  // namespace

Tensor resample(const Tensor& x, Resample kind, const Shape& shape, const Attrs& attrs) {
  Attrs all = attrs;
  all.integer[3] = static_cast<int64_t>(kind);
  return run(kResample, x, shape, all);
}

Tensor interpolate(const Tensor& x, const InterpolateOptions& o) {
  if (!x.defined() || !is_float(x.dtype())) {
    fail_type(kInterpolate, "the input must be a float32 or float64 tensor");
  }
  const int axes = x.dims() - 2;
  if (axes < 1 || axes > 3) {
    fail_value(kInterpolate, "the input must be (N, C, L), (N, C, H, W) or (N, C, D, H, W), not ",
               "of shape ", x.shape());
  }
  if (o.size.empty() == o.scale_factor.empty()) {
    fail_value(kInterpolate, "give either size or scale_factor");
  }
  check_count(o.size, "size", axes);
  check_count(o.scale_factor, "scale_factor", axes);
  const Mode& mode = mode_of(o.mode, axes, o.align_corners);
  Attrs attrs;
  attrs.integer[0] = axes;
  Shape shape = x.shape();
  for (int i = 0; i < axes; ++i) {
    const auto [size, ratio] = stretched(o, i, x.shape()[2 + i]);
    attrs.number[3 - axes + i] = ratio;
    shape[2 + i] = size;
    if (size < 1 || x.shape()[2 + i] < 1) {
      fail_value(kInterpolate, "sizes must be positive: the input is ", x.shape(),
                 " and the result would have ", size, " along axis ", 2 + i);
    }
  }
  checked_numel(kInterpolate, shape);
  return resample(x, kind_of(mode, o), shape, attrs);
}

Tensor pad_with(const Tensor& x, const Shape& pads, const std::string& mode, double value) {
  if (mode == "constant") return pad(x, pads, value);
  const Resample kind = padding_kind(mode);
  const int axes = pads.size() / 2;
  if (!is_float(x.dtype())) {
    fail_type("pad", "mode '", mode, "' is for float32 and float64, not ", x.dtype());
  }
  if (pads.size() % 2 || axes < 1 || axes > 3 || axes > x.dims()) {
    fail_value("pad", "mode '", mode, "' needs pairs (before, after) for the last one to three of ",
               "the axes ", x.shape(), ", not ", pads);
  }
  Attrs attrs;
  attrs.integer[0] = axes;
  attrs.list[0] = Shape::filled(3, 0);
  Shape crop = Shape::filled(pads.size(), 0);
  for (int i = 0; i < pads.size(); ++i) crop[i] = std::min<int64_t>(pads[i], 0);
  const Tensor inner = crop == Shape::filled(pads.size(), 0) ? x : pad(x, crop);
  Shape shape = inner.shape();
  for (int k = 0; k < axes; ++k) {
    const int axis = x.dims() - 1 - k;
    const int64_t before = std::max<int64_t>(pads[2 * k], 0);
    const int64_t after = std::max<int64_t>(pads[2 * k + 1], 0);
    check_reach(kind, mode, before, after, shape[axis]);
    attrs.list[0][2 - k] = before;
    shape[axis] += before + after;
  }
  checked_numel("pad", shape);
  return resample(inner, kind, shape, attrs);
}

}  // namespace nnlite
