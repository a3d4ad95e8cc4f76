// Optimizer steps: one fused pass over all tensors of a group, shared among threads in pieces of
// fixed size.
#include "nnlite/kernels/optim.h"

#include <cmath>

#include "nnlite/backend/cpu/isa.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/denormals.h"
#include "nnlite/base/small_vector.h"

namespace nnlite::cpu {

namespace {

constexpr int64_t kPiece = 4096;  // elements; fixed, so that sums do not depend on threads
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

double sum_of_squares(const Operand& t, int64_t first, int64_t n) {
  double total = 0;
  dispatch(t.dtype(), [&](auto item) {
    const auto* x = static_cast<const decltype(item)*>(at(t, first));
#pragma omp simd reduction(+ : total)
    for (int64_t i = 0; i < n; ++i) total += static_cast<double>(x[i]) * static_cast<double>(x[i]);
  });
  return total;
}

// A stretch of one tensor; gradients that are clipped go through a buffer, a piece at a time.
void run_rule(int code, DType dtype, int64_t n, void* w, const void* g, void* const* states,
              const RuleNumbers& numbers) {
  const int precision = dtype == kFloat32 ? 0 : 1;
  const auto step = kernels().optim->step[code][precision];
  if (numbers.clip <= 0) return step(n, w, g, states, numbers);
  alignas(64) double clipped[kPiece];
  RuleNumbers plain = numbers;
  plain.scale = 1;
  const int64_t item = itemsize(dtype);
  for (int64_t i = 0; i < n; i += kPiece) {
    const int64_t count = std::min(kPiece, n - i), at = i * item;
    void* own[kMaxStates] = {};
    for (int s = 0; s < kRuleStates[code]; ++s) own[s] = static_cast<char*>(states[s]) + at;
    kernels().optim->clip[precision](count, static_cast<const char*>(g) + at, numbers.scale,
                                     numbers.clip, clipped);
    step(count, static_cast<char*>(w) + at, clipped, own, plain);
  }
}

}  // namespace

// in: the gradients and, where max_norm or skip is set, their norm; out: the parameters, then the
// states of each.
void optim_step(const Call& call) {
  auto numbers = *static_cast<const RuleNumbers*>(call.attrs.block);
  const int states = kRuleStates[call.code];
  const auto count = call.out.size() / static_cast<size_t>(1 + states);
  const double norm = call.in.size() > count ? *call.in[count].as<double>() : 0;
  if (numbers.skip && !std::isfinite(norm)) return;
  if (numbers.max_norm > 0) {
    numbers.scale *= std::min(1.0, numbers.max_norm / (std::abs(numbers.scale) * norm + 1e-6));
  }
  const std::span<const Operand> weights = call.out.first(count);
  const Starts starts = starts_of(weights);
  parallel_for(starts[starts.size() - 1], kElement * kPiece, [&](int64_t begin, int64_t end) {
    const FlushDenormals flush;
    each_piece(starts, weights, begin, end, [&](int t, int64_t first, int64_t n) {
      const auto which = static_cast<size_t>(t);
      void* own[kMaxStates] = {};
      for (int s = 0; s < states; ++s) {
        const auto place = count + which * static_cast<size_t>(states) + static_cast<size_t>(s);
        own[s] = at(call.out[place], first);
      }
      run_rule(call.code, weights[which].dtype(), n, at(weights[which], first),
               at(call.in[which], first), own, numbers);
    });
  });
}

// out[0] = sqrt(sum of all squares), in double and in an order that the shapes fix.
void global_norm(const Call& call) {
  const Starts starts = starts_of(call.in);
  const int64_t total = starts[starts.size() - 1];
  SmallVector<double, 64> partial;
  partial.reserve(static_cast<int>(total));
  for (int64_t i = 0; i < total; ++i) partial.emplace_back(0.0);
  parallel_for(total, kElement * kPiece, [&](int64_t begin, int64_t end) {
    for (int64_t piece = begin; piece < end; ++piece) {
      each_piece(starts, call.in, piece, piece + 1, [&](int t, int64_t first, int64_t n) {
        partial[static_cast<int>(piece)] =
            sum_of_squares(call.in[static_cast<size_t>(t)], first, n);
      });
    }
  });
  double sum = 0;
  for (double part : partial) sum += part;
  *call.out[0].as<double>() = std::sqrt(sum);
}

}  // namespace nnlite::cpu
