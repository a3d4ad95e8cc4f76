// Sequential: modules one after the other.
#include "nnlite/nn/sequential.h"

namespace nnlite::nn {

Sequential::Sequential(const std::vector<ModulePtr>& modules) {
  for (const ModulePtr& module : modules) append(module);
}

Tensor Sequential::forward(const Tensor& x) {
  Tensor y = x;
  for (const auto& entry : registry().children) {
    if (const ModulePtr module = entry.of(this)) y = (*module)(y);
  }
  return y;
}

Sequential& Sequential::append(ModulePtr module) {
  if (!module) fail_type(kName, "every part must be a module, not None");
  int64_t number = size();
  while (kind_of(std::to_string(number)) != Kind::none) ++number;
  add_module(std::to_string(number), std::move(module));
  return *this;
}

int64_t Sequential::index(int64_t i) const {
  const int64_t place = i < 0 ? i + size() : i;
  if (place < 0 || place >= size()) {
    fail_index(kName, "there is no module ", i, " among ", size());
  }
  return place;
}

ModulePtr Sequential::at(int64_t i) const { return registry().children[index(i)].of(this); }
const std::string& Sequential::name_of(int64_t i) const {
  return registry().children[index(i)].name;
}

}  // namespace nnlite::nn
