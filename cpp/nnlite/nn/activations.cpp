// The rows of the activation layers, derived from those of the functions.
#include "nnlite/nn/activations.h"

#include "nnlite/nn/describe.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite::nn {

namespace {

namespace functions {
#define UNARY(name, kind, reads, value, gradient, doc) \
  [[maybe_unused]] constexpr ActivationRow name{       \
      "", #name, doc, 0, {}, {}, [](const Tensor& x, const double*) { return nnlite::name(x); }};
#define UNARY1(name, kind, reads, a, da, value, gradient, doc)              \
  [[maybe_unused]] constexpr ActivationRow name{                            \
      "", #name, doc, 1, {#a}, {da}, [](const Tensor& x, const double* p) { \
        return nnlite::name(x, p[0]);                                       \
      }};
#define UNARY2(name, kind, reads, a, da, b, db, value, gradient, doc)               \
  [[maybe_unused]] constexpr ActivationRow name{                                    \
      "", #name, doc, 2, {#a, #b}, {da, db}, [](const Tensor& x, const double* p) { \
        return nnlite::name(x, p[0], p[1]);                                         \
      }};
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2
}  // namespace functions

constexpr ActivationRow with_type(ActivationRow row, const char* type) {
  row.type = type;
  return row;
}

constexpr ActivationRow kRows[] = {
#define ACTIVATION(Type, function) with_type(functions::function, #Type),
#include "nnlite/nn/activations.def"
#undef ACTIVATION
};

}  // namespace

const ActivationRow& activation_row(ActivationKind kind) { return kRows[static_cast<int>(kind)]; }

Activation::Activation(const ActivationRow& row, std::optional<double> first,
                       std::optional<double> second)
    : row_(&row), parameters_{first.value_or(row.defaults[0]), second.value_or(row.defaults[1])} {
  const int given = second ? 2 : first ? 1 : 0;
  if (given > row.count) {
    fail_value(row.type, "it has ", row.count, " parameters, not ", given);
  }
}

std::string Activation::extra_repr() const {
  Words words;
  for (int i = 0; i < row_->count; ++i) words.add(row_->names[i], parameters_[i]);
  return words.text();
}

}  // namespace nnlite::nn
