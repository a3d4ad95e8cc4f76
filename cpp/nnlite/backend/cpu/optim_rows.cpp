// Optimizer steps of tables of which a batch has few rows: the rule runs over those, and neither
// reads nor writes the others.
#include <cmath>

#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/stretch.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/denormals.h"

namespace nnlite::cpu {

// in: the values of the rows, the rows (each once; below 0: none) and, where max_norm or skip is
// set, the norm of all gradients; out: the table, then its states; integer[0]: the rule.
void optim_rows(const Call& call) {
  auto numbers = *static_cast<const RuleNumbers*>(call.attrs.block);
  const double norm = call.in.size() > 2 ? *call.in[2].as<double>() : 0;
  if (numbers.skip && !std::isfinite(norm)) return;
  if (numbers.max_norm > 0) {
    numbers.scale *= std::min(1.0, numbers.max_norm / (std::abs(numbers.scale) * norm + 1e-6));
  }
  const auto rule = static_cast<size_t>(call.attrs.integer[0]);
  const DType dtype = call.out[0].dtype();
  const auto step = kernels().optim->step[rule][dtype == kFloat32 ? 0 : 1];
  const int64_t columns = call.out[0].shape()[1], bytes = columns * itemsize(dtype);
  const auto* rows = call.in[1].as<int64_t>();
  const int states = kRuleStates[rule];
  parallel_for(
      call.in[1].size(), 20 + static_cast<double>(columns), [&](int64_t begin, int64_t end) {
        const FlushDenormals flush;
        for (int64_t k = begin; k < end; ++k) {
          if (rows[k] < 0) continue;
          const auto at = [&](const Operand& table) { return table.as<char>() + rows[k] * bytes; };
          Stretch row{columns, at(call.out[0]), call.in[0].as<char>() + k * bytes};
          for (int s = 0; s < states; ++s) row.states[s] = at(call.out[static_cast<size_t>(s) + 1]);
          with_clipped(row, dtype, states, numbers, [step](const Stretch& s, const RuleNumbers& h) {
            step(s.n, s.w, s.g, s.states, h);
          });
        }
      });
}

}  // namespace nnlite::cpu
