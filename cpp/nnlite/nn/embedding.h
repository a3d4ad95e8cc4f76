// Embedding: a learned row for each of a number of things; EmbeddingBag: their sums or means.
#pragma once

#include "nnlite/nn/module.h"
#include "nnlite/ops/embedding.h"

namespace nnlite::nn {

// What both share: weight (num_embeddings, embedding_dim), drawn from N(0, 1), and 0 in the row of
// padding.
class EmbeddingTable : public Module {
 public:
  EmbeddingTable(const char* name, int64_t num_embeddings, int64_t embedding_dim,
                 const EmbeddingOptions& options, DType dtype);
  // Of rows that are there already; frozen ones are not learned.
  EmbeddingTable(const char* name, const Tensor& rows, const EmbeddingOptions& options,
                 bool freeze);
  std::string extra_repr() const override;
  void reset_parameters();

  int64_t num_embeddings, embedding_dim;
  Tensor weight;

 protected:
  virtual const EmbeddingOptions& shared_options() const = 0;

 private:
  void start(const char* name, EmbeddingOptions options);
  int64_t padding_ = -1;
};

class Embedding : public Layer<Embedding, EmbeddingTable> {
 public:
  static constexpr const char* kName = "Embedding";
  using Options = EmbeddingOptions;
  Embedding(int64_t num_embeddings, int64_t embedding_dim, const Options& options = {},
            DType dtype = kFloat32)
      : Layer(kName, num_embeddings, embedding_dim, options, dtype), options(options) {}
  explicit Embedding(const Tensor& rows, const Options& options = {}, bool freeze = true)
      : Layer(kName, rows, options, freeze), options(options) {}

  Tensor forward(const Tensor& indices) override {
    return embedding(indices, weight, options, kName);
  }

  Options options;

 protected:
  const EmbeddingOptions& shared_options() const override { return options; }
};

class EmbeddingBag : public Layer<EmbeddingBag, EmbeddingTable> {
 public:
  static constexpr const char* kName = "EmbeddingBag";
  using Options = EmbeddingBagOptions;
  EmbeddingBag(int64_t num_embeddings, int64_t embedding_dim, const Options& options = {},
               DType dtype = kFloat32)
      : Layer(kName, num_embeddings, embedding_dim, options, dtype), options(options) {}
  explicit EmbeddingBag(const Tensor& rows, const Options& options = {}, bool freeze = true)
      : Layer(kName, rows, options, freeze), options(options) {}

  Tensor forward(const Tensor& indices) override { return forward(indices, {}); }
  Tensor forward(const Tensor& indices, const Tensor& offsets,
                 const Tensor& per_sample_weights = {}) {
    return embedding_bag(indices, weight, offsets, per_sample_weights, options, kName);
  }
  using Module::operator();
  Tensor operator()(const Tensor& indices, const Tensor& offsets,
                    const Tensor& per_sample_weights = {}) {
    note();
    return forward(indices, offsets, per_sample_weights);
  }
  std::string extra_repr() const override;

  Options options;

 protected:
  const EmbeddingOptions& shared_options() const override { return options; }
};

}  // namespace nnlite::nn
