// Capture, when the function has returned: which memory belongs to the step, and which to the
// world.
#include <algorithm>

#include "nnlite/backend/memory.h"
#include "nnlite/base/errors.h"
#include "nnlite/core/capture.h"
#include "nnlite/core/row_gradient.h"

namespace nnlite {

namespace {

using Kind = PlanBuffer::Kind;

constexpr Op kInitial{.name = "initial", .primitive = Primitive::copy};

// Which rows a leaf's gradient stands for; the gradient itself is a PlanLeaf's affair. The list
// lies in memory of the plan, as nobody else ever sees it.
class RowsOf : public Participant {
 public:
  RowsOf(Ref<Variable> leaf, Tensor found, Tensor after, uint32_t holders)
      : leaf_(std::move(leaf)),
        found_(std::move(found)),
        after_(std::move(after)),
        holders_(holders) {}
  std::string words() const override { return text("rows of the gradient of '", leaf_->name, "'"); }
  const char* changed() const override {
    if (leaf_->use_count() == holders_) return "a tensor is gone or was frozen";
    if (found_.defined() && leaf_->rows.impl() != found_.impl()) return "other rows are found";
    return nullptr;
  }
  void after() override { leaf_->rows = after_; }

 private:
  Ref<Variable> leaf_;
  Tensor found_, after_;
  uint32_t holders_;  // of the leaf, where nobody but the plan has it
};

}  // namespace

// Whether the step itself made the memory, and it is bound to nothing yet.
bool Capture::is_own(int buffer) const {
  const auto index = static_cast<size_t>(buffer);
  return plan_->buffers_[index].kind == Kind::kept && watched_[index].own;
}

// The buffer of a tensor that the step made or was given; -1 for one from outside.
int Capture::made_by_step(const Tensor& t) {
  const Ref<Storage>& storage = t.value().storage;
  if (storage->era() == id_) return buffer_of(t.value(), false);
  const auto it = known_.find(storage.get());
  if (it == known_.end()) return -1;
  return plan_->buffers_[static_cast<size_t>(it->second)].kind == Kind::kept ? -1 : it->second;
}

// A tensor that the step leaves behind, as every run makes it.
PlanTensor Capture::described(const Tensor& t) {
  PlanTensor out;
  if (!t.defined()) return out;
  for (size_t i = 0; i < arguments_.size(); ++i) {
    if (t.impl() == arguments_[i].impl()) out.argument = static_cast<int>(i);
  }
  out.buffer = out.argument >= 0 ? -1 : made_by_step(t);
  if (out.buffer < 0) {
    if (out.argument < 0) out.value = t;
    return out;
  }
  PlanBuffer& b = plan_->buffers_[static_cast<size_t>(out.buffer)];
  if (is_own(out.buffer)) b.kind = Kind::result;
  const int64_t base = b.kind == Kind::result ? 0 : b.offset;
  out.place = {out.buffer, t.value().offset * itemsize(t.dtype()) - base, t.layout()};
  return out;
}

// Which gradients the step leaves behind, and where they were written.
void Capture::close_leaves() {
  std::vector<PlanLeaf>& leaves = plan_->leaves_;
  for (PlanLeaf& leaf : leaves) {
    for (size_t i = arguments_.size(); i-- > 0;) {
      if (!arguments_[i].impl()->is_parameter && arguments_[i].variable() == leaf.variable) {
        leaf.argument = static_cast<int>(i);
      }
    }
  }
  std::erase_if(leaves, [&](const PlanLeaf& leaf) {  // made and gone within the step
    const bool gone = leaf.argument < 0 && leaf.variable->use_count() == 1;
    if (gone && leaf.found >= 0) plan_->buffers_[static_cast<size_t>(leaf.found)].kind = Kind::kept;
    return gone;
  });
  for (size_t i = 0; i < leaves.size(); ++i) {
    if (leaves[i].found >= 0) {
      plan_->buffers_[static_cast<size_t>(leaves[i].found)].index = static_cast<int>(i);
    }
  }
  for (size_t i = 0; i < leaves.size(); ++i) close_leaf(leaves[i], static_cast<int>(i));
}

void Capture::close_leaf(PlanLeaf& leaf, int index) {
  const Tensor& grad = leaf.variable->grad;
  leaf.spent = leaf.variable->spent;
  if (!grad.defined()) return;
  const int buffer = made_by_step(grad);
  leaf.stays = buffer >= 0 && buffer == leaf.found && grad.layout().shape == leaf.layout.shape &&
               grad.layout().strides == leaf.layout.strides &&
               grad.value().offset * itemsize(grad.dtype()) ==
                   plan_->buffers_[static_cast<size_t>(buffer)].offset;
  if (leaf.stays) return;
  const bool alike = leaf.found < 0 || grad.shape() == leaf.layout.shape;  // rows may get more
  if (buffer >= 0 && is_own(buffer) && alike && grad.is_contiguous() && grad.value().offset == 0 &&
      grad.numel() * itemsize(grad.dtype()) ==
          static_cast<int64_t>(grad.value().storage->bytes())) {
    leaf.made = buffer;
    if (leaf.found < 0) leaf.layout = grad.layout();
    bind_to(buffer, Kind::gradient, index, grad.value());
  }
  leaf.after = described(grad);
}

void Capture::close_rows() {
  for (const PlanLeaf& leaf : plan_->leaves_) {
    const auto it = rows_.find(leaf.variable.get());
    if (it == rows_.end()) continue;
    const Tensor found = leaf.found >= 0 ? it->second : Tensor();
    const Tensor after = holds_rows(*leaf.variable) ? leaf.variable->rows : Tensor();
    const uint32_t holders = leaf.argument < 0 ? 2 : 1;
    join(std::make_shared<RowsOf>(leaf.variable, found, after, holders));
  }
  rows_.clear();
}

// An argument that asks for a gradient since the step does so outside, too.
void Capture::close_arguments() {
  for (size_t i = 0; i < arguments_.size(); ++i) {
    const Tensor& t = arguments_[i];
    if (!t.requires_grad() || !t.is_leaf() || originals_[i].requires_grad()) continue;
    plan_->arguments_[i].asks = true;
    originals_[i].impl()->variable = t.variable();
  }
}

// What is no argument, result or gradient lives within the step, if nobody holds it.
void Capture::close_buffers() {
  std::vector<PlanStep> initial;
  const size_t count = watched_.size();
  for (size_t i = 0; i < count; ++i) {
    PlanBuffer& buffer = plan_->buffers_[i];
    const Watched& watched = watched_[i];
    const bool initialises =
        watched.image && (buffer.written || buffer.kind != Kind::kept) && buffer.bytes > 0;
    if (buffer.kind == Kind::kept) {
      const bool gone = watched.own && watched.storage->use_count() == 1;
      const bool constant = watched.image && !initialises;
      if (gone && !constant) {
        buffer.kind = Kind::arena;
      } else {
        buffer.storage = watched.storage;
      }
    }
    if (!initialises) continue;
    buffer.written = true;
    const Layout bytes({buffer.bytes}, kUInt8);
    const Ref<Storage> image = watched.image;  // (the lists grow)
    const int from = add_buffer(image);
    plan_->buffers_.back().storage = image;
    PlanStep& step = initial.emplace_back();
    step.op = &kInitial;
    step.in.emplace_back(Place{from, 0, bytes});
    step.out.emplace_back(Place{static_cast<int>(i), 0, bytes});
  }
  plan_->steps_.insert(plan_->steps_.begin(), std::make_move_iterator(initial.begin()),
                       std::make_move_iterator(initial.end()));
}

// The results, and gradients that are arguments, in the memory that the caller knows.
void Capture::hand_over(std::vector<Tensor>& results) {
  const auto outside = [&](const PlanTensor& described, Tensor& t) {
    const bool argument =
        described.argument >= 0 ||
        (described.buffer >= 0 &&
         plan_->buffers_[static_cast<size_t>(described.buffer)].kind == Kind::argument);
    if (argument) t = plan_->tensor_of(described, originals_);
  };
  for (PlanLeaf& leaf : plan_->leaves_) {
    if (!leaf.stays) outside(leaf.after, leaf.variable->grad);
    if (leaf.argument >= 0) leaf.variable = nullptr;
  }
  for (size_t i = 0; i < results.size(); ++i) outside(plan_->results_[i], results[i]);
}

std::unique_ptr<Plan> Capture::finish(std::vector<Tensor>& results) {
  if (generator().seed() != generator_.seed() || generator().drawn() < generator_.drawn()) {
    refuse(
        "manual_seed() in a step would start the same numbers at every run; call it before the "
        "step");
  }
  plan_->streams_ = generator().drawn() - generator_.drawn();
  close_arguments();
  close_leaves();
  close_rows();
  for (const Tensor& t : results) plan_->results_.push_back(described(t));
  close_buffers();
  hand_over(results);
  std::erase_if(plan_->constants_, [](const Ref<TensorImpl>& t) { return t->use_count() == 1; });
  std::vector<Ref<Storage>> storages;
  for (const Watched& watched : watched_) storages.push_back(watched.storage);
  watched_.clear();
  set_.clear();
  plan_->fold(storages);
  storages.clear();
  plan_->group();
  release_cached_memory();  // what the watched run left there, a run of the plan does not need
  plan_->lay_out();
  plan_->prepare();
  for (PlanLeaf& leaf : plan_->leaves_) {
    if (!leaf.variable) continue;
    ++leaf.variable->plans;
    leaf.counted = true;
  }
  return std::move(plan_);
}

}  // namespace nnlite
