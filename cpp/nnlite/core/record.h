// Records: what operations leave behind. An operation runs as one call of the backend; where a
// gradient may be asked for, it also becomes a Record.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>

#include "nnlite/backend/call.h"
#include "nnlite/base/small_vector.h"
#include "nnlite/core/tensor.h"

namespace nnlite {

class Gradient;
struct Record;
void release(Record* record);

// Bits of Op::saves: which values the gradient of one input reads.
enum Saves : uint16_t { In0 = 1, In1 = 2, In2 = 4, In3 = 8, Out0 = 256, Out1 = 512, Out2 = 1024 };

// One row per operation: its name, the call that runs it, and its chain rule.
struct Op {
  const char* name;
  Primitive primitive;
  int code = 0;
  // What the gradient of input i needs; inputs after the fourth follow the fourth.
  uint16_t saves[4] = {};
  // Sets the gradient of each input that needs one; null: nothing flows (integers, tests).
  void (*gradient)(Gradient&) = nullptr;
  const char* doc = "";
};

// A row that lists itself: `const OpRow kExp({.name = "exp", ...});` at namespace scope is all that
// makes an operation known to all_ops(), to nnlite.ops() and to the tests.
struct OpRow : Op {
  explicit OpRow(const Op& op);
};
std::span<const Op* const> all_ops();

// Values of storages up to this size stay in records, so that a picture of the graph shows them.
inline constexpr size_t kShownBytes = 16 * sizeof(double);

// An operand of a record. The layout always stands; the memory only where something reads it.
struct Slot {
  Value value;
  Ref<Variable> variable;  // of an input that a gradient flows to
  uint32_t version = 0;    // of the storage when the record was made
};

struct Record : Counted, Pooled {
  const Op* op = nullptr;
  uint64_t sequence = 0;  // position in the list of this process: a consumer's is larger
  Attrs attrs;
  SmallVector<Slot, 3> inputs;
  SmallVector<Slot, 1> outputs;         // `variable` stays empty: outputs own their record
  SmallVector<Variable*, 1> variables;  // of the outputs, null once a tensor is gone
  std::shared_ptr<void> payload;        // what an operation needs besides (a user's function)
  bool released = false;                // backward() gave its saved values back
  Record* next_dying = nullptr;         // see record.cpp: chains die without recursion
};

// The sequence of the record that comes next.
uint64_t next_record();

// A tensor's place in a graph.
struct Variable : Counted, Pooled {
  ~Variable();

  Ref<Record> producer;  // null for a leaf
  int index = 0;         // which of the producer's outputs
  bool retains_grad = false;
  bool spent = false;  // an optimizer has used `grad`: the next backward() begins anew
  const Storage* storage = nullptr;  // where `producer` wrote it (only compared, never read) ...
  uint32_t version = 0;              // ... and that storage's version then
  std::atomic<uint32_t> plans{0};    // that hold it: who else does is a tensor, or a graph
  Tensor grad;
  Tensor rows;  // where `grad` holds rows of a table alone: which; see row_gradient.h
  std::string name;
};

}  // namespace nnlite
