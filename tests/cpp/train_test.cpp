// Training in C++: the loop by hand against the Trainer, early stopping, errors on the way, files,
// states that go on, and a layer of the program's own.
#include <nnlite/nnlite.h>

#include <filesystem>

#include "check.h"

using namespace nnlite;

namespace {

struct Data {
  Tensor x = normal({60, 4}), label = cast(sum(x, {1}) > 0, kInt64);
};

std::shared_ptr<nn::Sequential> network() {
  manual_seed(0);
  return std::make_shared<nn::Sequential>(
      nn::Sequential{nn::Linear(4, 8), nn::Tanh(), nn::Dropout(0.1), nn::Linear(8, 2)});
}

bool same(nn::Module& a, nn::Module& b) {
  const nn::StateDict left = a.state_dict(), right = b.state_dict();
  for (size_t i = 0; i < left.size(); ++i) {
    if (left[i].first != right[i].first) return false;
    if (all(equal(left[i].second, right[i].second)).item() == 0) return false;
  }
  return left.size() == right.size();
}

void the_trainer_is_the_loop_by_hand() {
  const Data data;
  const auto a = network(), b = network();
  const DataLoaderOptions options{.batch_size = 16, .shuffle = true, .seed = 5};
  DataLoader first({data.x, data.label}, options), second({data.x, data.label}, options);
  manual_seed(1);
  Trainer(a, nn::CrossEntropyLoss(), optim::Adam(a->parameters(), {.lr = 0.01}))
      .fit(first, {.epochs = 3});

  manual_seed(1);
  const auto optimizer = optim::Adam(b->parameters(), {.lr = 0.01});
  nn::CrossEntropyLoss loss;
  for (int epoch = 0; epoch < 3; ++epoch) {
    second.start();
    for (Batch batch; second.next(batch);) {
      optimizer->zero_grad();
      loss((*b)(batch[0]), batch[1]).backward();
      optimizer->step();
    }
  }
  CHECK(same(*a, *b));
}

void early_stopping_keeps_the_best_weights() {
  const Data data;
  const auto model = network();
  Trainer trainer(model, nn::CrossEntropyLoss(), optim::Adam(model->parameters(), {.lr = 0.3}));
  DataLoader train({narrow(data.x, 0, 0, 30), narrow(data.label, 0, 0, 30)}, {.seed = 1});
  const DataLoader rest({narrow(data.x, 0, 30, 30), narrow(data.label, 0, 30, 30)});
  const History& history =
      trainer.fit(train, {.epochs = 100, .metrics = {"accuracy"}, .patience = 4}, &rest);
  const auto& losses = history.columns.at("val_loss");
  CHECK(history.stopped_early);
  CHECK(static_cast<int64_t>(losses.size()) == history.best_epoch + 4);
  const double best = losses[static_cast<size_t>(history.best_epoch) - 1];
  CHECK(trainer.evaluate(rest).at("loss") == best);
  CHECK(model->training());
}

struct Watches : Callback {
  int64_t before = 0, after = 0, epochs = 0, ends = 0;
  bool sees(int64_t step) const override { return step % 2 == 0; }
  bool eager() const override { return true; }
  void on_step_start(Trainer&, Batch& batch) override { before += batch[0].shape()[0]; }
  bool on_step_end(Trainer& trainer, double) override {
    return ++after, trainer.optimizer().steps() == 6;
  }
  bool on_epoch_end(Trainer&, const History&) override { return ++epochs, false; }
  void on_fit_end(Trainer&) override { ++ends; }
};

void callbacks_see_steps_and_stop() {
  const Data data;
  const auto model = network();
  Trainer trainer(model, nn::CrossEntropyLoss(), optim::SGD(model->parameters(), {.lr = 0.1}));
  DataLoader train({data.x, data.label}, {.batch_size = 20});
  const auto watches = std::make_shared<Watches>();
  trainer.fit(train, {.epochs = 9, .callbacks = {watches}});
  CHECK(watches->before == 60);
  CHECK(watches->after == 3);
  CHECK(watches->epochs == 2);
  CHECK(watches->ends == 1);
}

void what_a_callback_throws_leaves_a_usable_model() {
  const Data data;
  const auto model = network();
  Trainer trainer(model, nn::CrossEntropyLoss(), optim::SGD(model->parameters(), {.lr = 0.1}));
  DataLoader train({data.x, data.label});
  const auto fails = [](const History&) -> bool { throw std::runtime_error("enough"); };
  CHECK_THROWS(std::runtime_error, "enough", trainer.fit(train, {.after_epoch = fails}));
  CHECK(trainer.history().columns.at("train_loss").size() == 1);
  CHECK(trainer.optimizer().steps() == train.size());
  trainer.fit(train, {.epochs = 1});
  CHECK(trainer.predict(data.x).shape() == Shape({60, 2}));
}

void bad_input_is_refused_at_the_door() {
  const Data data;
  const auto model = network(), copy = network();
  Trainer trainer(model, nn::CrossEntropyLoss(), optim::SGD(model->parameters(), {.lr = 0.1}));
  DataLoader three({data.x, data.label, data.label});
  DataLoader wrong({data.x, full({60}, 7, kInt64)});
  DataLoader right({data.x, data.label});
  CHECK_THROWS(std::invalid_argument, "3 arrays", trainer.fit(three));
  CHECK_THROWS(std::out_of_range, "label 7", trainer.fit(wrong));
  CHECK_THROWS(std::invalid_argument, "mean 'accuracy'",
               trainer.fit(right, {.metrics = {"acuracy"}}));
  CHECK_THROWS(std::invalid_argument, "0 epochs", trainer.fit(right, {.epochs = 0}));
  CHECK_THROWS(std::invalid_argument, "lr", optim::SGD(model->parameters(), {.lr = -1}));
  CHECK_THROWS(std::invalid_argument, "rows", DataLoader({data.x, ones({3})}));
  CHECK(same(*model, *copy));
}

void optimizers_are_built_by_name() {
  const auto model = network();
  const auto lion = optim::create("LION", model->parameters(), {.lr = 0.5, .no_decay = "bias"});
  CHECK(&lion->method() == &optim::Lion && lion->number(optim::Option::lr) == 0.5);
  CHECK_THROWS(std::invalid_argument, "did you mean 'adagrad'",
               optim::create("adagard", model->parameters()));
  CHECK_THROWS(std::invalid_argument, "no parameter's name matches 'norm'",
               optim::SGD(model->parameters(), {.no_decay = "norm"}));
  for (const optim::Method* method : optim::all_methods()) {
    const auto made = optim::create(method->name, model->parameters(), {.weight_decay = 0.1});
    made->step([&] {
      for (Tensor p : model->parameters()) p.set_grad(ones(p.shape()));
      return ones({});
    });
    CHECK(made->steps() == 1 && !method->summary().empty() && !method->source().empty());
  }
}

void a_run_goes_on_from_its_states() {
  const Data data;
  const auto whole = network(), half = network(), rest = network();
  const DataLoaderOptions options{.batch_size = 16, .shuffle = true, .seed = 5};
  const auto fit = [&](const auto& model, DataLoader& loader, const optim::OptimizerPtr& optimizer,
                       int64_t epochs) {
    model->set_training(true);
    std::static_pointer_cast<nn::Dropout>(model->at(2))->p = 0;
    Trainer(model, nn::CrossEntropyLoss(), optimizer).fit(loader, {.epochs = epochs});
  };
  DataLoader one({data.x, data.label}, options), two({data.x, data.label}, options);
  fit(whole, one, optim::Adam(whole->parameters(), {.lr = 0.01}), 4);
  const auto optimizer = optim::Adam(half->parameters(), {.lr = 0.01});
  fit(half, two, optimizer, 2);
  const auto next = optim::Adam(rest->parameters(), {.lr = 0.01});
  rest->load_state_dict(half->state_dict());
  next->load_state(optimizer->state());
  fit(rest, two, next, 2);
  CHECK(same(*whole, *rest));
}

void a_file_brings_the_model_back() {
  const std::string path = "train_test.safetensors";
  const auto model = network(), other = network();
  {
    const NoGrad no_grad;
    for (Tensor p : model->parameters()) p += 1;
  }
  save_file({model->state_dict(), {{"who", "train_test"}}}, path);
  const TensorFile file = load_file(path);
  CHECK(!same(*model, *other));
  other->load_state_dict(file.tensors);
  CHECK(same(*model, *other));
  CHECK(file.metadata.at("who") == "train_test");
  CHECK_THROWS(std::invalid_argument, "0.weight", file["0.weihgt"]);
  std::filesystem::resize_file(path, 100);
  CHECK_THROWS(std::invalid_argument, path, load_file(path));
  CHECK_THROWS(IoError, "nowhere", save_file({}, "/nowhere/at/all"));
  std::filesystem::remove(path);
}

void an_allocation_of_a_step_may_fail(const optim::Method& method) {
  const Data data;
  const auto model = network(), copy = network();
  const auto optimizer = method(model->parameters(), {.lr = 0.01});
  nn::CrossEntropyLoss loss;
  const auto step = [&] {
    optimizer->zero_grad();
    loss((*model)(data.x), data.label).backward();
    optimizer->step();
  };
  int failures = 0;
  for (bool failed = true; failed; ++failures) {
    failed = false;
    fail_allocation_after(failures);
    try {
      step();
    } catch (const std::bad_alloc&) {
      failed = true;
    }
    fail_allocation_after(-1);
    if (failed) CHECK(same(*model, *copy));
  }
  CHECK(failures > 20);
  CHECK(!same(*model, *copy));
  CHECK(optimizer->steps() == 1);
}

void every_allocation_of_a_step_may_fail() {
  an_allocation_of_a_step_may_fail(optim::Adam);
  an_allocation_of_a_step_may_fail(optim::LAMB);
  an_allocation_of_a_step_may_fail(optim::Prodigy);
}

// A layer that the library does not have.
class Scale : public nn::Layer<Scale> {
 public:
  static constexpr const char* kName = "Scale";
  explicit Scale(int64_t size) {
    factor = nn::parameter(ones({size}));
    register_parameter("factor", factor);
  }
  Tensor forward(const Tensor& x) override { return x * factor; }
  Tensor factor;
};

void a_layer_of_the_program_trains() {
  nn::Sequential model{Scale(4), nn::Linear(4, 1)};
  const Data data;
  Trainer trainer(model, nn::MSELoss(), optim::SGD(model.parameters(), {.lr = 0.05}));
  DataLoader train({data.x, narrow(data.x, 1, 0, 1)});
  const auto& losses = trainer.fit(train, {.epochs = 30}).columns.at("train_loss");
  CHECK(losses.back() < 0.1 * losses.front());
  CHECK(model.state_dict().front().first == "0.factor");
  CHECK(model.clone()->num_parameters() == model.num_parameters());
}

}  // namespace

int main() {
  return run_cases({
      {"the Trainer is the loop by hand", the_trainer_is_the_loop_by_hand},
      {"early stopping keeps the best weights", early_stopping_keeps_the_best_weights},
      {"callbacks see steps and stop", callbacks_see_steps_and_stop},
      {"a callback may throw", what_a_callback_throws_leaves_a_usable_model},
      {"bad input is refused at the door", bad_input_is_refused_at_the_door},
      {"optimizers are built by name", optimizers_are_built_by_name},
      {"a run goes on from its states", a_run_goes_on_from_its_states},
      {"a file brings the model back", a_file_brings_the_model_back},
      {"every allocation of a step may fail", every_allocation_of_a_step_may_fail},
      {"a layer of the program trains", a_layer_of_the_program_trains},
  });
}
