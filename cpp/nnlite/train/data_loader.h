// DataLoader: arrays in batches, shuffled anew for every pass by a seed.
#pragma once

#include <optional>
#include <vector>

#include "nnlite/core/tensor.h"
#include "nnlite/train/augment.h"

namespace nnlite {

struct DataLoaderOptions {
  int64_t batch_size = 32;
  bool shuffle = false;
  std::optional<uint64_t> seed = {};  // of the orders; not given: drawn from the generator
  bool drop_last = false;             // leave out a last batch that is shorter
  // The first array as float32: bytes divided by 255, then (x - mean) / deviation, which broadcast
  // against one item.
  bool normalize = false;
  Tensor mean = {}, deviation = {};
  // Random changes of the batches of a pass, in this order; the first array then comes as float32.
  // They happen between the division of bytes and the mean, so that 0 is black.
  std::vector<augment::AugmentationPtr> augment = {};
};

using Batch = std::vector<Tensor>;

class DataLoader {
 public:
  // Where a pass stands; enough, with the options, to go on from there.
  struct Position {
    uint64_t seed = 0;
    int64_t epoch = 0, batch = 0;
  };

  // Arrays whose first axes are equally long. Throws ValueError where they are not, or empty.
  explicit DataLoader(std::vector<Tensor> arrays, const DataLoaderOptions& options = {});

  // The next batch of this pass, a tensor for each array; those in `batch` are used again where
  // nobody else holds them. False at the end of the pass, after which the next one begins.
  bool next(Batch& batch);
  // Leaves this pass, if it has begun, for the next.
  void start();

  // Batches in a pass.
  int64_t size() const;
  int64_t rows() const { return arrays_[0].shape()[0]; }
  const std::vector<Tensor>& arrays() const { return arrays_; }
  const DataLoaderOptions& options() const { return options_; }
  Position position() const { return position_; }
  // The next start() goes on from here.
  void set_position(const Position& position);
  // What each augmentation drew for the rows of the last batch: float64 (rows, its columns).
  const std::vector<Tensor>& drawn() const { return drawn_; }
  // Rows `begin` .. `end` - 1 as a batch, in their own order, and not augmented.
  void slice(Batch& batch, int64_t begin, int64_t end) const;

 private:
  enum class Rows { in_order, of_pass };
  void check_augmentations();
  Tensor item_row(const Tensor& statistic, const Shape& item) const;
  void read(Batch& batch, int64_t begin, int64_t end, Rows which) const;
  void augment(Batch& batch, int64_t begin, int64_t end);

  std::vector<Tensor> arrays_;
  struct Normal {
    Tensor mean, deviation;  // of every element of an item
  };
  Normal plain_, augmented_;
  std::vector<Tensor> drawn_;
  DataLoaderOptions options_;
  Position position_;
  bool resumed_ = false;
  Tensor order_;  // of this pass; undefined before its first batch
};

}  // namespace nnlite
