// An index is first read into terms, one per axis of x and per new axis. What only slices is a
// view; the rest is picked by integer tensors (gather.h).
#include "nnlite/ops/index.h"

#include <algorithm>

#include "nnlite/core/copy.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/gather.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

struct Term {
  enum Kind { kept, dropped, fresh, picked } kind;
  int axis = -1;  // of x; none for a fresh one
  Tensor index;   // of a picked one
};

struct Plan {
  Region region;  // of x; all of a picked axis
  std::vector<Term> terms;
  bool picks = false;
  bool slices = false;  // something besides picking: parts of axes, or fresh ones
};

int consumed(const IndexItem& item) {
  if (const auto* t = std::get_if<Tensor>(&item)) return t->dtype() == kBool ? t->dims() : 1;
  return std::holds_alternative<int64_t>(item) || std::holds_alternative<Slice>(item);
}

// Python's rules for the ends of a slice.
void read_slice(const Slice& s, int64_t size, int axis, Region& region) {
  const int64_t step = s.step.value_or(1);
  if (step == 0) fail_value("index", "the step of a slice is 0");
  const int64_t low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
  auto end = [&](std::optional<int64_t> at, int64_t otherwise) {
    if (!at) return otherwise;
    return std::clamp(*at < 0 ? *at + size : *at, low, high);
  };
  const int64_t start = end(s.start, step > 0 ? low : high);
  const int64_t stop = end(s.stop, step > 0 ? high : low);
  const int64_t span = step > 0 ? stop - start : start - stop;
  region.starts[axis] = start;
  region.steps[axis] = step;
  region.counts[axis] = span > 0 ? (span - 1) / std::abs(step) + 1 : 0;
}

class Reader {
 public:
  explicit Reader(const Tensor& x) : x_(x) { plan_.region = Region::all(x.shape()); }

  Plan read(const Index& items) {
    int used = 0, ellipses = 0;
    for (const IndexItem& item : items) {
      used += consumed(item);
      ellipses += std::holds_alternative<Ellipsis>(item);
    }
    if (ellipses > 1) fail_index("index", "an index can have only one ellipsis (...)");
    if (used > x_.dims()) {
      fail_index("index", used, " indices for a tensor of ", x_.dims(), " dimensions");
    }
    for (const IndexItem& item : items) {
      if (std::holds_alternative<Ellipsis>(item))
        keep(x_.dims() - used);
      else
        std::visit([&](const auto& part) { add(part); }, item);
    }
    keep(x_.dims() - axis_);
    if (plan_.picks) pick_integers();
    return std::move(plan_);
  }

 private:
  void keep(int count) {
    for (int i = 0; i < count; ++i) plan_.terms.push_back({Term::kept, axis_++, {}});
  }
  void add(const Ellipsis&) {}
  void add(const NewAxis&) {
    plan_.terms.push_back({Term::fresh, -1, {}});
    plan_.slices = true;
  }
  void add(int64_t at) {
    const int64_t size = x_.shape()[axis_];
    if (at < -size || at >= size) {
      fail_index("index", at, " is out of range for axis ", axis_, " of size ", size);
    }
    plan_.region.starts[axis_] = at < 0 ? at + size : at;
    plan_.region.counts[axis_] = 1;
    plan_.terms.push_back({Term::dropped, axis_++, {}});
  }
  void add(const Slice& slice) {
    read_slice(slice, x_.shape()[axis_], axis_, plan_.region);
    plan_.slices |= slice.start || slice.stop || slice.step;
    keep(1);
  }
  void add(const Tensor& t) {
    plan_.picks = true;
    if (t.dtype() != kBool) {
      pick(checked_index("index", t, x_.shape()[axis_], axis_));
      return;
    }
    for (int i = 0; i < t.dims(); ++i) {
      if (t.shape()[i] == x_.shape()[axis_ + i]) continue;
      fail_index("index", "a mask of shape ", t.shape(), " does not fit axis ", axis_ + i,
                 " of size ", x_.shape()[axis_ + i]);
    }
    if (t.dims() == 0) fail_index("index", "a mask of no dimensions stands alone: x[mask]");
    for (const Tensor& where_true : nonzero(t)) pick(where_true);
  }
  void pick(const Tensor& index) { plan_.terms.push_back({Term::picked, axis_++, index}); }

  // Beside tensors an integer counts as one of them.
  void pick_integers() {
    for (Term& term : plan_.terms) {
      if (term.kind != Term::dropped) continue;
      term = {Term::picked, term.axis, full({}, plan_.region.starts[term.axis])};
      plan_.region.starts[term.axis] = 0;
      plan_.region.counts[term.axis] = x_.shape()[term.axis];
    }
  }

  const Tensor& x_;
  int axis_ = 0;
  Plan plan_;
};

// The region as a view, with axes dropped and fresh ones put in.
Tensor sliced(const Tensor& x, const Plan& plan) {
  Tensor out = slice(x, plan.region);
  int axis = 0;
  for (const Term& term : plan.terms) {
    if (term.kind == Term::dropped)
      out = squeeze(out, {axis});
    else if (term.kind == Term::fresh)
      out = unsqueeze(out, axis++);
    else
      ++axis;
  }
  return out;
}

// The picking tensors, broadcast together, and the axes (of the sliced view) that they index.
struct Picks {
  std::vector<Tensor> indices;
  Shape axes;
  int place = 0;  // where their axes stand in the result
};

Picks picks_of(const Plan& plan) {
  Picks picks;
  Shape shape;
  int first = -1, last = -1, count = 0;
  for (int i = 0; i < static_cast<int>(plan.terms.size()); ++i) {
    const Term& term = plan.terms[static_cast<size_t>(i)];
    if (term.kind != Term::picked) continue;
    shape = broadcast("index", shape, term.index.shape());
    first = first < 0 ? i : first;
    last = i;
    ++count;
    picks.axes.push_back(i);
  }
  picks.place = last - first + 1 == count ? first : 0;  // apart from one another: they go first
  for (const Term& term : plan.terms) {
    if (term.kind != Term::picked) continue;
    picks.indices.push_back(contiguous(broadcast_to(term.index, shape)));
  }
  return picks;
}

// The order that moves the first `count` axes to `place`, or back.
Shape moved(int dims, int count, int place) {
  Shape order;
  for (int i = 0; i < place; ++i) order.push_back(count + i);
  for (int i = 0; i < count; ++i) order.push_back(i);
  for (int i = count + place; i < dims; ++i) order.push_back(i);
  return order;
}
Shape moved_back(int dims, int count, int place) {
  Shape order;
  for (int i = 0; i < count; ++i) order.push_back(place + i);
  for (int i = 0; i < dims; ++i) {
    if (i < place || i >= place + count) order.push_back(i);
  }
  return order;
}

// Slices beside tensors, for assignment: every axis becomes a picked one, its indices standing
// along the axis of the result that they make.
void assign_meshed(Tensor& x, const Plan& plan, const Tensor& value) {
  const Picks picks = picks_of(plan);
  const int own = picks.indices[0].dims();
  const int dims = own + static_cast<int>(plan.terms.size()) - picks.axes.size();
  std::vector<Tensor> indices;
  Shape shape = Shape::filled(dims, 1), axes;
  int at = 0, picked = 0, kept = 0;
  auto along = [&](const Tensor& t, int place) {  // t's axes at `place` of the result
    Shape wide = Shape::filled(dims, 1);
    for (int i = 0; i < t.dims(); ++i) shape[place + i] = wide[place + i] = t.shape()[i];
    return reshape(t, wide);
  };
  for (const Term& term : plan.terms) {
    if (term.kind == Term::picked) {
      axes.push_back(term.axis);
      indices.push_back(along(picks.indices[static_cast<size_t>(picked++)], picks.place));
      continue;
    }
    at = kept < picks.place ? kept : kept + own;
    ++kept;
    if (term.kind == Term::fresh) continue;
    const Region& r = plan.region;
    const Tensor steps = arange(0, r.counts[term.axis]) * r.steps[term.axis];
    axes.push_back(term.axis);
    indices.push_back(along(steps + r.starts[term.axis], at));
  }
  for (Tensor& index : indices) index = contiguous(broadcast_to(index, shape));
  index_write(x, axes, indices, value);
}

// x[mask] with a mask of no dimensions, which takes all of x or nothing: x[x > 0] of one number.
const Tensor* whole_mask(const Index& items) {
  const auto* mask = items.size() == 1 ? std::get_if<Tensor>(&items[0]) : nullptr;
  return mask && mask->dtype() == kBool && mask->dims() == 0 ? mask : nullptr;
}

}  // namespace

Tensor index(const Tensor& x, const Index& items) {
  if (const Tensor* mask = whole_mask(items)) {
    return clone(narrow(unsqueeze(x, 0), 0, 0, mask->item() != 0));
  }
  const Plan plan = Reader(x).read(items);
  const Tensor view = plan.picks && !plan.slices ? x : sliced(x, plan);
  if (!plan.picks) return view;
  const Picks picks = picks_of(plan);
  const Tensor out = index_read(view, picks.axes, picks.indices);
  if (picks.place == 0) return out;
  return permute(out, moved(out.dims(), picks.indices[0].dims(), picks.place));
}

void index_assign(Tensor& x, const Index& items, const Tensor& given) {
  if (const Tensor* mask = whole_mask(items)) {
    if (mask->item() != 0) index_assign(x, {Ellipsis{}}, given);
    return;
  }
  const Plan plan = Reader(x).read(items);
  Tensor value = given;  // leading axes of size 1 may be too many
  while (value.dims() > 0 && value.shape()[0] == 1 && value.dims() > x.dims()) {
    value = select(value, 0, 0);
  }
  if (plan.picks && plan.slices) return assign_meshed(x, plan, value);
  if (plan.picks) {
    const Picks picks = picks_of(plan);
    const int own = picks.indices[0].dims(), dims = x.dims() - picks.axes.size() + own;
    while (value.dims() < dims) value = unsqueeze(value, 0);
    if (value.dims() == dims) value = permute(value, moved_back(dims, own, picks.place));
    return index_write(x, picks.axes, picks.indices, value);
  }
  Shape result;
  for (const Term& term : plan.terms) {
    if (term.kind == Term::kept)
      result.push_back(plan.region.counts[term.axis]);
    else if (term.kind == Term::fresh)
      result.push_back(1);
  }
  while (value.dims() > result.size() && value.shape()[0] == 1) value = select(value, 0, 0);
  if (!can_broadcast(value.shape(), result)) {
    fail_value("index", "a value of shape ", given.shape(), " does not broadcast to the ", result,
               " elements that are assigned");
  }
  assign(x, plan.region, reshape(broadcast_to(value, result), plan.region.counts));
}

std::vector<Tensor> nonzero(const Tensor& x) {
  const Tensor mask = contiguous(x.dtype() == kBool ? x : not_equal(x, 0));
  const bool* set = mask.data<bool>();
  const int64_t count = std::count(set, set + mask.numel(), true);
  std::vector<Tensor> found;
  for (int i = 0; i < mask.dims(); ++i) found.push_back(Tensor::empty({count}, kInt64));
  int64_t at[kMaxDims] = {};
  for (int64_t n = 0, k = 0; n < mask.numel(); ++n) {
    if (set[n]) {
      for (int i = 0; i < mask.dims(); ++i)
        found[static_cast<size_t>(i)].data<int64_t>()[k] = at[i];
      ++k;
    }
    for (int i = mask.dims() - 1; i >= 0 && ++at[i] == mask.shape()[i]; --i) at[i] = 0;
  }
  return found;
}

}  // namespace nnlite
