// DataLoader: checks at the door, orders, batches.
#include "nnlite/train/data_loader.h"

#include <algorithm>

#include "nnlite/base/errors.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/random.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/gather.h"
#include "nnlite/ops/random.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

constexpr const char* kName = "DataLoader";
// Orders have streams of their own: what layers draw with the same seed is another sequence.
constexpr uint64_t kStreams = uint64_t{1} << 63;

void check(const std::vector<Tensor>& arrays, const DataLoaderOptions& options) {
  if (arrays.empty()) fail_value(kName, "no arrays; give at least one, such as x, y");
  for (size_t i = 0; i < arrays.size(); ++i) {
    const Tensor& t = arrays[i];
    if (!t.defined()) fail_type(kName, "array ", i, " is None");
    if (t.dims() == 0) fail_value(kName, "array ", i, " is a single number; give rows");
    if (t.shape()[0] != arrays[0].shape()[0]) {
      fail_value(kName, "array ", i, " has ", t.shape()[0], " rows but array 0 has ",
                 arrays[0].shape()[0], "; every row needs its partner");
    }
  }
  if (arrays[0].shape()[0] == 0) fail_value(kName, "the arrays have no rows; there is no batch");
  if (options.batch_size < 1) {
    fail_value(kName, "batch_size is ", options.batch_size, "; give at least 1");
  }
  if (options.drop_last && options.batch_size > arrays[0].shape()[0]) {
    fail_value(kName, "drop_last leaves nothing of ", arrays[0].shape()[0], " rows in batches of ",
               options.batch_size);
  }
  if (!options.normalize && (options.mean.defined() || options.deviation.defined())) {
    fail_value(kName, "mean and deviation are given, but normalize is off");
  }
}

void check_normal(const Tensor& statistic, const Tensor& x, const char* name) {
  if (!statistic.defined()) return;
  const Shape item(std::span(x.shape().begin() + 1, x.shape().end()));
  if (!can_broadcast(statistic.shape(), item)) {
    fail_value(kName, "the ", name, " has shape ", statistic.shape(),
               ", which does not broadcast against an item of shape ", item);
  }
  const NoGrad no_grad;
  if (is_float(statistic.dtype()) && all(isfinite(statistic)).item() == 0) {
    fail_value(kName, "the ", name, " is not finite; give numbers");
  }
}

}  // namespace

DataLoader::DataLoader(std::vector<Tensor> arrays, const DataLoaderOptions& options)
    : arrays_(std::move(arrays)), options_(options) {
  check(arrays_, options_);
  check_normal(options_.mean, arrays_[0], "mean");
  check_normal(options_.deviation, arrays_[0], "deviation");
  if (options_.deviation.defined() && all(options_.deviation.detach()).item() == 0) {
    fail_value(kName, "the deviation is 0 somewhere; give 1 where a feature never changes");
  }
  for (Tensor& t : arrays_) t = t.detach();
  if (options_.seed) {
    position_.seed = *options_.seed;
  } else if (options_.shuffle) {  // drawn from the thread's generator: repeatable
    position_.seed = generator().seed() * 0x9E3779B97F4A7C15u + next_stream();
  }
}

int64_t DataLoader::size() const {
  const int64_t last = options_.drop_last ? 0 : options_.batch_size - 1;
  return (rows() + last) / options_.batch_size;
}

void DataLoader::start() {
  if (position_.batch != 0 && !resumed_) {
    ++position_.epoch;
    position_.batch = 0;
  }
  resumed_ = false;
  order_ = {};
}

void DataLoader::set_position(const Position& position) {
  if (position.epoch < 0 || position.batch < 0 || position.batch > size()) {
    fail_value(kName, "batch ", position.batch, " of pass ", position.epoch,
               " is no place in passes of ", size(), " batches");
  }
  position_ = position;
  resumed_ = true;
  order_ = {};
}

Batch DataLoader::finish(Batch batch) const {
  if (!options_.normalize) return batch;
  Tensor& x = batch[0];
  const bool bytes = x.dtype() == kUInt8;
  x = cast(x, kFloat32);
  if (bytes) mul_(x, 1.0 / 255);
  if (options_.mean.defined()) sub_(x, options_.mean);
  if (options_.deviation.defined()) div_(x, options_.deviation);
  return batch;
}

Batch DataLoader::slice(int64_t begin, int64_t end) const {
  const NoGrad no_grad;
  Batch batch;
  for (const Tensor& t : arrays_) batch.push_back(clone(narrow(t, 0, begin, end - begin)));
  return finish(std::move(batch));
}

bool DataLoader::next(Batch& batch) {
  const NoGrad no_grad;
  if (position_.batch == size()) {
    ++position_.epoch;
    position_.batch = 0;
    order_ = {};
    return false;
  }
  const int64_t begin = position_.batch * options_.batch_size;
  const int64_t end = std::min(begin + options_.batch_size, rows());
  if (options_.shuffle) {
    if (!order_.defined()) {
      order_ =
          permutation(rows(), position_.seed, kStreams + static_cast<uint64_t>(position_.epoch));
    }
    const Tensor picked = narrow(order_, 0, begin, end - begin);
    Batch rows;
    for (const Tensor& t : arrays_) rows.push_back(index_select(t, 0, picked));
    batch = finish(std::move(rows));
  } else {
    batch = slice(begin, end);
  }
  ++position_.batch;
  return true;
}

}  // namespace nnlite
