// The version compiled into the library, so that a program can compare it with its headers.
#include "nnlite/base/version.h"

namespace nnlite {

const char* version() { return kVersion; }

}  // namespace nnlite
