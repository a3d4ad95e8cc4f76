// What a compiled step depends on of a module: its mode, and which tensors and modules it consists
// of. Not for users.
#pragma once

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// Tells the capture of this thread, which there is, that `module` takes part.
void note_captured(Module& module);

}  // namespace nnlite::nn
