// Where NaN and infinity come from: the checks of Trainer under check_finite.
#include <cmath>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/nn/scopes.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/index.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/train/trainer.h"

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

void Trainer::check_input(const Tensor& x) const {
  const NoGrad no_grad;
  if (all_finite(x)) return;
  fail_value("fit", "the inputs of step ", optimizer_->steps() + 1, " hold ", first_bad(x),
             " of the batch; clean the data, or fill the gaps. No weight has changed");
}

// Runs the model once more, in evaluation mode, to find the first layer that goes wrong.
void Trainer::explain_loss(const Tensor& x, double loss) {
  const NoGrad no_grad;
  std::string culprit;
  try {
    const nn::Mode mode(*model_, false);
    const nn::Watch watch(*model_, [&](const std::string& path, nn::Module& m, const Tensor& y) {
      if (!culprit.empty() || all_finite(y)) return;
      culprit = text("; the first output to go wrong is that of ",
                     path.empty() ? "the model" : path, " (", m.type_name(), "): ", first_bad(y));
    });
    (*model_)(x);
  } catch (const std::exception&) {  // the loss is the story, not what failed on the way to it
  }
  fail_value("fit", "the loss of step ", optimizer_->steps() + 1, " is ",
             std::isnan(loss) ? "nan" : "infinite", culprit,
             "; lower the learning rate, or clip gradients. No weight has changed");
}

void Trainer::check_gradients() {
  const NoGrad no_grad;
  for (const auto& [name, p] : model_->named_parameters()) {
    const Tensor g = p.variable() ? p.grad() : Tensor();
    if (!g.defined() || all_finite(g)) continue;
    fail_value("fit", "the gradient of '", name, "' in step ", optimizer_->steps() + 1, " holds ",
               first_bad(g), "; lower the learning rate, or clip gradients. No weight has changed");
  }
}

}  // namespace nnlite
