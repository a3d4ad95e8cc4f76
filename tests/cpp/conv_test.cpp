// Convolution and pooling in C++: beside loops, their gradients, compiled, and what they refuse.
#include "layers.h"

using namespace nnlite;

namespace {

// y[n, k, i, j] = b[k] + sum over c, p, q of w[k, c, p, q] x[n, c, s i + d p - pad, s j + d q -
// pad].
std::vector<double> loops(const Tensor& x, const Tensor& w, const Tensor& b, int64_t s, int64_t pad,
                          int64_t d, int64_t groups) {
  const std::vector<double> xs = numbers(x), ws = numbers(w), bs = numbers(b);
  const int64_t n = x.size(0), c = x.size(1), h = x.size(2), v = x.size(3), k = w.size(0),
                each = w.size(1), p = w.size(2), q = w.size(3);
  const int64_t rows = (h + 2 * pad - d * (p - 1) - 1) / s + 1,
                columns = (v + 2 * pad - d * (q - 1) - 1) / s + 1;
  std::vector<double> y;
  const auto at = [&](int64_t image, int64_t channel, int64_t i, int64_t j) {
    const bool inside = i >= 0 && i < h && j >= 0 && j < v;
    return inside ? xs[static_cast<size_t>(((image * c + channel) * h + i) * v + j)] : 0.0;
  };
  for (int64_t o = 0; o < n * k * rows * columns; ++o) {
    const int64_t j = o % columns, i = o / columns % rows, f = o / columns / rows % k,
                  image = o / columns / rows / k, from = f / (k / groups) * each;
    double sum = bs[static_cast<size_t>(f)];
    for (int64_t t = 0; t < each * p * q; ++t) {
      const int64_t channel = from + t / q / p, row = s * i + d * (t / q % p) - pad;
      sum += ws[static_cast<size_t>(f * each * p * q + t)] *
             at(image, channel, row, s * j + d * (t % q) - pad);
    }
    y.push_back(sum);
  }
  return y;
}

void sums_over_windows() {
  manual_seed(0);
  const Tensor x = doubles({2, 4, 7, 6}), b = doubles({6});
  for (const int64_t groups : {1, 2}) {
    const Tensor w = doubles({6, 4 / groups, 3, 2});
    for (const auto& [s, pad, d] : {std::tuple{1, 0, 1}, {2, 1, 1}, {1, 2, 2}, {3, 1, 2}}) {
      const ConvOptions o{.stride{s}, .padding{pad}, .dilation{d}, .groups = groups};
      CHECK_NEAR(conv2d(x, w, b, o), loops(x, w, b, s, pad, d, groups));
    }
  }
  CHECK_NEAR(conv2d(x, doubles({4, 1, 1, 1}) * 0.0, {}, {.groups = 4}),
             std::vector<double>(2 * 4 * 7 * 6));
}

// <conv(x), y> = <x, transpose(y)>, which defines the transpose.
void the_transpose_is_the_adjoint() {
  manual_seed(1);
  const Tensor x = doubles({2, 4, 9}), w = doubles({6, 2, 3});
  const ConvOptions o{.stride{2}, .padding{1}, .groups = 2};
  const Tensor forward = conv1d(x, w, {}, o), y = doubles(forward.shape());
  const Tensor back = conv_transpose1d(y, w, {}, o);
  CHECK(back.shape() == x.shape());
  CHECK(std::abs(sum(forward * y).item() - sum(x * back).item()) < 1e-10);
}

void gradients() {
  manual_seed(2);
  const auto f = [](const std::vector<Tensor>& in) {
    return conv2d(in[0], in[1], in[2], {.stride{2}, .padding{1}, .groups = 2});
  };
  CHECK_GRADIENTS(f, {doubles({2, 4, 5, 4}), doubles({4, 2, 3, 3}), doubles({4})});
  const auto pool = [](const std::vector<Tensor>& in) {
    return avg_pool(in[0], 2, {.kernel_size{2}, .padding{1}});
  };
  CHECK_GRADIENTS(pool, {doubles({1, 2, 4, 4})});
  const auto cube = [](const std::vector<Tensor>& in) { return conv3d(in[0], in[1]); };
  CHECK_GRADIENTS(cube, {doubles({1, 2, 3, 3, 3}), doubles({2, 2, 2, 2, 2})});
}

nn::ModulePtr small() {
  return std::make_shared<nn::Sequential>(
      nn::Sequential{nn::Conv2d(3, 8, {3}, {.padding{1}}), nn::BatchNorm2d(8), nn::ReLU(),
                     nn::MaxPool2d({.kernel_size{2}}), nn::Conv2d(8, 8, {3}, {.groups = 8}),
                     nn::Flatten(), nn::Linear(32, 4)});
}

void compiled() { CHECK_COMPILED(small, normal({6, 3, 8, 8})); }

void what_is_refused() {
  const Tensor x = zeros({1, 3, 4, 4});
  CHECK_THROWS(std::invalid_argument, "groups", nn::Conv2d(3, 8, {3}, {.groups = 2}));
  CHECK_THROWS(std::invalid_argument, "Conv2d", nn::Conv2d(3, 8, {7})(x));
  CHECK_THROWS(std::invalid_argument, "4", nn::Conv2d(4, 8, {3})(x));
}

}  // namespace

int main() {
  return run_cases({{"sums over windows", sums_over_windows},
                    {"the transpose is the adjoint", the_transpose_is_the_adjoint},
                    {"gradients", gradients},
                    {"compiled", compiled},
                    {"what is refused", what_is_refused}});
}
