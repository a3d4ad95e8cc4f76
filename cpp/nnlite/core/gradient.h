// Gradient: what the chain rule of one record reads and writes.
#pragma once

#include <span>

#include "nnlite/core/record.h"
#include "nnlite/core/row_gradient.h"

namespace nnlite {

// Output i of a record as a tensor in the graph; its memory may be gone.
Tensor output_of(Record& record, int i);

// What the walk has found so far.
class Totals {
 public:
  // The gradient of a computed variable, where it may be written to; null otherwise.
  virtual Tensor* of(const Variable& variable) = 0;

 protected:
  ~Totals() = default;
};

// Handed to Op::gradient. Written with operations on tensors, so that a gradient can itself be
// differentiated when `create_graph` is on.
class Gradient {
 public:
  Gradient(Record& record, std::span<Tensor> outputs, std::span<Tensor> inputs, bool create_graph,
           bool to_leaves, Totals& totals)
      : record_(record),
        outputs_(outputs),
        inputs_(inputs),
        create_graph_(create_graph),
        to_leaves_(to_leaves),
        totals_(totals) {}

  const Attrs& attrs() const { return record_.attrs; }
  const Record& record() const { return record_; }
  bool create_graph() const { return create_graph_; }
  int inputs() const { return record_.inputs.size(); }
  // Whether a gradient flows to input i.
  bool needs(int i) const { return static_cast<bool>(record_.inputs[i].variable); }

  // The gradient that arrived at output i: zeros where none did.
  Tensor g(int i = 0) const;
  bool has_g(int i) const { return outputs_[i].defined(); }
  // The values of inputs and outputs; they must stand in Op::saves.
  Tensor in(int i) const;
  Tensor out(int i = 0) const;
  // Always known.
  const Layout& layout(int i) const { return record_.inputs[i].value.layout; }
  const Shape& shape(int i) const { return record_.inputs[i].value.layout.shape; }
  DType dtype(int i) const { return record_.inputs[i].value.layout.dtype; }
  const Shape& out_shape(int i = 0) const { return record_.outputs[i].value.layout.shape; }

  // The gradient of input i, of its shape. An undefined tensor means zero.
  void set(int i, Tensor gradient);
  // What others gave input i already: a gradient that is zero outside a region is added to it
  // there, instead of being set. Null where that must not be.
  Tensor* total(int i) const;

  // Whether the gradient of input i, a table, may stay some of its rows: it is a leaf's, and of no
  // graph.
  bool takes_rows(int i) const;
  // Then this in place of set(). One input of an operation can have it.
  void set_rows(int i, RowGradient gradient);
  int rows_of() const { return rows_of_; }  // that input, or -1
  const RowGradient& rows() const { return rows_; }

 private:
  Record& record_;
  std::span<Tensor> outputs_;
  std::span<Tensor> inputs_;
  bool create_graph_, to_leaves_;
  Totals& totals_;
  int rows_of_ = -1;
  RowGradient rows_;
};

}  // namespace nnlite
