// Data: batches of arrays.
#include "nnlite/bindings/bind.h"
#include "nnlite/train/data_loader.h"

namespace nnlite::bindings {

namespace {

using LoaderPtr = std::shared_ptr<DataLoader>;

constexpr const char* kLoaderDoc = R"doc(Arrays in batches, shuffled anew for every pass.

The order of pass e is a function of the seed and of e alone. Every ``for`` begins the next pass,
or goes on where `load_state_dict` put it.

Parameters
----------
*arrays : Tensor or numpy.ndarray
    Of equally many rows (first axis). They are not copied; batches are.
batch_size : int, default 32
    Rows in a batch; the last one may be shorter.
shuffle : bool, default False
    Whether rows come in random order.
seed : int, optional
    Of the orders. Not given, it follows from `nnlite.manual_seed` and what was drawn since.
drop_last : bool, default False
    Leave out a last batch that is shorter.
normalize : bool or (mean, deviation), default False
    Turn the first array into float32: bytes are divided by 255; then (x - mean) / deviation, given
    as numbers or arrays that broadcast against one item.
augment : Augmentation or list of Augmentation, optional
    Random changes of the batches, from `nnlite.augment`, one after the other. What is drawn for a
    row depends on the seed, the pass and the row alone. The first array then comes as float32; with
    `normalize`, changes happen after the division of bytes and before the mean, so that 0 is black.

Raises
------
ValueError
    If the arrays differ in rows or have none, or batch_size is below 1.

Examples
--------
>>> import numpy as np, nnlite
>>> x, y = np.arange(10.0).reshape(5, 2), np.arange(5)
>>> loader = nnlite.DataLoader(x, y, batch_size=2)
>>> [b.tolist() for a, b in loader]
[[0, 1], [2, 3], [4]])doc";

std::vector<Tensor> tensors_of(const char* op, const py::args& arrays) {
  std::vector<Tensor> tensors;
  for (py::handle array : arrays) {
    Tensor t;
    if (TensorImpl* impl = exact_tensor(array)) {
      t = Tensor(Ref<TensorImpl>(impl));
    } else if (!tensor_of_numpy(array, t)) {
      fail_type(op, "array ", tensors.size(), " is ", class_name(array),
                "; give tensors or NumPy arrays");
    }
    tensors.push_back(t);
  }
  return tensors;
}

std::vector<augment::AugmentationPtr> augmentations(const py::object& given) {
  using Ptr = std::shared_ptr<augment::Augmentation>;
  if (given.is_none()) return {};
  if (py::isinstance<augment::Augmentation>(given)) return {given.cast<Ptr>()};
  if (!py::isinstance<py::list>(given) && !py::isinstance<py::tuple>(given)) {
    fail_type("DataLoader", "augment is ", a_class(given),
              "; give augmentations, such as [nnlite.augment.Flip()]");
  }
  std::vector<augment::AugmentationPtr> list;
  for (py::handle one : given) {
    if (!py::isinstance<augment::Augmentation>(one)) {
      fail_type("DataLoader", "augmentation ", list.size(), " is ", a_class(one),
                "; nnlite.augment has them");
    }
    list.push_back(one.cast<Ptr>());
  }
  return list;
}

LoaderPtr make(const py::args& arrays, int64_t batch_size, bool shuffle, std::optional<Seed> seed,
               bool drop_last, const py::object& normalize, const py::object& augment) {
  DataLoaderOptions options{batch_size, shuffle, {}, drop_last};
  if (seed) options.seed = seed->value;
  if (py::isinstance<py::bool_>(normalize)) {
    options.normalize = normalize.cast<bool>();
  } else if (!normalize.is_none()) {
    if (!py::isinstance<py::sequence>(normalize) || py::len(normalize) != 2) {
      fail_value("DataLoader", "normalize is ", py::repr(normalize).cast<std::string>(),
                 "; give True, False or a pair (mean, deviation)");
    }
    const auto pair = py::reinterpret_borrow<py::sequence>(normalize);
    options.normalize = true;
    options.mean = tensor_from(py::object(pair[0]), kFloat32);
    options.deviation = tensor_from(py::object(pair[1]), kFloat32);
  }
  options.augment = augmentations(augment);
  return std::make_shared<DataLoader>(tensors_of("DataLoader", arrays), options);
}

struct Pass {
  LoaderPtr loader;

  py::tuple next() const {
    Batch batch;
    if (!loader->next(batch)) throw py::stop_iteration();
    py::tuple out(batch.size());
    for (size_t i = 0; i < batch.size(); ++i) out[i] = batch[i];
    return out;
  }
};

}  // namespace

void bind_data(Api& api) {
  py::class_<Pass>(api.m, "_Pass")
      .def("__iter__", [](py::object self) { return self; })
      .def("__next__", &Pass::next);
  py::class_<DataLoader, LoaderPtr>(api.m, "DataLoader", kLoaderDoc)
      .def(py::init(&make), py::kw_only(), py::arg("batch_size") = 32, py::arg("shuffle") = false,
           py::arg("seed") = py::none(), py::arg("drop_last") = false,
           py::arg("normalize") = py::bool_(false), py::arg("augment") = py::none())
      .def("__iter__",
           [](const LoaderPtr& loader) {
             loader->start();
             return Pass{loader};
           })
      .def("__len__", &DataLoader::size)
      .def_property_readonly("rows", &DataLoader::rows, "Rows of the arrays.")
      .def_property_readonly("arrays", &DataLoader::arrays, "The arrays, as tensors.")
      .def_property_readonly(
          "batch_size", [](const DataLoader& l) { return l.options().batch_size; },
          "Rows in a batch.")
      .def_property_readonly(
          "augment",
          [](const DataLoader& l) {
            std::vector<std::shared_ptr<augment::Augmentation>> list;
            for (const auto& one : l.options().augment) {
              list.push_back(std::const_pointer_cast<augment::Augmentation>(one));
            }
            return list;
          },
          "The augmentations, in order.")
      .def_property_readonly(
          "drawn", &DataLoader::drawn,
          "What each augmentation drew for the rows of the last batch: float64 (rows, columns).")
      .def("__repr__",
           [](const DataLoader& l) {
             return text("DataLoader(", l.arrays().size(), " arrays of ", l.rows(),
                         " rows, batch_size=", l.options().batch_size,
                         ", shuffle=", l.options().shuffle ? "True" : "False",
                         ", seed=", l.position().seed, ")");
           })
      .def(
          "__copy__", [](const DataLoader& l) { return std::make_shared<DataLoader>(l); },
          "Another one of the same arrays, which goes on from here by itself.")
      .def(
          "state_dict",
          [](const DataLoader& l) {
            const DataLoader::Position p = l.position();
            return py::dict(py::arg("seed") = p.seed, py::arg("epoch") = p.epoch,
                            py::arg("batch") = p.batch);
          },
          "Where the loader stands: the next `for` of one that loads it goes on from there.")
      .def(
          "load_state_dict",
          [](DataLoader& l, const py::dict& state) {
            l.set_position({state["seed"].cast<uint64_t>(), state["epoch"].cast<int64_t>(),
                            state["batch"].cast<int64_t>()});
          },
          py::arg("state"), "Go on from where another loader of the same data stood.");
}

}  // namespace nnlite::bindings
