// The kernels of the best instruction set that this processor has, chosen once.
#pragma once

namespace nnlite {

#define FAMILY(family, Table) struct Table;
#include "nnlite/kernels/families.def"
#undef FAMILY

namespace cpu {

// One pointer per family: kernels().unary->value[code][dtype](...).
struct Kernels {
#define FAMILY(family, Table) const Table* family;
#include "nnlite/kernels/families.def"
#undef FAMILY
};

// NNLITE_ISA in the environment forces one by name (for tests); throws ValueError where this build
// or this processor does not have it.
const Kernels& kernels();
const char* isa_name();

}  // namespace cpu
}  // namespace nnlite
