// Rows of tables and what belongs to them: put in order and summed, and added to the table.
//
// Values of one row are added in the order they came in, by one thread.
#include <algorithm>
#include <cstring>
#include <utility>

#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/cpu/scratch.h"
#include "nnlite/backend/threads.h"

namespace nnlite::cpu {

namespace {

// A row that an index picked, and the numbers that came with it.
struct Item {
  int64_t row;
  const void* values;
};

constexpr int kBits = 11;  // of a row's number that one pass of the sort looks at
constexpr int64_t kBuckets = int64_t{1} << kBits;

// By row, and items of one row as they stand: from the lowest bits to the highest. Returns where
// they are in the end, `items` or `other`.
Item* sort_items(Item* items, Item* other, int64_t n, int64_t largest) {
  for (int shift = 0; largest >> shift > 0; shift += kBits) {
    int64_t starts[kBuckets] = {};
    const auto bucket = [shift](const Item& item) { return item.row >> shift & (kBuckets - 1); };
    for (int64_t i = 0; i < n; ++i) ++starts[bucket(items[i])];
    int64_t total = 0;
    for (int64_t& start : starts) total += std::exchange(start, total);
    for (int64_t i = 0; i < n; ++i) other[starts[bucket(items[i])]++] = items[i];
    std::swap(items, other);
  }
  return items;
}

// The items that count, in the order of the call; the largest row among them, or 0.
int64_t list_items(const Call& call, int64_t columns, Item* items, int64_t& largest) {
  int64_t n = 0;
  largest = 0;
  for (size_t part = 0; part < call.in.size(); part += 2) {
    const Operand& values = call.in[part + 1];
    const auto* rows = call.in[part].as<int64_t>();
    const int64_t bytes = columns * itemsize(values.dtype());
    for (int64_t i = 0; i < call.in[part].size(); ++i) {
      if (rows[i] < 0 || rows[i] == call.attrs.integer[0]) continue;
      items[n++] = {rows[i], values.as<std::byte>() + i * bytes};
      largest = std::max(largest, rows[i]);
    }
  }
  return n;
}

// The sum of items of one row, or their mean.
template <class T>
void add_items(const Item* items, int64_t count, int64_t columns, bool mean, T* out) {
  std::memcpy(out, items[0].values, static_cast<size_t>(columns) * sizeof(T));
  for (int64_t i = 1; i < count; ++i) {
    const T* from = static_cast<const T*>(items[i].values);
    for (int64_t j = 0; j < columns; ++j) out[j] += from[j];
  }
  if (!mean || count == 1) return;
  for (int64_t j = 0; j < columns; ++j) out[j] /= static_cast<T>(count);
}

// starts[k] .. starts[k + 1] are the items of the k-th row; returns how many rows there are.
int64_t find_starts(const Item* items, int64_t n, int64_t* starts) {
  int64_t count = 0;
  for (int64_t i = 0; i < n; ++i) {
    if (i == 0 || items[i].row != items[i - 1].row) starts[count++] = i;
  }
  starts[count] = n;
  return count;
}

template <class T>
void merge(const Call& call) {
  const int64_t places = call.out[0].size(), columns = call.out[1].shape()[2];
  const Scratch memory(2 * places * static_cast<int64_t>(sizeof(Item))), list(8 * (places + 1));
  int64_t largest = 0;
  auto* items = memory.as<Item>();
  const int64_t n = list_items(call, columns, items, largest);
  items = sort_items(items, items + places, n, largest);
  auto* starts = list.as<int64_t>();
  const int64_t count = find_starts(items, n, starts);
  auto* rows = call.out[0].as<int64_t>();
  T* values = call.out[1].as<T>();
  const bool mean = call.attrs.integer[2] != 0;
  parallel_for(places, 5 + 0.3 * static_cast<double>(columns), [&](int64_t begin, int64_t end) {
    for (int64_t k = begin; k < std::min(end, count); ++k) {
      rows[k] = items[starts[k]].row;
      add_items(items + starts[k], starts[k + 1] - starts[k], columns, mean, values + k * columns);
    }
    for (int64_t k = std::max(begin, count); k < end; ++k) {
      rows[k] = -1;
      std::fill_n(values + k * columns, columns, T(0));
    }
  });
}

}  // namespace

// integer[0]: a row that does not count; integer[2]: whether to divide by how often a row occurs.
// Places that no row needs are -1 and 0.
void merge_rows(const Call& call) {
  call.out[1].dtype() == DType::f64 ? merge<double>(call) : merge<float>(call);
}

// Rows occur once.
void add_rows(const Call& call) {
  const Operand& out = call.out[0];
  const int64_t columns = out.shape()[1];
  const auto* rows = call.in[0].as<int64_t>();
  dispatch(out.dtype(), [&](auto item) {
    using T = decltype(item);
    parallel_for(call.in[0].size(), 5 + 0.3 * static_cast<double>(columns),
                 [&](int64_t begin, int64_t end) {
                   for (int64_t k = begin; k < end; ++k) {
                     if (rows[k] < 0) continue;
                     T* to = out.as<T>() + rows[k] * columns;
                     const T* from = call.in[1].as<T>() + k * columns;
                     for (int64_t j = 0; j < columns; ++j) to[j] = static_cast<T>(to[j] + from[j]);
                   }
                 });
  });
}

}  // namespace nnlite::cpu
