// train_many in C++: the bits of the training alone, its order, its errors, and how it is stopped.
#include <nnlite/nnlite.h>

#include <limits>
#include <stdexcept>

#include "check.h"

using namespace nnlite;

namespace {

struct Data {
  Tensor x = normal({60, 4}), label = cast(sum(x, {1}) > 0, kInt64);
};

std::shared_ptr<Trainer> build(double lr) {
  const auto model = std::make_shared<nn::Sequential>(
      nn::Sequential{nn::Linear(4, 8), nn::Tanh(), nn::Dropout(0.1), nn::Linear(8, 2)});
  return std::make_shared<Trainer>(model, nn::CrossEntropyLoss(),
                                   optim::Adam(model->parameters(), {.lr = lr}));
}

bool same(Trainer& a, Trainer& b) {
  const nn::StateDict left = a.model().state_dict(), right = b.model().state_dict();
  for (size_t i = 0; i < left.size(); ++i) {
    if (all(equal(left[i].second, right[i].second)).item() == 0) return false;
  }
  return left.size() == right.size();
}

void copies_have_the_bits_of_the_training_alone() {
  const Data data;
  const DataLoader train({data.x, data.label}, {.batch_size = 16, .shuffle = true, .seed = 99});
  const DataLoader judge({data.x, data.label});
  const ManyOptions options{
      .seeds = {3, 1}, .lrs = {0.01, 0.1}, .fit = {.epochs = 3, .metrics = {"accuracy"}}};
  const uint64_t drawn = generator().drawn();
  for (const int threads : {1, 2, 5}) {
    set_num_threads(threads);
    const std::vector<Trained> found = train_many(build, train, options, &judge);
    CHECK(found.size() == 4);
    for (size_t i = 0; i < found.size(); ++i) {
      const Trained& copy = found[i];
      CHECK(copy.seed == options.seeds[i / 2]);
      CHECK(copy.lr == options.lrs[i % 2]);
      const Generator before = generator();
      manual_seed(copy.seed);
      const auto alone = build(*copy.lr);
      DataLoader mine({data.x, data.label}, {.batch_size = 16, .shuffle = true, .seed = copy.seed});
      const History& history = alone->fit(mine, options.fit, &judge);
      generator() = before;
      CHECK(same(*copy.trainer, *alone));
      CHECK(copy.history.columns.at("val_loss") == history.columns.at("val_loss"));
      CHECK(copy.history.columns.at("train_accuracy") == history.columns.at("train_accuracy"));
    }
  }
  CHECK(generator().drawn() == drawn);
  CHECK(train.position().seed == 99);
}

void build_may_take_no_rate() {
  const Data data;
  const DataLoader train({data.x, data.label});
  const auto plain = [] { return build(0.1); };
  const auto found = train_many(plain, train, {.seeds = {0, 1, 2}, .fit = {.epochs = 1}});
  CHECK(found.size() == 3 && !found[2].lr);
  CHECK_THROWS(std::invalid_argument, "no lrs", train_many(build, train, {}));
  CHECK_THROWS(std::invalid_argument, "takes no learning rate",
               train_many(plain, train, {.lrs = {0.1}}));
}

void what_a_copy_throws_is_nested() {
  const Data data;
  DataLoader wrong({data.x, full({60}, 7, kInt64)});
  const ManyOptions options{.seeds = {4}, .lrs = {0.5}, .fit = {.epochs = 1}};
  CHECK_THROWS(CopyError,
               "train_many: the copy with seed 4, lr 0.5: ", train_many(build, wrong, options));
  try {
    train_many(build, wrong, options);
  } catch (const CopyError& e) {
    CHECK_THROWS(std::out_of_range, "label 7", std::rethrow_if_nested(e));
  }
}

void the_others_stop() {
  const Data data;
  const DataLoader train({data.x, data.label});
  set_num_threads(3);
  ManyOptions options{
      .seeds = {0, 1, 2, 3}, .lrs = {0.1}, .fit = {.epochs = std::numeric_limits<int64_t>::max()}};
  options.watch = [](int64_t done, int64_t total) {
    CHECK(done == 0 && total == 4);
    throw std::domain_error("enough");
  };
  CHECK_THROWS(std::domain_error, "enough", train_many(build, train, options));
  options.watch = {};
  options.fit.after_epoch = [](const History& history) -> bool {
    if (history.columns.at("lr").size() == 50) throw std::domain_error("fifty");
    return false;
  };
  CHECK_THROWS(CopyError, "fifty", train_many(build, train, options));
}

void copies_within_copies() {
  const Data data;
  const DataLoader train({data.x, data.label});
  const ManyOptions inner{.seeds = {0, 1}, .lrs = {0.1}, .fit = {.epochs = 2}};
  ManyOptions outer{.seeds = {5, 6}, .lrs = {0.1}, .fit = {.epochs = 1}};
  outer.fit.after_epoch = [&](const History&) {
    return train_many(build, train, inner).size() != 2;
  };
  const auto found = train_many(build, train, outer);
  CHECK(!same(*found[0].trainer, *found[1].trainer));
}

struct Count : Callback {
  bool sees(int64_t) const override { return true; }
  bool on_step_end(Trainer& trainer, double) override {
    last = trainer.optimizer().steps();
    return last == most;
  }
  int64_t last = 0, most = 0;
};

void copies_have_callbacks_of_their_own() {
  const Data data;
  const DataLoader train({data.x, data.label}, {.batch_size = 20});
  std::vector<std::shared_ptr<Count>> counts;
  ManyOptions options{.seeds = {0, 1, 2}, .lrs = {0.1}, .fit = {.epochs = 5}};
  options.prepare = [&](const Trained& copy, FitOptions& fit) {
    CHECK(copy.trainer && copy.lr == 0.1);
    counts.push_back(std::make_shared<Count>());
    counts.back()->most = 4 + static_cast<int64_t>(copy.seed);
    fit.callbacks.push_back(counts.back());
  };
  set_num_threads(2);
  const auto found = train_many(build, train, options);
  for (size_t i = 0; i < found.size(); ++i) {
    CHECK(counts[i]->last == static_cast<int64_t>(4 + i));
    CHECK(found[i].trainer->optimizer().steps() == counts[i]->last);
  }
  options.prepare = [](const Trained&, FitOptions&) { throw std::domain_error("no"); };
  CHECK_THROWS(CopyError, "the copy with seed 0, lr 0.1: no", train_many(build, train, options));
}

void shared_parameters_are_refused() {
  const Data data;
  const DataLoader train({data.x, data.label});
  const auto one = build(0.1);
  const auto again = [&] { return one; };
  CHECK_THROWS(std::invalid_argument, "shares its '0.weight'", train_many(again, train, {}));
  CHECK_THROWS(TypeError, "no Trainer",
               train_many([] { return std::shared_ptr<Trainer>(); }, train, {}));
  CHECK_THROWS(std::invalid_argument, "no seeds",
               train_many(build, train, {.seeds = {}, .lrs = {1}}));
}

}  // namespace

int main() {
  return run_cases({
      {"copies have the bits of the training alone", copies_have_the_bits_of_the_training_alone},
      {"build may take no learning rate", build_may_take_no_rate},
      {"what a copy throws is nested", what_a_copy_throws_is_nested},
      {"the others stop", the_others_stop},
      {"copies within copies", copies_within_copies},
      {"copies have callbacks of their own", copies_have_callbacks_of_their_own},
      {"shared parameters are refused", shared_parameters_are_refused},
  });
}
