// A regular expression over names.
#include "nnlite/base/name_pattern.h"

#include <algorithm>
#include <string_view>

#include "nnlite/base/errors.h"
#include "nnlite/base/suggest.h"

namespace nnlite {

std::regex name_pattern(const char* what, const std::string& pattern) {
  try {
    return std::regex(pattern);
  } catch (const std::regex_error& e) {
    fail_value(what, "'", pattern, "' is no regular expression: ", e.what());
  }
}

void fail_unmatched(const char* what, const std::string& pattern,
                    const std::vector<std::string>& names) {
  constexpr size_t kShown = 8;
  const std::vector<std::string_view> views(names.begin(), names.end());
  std::string cure = suggestion(pattern, views);
  if (!cure.starts_with("; did")) {
    cure = "; the names are";
    for (size_t i = 0; i < std::min(names.size(), kShown); ++i) {
      cure += (i ? ", " : " ") + names[i];
    }
    if (names.size() > kShown) cure += ", ...";
  }
  fail_value(what, "no parameter's name matches '", pattern, "'", cure);
}

}  // namespace nnlite
