// Recurrent layers in C++: beside loops over steps, their gradients, and compiled.
#include "layers.h"

using namespace nnlite;

namespace {

using Row = std::vector<double>;

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

// w (rows, columns) times x, plus b.
Row affine(const Tensor& w, const Row& x, const Tensor& b) {
  const Row ws = numbers(w);
  Row y = numbers(b);
  for (size_t i = 0; i < ws.size(); ++i) y[i / x.size()] += ws[i] * x[i % x.size()];
  return y;
}

// Step `t` of one sequence.
Row step_of(const Tensor& x, int64_t t) { return numbers(select(select(x, 0, t), 0, 0)); }

void lstm_step_by_step() {
  manual_seed(0);
  constexpr size_t kHidden = 3;
  nn::LSTM layer(2, kHidden, {{.dtype = kFloat64}});
  const Tensor x = doubles({6, 1, 2});
  Row h(kHidden), c(kHidden), wanted;
  for (int64_t t = 0; t < 6; ++t) {
    const Row a = affine(layer.get_tensor("weight_ih_l0"), step_of(x, t),
                         layer.get_tensor("bias_ih_l0")),
              b = affine(layer.get_tensor("weight_hh_l0"), h, layer.get_tensor("bias_hh_l0"));
    for (size_t i = 0; i < kHidden; ++i) {
      const auto gate = [&](size_t which) {
        return a[which * kHidden + i] + b[which * kHidden + i];
      };
      c[i] = sigmoid(gate(1)) * c[i] + sigmoid(gate(0)) * std::tanh(gate(2));
      h[i] = sigmoid(gate(3)) * std::tanh(c[i]);
    }
    wanted.insert(wanted.end(), h.begin(), h.end());
  }
  const RecurrenceResult found = layer(x, {});
  CHECK_NEAR(found.y, wanted);
  CHECK_NEAR(found.last.h, h);
  CHECK_NEAR(found.last.c, c);
}

void gru_step_by_step() {
  manual_seed(1);
  constexpr size_t kHidden = 4;
  nn::GRU layer(3, kHidden, {.dtype = kFloat64});
  const Tensor x = doubles({5, 1, 3});
  Row h(kHidden), wanted;
  for (int64_t t = 0; t < 5; ++t) {
    const Row a = affine(layer.get_tensor("weight_ih_l0"), step_of(x, t),
                         layer.get_tensor("bias_ih_l0")),
              b = affine(layer.get_tensor("weight_hh_l0"), h, layer.get_tensor("bias_hh_l0"));
    for (size_t i = 0; i < kHidden; ++i) {
      const double r = sigmoid(a[i] + b[i]), z = sigmoid(a[kHidden + i] + b[kHidden + i]);
      const double n = std::tanh(a[2 * kHidden + i] + r * b[2 * kHidden + i]);
      h[i] = (1 - z) * n + z * h[i];
    }
    wanted.insert(wanted.end(), h.begin(), h.end());
  }
  CHECK_NEAR(layer(x), wanted);
}

void gradients() {
  manual_seed(2);
  for (const bool lengths : {false, true}) {
    const Tensor steps = lengths ? tensor<int64_t>({4, 2}) : Tensor();
    const auto f = [&](const std::vector<Tensor>& in) {
      const RecurrenceResult r =
          recurrence(Cell::lstm, in[0], {in[1], in[2]}, {in[3], in[4], in[5], {}, {}}, steps);
      return reshape(r.y, {-1}) + sum(r.last.c);
    };
    CHECK_GRADIENTS(f, {doubles({4, 2, 3}), doubles({2, 2}), doubles({2, 2}), doubles({8, 3}),
                        doubles({8, 2}), doubles({8})});
  }
  const auto gru = [](const std::vector<Tensor>& in) {
    return recurrence(Cell::gru, in[0], {in[1], {}}, {in[2], in[3], in[4], in[5], {}}).y;
  };
  CHECK_GRADIENTS(gru, {doubles({4, 2, 3}), doubles({2, 2}), doubles({6, 3}), doubles({6, 2}),
                        doubles({6}), doubles({6})});
}

nn::ModulePtr layers() {
  return std::make_shared<nn::Sequential>(nn::Sequential{
      nn::GRU(5, 7, {.num_layers = 2, .batch_first = true, .bidirectional = true}),
      nn::LSTM(14, 6, {{.batch_first = true}}), nn::RNN(6, 4, {{.batch_first = true}})});
}

void compiled() { CHECK_COMPILED(layers, normal({8, 11, 5})); }

}  // namespace

int main() {
  return run_cases({{"LSTM step by step", lstm_step_by_step},
                    {"GRU step by step", gru_step_by_step},
                    {"gradients", gradients},
                    {"compiled", compiled}});
}
