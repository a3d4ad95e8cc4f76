// The structures of DLPack 1: how array libraries of one process hand each other memory. The layout
// is a public binary interface (https://dmlc.github.io/dlpack); names follow this house.
#pragma once

#include <cstdint>

namespace nnlite::dlpack {

inline constexpr int32_t kCpu = 1;

struct Device {
  int32_t type = kCpu;
  int32_t id = 0;
};

enum Kind : uint8_t { kInt = 0, kUInt = 1, kFloat = 2, kBFloat = 4, kComplex = 5, kTruth = 6 };

struct DataType {
  uint8_t kind = kFloat;
  uint8_t bits = 32;
  uint16_t lanes = 1;  // elements of a vector; 1 for everybody but a few compilers
};

struct Array {
  void* data = nullptr;
  Device device;
  int32_t dims = 0;
  DataType dtype;
  int64_t* shape = nullptr;
  int64_t* strides = nullptr;  // in elements; null where contiguous
  uint64_t byte_offset = 0;    // of element 0 from `data`
};

// What a capsule "dltensor" holds.
struct Managed {
  Array array;
  void* context = nullptr;
  void (*deleter)(Managed*) = nullptr;  // may be null
};

struct Version {
  uint32_t major = 1;
  uint32_t minor = 0;
};

inline constexpr uint64_t kReadOnly = 1, kCopied = 2;

// What a capsule "dltensor_versioned" holds. Version, context and deleter keep their place in
// every version, so that a consumer can give back what it cannot read.
struct ManagedVersioned {
  Version version;
  void* context = nullptr;
  void (*deleter)(ManagedVersioned*) = nullptr;
  uint64_t flags = 0;
  Array array;
};

// The two of them alike: capsule names before and after somebody took the memory.
template <class T>
struct CapsuleNames;
template <>
struct CapsuleNames<Managed> {
  static constexpr const char *fresh = "dltensor", *used = "used_dltensor";
};
template <>
struct CapsuleNames<ManagedVersioned> {
  static constexpr const char *fresh = "dltensor_versioned", *used = "used_dltensor_versioned";
};

}  // namespace nnlite::dlpack
