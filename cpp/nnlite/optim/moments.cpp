// Moments: Adam's direction, and what makes up for averages that start at 0.
#include "nnlite/optim/moments.h"

#include <cmath>

#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"

namespace nnlite::optim {

double unbiased(double decay, int64_t t) {
  return 1 / (1 - std::pow(decay, static_cast<double>(t)));
}
double unbiased_mean(const Numbers& o, int64_t t) { return unbiased(o(Option::beta1), t); }
double unbiased_square(const Numbers& o, int64_t t) { return unbiased(o(Option::beta2), t); }

void adam_numbers(RuleNumbers& n, const Numbers& o, int64_t t) {
  n.beta1 = o(Option::beta1);
  n.rho = o(Option::beta2);
  n.correct_mean = unbiased_mean(o, t);
  n.correct_square = unbiased_square(o, t);
  n.eps = o(Option::eps);
}
Tensor decay_of(const Update& u) { return u.decays() ? wide(u.decay()) : zeros({}, kFloat64); }

Tensor adam_direction(Update& u, const Update::Function& correct_mean,
                      const Update::Function& correct_square, Option eps) {
  const Tensor beta1 = u(Option::beta1), beta2 = u(Option::beta2);
  const Tensor m = u.keep("exp_avg", beta1 * u["exp_avg"] + (1 - beta1) * u.g());
  const Tensor v = u.keep("exp_avg_sq", beta2 * u["exp_avg_sq"] + (1 - beta2) * square(u.g()));
  return m * u.number(correct_mean) / (sqrt(v * u.number(correct_square)) + u(eps));
}

}  // namespace nnlite::optim
