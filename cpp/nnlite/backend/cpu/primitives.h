// The processor's implementation of every primitive.
#pragma once

#include "nnlite/backend/call.h"

namespace nnlite::cpu {

#define PRIMITIVE(name, doc) void name(const Call& call);
#include "nnlite/backend/primitives.def"
#undef PRIMITIVE

}  // namespace nnlite::cpu
