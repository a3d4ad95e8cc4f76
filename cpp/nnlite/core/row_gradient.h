// RowGradient: the gradient of a table, where a batch uses few of its rows: those rows alone, in
// memory that grows with the batch and not with the table.
//
// A leaf holds one where Variable::rows says which rows Variable::grad stands for. Both have a
// place for each index of the batch, so that a compiled step knows their sizes, whatever repeats.
#pragma once

#include <span>

#include "nnlite/core/record.h"

namespace nnlite {

struct RowGradient {
  Tensor rows;    // (n), int64: each row once, ascending; then -1
  Tensor values;  // (n, 1, D): their gradients; then 0. Three axes: no table's gradient has them

  bool defined() const { return rows.defined(); }
};

bool holds_rows(const Variable& variable);
// Of a leaf; undefined where it holds none.
RowGradient row_gradient(const Tensor& leaf);
void set_row_gradient(const Tensor& leaf, const RowGradient& gradient);
// The numbers of a leaf's gradient, whichever kind it is of; undefined where there is none.
Tensor gradient_numbers(const Tensor& leaf);

// How rows become a RowGradient: one that gets none, and whether each is divided by how often it
// occurs.
struct RowRules {
  int64_t padding = -1;
  bool by_frequency = false;
};
// The sum of parts: rows that may repeat, in any order (-1: none), with values of n D numbers each.
RowGradient merge_rows(std::span<const RowGradient> parts, const RowRules& rules = {});
// Adds the rows to a table.
void add_rows(const Value& table, const RowGradient& gradient);
// The table of which all other rows are 0.
Tensor table_of(const RowGradient& gradient, const Layout& table);

// What a user sees: the rows that have a gradient, in memory of their own.
struct SparseGradient {
  Tensor rows;    // (k), int64: ascending, each once
  Tensor values;  // (k, D)
  Shape shape;    // of the table, (V, D)

  bool defined() const { return rows.defined(); }
  Tensor to_dense() const;
};
// The gradient that backward() left in a leaf as rows (embedding with sparse = true); undefined
// where it left none.
SparseGradient sparse_grad(const Tensor& leaf);

}  // namespace nnlite
