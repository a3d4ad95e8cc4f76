// Penalties, which are added to a loss, and constraints, which are applied after a step.
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/constraint.h"
#include "nnlite/nn/penalty.h"

namespace nnlite::bindings {

namespace {

using Names = std::optional<std::string>;

constexpr const char* kNames = R"doc(names : str, optional
    A regular expression over the model's parameter names, such as "weight"; "" is all of them. Not
    given: parameters of two or more axes, so neither biases nor what norms learn.

Raises
------
ValueError
    If a number is out of range, or the model has no such parameters that learn.
)doc";

constexpr const char* kL1 = R"doc(L1 penalty: strength sum |w|, which makes weights zero.

The gradient is strength sign(w).

Parameters
----------
strength : float
)doc";
constexpr const char* kL1Example = R"doc(
Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.L1Penalty(0.5)(nnlite.tensor([3.0, -4.0])).item()
3.5
)doc";

constexpr const char* kL2 = R"doc(L2 penalty with the half: strength / 2 sum w^2.

The gradient is strength w, so that under plain SGD it is what ``weight_decay=strength`` is. Others
leave the half out (Keras' L2 adds strength sum w^2, with gradient 2 strength w: give twice its
number here) or divide by the number of examples (scikit-learn's alpha / (2 n)). Under Adam and its
kin the gradient of a penalty is scaled like any other; decoupled weight decay (AdamW) is not.

Parameters
----------
strength : float
)doc";
constexpr const char* kL2Example = R"doc(
Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.L2Penalty(0.5)(nnlite.tensor([3.0, -4.0])).item()
6.25
>>> model = nn.Linear(2, 1)
>>> x, y = nnlite.ones(4, 2), nnlite.ones(4, 1)
>>> loss = nn.functional.mse_loss(model(x), y) + nn.L2Penalty(1e-4)(model)
)doc";

constexpr const char* kElastic = R"doc(L1 and L2 together, the L2 part with the half.

strength (l1_ratio sum |w| + (1 - l1_ratio) / 2 sum w^2): l1_ratio 1 is `L1Penalty`, 0 `L2Penalty`.

Parameters
----------
strength : float
l1_ratio : float, default 0.5
    From 0 to 1.
)doc";
constexpr const char* kElasticExample = R"doc(
Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.ElasticNetPenalty(1.0, l1_ratio=0.5)(nnlite.tensor([3.0, -4.0])).item()
9.75

References
----------
Zou & Hastie 2005, Regularization and variable selection via the elastic net.
)doc";

constexpr const char* kOrthogonal =
    R"doc(Orthogonal penalty: strength ||W W^T - I||^2, without a half.

The squares of all elements are summed, axes after the first count as one, and W^T W stands for
W W^T where W is taller than wide: rows (or columns) of norm 1 that are orthogonal cost nothing.

Parameters
----------
strength : float
)doc";
constexpr const char* kOrthogonalExample = R"doc(
Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.OrthogonalPenalty(1.0)(2 * nnlite.eye(2)).item()
18.0

References
----------
Brock et al. 2017, Neural photo editing with introspective adversarial networks.
)doc";

constexpr const char* kMaxNorm = R"doc(Max-norm constraint: rows no longer than a limit.

w = w limit / |w| where |w| > limit, for the norm |w| of what one output weighs its inputs with: a
row of a weight (out, in, ...), all axes after the first together; the whole of a vector. Called
with a model after the optimizer's step, in a compiled step too, or given to a `Trainer`.

Parameters
----------
limit : float, default 3
)doc";
constexpr const char* kMaxNormExample = R"doc(
Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.MaxNorm(1.0)(nnlite.tensor([[3.0, 4.0], [0.5, 0.0]])).numpy()
array([[0.6, 0.8],
       [0.5, 0. ]], dtype=float32)

References
----------
Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting, section
5.1; Srebro & Shraibman 2005, Rank, trace-norm and max-norm.
)doc";

constexpr const char* kUnitNorm = R"doc(Unit-norm constraint: rows of norm 1; zeros stay.

w = w / |w| for the same norms as `MaxNorm`.

Parameters
----------
)doc";
constexpr const char* kUnitNormExample = R"doc(
Examples
--------
>>> import nnlite
>>> from nnlite import nn
>>> nn.UnitNorm()(nnlite.tensor([[3.0, 4.0]])).numpy()
array([[0.6, 0.8]], dtype=float32)
)doc";

constexpr const char* kOfModel = "Of the parameters of a model, or of one tensor.";

template <class T>
std::string repr(const T& t) {
  const std::string arguments = t.arguments();
  const std::string names = t.names() ? text("names='", *t.names(), "'") : "";
  return text(t.name(), "(", arguments, arguments.empty() || names.empty() ? "" : ", ", names, ")");
}

template <class T>
using PenaltyClass = py::class_<T, nn::Penalty, std::shared_ptr<T>>;
template <class T>
using ConstraintClass = py::class_<T, nn::Constraint, std::shared_ptr<T>>;

template <class Class>
Class rule(py::module_& m, const char* name, const char* doc, const char* examples) {
  return Class(m, name, text(doc, kNames, examples).c_str());
}

void bind_penalty_classes(py::module_& m) {
  using nn::Penalty;
  py::class_<Penalty, std::shared_ptr<Penalty>>(m, "Penalty", "What penalties share.")
      .def("__call__", py::overload_cast<nn::Module&>(&Penalty::operator(), py::const_),
           py::arg("model"), kOfModel)
      .def("__call__", py::overload_cast<const Tensor&>(&Penalty::operator(), py::const_),
           py::arg("tensor"), kOfModel)
      .def("__repr__", &repr<Penalty>)
      .def_property_readonly("names", &Penalty::names, "Which parameters; None: the weights.")
      .def_readonly("strength", &Penalty::strength, "The factor.");
  const auto strength = py::arg("strength"), names = py::arg("names");
  rule<PenaltyClass<nn::L1Penalty>>(m, "L1Penalty", kL1, kL1Example)
      .def(py::init<double, Names>(), strength, names = py::none());
  rule<PenaltyClass<nn::L2Penalty>>(m, "L2Penalty", kL2, kL2Example)
      .def(py::init<double, Names>(), strength, names = py::none());
  rule<PenaltyClass<nn::ElasticNetPenalty>>(m, "ElasticNetPenalty", kElastic, kElasticExample)
      .def(py::init<double, double, Names>(), strength, py::arg("l1_ratio") = 0.5,
           names = py::none())
      .def_readonly("l1_ratio", &nn::ElasticNetPenalty::l1_ratio, "The share of L1.");
  rule<PenaltyClass<nn::OrthogonalPenalty>>(m, "OrthogonalPenalty", kOrthogonal, kOrthogonalExample)
      .def(py::init<double, Names>(), strength, names = py::none());
}

void bind_constraint_classes(py::module_& m) {
  using nn::Constraint;
  py::class_<Constraint, std::shared_ptr<Constraint>>(m, "Constraint", "What constraints share.")
      .def("__call__", py::overload_cast<nn::Module&>(&Constraint::operator(), py::const_),
           py::arg("model"), "Change the parameters of a model.")
      .def("__call__", py::overload_cast<const Tensor&>(&Constraint::operator(), py::const_),
           py::arg("tensor"), "The nearest tensor that is allowed.")
      .def("__repr__", &repr<Constraint>)
      .def_property_readonly("names", &Constraint::names, "Which parameters; None: the weights.");
  const auto names = py::arg("names");
  rule<ConstraintClass<nn::MaxNorm>>(m, "MaxNorm", kMaxNorm, kMaxNormExample)
      .def(py::init<double, Names>(), py::arg("limit") = 3.0, names = py::none())
      .def_readonly("limit", &nn::MaxNorm::limit, "The largest norm.");
  rule<ConstraintClass<nn::UnitNorm>>(m, "UnitNorm", kUnitNorm, kUnitNormExample)
      .def(py::init<Names>(), names = py::none());
}

}  // namespace

void bind_penalties(py::module_& m) {
  bind_penalty_classes(m);
  bind_constraint_classes(m);
}

}  // namespace nnlite::bindings
