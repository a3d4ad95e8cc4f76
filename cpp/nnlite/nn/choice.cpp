// Choice: names against a pattern.
#include "nnlite/nn/choice.h"

#include <unordered_set>

#include "nnlite/base/name_pattern.h"

namespace nnlite::nn {

Choice::Choice(const char* what, std::optional<std::string> given)
    : names(std::move(given)), pattern_(name_pattern(what, names.value_or(""))) {}

bool Choice::operator()(const std::string& name, const Tensor& parameter) const {
  return names ? std::regex_search(name, pattern_) : parameter.dims() >= 2;
}

NamedTensors Choice::of(const char* what, Module& model) const {
  NamedTensors found;
  std::vector<std::string> all;
  std::unordered_set<const TensorImpl*> seen;
  model.visit([&](const std::string& path, Module& m) {
    m.note();
    for (const auto& entry : m.registry().parameters) {
      const Tensor& p = entry.of(&m);
      const std::string name = path.empty() ? entry.name : path + "." + entry.name;
      if (!p.defined() || !p.requires_grad()) continue;
      all.push_back(name);
      if (!(*this)(name, p)) continue;
      if (seen.insert(p.impl()).second) found.emplace_back(name, p);
    }
  });
  if (!found.empty()) return found;
  if (names && !all.empty()) fail_unmatched(what, *names, all);
  fail_value(what, "the model has no weights (of two or more axes) that learn; choose by names");
}

}  // namespace nnlite::nn
