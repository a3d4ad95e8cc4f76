// The version of nnlite: the only place where it is written.
#pragma once

namespace nnlite {

inline constexpr const char* kVersion = "0.1.0";

/// The version of the library that was linked; `kVersion` is that of the headers.
const char* version();

}  // namespace nnlite
