// Capture: watches one run of a function, call by call, and makes a Plan of it.
#pragma once

#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "nnlite/core/execute.h"
#include "nnlite/core/plan.h"
#include "nnlite/core/random.h"

namespace nnlite {

// What a step does that a plan cannot repeat, with the cure.
struct CaptureError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Capture : public Recorder {
 public:
  // Watches this thread until its end.
  explicit Capture(std::span<const Tensor> arguments);
  ~Capture() override;
  // Of this thread, or null. Within `unseen` scopes there is none.
  static Capture* current();
  // No other capture has it.
  uint32_t id() const { return id_; }

  // What the function has to be called with: tensors in the arguments' memory, but storages of
  // their own, so that a tensor from outside in the same memory is not taken for the argument.
  std::span<const Tensor> arguments() const { return arguments_; }
  // The plan; `results` are what the function returned, and become what a run returns.
  std::unique_ptr<Plan> finish(std::vector<Tensor>& results);

  void call(const Op& op, Values in, Values out, const Attrs& attrs) override;
  void join(std::shared_ptr<Participant> participant);
  // The plan's payload().
  void keep(std::shared_ptr<void> payload) { plan_->payload_ = std::move(payload); }
  // What is about to happen to a leaf's gradient.
  enum class Touch { read, replace, clear };  // adding to it is reading; backward() replaces
  void touch_gradient(const Ref<Variable>& variable, Touch touch);
  // The same of one that is rows or becomes it, before it does; see row_gradient.h.
  void touch_rows(const Ref<Variable>& variable);
  // The step is about this very tensor, also where it is an argument.
  void pin(const Tensor& t);
  // A participant sets the value of `t` before every run: the step may not read it as a number.
  void note_set(const Tensor& t) { set_.push_back(t.value().storage); }
  // A float tensor that asks for no gradient takes part.
  void note_constant(const Tensor& t);
  // Throws CaptureError where `storage` holds what the step computes from its arguments.
  void check_readable(const char* op, const Storage* storage) const;
  // Throws CaptureError, which says so if an optimizer of the step has changed its parameters.
  [[noreturn]] void refuse(std::string words) const;
  bool knows(const Storage* storage) const { return known_.count(storage) != 0; }
  // Records before this one belong to a graph from outside.
  uint64_t first_record() const { return first_record_; }

 private:
  // A buffer while it is watched.
  struct Watched {
    Ref<Storage> storage;
    bool own = false;     // the step made it
    Ref<Storage> image;   // what stood there before the first call: it did not come from a call
    bool varies = false;  // from run to run, as far as the calls tell
  };

  void add_argument(const Tensor& t);
  Tensor inside(const Tensor& t, int sharer) const;
  int add_buffer(const Ref<Storage>& storage);
  int buffer_of(const Value& value, bool whole);
  Place place_of(const Value& value, bool writes);
  void note_origin(const PlanStep& step);
  void give_up_dead();
  bool is_own(int buffer) const;
  void bind_to(int buffer, PlanBuffer::Kind kind, int index, const Value& value);
  int made_by_step(const Tensor& t);
  PlanTensor described(const Tensor& t);
  void close_leaves();
  void close_leaf(PlanLeaf& leaf, int index);
  void close_rows();
  void close_arguments();
  void close_buffers();
  void hand_over(std::vector<Tensor>& results);

  std::unique_ptr<Plan> plan_;
  std::vector<Tensor> originals_, arguments_;
  std::unordered_map<const Storage*, int> known_;
  std::unordered_map<const Variable*, size_t> leaves_;
  std::unordered_map<const Variable*, Tensor>
      rows_;  // of leaves' gradients, as the step finds them
  std::vector<Watched> watched_;
  std::vector<int> large_;  // buffers that the step made, as long as they hold much memory
  std::vector<Ref<Storage>> set_;
  uint32_t id_;
  uint64_t first_record_;
  Generator generator_;
  WatchedBy watch_;
  Capture* before_;
  uint32_t era_before_;
};

// Whether nobody else holds the tensor or its memory (a capture that watches does not count).
bool is_sole(const Tensor& t);

// Throws CaptureError where a step is being captured: `op` reads a value.
void check_not_captured(const char* op);

// Runs a scope outside the capture: what it makes belongs to the world that the step finds.
class Unseen {
 public:
  Unseen();
  ~Unseen();

 private:
  Capture* before_;
  uint32_t era_before_;
  WatchedBy watch_;
};

}  // namespace nnlite
