// The numbers of a step, and how a step that was compiled is taken again.
#include "nnlite/optim/taken.h"

#include <cmath>

#include "nnlite/core/capture.h"

namespace nnlite::optim {

// ---- the numbers of the coming step -------------------------------------------------------------

void Optimizer::read_numbers() {
  numbers_.clear();
  for (const Group& g : groups_)
    numbers_.emplace_back(method_->name, method_->rows(), g.values, steps_);
}

namespace {

bool limits_gradients(const Numbers& o) {
  return o.on(Option::maximize) || o(Option::accumulate) != 1 || o.on(Option::clip_value) ||
         o.on(Option::clip_norm) || (o.on(Option::weight_decay) && !o.on(Option::decay_mode));
}

}  // namespace

Optimizer::Phase Optimizer::phase() const {
  const Numbers& o = numbers_[0];
  return {.waits = static_cast<double>(accumulated_ + 1) < o(Option::accumulate),
          .skips = o.on(Option::skip_nonfinite),
          .clips = o.on(Option::clip_norm),
          .clips_units = o.on(Option::agc),
          .centralizes = o.on(Option::centralize),
          .averages = o.on(Option::ema) || averaged_before() >= 0,
          .begins = averaged_before() == 0,
          .limits = method_->on_tensors() &&
                    std::any_of(numbers_.begin(), numbers_.end(), limits_gradients),
          .looks = o.on(Option::lookahead),
          .climbs = o.on(Option::sam)};
}

// How many steps' weights the mean of `swa` has before those of the coming step join it; -1 where
// they do not.
int64_t Optimizer::averaged_before() const {
  const auto first = static_cast<int64_t>(numbers_[0](Option::swa));
  const auto every = static_cast<int64_t>(numbers_[0](Option::swa_every));
  const int64_t since = steps_ + 1 - first;
  return first == 0 || since < 0 || since % every != 0 ? -1 : since / every;
}

// Whether the coming step of `p` ends with a move of its slow weights.
bool Optimizer::looks_after(const Parameter& p) const {
  const auto every = static_cast<int64_t>(numbers_[0](Option::lookahead));
  return every > 0 && (p.steps + 1) % every == 0;
}

void Optimizer::set_numbers(RuleCall& call) const {
  RuleNumbers n;
  const Numbers& whole = numbers_[0];
  n.skip = whole.on(Option::skip_nonfinite);
  if (call.task == RuleCall::Task::follow) {
    n.lr = whole.on(Option::swa) ? 1 / static_cast<double>(averaged_before() + 1)
                                 : 1 - whole(Option::ema);
  }
  if (call.task == RuleCall::Task::look) n.lr = whole(Option::lookahead_alpha);
  if (call.task <= RuleCall::Task::gradient) {
    const Numbers& o = numbers_[call.group];
    n.scale = (o.on(Option::maximize) ? -1 : 1) / o(Option::accumulate);
    n.clip = o(Option::clip_value);
    n.max_norm = o(Option::clip_norm);
    if (call.decays && !o.on(Option::decay_mode)) n.decay = o(Option::weight_decay);
    if (call.task == RuleCall::Task::update) {
      if (call.decays) n.shrink = shrink_factor(o, get(Option::lr, call.group));
      n.cautious = o.on(Option::cautious);
      method_->numbers(n, o, call.parameters[0]->steps + 1);
    }
  }
  if (call.task == RuleCall::Task::pass) {
    const Numbers& o = numbers_[call.group];
    const bool shrinks = call.decays && !method_->decays_itself;
    if (shrinks) n.shrink = shrink_factor(o, get(Option::lr, call.group));
    n.cautious = o.on(Option::cautious);
    n.factors = call.factors;
    if (call.numbering) call.numbering(n, o, call.parameters[0]->steps + 1);
  }
  call.numbers = n;
}

namespace {

void set_number(const Tensor& t, double number) {
  dispatch(t.dtype(), [&](auto zero) {
    *static_cast<decltype(zero)*>(t.value().data()) = static_cast<decltype(zero)>(number);
  });
}

}  // namespace

// An option as a tensor that follows it.
class Optimizer::Live : public Participant {
 public:
  Live(Optimizer& optimizer, Option option, size_t group, DType dtype)
      : value(Tensor::empty({}, dtype)),
        optimizer_(optimizer),
        alive_(optimizer.alive_),
        option_(option),
        group_(group) {
    before();
  }
  std::string words() const override { return text("the option ", row(option_).name); }
  const char* changed() const override {
    return alive_.expired() ? "an optimizer is gone" : nullptr;
  }
  void before() override { set_number(value, optimizer_.number(option_, group_)); }

  Tensor value;

 private:
  Optimizer& optimizer_;
  std::weak_ptr<char> alive_;
  Option option_;
  size_t group_;
};

Tensor Optimizer::live(Option option, size_t group, DType dtype) {
  const auto number = std::make_shared<Live>(*this, option, group, dtype);
  if (Capture* capture = Capture::current()) capture->join(number);
  return number->value;
}

// Whether zero_grad() stands in the middle of an accumulation.
class Optimizer::Accumulation : public Participant {
 public:
  explicit Accumulation(const Optimizer& optimizer)
      : optimizer_(optimizer), alive_(optimizer.alive_), goes_on_(optimizer.accumulated_ != 0) {}
  std::string words() const override {
    return text("zero_grad() of ", optimizer_.method().name,
                goes_on_ ? ", which keeps what is accumulated" : "");
  }
  const char* changed() const override {
    if (alive_.expired()) return "an optimizer is gone";
    const bool goes_on = optimizer_.accumulated_ != 0;
    return goes_on == goes_on_ ? nullptr : "gradients are accumulated that were not";
  }

 private:
  const Optimizer& optimizer_;
  std::weak_ptr<char> alive_;
  bool goes_on_;
};

void Optimizer::note_accumulation() {
  if (Capture* capture = Capture::current()) capture->join(std::make_shared<Accumulation>(*this));
}

// ---- a step that was taken ----------------------------------------------------------------------

Optimizer::Taken::Taken(Optimizer& optimizer)
    : optimizer_(optimizer), alive_(optimizer.alive_), structure_(optimizer.structure_) {
  optimizer.read_numbers();
  phase_ = optimizer.phase();
}

std::string Optimizer::Taken::words() const {
  return text("a step of ", optimizer_.method().name, " on ", parts_.size(), " parameters in ",
              calls_.size(), calls_.size() == 1 ? " call" : " calls");
}

void Optimizer::Taken::take_part(Parameter& p) {
  parts_.push_back({&p, p.steps == 0, optimizer_.looks_after(p)});
}

double Optimizer::Taken::now(const Asked& asked) const {
  return asked.f(optimizer_.numbers_[asked.group], asked.parameter->steps + 1);
}

Tensor Optimizer::Taken::number(const Parameter& p, size_t group, const Function& f) {
  numbers_.push_back({&p, group, f, Tensor::empty({}, p.tensor.dtype())});
  const Tensor value = numbers_.back().value;
  set_number(value, now(numbers_.back()));
  if (Capture* capture = Capture::current()) capture->note_set(value);
  return value;
}

double Optimizer::Taken::branch(const Parameter& p, size_t group, const Function& f) {
  branches_.push_back({&p, group, f, {}});
  return branches_.back().found = now(branches_.back());
}

const char* Optimizer::Taken::changed() const {
  if (alive_.expired()) return "an optimizer is gone";
  if (optimizer_.structure_ != structure_) {
    return "an optimizer has other groups, states or rules";
  }
  optimizer_.read_numbers();
  if (!(optimizer_.phase() == phase_)) return "an optimizer's step goes another way";
  for (const Part& part : parts_) {
    if (!part.parameter->tensor.requires_grad()) return "a parameter was frozen";
    const bool first = part.parameter->steps == 0;
    if (phase_.averages && first != part.first) return "averages of weights begin";
    if (phase_.looks && optimizer_.looks_after(*part.parameter) != part.looks) {
      return "lookahead's slow weights move in some steps only";
    }
  }
  for (const Asked& branch : branches_) {
    if (now(branch) != branch.found) return "an optimizer's step goes another way";
  }
  for (const RuleCall& call : calls_) {
    for (const Parameter* p : call.parameters) {
      if (p->steps != call.parameters[0]->steps) return "parameters have taken unequal steps";
    }
  }
  return nullptr;
}

void Optimizer::Taken::before() {
  optimizer_.read_numbers();
  for (RuleCall& call : calls_) optimizer_.set_numbers(call);
  for (const Asked& number : numbers_) set_number(number.value, now(number));
}

void Optimizer::Taken::after() { optimizer_.count(*this); }

// Counts a step whose calls have run.
void Optimizer::count(const Taken& taken) {
  if (taken.phase_.waits) {
    ++accumulated_;
    return;
  }
  accumulated_ = 0;
  for (const Taken::Part& part : taken.parts_) part.parameter->tensor.variable()->spent = true;
  const bool skipped = taken.phase_.skips && taken.norm.defined() &&
                       !std::isfinite(*static_cast<double*>(taken.norm.value().data()));
  if (skipped) {
    ++skipped_;
    return;
  }
  ++steps_;
  for (const Taken::Part& part : taken.parts_) ++part.parameter->steps;
}

}  // namespace nnlite::optim
