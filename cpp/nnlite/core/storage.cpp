// Life and death of storages.
#include "nnlite/core/storage.h"

namespace nnlite {

thread_local constinit uint32_t current_era = 0;

Storage::Storage(size_t bytes) : data_(allocate(bytes)), bytes_(bytes) {}

Storage::Storage(void* data, size_t bytes, void* owner, void (*give_back)(void*))
    : data_(data), bytes_(bytes), owner_(owner), give_back_(give_back) {}

Storage::~Storage() { give_up(); }

void Storage::give_up() {
  if (give_back_) {
    give_back_(owner_);
    give_back_ = nullptr;
  } else if (data_) {
    deallocate(data_, bytes_);
  }
  data_ = nullptr;
}

Value Value::empty(const Shape& shape, DType dtype) {
  Value value;
  value.layout = Layout(shape, dtype);
  const auto bytes = static_cast<size_t>(value.layout.size * itemsize(dtype));
  value.storage = Ref<Storage>(new Storage(bytes));
  return value;
}

}  // namespace nnlite
