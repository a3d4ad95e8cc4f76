// The reader and writer of json.h.
#include "nnlite/train/json.h"

#include <cmath>
#include <cstdlib>
#include <limits>

#include "nnlite/base/errors.h"

namespace nnlite {

namespace {

constexpr int kDepth = 127;  // of nested values

// The length of the UTF-8 sequence at the front, or 0 where there is none (RFC 3629).
size_t sequence(std::string_view s) {
  const auto byte = [&](size_t i) { return i < s.size() ? static_cast<uint8_t>(s[i]) : 0; };
  const auto tail = [&](size_t i, uint8_t low = 0x80, uint8_t high = 0xBF) {
    return byte(i) >= low && byte(i) <= high;
  };
  const uint8_t first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const uint8_t low = first == 0xE0 ? 0xA0 : 0x80, high = first == 0xED ? 0x9F : 0xBF;
    return tail(1, low, high) && tail(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const uint8_t low = first == 0xF0 ? 0x90 : 0x80, high = first == 0xF4 ? 0x8F : 0xBF;
    return tail(1, low, high) && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

void check_utf8(const std::string& what, std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const size_t length = sequence(text.substr(i));
    if (!length) throw_value(what, "byte " + std::to_string(i) + " of the text is not UTF-8");
    i += length;
  }
}

void append_utf8(std::string& out, uint32_t c) {
  const auto put = [&](uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      put(0xE0 | c >> 12);
    } else {
      put(0xF0 | c >> 18);
      put(0x80 | (c >> 12 & 0x3F));
    }
    put(0x80 | (c >> 6 & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

JsonReader::JsonReader(std::string what, std::string_view text)
    : what_(std::move(what)), text_(text) {
  check_utf8(what_, text_);
}

void JsonReader::fail(const std::string& message) const {
  throw_value(what_, message + " at byte " + std::to_string(at_) + " of the header");
}

void JsonReader::space() {
  while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) != text_.npos) ++at_;
}

bool JsonReader::next_is(char c) {
  space();
  return at_ < text_.size() && text_[at_] == c;
}

void JsonReader::expect(char c, const char* what) {
  if (!next_is(c)) fail(std::string("expected ") + what);
  ++at_;
}

void JsonReader::nested(const std::function<void()>& f) {
  if (++depth_ > kDepth) fail("values are nested too deeply");
  f();
  --depth_;
}

void JsonReader::object(const std::function<void(const std::string& key)>& f) {
  nested([&] {
    expect('{', "an object");
    if (next_is('}')) return void(++at_);
    do {
      space();
      const std::string key = string();
      expect(':', "':'");
      f(key);
    } while (next_is(',') && ++at_);
    expect('}', "',' or '}'");
  });
}

void JsonReader::array(const std::function<void()>& f) {
  nested([&] {
    expect('[', "an array");
    if (next_is(']')) return void(++at_);
    do f();
    while (next_is(',') && ++at_);
    expect(']', "',' or ']'");
  });
}

uint32_t JsonReader::hex4() {
  uint32_t value = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const char c = at_ < text_.size() ? text_[at_] : ' ';
    const char lower = static_cast<char>(c | 0x20);
    if (!digit(c) && !(lower >= 'a' && lower <= 'f')) fail("expected four hexadecimal digits");
    value = value * 16 + static_cast<uint32_t>(digit(c) ? c - '0' : lower - 'a' + 10);
  }
  return value;
}

void JsonReader::escape(std::string& out) {
  constexpr std::string_view kNames = "\"\\/bfnrt", kValues = "\"\\/\b\f\n\r\t";
  if (at_ >= text_.size()) fail("the text ends in an escape");
  const char c = text_[at_++];
  const size_t found = kNames.find(c);
  if (found != kNames.npos) {
    out += kValues[found];
    return;
  }
  if (c != 'u') fail("unknown escape");
  uint32_t code = hex4();
  if (code >= 0xD800 && code < 0xDC00) {
    if (text_.substr(at_, 2) != "\\u") fail("half of a surrogate pair");
    at_ += 2;
    const uint32_t low = hex4();
    if (low < 0xDC00 || low > 0xDFFF) fail("half of a surrogate pair");
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  } else if (code >= 0xDC00 && code <= 0xDFFF) {
    fail("half of a surrogate pair");
  }
  append_utf8(out, code);
}

std::string JsonReader::string() {
  expect('"', "a string");
  std::string out;
  while (true) {
    if (at_ >= text_.size()) fail("the text ends in a string");
    const char c = text_[at_++];
    if (c == '"') return out;
    if (static_cast<uint8_t>(c) < 0x20) fail("a control character in a string");
    if (c == '\\') {
      escape(out);
    } else {
      out += c;
    }
  }
}

uint64_t JsonReader::count() {
  space();
  const size_t begin = at_;
  uint64_t value = 0;
  for (; at_ < text_.size() && digit(text_[at_]); ++at_) {
    const auto d = static_cast<uint64_t>(text_[at_] - '0');
    if (value > (std::numeric_limits<uint64_t>::max() - d) / 10) fail("the number is too large");
    value = value * 10 + d;
  }
  const bool more = at_ < text_.size() && std::string_view(".eE").find(text_[at_]) != text_.npos;
  if (at_ == begin || more || (text_[begin] == '0' && at_ - begin > 1)) {
    fail("expected a whole number");
  }
  return value;
}

bool JsonReader::null() {
  if (!next_is('n')) return false;
  literal("null");
  return true;
}

void JsonReader::literal(std::string_view word) {
  if (text_.substr(at_, word.size()) != word) fail("expected a value");
  at_ += word.size();
}

void JsonReader::number() {
  const size_t begin = at_;
  const auto digits = [&] {
    const size_t from = at_;
    while (at_ < text_.size() && digit(text_[at_])) ++at_;
    if (at_ == from) fail("expected a value");
    return from;
  };
  const auto is = [&](std::string_view any) {
    return at_ < text_.size() && any.find(text_[at_]) != any.npos;
  };
  if (is("-")) ++at_;
  const size_t whole = digits();
  if (text_[whole] == '0' && at_ - whole > 1) fail("a number begins with 0");
  if (is(".")) {
    ++at_;
    digits();
  }
  if (is("eE")) {
    ++at_;
    if (is("+-")) ++at_;
    digits();
  }
  const double value = std::strtod(std::string(text_.substr(begin, at_ - begin)).c_str(), nullptr);
  if (!std::isfinite(value)) fail("the number is too large");
}

void JsonReader::skip() {
  space();
  if (at_ >= text_.size()) fail("the text ends before a value");
  switch (text_[at_]) {
    case '{':
      return object([&](const std::string&) { skip(); });
    case '[':
      return array([&] { skip(); });
    case '"':
      return void(string());
    case 't':
      return literal("true");
    case 'f':
      return literal("false");
    case 'n':
      return literal("null");
    default:
      return number();
  }
}

void JsonReader::end() {
  space();
  if (at_ != text_.size()) fail("more text than one value");
}

std::string json_string(const std::string& what, std::string_view text) {
  check_utf8(what, text);
  constexpr std::string_view kNames = "\"\\bfnrt", kValues = "\"\\\b\f\n\r\t";
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (char c : text) {
    const size_t found = kValues.find(c);
    if (found != kValues.npos) {
      out += {'\\', kNames[found]};
    } else if (static_cast<uint8_t>(c) < 0x20) {
      out += {'\\', 'u', '0', '0', kHex[static_cast<size_t>(c) >> 4], kHex[c & 15]};
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace nnlite
