// Elements picked, and added up, by integer tensors.
#pragma once

#include <optional>
#include <span>

#include "nnlite/core/tensor.h"

namespace nnlite {

// out[i][j] = x[index[i][j]][j] for dim 0, and so on; out has the index's shape.
Tensor gather(const Tensor& x, int64_t dim, const Tensor& index);
// x, and at out[index[i][j]][j] (dim 0) source[i][j] added.
Tensor scatter_add(const Tensor& x, int64_t dim, const Tensor& index, const Tensor& source);
// Elements of the flattened tensor.
Tensor take(const Tensor& x, const Tensor& index);
// Whole slices along an axis: a tensor of one dimension picks them.
Tensor index_select(const Tensor& x, int64_t dim, const Tensor& index);
// int64: 1 at each label along a new last axis, 0 elsewhere. Without `num_classes`, max + 1.
Tensor one_hot(const Tensor& labels, std::optional<int64_t> num_classes = {});

// ---- what indexing is made of ---------------------------------------------------------------
// One integer tensor per axis of `axes`, all of one shape; the picked part's shape is theirs,
// followed by the axes of x that are not indexed. Integers were checked by checked_index.
Tensor index_read(const Tensor& x, const Shape& axes, std::span<const Tensor> indices);
void index_write(Tensor& x, const Shape& axes, std::span<const Tensor> indices,
                 const Tensor& value);

// Zeros of a shape, and y's slices added where the indices say.
Tensor index_add(const Tensor& y, const Shape& axes, std::span<const Tensor> indices,
                 const Shape& shape);

// Rows of a table: contiguous int64 in 0 .. size - 1; throws IndexError naming the first outside.
Tensor checked_rows(const char* op, const Tensor& index, int64_t size);
// The index as contiguous int64 in 0 .. size - 1; throws IndexError naming the first outside
// -size .. size - 1.
Tensor checked_index(const char* op, const Tensor& index, int64_t size, int axis);

}  // namespace nnlite
