// The walk backwards: from the newest record to the oldest, each handing gradients to the
// producers of its inputs.
#include "nnlite/core/backward.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "nnlite/core/capture.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/gradient.h"

namespace nnlite {

namespace {

using Tensors = SmallVector<Tensor, 2>;

// Containers of one walk: their memory comes from the pool, so that a steady step asks for none.
template <class T>
using List = std::vector<T, PoolAllocator<T>>;
template <class Key, class T>
using Map = std::unordered_map<Key, T, std::hash<Key>, std::equal_to<Key>,
                               PoolAllocator<std::pair<const Key, T>>>;
template <class Key>
using Set = std::unordered_set<Key, std::hash<Key>, std::equal_to<Key>, PoolAllocator<Key>>;

// Whether nobody else sees the tensor change.
bool is_own(const Tensor& t) { return is_sole(t) && t.is_contiguous(); }

// Whether it may be added to in place; its axes may have any order.
bool takes_more(const Tensor& t) { return is_sole(t) && t.layout().dense(); }

void add_to(Tensor& total, const Tensor& addend, bool create_graph) {
  if (!total.defined()) {
    total = addend;
  } else if (!create_graph && takes_more(total)) {
    add_into(total.value(), addend.value());
  } else {
    total = accumulate(total, addend);
  }
}

class Walk final : private Totals {
 public:
  Walk(const GradOptions& options, bool to_leaves)
      : create_graph_(options.create_graph),
        retain_(options.retain_graph.value_or(options.create_graph)),
        to_leaves_(to_leaves),
        revisit_(options.revisit) {}

  // Asks for the gradient of `variable`; only records that lead to one will run.
  void want(const Ref<Variable>& variable) { wanted_.emplace(variable.get(), Tensor()); }

  void seed(const Ref<Variable>& variable, const Tensor& gradient) { send(variable, gradient); }

  // Marks the records through which a wanted variable can be reached.
  void prune() {
    List<Record*> found;
    Set<Record*> seen;
    for (auto& [sequence, record] : heap_) {
      if (seen.insert(record).second) found.push_back(record);
    }
    for (size_t i = 0; i < found.size(); ++i) {
      for (const Slot& slot : found[i]->inputs) {
        Record* producer = slot.variable ? slot.variable->producer.get() : nullptr;
        if (producer && seen.insert(producer).second) found.push_back(producer);
      }
    }
    std::sort(found.begin(), found.end(),
              [](Record* a, Record* b) { return a->sequence < b->sequence; });
    for (Record* record : found) {
      for (const Slot& slot : record->inputs) {
        if (slot.variable && leads(*slot.variable)) leading_.insert(record);
      }
    }
  }

  void run() {
    GradMode mode(create_graph_);
    while (!heap_.empty()) {
      std::pop_heap(heap_.begin(), heap_.end());
      const Ref<Record> record = pending_.at(heap_.back().second).record;
      heap_.pop_back();
      Tensors outputs = std::move(pending_.at(record.get()).gradients);
      pending_.erase(record.get());
      keep(*record, outputs);
      if (to_leaves_ || leading_.count(record.get())) step(*record, outputs);
    }
  }

  // The gradient found for a wanted variable.
  Tensor found(const Variable* variable) const { return wanted_.at(variable); }

  // Adds what reached the leaves to their gradients, after everything that can fail has been done.
  void commit() {
    for (Leaf& leaf : leaves_) prepare(leaf);
    for (Leaf& leaf : leaves_) {
      Variable& v = *leaf.variable;
      if (leaf.adds == Leaf::Adds::numbers) add_into(v.grad.value(), leaf.gradient.value());
      if (leaf.adds == Leaf::Adds::rows) add_rows(v.grad.value(), leaf.rows);
      v.spent = false;
      if (leaf.adds != Leaf::Adds::none) continue;
      v.grad = leaf.rows.defined() ? std::move(leaf.rows.values) : std::move(leaf.gradient);
      v.rows = std::move(leaf.rows.rows);
    }
  }

 private:
  struct Pending {
    Ref<Record> record;
    Tensors gradients;
  };

  // What reached a leaf: numbers of its shape, rows of a table, or both.
  struct Leaf {
    Ref<Variable> variable;
    Tensor gradient = {};
    RowGradient rows = {};
    // What is added in place to the gradient that stands there; else it is replaced.
    enum class Adds : uint8_t { none, numbers, rows } adds = Adds::none;

    void add(const RowGradient& more) {
      const RowGradient both[] = {rows, more};
      rows = rows.defined() ? merge_rows(both) : more;
    }
  };

  bool leads(const Variable& v) const {
    return wanted_.count(&v) || (v.producer && leading_.count(v.producer.get()));
  }

  Tensor* of(const Variable& v) override {
    if (create_graph_ || !v.producer) return nullptr;
    const auto it = pending_.find(v.producer.get());
    if (it == pending_.end()) return nullptr;
    Tensor& total = it->second.gradients[v.index];
    return total.defined() && takes_more(total) ? &total : nullptr;
  }

  Leaf& leaf_of(const Ref<Variable>& v) {
    const size_t place = leaf_index_.try_emplace(v.get(), leaves_.size()).first->second;
    if (place == leaves_.size()) leaves_.push_back({v});
    return leaves_[place];
  }

  // Numbers and rows: numbers.
  void put_together(Leaf& leaf) const {
    if (create_graph_) {
      const Tensor table = table_of(leaf.rows, leaf.gradient.layout());
      leaf.gradient = accumulate(leaf.gradient, table);
    } else {
      leaf.gradient = own(std::move(leaf.gradient));
      add_rows(leaf.gradient.value(), leaf.rows);
    }
    leaf.rows = {};
  }

  // Decides what becomes of the gradient that stands in a leaf, and makes what takes its place.
  void prepare(Leaf& leaf) const {
    Variable& v = *leaf.variable;
    const bool adds = v.grad.defined() && !v.spent, stored = adds && holds_rows(v);
    if (Capture* capture = Capture::current()) {
      if (leaf.rows.defined() || v.rows.defined()) capture->touch_rows(leaf.variable);
      capture->touch_gradient(leaf.variable, adds ? Capture::Touch::read : Capture::Touch::replace);
    }
    if (stored) leaf.add({v.rows, v.grad});
    if (leaf.gradient.defined() && leaf.rows.defined()) put_together(leaf);
    if (!adds || stored) {
      if (!leaf.rows.defined()) leaf.gradient = own(std::move(leaf.gradient));
    } else if (create_graph_) {
      leaf.gradient = accumulate(v.grad, leaf.gradient);
    } else {
      leaf.adds = leaf.rows.defined() ? Leaf::Adds::rows : Leaf::Adds::numbers;
    }
  }

  // Hands a gradient to a leaf or to the record that computed the variable.
  void send(const Ref<Variable>& v, const Tensor& gradient) {
    if (!v->producer) {
      if (auto it = wanted_.find(v.get()); it != wanted_.end()) {
        add_to(it->second, gradient, create_graph_);
      } else if (to_leaves_) {
        add_to(leaf_of(v).gradient, gradient, create_graph_);
      }
      return;
    }
    auto [it, fresh] = pending_.try_emplace(v->producer.get());
    Pending& pending = it->second;
    if (fresh) {
      pending.record = v->producer;
      for (int i = 0; i < v->producer->outputs.size(); ++i) pending.gradients.emplace_back();
      heap_.emplace_back(v->producer->sequence, v->producer.get());
      std::push_heap(heap_.begin(), heap_.end());
    }
    add_to(pending.gradients[v->index], gradient, create_graph_);
  }

  // Stores gradients that computed variables keep or that were asked for.
  void keep(const Record& record, const Tensors& outputs) {
    for (int i = 0; i < outputs.size(); ++i) {
      Variable* v = record.variables[i];
      if (!v || !outputs[i].defined()) continue;
      if (auto it = wanted_.find(v); it != wanted_.end()) it->second = outputs[i];
      if (v->retains_grad && to_leaves_) {
        v->grad = v->grad.defined() ? accumulate(v->grad, outputs[i]) : outputs[i];
      }
    }
  }

  void step(Record& record, Tensors& outputs) {
    if (const Capture* capture = Capture::current();
        capture && record.sequence < capture->first_record()) {
      capture->refuse(text("backward: ", record.op->name,
                           " was computed before the compiled step; compute it inside, or "
                           "detach() its result"));
    }
    if (record.released && !revisit_) {
      fail_runtime("backward", "the graph below ", record.op->name,
                   " was freed by an earlier backward(); pass retain_graph=True to that call");
    }
    Tensors inputs;
    for (int i = 0; i < record.inputs.size(); ++i) inputs.emplace_back();
    Gradient gradient(record, {outputs.data(), static_cast<size_t>(outputs.size())},
                      {inputs.data(), static_cast<size_t>(inputs.size())}, create_graph_,
                      to_leaves_, *this);
    record.op->gradient(gradient);
    for (Tensor& t : outputs) t = Tensor();
    for (int i = 0; i < inputs.size(); ++i) {
      const Tensor mine = std::move(inputs[i]);
      if (!mine.defined()) continue;
      if (to_leaves_ || leads(*record.inputs[i].variable)) send(record.inputs[i].variable, mine);
    }
    if (const int i = gradient.rows_of(); i >= 0) {
      leaf_of(record.inputs[i].variable).add(gradient.rows());
    }
    if (!retain_) free_values(record);
  }

  // The record's memory goes; small values stay for pictures of the graph.
  static void free_values(Record& record) {
    auto drop = [](Slot& slot) {
      if (slot.value.storage && slot.value.storage->bytes() > kShownBytes) {
        slot.value.storage = nullptr;
      }
    };
    for (Slot& slot : record.inputs) drop(slot);
    for (Slot& slot : record.outputs) drop(slot);
    record.released = true;
  }

  // The gradient as a leaf may keep it: contiguous, and nobody else's.
  Tensor own(Tensor gradient) const {
    if (create_graph_) return gradient;
    return is_own(gradient) ? gradient : Tensor(copy_of(gradient.value()));
  }

  bool create_graph_, retain_, to_leaves_, revisit_;
  List<std::pair<uint64_t, Record*>> heap_;
  Map<Record*, Pending> pending_;
  Map<const Variable*, Tensor> wanted_;
  Set<const Record*> leading_;
  List<Leaf> leaves_;  // in the order they were reached
  Map<const Variable*, size_t> leaf_index_;
};

// The gradient that starts at an output.
Tensor seed_of(const char* name, const Tensor& output, const Tensor& gradient) {
  if (!output.requires_grad()) {
    fail_runtime(name,
                 "the tensor does not require a gradient; call requires_grad_() on what it "
                 "is computed from, and compute it outside no_grad()");
  }
  if (!gradient.defined()) {
    if (output.numel() != 1) {
      fail_value(name, "an output of shape ", output.shape(),
                 " has no gradient of its own; pass one of that shape, or reduce it to one number");
    }
    Tensor one = Tensor::empty(output.shape(), output.dtype());
    Value value = one.value();
    fill_into(value, 1);
    return one;
  }
  if (gradient.shape() != output.shape()) {
    fail_value(name, "the gradient has shape ", gradient.shape(), " but the output has shape ",
               output.shape());
  }
  return cast(gradient, output.dtype());
}

void seed_all(Walk& walk, const char* name, std::span<const Tensor> outputs,
              std::span<const Tensor> gradients) {
  if (!gradients.empty() && gradients.size() != outputs.size()) {
    fail_value(name, gradients.size(), " gradients for ", outputs.size(), " outputs");
  }
  for (size_t i = 0; i < outputs.size(); ++i) {
    const Tensor gradient = gradients.empty() ? Tensor() : gradients[i];
    walk.seed(outputs[i].variable(), seed_of(name, outputs[i], gradient));
  }
}

}  // namespace

void backward(std::span<const Tensor> outputs, std::span<const Tensor> gradients,
              const GradOptions& options) {
  Walk walk(options, true);
  seed_all(walk, "backward", outputs, gradients);
  walk.run();
  walk.commit();
}

std::vector<Tensor> grad(const std::vector<Tensor>& outputs, const std::vector<Tensor>& inputs,
                         const std::vector<Tensor>& gradients, const GradOptions& options) {
  Walk walk(options, false);
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (!inputs[i].requires_grad()) {
      fail_runtime("grad", "input ", i, " does not require a gradient; call requires_grad_()");
    }
    walk.want(inputs[i].variable());
  }
  seed_all(walk, "grad", outputs, gradients);
  walk.prune();
  walk.run();
  std::vector<Tensor> found;
  for (size_t i = 0; i < inputs.size(); ++i) {
    found.push_back(walk.found(inputs[i].variable().get()));
    if (!found.back().defined() && !options.allow_unused) {
      fail_runtime("grad", "input ", i,
                   " was not used to compute the outputs; pass "
                   "allow_unused=True to get None for it");
    }
  }
  return found;
}

}  // namespace nnlite
