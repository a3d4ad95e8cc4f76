// What a plan need not compute again: steps whose result is the same at every run, such as the 1
// that a loss's own gradient is, and steps whose result nobody reads.
#include <algorithm>

#include "nnlite/core/plan.h"

namespace nnlite {

namespace {

using Kind = PlanBuffer::Kind;

bool is_function_of_inputs(const PlanStep& step) {
  const Primitive p = step.op->primitive;
  return step.stream < 0 && !step.attrs.block && p != Primitive::random &&
         p != Primitive::permutation && p != Primitive::dropout;
}

// Memory that only the plan and the capture hold, and that no step writes: numbers beside tensors.
bool never_changes(const PlanBuffer& b) {
  return b.kind == Kind::kept && !b.written && b.storage->use_count() == 2;
}

class Folder {
 public:
  Folder(std::vector<PlanStep>& steps, std::vector<PlanBuffer>& buffers)
      : steps_(steps), buffers_(buffers), writers_(buffers.size()), constant_(buffers.size()) {
    for (const PlanStep& step : steps_) {
      for (const Place& place : step.out) ++writers_[index(place)];
    }
    for (size_t i = 0; i < buffers.size(); ++i) constant_[i] = never_changes(buffers[i]);
  }

  // The values of constant steps stand where capturing put them: they become kept memory.
  void fold(const std::vector<Ref<Storage>>& storages) {
    std::erase_if(steps_, [&](const PlanStep& step) {
      const bool folds = is_function_of_inputs(step) &&
                         std::all_of(step.in.begin(), step.in.end(),
                                     [&](const Place& p) { return constant_[index(p)]; }) &&
                         std::all_of(step.out.begin(), step.out.end(), [&](const Place& p) {
                           return buffers_[index(p)].kind == Kind::arena &&
                                  writers_[index(p)] == 1 && storages[index(p)]->data();
                         });
      if (!folds) return false;
      for (const Place& p : step.out) {
        PlanBuffer& b = buffers_[index(p)];
        b.kind = Kind::kept;
        b.written = false;
        b.storage = storages[index(p)];
        constant_[index(p)] = true;
      }
      return true;
    });
  }

  // From the end: a step counts if somebody outside, or a step that counts, reads what it writes.
  void drop_unread() {
    std::vector<char> read(buffers_.size());
    std::vector<char> counts(steps_.size());
    for (size_t i = steps_.size(); i-- > 0;) {
      for (const Place& p : steps_[i].out) {
        counts[i] |= read[index(p)] || buffers_[index(p)].kind != Kind::arena;
      }
      counts[i] |= steps_[i].op->primitive == Primitive::check_index;  // it may throw
      if (!counts[i]) continue;
      for (const Place& p : steps_[i].in) read[index(p)] = true;
    }
    size_t i = 0;
    std::erase_if(steps_, [&](const PlanStep&) { return !counts[i++]; });
  }

 private:
  static size_t index(const Place& place) { return static_cast<size_t>(place.buffer); }

  std::vector<PlanStep>& steps_;
  std::vector<PlanBuffer>& buffers_;
  std::vector<int> writers_;
  std::vector<char> constant_;
};

}  // namespace

void Plan::fold(const std::vector<Ref<Storage>>& storages) {
  Folder folder(steps_, buffers_);
  folder.fold(storages);
  folder.drop_unread();
}

}  // namespace nnlite
