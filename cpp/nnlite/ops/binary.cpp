// Operations and chain rules of kernels/binary.def: promotion, broadcasting, numbers beside
// tensors.
#include "nnlite/kernels/binary.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite {

namespace {

enum Kind { NUMBERS, FLOATS, BITS, COMPARISONS, LOGICAL };
enum Reads : uint16_t { NONE = 0, A = In0, B = In1, Y = Out0 };

using T = double;  // what constants of the rows become beside tensors

// The gradient of each operand: the row's, summed over the axes that were broadcast.
template <class RuleA, class RuleB>
void chain(Gradient& grad, unsigned reads_a, unsigned reads_b, RuleA&& rule_a, RuleB&& rule_b) {
  const unsigned reads = (grad.needs(0) ? reads_a : 0) | (grad.needs(1) ? reads_b : 0);
  const Tensor g = grad.g();
  const Tensor a = reads & A ? grad.in(0) : Tensor();
  const Tensor b = reads & B ? grad.in(1) : Tensor();
  const Tensor y = reads & Y ? grad.out() : Tensor();
  if (grad.needs(0)) grad.set(0, sum_to(rule_a(g, a, b, y), grad.shape(0)));
  if (grad.needs(1)) grad.set(1, sum_to(rule_b(g, a, b, y), grad.shape(1)));
}

#define RULE(gradient)                                                   \
  []([[maybe_unused]] const Tensor& g, [[maybe_unused]] const Tensor& a, \
     [[maybe_unused]] const Tensor& b,                                   \
     [[maybe_unused]] const Tensor& y) -> Tensor { return gradient; }
const OpRow kRows[] = {
#define BINARY(row, kind, value, reads_a, gradient_a, reads_b, gradient_b, doc_)                      \
  OpRow(                                                                                              \
      {.name = #row,                                                                                  \
       .primitive = Primitive::binary,                                                                \
       .code = static_cast<int>(Binary::row),                                                         \
       .saves = {(reads_a), (reads_b)},                                                               \
       .gradient =                                                                                    \
           kind == NUMBERS || kind == FLOATS                                                          \
               ? +[](Gradient&                                                                        \
                         grad) { chain(grad, reads_a, reads_b, RULE(gradient_a),                      \
                                       RULE(gradient_b)); } \
               : nullptr,                                                                             \
       .doc = doc_}),
#include "nnlite/kernels/binary.def"
#undef BINARY
};
constexpr Kind kKinds[] = {
#define BINARY(row, kind, ...) kind,
#include "nnlite/kernels/binary.def"
#undef BINARY
};

// What an operation on bools is by NumPy's rules.
Binary of_bools(Binary row) {
  switch (row) {
    case Binary::add:
    case Binary::maximum:
      return Binary::logical_or;
    case Binary::mul:
    case Binary::minimum:
      return Binary::logical_and;
    default:
      return row;
  }
}

DType common_dtype(const TensorLike& a, const TensorLike& b) {
  if (a.is_number()) return a.scalar.beside(b.tensor.dtype());
  if (b.is_number()) return b.scalar.beside(a.tensor.dtype());
  return promote(a.tensor.dtype(), b.tensor.dtype());
}

DType computing_dtype(const OpRow& op, Kind kind, const TensorLike& a, const TensorLike& b) {
  DType dtype = common_dtype(a, b);
  for (const TensorLike* operand : {&a, &b}) {
    if (!operand->is_number() || operand->scalar.fits(dtype)) continue;
    if (kind != COMPARISONS) {
      fail_value(op.name, operand->scalar, " does not fit ", dtype, "; cast the tensor first");
    }
    dtype = kInt64;
  }
  if (kind == FLOATS && !is_float(dtype)) return kFloat64;
  if (kind == LOGICAL) return kBool;
  if (kind == BITS && is_float(dtype)) fail_type(op.name, "not defined for ", dtype);
  return dtype;
}

Tensor operand(const TensorLike& x, DType dtype) {
  return x.is_number() ? x.scalar.tensor(dtype) : cast(x.tensor, dtype);
}

void check_negative_power(const TensorLike& b, DType dtype) {
  if (is_float(dtype) || !b.is_number() || b.scalar.real() >= 0) return;
  fail_value("pow", "integers to the negative power ", b.scalar,
             " are not integers; cast the tensor to a float dtype first");
}

// The row that runs, and its operands in one dtype.
struct Prepared {
  const OpRow& op;
  Kind kind;
  Tensor a, b;
};

Prepared prepare(Binary row, const TensorLike& a, const TensorLike& b) {
  const OpRow& asked = kRows[static_cast<int>(row)];
  if (a.is_number() && b.is_number()) fail_type(asked.name, "neither operand is a tensor");
  const DType dtype = computing_dtype(asked, kKinds[static_cast<int>(row)], a, b);
  if (row == Binary::pow) check_negative_power(b, dtype);
  if (dtype == kBool) row = of_bools(row);
  const Kind kind = kKinds[static_cast<int>(row)];
  if (dtype == kBool && kind == NUMBERS) {
    fail_type(asked.name, "not defined for bool; use logical_xor, or cast to a numeric dtype");
  }
  return {kRows[static_cast<int>(row)], kind, operand(a, dtype), operand(b, dtype)};
}

Tensor binary(Binary row, const TensorLike& a, const TensorLike& b) {
  const Prepared p = prepare(row, a, b);
  const Shape shape = broadcast(p.op.name, p.a.shape(), p.b.shape());
  const bool truth = p.kind == COMPARISONS || p.kind == LOGICAL;
  return emit(p.op, {&p.a, &p.b}, shape, truth ? kBool : p.a.dtype());
}

void binary_(Binary row, Tensor& x, const TensorLike& y) {
  const Prepared p = prepare(row, x, y);
  const DType wide = p.a.dtype();
  const bool loses = is_float(wide) && !is_float(x.dtype());
  if (loses || (!is_float(wide) && wide != x.dtype())) {
    fail_type(p.op.name, "the result is ", wide, " and does not fit in place into ", x.dtype(),
              "; write x = x ... instead");
  }
  if (!can_broadcast(p.b.shape(), x.shape())) {
    fail_value(p.op.name, "an operand of shape ", p.b.shape(), " does not broadcast in place to ",
               x.shape());
  }
  const Tensor other = cast(p.b, x.dtype());
  emit_into(p.op, x, {&x, &other});
}

const OpRow kWhere({.name = "where",
                    .primitive = Primitive::where,
                    .saves = {0, In0, In0},
                    .gradient =
                        [](Gradient& grad) {
                          const Tensor condition = grad.in(0), g = grad.g();
                          if (grad.needs(1)) {
                            grad.set(1, sum_to(where(condition, g, 0.0), grad.shape(1)));
                          }
                          if (grad.needs(2)) {
                            grad.set(2, sum_to(where(condition, 0.0, g), grad.shape(2)));
                          }
                        },
                    .doc = "a where the condition is true, else b."});

const OpRow kCopyInto({.name = "copy_",
                       .primitive = Primitive::copy,
                       .gradient =
                           [](Gradient& grad) { grad.set(0, sum_to(grad.g(), grad.shape(0))); },
                       .doc = "Writes one tensor into another."});

const OpRow kFill({.name = "fill_",
                   .primitive = Primitive::fill,
                   .doc = "Writes one number into every element."});

}  // namespace

#define BINARY(name, ...) \
  Tensor name(const TensorLike& a, const TensorLike& b) { return binary(Binary::name, a, b); }
#include "nnlite/kernels/binary.def"
#undef BINARY

Tensor where(const Tensor& condition, const TensorLike& a, const TensorLike& b) {
  if (condition.dtype() != kBool) {
    fail_type("where", "the condition is ", condition.dtype(), "; compare it first, e.g. x != 0");
  }
  DType dtype = kFloat32;
  if (!a.is_number() || !b.is_number())
    dtype = common_dtype(a, b);
  else if (!a.scalar.is_real() && !b.scalar.is_real())
    dtype = kInt64;
  const Tensor x = operand(a, dtype), y = operand(b, dtype);
  const Shape shape =
      broadcast("where", broadcast("where", condition.shape(), x.shape()), y.shape());
  return emit(kWhere, {&condition, &x, &y}, shape, dtype);
}

void add_(Tensor& x, const TensorLike& y) { binary_(Binary::add, x, y); }
void sub_(Tensor& x, const TensorLike& y) { binary_(Binary::sub, x, y); }
void mul_(Tensor& x, const TensorLike& y) { binary_(Binary::mul, x, y); }
void div_(Tensor& x, const TensorLike& y) { binary_(Binary::div, x, y); }

void fill_(Tensor& x, double number) {
  Attrs attrs;
  attrs.number[0] = number;
  emit_into(kFill, x, {}, attrs);
}

void copy_(Tensor& x, const Tensor& y) {
  if (!can_broadcast(y.shape(), x.shape())) {
    fail_value("copy_", "a tensor of shape ", y.shape(), " does not broadcast to ", x.shape());
  }
  emit_into(kCopyInto, x, {&y});
}

}  // namespace nnlite
