// Schedules: hyper-parameters as functions of the step. Those made of others are in
// bind_schedule_parts.cpp.
#include "nnlite/bindings/schedule_docs.h"

namespace nnlite::bindings {

namespace {

using optim::Schedule;
using optim::SchedulePtr;

constexpr const char* kClassDoc = R"doc(A number that depends on the step.

Made by the functions of `nnlite.optim`. Give it to an optimizer wherever a number may stand, for the
learning rate or any other option; the optimizer asks it at every step, counted from 0. Its repr builds
it again, to the same bits; `2 * schedule` is another of twice the height.

Examples
--------
>>> from nnlite import nn, optim
>>> lr = optim.cosine(0.1, steps=100)
>>> lr
cosine(0.1, steps=100, low=0)
>>> round(lr(50), 6)
0.05
>>> optimizer = optim.SGD(nn.Linear(2, 1).parameters(), lr=lr, momentum=lambda step: min(0.9, step / 9))
>>> optimizer.lr
0.1)doc";

double value_at(const Schedule& s, int64_t step) {
  if (step < 0) fail_value("schedule", "step is ", step, "; steps count from 0");
  return s.at(step);
}

void bind_class(py::module_& m) {
  py::class_<Schedule, SchedulePtr>(m, "Schedule", kClassDoc)
      .def("__call__", &value_at, py::arg("step"), "Its value at a step.")
      .def_property_readonly(
          "base", &Schedule::base,
          "What its values are multiples of: the number that a constant would have been.")
      .def("__repr__", &Schedule::repr)
      .def(
          "__mul__", [](const SchedulePtr& s, double factor) { return optim::scaled(s, factor); },
          py::arg("factor"), py::is_operator())
      .def(
          "__rmul__", [](const SchedulePtr& s, double factor) { return optim::scaled(s, factor); },
          py::arg("factor"), py::is_operator())
      .def(
          "observe",
          [](Schedule& s, double metric, std::optional<int64_t> step) {
            s.observe(metric, step.value_or(std::numeric_limits<int64_t>::max()));
          },
          py::arg("metric"), py::arg("step") = py::none(),
          "Takes a value that was measured at a step (not given: late) into account: plateau.");
}

void bind_decays(py::module_& m) {
  const auto base = py::arg("base");
  m.def(
      "constant", &optim::constant, base, py::arg("steps") = 0, py::arg("factor") = 1.0 / 3,
      schedule_doc("One number, after `steps` steps of factor times it: base factor for t < steps, "
                   "then base.",
                   {"base", "steps: Of the beginning.", "factor: Of the beginning."},
                   "optim.constant(0.3)(7)", "0.3")
          .c_str());
  m.def("step", &optim::step, base, py::arg("every"), py::arg("gamma") = 0.1,
        schedule_doc("A fall in stairs: base gamma^floor(t / every).",
                     {"base", "every: Steps on a stair.", "gamma"},
                     "optim.step(0.5, every=10, gamma=0.5)(25)", "0.125")
            .c_str());
  m.def("multi_step", &optim::multi_step, base, py::arg("milestones"), py::arg("gamma") = 0.1,
        schedule_doc("A fall at milestones: base gamma^(number of milestones that t has reached).",
                     {"base", "milestones: Steps at which it falls.", "gamma"},
                     "optim.multi_step(0.5, [10, 20], gamma=0.5)(20)", "0.125")
            .c_str());
  m.def("exponential", &optim::exponential, base, py::arg("gamma"),
        schedule_doc("An exponential fall: base gamma^t.", {"base", "gamma"},
                     "optim.exponential(1.0, gamma=0.5)(3)", "0.125")
            .c_str());
  m.def(
      "inverse_time", &optim::inverse_time, base, py::arg("k"),
      schedule_doc("A fall as 1 / t: base / (1 + k t) (Robbins & Monro 1951).",
                   {"base", "k: How fast; 0 or more."}, "optim.inverse_time(0.3, k=0.5)(4)", "0.1")
          .c_str());
  m.def("inverse_sqrt", &optim::inverse_sqrt, base, py::arg("warm_up"),
        schedule_doc("Up along a line, then down as the root: base min((t + 1) / warm_up, "
                     "sqrt(warm_up / (t + 1))).",
                     {"base: The peak, at step warm_up - 1.", "warm_up: Steps up."},
                     "optim.inverse_sqrt(0.4, warm_up=100)(399)", "0.2")
            .c_str());
  m.def("noam", &optim::noam, py::arg("dim"), py::arg("warm_up") = 4000, py::arg("factor") = 1.0,
        schedule_doc("The Transformer's: factor dim^-0.5 min((t + 1)^-0.5, (t + 1) warm_up^-1.5) "
                     "(Vaswani et al. 2017, equation 3).",
                     {"dim: Width of the model.", "warm_up: Steps up.", "factor: Of it all."},
                     "optim.noam(400, warm_up=100)(99)", "0.005")
            .c_str());
  m.def("linear", &optim::linear, base, py::arg("steps"), py::arg("start") = 1.0 / 3,
        py::arg("end") = 1.0,
        schedule_doc("Along a line: base (start + (end - start) min(t, steps) / steps).",
                     {"base", "steps", "start: Factor at step 0.", "end: Factor at the end."},
                     "optim.linear(1.0, steps=10, start=1, end=0)(5)", "0.5")
            .c_str());
  m.def("polynomial", &optim::polynomial, base, py::arg("steps"), py::arg("power") = 1.0,
        py::arg("low") = 0.0,
        schedule_doc("Along a power: low + (base - low) (1 - min(t, steps) / steps)^power.",
                     {"base", "steps", "power: More than 0.", "low"},
                     "optim.polynomial(1.0, steps=10, power=2)(5)", "0.25")
            .c_str());
  m.def("cosine", &optim::cosine, base, py::arg("steps"), py::arg("low") = 0.0,
        schedule_doc("Half a cosine: low + (base - low) (1 + cos(pi min(t, steps) / steps)) / 2 "
                     "(Loshchilov & Hutter 2017, equation 5). It stays low afterwards.",
                     {"base", "steps", "low"}, "optim.cosine(0.2, steps=10)(5)", "0.1")
            .c_str());
}

SchedulePtr plateau(double base, double factor, int64_t patience, const std::string& mode,
                    double threshold, int64_t cooldown, double low, double eps) {
  if (mode != "min" && mode != "max") {
    fail_value("plateau", "mode is '", mode, "'; give 'min' or 'max'");
  }
  return optim::plateau(base, {factor, patience, cooldown, threshold, low, eps, mode == "max"});
}

void bind_plateau(py::module_& m) {
  m.def("plateau", &plateau, py::arg("base"), py::arg("factor") = 0.1, py::arg("patience") = 10,
        py::arg("mode") = "min", py::arg("threshold") = 1e-4, py::arg("cooldown") = 0,
        py::arg("low") = 0.0, py::arg("eps") = 1e-8,
        schedule_doc(
            "base, multiplied by factor whenever a measured value has stopped improving.\n\n"
            "`Trainer.fit` tells it what it monitors after every epoch; in a loop of your own call "
            "optimizer.observe(metric).",
            {"base", "factor: Between 0 and 1.",
             "patience: Calls in a row without improvement that are waited for.",
             "mode: \"min\" or \"max\": what is better.",
             "threshold: The part of the best value by which a better one has to be better.",
             "cooldown: Calls after a change that are not counted.", "low",
             "eps: Smaller changes are left out."},
            "optim.plateau(0.5)(7)", "0.5")
            .c_str());
}

}  // namespace

void bind_schedules(py::module_& m) {
  bind_class(m);
  bind_decays(m);
  bind_plateau(m);
  bind_schedule_parts(m);
}

}  // namespace nnlite::bindings
