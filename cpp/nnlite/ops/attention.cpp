// Attention. Its gradient is one pass over tiles; where that is to be differentiated again, or a
// mask is learned, it is made of operations on whole matrices of scores.
#include "nnlite/ops/attention.h"

#include <cmath>
#include <limits>

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/core/random.h"
#include "nnlite/ops/create.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/join.h"
#include "nnlite/ops/matmul.h"
#include "nnlite/ops/random.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"
#include "nnlite/ops/slice.h"
#include "nnlite/ops/softmax.h"

namespace nnlite {

namespace {

constexpr const char* kName = "scaled_dot_product_attention";
constexpr int64_t kCausal = 1, kPacked = 2, kMasked = 4;  // bits of attrs.integer[2]
constexpr double kNothing = -std::numeric_limits<double>::infinity();
constexpr int64_t kGroup = 64;  // every row of scores begins with a new group of random numbers

bool is(const Attrs& attrs, int64_t flag) { return (attrs.integer[2] & flag) != 0; }

// ---- by operations ------------------------------------------------------------------------------

// Heads of queries in groups that share one of keys: all tensors have five axes.
struct Grouped {
  Tensor q, k, v, mask;
};
Tensor grouped(const Tensor& x, int64_t key_heads) {
  const Shape& s = x.shape();
  return reshape(x, {s[0], key_heads, s[1] / key_heads, s[2], s[3]});
}
Grouped grouped(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& mask) {
  const int64_t n = k.shape()[1];
  return {grouped(q, n), grouped(k, n), grouped(v, n),
          mask.defined() ? grouped(mask, n) : Tensor()};
}

// softmax(q k^T scale + mask), zeros where a query sees nothing.
Tensor probabilities(const Grouped& x, const Attrs& attrs) {
  Tensor s = product(x.q, x.k, false, true) * attrs.number[0];
  if (x.mask.defined() && x.mask.dtype() == kBool) {
    s = where(x.mask, s, kNothing);
  } else if (x.mask.defined()) {
    s = s + x.mask;
  }
  const int64_t length = s.shape()[3], keys = s.shape()[4];
  if (is(attrs, kCausal)) {
    s = where(reshape(arange(0, length), {length, 1}) >= arange(0, keys), s, kNothing);
  }
  if (keys == 0) return s;
  const Tensor blind = max(s.detach(), {4}, true) == kNothing;
  return where(blind, 0, softmax(where(blind, 0, s), 4));
}

// 0 or 1 / (1 - p) for every probability, as the primitive draws them.
Tensor kept(const Tensor& p, const Attrs& attrs) {
  Shape shape = p.shape();
  const int64_t keys = shape[4];
  shape[4] = (keys + kGroup - 1) / kGroup * kGroup;
  const Tensor all =
      dropout_of(ones(shape, p.dtype()), attrs.number[1], static_cast<uint64_t>(attrs.integer[0]),
                 static_cast<uint64_t>(attrs.integer[1]));
  return narrow(all, 4, 0, keys);
}

// (b, h, l, f)
Tensor by_operations(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& mask,
                     const Attrs& attrs) {
  const Grouped x = grouped(q, k, v, mask);
  Tensor p = probabilities(x, attrs);
  if (attrs.number[1] > 0) p = p * kept(p, attrs);
  return reshape(product(p, x.v, false, false),
                 {q.shape()[0], q.shape()[1], q.shape()[2], v.shape()[3]});
}

struct Gradients {
  Tensor q, k, v;
};
Gradients gradients_by_operations(const Tensor& g_, const Tensor& q, const Tensor& k,
                                  const Tensor& v, const Tensor& mask, const Attrs& attrs) {
  const Grouped x = grouped(q, k, v, mask);
  const Tensor g = grouped(g_, k.shape()[1]), p = probabilities(x, attrs);
  Tensor d = product(g, x.v, false, true), dropped = p;
  if (attrs.number[1] > 0) {
    const Tensor factors = kept(p, attrs);
    d = d * factors;
    dropped = p * factors;
  }
  const Tensor ds = p * (d - sum(d * p, {4}, true)) * attrs.number[0];
  return {reshape(product(ds, x.k, false, false), q.shape()),
          reshape(sum(product(ds, x.q, true, false), {2}), k.shape()),
          reshape(sum(product(dropped, g, true, false), {2}), v.shape())};
}

// ---- records ------------------------------------------------------------------------------------

// (b, l, h, e) as (b, h, l, e), and back.
Tensor turned(const Tensor& x) { return transpose(x, 1, 2); }

// q, k and v within one tensor (b, l, heads + 2 key heads, e).
Gradients parts(const Tensor& x, int64_t key_heads) {
  const int64_t heads = x.shape()[2] - 2 * key_heads;
  return {turned(narrow(x, 2, 0, heads)), turned(narrow(x, 2, heads, key_heads)),
          turned(narrow(x, 2, heads + key_heads, key_heads))};
}

const OpRow kGradient({.name = "attention_gradient",
                       .primitive = Primitive::attention_gradient,
                       .doc = "The gradients of attention."});

void set_at_once(Gradient& grad) {
  const Attrs& attrs = grad.attrs();
  const int count = is(attrs, kPacked) ? 1 : 3;
  const Tensor g = contiguous(grad.g()), y = grad.out(), logs = grad.out(1);
  SmallVector<Tensor, 4> read;
  for (int i = 0; i < grad.inputs(); ++i) read.emplace_back(grad.in(i));
  SmallVector<const Tensor*, 8> in;
  for (const Tensor* t : {&g, &y, &logs}) in.emplace_back(t);
  for (const Tensor& t : read) in.emplace_back(&t);
  SmallVector<Layout, 3> out;
  for (int i = 0; i < count; ++i) {
    Shape shape = read[i].shape();
    if (count == 3) std::swap(shape[1], shape[2]);
    out.emplace_back(shape, y.dtype());
  }
  const Outputs found = emit_many(kGradient, Inputs({in.data(), static_cast<size_t>(in.size())}),
                                  {out.data(), static_cast<size_t>(count)}, attrs);
  for (int i = 0; i < count; ++i) grad.set(i, count == 1 ? found[i] : turned(found[i]));
}

void set_by_operations(Gradient& grad) {
  const Attrs& attrs = grad.attrs();
  const bool packed = is(attrs, kPacked);
  const Tensor mask = is(attrs, kMasked) ? grad.in(packed ? 1 : 3) : Tensor();
  const Tensor g = turned(grad.g());
  if (packed) {
    const Gradients x = parts(grad.in(0), attrs.integer[3]);
    const Gradients d = gradients_by_operations(g, x.q, x.k, x.v, mask, attrs);
    grad.set(0, concat({turned(d.q), turned(d.k), turned(d.v)}, 2));
    return;
  }
  const Gradients d = gradients_by_operations(g, grad.in(0), grad.in(1), grad.in(2), mask, attrs);
  grad.set(0, d.q);
  grad.set(1, d.k);
  grad.set(2, d.v);
}

constexpr uint16_t kAll = In0 | In1 | In2 | In3 | Out0 | Out1;
const OpRow kAttention({.name = "attention",
                        .primitive = Primitive::attention,
                        .saves = {kAll, kAll, kAll, kAll},
                        .gradient =
                            [](Gradient& grad) {
                              grad.create_graph() ? set_by_operations(grad) : set_at_once(grad);
                            },
                        .doc = "softmax(q k^T scale + mask) v, tile by tile."});

// The result (b, l, heads, f).
Tensor run(Inputs in, const Shape& shape, const Attrs& attrs) {
  const DType dtype = in[0].dtype();
  const Layout out[] = {Layout(shape, dtype), Layout({shape[0], shape[2], shape[1]}, kFloat64)};
  return emit_many(kAttention, in, out, attrs)[0];
}

Attrs attrs_of(const AttentionOptions& options, int64_t features, int64_t key_heads) {
  if (!(options.dropout_p >= 0 && options.dropout_p <= 1)) {
    fail_value(kName, "dropout_p is a probability from 0 to 1, not ", options.dropout_p);
  }
  Attrs attrs;
  const auto e = static_cast<double>(std::max<int64_t>(features, 1));
  attrs.number[0] = options.scale.value_or(1 / std::sqrt(e));
  attrs.number[1] = options.dropout_p;
  attrs.integer[0] = attrs.integer[1] = -1;  // no random numbers
  if (options.dropout_p > 0) {
    attrs.integer[0] = static_cast<int64_t>(generator().seed());
    attrs.integer[1] = static_cast<int64_t>(next_stream());
  }
  attrs.integer[2] = options.is_causal ? kCausal : 0;
  attrs.integer[3] = key_heads;
  return attrs;
}

// ---- the door -----------------------------------------------------------------------------------

Shape leading(const Tensor& x) {
  return Shape(x.shape().span().first(static_cast<size_t>(x.dims() - 2)));
}
Shape with(Shape shape, int64_t rows, int64_t columns) {
  shape.push_back(rows);
  shape.push_back(columns);
  return shape;
}

void check(const Tensor& q, const Tensor& k, const Tensor& v) {
  for (const auto& [name, x] : {std::pair("query", q), {"key", k}, {"value", v}}) {
    if (!is_float(x.dtype()) || x.dtype() != q.dtype()) {
      fail_type(kName, name, " is ", x.dtype(), " and query ", q.dtype(),
                "; all three must be float32, or all float64");
    }
    if (x.dims() < 2) {
      fail_value(kName, name, " has shape ", x.shape(), "; it must be (..., length, features)");
    }
  }
  if (q.shape().back() != k.shape().back()) {
    fail_value(kName, "query has ", q.shape().back(), " features and key ", k.shape().back(),
               "; the last axes of ", q.shape(), " and ", k.shape(), " must match");
  }
  if (k.shape()[k.dims() - 2] != v.shape()[v.dims() - 2]) {
    fail_value(kName, "key has length ", k.shape()[k.dims() - 2], " and value ",
               v.shape()[v.dims() - 2], "; every key needs one value");
  }
}

// How many heads keys have where those of queries share them, else as many as queries.
int64_t shared_heads(const Tensor& q, const Tensor& k, const Tensor& v) {
  if (q.dims() < 3 || k.dims() < 3 || v.dims() < 3) {
    fail_value(kName, "enable_gqa needs an axis of heads: (..., heads, length, features)");
  }
  const int64_t heads = q.shape()[q.dims() - 3], n = k.shape()[k.dims() - 3];
  if (n < 1 || heads % n != 0 || v.shape()[v.dims() - 3] != n) {
    fail_value(kName, "query has ", heads, " heads, key ", n, " and value ",
               v.shape()[v.dims() - 3],
               "; key and value need as many as each other, and their number must divide query's");
  }
  return n;
}

// A mask fit for the primitive: seen by every head and query, boolean or of the queries' dtype.
Tensor fitting_mask(const Tensor& mask, const Shape& full, DType dtype) {
  if (mask.dtype() != kBool && !is_float(mask.dtype())) {
    fail_type(kName, "attn_mask is ", mask.dtype(),
              "; give bool (true: the key is seen) or floats to be added to the scores");
  }
  if (mask.dims() > full.size() || !can_broadcast(mask.shape(), full)) {
    fail_value(kName, "attn_mask has shape ", mask.shape(),
               ", which does not broadcast to (..., queries, keys) = ", full);
  }
  return stretch_to(mask.dtype() == kBool ? mask : cast(mask, dtype), full);
}

// Any leading axes as two: batch and heads; one alone is the batch, but where heads are `grouped`.
Tensor in_four(const Tensor& x, bool grouped) {
  const Shape& s = x.shape();
  const int d = x.dims();
  if (d == 4) return x;
  if (d == 3) return unsqueeze(x, grouped ? 0 : 1);
  if (d == 2) return unsqueeze(unsqueeze(x, 0), 0);
  return reshape(x, {-1, s[d - 3], s[d - 2], s[d - 1]});
}

}  // namespace

Tensor scaled_dot_product_attention(const Tensor& q_, const Tensor& k_, const Tensor& v_,
                                    const Tensor& mask_, const AttentionOptions& options) {
  check(q_, k_, v_);
  Shape batch = leading(q_), key_batch;
  if (options.enable_gqa) {
    const int64_t n = shared_heads(q_, k_, v_), heads = batch.back();
    Shape mine = batch;
    mine[mine.size() - 1] = n;
    key_batch = broadcast(kName, broadcast(kName, mine, leading(k_)), leading(v_));
    batch = key_batch;
    batch[batch.size() - 1] = heads;
  } else {
    batch = key_batch = broadcast(kName, broadcast(kName, batch, leading(k_)), leading(v_));
  }
  const auto fit = [&](const Tensor& x, const Shape& lead) {
    return in_four(stretch_to(x, with(lead, x.shape()[x.dims() - 2], x.shape().back())),
                   options.enable_gqa);
  };
  const Tensor q = fit(q_, batch), k = fit(k_, key_batch), v = fit(v_, key_batch);
  const int64_t length = q.shape()[2], keys = k.shape()[2];
  const Shape full = with(batch, length, keys), shape = with(batch, length, v.shape()[3]);
  Tensor mask;
  if (mask_.defined()) mask = in_four(fitting_mask(mask_, full, q.dtype()), options.enable_gqa);
  Attrs attrs = attrs_of(options, q.shape()[3], k.shape()[1]);
  if (mask.defined() && mask.requires_grad() && grad_enabled()) {
    return reshape(by_operations(q, k, v, mask, attrs), shape);
  }
  const Shape out{q.shape()[0], length, q.shape()[1], v.shape()[3]};
  if (!mask.defined()) return reshape(turned(run({&q, &k, &v}, out, attrs)), shape);
  attrs.integer[2] |= kMasked;
  return reshape(turned(run({&q, &k, &v, &mask}, out, attrs)), shape);
}

Tensor packed_attention(const Tensor& x, int64_t heads, int64_t key_heads, const Tensor& mask_,
                        const AttentionOptions& options) {
  const int64_t n = x.shape()[0], length = x.shape()[1], all = heads + 2 * key_heads;
  const int64_t features = x.shape()[2] / all;
  const Tensor four = reshape(x, {n, length, all, features});
  if (mask_.defined() && mask_.requires_grad() && grad_enabled()) {
    const Gradients p = parts(four, key_heads);
    AttentionOptions grouped_options = options;
    grouped_options.enable_gqa = true;
    const Tensor y = scaled_dot_product_attention(p.q, p.k, p.v, mask_, grouped_options);
    return reshape(turned(y), {n, length, heads * features});
  }
  Attrs attrs = attrs_of(options, features, key_heads);
  attrs.integer[2] |= kPacked;
  const Shape out{n, length, heads, features}, flat{n, length, heads * features};
  if (!mask_.defined()) return reshape(run({&four}, out, attrs), flat);
  const Tensor mask = fitting_mask(mask_, {n, heads, length, length}, x.dtype());
  attrs.integer[2] |= kMasked;
  return reshape(run({&four, &mask}, out, attrs), flat);
}

}  // namespace nnlite
