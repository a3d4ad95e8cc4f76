// Reading and writing the safetensors format.
#include "nnlite/train/safetensors.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <tuple>
#include <utility>

#include "nnlite/base/errors.h"
#include "nnlite/base/suggest.h"
#include "nnlite/core/copy.h"
#include "nnlite/train/file.h"
#include "nnlite/train/json.h"

namespace nnlite {

namespace {

constexpr uint64_t kMaxHeader = 100'000'000;
constexpr size_t kLengthBytes = 8;
constexpr const char* kMetadata = "__metadata__";

// The format's names, in the order in which files hold them: larger elements first, so that all
// are aligned.
struct Kind {
  const char* name;
  DType dtype;
};
constexpr Kind kKinds[] = {{"I64", kInt64}, {"F64", kFloat64}, {"F32", kFloat32},
                           {"I32", kInt32}, {"U8", kUInt8},    {"BOOL", kBool}};

int rank(DType dtype) {
  const auto* found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                   [=](const Kind& k) { return k.dtype == dtype; });
  return static_cast<int>(found - std::begin(kKinds));
}

// ---- reading ------------------------------------------------------------------------------------

struct Entry {
  std::string dtype;
  std::vector<uint64_t> shape;
  uint64_t begin = 0, end = 0;
};

struct Header {
  std::map<std::string, Entry> entries;
  std::map<std::string, std::string> metadata;
  size_t data = 0;  // where the tensors' bytes begin
};

Entry read_entry(JsonReader& json, const std::string& name) {
  Entry entry;
  bool has_dtype = false, has_shape = false, has_offsets = false;
  const auto once = [&](bool& seen, const std::string& key) {
    if (std::exchange(seen, true)) json.fail("'" + key + "' of tensor '" + name + "' twice");
  };
  json.object([&](const std::string& key) {
    if (key == "dtype") {
      once(has_dtype, key);
      entry.dtype = json.string();
    } else if (key == "shape") {
      once(has_shape, key);
      json.array([&] { entry.shape.push_back(json.count()); });
    } else if (key == "data_offsets") {
      once(has_offsets, key);
      std::vector<uint64_t> offsets;
      json.array([&] { offsets.push_back(json.count()); });
      if (offsets.size() != 2) json.fail("data_offsets of '" + name + "' are not two numbers");
      entry.begin = offsets[0];
      entry.end = offsets[1];
    } else {
      json.skip();
    }
  });
  if (!has_dtype || !has_shape || !has_offsets) {
    json.fail("tensor '" + name + "' lacks dtype, shape or data_offsets");
  }
  return entry;
}

Header parse(const std::string& op, std::string_view text) {
  JsonReader json(op, text);
  Header header;
  bool seen = false;
  json.object([&](const std::string& key) {
    if (key != kMetadata) {
      header.entries[key] = read_entry(json, key);
      return;
    }
    if (std::exchange(seen, true)) json.fail("metadata twice");
    if (json.null()) return;
    json.object([&](const std::string& name) { header.metadata[name] = json.string(); });
  });
  json.end();
  return header;
}

Header read_header(const std::string& op, const InputFile& file) {
  if (file.size() < kLengthBytes) throw_value(op, "the file is too short to be a model file");
  uint64_t length = 0;
  file.read(&length, kLengthBytes, 0);
  if (length > kMaxHeader || length > file.size() - kLengthBytes) {
    throw_value(op, text("its header claims ", length, " bytes, the file has ", file.size(),
                         "; it is truncated or no safetensors file"));
  }
  std::string bytes(length, '\0');
  file.read(bytes.data(), length, kLengthBytes);
  Header header = parse(op, bytes);
  header.data = kLengthBytes + length;
  return header;
}

DType dtype_of(const std::string& op, const std::string& name, const Entry& entry) {
  for (const Kind& kind : kKinds) {
    if (entry.dtype == kind.name) return kind.dtype;
  }
  throw_value(op, text("tensor '", name, "' is ", entry.dtype,
                       ", which nnlite does not have; convert it to F32 first"));
}

// The layout of a tensor whose bytes lie where the header says they do.
Layout checked_layout(const std::string& op, const std::string& name, const Entry& entry) {
  const DType dtype = dtype_of(op, name, entry);
  auto bytes = static_cast<uint64_t>(itemsize(dtype));
  Shape shape;
  if (entry.shape.size() > kMaxDims) {
    throw_value(op, text("tensor '", name, "' has ", entry.shape.size(), " axes; at most ",
                         kMaxDims, " are possible"));
  }
  bool overflow = false;
  for (uint64_t n : entry.shape) {
    overflow = overflow || __builtin_mul_overflow(bytes, n, &bytes) || n > INT64_MAX;
    shape.push_back(static_cast<int64_t>(n));
  }
  if (overflow) throw_value(op, text("the size of tensor '", name, "' overflows"));
  if (entry.end < entry.begin || entry.end - entry.begin != bytes) {
    throw_value(op, text("tensor '", name, "' of shape ", shape, " needs ", bytes,
                         " bytes, its data_offsets are ", entry.begin, " .. ", entry.end));
  }
  return Layout(shape, dtype);
}

struct Place {
  std::string name;
  uint64_t begin;
  Layout layout;
};

// Every tensor in the order of its bytes, which must fill the file without holes.
std::vector<Place> checked_places(const std::string& op, const Header& header, size_t size) {
  std::vector<std::pair<std::string, Entry>> sorted(header.entries.begin(), header.entries.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return std::tie(a.second.begin, a.second.end) < std::tie(b.second.begin, b.second.end);
  });
  std::vector<Place> places;
  uint64_t at = 0;
  for (const auto& [name, entry] : sorted) {
    if (entry.begin != at) {
      throw_value(op, text("tensor '", name, "' begins at byte ", entry.begin, " of the data, not ",
                           at, ": tensors overlap, or leave a hole"));
    }
    places.push_back({name, entry.begin, checked_layout(op, name, entry)});
    at = entry.end;
  }
  if (at != size - header.data) {
    throw_value(
        op, text("the header describes ", at, " bytes of data, the file has ", size - header.data));
  }
  return places;
}

std::string operation(const std::string& path) { return "load_file: '" + path + "'"; }

// ---- writing ------------------------------------------------------------------------------------

std::string header_of(const std::vector<const std::pair<std::string, Tensor>*>& sorted,
                      const std::map<std::string, std::string>& metadata) {
  std::string out = "{";
  if (!metadata.empty()) {
    out += text("\"", kMetadata, "\":{");
    const char* comma = "";
    for (const auto& [key, value] : metadata) {
      out += text(comma, json_string("save_file", key), ":", json_string("save_file", value));
      comma = ",";
    }
    out += sorted.empty() ? "}" : "},";
  }
  int64_t at = 0;
  const char* comma = "";
  for (const auto* entry : sorted) {
    const auto& [name, t] = *entry;
    std::string shape;
    for (int64_t n : t.shape()) shape += (shape.empty() ? "" : ",") + std::to_string(n);
    const int64_t end = at + t.numel() * itemsize(t.dtype());
    out +=
        text(comma, json_string("save_file", name), ":{\"dtype\":\"", kKinds[rank(t.dtype())].name,
             "\",\"shape\":[", shape, "],\"data_offsets\":[", at, ",", end, "]}");
    at = end;
    comma = ",";
  }
  out += "}";
  out.resize((out.size() + 7) / 8 * 8, ' ');
  return out;
}

}  // namespace

const Tensor& TensorFile::operator[](const std::string& name) const {
  std::vector<std::string_view> known;
  for (const auto& [other, tensor] : tensors) {
    if (other == name) return tensor;
    known.push_back(other);
  }
  fail_value("TensorFile", "no tensor '", name, "'", suggestion(name, known));
}

void save_file(const TensorFile& content, const std::string& path) {
  std::vector<const std::pair<std::string, Tensor>*> sorted;
  for (const auto& entry : content.tensors) {
    if (!entry.second.defined()) fail_type("save_file", "tensor '", entry.first, "' is None");
    if (entry.first == kMetadata) fail_value("save_file", "no tensor may be named ", kMetadata);
    sorted.push_back(&entry);
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
    return std::make_pair(rank(a->second.dtype()), std::string_view(a->first)) <
           std::make_pair(rank(b->second.dtype()), std::string_view(b->first));
  });
  std::vector<std::string_view> names;
  for (const auto* entry : sorted) names.push_back(entry->first);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) fail_value("save_file", "the name '", *twice, "' occurs twice");
  const std::string header = header_of(sorted, content.metadata);
  write_whole(path, [&](const Sink& sink) {
    const uint64_t length = header.size();
    sink(&length, kLengthBytes);
    sink(header.data(), header.size());
    for (const auto* entry : sorted) {
      const Tensor t = contiguous(entry->second.detach());
      sink(t.data(), static_cast<size_t>(t.numel() * itemsize(t.dtype())));
    }
  });
}

TensorFile load_file(const std::string& path) {
  const std::string op = operation(path);
  const InputFile file(path);
  Header header = read_header(op, file);
  TensorFile out;
  for (const Place& place : checked_places(op, header, file.size())) {
    Tensor t = Tensor::empty(place.layout.shape, place.layout.dtype);
    const auto bytes = static_cast<size_t>(t.numel() * itemsize(t.dtype()));
    file.read(t.data(), bytes, header.data + place.begin);
    if (t.dtype() == kBool) {  // any other byte than 0 would be no bool
      auto* b = static_cast<uint8_t*>(t.data());
      for (size_t i = 0; i < bytes; ++i) b[i] = b[i] != 0;
    }
    out.tensors.emplace_back(place.name, std::move(t));
  }
  out.metadata = std::move(header.metadata);
  return out;
}

std::map<std::string, std::string> load_metadata(const std::string& path) {
  const InputFile file(path);
  return read_header(operation(path), file).metadata;
}

}  // namespace nnlite
