// Initializers whose elements are independent, fans and gains.
#include "nnlite/nn/init.h"

#include <cmath>

#include "nnlite/base/suggest.h"
#include "nnlite/nn/init_draw.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/random.h"

namespace nnlite::nn::init {

void overwrite(const char* name, const Tensor& t, const Tensor& values) {
  const NoGrad scope;
  check_target(name, t);
  Tensor memory = t.detach();
  copy_(memory, values);
}

void check_target(const char* name, const Tensor& t) {
  if (!t.defined()) fail_type(name, "there is no tensor to initialize");
  if (!is_float(t.dtype())) {
    fail_type(name, "only float32 and float64 tensors are initialized, not ", t.dtype());
  }
  if (!t.is_leaf()) fail_value(name, "the tensor was computed from others; initialize those");
}

namespace {

Tensor draw_into(const char* name, Tensor t, Distribution distribution,
                 std::initializer_list<double> numbers) {
  check_target(name, t);
  overwrite(name, t, draw_floats(distribution, t.shape(), t.dtype(), numbers));
  return t;
}

constexpr std::string_view kModes[] = {"fan_in", "fan_out"};
constexpr std::string_view kNonlinearities[] = {"linear",
                                                "sigmoid",
                                                "tanh",
                                                "relu",
                                                "selu",
                                                "conv1d",
                                                "conv2d",
                                                "conv3d",
                                                "conv_transpose1d",
                                                "conv_transpose2d",
                                                "conv_transpose3d",
                                                "leaky_relu"};

double kaiming_std(const char* name, const Tensor& t, double a, const std::string& mode,
                   const std::string& nonlinearity) {
  if (mode != kModes[0] && mode != kModes[1]) {
    fail_value(name, "unknown mode '", mode, "'", suggestion(mode, kModes));
  }
  const double gain = calculate_gain(nonlinearity, a);
  const Fans f = fans(t);
  const int64_t fan = mode == kModes[0] ? f.in : f.out;
  return fan > 0 ? gain / std::sqrt(static_cast<double>(fan)) : 0;
}

double xavier_std(const Tensor& t, double gain) {
  const Fans f = fans(t);
  return f.in + f.out > 0 ? gain * std::sqrt(2.0 / static_cast<double>(f.in + f.out)) : 0;
}

double lecun_std(const Tensor& t) {
  const Fans f = fans(t);
  return f.in > 0 ? 1 / std::sqrt(static_cast<double>(f.in)) : 0;
}

// The deviation of N(0, 1) between -2 and 2.
constexpr double kTwoSigma = 0.87962566103423978;

// A uniform distribution of that deviation.
Tensor uniform_of(const char* name, Tensor t, double std) {
  const double bound = std::sqrt(3.0) * std;
  return draw_into(name, std::move(t), Distribution::uniform, {-bound, bound});
}
Tensor normal_of(const char* name, Tensor t, double std) {
  return draw_into(name, std::move(t), Distribution::normal, {0, std});
}

}  // namespace

Tensor zeros_(Tensor t) { return constant_(std::move(t), 0); }
Tensor ones_(Tensor t) { return constant_(std::move(t), 1); }

Tensor constant_(Tensor t, double value) {
  if (!t.defined()) fail_type("constant_", "there is no tensor to initialize");
  const NoGrad scope;
  Tensor memory = t.detach();
  fill_(memory, value);
  return t;
}

Tensor uniform_(Tensor t, double a, double b) {
  if (!(a <= b)) fail_value("uniform_", "the lower bound ", a, " is above the upper bound ", b);
  return draw_into("uniform_", std::move(t), Distribution::uniform, {a, b});
}

Tensor normal_(Tensor t, double mean, double std) {
  if (!(std >= 0)) fail_value("normal_", "std must not be negative, not ", std);
  return draw_into("normal_", std::move(t), Distribution::normal, {mean, std});
}

Tensor trunc_normal_(Tensor t, double mean, double std, double a, double b) {
  if (!(std > 0)) fail_value("trunc_normal_", "std must be positive, not ", std);
  if (!(a < b)) fail_value("trunc_normal_", "the bounds ", a, " and ", b, " leave nothing");
  return draw_into("trunc_normal_", std::move(t), Distribution::truncated_normal,
                   {mean, std, a, b});
}

Fans fans(const Tensor& weight) {
  if (!weight.defined() || weight.dims() < 2) {
    fail_value("fans", "fans belong to weights of two or more axes (out, in, kernel...), not to ",
               weight.defined() ? text("shape ", weight.shape()) : std::string("None"));
  }
  int64_t kernel = 1;
  for (int i = 2; i < weight.dims(); ++i) kernel *= weight.shape()[i];
  return {weight.shape()[1] * kernel, weight.shape()[0] * kernel};
}

double calculate_gain(const std::string& nonlinearity, double a) {
  bool known = false;
  for (std::string_view name : kNonlinearities) known = known || name == nonlinearity;
  if (!known) {
    fail_value("calculate_gain", "unknown nonlinearity '", nonlinearity, "'",
               suggestion(nonlinearity, kNonlinearities));
  }
  if (nonlinearity == "tanh") return 5.0 / 3;
  if (nonlinearity == "relu") return std::sqrt(2.0);
  if (nonlinearity == "leaky_relu") return std::sqrt(2 / (1 + a * a));
  if (nonlinearity == "selu") return 0.75;
  return 1;
}

Tensor lecun_uniform_(Tensor t) { return uniform_of("lecun_uniform_", t, lecun_std(t)); }
Tensor lecun_normal_(Tensor t) { return normal_of("lecun_normal_", t, lecun_std(t)); }

Tensor xavier_uniform_(Tensor t, double gain) {
  return uniform_of("xavier_uniform_", t, xavier_std(t, gain));
}
Tensor xavier_normal_(Tensor t, double gain) {
  return normal_of("xavier_normal_", t, xavier_std(t, gain));
}

Tensor kaiming_uniform_(Tensor t, double a, const std::string& mode,
                        const std::string& nonlinearity) {
  constexpr const char* name = "kaiming_uniform_";
  return uniform_of(name, t, kaiming_std(name, t, a, mode, nonlinearity));
}
Tensor kaiming_normal_(Tensor t, double a, const std::string& mode,
                       const std::string& nonlinearity) {
  constexpr const char* name = "kaiming_normal_";
  return normal_of(name, t, kaiming_std(name, t, a, mode, nonlinearity));
}

Tensor variance_scaling_(Tensor t, double scale, const std::string& mode,
                         const std::string& distribution) {
  constexpr const char* name = "variance_scaling_";
  constexpr std::string_view modes[] = {"fan_in", "fan_out", "fan_avg"};
  constexpr std::string_view distributions[] = {"truncated_normal", "normal", "uniform"};
  if (!(scale > 0)) fail_value(name, "scale must be positive, not ", scale);
  const Fans f = fans(t);
  double fan = 0;
  if (mode == modes[0]) {
    fan = static_cast<double>(f.in);
  } else if (mode == modes[1]) {
    fan = static_cast<double>(f.out);
  } else if (mode == modes[2]) {
    fan = static_cast<double>(f.in + f.out) / 2;
  } else {
    fail_value(name, "unknown mode '", mode, "'", suggestion(mode, modes));
  }
  const double std = fan > 0 ? std::sqrt(scale / fan) : 0;
  if (distribution == distributions[1]) return normal_of(name, t, std);
  if (distribution == distributions[2]) return uniform_of(name, t, std);
  if (distribution != distributions[0]) {
    fail_value(name, "unknown distribution '", distribution, "'",
               suggestion(distribution, distributions));
  }
  if (std == 0) return t;  // nothing to draw
  const double wide = std / kTwoSigma;
  return draw_into(name, t, Distribution::truncated_normal, {0, wide, -2 * wide, 2 * wide});
}

}  // namespace nnlite::nn::init
