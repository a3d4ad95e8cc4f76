// Exceptions of nnlite: standard types, one message that names operation, value and cure.
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>

namespace nnlite {

// A wrong dtype or kind of argument; Python sees it as TypeError.
struct TypeError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What the system refused; Python sees it as the OSError of that code.
struct IoError : std::runtime_error {
  IoError(int code, const std::string& message) : std::runtime_error(message), code(code) {}
  int code;
};

// Joins its arguments into one string with operator<<.
template <class... Parts>
std::string text(const Parts&... parts) {
  std::ostringstream out;
  (out << ... << parts);
  return out.str();
}

// Each throws `op: message`; kept out of line so that the doors stay cheap.
[[noreturn]] void throw_value(const std::string& op, const std::string& message);
[[noreturn]] void throw_type(const std::string& op, const std::string& message);
[[noreturn]] void throw_index(const std::string& op, const std::string& message);
[[noreturn]] void throw_runtime(const std::string& op, const std::string& message);

template <class... Parts>
[[noreturn, gnu::cold, gnu::noinline]] void fail_value(const char* op, const Parts&... parts) {
  throw_value(op, text(parts...));
}
template <class... Parts>
[[noreturn, gnu::cold, gnu::noinline]] void fail_type(const char* op, const Parts&... parts) {
  throw_type(op, text(parts...));
}
template <class... Parts>
[[noreturn, gnu::cold, gnu::noinline]] void fail_index(const char* op, const Parts&... parts) {
  throw_index(op, text(parts...));
}
template <class... Parts>
[[noreturn, gnu::cold, gnu::noinline]] void fail_runtime(const char* op, const Parts&... parts) {
  throw_runtime(op, text(parts...));
}

}  // namespace nnlite
