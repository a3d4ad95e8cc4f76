// emit: runs an operation whose arguments were checked at the door, and records it.
#pragma once

#include <initializer_list>
#include <span>

#include "nnlite/core/record.h"

namespace nnlite {

// Operands of emit, by address: emit(kAdd, {&a, &b}, shape, dtype).
class Inputs {
 public:
  // Lives as long as the call it is an argument of, like the list itself.
  Inputs(std::initializer_list<const Tensor*> list) : size_(list.size()) { data_ = list.begin(); }
  Inputs(std::span<const Tensor* const> list) : data_(list.data()), size_(list.size()) {}
  const Tensor* const* begin() const { return data_; }
  const Tensor* const* end() const { return data_ + size_; }
  const Tensor& operator[](size_t i) const { return *data_[i]; }
  size_t size() const { return size_; }

 private:
  const Tensor* const* data_;
  size_t size_;
};
using Outputs = SmallVector<Tensor, 2>;

// One fresh contiguous output.
Tensor emit(const Op& op, Inputs inputs, const Shape& shape, DType dtype, const Attrs& attrs = {});

// Several outputs. Each is given by its layout (contiguous).
Outputs emit_many(const Op& op, Inputs inputs, std::span<const Layout> outputs,
                  const Attrs& attrs = {});

// A view: another layout over the memory of `base`. Nothing runs.
Tensor emit_view(const Op& op, const Tensor& base, const Layout& layout, int64_t offset,
                 const Attrs& attrs = {});

// In place: the call writes `target`, which is also inputs[0] wherever the operation reads it or
// the gradient must flow through it. Throws RuntimeError where a gradient would become wrong.
void emit_into(const Op& op, Tensor& target, Inputs inputs, const Attrs& attrs = {});

// In place on several targets, outside any graph: the steps of optimizers.
void emit_update(const Op& op, Inputs targets, Inputs inputs, const Attrs& attrs = {});

// Attaches a record to outputs that were computed otherwise (a user's own function).
void attach(const Op& op, Inputs inputs, std::span<Tensor> outputs, const Attrs& attrs,
            std::shared_ptr<void> payload);

// Whether an operation on these inputs would be recorded for a gradient.
bool is_tracked(Inputs inputs);

}  // namespace nnlite
