// Sums over broadcast axes.
#include <vector>

#include "nnlite/backend/cpu/primitives.h"

namespace nnlite::cpu {

void sum_to(const Call& call) {
  const Layout &in = *call.in[0].layout, out = call.out[0].layout->broadcast_to(in.shape);
  dispatch(in.dtype, [&](auto zero) {
    using T = decltype(zero);
    std::vector<double> total(static_cast<size_t>(call.out[0].size()));
    int64_t index[kMaxDims] = {};
    for (int64_t n = 0; n < in.size; ++n) {
      int64_t from = 0, to = 0;
      for (int i = 0; i < in.dims(); ++i) {
        from += index[i] * in.strides[i];
        to += index[i] * out.strides[i];
      }
      total[static_cast<size_t>(to)] += static_cast<double>(call.in[0].as<T>()[from]);
      for (int i = in.dims() - 1; i >= 0 && ++index[i] == in.shape[i]; --i) index[i] = 0;
    }
    for (size_t i = 0; i < total.size(); ++i) call.out[0].as<T>()[i] = static_cast<T>(total[i]);
  });
}

}  // namespace nnlite::cpu
