// Fused groups: elementwise steps that follow each other run together, a piece at a time, so that
// what one writes is still in the cache when the next reads it, and needs no memory where nobody
// else does. The kernels are the same, and so is every element.
#include <algorithm>

#include "nnlite/backend/threads.h"
#include "nnlite/core/plan.h"

namespace nnlite {

namespace {

// Elements below which values stay in the second-level cache anyway, and pieces only cost calls.
constexpr int64_t kFuseFrom = int64_t{1} << 18;
constexpr int64_t kPiece = 4096;  // elements; a multiple of every kernel's block
constexpr int kSlots = 8;         // pieces of values that live within a group
constexpr size_t kSlotBytes = kPiece * sizeof(double);
constexpr double kElement = 0.4;  // nanoseconds, in one step

// Whether a step goes through memory element by element: whole operands in order, and numbers.
bool goes_in_order(const PlanStep& step) {
  if (!is_elementwise(step)) return false;
  const Layout& out = step.out[0].layout;
  if (!out.contiguous() || out.size < kFuseFrom) return false;
  return std::all_of(step.in.begin(), step.in.end(), [&](const Place& p) {
    return p.layout.size == 1 || (p.layout.contiguous() && p.layout.shape == out.shape);
  });
}

// Whether two operands are the same elements, or do not meet.
bool agree(const Place& a, const Place& b) {
  return a.buffer != b.buffer || (a.offset == b.offset && a.layout.size == b.layout.size &&
                                  itemsize(a.layout.dtype) == itemsize(b.layout.dtype));
}

bool joins(const PlanStep& step, const PlanStep* begin, const PlanStep* end) {
  if (!goes_in_order(step) || step.out[0].layout.size != begin->out[0].layout.size) return false;
  return std::all_of(begin, end, [&](const PlanStep& other) {
    const auto meets_out = [&](const Place& p) { return agree(p, other.out[0]); };
    const auto meets_mine = [&](const Place& p) { return agree(p, step.out[0]); };
    return agree(step.out[0], other.out[0]) &&
           std::all_of(step.in.begin(), step.in.end(), meets_out) &&
           std::all_of(other.in.begin(), other.in.end(), meets_mine);
  });
}

Layout piece_of(const Layout& whole, int64_t size) {
  return whole.size == 1 ? whole : Layout(Shape{size}, whole.dtype);
}

// Which steps use each buffer, first and last.
std::vector<std::pair<size_t, size_t>> lives_of(const std::vector<PlanStep>& steps,
                                                size_t buffers) {
  std::vector<std::pair<size_t, size_t>> lives(buffers, {steps.size(), 0});
  for (size_t i = 0; i < steps.size(); ++i) {
    const auto use = [&](const Place& p) {
      auto& [first, last] = lives[static_cast<size_t>(p.buffer)];
      first = std::min(first, i);
      last = i;
    };
    for (const Place& p : steps[i].in) use(p);
    for (const Place& p : steps[i].out) use(p);
  }
  return lives;
}

}  // namespace

bool is_elementwise(const PlanStep& step) {
  switch (step.op->primitive) {
    case Primitive::copy:
    case Primitive::unary:
    case Primitive::unary_gradient:
    case Primitive::binary:
    case Primitive::where:
      return true;
    default:
      return false;
  }
}

// Values that begin and end within the group need no memory, only a slot for a piece; a slot is
// free again after the last step that reads it.
void Plan::keep_in_pieces(PlanGroup& g, const std::vector<std::pair<size_t, size_t>>& lives) {
  size_t free_from[kSlots] = {};  // the step from which on a slot may be written
  std::vector<int> slot_of(buffers_.size(), -1);
  for (size_t s = g.begin; s < g.end; ++s) {
    const auto buffer = static_cast<size_t>(steps_[s].out[0].buffer);
    const auto [first, last] = lives[buffer];
    const bool within = buffers_[buffer].kind == PlanBuffer::Kind::arena && first == s &&
                        last < g.end && steps_[s].out[0].offset == 0;
    const auto slot = std::find_if(std::begin(free_from), std::end(free_from),
                                   [&](size_t from) { return from <= s; });
    if (!within || slot == std::end(free_from)) continue;
    *slot = last + 1;
    slot_of[buffer] = static_cast<int>(slot - std::begin(free_from));
    buffers_[buffer].kind = PlanBuffer::Kind::piece;
  }
  for (size_t s = g.begin; s < g.end; ++s) {
    for (const Place& p : steps_[s].in) g.slots.push_back(slot_of[static_cast<size_t>(p.buffer)]);
    for (const Place& p : steps_[s].out) g.slots.push_back(slot_of[static_cast<size_t>(p.buffer)]);
  }
}

void Plan::fuse(PlanGroup& g) {
  g.elements = steps_[g.begin].out[0].layout.size;
  const int64_t rest = g.elements % kPiece;
  for (size_t s = g.begin; s < g.end; ++s) {
    const auto add = [&](const Place& place) {
      g.pieces.push_back(piece_of(place.layout, kPiece));
      g.rests.push_back(piece_of(place.layout, rest));
    };
    for (const Place& place : steps_[s].in) add(place);
    for (const Place& place : steps_[s].out) add(place);
  }
}

// Cuts the list of steps into groups; most are single steps.
void Plan::group() {
  const auto lives = lives_of(steps_, buffers_.size());
  for (size_t i = 0; i < steps_.size();) {
    size_t end = i + 1;
    if (goes_in_order(steps_[i])) {
      while (end < steps_.size() && joins(steps_[end], &steps_[i], &steps_[end])) ++end;
    }
    PlanGroup& g = groups_.emplace_back();
    g.begin = i;
    g.end = i = end;
    if (g.end - g.begin == 1) continue;
    fuse(g);
    keep_in_pieces(g, lives);
  }
}

void Plan::run_piece(const PlanGroup& g, int64_t at) {
  alignas(kAlignment) std::byte room[kSlots][kSlotBytes];
  const std::vector<Layout>& layouts = g.elements - at < kPiece ? g.rests : g.pieces;
  SmallVector<Operand, 8> operands;
  size_t next = 0;
  for (size_t s = g.begin; s < g.end; ++s) {
    const PlanStep& step = steps_[s];
    operands.clear();
    for (size_t o = begin_[s]; o < begin_[s + 1]; ++o, ++next) {
      const Operand& whole = operands_[o];
      const int64_t bytes = whole.layout->size == 1 ? 0 : at * itemsize(whole.dtype());
      void* data =
          g.slots[next] >= 0 ? room[g.slots[next]] : static_cast<std::byte*>(whole.data) + bytes;
      operands.emplace_back(data, &layouts[next]);
    }
    const auto in = static_cast<size_t>(step.in.size());
    nnlite::run({step.op->primitive,
                 step.op->code,
                 {operands.data(), in},
                 {operands.data() + in, 1},
                 step.attrs});
  }
}

void Plan::run_fused(const PlanGroup& g) {
  const int64_t pieces = (g.elements + kPiece - 1) / kPiece;
  const double each = kElement * kPiece * static_cast<double>(g.end - g.begin);
  parallel_for(pieces, each, [&](int64_t begin, int64_t end) {
    const Alone mine;
    for (int64_t piece = begin; piece < end; ++piece) run_piece(g, piece * kPiece);
  });
}

}  // namespace nnlite
