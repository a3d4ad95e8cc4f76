// Steps that search: parameters as one vector, the closure, and what is written in the end.
#include "nnlite/optim/search.h"

#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"
#include "nnlite/optim/taken.h"
#include "nnlite/optim/update.h"

namespace nnlite::optim {

Search::Search(Optimizer& optimizer, Optimizer::Taken& taken, const Closure& closure)
    : optimizer_(optimizer), taken_(taken), closure_(closure) {
  for (size_t i = 0; i < optimizer.groups_.size(); ++i) {
    for (Parameter& p : optimizer.groups_[i].parameters) {
      parameters_.emplace_back(&p, i);
      if (p.tensor.dtype() == kFloat64) dtype_ = kFloat64;
    }
  }
}

double Search::operator()(Option option) const { return optimizer_.numbers_[0](option); }

Tensor Search::flat(const Tensor& t) const { return cast(reshape(t, {t.numel()}), dtype_); }

Tensor Search::weights() const {
  std::vector<Tensor> parts;
  for (const auto& [p, group] : parameters_) parts.push_back(flat(p->tensor).detach());
  return concat(parts);
}

void Search::go(const Tensor& weights) {
  int64_t start = 0;
  for (const auto& [p, group] : parameters_) {
    const int64_t n = p->tensor.numel();
    copy_(p->tensor, reshape(narrow(weights, 0, start, n), p->tensor.shape()));
    start += n;
  }
}

Search::Point Search::evaluate() {
  if (loss_.defined()) {  // what is there belongs to another point
    for (const auto& [p, group] : parameters_) p->tensor.set_grad({});
  }
  const Tensor loss = [&] {
    const GradMode recorded(true);
    return closure_();
  }();
  if (!loss.defined() || loss.numel() != 1) {
    fail_value(optimizer_.method().name, "the closure returned ",
               loss.defined() ? text("a tensor of shape ", loss.shape()) : "nothing",
               "; return the loss, one number");
  }
  if (!loss_.defined()) loss_ = loss;
  Optimizer::Works works = optimizer_.gather();
  if (works.empty()) {
    fail_value(optimizer_.method().name,
               "the closure left no gradients; call loss.backward() in it");
  }
  const double sign = optimizer_.numbers_[0].on(Option::maximize) ? -1 : 1;
  Point point{sign * loss.item() + penalty(works), {}};
  optimizer_.limit_gradients(taken_, works);
  std::vector<Tensor> parts;
  auto work = works.begin();
  for (const auto& [p, group] : parameters_) {
    const bool found = work != works.end() && work->parameter == p;
    parts.push_back(found ? flat((work++)->gradient) : zeros({p->tensor.numel()}, dtype_));
  }
  point.gradient = concat(parts);
  return point;
}

// What coupled decay adds to the loss.
double Search::penalty(const Optimizer::Works& works) const {
  double sum = 0;
  for (const auto& work : works) {
    const Numbers& o = optimizer_.numbers_[work.group];
    if (!work.parameter->decays || o.on(Option::decay_mode) || !o.on(Option::weight_decay))
      continue;
    sum += o(Option::weight_decay) / 2 * squared_norm(flat(work.parameter->tensor)).item();
  }
  return sum;
}

Tensor& Search::kept(Parameter& p, const char* name) const {
  for (auto& [known, value] : p.kept) {
    if (known == name) return value;
  }
  fail_value(optimizer_.method().name, "'", name, "' is no state of parameter '", p.name, "'");
}

Tensor Search::state(const char* name) const {
  std::vector<Tensor> parts;
  for (const auto& [p, group] : parameters_) parts.push_back(flat(kept(*p, name)));
  return concat(parts);
}

std::vector<Tensor> Search::list(const char* name) const {
  std::vector<Tensor> rows;
  const int64_t count = kept(*parameters_[0].first, name).shape()[0];
  for (int64_t i = 0; i < count; ++i) {
    std::vector<Tensor> parts;
    for (const auto& [p, group] : parameters_) {
      parts.push_back(flat(narrow(kept(*p, name), 0, i, 1)));
    }
    rows.push_back(concat(parts));
  }
  return rows;
}

void Search::keep(const char* name, const Tensor& value) {
  int64_t start = 0;
  for (const auto& [p, group] : parameters_) {
    const Tensor& t = p->tensor;
    const Tensor part = reshape(narrow(value, 0, start, t.numel()), t.shape());
    changes_.emplace_back(&kept(*p, name), clone(cast(part, t.dtype())));
    start += t.numel();
  }
}

void Search::keep(const char* name, const std::vector<Tensor>& list) {
  int64_t start = 0;
  for (const auto& [p, group] : parameters_) {
    const Tensor& t = p->tensor;
    Shape shape{static_cast<int64_t>(list.size())};
    for (int64_t n : t.shape()) shape.push_back(n);
    Tensor rows = zeros(shape, t.dtype());
    for (size_t i = 0; i < list.size(); ++i) {
      Tensor row = narrow(rows, 0, static_cast<int64_t>(i), 1);
      copy_(row, reshape(narrow(list[i], 0, start, t.numel()), row.shape()));
    }
    changes_.emplace_back(&kept(*p, name), rows);
    start += t.numel();
  }
}

double Search::number(const char* name) const {
  for (const auto& [known, value] : optimizer_.shared_) {
    if (known == name) return value.item();
  }
  fail_value(optimizer_.method().name, "'", name, "' is no number that it keeps");
}

void Search::share(const char* name, double value) {
  for (auto& [known, place] : optimizer_.shared_) {
    if (known == name) changes_.emplace_back(&place, full({}, value, kFloat64));
  }
}

void Search::write() {
  for (auto& [place, value] : changes_) *place = std::move(value);
  changes_.clear();
}

// Decoupled decay, of the weights that the step began with.
void Search::shrink(const Tensor& before) {
  int64_t start = 0;
  for (const auto& [p, group] : parameters_) {
    Tensor t = p->tensor;
    const double rest =
        p->decays ? shrink_factor(optimizer_.numbers_[group], optimizer_.get(Option::lr, group))
                  : 1;
    if (rest != 1) {
      const Tensor old = reshape(narrow(before, 0, start, t.numel()), t.shape());
      add_(t, cast(old * (rest - 1), t.dtype()));
    }
    start += t.numel();
  }
}

// The weights are no longer where the search found them.
void Search::add_to_move(const Tensor& found) {
  const Tensor now = weights();
  keep("move", state("move") + where(equal(now, found), 0, now - found));
  write();
}

// ---- the step of such an optimizer --------------------------------------------------------------

// One search is for all parameters: groups may differ in what belongs to the function.
void Optimizer::check_search() const {
  for (const Group& group : groups_) {
    for (const auto& [option, value] : method_->options) {
      if (at(group.values, option).at(steps_) == at(groups_[0].values, option).at(steps_)) continue;
      fail_value(method_->name, row(option).name,
                 " differs between groups, but a step is one for all parameters; groups may differ "
                 "in weight_decay and decay_mode alone");
    }
    if (at(group.values, Option::maximize).at(steps_) !=
        at(groups_[0].values, Option::maximize).at(steps_)) {
      fail_value(method_->name, "maximize differs between groups, but all share one loss");
    }
  }
}

Tensor Optimizer::search(const std::function<Tensor()>& closure) {
  if (const Capture* capture = Capture::current()) {
    capture->refuse(text(method_->name,
                         ": asks for the loss as often as the values it meets decide, which no "
                         "compiled step can repeat; leave step(closure) outside and compile the "
                         "closure, the forward and backward pass"));
  }
  check_trained();
  check_search();
  read_numbers();
  const NoGrad no_grad;
  Works works;
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (Parameter& p : groups_[i].parameters) works.push_back({i, &p, {}});
  }
  make_states(works);
  const auto taken = std::make_shared<Taken>(*this);
  Search search(*this, *taken, closure);
  const Tensor before = search.weights();
  try {
    search.start_ = search.evaluate();
    const bool finite = std::isfinite(search.start_.value) &&
                        std::isfinite(sum(abs(search.start_.gradient)).item());
    if (!finite && phase().skips) {
      ++skipped_;
      return search.loss_;
    }
    method_->search(search);
  } catch (...) {
    search.go(before);
    throw;
  }
  search.write();
  const Tensor found = search.weights();
  search.shrink(before);
  for (const Work& work : works) taken->take_part(*work.parameter);
  if (after_update) after_update();
  move_averages(*taken, works);
  search.add_to_move(found);
  count(*taken);
  return search.loss_;
}

}  // namespace nnlite::optim
