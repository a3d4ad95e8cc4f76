// Model files in the safetensors format: a JSON header, then the tensors' bytes. No code runs from
// a file, and none is trusted.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "nnlite/core/tensor.h"

namespace nnlite {

struct TensorFile {
  std::vector<std::pair<std::string, Tensor>> tensors;
  std::map<std::string, std::string> metadata = {};

  // The tensor of that name; throws ValueError with the nearest one where there is none.
  const Tensor& operator[](const std::string& name) const;
};

// Writes the file whole or not at all. Throws ValueError for names that occur twice or are not
// UTF-8, IoError for what the system refuses.
void save_file(const TensorFile& content, const std::string& path);

// Throws ValueError naming the file where it is damaged: every size, offset and name is checked
// against the file before memory is taken for it.
TensorFile load_file(const std::string& path);
// The header's texts alone.
std::map<std::string, std::string> load_metadata(const std::string& path);

}  // namespace nnlite
