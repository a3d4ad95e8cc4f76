// einsum: operands meet from left to right. Each pair becomes one batched matrix product: axes
// that are needed no longer are summed, the others are sorted into batch, left, right and inner.
#include <algorithm>
#include <string>
#include <vector>

#include "nnlite/core/copy.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"

namespace nnlite {

namespace {

// A tensor whose axes have names; upper-case digits '0' .. '7' stand for those of "...".
struct Named {
  Tensor tensor;
  std::string axes;

  bool has(char c) const { return axes.find(c) != std::string::npos; }
  int64_t size(char c) const { return tensor.shape()[static_cast<int>(axes.find(c))]; }
};

struct Equation {
  std::vector<std::string> inputs;
  std::string output;
};

[[noreturn]] void refuse(const std::string& equation, const std::string& why) {
  fail_value("einsum", "'", equation, "': ", why);
}

void check_names(const std::string& equation, const std::string& axes) {
  for (char c : axes) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '7')) continue;
    refuse(equation, std::string("'") + c + "' is no axis name; use letters, '...', ',' and '->'");
  }
}

// Replaces "..." by names for the `count` axes it stands for, the last one '7'.
std::string without_dots(const std::string& equation, std::string axes, int count) {
  if (std::any_of(axes.begin(), axes.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    refuse(equation, "digits are no axis names; use letters");
  }
  const size_t dots = axes.find("...");
  if (dots == std::string::npos) return axes;
  std::string names;
  for (int i = kMaxDims - count; i < kMaxDims; ++i) names += static_cast<char>('0' + i);
  return axes.replace(dots, 3, names);
}

Equation parse(const std::string& text, const std::vector<Tensor>& operands) {
  std::string equation;
  std::copy_if(text.begin(), text.end(), std::back_inserter(equation),
               [](char c) { return c != ' '; });
  const size_t arrow = equation.find("->");
  const std::string left = equation.substr(0, arrow);
  Equation out;
  int dotted = 0;  // the most axes that "..." stands for
  size_t begin = 0;
  for (size_t i = 0; i < operands.size(); ++i) {
    const size_t end = i + 1 == operands.size() ? left.size() : left.find(',', begin);
    if (end == std::string::npos || begin > left.size()) {
      refuse(text, nnlite::text(operands.size(), " operands but fewer terms before '->'"));
    }
    const std::string term = left.substr(begin, end - begin);
    if (term.find(',') != std::string::npos) {
      refuse(text, nnlite::text(operands.size(), " operands but more terms before '->'"));
    }
    const bool dots = term.find("...") != std::string::npos;
    const int named = static_cast<int>(term.size()) - (dots ? 3 : 0);
    const int free = operands[i].dims() - named;
    if (free < 0 || (!dots && free != 0)) {
      refuse(text, nnlite::text("term '", term, "' does not fit operand ", i, " of shape ",
                                operands[i].shape()));
    }
    dotted = std::max(dotted, dots ? free : 0);
    out.inputs.push_back(without_dots(text, term, free));
    check_names(text, out.inputs.back());
    begin = end + 1;
  }
  if (arrow != std::string::npos) {
    out.output = without_dots(text, equation.substr(arrow + 2), dotted);
    check_names(text, out.output);
    return out;
  }
  std::string all;  // implicit: what appears once, in alphabetical order, after the dots
  for (const std::string& axes : out.inputs) all += axes;
  std::string once;
  for (char c : all) {
    const bool digit = c <= '7';
    if (digit ? once.find(c) == std::string::npos : std::count(all.begin(), all.end(), c) == 1) {
      once += c;
    }
  }
  std::sort(once.begin(), once.end());
  out.output = once;
  return out;
}

// Repeated names: their diagonal.
Named diagonal(Named x) {
  for (size_t i = 0; i < x.axes.size(); ++i) {
    const size_t again = x.axes.find(x.axes[i], i + 1);
    if (again == std::string::npos) continue;
    const int a = static_cast<int>(i), b = static_cast<int>(again);
    const int64_t n = x.tensor.shape()[a];
    if (x.tensor.shape()[b] != n) {
      fail_value("einsum", "axis '", x.axes[i], "' has sizes ", n, " and ", x.tensor.shape()[b]);
    }
    // Elements (i, i) stand n + 1 apart once both axes are one.
    Shape order;
    for (int d = 0; d < x.tensor.dims(); ++d) {
      if (d != a && d != b) order.push_back(d);
    }
    order.push_back(a);
    order.push_back(b);
    const Tensor last = permute(x.tensor, order);
    Shape flat = last.shape();
    flat.erase(flat.size() - 1);
    flat[flat.size() - 1] = n * n;
    Tensor joined = reshape(last, flat);
    if (n > 1) {
      Region region = Region::all(flat);
      region.counts[flat.size() - 1] = n;
      region.steps[flat.size() - 1] = n + 1;
      joined = slice(joined, region);
    }
    std::string axes;
    for (size_t d = 0; d < x.axes.size(); ++d) {
      if (d != i && d != again) axes += x.axes[d];
    }
    return diagonal({joined, axes + x.axes[i]});
  }
  return x;
}

// Sums the axes that nobody needs.
Named reduced(const Named& x, const std::string& needed) {
  Shape lost;
  std::string axes;
  for (size_t i = 0; i < x.axes.size(); ++i) {
    if (needed.find(x.axes[i]) == std::string::npos)
      lost.push_back(static_cast<int64_t>(i));
    else
      axes += x.axes[i];
  }
  if (lost.empty()) return x;
  return {cast(sum(x.tensor, lost), x.tensor.dtype()), axes};
}

// Axes in this order; those that x lacks have size 1.
Tensor arranged(const Named& x, const std::string& axes) {
  Shape order;
  for (char c : axes) {
    if (x.has(c)) order.push_back(static_cast<int64_t>(x.axes.find(c)));
  }
  Tensor out = permute(x.tensor, order);
  for (size_t i = 0; i < axes.size(); ++i) {
    if (!x.has(axes[i])) out = unsqueeze(out, static_cast<int64_t>(i));
  }
  return out;
}

// The product of the sizes of axes, each as the operand that is not 1 has it.
int64_t size_of(const Named& a, const Named& b, const std::string& axes, Shape* shape) {
  int64_t n = 1;
  for (char c : axes) {
    int64_t size = a.has(c) ? a.size(c) : b.size(c);
    if (size == 1 && b.has(c)) size = b.size(c);
    n *= size;
    if (shape) shape->push_back(size);
  }
  return n;
}

Tensor as_batch(const Named& x, const std::string& axes, int64_t batch, int64_t rows,
                int64_t columns, const Shape& full) {
  Tensor t = arranged(x, axes);
  if (t.shape() != full) t = broadcast_to(t, full);
  return reshape(t, {batch, rows, columns});
}

Named joined(const std::string& equation, const Named& left, const Named& right,
             const std::string& needed) {
  std::string batch, rows, columns, inner;
  for (char c : left.axes) {
    if (!right.has(c)) {
      rows += c;
      continue;
    }
    const int64_t m = left.size(c), n = right.size(c);
    const bool dots = c <= '7';
    if (m != n && !(dots && (m == 1 || n == 1))) {
      refuse(equation, text("axis '", c, "' has sizes ", m, " and ", n));
    }
    (needed.find(c) == std::string::npos ? inner : batch) += c;
  }
  for (char c : right.axes) {
    if (!left.has(c)) columns += c;
  }
  Shape out, left_full, right_full;
  const int64_t b = size_of(left, right, batch, &out);
  const int64_t m = size_of(left, right, rows, &out), n = size_of(left, right, columns, &out);
  const int64_t k = size_of(left, right, inner, nullptr);
  size_of(left, right, batch + rows + inner, &left_full);
  size_of(left, right, batch + inner + columns, &right_full);
  const Tensor l = as_batch(left, batch + rows + inner, b, m, k, left_full);
  const Tensor r = as_batch(right, batch + inner + columns, b, k, n, right_full);
  return {reshape(matmul(l, r), out), batch + rows + columns};
}

void check_output(const std::string& equation, const Equation& e) {
  for (size_t i = 0; i < e.output.size(); ++i) {
    const char c = e.output[i];
    if (e.output.find(c, i + 1) != std::string::npos) {
      refuse(equation, text("axis '", c, "' stands twice in the result"));
    }
    if (std::none_of(e.inputs.begin(), e.inputs.end(),
                     [c](const std::string& axes) { return axes.find(c) != std::string::npos; })) {
      refuse(equation, text("axis '", c, "' of the result stands in no operand"));
    }
  }
}

}  // namespace

Tensor einsum(const std::string& equation, const std::vector<Tensor>& operands) {
  if (operands.empty()) refuse(equation, "no operands; give one for each term");
  const Equation e = parse(equation, operands);
  check_output(equation, e);
  DType dtype = operands[0].dtype();
  for (const Tensor& t : operands) dtype = promote(dtype, t.dtype());
  const auto needed_after = [&](size_t i) {
    std::string needed = e.output;
    for (size_t j = i + 1; j < e.inputs.size(); ++j) needed += e.inputs[j];
    return needed;
  };
  Named total = diagonal({cast(operands[0], dtype), e.inputs[0]});
  total = reduced(total, needed_after(0));
  for (size_t i = 1; i < operands.size(); ++i) {
    Named next = diagonal({cast(operands[i], dtype), e.inputs[i]});
    next = reduced(next, needed_after(i) + total.axes);
    total = joined(equation, total, next, needed_after(i));
    total = reduced(total, needed_after(i));
  }
  return arranged(total, e.output);
}

}  // namespace nnlite
