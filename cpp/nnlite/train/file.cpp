// Files by the system's own calls: what a rename promises needs fsync.
#include "nnlite/train/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "nnlite/base/errors.h"

namespace nnlite {

namespace {

constexpr size_t kAtOnce = size_t{1} << 30;  // larger calls are cut short on some systems

[[noreturn]] void fail(const char* op, const std::string& path, int code) {
  throw IoError(code, text(op, ": '", path, "': ", std::strerror(code)));
}

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags) : value_(::open(path.c_str(), flags, 0666)) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  int get() const { return value_; }
  bool close() {
    const int value = std::exchange(value_, -1);
    return value < 0 || ::close(value) == 0;
  }

 private:
  int value_;
};

void write_all(int descriptor, const std::string& path, const void* data, size_t bytes) {
  const auto* at = static_cast<const char*>(data);
  while (bytes > 0) {
    const ssize_t done = ::write(descriptor, at, std::min(bytes, kAtOnce));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) fail("save_file", path, errno);
    at += done;
    bytes -= static_cast<size_t>(done);
  }
}

// The name of a file beside `path` that nobody else uses.
std::string beside(const std::string& path) {
  static std::atomic<uint64_t> count{0};
  return text(path, ".", ::getpid(), "-", count++, ".tmp");
}

// After a rename the folder itself must reach the disk; some file systems cannot sync folders.
void sync_folder(const std::filesystem::path& folder) {
  const Descriptor descriptor(folder.empty() ? "." : folder.string(), O_RDONLY | O_CLOEXEC);
  if (descriptor.get() >= 0) (void)::fsync(descriptor.get());
}

}  // namespace

InputFile::InputFile(const std::string& path)
    : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) fail("load_file", path, errno);
  struct stat about{};
  const bool known = ::fstat(descriptor_, &about) == 0;
  const int code = known ? EISDIR : errno;
  if (!known || S_ISDIR(about.st_mode)) {
    ::close(descriptor_);
    fail("load_file", path, code);
  }
  size_ = static_cast<size_t>(about.st_size);
}

InputFile::~InputFile() { ::close(descriptor_); }

void InputFile::read(void* out, size_t bytes, size_t offset) const {
  auto* at = static_cast<char*>(out);
  while (bytes > 0) {
    const ssize_t done =
        ::pread(descriptor_, at, std::min(bytes, kAtOnce), static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) fail("load_file", path_, errno);
    if (done == 0) fail_value("load_file", "'", path_, "' became shorter while it was read");
    at += done;
    offset += static_cast<size_t>(done);
    bytes -= static_cast<size_t>(done);
  }
}

void write_whole(const std::string& path, const std::function<void(const Sink&)>& write) {
  std::error_code ignored;
  // A link stays one: the file it leads to is replaced.
  const bool link = std::filesystem::is_symlink(path, ignored);
  const std::string target =
      link ? std::filesystem::weakly_canonical(path, ignored).string() : path;
  const std::string temporary = beside(target);
  try {
    Descriptor file(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    if (file.get() < 0) fail("save_file", path, errno);
    write([&](const void* data, size_t bytes) { write_all(file.get(), path, data, bytes); });
    if (::fsync(file.get()) != 0 || !file.close()) fail("save_file", path, errno);
    if (std::rename(temporary.c_str(), target.c_str()) != 0) fail("save_file", path, errno);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  sync_folder(std::filesystem::path(target).parent_path());
}

}  // namespace nnlite
