// Augmentations that mix the rows of a batch, inputs and targets.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "nnlite/base/errors.h"
#include "nnlite/base/random.h"
#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/random.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/gather.h"
#include "nnlite/ops/random.h"
#include "nnlite/ops/slice.h"
#include "nnlite/train/augment.h"

namespace nnlite::augment {

namespace {

double normal(RandomSequence& numbers) {  // Box and Muller
  const double radius = std::sqrt(-2 * std::log(1 - numbers.uniform()));
  return radius * std::cos(2 * std::numbers::pi * numbers.uniform());
}

// The logarithm of a number of Gamma(alpha), which for small alpha may be too small to be written
// otherwise: Marsaglia & Tsang 2000, of alpha + 1, and a power of a uniform number.
double log_gamma_number(RandomSequence& numbers, double alpha) {
  const double d = alpha + 1 - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal(numbers), v = std::pow(1 + c * x, 3), u = 1 - numbers.uniform();
    if (v <= 0 || std::log(u) >= x * x / 2 + d * (1 - v + std::log(v))) continue;
    return std::log(d * v) + std::log(1 - numbers.uniform()) / alpha;
  }
}

// Of Beta(alpha, alpha).
double beta_number(RandomSequence& numbers, double alpha) {
  const double x = log_gamma_number(numbers, alpha), y = log_gamma_number(numbers, alpha);
  return 1 / (1 + std::exp(y - x));
}

// What both share: an order of partners, and targets that are mixed with theirs.
class Mixing : public Augmentation {
 public:
  Mixing(const char* name, double alpha, int64_t classes)
      : name_(name), alpha_(alpha), classes_(classes) {
    if (!(alpha > 0) || std::isinf(alpha)) {
      fail_value(name, "alpha is ", alpha, "; give a number above 0");
    }
    if (classes < 0) fail_value(name, "num_classes is ", classes, "; give 1 or more");
  }

  std::string repr() const override {
    const std::string classes = classes_ ? text(", num_classes=", classes_) : "";
    return text(name_, "(", alpha_, classes, ")");
  }
  bool of_batch() const override { return true; }
  Shape check(const std::vector<Layout>& items) const override;
  Tensor apply(std::vector<Tensor>& batch, const Source& source) const override;

 protected:
  // Changes x, writes what is drawn into all columns of one row but the last, and returns how much
  // of x stays.
  virtual double mix(Tensor& x, const Tensor& partner, RandomSequence& numbers,
                     double* drawn) const = 0;

  const char* name_;
  double alpha_;

 private:
  Tensor soft(const Tensor& target) const;

  int64_t classes_;
};

Shape Mixing::check(const std::vector<Layout>& items) const {
  if (items.size() > 2) {
    fail_value(name_, "mixes inputs and targets, but there are ", items.size(), " arrays");
  }
  if (items.size() < 2) return items[0].shape;
  const Layout& target = items[1];
  if (!is_float(target.dtype) && (classes_ == 0 || target.shape.size() != 0)) {
    fail_value(name_, "the targets are ", target.dtype,
               "; to mix labels (N,), give num_classes: they become probabilities");
  }
  return items[0].shape;
}

// Targets that can be mixed: labels as one_hot rows.
Tensor Mixing::soft(const Tensor& target) const {
  return is_float(target.dtype()) ? target : cast(one_hot(target, classes_), kFloat32);
}

Tensor Mixing::apply(std::vector<Tensor>& batch, const Source& source) const {
  const NoGrad no_grad;
  const int64_t rows = batch[0].shape()[0];
  const auto columns = static_cast<int64_t>(this->columns().size());
  RandomSequence numbers(source.seed, source.stream);
  const Tensor partner = permutation(rows, source.seed, source.stream + 1);
  const Tensor drawn = Tensor::empty({rows, columns}, kFloat64);
  double* first = drawn.data<double>();
  const double share = mix(batch[0], partner, numbers, first);
  for (int64_t i = 0; i < rows; ++i) {
    double* row = first + i * columns;
    if (i > 0) std::copy_n(first, columns - 1, row);
    row[columns - 1] = static_cast<double>(partner.data<int64_t>()[i]);
  }
  if (batch.size() > 1) {
    const Tensor y = soft(batch[1]);
    batch[1] = y * share + index_select(y, 0, partner) * (1 - share);
  }
  return drawn;
}

class MixUp : public Mixing {
 public:
  MixUp(double alpha, int64_t classes) : Mixing("MixUp", alpha, classes) {}
  std::vector<std::string> columns() const override { return {"share", "partner"}; }

 protected:
  double mix(Tensor& x, const Tensor& partner, RandomSequence& numbers,
             double* drawn) const override {
    drawn[0] = beta_number(numbers, alpha_);
    x = x * drawn[0] + index_select(x, 0, partner) * (1 - drawn[0]);
    return drawn[0];
  }
};

class CutMix : public Mixing {
 public:
  CutMix(double alpha, int64_t classes) : Mixing("CutMix", alpha, classes) {}
  std::vector<std::string> columns() const override {
    return {"top", "left", "height", "width", "partner"};
  }
  Shape check(const std::vector<Layout>& items) const override {
    const int axes = items[0].shape.size();
    if (axes == 2 || axes == 3) return Mixing::check(items);
    fail_value(name_, "an item of the first array has shape ", items[0].shape,
               "; images are (H, W) or (C, H, W): reshape the array to (N, H, W)");
  }

 protected:
  // A box whose sides are sqrt(1 - share) of the image's, about a random pixel, as far as it lies
  // within.
  double mix(Tensor& x, const Tensor& partner, RandomSequence& numbers,
             double* drawn) const override {
    const double side = std::sqrt(1 - beta_number(numbers, alpha_));
    Region box = Region::all(x.shape());
    double area = 1;
    for (int i = 0; i < 2; ++i) {
      const int axis = x.dims() - 2 + i;
      const int64_t size = x.shape()[axis];
      const auto length = static_cast<int64_t>(side * static_cast<double>(size));
      const auto centre = static_cast<int64_t>(numbers.below(static_cast<uint64_t>(size)));
      const int64_t begin = std::max<int64_t>(0, centre - length / 2);
      const int64_t end = std::min(size, centre - length / 2 + length);
      box.starts[axis] = begin;
      box.counts[axis] = end - begin;
      drawn[i] = static_cast<double>(begin);
      drawn[2 + i] = static_cast<double>(end - begin);
      area *= drawn[2 + i] / static_cast<double>(size);
    }
    const Tensor others = slice(index_select(x, 0, partner), box);
    x = clone(x);
    assign(x, box, others);
    return 1 - area;
  }
};

}  // namespace

AugmentationPtr mixup(double alpha, int64_t classes) {
  return std::make_shared<MixUp>(alpha, classes);
}
AugmentationPtr cutmix(double alpha, int64_t classes) {
  return std::make_shared<CutMix>(alpha, classes);
}

std::vector<Tensor> apply(const Augmentation& augmentation, std::vector<Tensor> batch) {
  check_not_captured("augment");
  if (batch.empty()) fail_value("augment", "there is no batch; give inputs, or inputs and targets");
  std::vector<Layout> items;
  for (const Tensor& t : batch) {
    if (!t.defined() || t.dims() == 0) fail_value("augment", "a batch has rows; give one");
    if (t.shape()[0] != batch[0].shape()[0]) {
      fail_value("augment", "there are ", batch[0].shape()[0], " inputs but ", t.shape()[0],
                 " targets; every row needs its partner");
    }
    items.emplace_back(Shape(t.shape().span().subspan(1)), t.dtype());
  }
  augmentation.check(items);
  const NoGrad no_grad;
  batch[0] = contiguous(cast(batch[0].detach(), kFloat32));
  const uint64_t stream = next_stream();
  next_stream();
  augmentation.apply(batch, {generator().seed(), stream, nullptr});
  return batch;
}

}  // namespace nnlite::augment
