// The list of operations; how records and variables die: a chain of a million must not recurse.
#include "nnlite/core/record.h"

#include <vector>

namespace nnlite {

namespace {
thread_local constinit Record* dying = nullptr;
thread_local constinit bool burying = false;
}  // namespace

namespace {
std::vector<const Op*>& rows() {
  static std::vector<const Op*> list;
  return list;
}
}  // namespace

OpRow::OpRow(const Op& op) : Op(op) { rows().push_back(this); }
std::span<const Op* const> all_ops() { return rows(); }

Variable::~Variable() {
  if (producer) producer->variables[index] = nullptr;
}

void release(Variable* variable) { delete variable; }

void release(Record* record) {
  record->next_dying = dying;
  dying = record;
  if (burying) return;  // the loop below, further up this stack, will come to it
  burying = true;
  while (Record* next = dying) {
    dying = next->next_dying;
    delete next;
  }
  burying = false;
}

}  // namespace nnlite
