// Module: its state (saving, loading, copying) and its modes (training, dtype, gradients).
#include <sstream>
#include <unordered_set>

#include "nnlite/backend/call.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/row_gradient.h"
#include "nnlite/nn/module.h"

namespace nnlite::nn {

namespace {

// A state dict as a table, and the destinations by name.
using ByName = std::unordered_map<std::string, Tensor>;

void list(std::ostringstream& out, const char* what, const std::vector<std::string>& names) {
  if (names.empty()) return;
  out << "\n  " << what << ": ";
  for (size_t i = 0; i < names.size(); ++i) out << (i ? ", " : "") << names[i];
}

// What does not fit: one line per tensor.
std::string misfit(const std::string& name, const Tensor& mine, const Tensor& given) {
  if (!given.defined()) return text("\n  ", name, ": None instead of a tensor");
  if (given.shape() != mine.shape()) {
    return text("\n  ", name, ": shape ", given.shape(), " but the model has ", mine.shape());
  }
  if (given.dtype() != mine.dtype()) {
    return text("\n  ", name, ": ", given.dtype(), " but the model has ", mine.dtype(),
                " (convert the model with to(dtype), or cast the tensor)");
  }
  return {};
}

// Copies values into the memory of `target`, whatever its strides.
void overwrite(const Tensor& target, const Tensor& source) {
  const bool shared = target.value().storage == source.value().storage;
  copy_into(target.value(), shared ? copy_of(source.value()) : source.value());
}

}  // namespace

StateDict Module::state_dict() {
  StateDict state;
  std::unordered_set<const TensorImpl*> seen;
  visit([&](const std::string& path, Module& m) {
    auto add = [&](const Registry::TensorEntry& entry) {
      const Tensor& t = entry.of(&m);
      if (!t.defined() || !entry.persistent || !seen.insert(t.impl()).second) return;
      state.emplace_back(path.empty() ? entry.name : path + "." + entry.name, t.detach());
    };
    for (const auto& entry : m.registry_.parameters) add(entry);
    for (const auto& entry : m.registry_.buffers) add(entry);
  });
  return state;
}

LoadResult Module::load_state_dict(const StateDict& given, bool strict) {
  ByName mine;
  LoadResult result;
  std::string misfits;
  const StateDict own = state_dict();
  const std::unordered_map<std::string, Tensor> table(given.begin(), given.end());
  for (const auto& [name, target] : own) {
    mine.emplace(name, target);
    const auto it = table.find(name);
    if (it == table.end()) {
      result.missing_keys.push_back(name);
    } else {
      misfits += misfit(name, target, it->second);
    }
  }
  for (const auto& [name, t] : given) {
    if (!mine.count(name)) result.unexpected_keys.push_back(name);
  }
  const bool wrong = strict && (!result.missing_keys.empty() || !result.unexpected_keys.empty());
  if (wrong || !misfits.empty()) {
    std::ostringstream out;
    out << "the state does not fit this " << type_name() << "; nothing was loaded";
    if (strict) {
      list(out, "missing", result.missing_keys);
      list(out, "unexpected", result.unexpected_keys);
    }
    fail_value("load_state_dict", out.str(), misfits);
  }
  for (const auto& [name, target] : own) {
    if (const auto it = table.find(name); it != table.end()) overwrite(target, it->second);
  }
  return result;
}

// ---- modes ------------------------------------------------------------------------------------

Module& Module::train(bool on) {
  visit([on](const std::string&, Module& m) { m.set_training(on); });
  return *this;
}

Module& Module::to(DType dtype) {
  if (!is_float(dtype)) {
    fail_type("to", "a module computes in float32 or float64, not in ", dtype);
  }
  std::vector<Tensor> all;
  for (auto& [name, t] : named_parameters()) all.push_back(t);
  for (auto& [name, t] : named_buffers()) all.push_back(t);
  const NoGrad scope;
  for (Tensor& t : all) {
    if (!is_float(t.dtype()) || t.dtype() == dtype) continue;
    const RowGradient rows = row_gradient(t);
    const Tensor gradient = rows.defined() ? Tensor() : t.grad();
    t.impl()->value = cast(Tensor(t.value()), dtype).value();
    if (gradient.defined()) t.set_grad(cast(gradient, dtype));
    if (rows.defined()) set_row_gradient(t, {rows.rows, cast(rows.values, dtype)});
  }
  return *this;
}

Module& Module::requires_grad_(bool on) {
  for (auto& [name, p] : named_parameters()) p.requires_grad_(on);
  return *this;
}

void Module::zero_grad() {
  for (auto& [name, p] : named_parameters()) p.set_grad(Tensor());
}

Module& Module::apply(const std::function<void(Module&)>& f) {
  std::vector<Module*> modules;
  visit([&](const std::string&, Module& m) { modules.push_back(&m); });
  for (auto it = modules.rbegin(); it != modules.rend(); ++it) f(**it);  // children first
  return *this;
}

// ---- copies -----------------------------------------------------------------------------------

namespace {

// A tensor of its own memory with the same marks.
Tensor own_copy(const Tensor& t, Module::CopyMemo& memo) {
  if (!t.defined()) return t;
  Tensor& copy = memo.tensors[t.impl()];
  if (copy.defined()) return copy;
  copy = Tensor(copy_of(t.value()));
  copy.impl()->is_parameter = t.impl()->is_parameter;
  if (t.requires_grad() && t.is_leaf()) {
    copy.requires_grad_();
    copy.set_name(t.name());
  }
  return copy;
}

}  // namespace

ModulePtr Module::clone() {
  CopyMemo memo;
  return clone_into(memo);
}

ModulePtr Module::clone_into(CopyMemo& memo) {
  if (auto it = memo.modules.find(this); it != memo.modules.end()) return it->second;
  ModulePtr copy = shallow_copy();
  memo.modules[this] = copy;
  copy->detach_copy(memo);
  return copy;
}

void Module::detach_copy(CopyMemo& memo) {
  for (auto& entry : registry_.parameters) entry.of(this) = own_copy(entry.of(this), memo);
  for (auto& entry : registry_.buffers) entry.of(this) = own_copy(entry.of(this), memo);
  for (auto& entry : registry_.children) {
    if (ModulePtr child = entry.of(this)) entry.set(this, child->clone_into(memo));
  }
}

}  // namespace nnlite::nn
