// PyCallback: a callback of the Trainer that is written in Python.
#pragma once

#include <memory>
#include <utility>

#include "nnlite/bindings/api.h"
#include "nnlite/train/trainer.h"

namespace nnlite::bindings {

// An nnlite.Callback, called under the GIL with the Python trainer.
class PyCallback : public Callback {
 public:
  // every: 0 where it has nothing to do at steps.
  PyCallback(const py::object& self, const py::object& trainer, int64_t every, bool eager)
      : self_(shared(self)), trainer_(shared(trainer)), every_(every), eager_(eager) {}

  bool sees(int64_t step) const override { return every_ > 0 && (step - 1) % every_ == 0; }
  bool eager() const override { return eager_; }

  void on_fit_start(Trainer&) override {
    const py::gil_scoped_acquire gil;
    call("on_fit_start");
  }
  void on_step_start(Trainer&, Batch& batch) override {
    const py::gil_scoped_acquire gil;
    const py::object given = call("on_step_start", py::make_tuple(batch.at(0), batch.at(1)));
    if (given.is_none()) return;
    if (!py::isinstance<py::tuple>(given) || py::len(given) != 2) {
      fail_type("fit", "on_step_start returned ", class_name(given),
                "; return None, or the batch to train on as (x, y)");
    }
    batch = given.cast<Batch>();
  }
  bool on_step_end(Trainer&, double loss) override {
    const py::gil_scoped_acquire gil;
    return truth(call("on_step_end", loss));
  }
  bool on_epoch_end(Trainer&, const History& history) override {
    const py::gil_scoped_acquire gil;
    return truth(call("on_epoch_end", history.columns));
  }
  void on_fit_end(Trainer&) override {
    const py::gil_scoped_acquire gil;
    call("on_fit_end");
  }

 private:
  template <class... Args>
  py::object call(const char* name, Args&&... args) const {
    return py::handle(self_.get())
        .attr(name)(py::handle(trainer_.get()), std::forward<Args>(args)...);
  }
  static bool truth(const py::object& value) { return py::bool_(value).cast<bool>(); }

  std::shared_ptr<PyObject> self_, trainer_;
  int64_t every_;
  bool eager_;
};

}  // namespace nnlite::bindings
