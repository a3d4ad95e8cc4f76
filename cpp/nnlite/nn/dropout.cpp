// Dropout and its family: the layers over the functions.
#include "nnlite/nn/dropout.h"

#include <cmath>

#include "nnlite/nn/describe.h"
#include "nnlite/nn/drop.h"

namespace nnlite::nn {

DropLayer::DropLayer(const char* name, double probability) : p(probability) {
  if (!(p >= 0 && p <= 1)) fail_value(name, "p is a probability from 0 to 1, not ", p);
}

std::string DropLayer::extra_repr() const { return Words().add("p", p).text(); }

Tensor Dropout::drop(const Tensor& x) { return dropout(x, p, training()); }
Tensor Dropout1d::drop(const Tensor& x) { return channel_dropout(x, 1, p, training()); }
Tensor Dropout2d::drop(const Tensor& x) { return channel_dropout(x, 2, p, training()); }
Tensor Dropout3d::drop(const Tensor& x) { return channel_dropout(x, 3, p, training()); }
Tensor AlphaDropout::drop(const Tensor& x) { return alpha_dropout(x, p, training()); }
Tensor FeatureAlphaDropout::drop(const Tensor& x) {
  return feature_alpha_dropout(x, p, training());
}
Tensor GaussianDropout::drop(const Tensor& x) { return gaussian_dropout(x, p, training()); }
Tensor DropPath::drop(const Tensor& x) { return drop_path(x, p, training()); }

GaussianNoise::GaussianNoise(double deviation) : std(deviation) {
  if (!(std >= 0) || std::isinf(std)) fail_value(kName, "std is ", std, "; give 0 or more");
}

Tensor GaussianNoise::forward(const Tensor& x) { return gaussian_noise(x, std, training()); }

std::string GaussianNoise::extra_repr() const { return Words().add("std", std).text(); }

}  // namespace nnlite::nn
