// Losses with options that ask scores, distances or angles to keep a margin.
#include "nnlite/nn/distance.h"
#include "nnlite/nn/loss_family.h"
#include "nnlite/nn/loss_parts.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/gather.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/sort.h"

namespace nnlite {

namespace {

// Rows of classes: (C,) is one of them.
Tensor class_rows(const char* op, const Tensor& input) {
  check_float(op, "input", input);
  if (input.dims() != 1 && input.dims() != 2) {
    fail_value(op, "input has shape ", input.shape(), "; it must be (N, C) or (C,)");
  }
  if (input.shape()[input.dims() - 1] == 0) fail_value(op, "there are no classes");
  return input.dims() == 1 ? unsqueeze(input, 0) : input;
}

// The losses of rows, as many as the input had: one without an axis where it was (C,).
Tensor of_rows(const char* op, const Tensor& input, const Tensor& losses, Average reduction) {
  return reduced(op, input.dims() == 1 ? squeeze(losses, {0}) : losses, reduction);
}

void check_class_weight(const char* op, const Tensor& weight, int64_t classes) {
  if (weight.defined() && weight.shape() != Shape{classes}) {
    fail_value(op, "weight has shape ", weight.shape(), " but there are ", classes, " classes");
  }
}

Tensor lacking(const Tensor& input, const Tensor& target, double margin) {
  return relu(margin - like(input, target) * input);
}

}  // namespace

void TripletOptions::check(const char* op) const {
  if (!(margin > 0)) fail_value(op, "margin must be positive, not ", margin);
  if (!(p > 0)) fail_value(op, "p must be positive, not ", p);
}
void MultiMarginOptions::check(const char* op) const {
  if (p != 1 && p != 2) fail_value(op, "p is ", p, "; it must be 1 or 2");
}

Tensor hinge_loss(const Tensor& input, const Tensor& target, const HingeOptions& o) {
  check_pair("hinge_loss", input, target);
  return reduced("hinge_loss", lacking(input, target, o.margin), o.reduction);
}

Tensor squared_hinge_loss(const Tensor& input, const Tensor& target, const HingeOptions& o) {
  check_pair("squared_hinge_loss", input, target);
  return reduced("squared_hinge_loss", square(lacking(input, target, o.margin)), o.reduction);
}

Tensor hinge_embedding_loss(const Tensor& input, const Tensor& target, const HingeOptions& o) {
  constexpr const char* op = "hinge_embedding_loss";
  check_pair(op, input, target);
  return reduced(op, where(target == 1, input, relu(o.margin - input)), o.reduction);
}

Tensor soft_margin_loss(const Tensor& input, const Tensor& target, const PlainOptions& o) {
  constexpr const char* op = "soft_margin_loss";
  check_pair(op, input, target);
  return reduced(op, -logsigmoid(like(input, target) * input), o.reduction);
}

Tensor margin_ranking_loss(const Tensor& input1, const Tensor& input2, const Tensor& target,
                           const MarginOptions& o) {
  constexpr const char* op = "margin_ranking_loss";
  check_pair(op, input1, input2, "input1", "input2");
  check_pair(op, input1, target, "input1", "target");
  const Tensor order = like(input1, target) * (input1 - like(input1, input2));
  return reduced(op, relu(o.margin - order), o.reduction);
}

Tensor cosine_embedding_loss(const Tensor& input1, const Tensor& input2, const Tensor& target,
                             const MarginOptions& o) {
  constexpr const char* op = "cosine_embedding_loss";
  check_pair(op, input1, input2, "input1", "input2");
  if (!target.defined()) fail_type(op, "target must be a tensor");
  if (input1.dims() != 1 && input1.dims() != 2) {
    fail_value(op, "input1 has shape ", input1.shape(), "; it must be (N, D) or (D,)");
  }
  Shape rows = input1.shape();
  rows.erase(rows.size() - 1);
  if (target.shape() != rows) {
    fail_value(op, "target has shape ", target.shape(), " but the vectors ", input1.shape(),
               " need ", rows);
  }
  const Tensor angle = cosine_similarity(input1, like(input1, input2), -1);
  const Tensor apart = where(target == -1, relu(angle - o.margin), 0.0);
  return reduced(op, where(target == 1, 1.0 - angle, apart), o.reduction);
}

Tensor triplet_margin_loss(const Tensor& anchor, const Tensor& positive, const Tensor& negative,
                           const TripletOptions& o) {
  constexpr const char* op = "triplet_margin_loss";
  check_pair(op, anchor, positive, "anchor", "positive");
  check_pair(op, anchor, negative, "anchor", "negative");
  o.check(op);
  const Tensor p = like(anchor, positive), n = like(anchor, negative);
  Tensor far = pairwise_distance(anchor, n, o.p, o.eps);
  if (o.swap) far = minimum(far, pairwise_distance(p, n, o.p, o.eps));
  return reduced(op, relu(pairwise_distance(anchor, p, o.p, o.eps) - far + o.margin), o.reduction);
}

Tensor multi_margin_loss(const Tensor& input, const Tensor& target, const MultiMarginOptions& o) {
  constexpr const char* op = "multi_margin_loss";
  const Tensor x = class_rows(op, input);
  o.check(op);
  const int64_t rows = x.shape()[0], classes = x.shape()[1];
  check_class_weight(op, o.weight, classes);
  Tensor y = integer_labels(op, target, input.dims() == 1 ? Shape{} : Shape{rows}, input);
  y = reshape(y, {rows, 1});
  Tensor missing = relu(o.margin - gather(x, 1, y) + x);
  if (o.p == 2) missing = square(missing);
  if (o.weight.defined()) missing = missing * take(like(x, o.weight), y);
  const Tensor own = arange(0, classes) == y;
  const Tensor losses = sum(where(own, 0.0, missing), {1}) / static_cast<double>(classes);
  return of_rows(op, input, losses, o.reduction);
}

Tensor multilabel_margin_loss(const Tensor& input, const Tensor& target, const PlainOptions& o) {
  constexpr const char* op = "multilabel_margin_loss";
  const Tensor x = class_rows(op, input);
  const int64_t rows = x.shape()[0], classes = x.shape()[1];
  Tensor y = reshape(integer_labels(op, target, input.shape(), input), {rows, classes});
  const Tensor listed = cumsum(cast(y < 0, kInt64), 1) == 0;  // before the first -1
  y = where(listed, y, 0);
  const Tensor counted = cast(listed, x.dtype());
  const Tensor right = scatter_add(zeros_like(x.detach()), 1, y, counted) > 0.0;
  const Tensor wrong = cast(logical_not(right), kFloat64);
  // In the order of x_j - 1 (of those listed, first) and x_i, largest first: what stands before a
  // right one are the wrong ones that come too near. Prefix sums count and sum them.
  const Tensor z = cast(x, kFloat64), none = zeros_like(z.detach());
  const Tensor marks = concat({gather(z, 1, y) - 1.0, z}, 1);
  const auto [sorted, from] = sort(marks, 1, true);
  const Tensor ahead = gather(concat({none, wrong}, 1), 1, from);
  const Tensor gaps = cumsum(ahead * sorted, 1) - cumsum(ahead, 1) * sorted;
  const Tensor asks = gather(concat({cast(listed, kFloat64), none}, 1), 1, from);
  const Tensor losses = sum(asks * gaps, {1}) / static_cast<double>(classes);
  return of_rows(op, input, cast(losses, x.dtype()), o.reduction);
}

Tensor multilabel_soft_margin_loss(const Tensor& input, const Tensor& target,
                                   const ClassWeightOptions& o) {
  constexpr const char* op = "multilabel_soft_margin_loss";
  const Tensor x = class_rows(op, input);
  check_pair(op, input, target);
  check_class_weight(op, o.weight, x.shape()[1]);
  const Tensor y = reshape(like(x, target), x.shape());
  Tensor losses = -(y * logsigmoid(x) + (1.0 - y) * logsigmoid(-x));
  if (o.weight.defined()) losses = losses * like(x, o.weight);
  return of_rows(op, input, mean(losses, {1}), o.reduction);
}

}  // namespace nnlite
