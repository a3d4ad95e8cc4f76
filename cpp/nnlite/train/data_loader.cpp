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

constexpr Op kBatch{.name = "batch", .primitive = Primitive::batch};

// The array as it is where each of its rows lies in one piece, else a copy.
Tensor with_whole_rows(const Tensor& t) {
  const std::span<const int64_t> shape = t.shape().span(), strides = t.strides().span();
  const Layout row(Shape(shape.subspan(1)), Shape(strides.subspan(1)), t.dtype());
  return row.contiguous() ? t : contiguous(t);
}

}  // namespace

// A statistic as one number for every element of an item.
Tensor DataLoader::item_row(const Tensor& statistic) const {
  if (!statistic.defined()) return {};
  const Shape item(arrays_[0].shape().span().subspan(1));
  return contiguous(broadcast_to(cast(statistic, kFloat32), item));
}

DataLoader::DataLoader(std::vector<Tensor> arrays, const DataLoaderOptions& options)
    : arrays_(std::move(arrays)), options_(options) {
  check(arrays_, options_);
  check_normal(options_.mean, arrays_[0], "mean");
  check_normal(options_.deviation, arrays_[0], "deviation");
  if (options_.deviation.defined() && all(options_.deviation.detach()).item() == 0) {
    fail_value(kName, "the deviation is 0 somewhere; give 1 where a feature never changes");
  }
  for (Tensor& t : arrays_) t = with_whole_rows(t.detach());
  mean_ = item_row(options_.mean);
  deviation_ = item_row(options_.deviation);
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

// Rows begin .. end - 1 of the pass, or of the arrays, each array in one call.
void DataLoader::read(Batch& batch, int64_t begin, int64_t end, bool shuffled) const {
  const Layout picked({end - begin}, kInt64);
  const Value order = shuffled ? Value{order_.value().storage, begin, picked} : Value();
  batch.resize(arrays_.size());
  for (size_t i = 0; i < arrays_.size(); ++i) {
    Value rows = arrays_[i].value();
    Shape shape = rows.layout.shape;
    shape[0] = end - begin;
    if (!shuffled) rows.offset += begin * rows.layout.strides[0];
    const bool normalize = options_.normalize && i == 0;
    const DType dtype = normalize ? kFloat32 : rows.layout.dtype;
    Tensor& t = batch[i];
    const bool again =
        t.defined() && is_sole(t) && t.shape() == shape && t.dtype() == dtype && !t.variable();
    if (!again) t = Tensor::empty(shape, dtype);
    SmallVector<const Value*, 4> in;
    in.emplace_back(&rows);
    if (shuffled) in.emplace_back(&order);
    Attrs attrs;
    attrs.integer[0] = shuffled;
    attrs.integer[3] = normalize;
    attrs.number[0] = normalize && rows.layout.dtype == kUInt8 ? 1.0 / 255 : 1.0;
    if (normalize && mean_.defined()) in.emplace_back(&mean_.value());
    if (normalize && deviation_.defined()) in.emplace_back(&deviation_.value());
    attrs.integer[1] = normalize && mean_.defined();
    attrs.integer[2] = normalize && deviation_.defined();
    const Value* const out = &t.value();
    execute(kBatch, {in.data(), static_cast<size_t>(in.size())}, {&out, 1}, attrs);
  }
}

void DataLoader::slice(Batch& batch, int64_t begin, int64_t end) const {
  read(batch, begin, end, false);
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
  if (options_.shuffle && !order_.defined()) {
    order_ = permutation(rows(), position_.seed, kStreams + static_cast<uint64_t>(position_.epoch));
  }
  read(batch, begin, std::min(begin + options_.batch_size, rows()), options_.shuffle);
  ++position_.batch;
  return true;
}

}  // namespace nnlite
