// Where a plan's values lie: one arena, in which values that never live at the same time share
// memory.
#include <algorithm>
#include <numeric>

#include "nnlite/core/plan.h"

namespace nnlite {

namespace {

int64_t aligned(int64_t bytes) {
  constexpr auto kLine = static_cast<int64_t>(kAlignment);
  return std::max<int64_t>((bytes + kLine - 1) / kLine * kLine, kLine);
}

bool overlap(const PlanBuffer& a, const PlanBuffer& b) {
  return a.first <= b.last && b.first <= a.last;
}

// The lowest place for `buffer` beside those already placed that live at the same time.
int64_t lowest(const PlanBuffer& buffer, const std::vector<PlanBuffer*>& placed) {
  std::vector<std::pair<int64_t, int64_t>> taken;
  for (const PlanBuffer* other : placed) {
    if (overlap(buffer, *other)) {
      taken.emplace_back(other->offset, other->offset + aligned(other->bytes));
    }
  }
  std::sort(taken.begin(), taken.end());
  int64_t at = 0;
  for (const auto& [begin, end] : taken) {
    if (begin - at >= aligned(buffer.bytes)) break;
    at = std::max(at, end);
  }
  return at;
}

}  // namespace

// When each buffer is used: the steps of a group run at the same time.
void Plan::count_lives() {
  for (PlanBuffer& b : buffers_) b.first = b.last = -1;
  for (size_t g = 0; g < groups_.size(); ++g) {
    const auto use = [&](const Place& place) {
      PlanBuffer& b = buffers_[static_cast<size_t>(place.buffer)];
      if (b.first < 0) b.first = static_cast<int>(g);
      b.last = static_cast<int>(g);
    };
    for (size_t s = groups_[g].begin; s < groups_[g].end; ++s) {
      for (const Place& place : steps_[s].in) use(place);
      for (const Place& place : steps_[s].out) use(place);
    }
  }
}

// Large values first: the small ones fit between them.
void Plan::lay_out() {
  count_lives();
  std::vector<PlanBuffer*> list, placed;
  for (PlanBuffer& buffer : buffers_) {
    const bool used = buffer.first >= 0;
    if (buffer.kind == PlanBuffer::Kind::arena && used) list.push_back(&buffer);
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const PlanBuffer* a, const PlanBuffer* b) { return a->bytes > b->bytes; });
  for (PlanBuffer* buffer : list) {
    buffer->offset = lowest(*buffer, placed);
    placed.push_back(buffer);
    memory_.planned = std::max(memory_.planned, buffer->offset + aligned(buffer->bytes));
    memory_.naive += aligned(buffer->bytes);
  }
  arena_ = Ref<Storage>(new Storage(static_cast<size_t>(memory_.planned)));
}

}  // namespace nnlite
