// Initializers: they overwrite a tensor's values, outside any graph, and return it. Random ones
// draw from the generator of nnlite.manual_seed.
#pragma once

#include <functional>
#include <string>

#include "nnlite/core/tensor.h"

namespace nnlite::nn {
class Module;
}

namespace nnlite::nn::init {

Tensor zeros_(Tensor t);
Tensor ones_(Tensor t);
Tensor constant_(Tensor t, double value);
Tensor uniform_(Tensor t, double a = 0, double b = 1);
Tensor normal_(Tensor t, double mean = 0, double std = 1);
// N(mean, std^2) redrawn until it lies in [a, b]: absolute bounds, and no correction of the
// variance that the cut takes away.
Tensor trunc_normal_(Tensor t, double mean = 0, double std = 1, double a = -2, double b = 2);

// A weight is (out, in, kernel...): fan_in = in * prod(kernel), fan_out = out * prod(kernel).
struct Fans {
  int64_t in, out;
};
Fans fans(const Tensor& weight);

// What a nonlinearity takes away from the deviation: 1 (linear, sigmoid, convolutions), 5/3
// (tanh), sqrt(2) (relu), sqrt(2 / (1 + a^2)) (leaky_relu of slope a), 3/4 (selu).
double calculate_gain(const std::string& nonlinearity, double a = 0.01);

// Var = 1 / fan_in.
Tensor lecun_uniform_(Tensor t);
Tensor lecun_normal_(Tensor t);
// Var = gain^2 * 2 / (fan_in + fan_out).
Tensor xavier_uniform_(Tensor t, double gain = 1);
Tensor xavier_normal_(Tensor t, double gain = 1);
// Var = gain(nonlinearity)^2 / fan, fan chosen by mode: "fan_in" or "fan_out".
Tensor kaiming_uniform_(Tensor t, double a = 0, const std::string& mode = "fan_in",
                        const std::string& nonlinearity = "leaky_relu");
Tensor kaiming_normal_(Tensor t, double a = 0, const std::string& mode = "fan_in",
                       const std::string& nonlinearity = "leaky_relu");

// Var = scale / fan, fan by mode: "fan_in", "fan_out" or "fan_avg". distribution: "normal",
// "uniform", or "truncated_normal", cut at 2 deviations and widened by 1 / 0.87962566103423978, so
// that the variance is right all the same (as in Keras).
Tensor variance_scaling_(Tensor t, double scale = 1, const std::string& mode = "fan_in",
                         const std::string& distribution = "truncated_normal");

// gain * Q with orthonormal rows or columns, whichever are fewer; axes after the first count as
// one.
Tensor orthogonal_(Tensor t, double gain = 1);
// N(0, std^2) with ceil(sparsity * rows) zeros in every column.
Tensor sparse_(Tensor t, double sparsity, double std = 0.01);
// The identity matrix; of a (out, in, kernel...) weight, the identity at the kernel's centre.
Tensor eye_(Tensor t);
Tensor dirac_(Tensor t, int64_t groups = 1);

// Re-initializes a whole model: weights of two and more axes by the rule, biases 0, vectors of
// weights (norms) as they are.
void apply(Module& model, const std::function<void(const Tensor& weight)>& rule);
// By the name of a rule: see init_rules.cpp.
void apply(Module& model, const std::string& rule);

// Layer-sequential unit variance (Mishkin & Matas 2016): orthogonal weights, biases 0, then each
// layer's weight divided by the deviation of its output on the batch x, until its variance is 1.
// Throws ValueError where an output is not finite or does not vary; nothing has changed then.
void lsuv_(Module& model, const Tensor& x, double tolerance = 0.1, int64_t max_steps = 10);

}  // namespace nnlite::nn::init
