// A call: what one record asks of a backend, in plain pointers and numbers. Every kernel of nnlite,
// eager or captured, runs through `run(call)`.
#pragma once

#include <cstdint>
#include <span>

#include "nnlite/base/shape.h"

namespace nnlite {

// What a backend can do; one row of primitives.def each.
enum class Primitive : uint8_t {
#define PRIMITIVE(name, doc) name,
#include "nnlite/backend/primitives.def"
#undef PRIMITIVE
  count
};

const char* name(Primitive primitive);

// One tensor as a backend sees it: the address of its first element, and how it lies.
struct Operand {
  void* data = nullptr;
  const Layout* layout = nullptr;

  DType dtype() const { return layout->dtype; }
  int64_t size() const { return layout->size; }
  const Shape& shape() const { return layout->shape; }
  template <class T>
  T* as() const {
    return static_cast<T*>(data);
  }
};

// The numbers that belong to a record. Each operation documents which it uses.
struct Attrs {
  double number[4] = {};
  int64_t integer[4] = {};
  Shape list[2];
  void* block = nullptr;  // values read when the record runs (hyper-parameters), owned elsewhere
};

struct Call {
  Primitive primitive;
  int code;  // which row within the primitive, e.g. Unary::exp
  std::span<const Operand> in;
  std::span<const Operand> out;
  const Attrs& attrs;
};

// Runs the call to its end on the calling thread's team. Shapes and dtypes were checked at the
// door.
void run(const Call& call);

}  // namespace nnlite
