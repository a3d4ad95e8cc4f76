// What the processor that runs this can do.
#pragma once

#include <string_view>

namespace nnlite {

// Whether it has the instructions that cmake/NnliteIsas.cmake compiles `isa` for.
bool processor_runs(std::string_view isa);

}  // namespace nnlite
