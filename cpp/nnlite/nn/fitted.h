// Fitted: what the layers share that learn statistics of the data, and carry them in the model.
#pragma once

#include <functional>
#include <optional>

#include "nnlite/nn/module.h"

namespace nnlite::nn {

// Where statistics of the shape `features` stand beside an input: at the right of its axes, or with
// their first axis at `axis`.
class Fitted : public Module {
 public:
  Fitted(const char* name, const Shape& features, std::optional<int64_t> axis, DType dtype);

  // Integers become floats.
  Tensor forward(const Tensor& x) override;
  // Learns from data, which should be the training part alone. Throws ValueError where the shape
  // does not fit, there is nothing, or a value is NaN or infinite; the layer then keeps what it
  // had.
  void fit(const Tensor& data);
  std::string extra_repr() const override;

  Shape features;
  std::optional<int64_t> axis;

 protected:
  virtual Tensor transform(const Tensor& x) = 0;
  virtual void learn(const Tensor& data) = 0;

  // A statistic as it broadcasts against x.
  Tensor beside(const Tensor& statistic, const Tensor& x) const;
  // The same for a shape.
  Shape shape_beside(const Tensor& x) const;
  // Throws where a statistic is not finite.
  void check_finite(const Tensor& statistic) const;

 private:
  void check(const Tensor& x) const;

  DType dtype_;  // of floats that integers become before anything is learned
};

// f(rows) for slices of a contiguous x along its first axis, in float64: no copy of all data.
void by_rows(const Tensor& x, const std::function<void(const Tensor& rows)>& f);
// The mean of f(rows), elementwise, over all elements that share one of `shape`; float64.
Tensor mean_over(const Tensor& x, const Shape& shape,
                 const std::function<Tensor(const Tensor& rows)>& f);

}  // namespace nnlite::nn
