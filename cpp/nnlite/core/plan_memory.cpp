// Where a plan's values lie: one arena, in which values that never live at the same time share
// memory, and the result of an elementwise step takes the place of an operand that ends with it.
#include <algorithm>
#include <numeric>

#include "nnlite/core/plan.h"

namespace nnlite {

namespace {

int64_t aligned(int64_t bytes) {
  constexpr auto kLine = static_cast<int64_t>(kAlignment);
  return std::max<int64_t>((bytes + kLine - 1) / kLine * kLine, kLine);
}

// Memory that values have one after the other, from the first group that uses it to the last.
struct Room {
  int first, last;
  int64_t bytes, offset = 0;
};

bool overlap(const Room& a, const Room& b) { return a.first <= b.last && b.first <= a.last; }

// The lowest place for a room beside those already placed that are there at the same time.
int64_t lowest(const Room& room, const std::vector<Room*>& placed) {
  std::vector<std::pair<int64_t, int64_t>> taken;
  for (const Room* other : placed) {
    if (overlap(room, *other)) taken.emplace_back(other->offset, other->offset + other->bytes);
  }
  std::sort(taken.begin(), taken.end());
  int64_t at = 0;
  for (const auto& [begin, end] : taken) {
    if (begin - at >= room.bytes) break;
    at = std::max(at, end);
  }
  return at;
}

bool is_whole(const Place& place, const PlanBuffer& buffer) {
  return place.offset == 0 && place.layout.contiguous() &&
         place.layout.size * itemsize(place.layout.dtype) == buffer.bytes;
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

// The operand's buffer whose memory the result of a group may take, or -1.
int Plan::replaced_by(size_t group) const {
  const PlanGroup& g = groups_[group];
  const PlanStep& step = steps_[g.begin];
  const bool copies = step.op->primitive == Primitive::copy;  // between dtypes, perhaps
  if (g.end - g.begin != 1 || !is_elementwise(step) || copies) return -1;
  const Place& out = step.out[0];
  const auto buffer = [&](const Place& p) -> const PlanBuffer& {
    return buffers_[static_cast<size_t>(p.buffer)];
  };
  const auto is_arena = [&](const Place& p) { return buffer(p).kind == PlanBuffer::Kind::arena; };
  const int now = static_cast<int>(group);
  if (!is_arena(out) || buffer(out).first != now || !is_whole(out, buffer(out))) return -1;
  const auto gives_way = [&](const Place& p) {
    return is_arena(p) && buffer(p).last == now && buffer(p).bytes == buffer(out).bytes &&
           p.layout.shape == out.layout.shape && is_whole(p, buffer(p));
  };
  for (const Place& p : step.in) {
    const bool always = std::all_of(step.in.begin(), step.in.end(), [&](const Place& other) {
      return other.buffer != p.buffer || gives_way(other);
    });
    if (p.buffer != out.buffer && always) return p.buffer;
  }
  return -1;
}

// Large values first: the small ones fit between them.
void Plan::lay_out() {
  count_lives();
  std::vector<Room> rooms;
  std::vector<int> room_of(buffers_.size(), -1);
  const auto enter = [&](size_t buffer) {
    const PlanBuffer& b = buffers_[buffer];
    if (b.kind != PlanBuffer::Kind::arena || room_of[buffer] >= 0) return;
    room_of[buffer] = static_cast<int>(rooms.size());
    rooms.push_back({b.first, b.last, aligned(b.bytes)});
    memory_.naive += aligned(b.bytes);
  };
  for (size_t g = 0; g < groups_.size(); ++g) {
    const int operand = replaced_by(g);
    if (operand >= 0) {
      const auto out = static_cast<size_t>(steps_[groups_[g].begin].out[0].buffer);
      room_of[out] = room_of[static_cast<size_t>(operand)];
      Room& room = rooms[static_cast<size_t>(room_of[out])];
      room.last = std::max(room.last, buffers_[out].last);
      memory_.naive += aligned(buffers_[out].bytes);
    }
    for (size_t s = groups_[g].begin; s < groups_[g].end; ++s) {
      for (const Place& p : steps_[s].in) enter(static_cast<size_t>(p.buffer));
      for (const Place& p : steps_[s].out) enter(static_cast<size_t>(p.buffer));
    }
  }
  std::vector<Room*> order, placed;
  for (Room& room : rooms) order.push_back(&room);
  std::stable_sort(order.begin(), order.end(),
                   [](const Room* a, const Room* b) { return a->bytes > b->bytes; });
  for (Room* room : order) {
    room->offset = lowest(*room, placed);
    placed.push_back(room);
    memory_.planned = std::max(memory_.planned, room->offset + room->bytes);
  }
  for (size_t i = 0; i < buffers_.size(); ++i) {
    if (room_of[i] >= 0) buffers_[i].offset = rooms[static_cast<size_t>(room_of[i])].offset;
  }
  arena_ = Ref<Storage>(new Storage(static_cast<size_t>(memory_.planned)));
}

}  // namespace nnlite
