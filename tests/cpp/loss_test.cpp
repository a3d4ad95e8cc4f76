// Losses with options, CTC, Residual and functional_call from C++.
#include <nnlite/nnlite.h>

#include <cmath>

#include "check.h"

using namespace nnlite;

namespace {

bool near(double a, double b) { return std::abs(a - b) < 1e-5; }

void options_by_name() {
  const Tensor x = tensor({0.5f, -2.0f}), y = tensor({1.0f, 1.0f});
  CHECK(near(hinge_loss(x, y).item(), (0.5 + 3) / 2));
  CHECK(near(hinge_loss(x, y, {.margin = 2, .reduction = Average::sum}).item(), 1.5 + 4));
  nn::HingeLoss loss({.margin = 2, .reduction = Average::sum});
  CHECK(near(loss(x, y).item(), 5.5));
  CHECK(loss.repr() == "HingeLoss(margin=2, reduction='sum')");
  CHECK_THROWS(std::invalid_argument, "eps must be positive", nn::GaussianNLLLoss({.eps = 0}));
  CHECK_THROWS(std::invalid_argument, "kl_div's alone", mse_loss(x, y, Average::batchmean));
}

void three_tensors() {
  const Tensor a = zeros({1, 2}), n = ones({1, 2});
  nn::TripletMarginLoss loss({.margin = 3});
  const double distance = std::sqrt(2.0);
  CHECK(near(loss(a, a, n).item(), 3 - distance + 1e-6));
  CHECK_THROWS(TypeError, "takes three tensors: anchor, positive, negative", loss.forward(a, n));
}

void alignments() {
  // Two steps, one label: 1 1, 1 -, - 1 of nine paths.
  const Tensor x = full({2, 1, 3}, -std::log(3.0));
  const Tensor label = tensor<int64_t>({1}), two = tensor<int64_t>({2}), one = label;
  CHECK(near(nn::CTCLoss()(x, label, two, one).item(), std::log(3.0)));
}

void residual() {
  nn::Residual block{nn::Linear(3, 5), nn::ReLU(), nn::Linear(5, 3)};
  const Tensor x = ones({2, 3});
  CHECK(near(sum(block(x)).item(), sum(x + (*block.body)(x)).item()));
  nn::Residual wide{nn::Linear(3, 5)};
  CHECK_THROWS(std::invalid_argument, "give a shortcut", wide(x));
  wide.with_shortcut(nn::Linear(3, 5, false));
  CHECK((wide(x).shape() == Shape{2, 5}));
  CHECK(wide.state_dict().back().first == "shortcut.weight");
}

void other_parameters() {
  nn::Linear model(2, 1);
  Tensor w = full({1, 2}, 3.0);
  w.requires_grad_();
  const Tensor before = model.weight;
  const Tensor y = nn::functional_call(model, {{"weight", w}, {"bias", zeros({1})}}, ones({2}));
  y.backward();
  CHECK(near(y.item(), 6) && near(sum(w.grad()).item(), 2));
  CHECK(model.weight.impl() == before.impl() && !model.weight.grad().defined());
}

}  // namespace

int main() {
  return run_cases({{"options by name", options_by_name},
                    {"three tensors", three_tensors},
                    {"alignments", alignments},
                    {"residual", residual},
                    {"other parameters", other_parameters}});
}
