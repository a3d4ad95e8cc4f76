// Which inputs belong to an output along one axis, and with which weights.
#include "nnlite/backend/cpu/resample_map.h"

#include <cmath>
#include <utility>

namespace nnlite::cpu {

namespace {

// Inputs for each output, of axes that become smaller by more than 1.
double shrinkage(const Axis& axis, double ratio) {
  const double exact = static_cast<double>(axis.in) / static_cast<double>(axis.out);
  return std::max(ratio > 0 ? ratio : exact, 1.0);
}

// How far a smooth kernel reaches at its own scale.
double reach(Resample kind) { return kind == Resample::linear_smooth ? 1 : 2; }

// How many inputs an output may have.
int64_t most_taps(Resample kind, const Axis& axis, double ratio) {
  switch (kind) {
    case Resample::linear_smooth:
    case Resample::cubic_smooth: {
      const double taps = 2 * std::ceil(reach(kind) * shrinkage(axis, ratio)) + 1;
      return static_cast<int64_t>(std::min(taps, static_cast<double>(axis.in)));
    }
    case Resample::average:
      return std::min(axis.kernel, axis.in);
    case Resample::adaptive:
      return std::min(axis.in, axis.in / axis.out + 2);
    case Resample::linear:
    case Resample::linear_corners:
      return 2;
    case Resample::cubic:
    case Resample::cubic_corners:
      return 4;
    default:
      return 1;
  }
}

// Where the centre of output i stands among the inputs' centres.
double source(const Axis& axis, double ratio, int64_t i, bool corners) {
  const double in = static_cast<double>(axis.in), out = static_cast<double>(axis.out);
  const double at = static_cast<double>(i);
  if (corners) return axis.out > 1 ? at * (in - 1) / (out - 1) : 0;
  return (ratio > 0 ? ratio : in / out) * (at + 0.5) - 0.5;
}

int64_t nearest(const Axis& axis, double ratio, int64_t i, bool centred) {
  const int64_t last = axis.in - 1;
  if (ratio <= 0) {  // exact
    const int64_t at = centred ? (2 * i + 1) * axis.in / (2 * axis.out) : i * axis.in / axis.out;
    return std::min(at, last);
  }
  const double at = (static_cast<double>(i) + (centred ? 0.5 : 0.0)) * ratio;
  return std::min(static_cast<int64_t>(std::floor(at)), last);
}

template <class Add>
void average(const Axis& axis, const Attrs& attrs, int64_t i, Add add) {
  const int64_t first = axis.first(i), last = axis.last(i), start = axis.start(i);
  int64_t count = last - first;
  const auto divisor = static_cast<Divisor>(attrs.integer[1]);
  if (divisor == Divisor::padded && !axis.adaptive) {
    count = std::min(start + axis.kernel, axis.in + axis.padding) - start;
  }
  const double weight =
      divisor == Divisor::one && !axis.adaptive ? 1 : 1 / static_cast<double>(count);
  for (int64_t k = first; k < last; ++k) add(start + k, weight);
}

template <class Add>
void linear(const Axis& axis, double ratio, int64_t i, bool corners, Add add) {
  const double at = std::max(source(axis, ratio, i, corners), 0.0);
  const int64_t left = std::min(static_cast<int64_t>(at), axis.in - 1);
  const double share = std::min(at - static_cast<double>(left), 1.0);
  if (left + 1 >= axis.in || share == 0) return add(left, 1.0);
  add(left, 1 - share);
  add(left + 1, share);
}

// Keys 1981 with a = -3/4, at the distances 1 + t, t, 1 - t, 2 - t.
template <class Add>
void cubic(const Axis& axis, double ratio, int64_t i, bool corners, Add add) {
  constexpr double a = -0.75;
  const double at = source(axis, ratio, i, corners), floor = std::floor(at), t = at - floor;
  const auto near = [](double d) { return ((a + 2) * d - (a + 3)) * d * d + 1; };
  const auto far = [](double d) { return ((a * d - 5 * a) * d + 8 * a) * d - 4 * a; };
  const double weights[] = {far(1 + t), near(t), near(1 - t), far(2 - t)};
  for (int64_t k = 0; k < 4; ++k) {
    const int64_t column = static_cast<int64_t>(floor) + k - 1;
    add(std::clamp<int64_t>(column, 0, axis.in - 1), weights[k]);
  }
}

// The triangle, or Keys's cubic with a = -1/2.
double bell(Resample kind, double d) {
  if (kind == Resample::linear_smooth) return std::max(1 - d, 0.0);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

// The kernel around the centre of output i, stretched over the inputs that become one, cut at the
// edges and made to sum to 1.
template <class Add>
void smooth(Resample kind, const Axis& axis, double ratio, int64_t i, Add add) {
  const double width = shrinkage(axis, ratio), support = reach(kind) * width;
  const double centre = source(axis, ratio, i, false) + 0.5;
  const int64_t first = std::max<int64_t>(static_cast<int64_t>(centre - support + 0.5), 0);
  const int64_t last = std::min(static_cast<int64_t>(centre + support + 0.5), axis.in);
  const auto weight = [&](int64_t k) {
    return bell(kind, std::abs(static_cast<double>(k) + 0.5 - centre) / width);
  };
  double total = 0;
  for (int64_t k = first; k < last; ++k) total += weight(k);
  for (int64_t k = first; k < last; ++k) add(k, weight(k) / total);
}

int64_t repeated(Resample kind, int64_t at, int64_t n) {
  if (kind == Resample::replicate) return std::clamp<int64_t>(at, 0, n - 1);
  if (kind == Resample::circular) return (at % n + n) % n;
  if (n == 1) return 0;
  const int64_t period = 2 * (n - 1), inside = (at % period + period) % period;
  return std::min(inside, period - inside);
}

template <class Add>
void taps_of(Resample kind, const Axis& axis, const Attrs& attrs, int a, int64_t i, Add add) {
  const double ratio = attrs.number[a];
  switch (kind) {
    case Resample::average:
    case Resample::adaptive:
      return average(axis, attrs, i, add);
    case Resample::nearest:
    case Resample::nearest_exact:
      return add(nearest(axis, ratio, i, kind == Resample::nearest_exact), 1.0);
    case Resample::linear:
    case Resample::linear_corners:
      return linear(axis, ratio, i, kind == Resample::linear_corners, add);
    case Resample::cubic:
    case Resample::cubic_corners:
      return cubic(axis, ratio, i, kind == Resample::cubic_corners, add);
    case Resample::linear_smooth:
    case Resample::cubic_smooth:
      return smooth(kind, axis, ratio, i, add);
    case Resample::reflect:
    case Resample::replicate:
    case Resample::circular:
      return add(repeated(kind, i - attrs.list[0][a], axis.in), 1.0);
  }
}

constexpr int64_t kNumber = 8;  // bytes of an index, and at most of a weight

}  // namespace

template <class T>
ResampleMap<T>::ResampleMap(Resample kind, const Axis& axis, const Attrs& attrs, int a,
                            bool adjoint)
    : in(axis.in),
      out(axis.out),
      bound_(axis.out * most_taps(kind, axis, attrs.number[a])),
      offset_((std::max(axis.in, axis.out) + 2) * kNumber),
      column_(bound_ * kNumber),
      weight_(bound_ * kNumber) {
  fill(kind, axis, attrs, a);
  if (adjoint) transpose();
  if (!identity) find_steps();
}

template <class T>
void ResampleMap<T>::fill(Resample kind, const Axis& axis, const Attrs& attrs, int a) {
  int64_t *offset = offset_.as<int64_t>(), *column = column_.as<int64_t>(), k = 0;
  T* weight = weight_.as<T>();
  identity = in == out;
  for (int64_t i = 0; i < out; ++i) {
    offset[i] = k;
    taps_of(kind, axis, attrs, a, i, [&](int64_t from, double share) {
      identity = identity && k == i && from == i && share == 1;
      column[k] = from;
      weight[k++] = static_cast<T>(share);
    });
  }
  offset[out] = k;
}

template <class T>
void ResampleMap<T>::transpose() {
  const int64_t entries = offset()[out];
  Scratch columns(entries * kNumber), weights(entries * kNumber), offsets((in + 2) * kNumber);
  int64_t *next = offsets.as<int64_t>(), *to = columns.as<int64_t>();
  T* share = weights.as<T>();
  std::fill_n(next, in + 2, 0);
  for (int64_t k = 0; k < entries; ++k) ++next[column()[k] + 2];
  for (int64_t i = 0; i < in; ++i) next[i + 2] += next[i + 1];
  for (int64_t i = 0; i < out; ++i) {
    for (int64_t k = offset()[i]; k < offset()[i + 1]; ++k) {
      const int64_t place = next[column()[k] + 1]++;
      to[place] = i;
      share[place] = weight()[k];
    }
  }
  std::copy_n(next, in + 1, offset_.as<int64_t>());
  std::copy_n(to, entries, column_.as<int64_t>());
  std::copy_n(share, entries, weight_.as<T>());
  std::swap(in, out);
}

// The longest run of outputs from the middle on that are alike.
template <class T>
void ResampleMap<T>::find_steps() {
  if (out < 4) return;
  const int64_t* from = column();
  const int64_t middle = out / 2, k = offset()[middle];
  const int64_t count = offset()[middle + 1] - k;
  if (count == 0 || offset()[middle + 2] - offset()[middle + 1] != count) return;
  const int64_t stride = from[k + count] - from[k];
  if (stride < 1) return;
  const auto alike = [&](int64_t i) {
    const int64_t j = offset()[i];
    if (offset()[i + 1] - j != count) return false;
    for (int64_t t = 0; t < count; ++t) {
      if (from[j + t] != from[k] + (i - middle) * stride + t) return false;
      if (weight()[j + t] != weight()[k + t]) return false;
    }
    return true;
  };
  begin = end = middle;
  if (!alike(middle)) return;
  while (end < out && alike(end)) ++end;
  while (begin > 0 && alike(begin - 1)) --begin;
  start = from[offset()[begin]];
  step = stride;
  taps = count;
}

template class ResampleMap<float>;
template class ResampleMap<double>;

}  // namespace nnlite::cpu
