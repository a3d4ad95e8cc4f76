// Schedules: hyper-parameters as functions of the step.
#include "nnlite/bindings/optim_api.h"

namespace nnlite::bindings {

namespace {

using optim::SchedulePtr;

// A number as it is, or a schedule: what may be warmed up.
SchedulePtr schedule_of(py::handle object) {
  if (py::isinstance<optim::Schedule>(object)) return object.cast<SchedulePtr>();
  const optim::Value value = value_of("warm_up", optim::Option::lr, object);
  return value.schedule() ? value.schedule() : optim::constant(value.base());
}

void bind_class(py::module_& m) {
  py::class_<optim::Schedule, SchedulePtr>(m, "Schedule", R"doc(A number that depends on the step.

Made by the functions of `nnlite.optim`: constant, step, multi_step, exponential, inverse_time,
linear, polynomial, cosine, one_cycle, one_cycle_momentum, plateau, warm_up. Give it to an
optimizer wherever a number may stand; the optimizer asks it at every step, counted from 0.

Examples
--------
>>> from nnlite import nn, optim
>>> lr = optim.cosine(0.1, steps=100)
>>> round(lr(50), 6)
0.05
>>> optimizer = optim.SGD(nn.Linear(2, 1).parameters(), lr=lr)
>>> optimizer.lr
0.1)doc")
      .def(
          "__call__", [](const optim::Schedule& s, int64_t step) { return s.at(step); },
          py::arg("step"), "Its value at a step.")
      .def("__repr__", &optim::Schedule::repr)
      .def("observe", &optim::Schedule::observe, py::arg("metric"),
           "Takes a measured value into account (plateau).");
}

void bind_decays(py::module_& m) {
  const auto base = py::arg("base");
  m.def("constant", &optim::constant, base, "base");
  m.def("step", &optim::step, base, py::arg("every"), py::arg("gamma") = 0.1,
        "base gamma^floor(t / every)");
  m.def("multi_step", &optim::multi_step, base, py::arg("milestones"), py::arg("gamma") = 0.1,
        "base gamma^(number of milestones that t has reached)");
  m.def("exponential", &optim::exponential, base, py::arg("gamma"), "base gamma^t");
  m.def("inverse_time", &optim::inverse_time, base, py::arg("k"), "base / (1 + k t)");
  m.def("linear", &optim::linear, base, py::arg("steps"), py::arg("start") = 1.0 / 3,
        py::arg("end") = 1.0, "base (start + (end - start) min(t, steps) / steps)");
  m.def("polynomial", &optim::polynomial, base, py::arg("steps"), py::arg("power") = 1.0,
        "base (1 - min(t, steps) / steps)^power");
  m.def("cosine", &optim::cosine, base, py::arg("steps"), py::arg("low") = 0.0,
        "low + (base - low) (1 + cos(pi min(t, steps) / steps)) / 2 (Loshchilov & Hutter 2017, "
        "equation 5). It stays low after its steps.");
  m.def(
      "plateau",
      [](double value, double factor, int64_t patience, const std::string& mode, double threshold,
         int64_t cooldown, double low, double eps) {
        if (mode != "min" && mode != "max") {
          fail_value("plateau", "mode is '", mode, "'; give 'min' or 'max'");
        }
        return optim::plateau(value,
                              {factor, patience, cooldown, threshold, low, eps, mode == "max"});
      },
      base, py::arg("factor") = 0.1, py::arg("patience") = 10, py::arg("mode") = "min",
      py::arg("threshold") = 1e-4, py::arg("cooldown") = 0, py::arg("low") = 0.0,
      py::arg("eps") = 1e-8,
      "base, multiplied by factor (down to low) whenever observe(metric) has been called more than "
      "patience times in a row without a metric better than the best by the part threshold; then "
      "cooldown calls are not counted. Changes up to eps are left out.");
}

void bind_cycles(py::module_& m) {
  m.def(
      "one_cycle",
      [](double max, int64_t steps, double pct_start, double div, double final_div) {
        return optim::one_cycle({max, steps, pct_start, div, final_div});
      },
      py::arg("max"), py::arg("steps"), py::arg("pct_start") = 0.3, py::arg("div_factor") = 25.0,
      py::arg("final_div_factor") = 1e4,
      "From max / div_factor to max to max / div_factor / final_div_factor along cosines that meet "
      "at step pct_start steps - 1 (Smith & Topin 2018).");
  m.def(
      "one_cycle_momentum",
      [](int64_t steps, double high, double low, double pct_start) {
        return optim::one_cycle_momentum({.steps = steps, .pct_start = pct_start}, high, low);
      },
      py::arg("steps"), py::arg("high") = 0.95, py::arg("low") = 0.85, py::arg("pct_start") = 0.3,
      "The momentum that goes with one_cycle: high, low, high.");
  m.def(
      "warm_up",
      [](py::handle after, int64_t steps, double start_factor) {
        return optim::warm_up(schedule_of(after), steps, start_factor);
      },
      py::arg("after"), py::arg("steps"), py::arg("start_factor") = 0.0,
      "From start_factor times the first value of `after` (a number or a schedule) to that value "
      "along a line; then `after`, from its step 0 on.");
}

}  // namespace

void bind_schedules(py::module_& m) {
  bind_class(m);
  bind_decays(m);
  bind_cycles(m);
}

}  // namespace nnlite::bindings
