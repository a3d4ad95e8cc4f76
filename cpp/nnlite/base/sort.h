// sort_few: orders a handful of elements, equal ones as they came, without asking for memory.
#pragma once

#include <utility>

namespace nnlite {

template <class T, class Less>
void sort_few(T* items, int count, Less&& less) {
  for (int i = 1; i < count; ++i) {
    for (int at = i; at > 0 && less(items[at], items[at - 1]); --at) {
      std::swap(items[at], items[at - 1]);
    }
  }
}

}  // namespace nnlite
