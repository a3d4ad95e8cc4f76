// Tensors and gradients as C++ sees them: handles, views, scopes, lifetimes, errors, threads.
#include <nnlite/nnlite.h>

#include <cmath>
#include <thread>

#include "check.h"

using namespace nnlite;

namespace {

void a_tensor_is_a_handle() {
  Tensor a = zeros({2, 3});
  Tensor b = a;
  a += 1;
  CHECK(sum(b).item() == 6);
  Tensor c = clone(a);
  a *= 5;
  CHECK(sum(c).item() == 6);
  CHECK(sum(a).item() == 30);
  CHECK(!Tensor().defined());
}

void views_share_memory() {
  Tensor a = arange(0, 6, 1, kFloat32);
  Tensor row = select(reshape(a, {2, 3}), 0, 1);
  row *= 10;
  CHECK(sum(a).item() == 0 + 1 + 2 + 10 * (3 + 4 + 5));
}

void scalars_and_dtypes_promote() {
  const Tensor a = arange(0, 4, 1, kInt64);
  CHECK((a + 1).dtype() == kInt64);
  CHECK((a + 0.5).dtype() == kFloat64);
  CHECK((zeros({2}) + 0.5).dtype() == kFloat32);
  CHECK((a < 2).dtype() == kBool);
}

// f = (x + y) z at (-2, 5, -4).
void the_chain_rule() {
  Tensor x = full({}, -2.0), y = full({}, 5.0), z = full({}, -4.0);
  for (Tensor* t : {&x, &y, &z}) t->requires_grad_();
  const Tensor f = (x + y) * z;
  f.backward();
  CHECK(x.grad().item() == -4);
  CHECK(y.grad().item() == -4);
  CHECK(z.grad().item() == 3);
}

void gradients_of_gradients() {
  Tensor x = full({}, 3.0, kFloat64);
  x.requires_grad_();
  const Tensor first = grad({x * x * x}, {x}, {}, {.create_graph = true}).at(0);
  CHECK(first.item() == 27);
  CHECK(grad({first}, {x}).at(0).item() == 18);
}

void scopes_nest() {
  Tensor x = ones({2}).requires_grad_();
  {
    const NoGrad outer;
    const NoGrad inner;
    CHECK(!(x * 2).requires_grad());
  }
  CHECK((x * 2).requires_grad());
  try {
    const NoGrad scope;
    matmul(x, ones({3}));
  } catch (const std::exception&) {
  }
  CHECK((x * 2).requires_grad());
}

void a_graph_dies_in_any_order() {
  Tensor x = ones({3}).requires_grad_();
  Tensor a = x * 2, b = a + 1, c = sum(b);
  x = {};
  a = {};
  const Tensor kept = b;
  b = {};
  c.backward();
  CHECK_THROWS(std::runtime_error, "backward", c.backward());
  Tensor deep = ones({1}).requires_grad_();
  const Tensor root = deep;
  for (int i = 0; i < 200000; ++i) deep = deep + 1;
  deep.backward();
  CHECK(root.grad().item() == 1);
}

void errors_name_the_cure_and_change_nothing() {
  Tensor a = ones({2, 3});
  CHECK_THROWS(std::invalid_argument, "matmul", matmul(a, ones({2, 3})));
  CHECK_THROWS(std::invalid_argument, "shape", a += ones({4}));
  CHECK_THROWS(std::invalid_argument, "", reshape(a, {7}));
  CHECK_THROWS(std::out_of_range, "", select(a, 0, 2));
  CHECK_THROWS(std::exception, "", zeros({int64_t(1) << 40, int64_t(1) << 40}));
  CHECK(sum(a).item() == 6);
}

// Products, sums and random numbers, to the bit.
std::vector<double> work() {
  manual_seed(3);
  const Tensor a = normal({130, 70}), b = uniform({70, 90});
  const Tensor c = matmul(a, b);
  return {sum(c).item(), mean(exp(-square(c))).item(), sum(softmax(c, 1) * c).item()};
}

void the_same_bits_on_any_number_of_threads() {
  const int before = get_num_threads();
  set_num_threads(1);
  const std::vector<double> expected = work();
  for (int threads : {2, 3, 4}) {
    set_num_threads(threads);
    CHECK(work() == expected);
  }
  set_num_threads(before);
}

void threads_of_the_program_do_not_disturb_each_other() {
  const std::vector<double> expected = work();
  std::vector<double> found[3];
  std::vector<std::thread> threads;
  for (auto& slot : found) threads.emplace_back([&slot] { slot = work(); });
  for (std::thread& t : threads) t.join();
  for (const auto& slot : found) CHECK(slot == expected);
}

void nothing_is_left_behind() {
  const int64_t before = memory_stats().in_use;
  for (int i = 0; i < 1000; ++i) sum(work().front() * ones({100}).requires_grad_());
  CHECK(memory_stats().in_use == before);
}

}  // namespace

int main() {
  return run_cases({
      {"a tensor is a handle", a_tensor_is_a_handle},
      {"views share memory", views_share_memory},
      {"scalars and dtypes promote", scalars_and_dtypes_promote},
      {"the chain rule", the_chain_rule},
      {"gradients of gradients", gradients_of_gradients},
      {"scopes nest", scopes_nest},
      {"a graph dies in any order", a_graph_dies_in_any_order},
      {"errors name the cure and change nothing", errors_name_the_cure_and_change_nothing},
      {"the same bits on any number of threads", the_same_bits_on_any_number_of_threads},
      {"threads do not disturb each other", threads_of_the_program_do_not_disturb_each_other},
      {"nothing is left behind", nothing_is_left_behind},
  });
}
