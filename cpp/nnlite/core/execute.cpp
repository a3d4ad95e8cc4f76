// From values to a backend's operands.
#include "nnlite/core/execute.h"

#include <utility>

namespace nnlite {

namespace {

thread_local constinit Recorder* watching = nullptr;

using Operands = SmallVector<Operand, 4>;

Operands operands(Values values) {
  Operands list;
  list.reserve(static_cast<int>(values.size()));
  for (const Value* value : values) list.emplace_back(value->data(), &value->layout);
  return list;
}

}  // namespace

Recorder* recorder() { return watching; }

WatchedBy::WatchedBy(Recorder* recorder) : before_(std::exchange(watching, recorder)) {}
WatchedBy::~WatchedBy() { watching = before_; }

void execute(const Op& op, Values in, Values out, const Attrs& attrs) {
  if (watching) watching->call(op, in, out, attrs);
  const Operands read = operands(in), written = operands(out);
  run({op.primitive,
       op.code,
       {read.data(), static_cast<size_t>(read.size())},
       {written.data(), static_cast<size_t>(written.size())},
       attrs});
}

}  // namespace nnlite
