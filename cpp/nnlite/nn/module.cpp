// Module: its members and the lists made of them.
#include "nnlite/nn/module.h"

#include <algorithm>
#include <unordered_set>

#include "nnlite/core/capture.h"
#include "nnlite/nn/captured.h"

namespace nnlite::nn {

namespace {

template <class Entries>
auto find(Entries& entries, const std::string& name) {
  return std::find_if(entries.begin(), entries.end(),
                      [&](const auto& entry) { return entry.name == name; });
}

template <class Entries>
bool drop(Entries& entries, const std::string& name) {
  auto it = find(entries, name);
  if (it == entries.end()) return false;
  entries.erase(it);
  return true;
}

std::string join(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

// Marks a tensor as learned, where it is there.
void make_parameter(const char* where, const std::string& name, Tensor& t) {
  if (!t.defined()) return;
  if (!t.is_leaf()) {
    fail_value(where, "parameter '", name, "' was computed from other tensors; detach() it first");
  }
  if (!t.impl()->is_parameter) {
    t.requires_grad_();
    t.impl()->is_parameter = true;
  }
}

bool contains(Module& tree, const Module* wanted) {
  bool found = false;
  tree.visit([&](const std::string&, Module& m) { found = found || &m == wanted; });
  return found;
}

}  // namespace

Tensor parameter(const Tensor& data, bool requires_grad) {
  if (!data.defined()) fail_type("Parameter", "data must be a tensor, not None");
  Tensor p(data.value());
  if (requires_grad) p.requires_grad_();
  p.impl()->is_parameter = true;
  return p;
}

bool is_parameter(const Tensor& t) { return t.defined() && t.impl()->is_parameter; }

Module::Module(const Module& other) : registry_(other.registry_), training_(other.training_) {}

Tensor Module::forward(const Tensor&) {
  fail_runtime(type_name().c_str(), "forward(x) is not defined; write what the module computes");
}

void Module::note() {
  if (Capture::current()) note_captured(*this);
}

std::weak_ptr<char> Module::alive() {
  if (!alive_) alive_ = std::make_shared<char>();
  return alive_;
}

Tensor Module::operator()(const Tensor& x) {
  note();
  Tensor y = forward(x);
  for (size_t i = 0; i < hooks_.size(); ++i) {
    const Hook hook = hooks_[i].second;  // it may remove itself
    if (Tensor other = hook(*this, x, y); other.defined()) y = other;
  }
  return y;
}

// ---- members ----------------------------------------------------------------------------------

Module::Kind Module::kind_of(const std::string& name) const {
  if (find(registry_.parameters, name) != registry_.parameters.end()) return Kind::parameter;
  if (find(registry_.children, name) != registry_.children.end()) return Kind::module;
  if (find(registry_.buffers, name) != registry_.buffers.end()) return Kind::buffer;
  return Kind::none;
}

void Module::check_name(const std::string& name, Kind kind) const {
  const std::string type = type_name();
  if (name.empty() || name.find('.') != std::string::npos) {
    fail_value(type.c_str(), "a member cannot be called '", name,
               "'; names are not empty and have no dot (it separates modules in state_dict)");
  }
  const Kind known = kind_of(name);
  if (known == Kind::none || known == kind) return;
  constexpr const char* words[] = {"", "parameter", "buffer", "module"};
  fail_value(type.c_str(), "'", name, "' is already a ", words[static_cast<int>(known)],
             "; delete it first or choose another name");
}

void Module::check_child(const std::string& name, Module* child) {
  check_name(name, Kind::module);
  if (child && contains(*child, this)) {
    fail_value(type_name().c_str(), "module '", name, "' contains this module: a cycle");
  }
}

void Module::register_parameter(const std::string& name, Tensor& member) {
  check_name(name, Kind::parameter);
  make_parameter(type_name().c_str(), name, member);
  registry_.bind_tensor(registry_.parameters, name, this, member, true);
}

void Module::register_buffer(const std::string& name, Tensor& member, bool persistent) {
  check_name(name, Kind::buffer);
  registry_.bind_tensor(registry_.buffers, name, this, member, persistent);
}

void Module::add_parameter(const std::string& name, const Tensor& parameter) {
  check_name(name, Kind::parameter);
  Tensor p = parameter;
  make_parameter(type_name().c_str(), name, p);
  auto it = find(registry_.parameters, name);
  if (it == registry_.parameters.end()) {
    registry_.parameters.push_back({name, 0, false, true, p});
  } else {
    it->of(this) = p;
  }
}

void Module::add_buffer(const std::string& name, const Tensor& buffer, bool persistent) {
  check_name(name, Kind::buffer);
  auto it = find(registry_.buffers, name);
  if (it == registry_.buffers.end()) {
    registry_.buffers.push_back({name, 0, false, persistent, buffer});
  } else {
    it->of(this) = buffer;
    it->persistent = persistent;
  }
}

void Module::add_module(const std::string& name, ModulePtr child) {
  check_child(name, child.get());
  auto it = find(registry_.children, name);
  if (it == registry_.children.end()) {
    Registry::ChildEntry entry;
    entry.name = name;
    entry.owned = std::move(child);
    registry_.children.push_back(std::move(entry));
  } else if (!it->set(this, child)) {
    fail_type(type_name().c_str(), "module '", name, "' cannot be a ", child->type_name());
  }
}

Tensor Module::get_tensor(const std::string& name) const {
  for (const auto* list : {&registry_.parameters, &registry_.buffers}) {
    if (auto it = find(*list, name); it != list->end()) return it->of(this);
  }
  fail_value(type_name().c_str(), "there is no parameter or buffer '", name, "'");
}

ModulePtr Module::get_module(const std::string& name) const {
  auto it = find(registry_.children, name);
  if (it == registry_.children.end()) {
    fail_value(type_name().c_str(), "there is no module '", name, "'");
  }
  return it->of(this);
}

void Module::set_tensor(const std::string& name, const Tensor& value) {
  if (kind_of(name) == Kind::parameter) return add_parameter(name, value);
  if (auto it = find(registry_.buffers, name); it != registry_.buffers.end()) {
    it->of(this) = value;
    return;
  }
  fail_value(type_name().c_str(), "there is no parameter or buffer '", name, "'");
}

void Module::set_module(const std::string& name, ModulePtr child) {
  add_module(name, std::move(child));
}

void Module::remove(const std::string& name) {
  for (auto* list : {&registry_.parameters, &registry_.buffers}) {
    if (auto it = find(*list, name); it != list->end()) it->of(this) = Tensor();
    if (drop(*list, name)) return;
  }
  if (auto it = find(registry_.children, name); it != registry_.children.end()) {
    it->set(this, nullptr);
    registry_.children.erase(it);
    return;
  }
  fail_value(type_name().c_str(), "there is no member '", name, "'");
}

std::vector<std::string> Module::member_names() const {
  std::vector<std::string> names;
  for (const auto& e : registry_.parameters) names.push_back(e.name);
  for (const auto& e : registry_.buffers) names.push_back(e.name);
  for (const auto& e : registry_.children) names.push_back(e.name);
  return names;
}

void Module::each_tensor(const std::function<void(const std::string&, Tensor&)>& f) {
  for (auto* list : {&registry_.parameters, &registry_.buffers}) {
    for (auto& entry : *list) f(entry.name, entry.of(this));
  }
}

// ---- lists ------------------------------------------------------------------------------------

namespace {

void visit_once(Module& module, const std::string& path, std::unordered_set<const Module*>& seen,
                const std::function<void(const std::string&, Module&)>& f) {
  if (!seen.insert(&module).second) return;
  f(path, module);
  for (const auto& [name, child] : module.named_children()) {
    visit_once(*child, join(path, name), seen, f);
  }
}

// The tensors of one kind below `root`, each once.
NamedTensors collect(Module& root, std::vector<Registry::TensorEntry> Registry::* list,
                     bool recurse) {
  NamedTensors found;
  std::unordered_set<const TensorImpl*> seen;
  root.visit([&](const std::string& path, Module& m) {
    if (!recurse && &m != &root) return;
    for (const auto& entry : m.registry().*list) {
      const Tensor& t = entry.of(&m);
      if (t.defined() && seen.insert(t.impl()).second) {
        found.emplace_back(join(path, entry.name), t);
      }
    }
  });
  return found;
}

}  // namespace

void Module::visit(const std::function<void(const std::string&, Module&)>& f) {
  std::unordered_set<const Module*> seen;
  visit_once(*this, "", seen, f);
}

std::vector<std::pair<std::string, ModulePtr>> Module::named_children() const {
  std::vector<std::pair<std::string, ModulePtr>> list;
  for (const auto& entry : registry_.children) {
    if (ModulePtr child = entry.of(this)) list.emplace_back(entry.name, std::move(child));
  }
  return list;
}

NamedTensors Module::named_parameters(bool recurse) {
  NamedTensors list = collect(*this, &Registry::parameters, recurse);
  for (auto& [name, p] : list) {
    if (p.requires_grad() && p.name().empty()) p.set_name(name);
  }
  return list;
}

NamedTensors Module::named_buffers(bool recurse) {
  return collect(*this, &Registry::buffers, recurse);
}

std::vector<Tensor> Module::parameters() {
  std::vector<Tensor> list;
  for (auto& [name, p] : named_parameters()) list.push_back(p);
  return list;
}

int64_t Module::num_parameters(bool only_trainable) {
  int64_t count = 0;
  for (auto& [name, p] : collect(*this, &Registry::parameters, true)) {
    if (p.requires_grad() || !only_trainable) count += p.numel();
  }
  return count;
}

}  // namespace nnlite::nn
