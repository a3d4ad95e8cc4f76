// The nearest of the known names, for messages about unknown ones.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace nnlite {

// "; did you mean 'x'?" where a name is close, else "; known: a, b, c".
std::string suggestion(std::string_view word, std::span<const std::string_view> known);

}  // namespace nnlite
