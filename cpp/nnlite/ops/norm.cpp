// Normalization. Its gradient is one pass; where that is to be differentiated again, it is made of
// operations: dx = s (h - mean(h) - xh mean(h xh)), with h = g w, xh = (x - mean) s, s = 1 / dev.
#include "nnlite/ops/norm.h"

#include "nnlite/core/copy.h"
#include "nnlite/core/emit.h"
#include "nnlite/core/gradient.h"
#include "nnlite/ops/elementwise.h"
#include "nnlite/ops/reduce.h"
#include "nnlite/ops/shape.h"

namespace nnlite {

namespace {

const OpRow kLinesGradient({.name = "layer_norm_gradient",
                            .primitive = Primitive::layer_norm_gradient,
                            .doc = "The gradients of layer_norm."});
const OpRow kChannelsGradient({.name = "batch_norm_gradient",
                               .primitive = Primitive::batch_norm_gradient,
                               .doc = "The gradients of batch_norm."});

const OpRow kRootGradient({.name = "rms_norm_gradient",
                           .primitive = Primitive::layer_norm_gradient,
                           .code = 1,
                           .doc = "The gradients of rms_norm."});

bool has_weight(const Gradient& grad) { return grad.attrs().integer[1] != 0; }
bool has_bias(const Gradient& grad) { return grad.attrs().integer[2] != 0; }
int bias_place(const Gradient& grad) { return 1 + has_weight(grad); }

// One call for all three gradients.
void set_at_once(Gradient& grad, const Op& op) {
  const Tensor g = contiguous(grad.g()), x = grad.in(0), mean = grad.out(1), scale = grad.out(2);
  const Tensor w = has_weight(grad) ? grad.in(1) : Tensor();
  const Tensor* const in[] = {&g, &x, &mean, &scale, &w};
  const bool learned = has_weight(grad) || has_bias(grad);
  const Layout parameters(learned ? grad.shape(1) : Shape{}, x.dtype());
  const Layout out[] = {Layout(x.shape(), x.dtype()), parameters, parameters};
  const Outputs found =
      emit_many(op, Inputs({in, w.defined() ? 5u : 4u}), {out, learned ? 3u : 1u}, grad.attrs());
  grad.set(0, found[0]);
  if (has_weight(grad)) grad.set(1, found[1]);
  if (has_bias(grad)) grad.set(bias_place(grad), found[2]);
}

// The same made of operations. `axes` share statistics; w and b vary along the others and are
// `shaped` like x there. Not `centre`d: mean 0, wherever x lies.
void set_by_operations(Gradient& grad, const Shape& axes, const Shape& shaped, bool centre) {
  const Tensor g = grad.g(), x = grad.in(0);
  const Tensor centred = centre ? x - mean(x, axes, true) : x;
  const Tensor scale = rsqrt(mean(square(centred), axes, true) + grad.attrs().number[0]);
  const Tensor xh = centred * scale;
  const Tensor h = has_weight(grad) ? g * reshape(grad.in(1), shaped) : g;
  const Tensor rest = centre ? h - mean(h, axes, true) : h;
  grad.set(0, scale * (rest - xh * mean(h * xh, axes, true)));
  const auto like = [&](const Tensor& t, int i) {
    return reshape(sum_to(t, shaped), grad.shape(i));
  };
  if (has_weight(grad)) grad.set(1, like(g * xh, 1));
  if (has_bias(grad)) grad.set(bias_place(grad), like(g, bias_place(grad)));
}

void set_for_lines(Gradient& grad, const Op& op, bool centre) {
  if (!grad.create_graph()) return set_at_once(grad, op);
  const Shape& shape = grad.shape(0);
  Shape axes, shaped;
  for (int i = static_cast<int>(grad.attrs().integer[3]); i < shape.size(); ++i) {
    axes.push_back(i);
    shaped.push_back(shape[i]);
  }
  set_by_operations(grad, axes, shaped, centre);
}

const OpRow kLines({.name = "layer_norm",
                    .primitive = Primitive::layer_norm,
                    .saves = {In0 | In1 | Out1 | Out2, In0 | In1 | Out1 | Out2,
                              In0 | In1 | Out1 | Out2},
                    .gradient = [](Gradient& grad) { set_for_lines(grad, kLinesGradient, true); },
                    .doc = "Every line shifted and scaled to mean 0 and variance 1."});

const OpRow kRoot({.name = "rms_norm",
                   .primitive = Primitive::layer_norm,
                   .code = 1,
                   .saves = {In0 | In1 | Out1 | Out2, In0 | In1 | Out1 | Out2},
                   .gradient = [](Gradient& grad) { set_for_lines(grad, kRootGradient, false); },
                   .doc = "Every line scaled to a mean square of 1."});

const OpRow kChannels({.name = "batch_norm",
                       .primitive = Primitive::batch_norm,
                       .saves = {In0 | In1 | Out1 | Out2, In0 | In1 | Out1 | Out2,
                                 In0 | In1 | Out1 | Out2},
                       .gradient =
                           [](Gradient& grad) {
                             if (!grad.create_graph()) return set_at_once(grad, kChannelsGradient);
                             const Shape& shape = grad.shape(0);
                             Shape axes{0}, shaped{shape[1]};
                             for (int i = 2; i < shape.size(); ++i) {
                               axes.push_back(i);
                               shaped.push_back(1);
                             }
                             set_by_operations(grad, axes, shaped, true);
                           },
                       .doc = "Every channel shifted and scaled to mean 0 and variance 1."});

Outputs run_norm(const Op& op, const Tensor& x, const Tensor& w, const Tensor& b,
                 const Layout& statistics, Attrs attrs) {
  const Tensor values = contiguous(x);
  const Tensor weight = w.defined() ? contiguous(cast(w, x.dtype())) : w;
  const Tensor bias = b.defined() ? contiguous(cast(b, x.dtype())) : b;
  attrs.integer[1] = weight.defined();
  attrs.integer[2] = bias.defined();
  SmallVector<const Tensor*, 3> in;
  in.emplace_back(&values);
  if (weight.defined()) in.emplace_back(&weight);
  if (bias.defined()) in.emplace_back(&bias);
  const Layout out[] = {Layout(x.shape(), x.dtype()), statistics, statistics};
  return emit_many(op, Inputs({in.data(), static_cast<size_t>(in.size())}), out, attrs);
}

// The last `axes` axes of x as lines.
Tensor run_lines(const Op& op, const Tensor& x, int axes, const Tensor& w, const Tensor& b,
                 double eps) {
  Attrs attrs;
  attrs.integer[0] = 1;
  attrs.integer[3] = x.dims() - axes;
  Shape lines;
  for (int i = 0; i < x.dims(); ++i) {
    if (i < x.dims() - axes) {
      lines.push_back(x.shape()[i]);
    } else {
      attrs.integer[0] *= x.shape()[i];
    }
  }
  attrs.number[0] = eps;
  return run_norm(op, x, w, b, Layout(lines, kFloat64), attrs)[0];
}

}  // namespace

Tensor normalize_lines(const Tensor& x, int axes, const Tensor& w, const Tensor& b, double eps) {
  return run_lines(kLines, x, axes, w, b, eps);
}

Tensor normalize_root_mean_square(const Tensor& x, int axes, const Tensor& w, double eps) {
  return run_lines(kRoot, x, axes, w, {}, eps);
}

ChannelNorm normalize_channels(const Tensor& x, const Tensor& w, const Tensor& b, double eps) {
  Attrs attrs;
  attrs.number[0] = eps;
  const Outputs out = run_norm(kChannels, x, w, b, Layout({x.shape()[1]}, kFloat64), attrs);
  return {out[0], out[1].detach(), out[2].detach()};
}

}  // namespace nnlite
