// Sorting, line by line, with the positions the elements come from. NaN is the largest number.
#include <algorithm>
#include <type_traits>

#include "nnlite/backend/cpu/lines.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"

namespace nnlite::cpu {

namespace {

template <class T>
struct Item {
  T value;
  int64_t index;
};

template <class T>
bool is_below(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    if (b != b) return a == a;
  }
  return a < b;
}

// A total order: equal elements by position, so that the result is one and stable.
template <class T>
struct Ascending {
  bool operator()(const Item<T>& a, const Item<T>& b) const {
    if (is_below(a.value, b.value)) return true;
    return !is_below(b.value, a.value) && a.index < b.index;
  }
};
template <class T>
struct Descending {
  bool operator()(const Item<T>& a, const Item<T>& b) const {
    if (is_below(b.value, a.value)) return true;
    return !is_below(a.value, b.value) && a.index < b.index;
  }
};

template <class T, class Order>
void order_line(Item<T>* items, int64_t n, int64_t k, Order order) {
  if (8 * k < n) {
    std::partial_sort(items, items + k, items + n, order);
  } else {
    std::sort(items, items + n, order);
  }
}

template <class T>
void sort_lines(const Call& call) {
  const int axis = static_cast<int>(call.attrs.integer[0]);
  const bool descending = call.attrs.integer[1] != 0;
  const Lines from(*call.in[0].layout, axis), to(*call.out[0].layout, axis);
  const int64_t n = from.length, k = to.length;
  const double each = 20.0 + 30.0 * static_cast<double>(n);
  parallel_for(to.count, each, [&](int64_t begin, int64_t end) {
    Scratch memory(n * static_cast<int64_t>(sizeof(Item<T>)));
    Item<T>* items = memory.as<Item<T>>();
    for (int64_t line = begin; line < end; ++line) {
      const T* x = call.in[0].as<T>() + from.start(line);
      for (int64_t i = 0; i < n; ++i) items[i] = {x[i * from.stride], i};
      if (descending) {
        order_line(items, n, k, Descending<T>{});
      } else {
        order_line(items, n, k, Ascending<T>{});
      }
      const int64_t at = to.start(line);
      for (int64_t i = 0; i < k; ++i) {
        call.out[0].as<T>()[at + i * to.stride] = items[i].value;
        call.out[1].as<int64_t>()[at + i * to.stride] = items[i].index;
      }
    }
  });
}

}  // namespace

void sort(const Call& call) {
  dispatch(call.in[0].dtype(), [&](auto v) { sort_lines<decltype(v)>(call); });
}

}  // namespace nnlite::cpu
