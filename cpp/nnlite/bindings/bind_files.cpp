// Model files: safetensors.
#include "nnlite/bindings/bind.h"
#include "nnlite/train/safetensors.h"

namespace nnlite::bindings {

namespace {

std::string path_text(const py::object& path) {
  const py::object fs = py::module_::import("os").attr("fsencode")(path);
  return fs.cast<std::string>();
}

std::string text_of(const char* what, py::handle object) {
  if (!py::isinstance<py::str>(object)) {
    fail_type("save_file", what, " is ", py::repr(object).cast<std::string>(), "; give a str");
  }
  try {
    return object.cast<std::string>();
  } catch (const std::exception&) {
    PyErr_Clear();
    fail_value("save_file", what, " is ", py::repr(object).cast<std::string>(),
               ", which is no valid Unicode");
  }
}

void save(const py::dict& tensors, const py::object& path, const py::object& metadata) {
  TensorFile content;
  for (const auto& [key, value] : tensors) {
    Tensor t;
    const std::string name = text_of("a tensor's name", key);
    if (TensorImpl* impl = exact_tensor(value)) {
      t = Tensor(Ref<TensorImpl>(impl));
    } else if (!tensor_of_numpy(value, t)) {
      fail_type("save_file", "'", name, "' is ", class_name(value),
                "; give tensors or NumPy arrays");
    }
    content.tensors.emplace_back(name, t);
  }
  if (!metadata.is_none()) {
    for (const auto& [key, value] : metadata.cast<py::dict>()) {
      content.metadata[text_of("a metadata key", key)] = text_of("a metadata value", value);
    }
  }
  const std::string file = path_text(path);
  const py::gil_scoped_release release;
  save_file(content, file);
}

}  // namespace

void bind_files(Api& api) {
  api.m.def("save_file", &save, py::arg("tensors"), py::arg("path"),
            py::arg("metadata") = py::none(), R"doc(Write tensors to a safetensors file.

The file is written beside its place, brought to the disk and then renamed: whatever happens, the
old file or the new one is there whole.

Parameters
----------
tensors : dict of str to Tensor or numpy.ndarray
    For example ``model.state_dict()``.
path : str or path
metadata : dict of str to str, optional
    Texts that `load_metadata` returns.

Raises
------
OSError
    If the system refuses; the old file stays.
TypeError, ValueError
    For names that are no text, or values that are no tensors.

Examples
--------
>>> import nnlite, os, tempfile
>>> path = os.path.join(tempfile.mkdtemp(), "model.safetensors")
>>> nnlite.save_file({"weight": nnlite.ones(2)}, path)
>>> nnlite.load_file(path)["weight"].tolist()
[1.0, 1.0]

References
----------
The safetensors format: github.com/huggingface/safetensors.)doc");
  api.m.def(
      "load_file",
      [](const py::object& path) {
        const std::string file = path_text(path);
        TensorFile content;
        {
          const py::gil_scoped_release release;
          content = load_file(file);
        }
        py::dict out;
        for (const auto& [name, tensor] : content.tensors) out[py::str(name)] = py::cast(tensor);
        return out;
      },
      py::arg("path"), R"doc(Read the tensors of a safetensors file.

Parameters
----------
path : str or path

Returns
-------
dict of str to Tensor

Raises
------
OSError
    If the file cannot be read.
ValueError
    If it is damaged, or holds a dtype that nnlite does not have. Nothing in a file is trusted.)doc");
  api.m.def(
      "load_metadata", [](const py::object& path) { return load_metadata(path_text(path)); },
      py::arg("path"), R"doc(Read the texts that stand in the header of a safetensors file.

Parameters
----------
path : str or path

Returns
-------
dict of str to str

Raises
------
OSError
    If the file cannot be read.
ValueError
    If its header is damaged.)doc");
}

}  // namespace nnlite::bindings
