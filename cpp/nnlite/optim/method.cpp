// Methods as they list themselves, their defaults, and the groups they are given.
#include "nnlite/optim/method.h"

#include <algorithm>
#include <cctype>
#include <regex>

#include "nnlite/base/errors.h"
#include "nnlite/base/suggest.h"
#include "nnlite/optim/optimizer.h"

namespace nnlite::optim {

namespace {

std::vector<const Method*>& registry() {
  static std::vector<const Method*> methods;
  return methods;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

Method::Method(const MethodRow& row, bool listed) : MethodRow(row), rows_(option_rows()) {
  for (const Refined& r : refined) {
    OptionRow& own = rows_[static_cast<size_t>(r.option)];
    own.doc = r.doc;
    own.low = r.low;
    own.below = r.below;
  }
  at(defaults_, Option::accumulate) = 1;
  at(defaults_, Option::swa_every) = 1;
  at(defaults_, Option::lookahead_alpha) = 0.5;
  for (const auto& [option, value] : options) {
    known_.push_back(option);
    at(defaults_, option) = value;
  }
  for (Option option : {Option::weight_decay, Option::decay_mode, Option::maximize}) {
    if (std::find(known_.begin(), known_.end(), option) == known_.end()) known_.push_back(option);
  }
  if (update || update_all) known_.push_back(Option::cautious);
  for (int i = 0; i < kOptions; ++i) {
    const auto option = static_cast<Option>(i);
    if (optim::row(option).whole) known_.push_back(option);
  }
  if (listed) registry().push_back(this);
}

std::vector<const Method*> all_methods() {
  std::vector<const Method*> sorted = registry();
  std::sort(sorted.begin(), sorted.end(),
            [](const Method* a, const Method* b) { return lower(a->name) < lower(b->name); });
  return sorted;
}

const Method& method_named(const std::string& name) {
  const std::vector<const Method*> methods = all_methods();
  std::vector<std::string> names;
  for (const Method* method : methods) {
    names.push_back(lower(method->name));
    if (names.back() == lower(name)) return *method;
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  fail_value("create", "no optimizer '", name, "'", suggestion(lower(name), views));
}

OptimizerPtr create(const std::string& name, const std::vector<Tensor>& parameters,
                    const Options& options) {
  return method_named(name)(parameters, options);
}

OptimizerPtr create(const std::string& name, std::vector<ParameterGroup> groups,
                    const Options& options) {
  return method_named(name)(std::move(groups), options);
}

std::string Method::summary() const {
  const std::string all = doc;
  return one_line(all.substr(0, all.find("\n\n")));
}

std::string Method::source() const {
  const std::string all = doc, head = "References\n----------\n";
  const size_t found = all.find(head);
  return found == std::string::npos ? "" : one_line(all.substr(found + head.size()));
}

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
  std::vector<std::string> names;
  for (const auto& [pattern, options] : patterns) {
    searched.push_back(name_pattern("groups", pattern));
    groups.push_back({{}, options});
  }
  groups.push_back({});
  size_t place = 0;
  for (const Tensor& t : parameters) {
    names.push_back(t.name());
    const auto found = std::find_if(searched.begin(), searched.end(), [&](const std::regex& r) {
      return std::regex_search(t.name(), r);
    });
    ParameterGroup& group = groups[static_cast<size_t>(found - searched.begin())];
    group.parameters.push_back(t);
    group.places.push_back(place++);
  }
  for (size_t i = 0; i < patterns.size(); ++i) {
    if (groups[i].parameters.empty()) fail_unmatched("groups", patterns[i].first, names);
  }
  if (groups.back().parameters.empty()) groups.pop_back();
  return groups;
}

}  // namespace nnlite::optim
