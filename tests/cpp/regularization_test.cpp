// Normalization and regularization in C++: fitted inputs, penalties, constraints, augmentation,
// mixing, ensembles, and that the Trainer does what the loop by hand does.
#include <nnlite/nnlite.h>

#include <cmath>

#include "check.h"

using namespace nnlite;

namespace {

Tensor images() { return uniform({40, 2, 6, 6}); }
Tensor labels() { return cast(arange(0, 40), kInt64) - floor(arange(0, 40) / 4) * 4; }

bool same(const Tensor& a, const Tensor& b) {
  return a.shape() == b.shape() && all(equal(a, b)).item() != 0;
}

void inputs_are_fitted() {
  manual_seed(0);
  const Tensor x = normal({200, 3}, 4, 2);
  nn::Standardize standard(Shape{3});
  standard.fit(x);
  CHECK(std::fabs(mean(standard(x)).item()) < 1e-5);
  nn::ZCA white(Shape{3}, 0);
  white.fit(x);
  const Tensor y = white(x);
  const Tensor covariance = matmul(transpose(y, 0, 1), y) / 200;
  CHECK(all(isclose(covariance, eye(3), 0, 1e-3)).item() != 0);
  CHECK_THROWS(std::invalid_argument, "statistics have shape", white(ones({2, 2})));
}

std::shared_ptr<nn::Sequential> network() {
  manual_seed(1);
  return std::make_shared<nn::Sequential>(nn::Sequential{
      nn::Flatten(), nn::Linear(72, 8), nn::AlphaDropout(0.1), nn::SELU(), nn::Linear(8, 4)});
}

DataLoader loader() {
  manual_seed(2);
  return DataLoader({images(), cast(labels(), kInt64)},
                    {.batch_size = 16,
                     .shuffle = true,
                     .seed = 3,
                     .augment = {augment::flip(), augment::rotate(20), augment::cutmix(1, 4)}});
}

void the_trainer_regularizes_as_the_loop_by_hand() {
  const auto a = network(), b = network();
  const nn::ElasticNetPenalty penalty(0.1, 0.5);
  const nn::MaxNorm constraint(0.5);
  DataLoader train = loader(), data = loader();
  manual_seed(5);
  Trainer trainer(a, nn::CrossEntropyLoss(), optim::Adam(a->parameters(), {.lr = 0.01}));
  trainer.add_penalty(penalty);
  trainer.add_constraint([&](nn::Module& m) { constraint(m); });
  trainer.fit(train, {.epochs = 2});

  manual_seed(5);
  const auto optimizer = optim::Adam(b->parameters(), {.lr = 0.01});
  nn::CrossEntropyLoss loss;
  for (int epoch = 0; epoch < 2; ++epoch) {
    data.start();
    for (Batch batch; data.next(batch);) {
      optimizer->zero_grad();
      const Tensor measured = loss((*b)(batch[0]), batch[1]);
      (measured + penalty(*b)).backward();
      optimizer->step();
      constraint(*b);
    }
  }
  const auto left = a->state_dict(), right = b->state_dict();
  for (size_t i = 0; i < left.size(); ++i) CHECK(same(left[i].second, right[i].second));
  const Tensor norms = norm(a->state_dict()[0].second, 2, {1});
  CHECK(max(norms).item() < 0.50001);
}

void what_was_drawn_is_known() {
  DataLoader data = loader();
  Batch batch;
  CHECK(data.next(batch));
  CHECK(data.drawn().size() == 3);
  CHECK((data.drawn()[0].shape() == Shape{16, 1}));
  CHECK((batch[1].shape() == Shape{16, 4}));
  CHECK(all(isclose(sum(batch[1], {1}), 1.0, 0, 1e-5)).item() != 0);
  CHECK_THROWS(std::invalid_argument, "the size is 9",
               DataLoader({images()}, {.augment = {augment::crop({9, 9})}}));
}

void an_ensemble_is_an_average() {
  std::vector<nn::ModulePtr> members;
  for (int i = 0; i < 3; ++i) members.push_back(std::make_shared<nn::Linear>(3, 2));
  nn::Ensemble ensemble(members);
  const Tensor x = normal({5, 3});
  const NoGrad no_grad;
  const Tensor total = (*members[0])(x) + (*members[1])(x) + (*members[2])(x);
  CHECK(all(isclose(ensemble.predict(x, 2), total / 3, 1e-5, 1e-6)).item() != 0);
  CHECK_THROWS(std::invalid_argument, "no models", nn::Ensemble({}));
}

void weights_are_disturbed_while_training() {
  const auto inner = std::make_shared<nn::Linear>(3, 2);
  nn::WeightNoise noisy(inner, 0.5);
  const Tensor x = normal({4, 3});
  CHECK(!same(noisy(x), noisy(x)));
  noisy.eval();
  CHECK(same(noisy(x), (*inner)(x)));
}

}  // namespace

int main() {
  return run_cases({
      {"inputs are fitted", inputs_are_fitted},
      {"the Trainer regularizes as the loop by hand", the_trainer_regularizes_as_the_loop_by_hand},
      {"what was drawn is known", what_was_drawn_is_known},
      {"an ensemble is an average", an_ensemble_is_an_average},
      {"weights are disturbed while training", weights_are_disturbed_while_training},
  });
}
