// Compiled steps in C++: replay equals eager to the bit, a steady step allocates nothing, memory
// may fail anywhere, and what changes between calls is noticed.
#include <nnlite/nnlite.h>

#include <atomic>
#include <cstring>
#include <thread>

#include "check.h"
#include "counted_new.h"

using namespace nnlite;

namespace {

using Step = Compiled::Function;

struct Run {
  Run() {
    manual_seed(0);
    model = std::make_shared<nn::Sequential>(nn::Sequential{
        nn::Linear(4, 8), nn::BatchNorm1d(8), nn::Tanh(), nn::Dropout(0.2), nn::Linear(8, 3)});
    optimizer = optim::Adam(model->parameters(), {.lr = 0.01, .weight_decay = 0.1});
  }
  std::vector<Tensor> take(std::span<const Tensor> batch) {
    ++calls;
    const Tensor loss = criterion((*model)(batch[0]), batch[1]);
    loss.backward();
    optimizer->step();
    return {loss};
  }
  Step step() {
    return [this](std::span<const Tensor> batch) { return take(batch); };
  }
  std::vector<Tensor> weights() const {
    std::vector<Tensor> list;
    for (const Tensor& p : model->parameters()) list.push_back(clone(p).detach());
    return list;
  }
  std::vector<Tensor> state() const {
    std::vector<Tensor> list;
    for (const auto& [name, t] : model->state_dict()) list.push_back(clone(t));
    for (const auto& [name, value] : optimizer->state()) {
      if (const auto* t = std::get_if<Tensor>(&value)) list.push_back(clone(*t));
    }
    return list;
  }

  std::shared_ptr<nn::Sequential> model;
  optim::OptimizerPtr optimizer;
  nn::CrossEntropyLoss criterion;
  int calls = 0;
};

bool same(const std::vector<Tensor>& a, const std::vector<Tensor>& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].shape() != b[i].shape() || all(equal(a[i], b[i])).item() == 0) return false;
  }
  return true;
}

std::vector<Tensor> batch_of(uint64_t seed, int64_t rows = 6) {
  manual_seed(seed);
  const Tensor x = normal({rows, 4});
  return {x, cast(sum(x, {1}) > 0, kInt64)};
}

// ---- the same bits ------------------------------------------------------------------------------

void replay_equals_eager() {
  Run compiled, eager;
  Compiled step(compiled.step());
  for (uint64_t i = 0; i < 12; ++i) {
    const std::vector<Tensor> batch = batch_of(i, i % 3 == 2 ? 4 : 6);
    const Generator before = generator();
    const Tensor loss = step(batch).at(0);
    generator() = before;
    CHECK(loss.item() == eager.take(batch).at(0).item());
    CHECK(!loss.requires_grad());
    CHECK(same(compiled.state(), eager.state()));
  }
  CHECK(compiled.calls == 2);
  CHECK(step.plans().size() == 2);
}

// ---- no memory ----------------------------------------------------------------------------------

// How often `work` asked the system, once it has run `warm` times.
int64_t asks(int warm, const std::function<void()>& work) {
  for (int i = 0; i < warm; ++i) work();
  const int64_t before = news(), pool = memory_stats().system_calls;
  for (int i = 0; i < 20; ++i) work();
  CHECK(memory_stats().system_calls == pool);
  return news() - before;
}

void a_steady_replay_asks_for_no_memory() {
  Run run;
  Compiled step(run.step());
  const std::vector<Tensor> batch = batch_of(1);
  std::vector<Tensor> results;
  const int64_t before = news();
  step.run(batch, results);
  CHECK(news() > before + 10);  // those of the library are counted
  CHECK(asks(3, [&] { step.run(batch, results); }) == 0);
}

void every_optimizer_replays_without_memory() {
  const std::vector<Tensor> batch = batch_of(1);
  const auto train = [&](const optim::Options& options) {
    Run run;
    run.optimizer = optim::Adam(run.model->parameters(), options);
    Compiled step(run.step());
    std::vector<Tensor> results;
    CHECK(asks(8, [&] { step.run(batch, results); }) == 0);
  };
  train({.lr = 0.01, .clip_norm = 1.0});
  train({.lr = 0.01, .ema = 0.9});
  train({.lr = 0.01, .lookahead = 2});
  train({.lr = optim::cosine(0.1, 1000), .agc = 0.1});
}

void run_steps_ask_for_no_memory() {
  Run run;
  Compiled step(run.step());
  const std::vector<Tensor> all = batch_of(1, 48);
  DataLoader data(all, {.batch_size = 6, .shuffle = true, .seed = 1});
  run_steps(step, data, 16);
  const auto count = [&](int64_t steps) {
    const int64_t before = news();
    run_steps(step, data, steps);
    return news() - before;
  };
  count(80);
  CHECK(count(8) == count(80));  // per call, not per step
}

void epochs_ask_for_no_memory_per_step() {
  Run run;
  Trainer trainer(run.model, nn::CrossEntropyLoss(), run.optimizer);
  DataLoader small(batch_of(1, 32), {.batch_size = 8, .shuffle = true, .seed = 1});
  DataLoader large(batch_of(1, 320), {.batch_size = 8, .shuffle = true, .seed = 1});
  const auto count = [&](DataLoader& data) {
    const int64_t before = news();
    trainer.fit(data, {.epochs = 2, .metrics = {"accuracy"}});
    return news() - before;
  };
  for (int i = 0; i < 2; ++i) count(small), count(large);
  CHECK(count(small) == count(large));
}

// ---- memory that cannot be had ------------------------------------------------------------------

// Fails every allocation of one call in turn: the step is taken or not, and a replay that fails has
// not taken it; later ones are as if nothing had been.
void fail_everywhere(bool captured) {
  int failures = 0;
  for (bool failed = true; failed; ++failures) {
    Run run, eager;
    const std::vector<Tensor> batch = batch_of(1);
    Compiled step(run.step());
    manual_seed(9);
    if (captured) step(batch);
    manual_seed(9);
    if (captured) eager.take(batch);
    const std::vector<Tensor> before = run.weights();
    const int64_t steps = run.optimizer->steps();
    failed = false;
    manual_seed(5);
    fail_allocation_after(failures);
    try {
      step(batch);
    } catch (const std::bad_alloc&) {
      failed = true;
    }
    fail_allocation_after(-1);
    CHECK(same(before, run.weights()) == (run.optimizer->steps() == steps));
    CHECK(failed || run.optimizer->steps() == steps + 1);
    CHECK(!captured || !failed || run.optimizer->steps() == steps);
    run.model->load_state_dict(eager.model->state_dict());
    run.optimizer->load_state(eager.optimizer->state());
    run.optimizer->zero_grad();
    eager.optimizer->zero_grad();
    for (int i = 0; i < 3; ++i) {
      manual_seed(7);
      const double mine = step(batch).at(0).item();
      manual_seed(7);
      CHECK(mine == eager.take(batch).at(0).item());
    }
    CHECK(same(run.state(), eager.state()));
  }
  CHECK(failures > 3);
}

void the_capturing_call_may_run_out_of_memory() { fail_everywhere(false); }
void a_replay_may_run_out_of_memory() { fail_everywhere(true); }

// Values that end within the step are given back while it is watched, constants that it makes are
// not computed again.
void the_capturing_call_needs_no_more_memory_than_any_other() {
  constexpr int64_t bytes = 400000;
  int64_t most = 0;
  Compiled step([&](std::span<const Tensor> x) {
    const int64_t before = memory_stats().in_use;
    Tensor y = x[0] + ones({100000}) * 2;
    for (int i = 0; i < 20; ++i) {
      y = tanh(y) + y;
      most = std::max(most, memory_stats().in_use - before);
    }
    return std::vector<Tensor>{y};
  });
  const Tensor x = ones({100000});
  const std::vector<Tensor> first = step({x}), second = step({x});
  CHECK(most < 8 * bytes);
  CHECK(std::memcmp(first[0].data<float>(), second[0].data<float>(), size_t{bytes}) == 0);
  CHECK(step.plans().front()->steps().size() == 41);  // the product of constants is none
}

// ---- what changes between calls -----------------------------------------------------------------

void a_replaced_parameter_is_noticed() {
  Run run;
  Compiled step(run.step());
  const std::vector<Tensor> batch = batch_of(1);
  for (int i = 0; i < 2; ++i) step(batch);
  auto& linear = static_cast<nn::Linear&>(*run.model->at(0));
  linear.weight = nn::parameter(zeros({8, 4}));
  linear.bias = nn::parameter(zeros({8}));
  step(batch);
  CHECK(run.calls == 2);
  CHECK(linear.weight.grad().defined());
}

void another_precision_is_another_plan() {
  const Tensor w = full({4, 4}, 1 + 1.0 / 1024);
  Compiled step([&](std::span<const Tensor> x) { return std::vector<Tensor>{matmul(x[0], w)}; });
  const std::vector<Tensor> x = {ones({1, 4})};
  for (int i = 0; i < 2; ++i) CHECK(step(x).at(0).data<float>()[0] == 4 + 4.0f / 1024);
  {
    const WithPrecision rough(Precision::medium);
    for (int i = 0; i < 2; ++i) CHECK(step(x).at(0).data<float>()[0] == 4);
  }
  CHECK(matmul_precision() == Precision::highest);
  CHECK(step(x).at(0).data<float>()[0] == 4 + 4.0f / 1024);
  CHECK(step.plans().size() == 2);
}

void a_destroyed_module_is_noticed() {
  auto model = std::make_shared<nn::Linear>(4, 2);
  Compiled step([&](std::span<const Tensor> x) { return std::vector<Tensor>{(*model)(x[0])}; });
  const Tensor x = ones({3, 4});
  step({x});
  model = std::make_shared<nn::Linear>(4, 5);
  CHECK(step({x}).at(0).shape() == Shape({3, 5}));
  CHECK(step({x}).at(0).shape() == Shape({3, 5}));
  CHECK(step.plans().size() == 2);
}

void a_plan_outlives_what_it_was_made_of() {
  std::shared_ptr<const Plan> plan;
  {
    Run run;
    Compiled step(run.step());
    step(batch_of(1));
    plan = step.plans().front();
  }
  CHECK(plan->misfit(batch_of(1)) != nullptr);
  CHECK(!plan->str().empty());
}

void a_step_within_itself_is_one_step() {
  int depth = 0;
  std::function<std::vector<Tensor>(std::span<const Tensor>)> twice;
  Compiled step([&](std::span<const Tensor> x) { return twice(x); });
  twice = [&](std::span<const Tensor> x) {
    const Tensor y = x[0] * 2;
    return ++depth < 3 ? step({y}) : std::vector<Tensor>{y};
  };
  CHECK(step({ones({2})}).at(0).data<float>()[0] == 8);
  CHECK(step({ones({2})}).at(0).data<float>()[0] == 8);
}

void two_threads_share_a_step() {
  Compiled square([](std::span<const Tensor> x) { return std::vector<Tensor>{sum(x[0] * x[0])}; });
  std::atomic<bool> right{true};
  const auto work = [&](double k) {
    const Tensor x = full({50}, k);
    for (int i = 0; i < 300; ++i) right = right && square({x}).at(0).item() == 50 * k * k;
  };
  std::thread a(work, 1), b(work, 2);
  a.join();
  b.join();
  CHECK(right);
}

void two_threads_train_apart() {
  std::vector<double> losses(2);
  const auto work = [&](size_t k) {
    const std::vector<Tensor> batch = batch_of(1);
    Run run;
    Compiled step(run.step());
    for (int i = 0; i < 50; ++i) losses[k] = step(batch).at(0).item();
  };
  std::thread a(work, 0), b(work, 1);
  a.join();
  b.join();
  CHECK(losses[0] == losses[1]);
}

}  // namespace

int main() {
  return run_cases({
      {"replay equals eager", replay_equals_eager},
      {"a steady replay asks for no memory", a_steady_replay_asks_for_no_memory},
      {"every optimizer replays without memory", every_optimizer_replays_without_memory},
      {"run_steps ask for no memory", run_steps_ask_for_no_memory},
      {"epochs ask for no memory per step", epochs_ask_for_no_memory_per_step},
      {"the capturing call may run out of memory", the_capturing_call_may_run_out_of_memory},
      {"a replay may run out of memory", a_replay_may_run_out_of_memory},
      {"the capturing call needs no more memory than any other",
       the_capturing_call_needs_no_more_memory_than_any_other},
      {"a replaced parameter is noticed", a_replaced_parameter_is_noticed},
      {"another precision is another plan", another_precision_is_another_plan},
      {"a destroyed module is noticed", a_destroyed_module_is_noticed},
      {"a plan outlives what it was made of", a_plan_outlives_what_it_was_made_of},
      {"a step within itself is one step", a_step_within_itself_is_one_step},
      {"two threads share a step", two_threads_share_a_step},
      {"two threads train apart", two_threads_train_apart},
  });
}
