// What the bindings of modules share: the class that lets Python override a module, and one way to
// define a layer. Objects made in Python always are of that class, so that C++ owners keep the
// Python half alive.
#pragma once

#include <pybind11/trampoline_self_life_support.h>

#include <atomic>

#include "nnlite/bindings/api.h"
#include "nnlite/nn/module.h"

namespace nnlite::bindings {

// The C++ side of `super()` in a Python subclass.
class PySelf {
 public:
  virtual ~PySelf() = default;
  virtual Tensor base_forward(const Tensor& x) = 0;
  virtual std::string base_extra_repr() const = 0;
};

// copy.deepcopy's memo beside that of C++.
struct PyCopyMemo : nn::Module::CopyMemo {
  py::handle memo;
};

// The argument of the constructors that copy.
struct CopyOf {
  const nn::Module* module;
};

// The parts of nnlite._nn; functions beside the layers go into nnlite itself.
void bind_module(py::module_& m);
void bind_gates(Api& api, py::module_& m);  // softmax, gated units, learned slopes
void bind_conv(Api& api, py::module_& m);
void bind_norm(Api& api, py::module_& m);   // of batches and layers
void bind_norms(Api& api, py::module_& m);  // of groups, instances, ...
void bind_pool(Api& api, py::module_& m);
void bind_pixels(Api& api, py::module_& m);  // padding, resizing, rearranging
void bind_fitted(py::module_& m);            // what learns statistics of the data: Standardize, ...
void bind_drop(Api& api, py::module_& m);    // dropout, noise
void bind_penalties(py::module_& m);         // penalties and constraints
void bind_attention(Api& api);               // attention as a function
void bind_transformer(Api& api, py::module_& m);  // its layers
void bind_transformer_model(py::module_& m);      // Transformer itself
void bind_losses(Api& api, py::module_& m);
void bind_embedding(Api& api, py::module_& m);                   // Embedding, EmbeddingBag
void bind_recurrence(py::module_& m);                            // RNN, LSTM, GRU and their cells
void bind_loss_family(py::module_& m, py::module_& functional);  // losses with options, CTC
void bind_pairs(py::module_& m, py::module_& functional);        // distances, bilinear
void bind_residual(py::module_& m);
void bind_utils(py::module_& m);
void bind_init(py::module_& m);  // initializers

// Of data given as either; `what` is for the error.
Tensor tensor_or_array(const char* what, py::handle x);
// Whether the class of `self` has a forward of its own, written in Python or bound apart.
bool has_own_forward(py::handle self);

// The Python object of a module, asked with the GIL; there is none while it is being made. One for
// all classes: a template would be compiled anew for each.
class PythonHalf {
 public:
  PythonHalf(const void* module, const std::type_info& type) : module_(module), type_(type) {}
  std::optional<std::string> type_name() const;
  std::optional<std::string> extra_repr() const;
  bool has_own_forward() const;
  Tensor forward(const Tensor& x) const;
  // copy.deepcopy(self), continuing `memo` where it is Python's.
  nn::ModulePtr deepcopy(nn::Module::CopyMemo& memo) const;

 private:
  py::handle object() const;
  const void* module_;
  const std::type_info& type_;
};

template <class Base>
class PyModule : public Base, public PySelf, public py::trampoline_self_life_support {
 public:
  using Base::Base;
  explicit PyModule(const Base& other) : Base(other) {}

  Tensor forward(const Tensor& x) override {
    return plain() ? Base::forward(x) : in_python().forward(x);
  }
  std::string type_name() const override {
    return in_python().type_name().value_or(Base::type_name());
  }
  std::string extra_repr() const override {
    return in_python().extra_repr().value_or(Base::extra_repr());
  }
  nn::ModulePtr clone_into(nn::Module::CopyMemo& memo) override {
    return in_python().deepcopy(memo);
  }
  Tensor base_forward(const Tensor& x) override { return Base::forward(x); }
  std::string base_extra_repr() const override { return Base::extra_repr(); }

 private:
  PythonHalf in_python() const { return {static_cast<const Base*>(this), typeid(Base)}; }
  // Whether Python overrides nothing: asked once, so that native models run without the GIL.
  bool plain() const {
    int state = plain_.load(std::memory_order_relaxed);
    if (state < 0) {
      state = !in_python().has_own_forward();
      plain_.store(state, std::memory_order_relaxed);
    }
    return state != 0;
  }
  mutable std::atomic<int> plain_{-1};
};

// For classes with attributes: lets the garbage collector count these once in subclasses written in
// Python. Python visits a subclass's attributes itself where they lie elsewhere than the base's; a
// base that visits them again hides cycles through a module (self.f = self.forward) for ever.
void visit_attributes_once(PyHeapTypeObject* type);

template <class T>
using LayerClass = py::classh<T, nn::Module, PyModule<T>>;

// Gives a class __deepcopy__: a shallow copy of the C++ half whose parts are then replaced.
void add_deepcopy(py::handle cls);

// A class of modules; its constructor follows.
template <class T, class Class>
void add_copying(Class& cls) {
  cls.def(py::init([](const CopyOf& source) {
    return new PyModule<T>(dynamic_cast<const T&>(*source.module));
  }));
  add_deepcopy(cls);
}
template <class T>
LayerClass<T> layer(py::module_& m, const char* doc) {
  LayerClass<T> cls(m, T::kName, py::dynamic_attr(), py::custom_type_setup(&visit_attributes_once),
                    doc);
  add_copying<T>(cls);
  return cls;
}

}  // namespace nnlite::bindings
