// Optimizer steps: one fused pass over all tensors of a group, shared among threads in pieces of
// fixed size.
#include <cmath>

#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/stretch.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/denormals.h"
#include "nnlite/base/small_vector.h"

namespace nnlite::cpu {

namespace {

constexpr double kElement = 0.5;  // nanoseconds

int64_t pieces(int64_t n) { return (n + kPiece - 1) / kPiece; }

// Where the pieces of each tensor start in the count of all.
using Starts = SmallVector<int64_t, 32>;
Starts starts_of(std::span<const Operand> tensors) {
  Starts starts;
  int64_t total = 0;
  for (const Operand& t : tensors) {
    starts.emplace_back(total);
    total += pieces(t.size());
  }
  starts.emplace_back(total);
  return starts;
}

// f(tensor, first element, elements) for the pieces begin .. end - 1; whole tensors at once where
// they lie in the range.
template <class F>
void each_piece(const Starts& starts, std::span<const Operand> tensors, int64_t begin, int64_t end,
                F&& f) {
  for (int t = 0; t < static_cast<int>(tensors.size()); ++t) {
    const int64_t from = std::max(begin, starts[t]), to = std::min(end, starts[t + 1]);
    if (from >= to) continue;
    const int64_t first = (from - starts[t]) * kPiece;
    const int64_t last =
        std::min((to - starts[t]) * kPiece, tensors[static_cast<size_t>(t)].size());
    f(t, first, last - first);
  }
}

void* at(const Operand& t, int64_t element) {
  return static_cast<char*>(t.data) + element * itemsize(t.dtype());
}

// What the step has measured: the last inputs.
void take_factors(RuleNumbers& numbers, const Call& call) {
  const size_t first = call.in.size() - static_cast<size_t>(numbers.factors);
  for (int i = 0; i < numbers.factors; ++i) {
    numbers.x[i] = *call.in[first + static_cast<size_t>(i)].as<double>();
  }
}

// The tensors of a call: in has the gradients, out the parameters and then the states of each.
class Tensors {
 public:
  explicit Tensors(const Call& call)
      : call_(call),
        states_(kRuleStates[call.code]),
        count_(call.out.size() / static_cast<size_t>(1 + states_)) {}

  size_t count() const { return count_; }
  std::span<const Operand> weights() const { return call_.out.first(count_); }
  Stretch stretch(int tensor, int64_t first, int64_t n) const {
    const auto which = static_cast<size_t>(tensor);
    Stretch s{n, at(call_.out[which], first), at(call_.in[which], first)};
    for (int i = 0; i < states_; ++i) {
      const auto place = count_ + which * static_cast<size_t>(states_) + static_cast<size_t>(i);
      s.states[i] = at(call_.out[place], first);
    }
    return s;
  }

 private:
  const Call& call_;
  int states_;
  size_t count_;
};

// How far the elements of each tensor go that a cautious step moves: elements / those that move.
using Factors = SmallVector<double, 32>;
Factors factors(const Call& call, const Tensors& tensors, const Starts& starts,
                const RuleNumbers& numbers) {
  const int64_t total = starts[starts.size() - 1];
  SmallVector<int64_t, 64> moving;
  moving.reserve(static_cast<int>(total));
  for (int64_t i = 0; i < total; ++i) moving.emplace_back(int64_t{0});
  parallel_for(total, kElement * kPiece, [&](int64_t begin, int64_t end) {
    const FlushDenormals flush;
    for (int64_t piece = begin; piece < end; ++piece) {
      each_piece(starts, tensors.weights(), piece, piece + 1, [&](int t, int64_t first, int64_t n) {
        const DType dtype = tensors.weights()[static_cast<size_t>(t)].dtype();
        const auto count = kernels().optim->agreeing[call.code][dtype == kFloat32 ? 0 : 1];
        with_clipped(tensors.stretch(t, first, n), dtype, kRuleStates[call.code], numbers,
                     [&](const Stretch& s, const RuleNumbers& h) {
                       moving[static_cast<int>(piece)] = count(s.n, s.w, s.g, s.states, h);
                     });
      });
    }
  });
  Factors found;
  for (size_t t = 0; t < tensors.count(); ++t) {
    int64_t sum = 0;
    for (int64_t i = starts[static_cast<int>(t)]; i < starts[static_cast<int>(t) + 1]; ++i) {
      sum += moving[static_cast<int>(i)];
    }
    found.emplace_back(static_cast<double>(tensors.weights()[t].size()) /
                       static_cast<double>(std::max<int64_t>(sum, 1)));
  }
  return found;
}

}  // namespace

// in: the gradients, where max_norm or skip is set their norm, and factors; out: the parameters,
// then the states of each.
void optim_step(const Call& call) {
  auto numbers = *static_cast<const RuleNumbers*>(call.attrs.block);
  const Tensors tensors(call);
  const std::span<const Operand> weights = tensors.weights();
  take_factors(numbers, call);
  const bool normed = call.in.size() > tensors.count() + static_cast<size_t>(numbers.factors);
  const double norm = normed ? *call.in[tensors.count()].as<double>() : 0;
  if (numbers.skip && !std::isfinite(norm)) return;
  if (numbers.max_norm > 0) {
    numbers.scale *= std::min(1.0, numbers.max_norm / (std::abs(numbers.scale) * norm + 1e-6));
  }
  const Starts starts = starts_of(weights);
  const Factors agree = numbers.cautious ? factors(call, tensors, starts, numbers) : Factors();
  parallel_for(starts[starts.size() - 1], kElement * kPiece, [&](int64_t begin, int64_t end) {
    const FlushDenormals flush;
    RuleNumbers own = numbers;
    each_piece(starts, weights, begin, end, [&](int t, int64_t first, int64_t n) {
      const DType dtype = weights[static_cast<size_t>(t)].dtype();
      if (numbers.cautious) own.agree = agree[t];
      with_clipped(
          tensors.stretch(t, first, n), dtype, kRuleStates[call.code], own,
          [step = kernels().optim->step[call.code][dtype == kFloat32 ? 0 : 1]](
              const Stretch& s, const RuleNumbers& h) { step(s.n, s.w, s.g, s.states, h); });
    });
  });
}

void optim_move(const Call& call) {
  auto numbers = *static_cast<const RuleNumbers*>(call.attrs.block);
  take_factors(numbers, call);
  const Operand &g = call.in[0], &w = call.in[1], &out = call.out[0];
  const auto move = kernels().optim->move[call.code][out.dtype() == kFloat32 ? 0 : 1];
  parallel_for(pieces(out.size()), kElement * kPiece, [&](int64_t begin, int64_t end) {
    const FlushDenormals flush;
    const int64_t first = begin * kPiece;
    void* states[kMaxStates] = {};
    for (int i = 0; i < kRuleStates[call.code]; ++i) {
      states[i] = at(call.in[2 + static_cast<size_t>(i)], first);
    }
    move(std::min(out.size(), end * kPiece) - first, at(w, first), at(g, first), states, numbers,
         at(out, first));
  });
}

// In double, and in an order that the shapes fix.
void global_norm(const Call& call) {
  const size_t count = call.code == 2 ? call.in.size() / 2 : call.in.size();
  const std::span<const Operand> inputs = call.in.first(count);
  const Starts starts = starts_of(inputs);
  const int64_t total = starts[starts.size() - 1];
  SmallVector<double, 64> partial;
  partial.reserve(static_cast<int>(total));
  for (int64_t i = 0; i < total; ++i) partial.emplace_back(0.0);
  parallel_for(total, kElement * kPiece, [&](int64_t begin, int64_t end) {
    for (int64_t piece = begin; piece < end; ++piece) {
      each_piece(starts, inputs, piece, piece + 1, [&](int t, int64_t first, int64_t n) {
        const auto which = static_cast<size_t>(t);
        const Operand* other =
            call.code == 1 ? nullptr : &call.in[call.code == 2 ? count + which : which];
        const auto sum = kernels().optim->sum[inputs[which].dtype() == kFloat32 ? 0 : 1];
        partial[static_cast<int>(piece)] =
            sum(n, at(inputs[which], first), other ? at(*other, first) : nullptr);
      });
    }
  });
  double sum = 0;
  for (double part : partial) sum += part;
  *call.out[0].as<double>() = call.code == 0 ? std::sqrt(sum) : sum;
}

}  // namespace nnlite::cpu
