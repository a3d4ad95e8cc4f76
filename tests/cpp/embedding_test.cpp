// Embeddings whose gradient is rows, in C++: what it holds, the optimizers that take it, compiled.
#include "layers.h"

using namespace nnlite;

namespace {

Tensor loss_of(const Tensor& table, const Tensor& at, bool sparse) {
  return sum(square(tanh(embedding(at, table, {.sparse = sparse}))));
}

void rows_of_a_batch() {
  manual_seed(0);
  Tensor table = doubles({50, 3}), twin = clone(table);
  table.requires_grad_();
  twin.requires_grad_();
  const Tensor at = tensor<int64_t>({40, 7, 40, 0});
  loss_of(table, at, true).backward();
  loss_of(twin, at, false).backward();
  const SparseGradient g = sparse_grad(table);
  CHECK(same(g.rows, tensor<int64_t>({0, 7, 40})));
  CHECK(g.values.shape() == Shape({3, 3}) && g.shape == Shape({50, 3}));
  CHECK_NEAR(g.to_dense(), numbers(twin.grad()));
  CHECK_THROWS(std::runtime_error, "sparse_grad", table.grad());
  table.set_grad({});
  CHECK(!sparse_grad(table).defined() && !table.grad().defined());
}

Tensor trained(const optim::Method& method, bool sparse, bool compiled) {
  manual_seed(1);
  nn::Embedding table(30, 4, {.sparse = sparse});
  const auto optimizer = method(table.parameters(), {.lr = 0.1});
  const auto step = [&](std::span<const Tensor> batch) {
    const Tensor loss = sum(square(tanh(table(batch[0]))));
    loss.backward();
    optimizer->step();
    return std::vector<Tensor>{loss};
  };
  Compiled plan(step);
  for (int i = 0; i < 5; ++i) {
    const Tensor at = integers(0, 30, {12});
    compiled ? plan({at}) : step(std::span(&at, 1));
  }
  return table.weight.detach();
}

void optimizers() {
  for (const optim::Method* method : {&optim::SGD, &optim::Adagrad, &optim::SparseAdam}) {
    CHECK(same(trained(*method, true, false), trained(*method, true, true)));
  }
  CHECK(same(trained(optim::SGD, true, false), trained(optim::SGD, false, false)));
  CHECK(same(trained(optim::Adagrad, true, false), trained(optim::Adagrad, false, false)));
  CHECK_THROWS(std::invalid_argument, "SparseAdam", trained(optim::Adam, true, false));
}

}  // namespace

int main() { return run_cases({{"rows of a batch", rows_of_a_batch}, {"optimizers", optimizers}}); }
