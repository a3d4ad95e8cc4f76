// Bags of rows of a table: each bag by itself, its rows in the order of the index.
#include <algorithm>

#include "nnlite/backend/bag.h"
#include "nnlite/backend/cpu/primitives.h"
#include "nnlite/backend/threads.h"
#include "nnlite/base/errors.h"

namespace nnlite::cpu {

namespace {

struct Bags {
  explicit Bags(const Call& call)
      : index(call.in[1].as<int64_t>()),
        starts(call.in[2].as<int64_t>()),
        columns(call.out[0].shape()[1]),
        count(call.in[2].size()),
        total(call.in[1].size()),
        padding(call.attrs.integer[0]),
        mean(static_cast<Bag>(call.code) == Bag::mean) {}

  int64_t begin(int64_t bag) const { return starts[bag]; }
  int64_t end(int64_t bag) const { return bag + 1 < count ? starts[bag + 1] : total; }
  int64_t counted(int64_t bag) const {
    return std::count_if(index + begin(bag), index + end(bag),
                         [&](int64_t row) { return row != padding; });
  }

  const int64_t *index, *starts;
  int64_t columns, count, total, padding;
  bool mean;
};

void check_starts(const Bags& bags) {
  if (bags.count > 0 && bags.starts[0] != 0) {
    fail_value("embedding_bag", "offsets[0] must be 0, not ", bags.starts[0]);
  }
  for (int64_t b = 0; b < bags.count; ++b) {
    if (bags.begin(b) <= bags.end(b) && bags.end(b) <= bags.total) continue;
    fail_value("embedding_bag", "offsets must not fall, nor exceed the ", bags.total,
               " indices; bag ", b, " is ", bags.begin(b), " to ", bags.end(b));
  }
}

template <class T>
void add_up(const Call& call, const Bags& bags, int64_t bag) {
  const T* weights = call.attrs.integer[1] ? call.in[3].as<T>() : nullptr;
  const int64_t counted = bags.mean ? bags.counted(bag) : 1;
  const T share = T(1) / static_cast<T>(std::max<int64_t>(counted, 1));
  T* y = call.out[0].as<T>() + bag * bags.columns;
  std::fill_n(y, bags.columns, T(0));
  for (int64_t k = bags.begin(bag); k < bags.end(bag); ++k) {
    const bool counts = bags.index[k] != bags.padding;
    call.out[1].as<int64_t>()[k] = bag;
    call.out[2].as<T>()[k] = counts ? share : T(0);
    if (!counts) continue;
    const T factor = weights ? share * weights[k] : share;
    const T* row = call.in[0].as<T>() + bags.index[k] * bags.columns;
    for (int64_t j = 0; j < bags.columns; ++j) y[j] += factor * row[j];
  }
}

template <class T>
void find_largest(const Call& call, const Bags& bags, int64_t bag) {
  T* y = call.out[0].as<T>() + bag * bags.columns;
  int64_t* places = call.out[1].as<int64_t>() + bag * bags.columns;
  std::fill_n(y, bags.columns, T(0));
  std::fill_n(places, bags.columns, int64_t{-1});
  for (int64_t k = bags.begin(bag); k < bags.end(bag); ++k) {
    if (bags.index[k] == bags.padding) continue;
    const int64_t first = bags.index[k] * bags.columns;
    const T* row = call.in[0].as<T>() + first;
    for (int64_t j = 0; j < bags.columns; ++j) {
      if (places[j] >= 0 && !(row[j] > y[j]) && row[j] == row[j]) continue;
      y[j] = row[j];
      places[j] = first + j;
    }
  }
}

template <class T>
void run_bags(const Call& call) {
  const Bags bags(call);
  const bool largest = static_cast<Bag>(call.code) == Bag::max;
  const double rows = static_cast<double>(bags.total) / static_cast<double>(bags.count + 1);
  const double cost = 20 + (rows + 1) * static_cast<double>(bags.columns);
  parallel_for(bags.count, cost, [&](int64_t first, int64_t last) {
    for (int64_t b = first; b < last; ++b) {
      largest ? find_largest<T>(call, bags, b) : add_up<T>(call, bags, b);
    }
  });
}

}  // namespace

void embedding_bag(const Call& call) {
  check_starts(Bags(call));
  call.out[0].dtype() == DType::f64 ? run_bags<double>(call) : run_bags<float>(call);
}

}  // namespace nnlite::cpu
