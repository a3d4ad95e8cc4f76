// Guard: where NaN and infinity come from.
#include "nnlite/train/guard.h"

#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/random.h"
#include "nnlite/core/row_gradient.h"
#include "nnlite/nn/scopes.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/index.h"
#include "nnlite/ops/reduce.h"

namespace nnlite {

namespace {

bool all_finite(const Tensor& x) { return !is_float(x.dtype()) || all(isfinite(x)).item() != 0; }

// "inf at (3, 0)": the first element that is not finite.
std::string first_bad(const Tensor& x) {
  const std::vector<Tensor> where = nonzero(logical_not(isfinite(x)));
  Shape place;
  Index index;
  for (const Tensor& axis : where) {
    place.push_back(*contiguous(axis).data<int64_t>());
    index.push_back(place[place.size() - 1]);
  }
  const double value = nnlite::index(x, index).item();
  return text(std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf", " at ", place);
}

}  // namespace

Trainer::Guard::Guard(Trainer& trainer, bool on) : trainer_(trainer), on_(on) {
  if (!on_) return;
  skips_ = trainer.optimizer_->get(optim::Option::skip_nonfinite);
  trainer.optimizer_->set(optim::Option::skip_nonfinite, 1);
}

Trainer::Guard::~Guard() {
  if (on_) trainer_.optimizer_->set(optim::Option::skip_nonfinite, skips_);
}

void Trainer::Guard::before(const Batch& batch) {
  if (!on_) return;
  const NoGrad no_grad;
  step_ = trainer_.optimizer_->steps() + 1;
  skipped_ = trainer_.optimizer_->skipped();
  seed_ = generator().seed(), drawn_ = generator().drawn();
  const Tensor x = trainer_.as_input(batch[0]);
  if (!all_finite(x)) {
    fail_value("fit", "the inputs of step ", step_, " hold ", first_bad(x),
               " of the batch; clean the data, or fill the gaps. No weight has changed");
  }
  buffers_.clear();
  for (const auto& [name, buffer] : trainer_.model_->named_buffers()) {
    buffers_.emplace_back(buffer, copy_of(buffer.value()));
  }
}

void Trainer::Guard::after(const Batch& batch, double loss) {
  if (!on_) return;
  if (!std::isfinite(loss)) explain_loss(batch, loss);
  if (trainer_.optimizer_->skipped() != skipped_) explain_gradients();
}

// Random numbers and buffers as they were before the step.
void Trainer::Guard::take_back() {
  generator().set(seed_, drawn_);
  for (const auto& [buffer, value] : buffers_) copy_into(buffer.value(), value);
}

std::string Trainer::Guard::ending() const {
  const bool left_out = trainer_.optimizer_->steps() < step_;
  return text("; lower the learning rate, or clip gradients.",
              left_out ? " No weight has changed" : " The gradients were finite, and were used");
}

// Runs the model once more to find the first layer that goes wrong.
void Trainer::Guard::explain_loss(const Batch& batch, double loss) {
  const NoGrad no_grad;
  std::string culprit;
  take_back();
  try {
    nn::Module& model = *trainer_.model_;
    const nn::Watch watch(model, [&](const std::string& path, nn::Module& m, const Tensor& y) {
      if (!culprit.empty() || all_finite(y)) return;
      culprit = text("; the first output to go wrong is that of ",
                     path.empty() ? "the model" : path, " (", m.type_name(), "): ", first_bad(y));
    });
    model(trainer_.as_input(batch[0]));
  } catch (const std::exception&) {  // the loss is the story, not what failed on the way to it
  }
  take_back();
  fail_value("fit", "the loss of step ", step_, " is ", std::isnan(loss) ? "nan" : "infinite",
             culprit, ending());
}

// The last one that is wrong: on their way back it comes first.
void Trainer::Guard::explain_gradients() {
  const NoGrad no_grad;
  take_back();
  std::string culprit = "a gradient", what = " is not finite";
  for (const auto& [name, p] : trainer_.model_->named_parameters()) {
    const Tensor g = gradient_numbers(p);
    if (!g.defined() || all_finite(g)) continue;
    culprit = "the gradient of '" + name + "'";
    what = " holds " + first_bad(g);
  }
  fail_value("fit", culprit, " in step ", step_, what, ending());
}

}  // namespace nnlite
