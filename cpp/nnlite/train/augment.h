// Augmentations: random changes of a batch, by which a data loader shows every row anew.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "nnlite/core/tensor.h"

namespace nnlite::augment {

// Where random numbers come from: what is drawn for a row depends on the seed, the stream and the
// number of the row alone.
struct Source {
  uint64_t seed, stream;
  const int64_t* rows;  // numbers of the batch's rows; null: 0, 1, ...

  uint64_t row(int64_t i) const { return static_cast<uint64_t>(rows ? rows[i] : i); }
};

class Augmentation {
 public:
  virtual ~Augmentation() = default;
  // As Python builds it.
  virtual std::string repr() const = 0;
  // What is drawn for each row.
  virtual std::vector<std::string> columns() const = 0;
  // Whether it concerns the batch as a whole: its source then is of the batch, and it takes the
  // stream after that too.
  virtual bool of_batch() const { return false; }
  // Throws ValueError where it cannot be applied to items (rows without their first axis) of these
  // shapes and dtypes; returns the first one's new shape.
  virtual Shape check(const std::vector<Layout>& items) const = 0;
  // Changes (inputs, ...), the first of which is float32. Returns what was drawn: float64 (rows,
  // columns).
  virtual Tensor apply(std::vector<Tensor>& batch, const Source& source) const = 0;
};
using AugmentationPtr = std::shared_ptr<const Augmentation>;

// Left and right exchanged with probability p; above and below where `vertical`.
AugmentationPtr flip(double p = 0.5, bool vertical = false);
// A window of `size` (rows, columns; (0, 0): the image's) at a random place of the image with
// `padding` pixels of `fill` around it.
AugmentationPtr crop(std::pair<int64_t, int64_t> size = {0, 0}, int64_t padding = 0,
                     double fill = 0);
// Moved by up to so many whole pixels down or up, and right or left.
AugmentationPtr shift(int64_t down, int64_t right, double fill = 0);
// Turned about its centre by -degrees .. degrees, counter-clockwise; linear between pixels.
AugmentationPtr rotate(double degrees, double fill = 0);
// Multiplied by a factor of max(0, 1 - amount) .. 1 + amount, then limited to low .. high.
AugmentationPtr brightness(double amount, double low, double high);
// A square of `size` pixels about a random pixel is filled (DeVries & Taylor 2017).
AugmentationPtr cutout(int64_t size, double fill = 0);
// With probability p a rectangle is filled whose area, as part of the image, lies in `scale` and
// whose height divided by width in `ratio` (Zhong et al. 2017).
AugmentationPtr random_erasing(double p = 0.5, std::pair<double, double> scale = {0.02, 1.0 / 3},
                               std::pair<double, double> ratio = {0.3, 3.3}, double fill = 0);
// x = share x + (1 - share) x[partner] and the targets alike, share of Beta(alpha, alpha) for each
// batch (Zhang et al. 2018). Labels become probabilities of `classes`; 0: targets are floats.
AugmentationPtr mixup(double alpha = 0.2, int64_t classes = 0);
// A box of the partner's image instead, and targets in proportion to its area (Yun et al. 2019).
AugmentationPtr cutmix(double alpha = 1, int64_t classes = 0);

// One augmentation by hand, with a stream of this thread's generator.
std::vector<Tensor> apply(const Augmentation& augmentation, std::vector<Tensor> batch);

}  // namespace nnlite::augment
