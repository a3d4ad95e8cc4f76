// Edit distance, and what to say with it.
#include "nnlite/base/suggest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace nnlite {

namespace {

// Insertions, deletions and replacements that turn a into b.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t replaced = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string suggestion(std::string_view word, std::span<const std::string_view> known) {
  size_t best = word.size() / 2 + 1;  // farther ones are no suggestion
  std::string_view nearest;
  for (std::string_view name : known) {
    if (const size_t d = distance(word, name); d < best) best = d, nearest = name;
  }
  if (!nearest.empty()) return "; did you mean '" + std::string(nearest) + "'?";
  std::string list = "; known:";
  for (std::string_view name : known) list += (list.back() == ':' ? " " : ", ") + std::string(name);
  return list;
}

}  // namespace nnlite
