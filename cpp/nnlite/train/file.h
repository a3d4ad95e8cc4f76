// Files that are there whole or not at all.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace nnlite {

// Reads pieces of a file; throws IoError with the path and the system's reason.
class InputFile {
 public:
  explicit InputFile(const std::string& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;

  size_t size() const { return size_; }
  // `bytes` from `offset`; the file must hold them.
  void read(void* out, size_t bytes, size_t offset) const;

 private:
  std::string path_;
  int descriptor_;
  size_t size_;
};

// Appends bytes to the file being written.
using Sink = std::function<void(const void* data, size_t bytes)>;

// Writes a file beside `path` by calling `write`, brings it to the disk, and then puts it in the
// place of `path`. Whatever goes wrong, the old file stays and nothing else is left behind.
void write_whole(const std::string& path, const std::function<void(const Sink&)>& write);

}  // namespace nnlite
