// Words: the arguments of a layer as Python writes them, for its repr.
#pragma once

#include <string>
#include <type_traits>

#include "nnlite/base/errors.h"
#include "nnlite/base/shape.h"

namespace nnlite::nn {

class Words {
 public:
  template <class T>
  Words& add(const char* name, const T& value) {
    if (!text_.empty()) text_ += ", ";
    text_ += name;
    text_ += "=";
    if constexpr (std::is_same_v<T, bool>) {
      text_ += value ? "True" : "False";
    } else {
      text_ += nnlite::text(value);
    }
    return *this;
  }
  Words& quoted(const char* name, const std::string& value) { return add(name, "'" + value + "'"); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace nnlite::nn
