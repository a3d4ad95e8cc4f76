// A regular expression over names, as a user gives it.
#pragma once

#include <regex>
#include <string>
#include <vector>

namespace nnlite {

// Throws ValueError naming `what` where it is none.
std::regex name_pattern(const char* what, const std::string& pattern);
// Throws ValueError for one that is found in none of the names, with the nearest.
[[noreturn]] void fail_unmatched(const char* what, const std::string& pattern,
                                 const std::vector<std::string>& names);

}  // namespace nnlite
