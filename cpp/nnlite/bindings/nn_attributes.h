// The parts of nn.Module's binding.
#pragma once

#include "nnlite/bindings/nn_api.h"

namespace nnlite::bindings {

// The module behind an object; a clear error where super().__init__() was not called yet.
nn::Module& module_of(py::handle self);

using ModuleClass = py::classh<nn::Module, PyModule<nn::Module>>;
void bind_attributes(ModuleClass& cls);  // getattr, setattr, register_...
void bind_members(ModuleClass& cls);     // lists, state, modes, words

}  // namespace nnlite::bindings
