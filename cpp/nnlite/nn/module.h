// Module: a piece of a network that owns parameters, buffers and other modules, by name.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "nnlite/core/tensor.h"
#include "nnlite/nn/registry.h"

namespace nnlite::nn {

// Flat, ordered, keyed by dotted names such as "layers.0.weight".
using NamedTensors = std::vector<std::pair<std::string, Tensor>>;
using StateDict = NamedTensors;

// What load_state_dict(strict = false) found amiss.
struct LoadResult {
  std::vector<std::string> missing_keys, unexpected_keys;
};

class Module {
 public:
  // Called with the module, its input and its output; a defined result replaces the output.
  using Hook = std::function<Tensor(Module&, const Tensor&, const Tensor&)>;
  // Which tensors and modules of an original became which of its copy.
  struct CopyMemo {
    virtual ~CopyMemo() = default;
    std::unordered_map<const TensorImpl*, Tensor> tensors;
    std::unordered_map<const Module*, ModulePtr> modules;
  };

  Module() = default;
  // Shares tensors and children with `other`; clone() is the copy with its own.
  Module(const Module& other);
  Module& operator=(const Module&) = delete;
  virtual ~Module() = default;

  // What the module computes. Layers with several inputs overload it.
  virtual Tensor forward(const Tensor& x);
  // forward, then the hooks.
  Tensor operator()(const Tensor& x);

  // ---- members ---------------------------------------------------------------------------
  // `member` is a data member of the derived class: assigning to it is seen by the registry. An
  // undefined one holds its name's place.
  void register_parameter(const std::string& name, Tensor& member);
  void register_buffer(const std::string& name, Tensor& member, bool persistent = true);
  template <class T>
  void register_module(const std::string& name, std::shared_ptr<T>& member) {
    check_child(name, member.get());
    registry_.bind_child(name, this, member);
  }
  // The same for what is no data member: the module itself keeps it.
  void add_parameter(const std::string& name, const Tensor& parameter);
  void add_buffer(const std::string& name, const Tensor& buffer, bool persistent = true);
  void add_module(const std::string& name, ModulePtr child);

  enum class Kind { none, parameter, buffer, module };
  Kind kind_of(const std::string& name) const;
  // The member of that name; throws ValueError where there is none.
  Tensor get_tensor(const std::string& name) const;
  ModulePtr get_module(const std::string& name) const;
  void set_tensor(const std::string& name, const Tensor& value);
  void set_module(const std::string& name, ModulePtr child);
  void remove(const std::string& name);
  std::vector<std::string> member_names() const;
  // The place of every parameter and buffer in this module alone, for what exchanges them within a
  // scope.
  void each_tensor(const std::function<void(const std::string& name, Tensor&)>& f);

  // ---- lists: this module first, then its children in the order of registration -----------
  // Each tensor once. Parameters that have no name yet get their dotted one.
  std::vector<Tensor> parameters();
  NamedTensors named_parameters(bool recurse = true);
  NamedTensors named_buffers(bool recurse = true);
  std::vector<std::pair<std::string, ModulePtr>> named_children() const;
  // Every module once, this one under the empty name.
  void visit(const std::function<void(const std::string& path, Module&)>& f);
  int64_t num_parameters(bool only_trainable = false);

  // ---- state -----------------------------------------------------------------------------
  // Parameters and persistent buffers, sharing their memory.
  StateDict state_dict();
  // Copies the values in. Checks every name, shape and dtype first and lists all that is wrong in
  // one error: the module is never half loaded.
  LoadResult load_state_dict(const StateDict& state, bool strict = true);

  bool training() const { return training_; }
  Module& train(bool on = true);
  Module& eval() { return train(false); }
  // This module alone, not its children.
  void set_training(bool on) { training_ = on; }
  // Converts floating-point parameters and buffers; the tensors stay the same objects.
  Module& to(DType dtype);
  Module& requires_grad_(bool on = true);
  void zero_grad();
  Module& apply(const std::function<void(Module&)>& f);
  // A deep copy: tensors and modules that occur twice occur twice in the copy.
  ModulePtr clone();
  virtual ModulePtr clone_into(CopyMemo& memo);
  // Replaces every tensor and child of a shallow copy by its own.
  void detach_copy(CopyMemo& memo);

  // ---- words -----------------------------------------------------------------------------
  virtual std::string type_name() const { return "Module"; }
  // The arguments that build the layer again, as Python writes them.
  virtual std::string extra_repr() const { return {}; }
  std::string repr() const;
  // A table of layers with their parameters; with output shapes where the shape of an input is
  // given (the model then runs once, on zeros, in evaluation mode).
  std::string summary(const Shape* input = nullptr);
  std::string summary(const Tensor& input);  // the same of a run on it

  // ---- compiled steps --------------------------------------------------------------------
  // Tells a step that is being compiled, if there is one, that it depends on this module.
  void note();
  // Expires with the module.
  std::weak_ptr<char> alive();
  // Whether the capture of this id knows the module already; from now on it does.
  bool captured_in(uint32_t capture) { return std::exchange(captured_, capture) == capture; }

  int64_t add_hook(Hook hook);
  void remove_hook(int64_t id);
  const std::vector<std::pair<int64_t, Hook>>& hooks() const { return hooks_; }
  const Registry& registry() const { return registry_; }

 protected:
  virtual ModulePtr shallow_copy() const { return std::make_shared<Module>(*this); }

 private:
  void check_name(const std::string& name, Kind kind) const;
  void check_child(const std::string& name, Module* child);

  Registry registry_;
  std::vector<std::pair<int64_t, Hook>> hooks_;
  int64_t next_hook_ = 0;
  bool training_ = true;
  uint32_t captured_ = 0;
  std::shared_ptr<char> alive_;  // made when it is first asked for
};

// What a layer derives from: `class Linear : public Layer<Linear>`. It knows how to copy itself.
template <class Self, class Base = Module>
class Layer : public Base {
 public:
  using Base::Base;
  std::string type_name() const override { return Self::kName; }

 protected:
  ModulePtr shallow_copy() const override {
    return std::make_shared<Self>(static_cast<const Self&>(*this));
  }
};

// A tensor of the same memory, marked as a parameter.
Tensor parameter(const Tensor& data, bool requires_grad = true);
bool is_parameter(const Tensor& t);

}  // namespace nnlite::nn
