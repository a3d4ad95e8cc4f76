// Dispatches a call to the function of its primitive.
#include "nnlite/backend/call.h"
#include "nnlite/backend/cpu/primitives.h"

namespace nnlite {

namespace {
constexpr const char* kNames[] = {
#define PRIMITIVE(name, doc) #name,
#include "nnlite/backend/primitives.def"
#undef PRIMITIVE
};
constexpr void (*kCpu[])(const Call&) = {
#define PRIMITIVE(name, doc) cpu::name,
#include "nnlite/backend/primitives.def"
#undef PRIMITIVE
};
}  // namespace

const char* name(Primitive primitive) { return kNames[static_cast<int>(primitive)]; }

void run(const Call& call) { kCpu[static_cast<int>(call.primitive)](call); }

}  // namespace nnlite
