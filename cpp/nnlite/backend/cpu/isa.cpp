// Chooses among the instruction sets that CMake compiled the kernels for.
#include "nnlite/backend/cpu/isa.h"

#include <cstdlib>
#include <string_view>

#include "nnlite/base/errors.h"
#include "nnlite/base/processor.h"
#include "nnlite/kernels/isa.h"

namespace nnlite {
#include "nnlite/isa_tables.h"  // made by CMake: the tables, and NNLITE_ISA_LIST

namespace cpu {

namespace {

struct Choice {
  const char* name;
  const Kernels* kernels;
};
#define ROW(isa) {#isa, &kernels_##isa},
constexpr Choice kBuilt[] = {NNLITE_ISA_LIST(ROW)};  // the oldest first
#undef ROW

Choice choose() {
  const char* wish = std::getenv("NNLITE_ISA");
  Choice best{};
  std::string available;
  for (const Choice& choice : kBuilt) {
    if (!processor_runs(choice.name)) continue;
    available += available.empty() ? choice.name : text(", ", choice.name);
    if (!wish || std::string_view(wish) == choice.name) best = choice;
  }
  if (!best.name) fail_value("NNLITE_ISA", "'", wish ? wish : "", "' is not one of ", available);
  return best;
}

const Choice& chosen() {
  static const Choice choice = choose();
  return choice;
}

}  // namespace

const Kernels& kernels() { return *chosen().kernels; }
const char* isa_name() { return chosen().name; }

}  // namespace cpu
}  // namespace nnlite
