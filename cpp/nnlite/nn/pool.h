// Pooling, as layers: what they compute stands in ops/pool.h.
#pragma once

#include "nnlite/nn/module.h"
#include "nnlite/ops/pool.h"

namespace nnlite::nn {

// What the pooling layers share: the axes they pool, the last ones.
class PoolLayer : public Module {
 public:
  explicit PoolLayer(int axes) : axes(axes) {}
  int axes;

 protected:
  // Throws as the first call would where the options themselves are wrong.
  void check(const char* name, const PoolOptions& options) const;
};

class MaxPool : public PoolLayer {
 public:
  MaxPool(const char* name, int axes, const PoolOptions& options, bool return_indices);
  // Throws where return_indices asks for two tensors; see with_indices.
  Tensor forward(const Tensor& x) override;
  std::pair<Tensor, Tensor> with_indices(const Tensor& x) const;
  std::string extra_repr() const override;

  PoolOptions options;
  bool return_indices;
};

class AvgPool : public PoolLayer {
 public:
  AvgPool(const char* name, int axes, const PoolOptions& options, bool count_include_pad,
          std::optional<int64_t> divisor_override);
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;

  PoolOptions options;
  bool count_include_pad;
  std::optional<int64_t> divisor_override;
};

class LPPool : public PoolLayer {
 public:
  LPPool(const char* name, int axes, double norm_type, const PoolOptions& options);
  Tensor forward(const Tensor& x) override;
  std::string extra_repr() const override;

  double norm_type;
  PoolOptions options;
};

class AdaptivePool : public PoolLayer {
 public:
  AdaptivePool(const char* name, int axes, const Shape& output_size);
  std::string extra_repr() const override;

  Shape output_size;
};

class AdaptiveAvgPool : public AdaptivePool {
 public:
  using AdaptivePool::AdaptivePool;
  Tensor forward(const Tensor& x) override;
};

class AdaptiveMaxPool : public AdaptivePool {
 public:
  AdaptiveMaxPool(const char* name, int axes, const Shape& output_size, bool return_indices);
  Tensor forward(const Tensor& x) override;
  std::pair<Tensor, Tensor> with_indices(const Tensor& x) const;

  bool return_indices;
};

class MaxUnpool : public PoolLayer {
 public:
  MaxUnpool(const char* name, int axes, const PoolOptions& options);
  using Module::forward;
  Tensor forward(const Tensor& x, const Tensor& indices, const Shape& output_size = {}) const;
  std::string extra_repr() const override;

  PoolOptions options;
};

#define MAX_POOL_LAYER(Type, count)                                        \
  class Type : public Layer<Type, MaxPool> {                               \
   public:                                                                 \
    static constexpr const char* kName = #Type;                            \
    explicit Type(const PoolOptions& options, bool return_indices = false) \
        : Layer(kName, count, options, return_indices) {}                  \
  }
#define AVG_POOL_LAYER(Type, count)                                            \
  class Type : public Layer<Type, AvgPool> {                                   \
   public:                                                                     \
    static constexpr const char* kName = #Type;                                \
    explicit Type(const PoolOptions& options, bool count_include_pad = true,   \
                  std::optional<int64_t> divisor_override = {})                \
        : Layer(kName, count, options, count_include_pad, divisor_override) {} \
  }
#define LP_POOL_LAYER(Type, count)                     \
  class Type : public Layer<Type, LPPool> {            \
   public:                                             \
    static constexpr const char* kName = #Type;        \
    Type(double norm_type, const PoolOptions& options) \
        : Layer(kName, count, norm_type, options) {}   \
  }
#define UNPOOL_LAYER(Type, count)                                               \
  class Type : public Layer<Type, MaxUnpool> {                                  \
   public:                                                                      \
    static constexpr const char* kName = #Type;                                 \
    explicit Type(const PoolOptions& options) : Layer(kName, count, options) {} \
  }
#define ADAPTIVE_AVG_LAYER(Type, count)                                           \
  class Type : public Layer<Type, AdaptiveAvgPool> {                              \
   public:                                                                        \
    static constexpr const char* kName = #Type;                                   \
    explicit Type(const Shape& output_size) : Layer(kName, count, output_size) {} \
  }
#define ADAPTIVE_MAX_LAYER(Type, count)                                  \
  class Type : public Layer<Type, AdaptiveMaxPool> {                     \
   public:                                                               \
    static constexpr const char* kName = #Type;                          \
    explicit Type(const Shape& output_size, bool return_indices = false) \
        : Layer(kName, count, output_size, return_indices) {}            \
  }
MAX_POOL_LAYER(MaxPool1d, 1);
MAX_POOL_LAYER(MaxPool2d, 2);
MAX_POOL_LAYER(MaxPool3d, 3);
AVG_POOL_LAYER(AvgPool1d, 1);
AVG_POOL_LAYER(AvgPool2d, 2);
AVG_POOL_LAYER(AvgPool3d, 3);
LP_POOL_LAYER(LPPool1d, 1);
LP_POOL_LAYER(LPPool2d, 2);
LP_POOL_LAYER(LPPool3d, 3);
UNPOOL_LAYER(MaxUnpool1d, 1);
UNPOOL_LAYER(MaxUnpool2d, 2);
UNPOOL_LAYER(MaxUnpool3d, 3);
ADAPTIVE_AVG_LAYER(AdaptiveAvgPool1d, 1);
ADAPTIVE_AVG_LAYER(AdaptiveAvgPool2d, 2);
ADAPTIVE_AVG_LAYER(AdaptiveAvgPool3d, 3);
ADAPTIVE_MAX_LAYER(AdaptiveMaxPool1d, 1);
ADAPTIVE_MAX_LAYER(AdaptiveMaxPool2d, 2);
ADAPTIVE_MAX_LAYER(AdaptiveMaxPool3d, 3);
#undef MAX_POOL_LAYER
#undef AVG_POOL_LAYER
#undef LP_POOL_LAYER
#undef UNPOOL_LAYER
#undef ADAPTIVE_AVG_LAYER
#undef ADAPTIVE_MAX_LAYER

}  // namespace nnlite::nn
