// Copies, casts and sums of gradients.
#include "nnlite/core/copy.h"

#include "nnlite/core/emit.h"
#include "nnlite/core/execute.h"
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

// What a value is set to without history; no operation of its own.
constexpr Op kFill{.name = "fill", .primitive = Primitive::fill};

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
  copy_into(out, value);
  return out;
}

void copy_into(const Value& target, const Value& source) {
  const Value* const in = &source;
  const Value* const out = &target;
  execute(kClone, {&in, 1}, {&out, 1});
  target.storage->written();
}

void add_into(const Value& total, const Value& addend) {
  const Value* const in[] = {&total, &addend};
  execute(kAccumulate, in, {in, 1});
  total.storage->written();
}

void fill_into(const Value& value, double number) {
  Attrs attrs;
  attrs.number[0] = number;
  const Value* const out = &value;
  execute(kFill, {}, {&out, 1}, attrs);
  value.storage->written();
}

}  // namespace nnlite
