// Module in words: its repr, and the table of its layers.
#include <algorithm>
#include <iomanip>
#include <sstream>

#include "nnlite/core/copy.h"
#include "nnlite/nn/embedding.h"
#include "nnlite/nn/scopes.h"

namespace nnlite::nn {

namespace {

// `text` with every line after the first moved to the right.
std::string indented(const std::string& text) {
  std::string out;
  for (char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out;
}

std::string grouped(int64_t n) {
  std::string digits = std::to_string(n);
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3) digits.insert(i, ",");
  return digits;
}

using Row = std::vector<std::string>;

// Columns as wide as their widest cell; the last one stands to the right.
std::string table(const std::vector<Row>& rows) {
  std::vector<size_t> widths(rows[0].size());
  for (const Row& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::ostringstream out;
  for (size_t r = 0; r < rows.size(); ++r) {
    std::ostringstream line;
    for (size_t i = 0; i < widths.size(); ++i) {
      const bool last = i + 1 == widths.size();
      line << (last ? std::right : std::left) << std::setw(static_cast<int>(widths[i]))
           << rows[r][i] << (last ? "" : "  ");
    }
    out << line.str() << "\n";
    if (r == 0) out << std::string(line.str().size(), '-') << "\n";
  }
  return out.str();
}

int64_t own_parameters(const Module& m) {
  int64_t count = 0;
  for (const auto& entry : m.registry().parameters) {
    if (const Tensor& t = entry.of(&m); t.defined()) count += t.numel();
  }
  return count;
}

// The dtype a model computes in: that of its first floating-point tensor.
DType model_dtype(Module& m) {
  for (const auto& [name, t] : m.state_dict()) {
    if (is_float(t.dtype())) return t.dtype();
  }
  return kFloat32;
}

// Zeros as the model takes them: whole numbers where its first layer looks them up in a table.
Tensor zeros_for(Module& model, const Shape& shape) {
  checked_numel("summary", shape);
  const Module* first = nullptr;
  model.visit([&](const std::string&, Module& m) {
    if (!first && m.named_children().empty()) first = &m;
  });
  const bool picks = dynamic_cast<const EmbeddingTable*>(first) != nullptr;
  Tensor x = Tensor::empty(shape, picks ? kInt64 : model_dtype(model));
  fill_into(x.value(), 0);
  return x;
}

std::unordered_map<const Module*, std::string> output_shapes(Module& model, const Tensor& x) {
  std::unordered_map<const Module*, std::string> shapes;
  const Mode mode(model, false);
  const Watch watch(
      model, [&](const std::string&, Module& m, const Tensor& y) { shapes[&m] = text(y.shape()); });
  const NoGrad scope;
  model(x);
  return shapes;
}

}  // namespace

std::string Module::repr() const {
  const std::string extra = extra_repr();
  const auto children = named_children();
  if (children.empty()) return type_name() + "(" + extra + ")";
  std::string out = type_name() + "(" + (extra.empty() ? "" : "\n  " + indented(extra));
  for (const auto& [name, child] : children) {
    out += "\n  (" + name + "): " + indented(child->repr());
  }
  return out + "\n)";
}

std::string Module::summary(const Shape* input) {
  return summary(input ? zeros_for(*this, *input) : Tensor());
}

std::string Module::summary(const Tensor& input) {
  std::unordered_map<const Module*, std::string> shapes;
  const bool runs = input.defined();
  if (runs) shapes = output_shapes(*this, input);
  std::vector<Row> rows = {{"layer", "type"}};
  if (runs) rows[0].push_back("output");
  rows[0].push_back("parameters");
  visit([&](const std::string& path, Module& m) {
    Row row = {path.empty() ? "(model)" : path, m.type_name()};
    if (runs) row.push_back(shapes.count(&m) ? shapes[&m] : "-");
    row.push_back(grouped(own_parameters(m)));
    rows.push_back(std::move(row));
  });
  const int64_t all = num_parameters(), trainable = num_parameters(true);
  std::string out = table(rows) + "\nparameters: " + grouped(all);
  if (trainable != all) out += ", of which " + grouped(trainable) + " are trained";
  return out;
}

int64_t Module::add_hook(Hook hook) {
  hooks_.emplace_back(next_hook_, std::move(hook));
  return next_hook_++;
}

void Module::remove_hook(int64_t id) {
  std::erase_if(hooks_, [id](const auto& hook) { return hook.first == id; });
}

}  // namespace nnlite::nn
