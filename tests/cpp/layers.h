// What the tests of layers share: comparison with simple loops, gradients by central differences,
// and whether a compiled step computes the same bits.
#pragma once

#include <nnlite/nnlite.h>

#include <cmath>
#include <string>
#include <vector>

#include "check.h"

using Function = std::function<nnlite::Tensor(const std::vector<nnlite::Tensor>&)>;

// Doubles in the order of their places, from a contiguous copy.
inline std::vector<double> numbers(const nnlite::Tensor& t) {
  const nnlite::Tensor whole = nnlite::clone(t.detach());
  const auto* begin = whole.data<double>();
  return {begin, begin + whole.numel()};
}

inline nnlite::Tensor doubles(const nnlite::Shape& shape) {
  return nnlite::cast(nnlite::normal(shape), nnlite::kFloat64);
}

inline void check_near(const nnlite::Tensor& found, const std::vector<double>& wanted, int line,
                       double tolerance = 1e-10) {
  const std::vector<double> have = numbers(found);
  check(have.size() == wanted.size(), "as many numbers", line);
  for (size_t i = 0; i < have.size(); ++i) {
    if (std::abs(have[i] - wanted[i]) <= tolerance * (1 + std::abs(wanted[i]))) continue;
    throw std::runtime_error("line " + std::to_string(line) + ": number " + std::to_string(i) +
                             " is " + std::to_string(have[i]) + ", not " +
                             std::to_string(wanted[i]));
  }
}
#define CHECK_NEAR(found, ...) check_near(found, __VA_ARGS__, __LINE__)

// Of a weighted sum of f, in every number of every input.
inline void check_gradients(const Function& f, std::vector<nnlite::Tensor> inputs, int line) {
  for (nnlite::Tensor& t : inputs) t.requires_grad_();
  const nnlite::Tensor y = f(inputs), weights = doubles(y.shape());
  const auto loss = [&] { return nnlite::sum(f(inputs) * weights); };
  loss().backward();
  const nnlite::NoGrad off;
  constexpr double kStep = 1e-6;
  for (nnlite::Tensor& t : inputs) {
    std::vector<double> slopes;
    auto* at = t.data<double>();
    for (int64_t i = 0; i < t.numel(); ++i) {
      const double before = at[i];
      at[i] = before + kStep;
      const double up = loss().item();
      at[i] = before - kStep;
      slopes.push_back((up - loss().item()) / (2 * kStep));
      at[i] = before;
    }
    check_near(t.grad(), slopes, line, 1e-7);
  }
}
#define CHECK_GRADIENTS(f, ...) check_gradients(f, __VA_ARGS__, __LINE__)

inline bool same(const nnlite::Tensor& a, const nnlite::Tensor& b) {
  return a.shape() == b.shape() && nnlite::all(nnlite::equal(a, b)).item() != 0;
}

// Trains a model of the same seed for some steps, eagerly and compiled, on one thread and three.
inline void check_compiled(const std::function<nnlite::nn::ModulePtr()>& make,
                           const nnlite::Tensor& x, int line) {
  std::vector<nnlite::Tensor> first;
  const int threads = nnlite::get_num_threads();
  for (const bool compiled : {false, true}) {
    for (const int count : {1, 3}) {
      nnlite::set_num_threads(count);
      nnlite::manual_seed(7);
      const nnlite::nn::ModulePtr model = make();
      const auto optimizer = nnlite::optim::SGD(model->parameters(), {.lr = 0.05});
      const auto step = [&](std::span<const nnlite::Tensor> batch) {
        const nnlite::Tensor loss = nnlite::mean(nnlite::square((*model)(batch[0])));
        loss.backward();
        optimizer->step();
        return std::vector<nnlite::Tensor>{loss};
      };
      nnlite::Compiled plan(step);
      for (int i = 0; i < 3; ++i) compiled ? plan({x}) : step(std::span(&x, 1));
      std::vector<nnlite::Tensor> weights;
      for (const nnlite::Tensor& p : model->parameters()) weights.push_back(p.detach());
      if (first.empty()) first = weights;
      for (size_t i = 0; i < first.size(); ++i)
        check(same(first[i], weights[i]), "same bits", line);
    }
  }
  nnlite::set_num_threads(threads);
}
#define CHECK_COMPILED(...) check_compiled(__VA_ARGS__, __LINE__)
