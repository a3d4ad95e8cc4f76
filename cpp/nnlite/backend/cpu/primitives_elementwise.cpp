// The elementwise primitives: each picks a kernel and hands it to the driver.
#include "nnlite/backend/cpu/elementwise.h"
#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/kernels/binary.h"
#include "nnlite/kernels/copy.h"
#include "nnlite/kernels/unary.h"

namespace nnlite::cpu {

namespace {

// What an element costs, in nanoseconds, where no row says better.
constexpr double kMove = 0.3, kArithmetic = 0.3, kFunction = 2;

int index(DType dtype) { return static_cast<int>(dtype); }

}  // namespace

void view(const Call&) {}

void fill(const Call& call) {
  const Operand& out = call.out[0];
  const double number = call.attrs.number[0];
  const Layout one(Shape{}, kFloat64);
  const Operand in{const_cast<double*>(&number), &one};
  elementwise(kernels().copy->cast[index(out.dtype())][index(kFloat64)], out, {&in, 1}, nullptr,
              kMove);
}

void copy(const Call& call) {
  const Operand &out = call.out[0], &in = call.in[0];
  elementwise(kernels().copy->cast[index(out.dtype())][index(in.dtype())], out, call.in, nullptr,
              kMove);
}

void unary(const Call& call) {
  const DType dtype = call.in[0].dtype();
  elementwise(kernels().unary->value[call.code][index(dtype)], call.out[0], call.in,
              call.attrs.number, kFunction);
}

void unary_gradient(const Call& call) {
  const DType dtype = call.in[0].dtype();
  elementwise(kernels().unary_gradient->gradient[call.code][index(dtype)], call.out[0], call.in,
              call.attrs.number, kFunction);
}

void binary(const Call& call) {
  const DType dtype = call.in[0].dtype();
  elementwise(kernels().binary->value[call.code][index(dtype)], call.out[0], call.in, nullptr,
              kArithmetic);
}

void where(const Call& call) {
  const DType dtype = call.out[0].dtype();
  elementwise(kernels().copy->where[index(dtype)], call.out[0], call.in, nullptr, kMove);
}

}  // namespace nnlite::cpu
