// Schedules and initializers in C++: the values, the words and the doors that Python has.
#include <nnlite/nnlite.h>

#include <cmath>

#include "check.h"

using namespace nnlite;

namespace {

bool near(double a, double b) { return std::fabs(a - b) <= 1e-12 * std::fabs(b); }

void schedules_are_functions_of_the_step() {
  const auto cosine = optim::cosine_restarts(0.4, 10, 2);
  CHECK(near(cosine->at(5), 0.2));
  CHECK(near(cosine->at(20), 0.2));
  CHECK(near(optim::cyclic({.low = 0.1, .high = 0.5, .up = 4})->at(6), 0.3));
  CHECK(near(optim::noam(400, 100)->at(99), 0.005));
  const auto parts = optim::sequential({optim::constant(0.5), optim::exponential(1, 0.5)}, {7});
  CHECK(near(optim::warm_up(parts, 2)->at(1), 0.25));
  CHECK(near(parts->at(9), 0.25));
  CHECK(near(optim::scaled(optim::piecewise({{0, 1}, {4, 3}}, "linear"), 2)->at(1), 3));
  CHECK(parts->repr() == "sequential([constant(0.5), exponential(1, gamma=0.5)], milestones=[7])");
  const auto mine = optim::function([](int64_t t) { return 1.0 / static_cast<double>(1 + t); });
  CHECK(near(mine->at(3), 0.25));
  CHECK_THROWS(std::invalid_argument, "milestones [3, 3] do not increase",
               optim::sequential({parts, parts, parts}, {3, 3}));
}

void a_schedule_drives_any_option() {
  const Tensor w = full({1}, 1.0, kFloat64);
  Tensor leaf = w.detach();
  leaf.requires_grad_();
  const auto optimizer = optim::SGD({leaf}, {.lr = optim::warm_up(optim::constant(0.1), 2),
                                             .momentum = optim::step(0.5, 1, 0.5)});
  double weight = 1, buffer = 0;
  for (int t = 0; t < 5; ++t) {
    sum(square(leaf)).backward();
    optimizer->step();
    optimizer->zero_grad();
    buffer = 0.5 * std::pow(0.5, t) * buffer + 2 * weight;
    weight -= 0.1 * std::min(t / 2.0, 1.0) * buffer;
    CHECK(near(leaf.item(), weight));
  }
}

void lsuv_gives_layers_unit_variance() {
  manual_seed(0);
  const Tensor x = normal({200, 30}) * 5;
  nn::Sequential model{nn::Linear(30, 40), nn::BatchNorm1d(40), nn::Tanh(), nn::Linear(40, 5)};
  nn::init::lsuv_(model, x, 0.01);
  const NoGrad no_grad;
  CHECK(std::fabs(var(model(x), {}, 0).item() - 1) < 0.011);
  nn::init::apply(model, [](const Tensor& weight) { nn::init::constant_(weight, 2); });
  CHECK(model.named_parameters()[0].second.detach().data<float>()[0] == 2);
  CHECK_THROWS(std::invalid_argument, "did you mean 'he'", nn::init::apply(model, "hee"));
}

}  // namespace

int main() {
  return run_cases({
      {"schedules are functions of the step", schedules_are_functions_of_the_step},
      {"a schedule drives any option", a_schedule_drives_any_option},
      {"lsuv gives layers unit variance", lsuv_gives_layers_unit_variance},
  });
}
