// Rows of a table. Their gradient touches the rows of the batch; the rest of it is zeros.
#include "nnlite/ops/embedding.h"

#include <vector>

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/gather.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

// g without what belongs to the row of padding, divided by how often each row occurs if asked.
// integer[0]: that row, or -1; integer[2]: whether to divide; integer[3]: whether rows stay rows.
Tensor counted(const Gradient& grad, Tensor g, const Tensor& index) {
  const int64_t padding = grad.attrs().integer[0];
  if (padding >= 0) g = where(unsqueeze(equal(index, padding), -1), 0, g);
  if (!grad.attrs().integer[2]) return g;
  const Tensor at[] = {index};
  const Tensor count = index_add(ones(index.shape(), g.dtype()), {0}, at, {grad.shape(0)[0]});
  return g / unsqueeze(index_read(count, {0}, at), -1);
}

// The gradient of the table, input 0: g (..., D) where index says.
void set_table(Gradient& grad, const Tensor& g, const Tensor& index) {
  if (grad.attrs().integer[3] && grad.takes_rows(0)) {
    const RowGradient part[] = {{reshape(index, {-1}), contiguous(g)}};
    grad.set_rows(0, merge_rows(part, {grad.attrs().integer[0], grad.attrs().integer[2] != 0}));
    return;
  }
  const Tensor at[] = {index};
  grad.set(0, index_add(counted(grad, g, index), {0}, at, grad.shape(0)));
}

const OpRow kEmbedding({.name = "embedding",
                        .primitive = Primitive::index_read,
                        .saves = {In1},
                        .gradient = [](Gradient& grad) { set_table(grad, grad.g(), grad.in(1)); },
                        .doc = "Rows of a table, picked by whole numbers."});

// Of sums and means: each index takes the gradient of its bag, times its factor.
void set_for_sums(Gradient& grad) {
  const bool weighted = grad.attrs().integer[1] != 0;
  const Tensor index[] = {grad.in(1)}, bag[] = {grad.out(1)};
  const Tensor factor = unsqueeze(grad.out(2).detach(), 1);
  const Tensor g = index_read(grad.g(), {0}, bag) * factor;
  if (grad.needs(0)) {
    set_table(grad, weighted ? g * unsqueeze(grad.in(3), 1) : g, index[0]);
  }
  if (weighted && grad.needs(3)) {
    grad.set(3, sum(g * index_read(grad.in(0), {0}, index), {1}));
  }
}

// Of the largest: each takes the gradient that its place gave.
void set_for_largest(Gradient& grad) {
  const Tensor places = grad.out(1);
  const Tensor g = where(less(places, 0), 0, grad.g());
  const Tensor at[] = {reshape(maximum(places, 0), {-1})};
  const Shape& table = grad.shape(0);
  grad.set(0, reshape(index_add(reshape(g, {-1}), {0}, at, {numel(table)}), table));
}

Op bag_row(const char* name, Bag bag, void (*gradient)(Gradient&), const char* doc) {
  constexpr uint16_t kRest = In0 | In1 | Out1 | Out2;
  return {.name = name,
          .primitive = Primitive::embedding_bag,
          .code = static_cast<int>(bag),
          .saves = {In1 | In3 | Out1 | Out2, 0, 0, kRest},
          .gradient = gradient,
          .doc = doc};
}

const OpRow kBags[] = {
    // by Bag
    OpRow(bag_row("embedding_bag_sum", Bag::sum, set_for_sums, "Sums of rows of a table.")),
    OpRow(bag_row("embedding_bag_mean", Bag::mean, set_for_sums, "Means of rows of a table.")),
    OpRow(bag_row("embedding_bag_max", Bag::max, set_for_largest, "The largest over rows."))};

// ---- the doors ----------------------------------------------------------------------------------

void check_table(const char* op, const Tensor& weight) {
  if (!is_float(weight.dtype())) {
    fail_type(op, "the weight must be float32 or float64, not ", weight.dtype());
  }
  if (weight.dims() != 2) {
    fail_value(op, "the weight must be (rows, numbers), not of shape ", weight.shape());
  }
}

int64_t padding_row(const char* op, const Tensor& weight, const EmbeddingOptions& options) {
  if (!options.padding_idx) return -1;
  const int64_t rows = weight.shape()[0], row = *options.padding_idx;
  if (row < -rows || row >= rows) {
    fail_value(op, "padding_idx is ", row, " but the table has ", rows, " rows");
  }
  return row < 0 ? row + rows : row;
}

// Rows that are longer than max_norm become as long as it.
void shorten(const char* op, const Tensor& weight, const Tensor& index,
             const EmbeddingOptions& options) {
  if (!options.max_norm) return;
  if (!(*options.max_norm > 0))
    fail_value(op, "max_norm must be positive, not ", *options.max_norm);
  const NoGrad no_grad;
  Tensor table = weight.detach();
  const Tensor at[] = {reshape(index, {-1})};
  const Tensor rows = index_read(table, {0}, at);
  const Tensor length = norm(rows, options.norm_type, {1}, true);
  const Tensor scale =
      where(greater(length, *options.max_norm), *options.max_norm / (length + 1e-7), 1);
  index_write(table, {0}, at, rows * cast(scale, rows.dtype()));
}

Attrs attrs_of(const char* op, const Tensor& weight, const EmbeddingOptions& options) {
  Attrs attrs;
  attrs.list[0] = {0};
  attrs.integer[0] = padding_row(op, weight, options);
  attrs.integer[2] = options.scale_grad_by_freq;
  attrs.integer[3] = options.sparse;
  return attrs;
}

// Where each bag starts, as contiguous int64.
Tensor starts_of(const char* op, const Tensor& indices, const Tensor& offsets, bool last) {
  if (indices.dims() == 2) {
    if (offsets.defined()) fail_value(op, "offsets belong to indices of one axis, not of two");
    const int64_t rows = indices.shape()[0], each = indices.shape()[1];
    return arange(0, rows, 1, kInt64) * each;
  }
  if (indices.dims() != 1) {
    fail_value(op, "the indices must be (B, N), or (N) with offsets, not of shape ",
               indices.shape());
  }
  if (!offsets.defined()) fail_value(op, "indices of one axis need offsets: where each bag starts");
  if (offsets.dims() != 1 || is_float(offsets.dtype()) || offsets.dtype() == kBool) {
    fail_type(op, "offsets must be whole numbers of one axis, not ", offsets.dtype(), " of shape ",
              offsets.shape());
  }
  if (last && offsets.numel() == 0) fail_value(op, "include_last_offset needs at least one offset");
  const Tensor starts = last ? narrow(offsets, 0, 0, offsets.numel() - 1) : offsets;
  return contiguous(cast(starts, kInt64));
}

// Factors of each row; undefined where there are none.
Tensor factors_of(const char* op, const Tensor& factors, const Tensor& indices,
                  const Tensor& weight, Bag mode) {
  if (!factors.defined()) return factors;
  if (mode != Bag::sum) {
    fail_value(op, "per_sample_weights belong to mode 'sum', not '", bag_name(mode), "'");
  }
  if (factors.shape() != indices.shape()) {
    fail_value(op, "per_sample_weights have shape ", factors.shape(), " but the indices ",
               indices.shape());
  }
  if (factors.dtype() != weight.dtype()) {
    fail_type(op, "per_sample_weights are ", factors.dtype(), " but the table is ", weight.dtype());
  }
  return contiguous(reshape(factors, {-1}));
}

}  // namespace

Tensor embedding(const Tensor& indices, const Tensor& weight, const EmbeddingOptions& options,
                 const char* op) {
  check_table(op, weight);
  const Attrs attrs = attrs_of(op, weight, options);
  const Tensor index = checked_rows(op, indices, weight.shape()[0]);
  shorten(op, weight, index, options);
  Shape shape = index.shape();
  shape.push_back(weight.shape()[1]);
  return emit(kEmbedding, {&weight, &index}, shape, weight.dtype(), attrs);
}

Tensor embedding_bag(const Tensor& indices, const Tensor& weight, const Tensor& offsets,
                     const Tensor& per_sample_weights, const EmbeddingBagOptions& options,
                     const char* op) {
  check_table(op, weight);
  if (options.scale_grad_by_freq && options.mode == Bag::max) {
    fail_value(op, "scale_grad_by_freq has no meaning with mode 'max'");
  }
  if (options.sparse && options.mode == Bag::max) {
    fail_value(op, "mode 'max' gives a gradient to single numbers, not to rows; leave out sparse");
  }
  Attrs attrs = attrs_of(op, weight, options);
  const Tensor starts = starts_of(op, indices, offsets, options.include_last_offset);
  const Tensor factors = factors_of(op, per_sample_weights, indices, weight, options.mode);
  const Tensor index = reshape(checked_rows(op, indices, weight.shape()[0]), {-1});
  shorten(op, weight, index, options);
  const Tensor table = contiguous(weight);
  attrs.integer[1] = factors.defined();
  const int64_t bags = starts.numel(), columns = table.shape()[1];
  const Layout y({bags, columns}, table.dtype()), places(y.shape, kInt64);
  const Layout bag(index.shape(), kInt64), factor(index.shape(), table.dtype());
  const Layout sums[] = {y, bag, factor}, largest[] = {y, places};
  const Tensor* const in[] = {&table, &index, &starts, &factors};
  const Op& row = kBags[static_cast<int>(options.mode)];
  const Inputs inputs({in, factors.defined() ? 4u : 3u});
  if (options.mode == Bag::max) return emit_many(row, inputs, largest, attrs)[0];
  return emit_many(row, inputs, sums, attrs)[0];
}

Bag bag_from_name(const char* op, const std::string& name) {
  for (const Bag bag : {Bag::sum, Bag::mean, Bag::max}) {
    if (name == bag_name(bag)) return bag;
  }
  fail_value(op, "unknown mode '", name, "'; known: sum, mean, max");
}

const char* bag_name(Bag bag) {
  constexpr const char* kNames[] = {"sum", "mean", "max"};
  return kNames[static_cast<int>(bag)];
}

}  // namespace nnlite
