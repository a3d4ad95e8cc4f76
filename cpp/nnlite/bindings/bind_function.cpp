// User-defined operations: the native half of nnlite.Function. The record of such an operation
// carries the class and its context; the walk backwards calls them.
#include <unordered_map>

#include "nnlite/bindings/bind.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/reduce.h"

namespace nnlite::bindings {

namespace {

// A tensor kept for backward: its memory, not the tensor, so that an output that is kept does not
// keep its own graph alive.
struct Saved {
  Value value;  // without storage: None
  uint32_t version = 0;
  Ref<Variable> variable;
  int output = -1;  // which of the outputs it is
};

struct Context {
  std::string name;  // of the class
  py::tuple needs_input_grad;
  bool materialize = true;
  std::vector<Tensor> to_save, without_gradient;  // while forward runs
  std::vector<Saved> saved;
  Record* record = nullptr;  // while backward runs
  bool create_graph = false;

  std::vector<Tensor> saved_tensors() const {
    if (!to_save.empty()) return to_save;
    std::vector<Tensor> list;
    for (const Saved& s : saved) list.push_back(restored(s));
    return list;
  }

 private:
  Tensor restored(const Saved& s) const {
    if (!s.value.storage) return {};
    if (s.version != s.value.storage->version()) {
      fail_runtime(name.c_str(), "a saved tensor of shape ", s.value.layout.shape,
                   " was changed in place after forward; clone() it before the change");
    }
    Tensor t(s.value);
    if (record && create_graph) {
      t.impl()->variable = s.output < 0 ? s.variable : output_of(*record, s.output).variable();
    }
    return t;
  }
};

// What a record carries.
struct Call {
  py::object cls, context;
  std::vector<int> places;  // of the tensors among the arguments
  int arguments;
};

py::tuple as_tuple(const py::object& result) {
  if (py::isinstance<py::tuple>(result)) return result;
  if (py::isinstance<py::list>(result)) return py::tuple(result);
  return py::make_tuple(result);
}

// ---- backward -----------------------------------------------------------------------------------

// Lends the record to the context for the time of a call.
class Lent {
 public:
  Lent(Context& context, Gradient& g) : context_(context) {
    context.record = const_cast<Record*>(&g.record());
    context.create_graph = g.create_graph();
  }
  ~Lent() { context_.record = nullptr; }

 private:
  Context& context_;
};

// What a class answered for one input, in that input's shape.
Tensor checked(const Context& context, const Gradient& g, int input, int place, py::handle value) {
  const char* name = context.name.c_str();
  if (!exact_tensor(value)) {
    fail_type(name, "backward returned ", a_class(value), " as gradient of argument ", place,
              "; it must be a tensor or None");
  }
  Tensor t = value.cast<Tensor>();
  if (t.variable() && !g.create_graph()) t = t.detach();
  const Shape& shape = g.shape(input);
  if (t.shape() == shape) return t;
  if (!can_broadcast(shape, t.shape())) {
    fail_value(name, "backward returned a gradient of shape ", t.shape(), " for argument ", place,
               " of shape ", shape);
  }
  return sum_to(t, shape);
}

void accept(const Context& context, const Call& call, Gradient& g, const py::tuple& answer) {
  int input = 0;
  for (int i = 0; i < call.arguments; ++i) {
    const bool is_tensor = input < static_cast<int>(call.places.size()) && call.places[input] == i;
    const int index = input;
    input += is_tensor;
    if (answer[i].is_none()) continue;
    if (!is_tensor) {
      fail_value(context.name.c_str(), "backward returned a gradient for argument ", i,
                 ", which is not a tensor; return None in its place");
    }
    if (g.needs(index)) g.set(index, checked(context, g, index, i, answer[i]));
  }
}

void run_backward(Gradient& g) {
  const py::gil_scoped_acquire gil;
  const Call& call = *static_cast<const Call*>(g.record().payload.get());
  auto& context = call.context.cast<Context&>();
  const Lent lent(context, g);
  py::tuple arrived(g.record().outputs.size());
  for (size_t i = 0; i < arrived.size(); ++i) {
    const int k = static_cast<int>(i);
    arrived[i] = g.has_g(k) || context.materialize ? g.g(k) : Tensor();
  }
  const py::tuple answer = as_tuple(call.cls.attr("backward")(call.context, *arrived));
  const int count = static_cast<int>(answer.size());
  if (count != call.arguments) {
    fail_value(context.name.c_str(), "backward returned ", count, " gradients but forward took ",
               call.arguments, " arguments; return one for each, None where there is none");
  }
  accept(context, call, g, answer);
}

// The row of a class, by its name: pictures and messages say it.
const Op& row_of(const std::string& name) {
  static auto* rows = new std::unordered_map<std::string, Op>;  // records outlive the interpreter
  auto [it, fresh] = rows->try_emplace(name);
  if (fresh) {
    it->second = {.name = it->first.c_str(),
                  .primitive = Primitive::view,
                  .gradient = run_backward,
                  .doc = "A user-defined operation."};
  }
  return it->second;
}

// ---- forward ------------------------------------------------------------------------------------

std::vector<Tensor> tensors_of(const char* name, const py::tuple& result) {
  std::vector<Tensor> outputs;
  for (py::handle item : result) {
    if (!exact_tensor(item)) {
      fail_type(name, "forward returned ", a_class(item),
                "; it must return a tensor or a tuple of tensors");
    }
    outputs.push_back(item.cast<Tensor>());
  }
  return outputs;
}

bool contains(const std::vector<Tensor>& list, const Tensor& t, size_t& place) {
  for (place = 0; place < list.size(); ++place) {
    if (list[place].impl() == t.impl()) return true;
  }
  return false;
}

// Moves what save_for_backward was given to where it makes no cycle.
void keep(Context& context, const std::vector<Tensor>& inputs, const std::vector<Tensor>& outputs) {
  for (const Tensor& t : context.to_save) {
    Saved& saved = context.saved.emplace_back();
    if (!t.defined()) continue;
    saved.value = t.value();
    saved.version = t.value().storage->version();
    size_t place;
    if (!contains(inputs, t, place) && contains(outputs, t, place)) {
      saved.output = static_cast<int>(place);
    } else {
      saved.variable = t.variable();
    }
  }
  context.to_save.clear();
}

// Gives every output a tensor of its own, without history.
void separate(std::vector<Tensor>& outputs, const std::vector<Tensor>& inputs) {
  for (size_t i = 0; i < outputs.size(); ++i) {
    size_t place;
    const bool shared =
        contains(inputs, outputs[i], place) || (contains(outputs, outputs[i], place) && place < i);
    if (shared || outputs[i].variable()) outputs[i] = outputs[i].detach();
  }
}

void record(Context& context, std::unique_ptr<Call> call, const std::vector<Tensor>& inputs,
            std::vector<Tensor>& outputs) {
  std::vector<char> fixed;
  for (const Tensor& t : outputs) {
    size_t place;
    fixed.push_back(contains(context.without_gradient, t, place));
  }
  context.without_gradient.clear();
  keep(context, inputs, outputs);
  separate(outputs, inputs);
  std::vector<const Tensor*> addresses;
  for (const Tensor& t : inputs) addresses.push_back(&t);
  std::shared_ptr<void> payload(call.release(), [](Call* c) {
    const py::gil_scoped_acquire gil;
    delete c;
  });
  attach(row_of(context.name), Inputs(std::span<const Tensor* const>(addresses)), outputs, {},
         std::move(payload));
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (fixed[i]) outputs[i].impl()->variable = nullptr;
  }
}

py::object apply(py::object cls, const py::args& arguments) {
  auto call = std::make_unique<Call>();
  std::vector<Tensor> inputs;
  py::tuple needs(arguments.size());
  for (size_t i = 0; i < arguments.size(); ++i) {
    const bool tensor = exact_tensor(arguments[i]);
    if (tensor) {
      inputs.push_back(arguments[i].cast<Tensor>());
      call->places.push_back(static_cast<int>(i));
    }
    needs[i] = py::bool_(tensor && inputs.back().requires_grad());
  }
  call->arguments = static_cast<int>(arguments.size());
  call->cls = cls;
  Context fresh;
  fresh.name = py::str(cls.attr("__name__"));
  fresh.needs_input_grad = needs;
  call->context = py::cast(std::move(fresh));
  auto& context = call->context.cast<Context&>();
  py::object result;
  {
    const NoGrad off;
    result = cls.attr("forward")(call->context, *arguments);
  }
  const bool single = exact_tensor(result);
  std::vector<Tensor> outputs = tensors_of(context.name.c_str(), as_tuple(result));
  record(context, std::move(call), inputs, outputs);
  return single ? py::cast(outputs[0]) : py::object(py::tuple(py::cast(outputs)));
}

std::vector<Tensor> tensors_or_none(const Context& context, const char* method,
                                    const py::args& items) {
  std::vector<Tensor> list;
  for (py::handle item : items) {
    if (!item.is_none() && !exact_tensor(item)) {
      fail_type(context.name.c_str(), method, " takes tensors, not ", a_class(item),
                "; keep other things as attributes: ctx.x = x");
    }
    list.push_back(item.cast<OptionalTensor>());
  }
  return list;
}

}  // namespace

void bind_function(Api& api) {
  py::class_<Context>(api.m, "FunctionContext", py::dynamic_attr(),
                      "What forward hands to backward; any attribute may be set on it.")
      .def(
          "save_for_backward",
          [](Context& c, const py::args& tensors) {
            c.to_save = tensors_or_none(c, "save_for_backward", tensors);
          },
          "Keep tensors (or None): inputs, outputs, or what forward computed.")
      .def_property_readonly(
          "saved_tensors", [](const Context& c) { return py::tuple(py::cast(c.saved_tensors())); },
          "The tensors that were kept, as a tuple.")
      .def_property_readonly(
          "needs_input_grad", [](const Context& c) { return c.needs_input_grad; },
          "For every argument of forward, whether a gradient flows to it.")
      .def(
          "mark_non_differentiable",
          [](Context& c, const py::args& tensors) {
            c.without_gradient = tensors_or_none(c, "mark_non_differentiable", tensors);
          },
          "Outputs that no gradient flows through.")
      .def(
          "set_materialize_grads", [](Context& c, bool on) { c.materialize = on; },
          py::arg("value"),
          "With False, backward gets None for an output that nothing was computed from, not zeros.")
      .def_readonly("name", &Context::name, "The name of the operation's class.");
  api.m.def("_apply_function", &apply, "Run a user-defined operation and record it.");
}

}  // namespace nnlite::bindings
