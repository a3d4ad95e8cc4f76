// Moments: the averages of gradients and of their squares, as Adam and its relatives keep them. Not
// for users.
#pragma once

#include "nnlite/optim/update.h"

namespace nnlite::optim {

// What an average that started at 0 is multiplied by after t steps, so that its weights sum to 1.
double unbiased(double decay, int64_t t);
// The same of the averages with beta1 and beta2, as numbers of a step.
double unbiased_mean(const Numbers& options, int64_t t);
double unbiased_square(const Numbers& options, int64_t t);
// The same, the decays and eps, for a rule of optim.def.
void adam_numbers(RuleNumbers& numbers, const Numbers& options, int64_t t);
// The factor of decoupled weight decay for a rule of optim.def; 0 where there is none.
Tensor decay_of(const Update& u);

// m^ / (sqrt(v^) + eps), of the averages "exp_avg" and "exp_avg_sq", which it keeps.
Tensor adam_direction(Update& u, const Update::Function& correct_mean = unbiased_mean,
                      const Update::Function& correct_square = unbiased_square,
                      Option eps = Option::eps);

}  // namespace nnlite::optim
