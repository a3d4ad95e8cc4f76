// Collects the records behind a tensor and draws them.
#include "nnlite/core/graph.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "nnlite/core/backward.h"
#include "nnlite/core/copy.h"
#include "nnlite/core/gradient.h"

namespace nnlite {

namespace {

std::vector<Record*> records_behind(const Tensor& output) {
  std::vector<Record*> found;
  std::unordered_set<Record*> seen;
  auto visit = [&](const Ref<Variable>& v) {
    Record* record = v ? v->producer.get() : nullptr;
    if (record && seen.insert(record).second) found.push_back(record);
  };
  visit(output.variable());
  for (size_t i = 0; i < found.size(); ++i) {
    for (const Slot& slot : found[i]->inputs) visit(slot.variable);
  }
  std::sort(found.begin(), found.end(),
            [](Record* a, Record* b) { return a->sequence < b->sequence; });
  return found;
}

class Builder {
 public:
  // The node of an input that no record behind the output computed, or of the one that did.
  int input(const Slot& slot) {
    if (slot.variable) {
      if (auto it = places_.find(slot.variable.get()); it != places_.end()) return it->second;
      return add("leaf", slot.value, slot.variable);
    }
    return add("constant", slot.value, nullptr);
  }

  void record(Record& r) {
    std::vector<int> inputs;
    for (const Slot& slot : r.inputs) inputs.push_back(input(slot));
    for (int i = 0; i < r.outputs.size(); ++i) {
      const Tensor out = output_of(r, i);
      const int node = add(r.op->name, r.outputs[i].value, out.variable());
      graph.nodes[node].inputs = inputs;
    }
  }

  int add(const std::string& op, const Value& value, const Ref<Variable>& variable) {
    Graph::Node node{variable ? variable->name : "", op, value.layout.shape, {}, {}, {}};
    if (value.storage && value.storage->bytes() <= kShownBytes) node.value = Tensor(value);
    graph.nodes.push_back(std::move(node));
    Tensor handle(value);
    handle.impl()->variable = variable;
    handles_.push_back(handle);
    const int place = static_cast<int>(graph.nodes.size()) - 1;
    if (variable) places_[variable.get()] = place;
    return place;
  }

  void fill_gradients(const Tensor& output) {
    std::vector<Tensor> inputs;
    std::vector<size_t> nodes;
    for (size_t i = 0; i < handles_.size(); ++i) {
      if (!handles_[i].variable()) continue;
      inputs.push_back(handles_[i]);
      nodes.push_back(i);
    }
    Tensor ones = Tensor::empty(output.shape(), output.dtype());
    Value value = ones.value();
    fill_into(value, 1);
    const GradOptions options{.retain_graph = true, .allow_unused = true, .revisit = true};
    const std::vector<Tensor> found = grad({output}, inputs, {ones}, options);
    for (size_t i = 0; i < found.size(); ++i) graph.nodes[nodes[i]].grad = found[i];
  }

  Graph graph;

 private:
  std::vector<Tensor> handles_;
  std::map<const Variable*, int> places_;
};

void print_values(std::ostream& out, const Tensor& t) {
  const Tensor flat = contiguous(t);
  if (flat.dims()) out << '[';
  for (int64_t i = 0; i < flat.numel(); ++i) {
    out << (i ? ", " : "");
    dispatch(flat.dtype(), [&](auto zero) {
      out << static_cast<double>(static_cast<decltype(zero)*>(flat.data())[i]);
    });
  }
  if (flat.dims()) out << ']';
}

void print_labelled(std::ostream& out, const char* label, const Tensor& t) {
  if (!t.defined() || static_cast<size_t>(t.numel()) * sizeof(double) > kShownBytes) return;
  out << label;
  print_values(out, t);
}

}  // namespace

std::vector<std::pair<int, int>> Graph::edges() const {
  std::vector<std::pair<int, int>> list;
  for (size_t i = 0; i < nodes.size(); ++i) {
    for (int from : nodes[i].inputs) list.emplace_back(from, static_cast<int>(i));
  }
  return list;
}

std::string Graph::str() const {
  std::ostringstream out;
  for (size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    out << '#' << i << " = " << node.op;
    if (!node.inputs.empty()) {
      out << '(';
      for (size_t k = 0; k < node.inputs.size(); ++k) out << (k ? ", #" : "#") << node.inputs[k];
      out << ')';
    }
    if (!node.name.empty()) out << ' ' << node.name;
    if (!node.shape.empty()) out << "  " << node.shape;
    print_labelled(out, "  value ", node.value);
    print_labelled(out, "  grad ", node.grad);
    out << '\n';
  }
  return out.str();
}

std::string Graph::dot() const {
  std::ostringstream out;
  out << "digraph {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n";
  for (size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    out << "  n" << i << " [label=\"" << (node.name.empty() ? node.op : node.name);
    if (!node.shape.empty()) out << "\\n" << node.shape;
    print_labelled(out, "\\nvalue ", node.value);
    out << '"' << (node.op == "leaf" ? ", style=bold" : "")
        << (node.op == "constant" ? ", style=dashed" : "") << "];\n";
  }
  for (const auto& [from, to] : edges()) {
    out << "  n" << from << " -> n" << to << " [label=\"";
    print_labelled(out, "", nodes[from].grad);
    out << "\"];\n";
  }
  out << "}\n";
  return out.str();
}

Graph graph_of(const Tensor& output) {
  const NoGrad no_grad;
  Builder builder;
  if (output.is_leaf()) {
    builder.add(output.requires_grad() ? "leaf" : "constant", output.value(), output.variable());
  }
  for (Record* record : records_behind(output)) builder.record(*record);
  if (output.requires_grad()) builder.fill_gradients(output);
  return std::move(builder.graph);
}

}  // namespace nnlite
