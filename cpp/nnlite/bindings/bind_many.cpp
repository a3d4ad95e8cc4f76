// train_many: the native half of nnlite.train_many, and the threads of nnlite.app.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/python_calls.h"
#include "nnlite/train/side_by_side.h"
#include "nnlite/train/train_many.h"

namespace nnlite::bindings {

namespace {

using TrainerPtr = std::shared_ptr<Trainer>;

// Throws what the copy threw, as Python's exception, with a note that names the copy.
[[noreturn]] void raise(const CopyError& e) {
  const py::cpp_function again([&e] { std::rethrow_if_nested(e); });
  try {
    again();
  } catch (py::error_already_set& error) {
    const py::object value = error.value();
    py::list notes;
    if (py::hasattr(value, "__notes__")) notes = value.attr("__notes__");
    notes.append("train_many: in " + e.copy);
    value.attr("__notes__") = notes;
    throw;
  }
  throw e;
}

void many(const py::object& build, const DataLoader& data, std::optional<DataLoader*> validation,
          const std::vector<Seed>& seeds, const std::optional<std::vector<double>>& lrs,
          const FitOptions& fit, const py::object& callbacks, const py::object& show) {
  ManyOptions options{.seeds = {}, .lrs = lrs.value_or(std::vector<double>()), .fit = fit};
  if (!callbacks.is_none()) {
    options.prepare = [&callbacks](const Trained&, FitOptions& own) {
      const py::gil_scoped_acquire gil;
      const auto made = callbacks().cast<std::pair<std::vector<CallbackPtr>, bool>>();
      own.callbacks = made.first;
      own.check_finite |= made.second;
    };
  }
  for (const Seed seed : seeds) options.seeds.push_back(seed.value);
  options.watch = [&show](int64_t done, int64_t total) {
    poll();
    const py::gil_scoped_acquire gil;
    if (!show.is_none()) show(done, total);
  };
  const auto make = [&build](auto... lr) {
    const py::gil_scoped_acquire gil;
    return build(lr...).template cast<TrainerPtr>();
  };
  const DataLoader* judged_by = validation.value_or(nullptr);
  try {
    const py::gil_scoped_release release;
    if (lrs) {
      train_many([&](double lr) { return make(lr); }, data, options, judged_by);
    } else {
      train_many([&] { return make(); }, data, options, judged_by);
    }
  } catch (const CopyError& e) {
    raise(e);
  }
}

void many_pieces(int64_t count, int workers, const py::object& work, const py::object& watch) {
  const py::gil_scoped_release release;
  side_by_side(
      count, workers,
      [&work](int64_t i) {
        const py::gil_scoped_acquire gil;
        work(i);
      },
      [&watch](int64_t) {
        poll();
        const py::gil_scoped_acquire gil;
        watch();
      });
}

}  // namespace

void bind_many(py::module_& m) {
  m.def("_train_many", &many, py::arg("build"), py::arg("data"), py::arg("validation"),
        py::arg("seeds"), py::arg("lrs"), py::arg("options"), py::arg("callbacks"),
        py::arg("show"));
  m.def("_side_by_side", &many_pieces, py::arg("count"), py::arg("workers"), py::arg("work"),
        py::arg("watch"),
        "Calls work(0), ..., work(count - 1) in threads that use no other, and meanwhile watch().");
}

}  // namespace nnlite::bindings
