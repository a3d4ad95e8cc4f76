// What families of layers share in their bindings.
#include "nnlite/bindings/layer_parts.h"

namespace nnlite::bindings {

namespace {

void replace(std::string& text, const std::string& word, const std::string& by) {
  for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.replace(at, word.size(), by);
    at += by.size();
  }
}

}  // namespace

std::string for_axes(std::string doc, int axes) {
  constexpr const char* kNames[] = {"", "L", "H, W", "D, H, W"};
  replace(doc, "{d}", std::to_string(axes));
  replace(doc, "{axes}", kNames[axes]);
  for (const char* size : {"1", "2", "3", "4", "8"}) {
    std::string sizes = size;
    for (int i = 1; i < axes; ++i) sizes += std::string(", ") + size;
    replace(doc, std::string("{") + size + "}", sizes);
  }
  return doc;
}

py::object brief(const Shape& shape) {
  return shape.size() == 1 ? py::object(py::int_(shape[0])) : py::cast(shape);
}

py::object with_indices(std::pair<Tensor, Tensor> found) {
  return py::make_tuple(std::move(found.first), std::move(found.second));
}

}  // namespace nnlite::bindings
