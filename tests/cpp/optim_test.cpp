// Optimizers that want more than gradients, in C++: L-BFGS with its closure, Sophia with curvature.
#include <nnlite/nnlite.h>

#include <cmath>

#include "check.h"

using namespace nnlite;

namespace {

Tensor rosenbrock(const Tensor& p) {
  const Tensor x = select(p, 0, 0), y = select(p, 0, 1);
  return square(1 - x) + 100 * square(y - square(x));
}

void lbfgs_finds_the_valley() {
  Tensor p = full({2}, -1.2, kFloat64);
  p.requires_grad_();
  const auto optimizer = optim::LBFGS({p}, {.tolerance_change = 1e-15, .line_search_fn = 1});
  for (int i = 0; i < 8; ++i) {
    optimizer->step([&] {
      const Tensor loss = rosenbrock(p);
      loss.backward();
      return loss;
    });
  }
  CHECK(max(abs(p.detach() - 1)).item() < 1e-5);
  CHECK_THROWS(std::invalid_argument, "give step(closure) a function", optimizer->step());
  CHECK_THROWS(std::invalid_argument, "leave it out", optim::LBFGS({p}, {.clip_norm = 1}));
}

void sophia_takes_both_estimates() {
  manual_seed(0);
  nn::Linear model(4, 3);
  const auto optimizer = optim::Sophia(model.parameters(), {.lr = 0.02, .hessian_every = 5});
  nn::CrossEntropyLoss criterion;
  const Tensor x = normal({30, 4}), y = argmax(x, 1) - cast(argmax(x, 1) == 3, kInt64);
  double first = 0, last = 0;
  for (int i = 0; i < 60; ++i) {
    optimizer->zero_grad();
    const Tensor logits = model(x), loss = criterion(logits, y);
    CHECK(optimizer->hessian_due() == (i % 5 == 0));
    if (optimizer->hessian_due() && i < 30) optimizer->update_hessian(loss);
    if (optimizer->hessian_due() && i >= 30) {
      optimizer->update_gauss_newton(criterion(logits, optim::sample_labels(logits)), 30);
    }
    loss.backward();
    optimizer->step();
    (i ? last : first) = loss.item();
  }
  CHECK(last < 0.6 * first);
  CHECK_THROWS(std::invalid_argument, "keeps no state called 'hessian'",
               optim::SGD(model.parameters())->update_hessian(sum(model(x))));
}

}  // namespace

int main() {
  return run_cases({
      {"L-BFGS finds the valley", lbfgs_finds_the_valley},
      {"Sophia takes both estimates", sophia_takes_both_estimates},
  });
}
