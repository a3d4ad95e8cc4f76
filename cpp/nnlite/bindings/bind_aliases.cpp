// Second names: what PyTorch (or, here and there, NumPy) calls an operation that has another name
// here.
#include "nnlite/bindings/bind.h"

namespace nnlite::bindings {

namespace {

enum Where { kFunction = 1, kMethod = 2, kBoth = 3 };

struct Alias {
  const char *name, *of;
  Where where;
};

constexpr Alias kAliases[] = {
    {"absolute", "abs", kBoth},
    {"as_tensor", "asarray", kFunction},
    {"bmm", "matmul", kBoth},
    {"cat", "concat", kFunction},
    {"clamp", "clip", kBoth},
    {"concatenate", "concat", kFunction},
    {"divide", "div", kBoth},
    {"eq", "equal", kBoth},
    {"ge", "greater_equal", kBoth},
    {"gt", "greater", kBoth},
    {"le", "less_equal", kBoth},
    {"lt", "less", kBoth},
    {"multiply", "mul", kBoth},
    {"ne", "not_equal", kBoth},
    {"negative", "neg", kBoth},
    {"randint", "integers", kFunction},
    {"randperm", "permutation", kFunction},
    {"subtract", "sub", kBoth},
    {"swapaxes", "transpose", kBoth},
    {"true_divide", "div", kBoth},
    {"view", "reshape", kMethod},
};

}  // namespace

void bind_aliases(Api& api) {
  for (const Alias& alias : kAliases) {
    if (alias.where & kFunction) api.m.attr(alias.name) = api.m.attr(alias.of);
    if (alias.where & kMethod) api.tensor.attr(alias.name) = api.tensor.attr(alias.of);
  }
}

}  // namespace nnlite::bindings
