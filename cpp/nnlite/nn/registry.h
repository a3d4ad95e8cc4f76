// Registry: the named members of one module. Data members are kept as distances from the module,
// so that a copy of the module finds its own members.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "nnlite/core/tensor.h"

namespace nnlite::nn {

class Module;
using ModulePtr = std::shared_ptr<Module>;

class Registry {
 public:
  // A parameter or buffer: a data member at `distance`, or kept here.
  struct TensorEntry {
    std::string name;
    std::ptrdiff_t distance = 0;
    bool is_member = false;
    bool persistent = true;
    Tensor owned;

    Tensor& of(Module* module) {
      return is_member ? *reinterpret_cast<Tensor*>(reinterpret_cast<char*>(module) + distance)
                       : owned;
    }
    const Tensor& of(const Module* module) const {
      return const_cast<TensorEntry*>(this)->of(const_cast<Module*>(module));
    }
  };

  // A child: a std::shared_ptr of its own type among the data members, or kept here.
  struct ChildEntry {
    std::string name;
    std::ptrdiff_t distance = 0;
    ModulePtr (*read)(const void* member) = nullptr;                // null: kept here
    bool (*write)(void* member, const ModulePtr& child) = nullptr;  // false: of another type
    ModulePtr owned;

    ModulePtr of(const Module* module) const {
      return read ? read(reinterpret_cast<const char*>(module) + distance) : owned;
    }
    bool set(Module* module, const ModulePtr& child) {
      if (write) return write(reinterpret_cast<char*>(module) + distance, child);
      owned = child;
      return true;
    }
  };

  void bind_tensor(std::vector<TensorEntry>& list, const std::string& name, Module* module,
                   Tensor& member, bool persistent) {
    list.push_back({name, reinterpret_cast<char*>(&member) - reinterpret_cast<char*>(module), true,
                    persistent, Tensor()});
  }

  template <class T>
  void bind_child(const std::string& name, Module* module, std::shared_ptr<T>& member) {
    ChildEntry entry;
    entry.name = name;
    entry.distance = reinterpret_cast<char*>(&member) - reinterpret_cast<char*>(module);
    entry.read = [](const void* place) {
      return ModulePtr(*static_cast<const std::shared_ptr<T>*>(place));
    };
    entry.write = [](void* place, const ModulePtr& child) {
      std::shared_ptr<T> typed = std::dynamic_pointer_cast<T>(child);
      if (child && !typed) return false;
      *static_cast<std::shared_ptr<T>*>(place) = std::move(typed);
      return true;
    };
    children.push_back(std::move(entry));
  }

  std::vector<TensorEntry> parameters, buffers;
  std::vector<ChildEntry> children;
};

}  // namespace nnlite::nn
