// Positions in a sequence: rotated into queries and keys, or added to the embeddings.
#pragma once

#include "nnlite/nn/module.h"

namespace nnlite {

// Pairs of features of x (..., l, d) rotated by position / base^(2 i / d) for pair i: features i
// and i + d / 2, or 2 i and 2 i + 1 where `interleaved`. Positions are offset .. offset + l - 1.
Tensor rotary(const Tensor& x, double base = 10000, int64_t offset = 0, bool interleaved = false);

// (length, features): sin(position / base^(2 i / d)) in columns 2 i, its cosine in 2 i + 1.
Tensor sinusoidal_positions(int64_t length, int64_t features, double base = 10000,
                            DType dtype = kFloat32);

namespace nn {

// Rotary positions for queries and keys (Su et al. 2021).
class RotaryEmbedding : public Layer<RotaryEmbedding> {
 public:
  static constexpr const char* kName = "RotaryEmbedding";
  explicit RotaryEmbedding(int64_t dim, double base = 10000, bool interleaved = false);
  Tensor forward(const Tensor& x) override { return forward(x, 0); }
  Tensor forward(const Tensor& x, int64_t offset);
  std::string extra_repr() const override;

  int64_t dim;
  double base;
  bool interleaved;
};

// x plus sinusoidal positions (Vaswani et al. 2017), then dropout.
class SinusoidalEncoding : public Layer<SinusoidalEncoding> {
 public:
  static constexpr const char* kName = "SinusoidalEncoding";
  explicit SinusoidalEncoding(int64_t d_model, double dropout = 0.1, bool batch_first = false,
                              double base = 10000);
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;

  int64_t d_model;
  double dropout, base;
  bool batch_first;
};

}  // namespace nn
}  // namespace nnlite
