// The operations that the core itself needs: copies between layouts and dtypes, and sums of
// gradients. Everything else lives in ops/.
#pragma once

#include "nnlite/core/record.h"

namespace nnlite {

// A fresh contiguous tensor of the same values.
Tensor clone(const Tensor& x);
// x itself where it is contiguous, else a copy.
Tensor contiguous(const Tensor& x);
// x itself where it has that dtype, else converted (floats to integers towards zero).
Tensor cast(const Tensor& x, DType dtype);

// a + b of equal shape and dtype: how the gradients of several consumers meet.
Tensor accumulate(const Tensor& a, const Tensor& b);

// The same without history, for values.
Value copy_of(const Value& value);
void copy_into(const Value& target, const Value& source);  // broadcast, cast; not overlapping
void add_into(const Value& total, const Value& addend);
void fill_into(const Value& value, double number);

}  // namespace nnlite
