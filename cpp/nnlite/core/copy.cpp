// Copies, casts and sums of gradients.
#include "nnlite/core/copy.h"

#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/kernels/binary.h"

namespace nnlite {

namespace {

const OpRow kClone({.name = "clone",
                    .primitive = Primitive::copy,
                    .gradient = [](Gradient& grad) { grad.set(0, grad.g()); },
                    .doc = "A fresh contiguous tensor of the same values."});

const OpRow kCast({.name = "cast",
                   .primitive = Primitive::copy,
                   .gradient = [](Gradient& grad) { grad.set(0, grad.g()); },  // set() casts back
                   .doc = "The same values in another dtype; floats to integers towards zero."});

const OpRow kAccumulate({.name = "accumulate",
                         .primitive = Primitive::binary,
                         .code = static_cast<int>(Binary::add),
                         .gradient =
                             [](Gradient& grad) {
                               grad.set(0, grad.g());
                               grad.set(1, grad.g());
                             },
                         .doc = "The sum of two gradients."});

void run_one(Primitive primitive, int code, std::span<const Operand> in, const Operand& out,
             const Attrs& attrs = {}) {
  run({primitive, code, in, {&out, 1}, attrs});
}

Operand operand(const Value& value) { return {value.data(), &value.layout}; }

}  // namespace

Tensor clone(const Tensor& x) { return emit(kClone, {&x}, x.shape(), x.dtype()); }

Tensor contiguous(const Tensor& x) { return x.is_contiguous() ? x : clone(x); }

Tensor cast(const Tensor& x, DType dtype) {
  return x.dtype() == dtype ? x : emit(kCast, {&x}, x.shape(), dtype);
}

Tensor accumulate(const Tensor& a, const Tensor& b) {
  return emit(kAccumulate, {&a, &b}, a.shape(), a.dtype());
}

Value copy_of(const Value& value) {
  Value out = Value::empty(value.layout.shape, value.layout.dtype);
  const Operand in = operand(value);
  run_one(Primitive::copy, 0, {&in, 1}, operand(out));
  return out;
}

void add_into(Value& total, const Value& addend) {
  const Operand in[] = {operand(total), operand(addend)};
  run_one(Primitive::binary, static_cast<int>(Binary::add), in, in[0]);
  total.storage->written();
}

void fill_into(Value& value, double number) {
  Attrs attrs;
  attrs.number[0] = number;
  run_one(Primitive::fill, 0, {}, operand(value), attrs);
  value.storage->written();
}

}  // namespace nnlite
