// Positions, made of operations.
#include "nnlite/nn/positions.h"

#include <cmath>

#include "nnlite/core/copy.h"
#include "nnlite/nn/describe.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/random.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

void check_base(const char* op, double base) {
  if (!(base > 0) || std::isinf(base)) fail_value(op, "base must be positive, not ", base);
}

// (length, pairs), float64: position / base^(i / pairs).
Tensor angles(int64_t length, int64_t pairs, double base, int64_t offset) {
  Tensor positions = reshape(arange(offset, offset + length, 1, kFloat64), {length, 1});
  const Tensor pair = arange(0, pairs, 1, kFloat64) / static_cast<double>(pairs);
  return positions * exp(pair * -std::log(base));
}

}  // namespace

Tensor rotary(const Tensor& x, double base, int64_t offset, bool interleaved) {
  check_base("rotary", base);
  if (!is_float(x.dtype())) fail_type("rotary", "the input is ", x.dtype(), ", not floats");
  if (x.dims() < 2 || x.shape().back() % 2 != 0) {
    fail_value("rotary", "the input has shape ", x.shape(),
               "; it must be (..., length, features) with an even number of features");
  }
  const int last = x.dims() - 1;
  const int64_t pairs = x.shape().back() / 2;
  const Tensor angle = angles(x.shape()[last - 1], pairs, base, offset);
  Tensor c = cast(cos(angle), x.dtype()), s = cast(sin(angle), x.dtype());
  if (!interleaved) {
    const Tensor a = narrow(x, last, 0, pairs), b = narrow(x, last, pairs, pairs);
    return concat({a * c - b * s, b * c + a * s}, last);
  }
  Shape split = x.shape();
  split[last] = pairs;
  split.push_back(2);
  const Tensor two = reshape(x, split);
  c = unsqueeze(c, 2), s = unsqueeze(s, 2);
  const Tensor a = narrow(two, last + 1, 0, 1), b = narrow(two, last + 1, 1, 1);
  return reshape(concat({a * c - b * s, b * c + a * s}, last + 1), x.shape());
}

Tensor sinusoidal_positions(int64_t length, int64_t features, double base, DType dtype) {
  check_base("sinusoidal_positions", base);
  if (length < 0 || features < 0 || features % 2 != 0) {
    fail_value("sinusoidal_positions", "length ", length, " and features ", features,
               " must be counts, the second an even one");
  }
  const Tensor angle = unsqueeze(angles(length, features / 2, base, 0), 2);
  return cast(reshape(concat({sin(angle), cos(angle)}, 2), {length, features}), dtype);
}

namespace nn {

RotaryEmbedding::RotaryEmbedding(int64_t d, double b, bool between)
    : dim(d), base(b), interleaved(between) {
  if (d < 2 || d % 2 != 0) fail_value(kName, "dim must be even and positive, not ", d);
  check_base(kName, b);
}

Tensor RotaryEmbedding::forward(const Tensor& x, int64_t offset) {
  if (x.dims() < 2 || x.shape().back() != dim) {
    fail_value(kName, "the input has shape ", x.shape(), "; it must be (..., length, ", dim, ")");
  }
  note();
  return rotary(x, base, offset, interleaved);
}

std::string RotaryEmbedding::extra_repr() const {
  return Words().add("dim", dim).add("base", base).add("interleaved", interleaved).text();
}

SinusoidalEncoding::SinusoidalEncoding(int64_t d, double p, bool first, double b)
    : d_model(d), dropout(p), base(b), batch_first(first) {
  if (d < 2 || d % 2 != 0) fail_value(kName, "d_model must be even and positive, not ", d);
  if (!(p >= 0 && p <= 1)) fail_value(kName, "dropout is a probability from 0 to 1, not ", p);
  check_base(kName, b);
}

Tensor SinusoidalEncoding::forward(const Tensor& x) {
  if (x.dims() < 2 || x.dims() > 3 || x.shape().back() != d_model || !is_float(x.dtype())) {
    fail_value(kName, "the input is ", x.dtype(), " of shape ", x.shape(), "; it must be floats, ",
               batch_first ? "(batch, length, " : "(length, batch, ", d_model, ") or (length, ",
               d_model, ")");
  }
  const bool between = x.dims() == 3 && !batch_first;
  const int64_t length = x.shape()[x.dims() == 3 && batch_first ? 1 : 0];
  Tensor positions = sinusoidal_positions(length, d_model, base, x.dtype());
  if (between) positions = unsqueeze(positions, 1);
  return nnlite::dropout(x + positions, dropout, training());
}

std::string SinusoidalEncoding::extra_repr() const {
  Words words;
  words.add("d_model", d_model).add("dropout", dropout).add("batch_first", batch_first);
  return words.add("base", base).text();
}

}  // namespace nn
}  // namespace nnlite
