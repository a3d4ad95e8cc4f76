// A strict reader of JSON text (RFC 8259), one value after the other, and the writer of strings:
// what the header of a model file needs. Not a document tree.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace nnlite {

class JsonReader {
 public:
  // Throws ValueError beginning with `what` where the text is not valid UTF-8.
  JsonReader(std::string what, std::string_view text);

  // Calls f(key) at each value of an object; f must read it.
  void object(const std::function<void(const std::string& key)>& f);
  // Calls f() at each value of an array.
  void array(const std::function<void()>& f);
  std::string string();
  // A whole number without sign, fraction or exponent.
  uint64_t count();
  // Reads `null` if it is next.
  bool null();
  // Reads any value.
  void skip();
  // Refuses anything but white space after the last value.
  void end();
  // Throws ValueError with the position.
  [[noreturn]] void fail(const std::string& message) const;

 private:
  void space();
  bool next_is(char c);
  void expect(char c, const char* what);
  void literal(std::string_view word);
  void number();
  uint32_t hex4();
  void escape(std::string& out);
  void nested(const std::function<void()>& f);

  std::string what_;
  std::string_view text_;
  size_t at_ = 0;
  int depth_ = 0;
};

// The text in quotes, with what JSON wants escaped; throws ValueError where it is not UTF-8.
std::string json_string(const std::string& what, std::string_view text);

}  // namespace nnlite
