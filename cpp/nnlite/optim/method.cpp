// Methods as they list themselves, their defaults, and the groups they are given.
#include "nnlite/optim/method.h"

#include <algorithm>
#include <regex>

#include "nnlite/base/errors.h"
#include "nnlite/optim/optimizer.h"

namespace nnlite::optim {

namespace {

std::vector<const Method*>& registry() {
  static std::vector<const Method*> methods;
  return methods;
}

}  // namespace

Method::Method(const MethodRow& row) : MethodRow(row) {
  at(defaults_, Option::accumulate) = 1;
  at(defaults_, Option::lookahead_alpha) = 0.5;
  for (const auto& [option, value] : options) {
    known_.push_back(option);
    at(defaults_, option) = value;
  }
  for (Option option : {Option::weight_decay, Option::decay_mode, Option::maximize}) {
    if (std::find(known_.begin(), known_.end(), option) == known_.end()) known_.push_back(option);
  }
  for (int i = 0; i < kOptions; ++i) {
    const auto option = static_cast<Option>(i);
    if (optim::row(option).whole) known_.push_back(option);
  }
  registry().push_back(this);
}

std::span<const Method* const> all_methods() { return registry(); }

OptimizerPtr Method::operator()(const std::vector<Tensor>& parameters,
                                const Options& options) const {
  return (*this)(std::vector<ParameterGroup>{{parameters}}, options);
}

OptimizerPtr Method::operator()(std::vector<ParameterGroup> groups, const Options& options) const {
  return std::make_shared<Optimizer>(*this, std::move(groups), options);
}

std::vector<ParameterGroup> groups_by_name(
    const std::vector<Tensor>& parameters,
    const std::vector<std::pair<std::string, Options>>& patterns) {
  std::vector<ParameterGroup> groups;
  std::vector<std::regex> searched;
  for (const auto& [pattern, options] : patterns) {
    searched.push_back(name_pattern("groups", pattern));
    groups.push_back({{}, options});
  }
  groups.push_back({});
  for (const Tensor& t : parameters) {
    const auto found = std::find_if(searched.begin(), searched.end(), [&](const std::regex& r) {
      return std::regex_search(t.name(), r);
    });
    groups[static_cast<size_t>(found - searched.begin())].parameters.push_back(t);
  }
  for (size_t i = 0; i < patterns.size(); ++i) {
    if (groups[i].parameters.empty()) {
      fail_value("groups", "no parameter's name matches '", patterns[i].first,
                 "'; see the names in model.named_parameters()");
    }
  }
  if (groups.back().parameters.empty()) groups.pop_back();
  return groups;
}

}  // namespace nnlite::optim
