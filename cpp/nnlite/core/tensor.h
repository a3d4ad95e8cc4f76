// Tensor: a handle to an n-dimensional array, its place in a computation, and its gradient.
// Operations on tensors are free functions of ops/.
#pragma once

#include <string>

#include "nnlite/base/errors.h"
#include "nnlite/core/storage.h"

namespace nnlite {

struct Variable;
void release(Variable* variable);

// What handles share: the value, and the tensor's place in a graph if it has one.
struct TensorImpl : Counted, Pooled {
  explicit TensorImpl(Value v);
  ~TensorImpl();

  Value value;
  Ref<Variable> variable;  // null: neither a leaf that requires a gradient nor computed from one
  bool is_view = false;
  bool is_parameter = false;  // learned by a module; stays where the tensor is frozen
};
void release(TensorImpl* impl);

class Tensor {
 public:
  Tensor() = default;
  explicit Tensor(Ref<TensorImpl> impl) : impl_(std::move(impl)) {}
  explicit Tensor(Value value) : impl_(new TensorImpl(std::move(value))) {}
  // An uninitialised contiguous tensor; throws ValueError where the size overflows.
  static Tensor empty(const Shape& shape, DType dtype = kFloat32);

  bool defined() const { return static_cast<bool>(impl_); }
  TensorImpl* impl() const { return impl_.get(); }
  const Ref<TensorImpl>& ref() const { return impl_; }
  const Value& value() const { return impl_->value; }
  const Layout& layout() const { return impl_->value.layout; }
  const Shape& shape() const { return layout().shape; }
  const Shape& strides() const { return layout().strides; }
  DType dtype() const { return layout().dtype; }
  int dims() const { return layout().dims(); }
  int64_t numel() const { return layout().size; }
  int64_t size(int axis) const { return shape()[normal_axis("size", axis, dims())]; }
  bool is_contiguous() const { return layout().contiguous(); }

  // The address of element 0, for the host to read; the typed form throws TypeError for another
  // dtype.
  void* data() const;
  template <class T>
  T* data() const {
    if (dtype() != dtype_of<T>()) fail_type("data", "the tensor is ", dtype(), "; cast it first");
    return static_cast<T*>(data());
  }
  // The only element, as a double; throws ValueError where there are more or none.
  double item() const;

  // ---- autograd -------------------------------------------------------------------------
  const Ref<Variable>& variable() const { return impl_->variable; }
  // Whether a gradient flows to this tensor: it is a leaf that asks for one, or computed from one.
  bool requires_grad() const { return static_cast<bool>(impl_->variable); }
  bool is_leaf() const;
  // Makes a leaf ask for a gradient, or stop; throws for integers and for computed tensors.
  Tensor& requires_grad_(bool on = true);
  // The gradient accumulated by backward(), or an undefined tensor.
  Tensor grad() const;
  // Replaces it; shape and dtype must be the tensor's. An undefined tensor clears it.
  void set_grad(const Tensor& gradient);
  // Keeps the gradient of a computed tensor as well.
  void retain_grad() const;
  // The gradients of this tensor with respect to every leaf it was computed from, added to
  // their grad(). `gradient` defaults to 1 for a tensor of one element.
  void backward(const Tensor& gradient = {}, bool retain_graph = false) const;
  // The same values outside the graph.
  Tensor detach() const;

  const std::string& name() const;
  // A name for pictures of the graph and for messages.
  void set_name(const std::string& name);

 private:
  Ref<TensorImpl> impl_;
};

// Whether operations record themselves for backward(), on this thread.
bool grad_enabled();
void set_grad_enabled(bool on);

// Turns recording off (or on) for a scope.
class GradMode {
 public:
  explicit GradMode(bool on) : before_(grad_enabled()) { set_grad_enabled(on); }
  ~GradMode() { set_grad_enabled(before_); }
  GradMode(const GradMode&) = delete;
  GradMode& operator=(const GradMode&) = delete;

 private:
  bool before_;
};
struct NoGrad : GradMode {
  NoGrad() : GradMode(false) {}
};

}  // namespace nnlite
