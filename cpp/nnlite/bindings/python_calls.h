// How C++ meets Python in the middle of its work: signals, and code that a step runs through.
#pragma once

#include <utility>

#include "nnlite/bindings/api.h"

namespace nnlite::bindings {

// Lets Ctrl-C, and other signals that Python handles, stop a loop that runs without the GIL.
void poll();

// Throws a CaptureError of Python's as one that C++ can catch, and Python gets back as it was.
void rethrow_if_capture_error(const py::error_already_set& error);

// Calls a part of a step that is written in Python.
template <class... Args>
py::object call_in_step(py::handle function, Args&&... args) {
  try {
    return function(std::forward<Args>(args)...);
  } catch (const py::error_already_set& error) {
    rethrow_if_capture_error(error);
    throw;
  }
}

}  // namespace nnlite::bindings
