// train_many: independent copies of one training, side by side, one on each thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "nnlite/train/trainer.h"

namespace nnlite {

// One of the copies.
struct Trained {
  uint64_t seed = 0;
  std::optional<double> lr;
  History history;
  std::shared_ptr<Trainer> trainer;
};

struct ManyOptions {
  std::vector<uint64_t> seeds = {0, 1, 2, 3, 4, 5, 6, 7};
  std::vector<double> lrs = {};  // of each seed; empty: `build` chooses
  FitOptions fit = {};           // what is called back is called in the thread of its copy
  // Called in the calling thread after `build`, for each copy: may change the options of its fit,
  // above all give it callbacks of its own. Those of `fit` are shared: threads call them at once.
  std::function<void(const Trained& copy, FitOptions& fit)> prepare = {};
  // Called in the calling thread, a few times a second and when a copy is done; may throw to stop.
  std::function<void(int64_t done, int64_t total)> watch = {};
};

// What a copy threw is nested in it (std::rethrow_if_nested), and part of its message.
struct CopyError : std::runtime_error {
  CopyError(const std::string& copy, const std::string& what)
      : std::runtime_error("train_many: " + copy + ": " + what), copy(copy) {}
  std::string copy;  // "the copy with seed 3, lr 0.1"
};

// For every seed, and every learning rate within it, the training that these lines do alone, to the
// same bits for any number of threads:
//   manual_seed(seed);
//   auto trainer = build(lr);
//   options.prepare(copy, fit /* a copy of options.fit */);
//   trainer->fit(data /* shuffled by seed */, fit, validation);
// `build` is called in the calling thread, copy after copy, before the first step of any; it
// returns a trainer that shares no parameter with another's. The copies then train on
// get_num_threads() threads, each alone on one, with the arrays in common. Throws CopyError where a
// copy fails; the others stop after the step they are in.
std::vector<Trained> train_many(const std::function<std::shared_ptr<Trainer>(double lr)>& build,
                                const DataLoader& data, const ManyOptions& options,
                                const DataLoader* validation = nullptr);
// The same where `build` takes no learning rate.
std::vector<Trained> train_many(const std::function<std::shared_ptr<Trainer>()>& build,
                                const DataLoader& data, const ManyOptions& options,
                                const DataLoader* validation = nullptr);

}  // namespace nnlite
