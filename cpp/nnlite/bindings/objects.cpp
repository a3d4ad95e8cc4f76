// Python objects as C++ reads and holds them.
#include "nnlite/bindings/api.h"

namespace nnlite::bindings {

std::shared_ptr<PyObject> shared(py::object object) {
  return {object.release().ptr(), [](PyObject* o) {
            const py::gil_scoped_acquire gil;
            Py_DECREF(o);
          }};
}

std::string class_name(py::handle object) {
  return py::str(py::type::handle_of(object).attr("__name__"));
}

std::string a_class(py::handle object) {
  const std::string name = class_name(object);
  const bool vowel = std::string("aeiouAEIOU").find(name[0]) != std::string::npos;
  return (vowel ? "an " : "a ") + name;
}

Shape shape_of(const char* op, const py::args& args, const std::optional<Shape>& keyword) {
  if (keyword) {
    if (!args.empty()) fail_type(op, "sizes are given twice, by position and by keyword");
    return *keyword;
  }
  if (args.size() == 1) {
    py::detail::make_caster<Shape> shape;
    if (shape.load(args[0], true)) return py::detail::cast_op<Shape&>(shape);
  }
  Shape out;
  for (py::handle item : args) {
    if (!PyIndex_Check(item.ptr())) {
      fail_type(op, "a size is ", a_class(item), "; give whole numbers");
    }
    out.push_back(item.cast<int64_t>());
  }
  return out;
}

}  // namespace nnlite::bindings
