// DataLoader: checks at the door, orders, batches.
#include "nnlite/train/data_loader.h"

#include <algorithm>

#include "nnlite/base/errors.h"
#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/random.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/random.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

constexpr const char* kName = "DataLoader";
// Orders and augmentations have streams of their own: what layers draw with the same seed is
// another sequence. An augmentation has two of each pass, or of each batch.
constexpr uint64_t kStreams = uint64_t{1} << 63;
constexpr uint64_t kPassStreams = uint64_t{1} << 62, kBatchStreams = uint64_t{3} << 62;
constexpr int kMostAugmentations = 32;

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

Shape item_of(const Tensor& rows) { return Shape(rows.shape().span().subspan(1)); }

void check_normal(const Tensor& statistic, const Shape& item, const char* name) {
  if (!statistic.defined()) return;
  if (!can_broadcast(statistic.shape(), item)) {
    fail_value(kName, "the ", name, " has shape ", statistic.shape(),
               ", which does not broadcast against an item of shape ", item);
  }
  const NoGrad no_grad;
  if (is_float(statistic.dtype()) && all(isfinite(statistic)).item() == 0) {
    fail_value(kName, "the ", name, " is not finite; give numbers");
  }
}

constexpr Op kBatch{.name = "batch", .primitive = Primitive::batch};

// The array as it is where each of its rows lies in one piece, else a copy.
Tensor with_whole_rows(const Tensor& t) {
  const std::span<const int64_t> shape = t.shape().span(), strides = t.strides().span();
  const Layout row(Shape(shape.subspan(1)), Shape(strides.subspan(1)), t.dtype());
  return row.contiguous() ? t : contiguous(t);
}

}  // namespace

// A statistic as one number for every element of an item.
Tensor DataLoader::item_row(const Tensor& statistic, const Shape& item) const {
  if (!statistic.defined()) return {};
  return contiguous(broadcast_to(cast(statistic, kFloat32), item));
}

DataLoader::DataLoader(std::vector<Tensor> arrays, const DataLoaderOptions& options)
    : arrays_(std::move(arrays)), options_(options) {
  check(arrays_, options_);
  const Shape item = item_of(arrays_[0]);
  check_normal(options_.mean, item, "mean");
  check_normal(options_.deviation, item, "deviation");
  if (options_.deviation.defined() && all(options_.deviation.detach()).item() == 0) {
    fail_value(kName, "the deviation is 0 somewhere; give 1 where a feature never changes");
  }
  for (Tensor& t : arrays_) t = with_whole_rows(t.detach());
  plain_ = {item_row(options_.mean, item), item_row(options_.deviation, item)};
  check_augmentations();
  if (options_.seed) {
    position_.seed = *options_.seed;
  } else if (options_.shuffle || !options_.augment.empty()) {
    // drawn from the thread's generator: repeatable
    position_.seed = generator().seed() * 0x9E3779B97F4A7C15u + next_stream();
  }
}

void DataLoader::check_augmentations() {
  if (options_.augment.size() > kMostAugmentations) {
    fail_value(kName, options_.augment.size(), " augmentations; give ", kMostAugmentations,
               " or fewer");
  }
  std::vector<Layout> items;
  for (const Tensor& t : arrays_) items.emplace_back(item_of(t), t.dtype());
  for (const auto& augmentation : options_.augment) {
    if (!augmentation) fail_type(kName, "an augmentation is None");
    items[0] = Layout(augmentation->check(items), kFloat32);
    if (augmentation->of_batch() && items.size() > 1) items[1].dtype = kFloat32;  // mixed once
  }
  check_normal(options_.mean, items[0].shape, "mean");
  check_normal(options_.deviation, items[0].shape, "deviation");
  augmented_ = {item_row(options_.mean, items[0].shape),
                item_row(options_.deviation, items[0].shape)};
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

namespace {

// `rows`, picked where `order` is given, into t, whose memory is used again where nobody else holds
// it.
void read_rows(Tensor& t, const Value& rows, const Value* order, const Tensor& mean,
               const Tensor& deviation, double scale, bool normalize) {
  const Shape& shape = rows.layout.shape;
  const DType dtype = normalize ? kFloat32 : rows.layout.dtype;
  const bool again =
      t.defined() && is_sole(t) && t.shape() == shape && t.dtype() == dtype && !t.variable();
  if (!again) t = Tensor::empty(shape, dtype);
  SmallVector<const Value*, 4> in;
  in.emplace_back(&rows);
  if (order) in.emplace_back(order);
  if (mean.defined()) in.emplace_back(&mean.value());
  if (deviation.defined()) in.emplace_back(&deviation.value());
  Attrs attrs;
  attrs.number[0] = scale;
  attrs.integer[0] = order != nullptr;
  attrs.integer[1] = mean.defined();
  attrs.integer[2] = deviation.defined();
  attrs.integer[3] = normalize;
  const Value* const out = &t.value();
  execute(kBatch, {in.data(), static_cast<size_t>(in.size())}, {&out, 1}, attrs);
}

}  // namespace

// Rows begin .. end - 1 of the pass, or of the arrays, each array in one call. What is to be
// augmented becomes float32, and keeps its mean and deviation until then.
void DataLoader::read(Batch& batch, int64_t begin, int64_t end, Rows which) const {
  const bool picks = which == Rows::of_pass && options_.shuffle;
  const bool augments = which == Rows::of_pass && !options_.augment.empty();
  const Layout picked({end - begin}, kInt64);
  const Value order = picks ? Value{order_.value().storage, begin, picked} : Value();
  batch.resize(arrays_.size());
  for (size_t i = 0; i < arrays_.size(); ++i) {
    Value rows = arrays_[i].value();
    rows.layout.shape[0] = end - begin;
    if (!picks) rows.offset += begin * rows.layout.strides[0];
    const bool normalize = options_.normalize && i == 0;
    const bool bytes = normalize && rows.layout.dtype == kUInt8;
    const Normal normal = normalize && !augments ? plain_ : Normal();
    read_rows(batch[i], rows, picks ? &order : nullptr, normal.mean, normal.deviation,
              bytes ? 1.0 / 255 : 1.0, normalize || (augments && i == 0));
  }
}

void DataLoader::augment(Batch& batch, int64_t begin, int64_t end) {
  const NoGrad no_grad;
  std::vector<int64_t> in_order;
  const int64_t* rows = nullptr;
  if (options_.shuffle) {
    rows = order_.data<int64_t>() + begin;
  } else {
    for (int64_t i = begin; i < end; ++i) in_order.push_back(i);
    rows = in_order.data();
  }
  const auto pass = static_cast<uint64_t>(position_.epoch);
  const uint64_t number = pass * static_cast<uint64_t>(size()) +  // of the batch
                          static_cast<uint64_t>(position_.batch);
  drawn_.clear();
  for (size_t i = 0; i < options_.augment.size(); ++i) {
    const bool whole = options_.augment[i]->of_batch();
    const uint64_t stream = (whole ? kBatchStreams + number * 2 * kMostAugmentations
                                   : kPassStreams + pass * 2 * kMostAugmentations) +
                            2 * i;
    drawn_.push_back(options_.augment[i]->apply(batch, {position_.seed, stream, rows}));
  }
  if (!augmented_.mean.defined() && !augmented_.deviation.defined()) return;
  Tensor normal;
  read_rows(normal, contiguous(batch[0]).value(), nullptr, augmented_.mean, augmented_.deviation, 1,
            true);
  batch[0] = normal;
}

void DataLoader::slice(Batch& batch, int64_t begin, int64_t end) const {
  read(batch, begin, end, Rows::in_order);
}

bool DataLoader::next(Batch& batch) {
  check_not_captured("DataLoader");
  if (position_.batch == size()) {
    ++position_.epoch;
    position_.batch = 0;
    order_ = {};
    return false;
  }
  const int64_t begin = position_.batch * options_.batch_size;
  const int64_t end = std::min(begin + options_.batch_size, rows());
  if (options_.shuffle && !order_.defined()) {
    order_ = permutation(rows(), position_.seed, kStreams + static_cast<uint64_t>(position_.epoch));
  }
  read(batch, begin, end, Rows::of_pass);
  if (!options_.augment.empty()) augment(batch, begin, end);
  ++position_.batch;
  return true;
}

}  // namespace nnlite
