// DLPack both ways: memory shared with any array library, without a copy and without NumPy.
#include <memory>

#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/dlpack.h"
#include "nnlite/core/copy.h"

namespace nnlite::bindings {

namespace {

using dlpack::Array;
using dlpack::CapsuleNames;
using dlpack::Managed;
using dlpack::ManagedVersioned;

template <class... Parts>
[[noreturn]] void refuse(const Parts&... parts) {
  throw py::buffer_error(text(parts...));
}

// ---- out
// ------------------------------------------------------------------------------------------

// A managed array and what it points to, in one piece: it lives until the consumer calls `deleter`.
template <class T>
struct Export {
  T managed;
  Ref<Storage> storage;
  Shape shape, strides;
};

dlpack::DataType type_of(DType dtype) {
  const uint8_t kind = is_float(dtype)   ? dlpack::kFloat
                       : dtype == kBool  ? dlpack::kTruth
                       : dtype == kUInt8 ? dlpack::kUInt
                                         : dlpack::kInt;
  return {kind, static_cast<uint8_t>(8 * itemsize(dtype)), 1};
}

// Somebody who never took the memory leaves it to the capsule.
template <class T>
void drop_capsule(PyObject* capsule) {
  if (!PyCapsule_IsValid(capsule, CapsuleNames<T>::fresh)) return;
  auto* managed = static_cast<T*>(PyCapsule_GetPointer(capsule, CapsuleNames<T>::fresh));
  managed->deleter(managed);
}

template <class T>
py::object capsule_of(const Tensor& t, bool copied) {
  auto out = std::make_unique<Export<T>>();
  out->storage = t.value().storage;
  out->shape = t.shape();
  out->strides = t.strides();
  Array& array = out->managed.array;
  array.data = t.data();
  array.dims = t.dims();
  array.dtype = type_of(t.dtype());
  array.shape = out->shape.begin();
  array.strides = out->strides.begin();
  out->managed.context = out.get();
  out->managed.deleter = [](T* managed) { delete static_cast<Export<T>*>(managed->context); };
  if constexpr (std::is_same_v<T, ManagedVersioned>) {
    if (copied) out->managed.flags = dlpack::kCopied;
  }
  PyObject* capsule = PyCapsule_New(&out->managed, CapsuleNames<T>::fresh, drop_capsule<T>);
  if (!capsule) throw py::error_already_set();
  out.release();
  return py::reinterpret_steal<py::object>(capsule);
}

using DeviceIndex = std::optional<std::pair<int64_t, int64_t>>;

py::object to_dlpack(const Tensor& t, const py::object& stream, const DeviceIndex& max_version,
                     const DeviceIndex& device, const std::optional<bool>& copy) {
  if (t.requires_grad()) {
    refuse(
        "__dlpack__: the tensor requires a gradient, which the other library cannot follow; "
        "call detach() first");
  }
  if (!stream.is_none()) fail_value("__dlpack__", "the CPU has no streams; leave stream=None");
  if (device && (device->first != dlpack::kCpu || device->second != 0)) {
    refuse(
        "__dlpack__: the tensor is on the CPU, device (1, 0), and cannot be handed out on "
        "device (",
        device->first, ", ", device->second, ")");
  }
  const bool copied = copy.value_or(false);
  const Tensor out = copied ? clone(t) : t;
  return max_version && max_version->first >= 1 ? capsule_of<ManagedVersioned>(out, copied)
                                                : capsule_of<Managed>(out, copied);
}

// ---- in
// -------------------------------------------------------------------------------------------

DType dtype_of_array(const Array& array) {
  for (int i = 0; i < kDTypeCount; ++i) {
    const dlpack::DataType mine = type_of(static_cast<DType>(i)), theirs = array.dtype;
    if (mine.kind == theirs.kind && mine.bits == theirs.bits && theirs.lanes == 1) {
      return static_cast<DType>(i);
    }
  }
  constexpr const char* kKinds[] = {"int", "uint", "float", "opaque", "bfloat", "complex", "bool"};
  const int kind = array.dtype.kind, bits = array.dtype.bits, lanes = array.dtype.lanes;
  fail_type("from_dlpack", "the elements are ", kind < 7 ? kKinds[kind] : "of an unknown kind ",
            bits, lanes == 1 ? "" : " vectors",
            ", which is not supported; convert to float32, float64, int64, int32, uint8 or bool "
            "first");
}

Layout layout_of(const Array& array) {
  if (array.device.type != dlpack::kCpu) {
    refuse("from_dlpack: the memory is on device (", array.device.type, ", ", array.device.id,
           "), not on the CPU, device (1, 0); move it there first");
  }
  Layout layout;
  layout.dtype = dtype_of_array(array);
  for (int i = 0; i < array.dims; ++i) layout.shape.push_back(array.shape[i]);
  layout.size = checked_numel("from_dlpack", layout.shape);
  layout.strides = array.strides ? Shape(std::span(array.strides, static_cast<size_t>(array.dims)))
                                 : contiguous_strides(layout.shape);
  return layout;
}

template <class T>
void give_back(void* managed) {
  auto* mine = static_cast<T*>(managed);
  if (mine->deleter) mine->deleter(mine);
}

// A tensor over the memory in a capsule, which is taken over only when nothing can fail any more.
template <class T>
Tensor take_capsule(PyObject* capsule, bool& read_only) {
  auto* managed = static_cast<T*>(PyCapsule_GetPointer(capsule, CapsuleNames<T>::fresh));
  if (!managed) throw py::error_already_set();
  if constexpr (std::is_same_v<T, ManagedVersioned>) {
    if (managed->version.major > 1) {
      refuse("from_dlpack: version ", managed->version.major, ".", managed->version.minor,
             " of DLPack came back; this library reads version 1");
    }
    read_only = managed->flags & dlpack::kReadOnly;
  }
  const Layout layout = layout_of(managed->array);
  auto* data = static_cast<char*>(managed->array.data) + managed->array.byte_offset;
  if (layout.size &&
      reinterpret_cast<uintptr_t>(data) % static_cast<uintptr_t>(itemsize(layout.dtype))) {
    fail_value("from_dlpack", "the memory is not aligned to its elements; copy it first");
  }
  const auto bytes = static_cast<size_t>(layout.size * itemsize(layout.dtype));
  Ref<Storage> storage(new Storage(data, bytes, managed, give_back<T>));
  if (PyCapsule_SetName(capsule, CapsuleNames<T>::used) != 0) throw py::error_already_set();
  return Tensor(Value{std::move(storage), 0, layout});
}

// A library from before DLPack 1 knows no arguments; then the copy is left `to_do`.
py::object capsule_from(const py::object& x, const std::optional<bool>& copy, bool& to_do) {
  const py::object get = x.attr("__dlpack__");
  try {
    return get(py::arg("max_version") = py::make_tuple(1, 0), py::arg("copy") = copy);
  } catch (py::error_already_set& error) {
    if (!error.matches(PyExc_TypeError)) throw;
  }
  to_do = copy.value_or(false);
  return get();
}

Tensor from_dlpack(const py::object& x, const std::optional<bool>& copy) {
  if (!py::hasattr(x, "__dlpack__") || !py::hasattr(x, "__dlpack_device__")) {
    fail_type("from_dlpack", "an object of type ", class_name(x),
              " has no __dlpack__ method; pass an array, or use tensor()");
  }
  const auto device = x.attr("__dlpack_device__")().cast<std::pair<int64_t, int64_t>>();
  if (device.first != dlpack::kCpu) {
    refuse("from_dlpack: the array is on device (", device.first, ", ", device.second,
           "), not on the CPU, device (1, 0); move it there first");
  }
  bool read_only = false, to_do = false;
  const py::object capsule = capsule_from(x, copy, to_do);
  Tensor t;
  if (PyCapsule_IsValid(capsule.ptr(), CapsuleNames<ManagedVersioned>::fresh)) {
    t = take_capsule<ManagedVersioned>(capsule.ptr(), read_only);
  } else if (PyCapsule_IsValid(capsule.ptr(), CapsuleNames<Managed>::fresh)) {
    t = take_capsule<Managed>(capsule.ptr(), read_only);
  } else {
    fail_type("from_dlpack", "__dlpack__() returned no capsule, or one that was used already");
  }
  if (read_only && copy == false) {
    fail_value("from_dlpack", "the memory is read-only and needs a copy, which copy=False forbids");
  }
  return read_only || to_do ? clone(t) : t;  // a tensor may be written to
}

}  // namespace

void bind_dlpack(Api& api) {
  const auto none = py::none();
  api.method("__dlpack__", &to_dlpack, py::kw_only(), py::arg("stream") = none,
             py::arg("max_version") = none, py::arg("dl_device") = none, py::arg("copy") = none,
             "A capsule over the tensor's memory for another array library's from_dlpack().");
  api.method(
      "__dlpack_device__", [](const Tensor&) { return std::make_pair(int{dlpack::kCpu}, 0); },
      "DLPack's number of the device: (1, 0), the CPU.");
  api.function("from_dlpack", &from_dlpack, py::arg("x"), py::kw_only(), py::arg("copy") = none,
               R"doc(A tensor over the memory of an array of another library; nothing is copied.

Changes of one are seen in the other. Read-only memory is copied, as a tensor may be written to.

Parameters
----------
x : object with ``__dlpack__`` and ``__dlpack_device__``
    An array of NumPy, PyTorch, JAX, ... on the CPU: float32, float64, int64, int32, uint8 or
    bool, of any strides.
copy : bool, optional
    True always copies, False never; by default what has to be copied is.

Raises
------
BufferError
    If the memory is on another device, or the other library cannot hand it out.
TypeError
    If the object is no such array, or its dtype is not supported.
ValueError
    If a copy is needed and copy is False.

Examples
--------
>>> import numpy as np
>>> import nnlite
>>> a = np.zeros(3, dtype="float32")
>>> t = nnlite.from_dlpack(a)
>>> a[1] = 5
>>> t
tensor([0., 5., 0.], dtype=float32)
>>> np.from_dlpack(t)
array([0., 5., 0.], dtype=float32)

References
----------
Python array API standard 2024.12, "Data interchange mechanisms".)doc");
}

}  // namespace nnlite::bindings
