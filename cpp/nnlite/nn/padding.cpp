// Padding layers.
#include "nnlite/nn/padding.h"

#include "nnlite/nn/describe.h"

namespace nnlite::nn {

Pad::Pad(const char* name, int axes, const char* mode, const Shape& given, double value)
    : axes(axes), mode(mode), padding(given), value(value) {
  if (given.size() == 1) padding = Shape::filled(2 * axes, given[0]);
  if (padding.size() != 2 * axes) {
    fail_value(name, "padding is ", given, "; give one number, or ", 2 * axes,
               ": pairs (before, after) from the last axis on");
  }
}

Tensor Pad::forward(const Tensor& x) {
  if (x.dims() < axes) {
    fail_value(type_name().c_str(), "the input of shape ", x.shape(), " has fewer than ", axes,
               " axes");
  }
  return pad_with(x, padding, mode, value);
}

std::string Pad::extra_repr() const {
  Words words;
  words.add("padding", padding);
  if (type_name().find("Constant") == 0) words.add("value", value);
  return words.text();
}

}  // namespace nnlite::nn
