// Elementwise functions and operators. Functions and their docs are derived from the rows.
#include "nnlite/bindings/bind.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"

namespace nnlite::bindings {

namespace {

// The doc of a row, followed by what all elementwise functions share.
std::string document(const char* doc, const char* parameters) {
  return text(doc, "\n\nApplies to every element.", parameters,
              "\n\nRaises\n------\nTypeError\n    If the dtype has no such function.");
}

void bind_unary(Api& api) {
#define UNARY(name, kind, reads, value, gradient, doc) \
  api.op(#name, static_cast<Tensor (*)(const Tensor&)>(&nnlite::name), document(doc, "").c_str());
#define UNARY1(name, kind, reads, a, da, value, gradient, doc)        \
  api.op(#name, &nnlite::name, py::arg(#a) = static_cast<double>(da), \
         document(doc, "\n\nParameters\n----------\n" #a " : float, default " #da).c_str());
#define UNARY2(name, kind, reads, a, da, b, db, value, gradient, doc) \
  api.op(#name, &nnlite::name, py::arg(#a) = static_cast<double>(da), \
         py::arg(#b) = static_cast<double>(db),                       \
         document(doc, "\n\nParameters\n----------\n" #a " : float\n" #b " : float").c_str());
#include "nnlite/kernels/unary.def"
#undef UNARY
#undef UNARY1
#undef UNARY2
}

// factor x; a number stays one, so that it does not decide a dtype.
TensorLike scaled(const TensorLike& x, const Scalar& factor) {
  if (!x.is_number()) return mul(x, factor);
  const double product = x.scalar.real() * factor.real();
  if (x.scalar.is_real() || factor.is_real()) return product;
  return static_cast<int64_t>(product);
}

Tensor divided(const TensorLike& a, const TensorLike& b, const std::optional<std::string>& mode) {
  if (!mode) return div(a, b);
  if (*mode == "floor") return floor_divide(a, b);
  if (*mode == "trunc") {
    const Tensor below = floor_divide(a, b);
    return below + cast(logical_and(below < 0, remainder(a, b) != 0), below.dtype());
  }
  fail_value("div", "rounding_mode is '", *mode, "'; give 'floor', 'trunc' or None");
}

// Forms of PyTorch's that are made of two operations.
void bind_forms(Api& api) {
  const auto other = py::arg("other"), alpha = py::arg("alpha");
  using Elements = const TensorLike&;
  api.op(
      "add", [](Elements a, Elements b, const Scalar& k) { return add(a, scaled(b, k)); }, other,
      py::kw_only(), alpha, "input + alpha other.");
  api.op(
      "sub", [](Elements a, Elements b, const Scalar& k) { return sub(a, scaled(b, k)); }, other,
      py::kw_only(), alpha, "input - alpha other.");
  api.op("div", &divided, other, py::kw_only(), py::arg("rounding_mode"),
         "input / other, rounded down with rounding_mode=\"floor\", towards 0 with \"trunc\".");
  api.op(
      "clip",
      [](const Tensor& x, const std::optional<TensorLike>& low,
         const std::optional<TensorLike>& high) {
        const Tensor above = low ? maximum(x, *low) : x;
        return high ? minimum(above, *high) : above;
      },
      py::arg("min") = py::none(), py::arg("max") = py::none(),
      "min(max(x, min), max), with limits that may be tensors or None.");
}

void bind_binary(Api& api) {
  const auto second = [](std::string_view op) { return op == "pow" ? "exponent" : "other"; };
#define BINARY(name, kind, value, ra, ga, rb, gb, doc)                                       \
  api.op(#name, &nnlite::name, py::arg(second(#name)),                                       \
         (std::string(doc) + "\n\nShapes broadcast and dtypes promote as in NumPy; a plain " \
                             "number takes the tensor's dtype.")                             \
             .c_str());
#include "nnlite/kernels/binary.def"
#undef BINARY
  bind_forms(api);
  api.function("where", &where, py::arg("condition"), py::arg("input"), py::arg("other"),
               "`input` where `condition` (bool) is true, else `other`; all broadcast.");
  api.method(
      "where",
      [](const Tensor& x, const Tensor& condition, const TensorLike& other) {
        return where(condition, x, other);
      },
      py::arg("condition"), py::arg("other"),
      "The tensor's elements where `condition` (bool) is true, else `other`; all broadcast.");
  api.op("masked_fill", &masked_fill, py::arg("mask"), py::arg("value"),
         "`value` where `mask` (bool) is true, else the input; all broadcast.");
  const auto other = py::arg("other");
  const auto rtol = py::arg("rtol") = 1e-5, atol = py::arg("atol") = 1e-8;
  const auto equal_nan = py::arg("equal_nan") = false;
  api.op("isclose", &isclose, other, rtol, atol, equal_nan,
         "Whether |input - other| <= atol + rtol |other|, element by element.");
  api.op(
      "allclose",
      [](const Tensor& a, const TensorLike& b, double r, double t, bool nan) {
        return all(isclose(a, b, r, t, nan)).item() != 0;
      },
      other, rtol, atol, equal_nan, "Whether `isclose` holds everywhere; a bool.");
}

using Function = Tensor (*)(const TensorLike&, const TensorLike&);

// An operator and its reflection.
void bind_operator(TensorClass& tensor, const char* name, Function f) {
  tensor.def((std::string("__") + name + "__").c_str(), f, py::is_operator());
  tensor.def((std::string("__r") + name + "__").c_str(),
             [f](const TensorLike& a, const TensorLike& b) { return f(b, a); }, py::is_operator());
}

void bind_operators(TensorClass& tensor) {
  const std::pair<const char*, Function> both[] = {{"add", &add},       {"sub", &sub},
                                                   {"mul", &mul},       {"truediv", &div},
                                                   {"pow", &pow},       {"floordiv", &floor_divide},
                                                   {"mod", &remainder}, {"and", &bitwise_and},
                                                   {"or", &bitwise_or}, {"xor", &bitwise_xor}};
  for (const auto& [name, f] : both) bind_operator(tensor, name, f);
  const std::pair<const char*, Function> comparisons[] = {
      {"__eq__", &equal},      {"__ne__", &not_equal}, {"__lt__", &less},
      {"__le__", &less_equal}, {"__gt__", &greater},   {"__ge__", &greater_equal}};
  for (const auto& [name, f] : comparisons) tensor.def(name, f, py::is_operator());
  tensor.def("__neg__", static_cast<Tensor (*)(const Tensor&)>(&neg))
      .def("__pos__", [](const Tensor& x) { return x; })
      .def("__abs__", static_cast<Tensor (*)(const Tensor&)>(&nnlite::abs))
      .def("__invert__", [](const Tensor& x) {
        return x.dtype() == kBool ? logical_not(x) : bitwise_xor(x, -1);
      });
}

template <class F>
void bind_in_place(TensorClass& tensor, const char* op, const char* method, F f) {
  auto change = [f](py::object self, const TensorLike& other) {
    Tensor x = self.cast<Tensor>();
    f(x, other);
    return self;
  };
  tensor.def(op, change, py::is_operator());
  tensor.def(method, change, py::arg("other"),
             "The same in place; returns the tensor, whose dtype and shape stay.");
}

// x.add_(other, alpha=2).
void bind_scaled(TensorClass& tensor, const char* method, void (*f)(Tensor&, const TensorLike&)) {
  tensor.def(
      method,
      [f](py::object self, const TensorLike& other, const Scalar& alpha) {
        Tensor x = self.cast<Tensor>();
        f(x, scaled(other, alpha));
        return self;
      },
      py::arg("other"), py::kw_only(), py::arg("alpha"),
      "The same in place with alpha other; returns the tensor.");
}

void bind_writes(TensorClass& tensor) {
  bind_in_place(tensor, "__iadd__", "add_", add_);
  bind_in_place(tensor, "__isub__", "sub_", sub_);
  bind_scaled(tensor, "add_", add_);
  bind_scaled(tensor, "sub_", sub_);
  bind_in_place(tensor, "__imul__", "mul_", mul_);
  bind_in_place(tensor, "__itruediv__", "div_", div_);
  auto fill = [](py::object self, double value) {
    Tensor x = self.cast<Tensor>();
    fill_(x, value);
    return self;
  };
  tensor.def("fill_", fill, py::arg("value"), "Writes one number into every element.")
      .def(
          "zero_", [fill](py::object self) { return fill(self, 0); }, "Writes 0 everywhere.")
      .def(
          "copy_",
          [](py::object self, const Tensor& source) {
            Tensor x = self.cast<Tensor>();
            copy_(x, source);
            return self;
          },
          py::arg("source"), "Writes another tensor's values, broadcast and converted, into this.");
}

}  // namespace

void bind_elementwise(Api& api) {
  bind_unary(api);
  bind_binary(api);
  bind_operators(api.tensor);
  bind_writes(api.tensor);
}

}  // namespace nnlite::bindings
