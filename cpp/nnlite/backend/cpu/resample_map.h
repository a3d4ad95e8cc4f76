// ResampleMap: which inputs an output along one axis is the weighted sum of, for every kind of
// resampling, and the adjoint of such a map.
#pragma once

#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/cpu/window.h"
#include "nnlite/backend/resample.h"

namespace nnlite::cpu {

// A sparse matrix by rows: output i is the sum of weight[k] x[column[k]], offset[i] <= k <
// offset[i + 1].
template <class T>
class ResampleMap {
 public:
  // Of axis `a` (0 .. 2) as the call describes it; with `adjoint`, the transposed one.
  ResampleMap(Resample kind, const Axis& axis, const Attrs& attrs, int a, bool adjoint);

  int64_t in, out;  // sizes, of the transposed map where it is one
  bool identity = true;
  // Outputs begin .. end - 1 have `taps` neighbours each, of equal weights, from `start` on in
  // steps of `step`.
  int64_t begin = 0, end = 0, start = 0, step = 0, taps = 0;

  const int64_t* offset() const { return offset_.as<int64_t>(); }
  const int64_t* column() const { return column_.as<int64_t>(); }
  const T* weight() const { return weight_.as<T>(); }

 private:
  void fill(Resample kind, const Axis& axis, const Attrs& attrs, int a);
  void transpose();
  void find_steps();

  int64_t bound_;  // of entries
  Scratch offset_, column_, weight_;
};

extern template class ResampleMap<float>;
extern template class ResampleMap<double>;

}  // namespace nnlite::cpu
