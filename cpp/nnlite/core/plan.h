// Plan: the calls of one captured step with their memory laid out, run again on new arguments: no
// tensor, no graph, no allocation between the first call and the last. capture.h makes plans.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "nnlite/core/precision.h"
#include "nnlite/core/record.h"

namespace nnlite {

// What a step consists of besides calls: it knows whether the step would still be the same, and
// moves what changes from step to step (an optimizer's numbers, and its count of steps).
class Participant {
 public:
  virtual ~Participant() = default;
  // What it is, for explain().
  virtual std::string words() const = 0;
  // Null, or why a run of the function would not do any more what was captured.
  virtual const char* changed() const = 0;
  virtual void before() {}  // the coming step; what it throws stops the step before its first call
  virtual void after() {}   // the step is done
};

// Memory that a plan uses.
struct PlanBuffer {
  enum class Kind : uint8_t {
    arena,     // values that live and die within the step, at `offset`
    kept,      // memory that existed before, or that somebody still holds: `storage`
    argument,  // of argument `index`
    result,    // fresh for every run
    found,     // the gradient of leaf `index` as the step finds it
    gradient,  // the one that the step makes for leaf `index`
    piece,     // values that live within a fused group, a piece of them at a time
  };
  Kind kind = Kind::kept;
  int index = 0;
  int64_t bytes = 0;
  int64_t offset = 0;
  int first = -1, last = -1;  // the groups that use it
  bool written = false;
  Ref<Storage> storage;  // kept; of a result or gradient, that of the run in progress
};

// An operand: a layout over a buffer.
struct Place {
  int buffer = 0;
  int64_t offset = 0;  // in bytes
  Layout layout;
};

struct PlanStep {
  const Op* op = nullptr;
  Attrs attrs;
  SmallVector<Place, 4> in;
  SmallVector<Place, 2> out;
  int64_t stream = -1;  // of random numbers, counted from the step's first; -1: none
  double seconds = 0;   // measured while profiling; of a group, with its first step
  int threads = 1;      // that worked on it then
};

// Whether every element of the result comes from the elements of its place: it may then take the
// place of an operand.
bool is_elementwise(const PlanStep& step);

// Steps begin .. end - 1, which run together where they are several.
struct PlanGroup {
  size_t begin = 0, end = 0;
  int64_t elements = 0;
  std::vector<Layout> pieces, rests;  // of each operand, for a whole piece and for the last
  std::vector<int> slots;             // which piece of cache an operand stands in; -1: in memory
};

// A tensor that a run hands over.
struct PlanTensor {
  int argument = -1;  // it is that argument itself
  int buffer = -1;    // else it lies there; -1: it is `value`, undefined for no tensor
  Place place;
  Tensor value;
};

// A leaf whose gradient the step touches.
struct PlanLeaf {
  // What stands in its grad beforehand: anything (it is cleared), nothing that counts (it is
  // replaced), nothing, one that an optimizer has used, one that is added to.
  enum class Before : uint8_t { any, fresh, none, spent, held };
  Ref<Variable> variable;  // null: of argument `argument`
  int argument = -1;
  Before before = Before::any;
  int found = -1;  // the buffer of the gradient that stands there beforehand, if the step uses it
  Layout layout;   // of it, or of the one made
  int made = -1;   // the buffer of the one that the step makes in memory of its own
  bool stays = false;    // afterwards it is what it was, perhaps with other values
  PlanTensor after;      // else this
  bool spent = false;    // afterwards
  bool counted = false;  // among its variable's plans

  Variable* of(std::span<const Tensor> arguments) const;

  Tensor grad, next;    // of the run in progress: the memory of `made`, and what will stand in grad
  bool reuses = false;  // `grad` is what stood there
};

struct PlanMemory {
  int64_t planned = 0;  // bytes of the arena
  int64_t naive = 0;    // what the same values take one beside the other
};

// Of argument `i`: the first one before it in the same memory, or -1; parameters count as none.
int sharer_of(std::span<const Tensor> arguments, size_t i);
// From the first element of a tensor to that of another, in bytes.
int64_t distance_between(const Tensor& from, const Tensor& to);

class Plan {
 public:
  Plan() = default;
  ~Plan();
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;
  // Null, or why this plan does not fit arguments and state: "argument 0 has another shape".
  const char* misfit(std::span<const Tensor> arguments) const;
  // Runs the step. Where a call throws, counts stay as they were, and gradients do, or are gone if
  // the step had begun to write them; parameters stay unless an optimizer's call had run, and then
  // the error says so.
  void run(std::span<const Tensor> arguments, std::vector<Tensor>& results);

  const std::vector<PlanStep>& steps() const { return steps_; }
  const std::vector<PlanBuffer>& buffers() const { return buffers_; }
  PlanMemory memory() const { return memory_; }
  // Measures each step of the next runs.
  void set_profile(bool on) { profile_ = on; }
  int64_t runs() const { return runs_; }
  // What whoever captured it keeps beside it.
  const std::shared_ptr<void>& payload() const { return payload_; }
  // A line for each step: operation, shapes, memory, and time where it was measured.
  std::string str() const;
  // What was captured and what would make a new plan, in words.
  std::string explain() const;

 private:
  friend class Capture;
  struct Argument {
    Layout layout;
    bool requires_grad = false;
    bool asks = false;                 // requires_grad_() is called on it within the step
    const TensorImpl* only = nullptr;  // no other tensor will do: a parameter
    int sharer = -1;                   // the first argument in the same memory ...
    int64_t distance = 0;              // ... from whose first element it is so many bytes away
    bool twin = false;                 // ... and whose gradient it has
  };

  void fold(const std::vector<Ref<Storage>>& storages);
  void group();
  void fuse(PlanGroup& group);
  void keep_in_pieces(PlanGroup& group, const std::vector<std::pair<size_t, size_t>>& lives);
  void write_step(std::ostream& out, size_t i, const PlanGroup& group) const;
  void count_lives();
  int replaced_by(size_t group) const;
  void lay_out();
  void prepare();
  void set_address(int buffer, void* address);
  bool shares_alike(std::span<const Tensor> arguments, size_t i) const;
  void bind(std::span<const Tensor> arguments);
  void bind_gradient(PlanLeaf& leaf, const Variable& v);
  void run_groups(size_t& at);
  void run_step(size_t i);
  void run_group(const PlanGroup& group);
  void run_piece(const PlanGroup& group, int64_t at);
  void run_fused(const PlanGroup& group);
  Tensor tensor_of(const PlanTensor& t, std::span<const Tensor> arguments) const;
  void prepare_results(std::span<const Tensor> arguments, std::vector<Tensor>& results);
  void finish(std::span<const Tensor> arguments);
  void let_go();
  void drop_half_written(std::span<const Tensor> arguments, size_t group);
  [[noreturn]] void explain_failure(size_t group) const;

  std::vector<Argument> arguments_;
  std::vector<PlanStep> steps_;
  std::vector<PlanGroup> groups_;
  std::vector<PlanBuffer> buffers_;
  std::vector<PlanLeaf> leaves_;
  std::vector<PlanTensor> results_;
  std::vector<std::shared_ptr<Participant>> participants_;
  std::vector<Ref<TensorImpl>> constants_;  // floats that asked for no gradient
  uint64_t streams_ = 0;                    // of random numbers that a run takes
  bool grad_enabled_ = true;
  Precision precision_ = Precision::highest;
  std::shared_ptr<void> payload_;
  PlanMemory memory_;
  Ref<Storage> arena_;

  // What the steps hand to the backend: the operands of all steps in one row, inputs first, and
  // which of them stand in each buffer.
  std::vector<Operand> operands_;
  std::vector<size_t> begin_;
  std::vector<std::vector<std::pair<int, int64_t>>> uses_;
  bool profile_ = false;
  double seconds_ = 0;  // of the last run
  int64_t runs_ = 0;
};

}  // namespace nnlite
