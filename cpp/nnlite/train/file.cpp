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

[[noreturn]] void fail(const char* op, const std::string& path, int code, const char* cure = "") {
  throw IoError(code, text(op, ": '", path, "': ", std::strerror(code), cure));
}

// Renaming over a device or a pipe would take it from the whole machine, and reading one may never
// end; a name with a zero byte would be cut there by the system.
void check_place(const char* op, const std::string& path) {
  if (path.find('\0') != std::string::npos) {
    fail_value(op, "the path '", path.substr(0, path.find('\0')), "\\0...' holds a zero byte");
  }
  std::error_code ignored;
  const auto about = std::filesystem::status(path, ignored);
  if (std::filesystem::is_directory(about)) fail(op, path, EISDIR, "; give the name of a file");
  if (std::filesystem::exists(about) && !std::filesystem::is_regular_file(about)) {
    fail(op, path, EINVAL, "; it is a device or a pipe, give the name of a file");
  }
}

// What a user can do about a place that refuses a file.
const char* cure_of(int code) {
  if (code == ENOENT) return "; make its folder first";
  if (code == EACCES || code == EROFS || code == EPERM) return "; choose a folder you may write to";
  return "";
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

InputFile::InputFile(const std::string& path) : path_(path) {
  check_place("load_file", path);
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) fail("load_file", path, errno);
  struct stat about{};
  if (::fstat(descriptor_, &about) != 0) {
    const int code = errno;
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
  check_place("save_file", path);
  std::error_code ignored;
  // A link stays one: the file it leads to is replaced.
  const bool link = std::filesystem::is_symlink(path, ignored);
  const std::string target =
      link ? std::filesystem::weakly_canonical(path, ignored).string() : path;
  const std::string temporary = beside(target);
  try {
    Descriptor file(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    if (file.get() < 0) fail("save_file", path, errno, cure_of(errno));
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
