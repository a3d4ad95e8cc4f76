// The precision of this thread's products.
#include "nnlite/core/precision.h"

namespace nnlite {

namespace {
thread_local constinit Precision chosen = Precision::highest;
}  // namespace

Precision matmul_precision() { return chosen; }
void set_matmul_precision(Precision precision) { chosen = precision; }

}  // namespace nnlite
