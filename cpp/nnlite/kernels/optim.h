// One fused pass of an update rule over a tensor; the rules are rows of optim.def.
#pragma once

#include "nnlite/base/dtype.h"
#include "nnlite/kernels/isa.h"

namespace nnlite {

enum class Rule : uint8_t {
#define RULE(name, ...) name,
#include "nnlite/kernels/optim.def"
#undef RULE
  count
};
inline constexpr int kMaxStates = 4;
inline constexpr int kMaxFactors = 5;
// The states a rule keeps for each parameter: their names, and how many they are.
inline constexpr const char* kRuleStateNames[] = {
#define RULE(name, states, ...) states,
#include "nnlite/kernels/optim.def"
#undef RULE
};
consteval int count_words(const char* text) {
  int words = 0;
  for (bool inside = false; *text; inside = *text++ != ' ') words += !inside && *text != ' ';
  return words;
}
consteval bool contains(const char* text, const char* part) {
  for (; *text; ++text) {
    int i = 0;
    while (part[i] && text[i] == part[i]) ++i;
    if (!part[i]) return true;
  }
  return false;
}
// Whether a rule is of an update on tensors: it reads factors that the step has measured.
consteval bool is_measured(const char* update) { return contains(update, "h.x"); }
// Whether a rule with these states may step against its gradient.
consteval bool remembers(const char* states) {
  return contains(states, "momentum_buffer") || contains(states, "exp_avg");
}
inline constexpr int kRuleStates[] = {
#define RULE(name, states, ...) count_words(states),
#include "nnlite/kernels/optim.def"
#undef RULE
};
inline constexpr bool kRuleRemembers[] = {
#define RULE(name, states, ...) remembers(states),
#include "nnlite/kernels/optim.def"
#undef RULE
};

// The numbers of one step, filled in by the optimizer before each.
struct RuleNumbers {
  double lr = 0;
  double momentum = 0, keep = 1, from_buffer = 0, from_gradient = 0;
  double beta1 = 0, rho = 0;  // rho: the decay of squares (beta2, alpha)
  double gamma = 0;           // of a second average of gradients
  double correct_mean = 1, correct_square = 1;
  double eps = 0, power = 0.5;
  bool eps_inside = false;     // (v + eps)^power instead of v^power + eps
  double grow = 1, fall = 1;   // factors of a step size,
  double least = 0, most = 0;  // and limits
  int factors = 0;             // how many of x there are; the caller of the kernel fills them in
  double x[kMaxFactors] = {};
  // What happens to the gradient before the rule: g = clamp(scale g, clip) + decay w; and to w.
  double scale = 1;
  double max_norm = 0;  // scale shrinks by min(1, max_norm / (norm of all + 1e-6)); 0: none
  double clip = 0;      // 0: none
  double decay = 0;     // coupled weight decay
  double shrink = 1;    // w is multiplied by this: decoupled weight decay
  bool skip = false;    // nothing happens where the norm of all is not finite
  // Only elements that move against their gradient move, agree times as far. The optimizer says
  // whether; how far, the caller of the kernel: elements / those that move.
  bool cautious = false;
  double agree = 1;
};

struct OptimKernels {
  // out[i] = scale g[i], kept within -most .. most.
  using Clip = void (*)(int64_t n, const void* g, double scale, double most, void* out);
  Clip clip[2];  // float32, float64
  // Of x y in double, of |x| where y is null; the same bits in every instruction set.
  using Sum = double (*)(int64_t n, const void* x, const void* y);
  Sum sum[2];
  // `numbers.clip` is the caller's: it clips first.
  using Step = void (*)(int64_t n, void* w, const void* g, void* const* states,
                        const RuleNumbers& numbers);
  Step step[static_cast<int>(Rule::count)][2];  // float32, float64
  // How many elements move against their gradient, of at most 2^31; nothing is written. For rules
  // that remember.
  using Count = int64_t (*)(int64_t n, const void* w, const void* g, void* const* states,
                            const RuleNumbers& numbers);
  Count agreeing[static_cast<int>(Rule::count)][2];
  // out = what the step would add to w; nothing else is written. Null for rules without factors.
  using Move = void (*)(int64_t n, const void* w, const void* g, void* const* states,
                        const RuleNumbers& numbers, void* out);
  Move move[static_cast<int>(Rule::count)][2];
};

}  // namespace nnlite
