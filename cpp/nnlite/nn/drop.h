// What is dropped or disturbed while training, as functions; x itself where `training` is false.
// Every call takes a stream of its own from the generator of the thread (core/random.h).
#pragma once

#include "nnlite/ops/random.h"

namespace nnlite {

// Whole channels are 0 with probability p, the others divided by 1 - p (Tompson et al. 2015), of
// (N, C) and `spatial` axes, or of one example without N where `spatial` is not 2.
Tensor channel_dropout(const Tensor& x, int spatial, double p = 0.5, bool training = true);
// a (x m + (1 - m) s) + b, with m 0 with probability p, s = -1.7581 the value that SELU tends to,
// and a, b such that mean 0 and variance 1 stay (Klambauer et al. 2017).
Tensor alpha_dropout(const Tensor& x, double p = 0.5, bool training = true);
// The same with one m for a whole channel (axis 1).
Tensor feature_alpha_dropout(const Tensor& x, double p = 0.5, bool training = true);
// x + N(0, std^2).
Tensor gaussian_noise(const Tensor& x, double std = 0.1, bool training = true);
// x N(1, p / (1 - p)): as much noise as dropout has (Srivastava et al. 2014, section 10).
Tensor gaussian_dropout(const Tensor& x, double p = 0.5, bool training = true);
// Whole examples (axis 0) are 0 with probability p, the others divided by 1 - p: of the branch that
// a residual connection adds, this is stochastic depth (Huang et al. 2016).
Tensor drop_path(const Tensor& x, double p = 0.1, bool training = true);

}  // namespace nnlite
