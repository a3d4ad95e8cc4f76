// The schedules there are. Each function throws ValueError for arguments that make none. t is the
// step, from 0; what has `steps` stays at its last value after them.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "nnlite/optim/schedule.h"

namespace nnlite::optim {

// ---- decays: schedule_decays.cpp ---------------------------------------------------------------

// base factor for t < steps, then base
SchedulePtr constant(double base, int64_t steps = 0, double factor = 1.0 / 3);
// base gamma^floor(t / every)
SchedulePtr step(double base, int64_t every, double gamma = 0.1);
// base gamma^(number of milestones that t has reached)
SchedulePtr multi_step(double base, std::vector<int64_t> milestones, double gamma = 0.1);
// base gamma^t
SchedulePtr exponential(double base, double gamma);
// base / (1 + k t)
SchedulePtr inverse_time(double base, double k);
// base min((t + 1) / warm_up, sqrt(warm_up / (t + 1)))
SchedulePtr inverse_sqrt(double base, int64_t warm_up);
// factor dim^-0.5 min((t + 1)^-0.5, (t + 1) warm_up^-1.5) (Vaswani et al. 2017)
SchedulePtr noam(int64_t dim, int64_t warm_up, double factor = 1);
// base (start + (end - start) min(t, steps) / steps)
SchedulePtr linear(double base, int64_t steps, double start = 1.0 / 3, double end = 1);
// low + (base - low) (1 - min(t, steps) / steps)^power
SchedulePtr polynomial(double base, int64_t steps, double power = 1, double low = 0);
// low + (base - low) (1 + cos(pi min(t, steps) / steps)) / 2
SchedulePtr cosine(double base, int64_t steps, double low = 0);

// ---- cycles: schedule_cycles.cpp ---------------------------------------------------------------

// cosine over `period` steps, then again over mult times as many, and so on, each time from gamma
// times the height (Loshchilov & Hutter 2017).
SchedulePtr cosine_restarts(double base, int64_t period, int64_t mult = 1, double low = 0,
                            double gamma = 1);

struct Cyclic {
  double low = 0, high = 0;
  int64_t up = 2000, down = 0;      // steps of the two sides; down 0: as many as up
  std::string mode = "triangular";  // "triangular2": half the height in each cycle; "exp_range"
  double gamma = 1;                 // exp_range: the height times gamma^t
};
// low -> high -> low along lines (Smith 2017).
SchedulePtr cyclic(const Cyclic& options);
// The momentum that goes with it: high -> low -> high.
SchedulePtr cyclic_momentum(const Cyclic& options);

struct OneCycle {
  double max = 0;
  int64_t steps = 0;
  double pct_start = 0.3, div_factor = 25, final_div_factor = 1e4;
  std::string shape = "cosine";  // or "linear"
  bool three_phase = false;      // back to the start at 2 pct steps - 2, then to the end
};
// max / div -> max -> max / div / final_div; the phases meet at pct steps - 1 (Smith & Topin 2018,
// as PyTorch).
SchedulePtr one_cycle(const OneCycle& options);
// The momentum that goes with it: high -> low -> high.
SchedulePtr one_cycle_momentum(const OneCycle& options, double high = 0.95, double low = 0.85);

// ---- those made of others, or of points: schedule_parts.cpp -------------------------------------

// From start_factor after(0) to after(0) along a line for `steps` steps, then `after`, from its
// step 0 on.
SchedulePtr warm_up(SchedulePtr after, int64_t steps, double start_factor = 0);

struct WarmUpStableDecay {
  double base = 0;
  int64_t steps = 0, warm_up = 0, decay = 0;  // decay: the last so many of steps
  double low = 0;
  std::string shape =
      "linear";  // of the decay; or "cosine", "sqrt": 1 - sqrt of the part that went
};
// 0 -> base, base, base -> low (Hu et al. 2024; sqrt: Haegele et al. 2024).
SchedulePtr warm_up_stable_decay(const WarmUpStableDecay& options);

// Through (step, value) points: "constant" from each to the next, along "linear" or "cosine"
// pieces.
SchedulePtr piecewise(std::vector<std::pair<int64_t, double>> points,
                      const std::string& shape = "constant");
// The first, from milestones[0] on the second, ...; each counts from 0 where it begins.
SchedulePtr sequential(std::vector<SchedulePtr> schedules, std::vector<int64_t> milestones);
// factor times another.
SchedulePtr scaled(SchedulePtr schedule, double factor);
// Any function of the step; `base` 0: its value at step 0.
SchedulePtr function(std::function<double(int64_t)> f, double base = 0,
                     std::string repr = "function(...)");

// ---- what listens: schedule_plateau.cpp ---------------------------------------------------------

struct Plateau {
  double factor = 0.1;
  int64_t patience = 10, cooldown = 0;
  double threshold = 1e-4;  // relative
  double low = 0, eps = 1e-8;
  bool maximize = false;
};
// base, multiplied by `factor` whenever observe() has seen no improvement for more than `patience`
// calls.
SchedulePtr plateau(double base, const Plateau& options = {});

}  // namespace nnlite::optim
