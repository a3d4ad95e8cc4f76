// Capture: watches one run of a function, call by call, and makes a Plan of it.
#pragma once

#include <memory>
#include <span>
#include <stdexcept>
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
  // Watches this thread until finish() or its end.
  explicit Capture(std::span<const Tensor> arguments);
  ~Capture() override;
  // Of this thread, or null. Within `unseen` scopes there is none.
  static Capture* current();

  // The plan; `results` are what the function returned.
  std::unique_ptr<Plan> finish(std::span<const Tensor> results);

  void call(const Op& op, Values in, Values out, const Attrs& attrs) override;
  void join(std::shared_ptr<Participant> participant);
  // What is about to happen to a leaf's gradient.
  enum class Touch { read, replace, clear };  // adding to it is reading; backward() replaces
  void touch_gradient(const Ref<Variable>& variable, Touch touch);
  // A float tensor that asks for no gradient takes part.
  void note_constant(const Tensor& t);
  // Throws CaptureError where `storage` holds what the step computes from its arguments.
  void check_readable(const char* op, const Storage* storage) const;
  bool knows(const Storage* storage) const { return known_.count(storage) != 0; }
  // Records before this one belong to a graph from outside.
  uint64_t first_record() const { return first_record_; }

 private:
  void add_argument(const Tensor& t);
  int buffer_of(const Value& value, bool reads);
  void bind_to(int buffer, PlanBuffer::Kind kind, int index, const Value& value);
  int known_at(const Tensor& t) const;
  bool is_own(int buffer) const;
  void close_leaves();
  void close_result(const Tensor& t);

  std::unique_ptr<Plan> plan_;
  std::unordered_map<const Storage*, int> known_;
  std::unordered_map<const Variable*, size_t> leaves_;
  std::unordered_map<const Variable*, int> argument_leaves_;
  std::vector<Ref<Storage>> storages_;  // of each buffer, while watching
  std::vector<char> read_first_;        // it was there before the step
  uint64_t first_record_;
  Generator generator_;
  WatchedBy watch_;
  Capture* before_;
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
  WatchedBy watch_;
};

}  // namespace nnlite
