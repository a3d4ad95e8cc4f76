// Tensor: construction, reading one value, and its place in a graph.
#include "nnlite/core/tensor.h"

#include "nnlite/core/backward.h"
#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/record.h"
#include "nnlite/core/row_gradient.h"

namespace nnlite {

namespace {
thread_local constinit bool recording = true;
}  // namespace

bool grad_enabled() { return recording; }
void set_grad_enabled(bool on) { recording = on; }

TensorImpl::TensorImpl(Value v) : value(std::move(v)) {}
TensorImpl::~TensorImpl() = default;
void release(TensorImpl* impl) { delete impl; }

Tensor Tensor::empty(const Shape& shape, DType dtype) {
  checked_numel("empty", shape);
  return Tensor(Value::empty(shape, dtype));
}

void* Tensor::data() const {
  if (const Capture* capture = Capture::current()) {
    capture->check_readable("data", impl_->value.storage.get());
  }
  return impl_->value.data();
}

double Tensor::item() const {
  check_not_captured("item");
  if (numel() != 1) {
    fail_value("item", "a tensor of shape ", shape(), " has ", numel(),
               " elements, not one; index it or reduce it first");
  }
  return dispatch(dtype(), [&](auto zero) {
    return static_cast<double>(*static_cast<decltype(zero)*>(data()));
  });
}

bool Tensor::is_leaf() const { return !variable() || !variable()->producer; }

Tensor& Tensor::requires_grad_(bool on) {
  if (!is_leaf()) {
    if (on) return *this;
    fail_runtime("requires_grad_", "a computed tensor cannot forget its history; use detach()");
  }
  if (on && !is_float(dtype())) {
    fail_runtime("requires_grad_", "only float32 and float64 tensors have gradients, not ",
                 dtype());
  }
  if (on && !impl_->variable) impl_->variable = Ref<Variable>(new Variable);
  if (!on) impl_->variable = nullptr;
  return *this;
}

Tensor Tensor::grad() const {
  if (!variable()) return {};
  if (Capture* capture = Capture::current())
    capture->touch_gradient(variable(), Capture::Touch::read);
  if (holds_rows(*variable())) {
    fail_runtime("grad",
                 "the gradient of this table is kept as rows (sparse=True); read "
                 "sparse_grad, or sparse_grad.to_dense()");
  }
  return variable()->grad;
}

void Tensor::set_grad(const Tensor& gradient) {
  if (gradient.defined() && (gradient.shape() != shape() || gradient.dtype() != dtype())) {
    fail_value("grad", "a gradient of shape ", gradient.shape(), " and ", gradient.dtype(),
               " does not belong to a tensor of shape ", shape(), " and ", dtype());
  }
  if (!variable()) {
    if (!gradient.defined()) return;
    fail_runtime("grad", "the tensor does not require a gradient; call requires_grad_() first");
  }
  if (Capture* capture = Capture::current()) {
    capture->touch_gradient(variable(), Capture::Touch::clear);
  }
  variable()->grad = gradient;
  variable()->rows = {};
  variable()->spent = false;
}

void Tensor::retain_grad() const {
  if (!variable()) fail_runtime("retain_grad", "the tensor does not require a gradient");
  variable()->retains_grad = true;
}

void Tensor::backward(const Tensor& gradient, bool retain_graph) const {
  nnlite::backward({this, 1}, {&gradient, 1}, {.retain_graph = retain_graph});
}

Tensor Tensor::detach() const {
  Tensor out(impl_->value);
  out.impl_->is_view = true;
  return out;
}

const std::string& Tensor::name() const {
  static const std::string none;
  return variable() ? variable()->name : none;
}

void Tensor::set_name(const std::string& name) {
  if (!variable()) fail_runtime("name", "only a tensor that requires a gradient has a name");
  variable()->name = name;
}

}  // namespace nnlite
