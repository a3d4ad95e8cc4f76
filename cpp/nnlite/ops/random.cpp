// Random tensors. The seed and the stream stand in the record, so that it can be run again.
#include "nnlite/ops/random.h"

#include <algorithm>

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/core/random.h"
#include "nnlite/core/scalar.h"

namespace nnlite {

namespace {

Attrs of_stream(uint64_t seed, uint64_t stream) {
  Attrs attrs;
  attrs.integer[0] = static_cast<int64_t>(seed);
  attrs.integer[1] = static_cast<int64_t>(stream);
  return attrs;
}

Attrs fresh_stream() { return of_stream(generator().seed(), next_stream()); }

const OpRow kRows[] = {
#define DISTRIBUTION(row, kind, doc_)                 \
  OpRow({.name = #row,                                \
         .primitive = Primitive::random,              \
         .code = static_cast<int>(Distribution::row), \
         .doc = doc_}),
#include "nnlite/kernels/distributions.def"
#undef DISTRIBUTION
};

const OpRow kPermutation({.name = "permutation",
                          .primitive = Primitive::permutation,
                          .doc = "The integers 0 .. n - 1 in random order."});

Tensor dropped(const Tensor& x, const Attrs& attrs);

const OpRow kDropout({.name = "dropout",
                      .primitive = Primitive::dropout,
                      .gradient =
                          [](Gradient& grad) {
                            grad.set(0, dropped(grad.g(), grad.attrs()));  // the same stream again
                          },
                      .doc = "0 with probability p, else x / (1 - p)."});

Tensor dropped(const Tensor& x, const Attrs& attrs) {
  const Tensor flat = contiguous(x);
  return emit(kDropout, {&flat}, x.shape(), x.dtype(), attrs);
}

Tensor draw(Distribution row, const Shape& shape, DType dtype, const Attrs& attrs) {
  const OpRow& op = kRows[static_cast<int>(row)];
  checked_numel(op.name, shape);
  return emit(op, {}, shape, dtype, attrs);
}

}  // namespace

Tensor draw_floats(Distribution row, const Shape& shape, DType dtype,
                   std::initializer_list<double> numbers) {
  const char* name = kRows[static_cast<int>(row)].name;
  if (!is_float(dtype)) fail_type(name, "gives float32 or float64, not ", dtype);
  Attrs attrs = fresh_stream();
  std::copy(numbers.begin(), numbers.end(), attrs.number);
  return draw(row, shape, dtype, attrs);
}

Tensor uniform(const Shape& shape, double low, double high, DType dtype) {
  if (!(low <= high)) fail_value("uniform", "low is ", low, ", above high, which is ", high);
  return draw_floats(Distribution::uniform, shape, dtype, {low, high});
}

Tensor normal(const Shape& shape, double mean, double std, DType dtype) {
  if (!(std >= 0)) fail_value("normal", "std is ", std, "; give 0 or more");
  return draw_floats(Distribution::normal, shape, dtype, {mean, std});
}

Tensor integers(int64_t low, int64_t high, const Shape& shape, DType dtype) {
  if (low >= high) fail_value("integers", "there are none from ", low, " to ", high, " - 1");
  if (!is_integer(dtype)) fail_type("integers", "gives int64, int32 or uint8, not ", dtype);
  if (!Scalar(low).fits(dtype) || !Scalar(high - 1).fits(dtype)) {
    fail_value("integers", low, " .. ", high - 1, " do not fit ", dtype);
  }
  Attrs attrs = fresh_stream();
  attrs.integer[2] = low;
  attrs.integer[3] = high;
  return draw(Distribution::integers, shape, dtype, attrs);
}

Tensor bernoulli(const Shape& shape, double p, DType dtype) {
  if (!(p >= 0 && p <= 1)) fail_value("bernoulli", "p is a probability from 0 to 1, not ", p);
  Attrs attrs = fresh_stream();
  attrs.number[0] = p;
  return draw(Distribution::bernoulli, shape, dtype, attrs);
}

Tensor permutation(int64_t n) { return permutation(n, generator().seed(), next_stream()); }

Tensor permutation(int64_t n, uint64_t seed, uint64_t stream) {
  if (n < 0) fail_value("permutation", "of ", n, " elements; give 0 or more");
  return emit(kPermutation, {}, {n}, kInt64, of_stream(seed, stream));
}

Tensor dropout(const Tensor& x, double p, bool training) {
  if (!(p >= 0 && p <= 1)) fail_value("dropout", "p is a probability from 0 to 1, not ", p);
  if (!is_float(x.dtype()))
    fail_type("dropout", "the input is ", x.dtype(), ", not a float tensor");
  if (!training || p == 0) return x;
  return dropout_of(x, p, generator().seed(), next_stream());
}

Tensor dropout_of(const Tensor& x, double p, uint64_t seed, uint64_t stream) {
  Attrs attrs = of_stream(seed, stream);
  attrs.number[0] = p;
  return dropped(x, attrs);
}

}  // namespace nnlite
