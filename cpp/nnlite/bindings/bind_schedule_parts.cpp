// Schedules that go up and down, and those made of others, of points, or of a function.
#include "nnlite/bindings/schedule_docs.h"

namespace nnlite::bindings {

namespace {

using optim::SchedulePtr;

// A number as it is, a schedule, or a function: what may be a part of another.
SchedulePtr part_of(const char* name, py::handle object) {
  const optim::Value value = value_of(name, optim::Option::lr, object);
  return value.schedule() ? value.schedule() : optim::constant(value.base());
}

SchedulePtr cyclic(SchedulePtr (*make)(const optim::Cyclic&), double low, double high, int64_t up,
                   std::optional<int64_t> down, const std::string& mode, double gamma) {
  return make({low, high, up, down.value_or(0), mode, gamma});
}

const std::vector<const char*> kCycle = {
    "low: Its lowest value.",
    "high: Its highest value.",
    "up: Steps from the beginning of a cycle to its turn.",
    "down: Steps back; as many as up where not given.",
    "mode: \"triangular\"; \"triangular2\": half the height in each cycle; \"exp_range\": gamma^t "
    "times the height.",
    "gamma: Of exp_range."};

void bind_cycles(py::module_& m) {
  m.def("cosine_restarts", &optim::cosine_restarts, py::arg("base"), py::arg("period"),
        py::arg("mult") = 1, py::arg("low") = 0.0, py::arg("gamma") = 1.0,
        schedule_doc("Half cosines with warm restarts: cosine over period steps, then over mult "
                     "period, mult^2 period, ... (Loshchilov & Hutter 2017, SGDR).",
                     {"base", "period: Steps to the first restart.",
                      "mult: How many times as long each is as the one before.", "low",
                      "gamma: Factor of the height (above low) at each restart."},
                     "optim.cosine_restarts(0.2, period=10, mult=2)(20)", "0.1")
            .c_str());
  m.def(
      "cyclic",
      [](double low, double high, int64_t up, std::optional<int64_t> down, const std::string& mode,
         double gamma) { return cyclic(&optim::cyclic, low, high, up, down, mode, gamma); },
      py::arg("low"), py::arg("high"), py::arg("up") = 2000, py::arg("down") = py::none(),
      py::arg("mode") = "triangular", py::arg("gamma") = 1.0,
      schedule_doc("low, high, low, ... along lines (Smith 2017).", kCycle,
                   "optim.cyclic(0.1, 0.5, up=4)(2)", "0.3")
          .c_str());
  m.def(
      "cyclic_momentum",
      [](double low, double high, int64_t up, std::optional<int64_t> down, const std::string& mode,
         double gamma) {
        return cyclic(&optim::cyclic_momentum, low, high, up, down, mode, gamma);
      },
      py::arg("low") = 0.8, py::arg("high") = 0.9, py::arg("up") = 2000,
      py::arg("down") = py::none(), py::arg("mode") = "triangular", py::arg("gamma") = 1.0,
      schedule_doc("The momentum that goes with cyclic: high, low, high, ...", kCycle,
                   "optim.cyclic_momentum(0.8, 0.9, up=4)(4)", "0.8")
          .c_str());
}

void bind_one_cycle(py::module_& m) {
  m.def(
      "one_cycle",
      [](double max, int64_t steps, double pct_start, double div, double final_div,
         const std::string& shape, bool three_phase) {
        return optim::one_cycle({max, steps, pct_start, div, final_div, shape, three_phase});
      },
      py::arg("max"), py::arg("steps"), py::arg("pct_start") = 0.3, py::arg("div_factor") = 25.0,
      py::arg("final_div_factor") = 1e4, py::arg("shape") = "cosine",
      py::arg("three_phase") = false,
      schedule_doc(
          "Once up and once down: max / div_factor, max at step pct_start steps - 1, and at "
          "the last step max / div_factor / final_div_factor (Smith & Topin 2018).",
          {"max: The peak.", "steps", "pct_start: The part of the steps that goes up.",
           "div_factor: max over the first value.",
           "final_div_factor: The first value over the last.", "shape: \"cosine\" or \"linear\".",
           "three_phase: Down to the first value in as many steps as up, then to the last."},
          "optim.one_cycle(0.5, steps=10)(2)", "0.5")
          .c_str());
  m.def(
      "one_cycle_momentum",
      [](int64_t steps, double high, double low, double pct_start, const std::string& shape,
         bool three_phase) {
        return optim::one_cycle_momentum({.max = high,
                                          .steps = steps,
                                          .pct_start = pct_start,
                                          .shape = shape,
                                          .three_phase = three_phase},
                                         high, low);
      },
      py::arg("steps"), py::arg("high") = 0.95, py::arg("low") = 0.85, py::arg("pct_start") = 0.3,
      py::arg("shape") = "cosine", py::arg("three_phase") = false,
      schedule_doc("The momentum that goes with one_cycle: high, low, high.",
                   {"steps", "high: At the ends.", "low: At the peak of one_cycle.",
                    "pct_start: As in one_cycle.", "shape: As in one_cycle.",
                    "three_phase: As in one_cycle."},
                   "optim.one_cycle_momentum(steps=10)(2)", "0.85")
          .c_str());
}

void bind_ramps(py::module_& m) {
  m.def(
      "warm_up",
      [](py::handle after, int64_t steps, double start_factor) {
        return optim::warm_up(part_of("warm_up", after), steps, start_factor);
      },
      py::arg("after"), py::arg("steps"), py::arg("start_factor") = 0.0,
      schedule_doc("Along a line to the first value of another schedule, then that one from its "
                   "step 0 on (Goyal et al. 2017).",
                   {"after: A number, schedule or function of the step.", "steps: Of the line.",
                    "start_factor: Times the first value of `after` is where the line begins."},
                   "optim.warm_up(optim.cosine(0.4, steps=10), steps=4)(2)", "0.2")
          .c_str());
  m.def(
      "warm_up_stable_decay",
      [](double base, int64_t steps, int64_t warm_up, int64_t decay, double low,
         const std::string& shape) {
        return optim::warm_up_stable_decay({base, steps, warm_up, decay, low, shape});
      },
      py::arg("base"), py::arg("steps"), py::arg("warm_up"), py::arg("decay"), py::arg("low") = 0.0,
      py::arg("shape") = "linear",
      schedule_doc(
          "From 0 up along a line, base, and down at the end (Hu et al. 2024, MiniCPM).",
          {"base: The height of the middle.", "steps: All.", "warm_up: The first so many of them.",
           "decay: The last so many of them.", "low",
           "shape: Of the decay: \"linear\", \"cosine\", or \"sqrt\", 1 - sqrt of the part "
           "that is over (Haegele et al. 2024)."},
          "optim.warm_up_stable_decay(0.4, steps=100, warm_up=10, decay=20)(90)", "0.2")
          .c_str());
}

void bind_parts(py::module_& m) {
  m.def(
      "piecewise",
      [](const std::vector<std::pair<int64_t, double>>& points, const std::string& shape) {
        return optim::piecewise(points, shape);
      },
      py::arg("points"), py::arg("shape") = "constant",
      schedule_doc("Through points: a value from its step on, or curves between them.",
                   {"points: Pairs (step, value), by increasing steps.",
                    "shape: \"constant\", \"linear\" or \"cosine\"."},
                   "optim.piecewise([(0, 0.5), (100, 0.1)])(99)", "0.5")
          .c_str());
  m.def(
      "sequential",
      [](const py::sequence& schedules, std::vector<int64_t> milestones) {
        std::vector<SchedulePtr> parts;
        for (py::handle part : schedules) parts.push_back(part_of("sequential", part));
        return optim::sequential(std::move(parts), std::move(milestones));
      },
      py::arg("schedules"), py::arg("milestones"),
      schedule_doc("One after the other, each counting from 0 where it begins.",
                   {"schedules: Numbers, schedules or functions of the step.",
                    "milestones: The steps at which the second, the third, ... begin."},
                   "optim.sequential([0.5, optim.cosine(0.2, steps=10)], [100])(105)", "0.1")
          .c_str());
  m.def(
      "function", [](const py::function& f, double base) { return schedule_of(f, base); },
      py::arg("f"), py::arg("base") = 0.0,
      schedule_doc("A function of your own; optimizers also take it as it is.",
                   {"f: Called with the step, returns a number.",
                    "base: What its values are multiples of; 0: its value at step 0."},
                   "optim.function(lambda step: 0.5 / (1 + step))(4)", "0.1")
          .c_str());
}

}  // namespace

void bind_schedule_parts(py::module_& m) {
  bind_cycles(m);
  bind_one_cycle(m);
  bind_ramps(m);
  bind_parts(m);
}

}  // namespace nnlite::bindings
