// Gradients of tables as rows: sums of them, and the way to tables and to users.
#include "nnlite/core/row_gradient.h"

#include <algorithm>

#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/execute.h"

namespace nnlite {

namespace {

// What happens to values without history; no operations of their own.
constexpr Op kMerge{.name = "merge_rows", .primitive = Primitive::merge_rows};
constexpr Op kAdd{.name = "add_rows", .primitive = Primitive::add_rows};

Tensor view_of(const Tensor& t, const Shape& shape) {
  return Tensor(Value{t.value().storage, t.value().offset, Layout(shape, t.dtype())});
}

}  // namespace

bool holds_rows(const Variable& v) {
  return v.rows.defined() && v.grad.defined() && v.grad.dims() == 3;
}

RowGradient row_gradient(const Tensor& leaf) {
  const Ref<Variable>& v = leaf.variable();
  if (!v || !holds_rows(*v)) return {};
  if (Capture* capture = Capture::current()) {
    capture->touch_rows(v);
    capture->touch_gradient(v, Capture::Touch::read);
  }
  return {v->rows, v->grad};
}

void set_row_gradient(const Tensor& leaf, const RowGradient& gradient) {
  Tensor(leaf).set_grad({});
  leaf.variable()->rows = gradient.rows;
  leaf.variable()->grad = gradient.values;
}

Tensor gradient_numbers(const Tensor& leaf) {
  const RowGradient rows = row_gradient(leaf);
  return rows.defined() ? rows.values : leaf.grad();
}

RowGradient merge_rows(std::span<const RowGradient> parts, const RowRules& rules) {
  SmallVector<const Value*, 4> in;
  int64_t count = 0;
  for (const RowGradient& part : parts) {
    in.emplace_back(&part.rows.value());
    in.emplace_back(&part.values.value());
    count += part.rows.numel();
  }
  const Tensor& first = parts[0].values;
  const int64_t columns = first.shape()[first.dims() - 1];
  RowGradient out{Tensor::empty({count}, kInt64),
                  Tensor::empty({count, 1, columns}, first.dtype())};
  Attrs attrs;
  attrs.integer[0] = rules.padding;
  attrs.integer[2] = rules.by_frequency;
  const Value* const to[] = {&out.rows.value(), &out.values.value()};
  execute(kMerge, {in.data(), static_cast<size_t>(in.size())}, to, attrs);
  return out;
}

void add_rows(const Value& table, const RowGradient& gradient) {
  const Value* const in[] = {&gradient.rows.value(), &gradient.values.value()};
  const Value* const out = &table;
  execute(kAdd, in, {&out, 1});
  table.storage->written();
}

Tensor table_of(const RowGradient& gradient, const Layout& table) {
  Tensor out = Tensor::empty(table.shape, table.dtype);
  fill_into(out.value(), 0);
  add_rows(out.value(), gradient);
  return out;
}

Tensor SparseGradient::to_dense() const {
  return table_of({rows, values}, Layout(shape, values.dtype()));
}

SparseGradient sparse_grad(const Tensor& leaf) {
  const RowGradient g = row_gradient(leaf);
  if (!g.defined()) return {};
  check_not_captured("sparse_grad");
  const auto* begin = g.rows.data<int64_t>();
  const int64_t count = std::find(begin, begin + g.rows.numel(), -1) - begin;
  const Tensor rows = view_of(g.rows, {count}),
               values = view_of(g.values, {count, leaf.shape()[1]});
  return {Tensor(copy_of(rows.value())), Tensor(copy_of(values.value())), leaf.shape()};
}

}  // namespace nnlite
