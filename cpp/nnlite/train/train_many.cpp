// The copies of train_many: built in order, then trained in any.
#include "nnlite/train/train_many.h"

#include <algorithm>
#include <exception>
#include <unordered_map>

#include "nnlite/backend/threads.h"
#include "nnlite/base/errors.h"
#include "nnlite/core/random.h"
#include "nnlite/train/side_by_side.h"

namespace nnlite {

namespace {

constexpr const char* kName = "train_many";

struct Copy {
  Trained result;
  FitOptions fit;
  Generator random;  // as building left it
};

std::string name_of(const Trained& copy) {
  std::string name = text("the copy with seed ", copy.seed);
  return copy.lr ? text(name, ", lr ", *copy.lr) : name;
}

// What the copy throws, with its name.
template <class Work>
void named(const Trained& copy, Work&& work) {
  try {
    work();
  } catch (const std::exception& e) {
    std::throw_with_nested(CopyError(name_of(copy), e.what()));
  }
}

// Puts the generator of this thread back at the end of a scope.
class RandomAsBefore {
 public:
  ~RandomAsBefore() { generator() = before_; }

 private:
  Generator before_ = generator();
};

// Whose parameters and buffers are whose: copies that shared one would train it at once.
class Owners {
 public:
  void add(const Trained& copy) {
    const nn::StateDict state = copy.trainer->model().state_dict();
    for (const auto& [name, tensor] : state) {
      const auto [it, fresh] = owners_.emplace(tensor.value().storage.get(), &copy);
      if (fresh || it->second == &copy) continue;
      fail_value(kName, name_of(copy), " shares its '", name, "' with ", name_of(*it->second),
                 "; let build() make a new model each time");
    }
  }

 private:
  std::unordered_map<const Storage*, const Trained*> owners_;
};

using Build = std::function<std::shared_ptr<Trainer>(const Trained&)>;

std::vector<Copy> copies_of(const ManyOptions& options) {
  std::vector<Copy> copies;
  for (const uint64_t seed : options.seeds) {
    if (options.lrs.empty()) copies.push_back({{seed, {}, {}, {}}, options.fit, {}});
    for (const double lr : options.lrs) copies.push_back({{seed, lr, {}, {}}, options.fit, {}});
  }
  return copies;
}

void build_all(std::vector<Copy>& copies, const Build& build, const ManyOptions& options) {
  const RandomAsBefore random_as_before;
  Owners owners;
  for (Copy& copy : copies) {
    Trained& made = copy.result;
    manual_seed(made.seed);
    named(made, [&] { made.trainer = build(made); });
    if (!made.trainer) fail_type(kName, "build() returned no Trainer for ", name_of(made));
    owners.add(made);
    if (options.prepare) named(made, [&] { options.prepare(made, copy.fit); });
    copy.random = generator();
  }
}

std::vector<Trained> train_all(const Build& build, const DataLoader& data,
                               const ManyOptions& options, const DataLoader* validation) {
  if (options.seeds.empty()) fail_value(kName, "there are no seeds; give at least one");
  check_fit(data, options.fit, validation);
  std::vector<Copy> copies = copies_of(options);
  build_all(copies, build, options);
  const auto count = static_cast<int64_t>(copies.size());
  const auto train = [&](int64_t i) {
    Copy& copy = copies[static_cast<size_t>(i)];
    Trained& made = copy.result;
    generator() = copy.random;
    DataLoader mine = data;
    mine.set_position({.seed = made.seed});
    named(made, [&] { made.history = made.trainer->fit(mine, copy.fit, validation); });
  };
  side_by_side(count, get_num_threads(), train, [&](int64_t done) {
    if (options.watch) options.watch(done, count);
  });
  std::vector<Trained> results;
  for (Copy& copy : copies) results.push_back(std::move(copy.result));
  return results;
}

}  // namespace

std::vector<Trained> train_many(const std::function<std::shared_ptr<Trainer>(double lr)>& build,
                                const DataLoader& data, const ManyOptions& options,
                                const DataLoader* validation) {
  if (!build) fail_type(kName, "there is no build function");
  if (options.lrs.empty()) {
    fail_value(kName, "build takes a learning rate, but there are no lrs; give at least one");
  }
  return train_all([&](const Trained& copy) { return build(*copy.lr); }, data, options, validation);
}

std::vector<Trained> train_many(const std::function<std::shared_ptr<Trainer>()>& build,
                                const DataLoader& data, const ManyOptions& options,
                                const DataLoader* validation) {
  if (!build) fail_type(kName, "there is no build function");
  if (!options.lrs.empty()) {
    fail_value(kName, "there are lrs, but build takes no learning rate; let it take one");
  }
  return train_all([&](const Trained&) { return build(); }, data, options, validation);
}

}  // namespace nnlite
