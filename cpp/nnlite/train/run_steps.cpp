// The loop over batches.
#include "nnlite/train/run_steps.h"

#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/train/beat.h"
#include "nnlite/train/side_by_side.h"

namespace nnlite {

namespace {

constexpr const char* kName = "run";

// Room for `steps` values like `first`.
Tensor room_for(const Tensor& first, int64_t steps) {
  Shape shape = first.shape();
  shape.insert(0, steps);
  return Tensor::empty(shape, first.dtype());
}

// values[i] = value, in memory that is contiguous.
void put(const Tensor& values, int64_t i, const Tensor& value) {
  const Layout& layout = values.layout();
  const Shape before(layout.shape.span().subspan(1));
  if (value.shape() != before || value.dtype() != layout.dtype) {
    fail_value(kName, "step ", i, " returned ", value.dtype(), value.shape(), " after ",
               layout.dtype, before, "; return what does not depend on the size of a batch");
  }
  const Layout row(value.shape(), value.dtype());
  copy_into({values.value().storage, i * value.numel(), row}, value.value());
}

}  // namespace

Tensor run_steps(Compiled& step, DataLoader& data, std::optional<int64_t> steps,
                 const std::function<void()>& poll) {
  check_not_captured(kName);
  const std::lock_guard lock(step.mutex());
  const int64_t count = steps.value_or(data.size() - data.position().batch);
  if (count < 1) fail_value(kName, "steps is ", count, "; give at least 1");
  Batch batch;
  std::vector<Tensor> results;
  Tensor values;
  Beat beat;
  for (int64_t i = 0; i < count; ++i) {
    check_stopped();
    if (!data.next(batch)) data.next(batch);  // the next pass
    step.run(batch, results);
    if (results.empty() || !results[0].defined()) {
      fail_value(kName, "the step returned no tensor; let it return the loss");
    }
    if (!values.defined()) values = room_for(results[0], count);
    put(values, i, results[0]);
    if (poll && beat.due()) poll();
  }
  return values;
}

}  // namespace nnlite
