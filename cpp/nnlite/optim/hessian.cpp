// The diagonal of the Hessian that some methods keep: when it is due, and how it is estimated.
#include "nnlite/base/errors.h"
#include "nnlite/core/backward.h"
#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/random.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/optim/taken.h"

namespace nnlite::optim {

namespace {

constexpr const char* kHessian = "hessian";

// Its place among the words of a rule's states; -1 where it is none of them.
int place_in(const std::string& names) {
  int place = 0;
  for (size_t begin = 0; begin < names.size(); ++place) {
    const size_t end = std::min(names.find(' ', begin), names.size());
    if (names.compare(begin, end - begin, kHessian) == 0) return place;
    begin = end + 1;
  }
  return -1;
}

bool is_due(int64_t steps, int64_t accumulated, double every) {
  return every >= 1 && accumulated == 0 && steps % static_cast<int64_t>(every) == 0;
}

}  // namespace

// The largest after noise of Gumbel's distribution has been added.
Tensor sample_labels(const Tensor& logits) {
  if (logits.dims() != 2 || !is_float(logits.dtype())) {
    fail_value("sample_labels", "logits are ", logits.dtype(), " ", logits.shape(),
               "; give floats of shape (N, C)");
  }
  const NoGrad no_grad;
  const Tensor u = uniform(logits.shape(), 0, 1, logits.dtype());
  return argmax(logits - log(-log(u)), 1);
}

// Whether a compiled step estimates.
class Optimizer::Due : public Participant {
 public:
  explicit Due(const Optimizer& optimizer)
      : optimizer_(optimizer), alive_(optimizer.alive_), due_(now()) {}
  std::string words() const override {
    return text("whether ", optimizer_.method().name, " wants the curvature");
  }
  const char* changed() const override {
    if (alive_.expired()) return "an optimizer is gone";
    return now() == due_ ? nullptr : "curvature is estimated in some steps only";
  }

 private:
  bool now() const {
    return is_due(optimizer_.steps_, optimizer_.accumulated_,
                  optimizer_.number(Option::hessian_every));
  }
  const Optimizer& optimizer_;
  std::weak_ptr<char> alive_;
  bool due_;
};

bool Optimizer::hessian_due() const {
  if (Capture* capture = Capture::current()) capture->join(std::make_shared<Due>(*this));
  return is_due(steps_, accumulated_, number(Option::hessian_every));
}

// Where a parameter keeps it; null where it does not.
Tensor* Optimizer::hessian_of(Parameter& p) {
  for (auto& [name, value] : p.kept) {
    if (name == kHessian) return &value;
  }
  if (method_->on_tensors() || p.states.empty()) return nullptr;
  for (const Group& group : groups_) {
    for (const Parameter& own : group.parameters) {
      if (&own != &p) continue;
      const int place = place_in(kRuleStateNames[static_cast<int>(group.rule)]);
      return place < 0 ? nullptr : &p.states[place];
    }
  }
  return nullptr;
}

// The parameters that take part, their states made.
Optimizer::Works Optimizer::subjects(const char* what) {
  read_numbers();
  Works works;
  for (size_t i = 0; i < groups_.size(); ++i) {
    for (Parameter& p : groups_[i].parameters) {
      if (!p.tensor.requires_grad()) continue;
      if (Capture* capture = Capture::current()) capture->pin(p.tensor);
      works.push_back({i, &p, {}});
    }
  }
  const NoGrad no_grad;
  make_states(works);
  if (!works.empty() && !hessian_of(*works[0].parameter)) {
    fail_value(method_->name, what, ": it keeps no state called '", kHessian, "'; Sophia does");
  }
  return works;
}

void Optimizer::average_hessian(const Works& works, const std::vector<Tensor>& estimates) {
  const NoGrad no_grad;
  for (size_t i = 0; i < works.size(); ++i) {
    if (!estimates[i].defined()) continue;
    Tensor h = *hessian_of(*works[i].parameter);
    const Tensor decay = live(Option::beta2, works[i].group, h.dtype());
    copy_(h, decay * h + (1 - decay) * cast(estimates[i], h.dtype()));
  }
}

void Optimizer::update_hessian(const Tensor& loss) {
  const Works works = subjects("update_hessian");
  std::vector<Tensor> weights, used, slopes, directions, estimates(works.size());
  for (const Work& work : works) weights.push_back(work.parameter->tensor);
  const std::vector<Tensor> first =
      grad({loss}, weights, {}, {.create_graph = true, .allow_unused = true});
  std::vector<Tensor> drawn(works.size());
  for (size_t i = 0; i < first.size(); ++i) {
    const NoGrad no_grad;
    drawn[i] = normal(weights[i].shape(), 0, 1, weights[i].dtype());
    if (!first[i].defined() || !first[i].requires_grad()) continue;
    slopes.push_back(first[i]);
    directions.push_back(drawn[i]);
  }
  std::vector<Tensor> products(works.size());
  if (!slopes.empty()) {
    products = grad(slopes, weights, directions, {.retain_graph = true, .allow_unused = true});
  }
  const NoGrad no_grad;
  for (size_t i = 0; i < works.size(); ++i) {
    const bool ascends = number(Option::maximize, works[i].group) != 0;
    const Tensor product = products[i].defined() ? products[i] : drawn[i] * 0;
    estimates[i] = drawn[i] * product * (ascends ? -1 : 1);
  }
  average_hessian(works, estimates);
}

void Optimizer::update_gauss_newton(const Tensor& loss, int64_t batch_size) {
  if (batch_size < 1) {
    fail_value(method_->name, "update_gauss_newton: batch_size is ", batch_size,
               "; give the number of rows that the loss is the mean of");
  }
  const Works works = subjects("update_gauss_newton");
  std::vector<Tensor> weights;
  for (const Work& work : works) weights.push_back(work.parameter->tensor);
  std::vector<Tensor> gradients =
      grad({loss}, weights, {}, {.retain_graph = true, .allow_unused = true});
  const NoGrad no_grad;
  for (Tensor& g : gradients) {
    if (g.defined()) g = square(g) * static_cast<double>(batch_size);
  }
  average_hessian(works, gradients);
}

}  // namespace nnlite::optim
