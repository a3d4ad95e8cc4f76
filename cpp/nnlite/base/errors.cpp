// Throws the exceptions declared in errors.h.
#include "nnlite/base/errors.h"

namespace nnlite {

void throw_value(const std::string& op, const std::string& message) {
  throw std::invalid_argument(op + ": " + message);
}
void throw_type(const std::string& op, const std::string& message) {
  throw TypeError(op + ": " + message);
}
void throw_index(const std::string& op, const std::string& message) {
  throw std::out_of_range(op + ": " + message);
}
void throw_runtime(const std::string& op, const std::string& message) {
  throw std::runtime_error(op + ": " + message);
}

}  // namespace nnlite
