// Embedding and EmbeddingBag.
#include "nnlite/nn/embedding.h"

#include "nnlite/nn/describe.h"
#include "nnlite/nn/init.h"
#include "nnlite/ops/slice.h"

namespace nnlite::nn {

EmbeddingTable::EmbeddingTable(const char* name, int64_t num, int64_t dim,
                               const EmbeddingOptions& options, DType dtype)
    : num_embeddings(num), embedding_dim(dim) {
  if (num < 1 || dim < 1) {
    fail_value(name, "num_embeddings and embedding_dim must be positive, not ", num, " and ", dim);
  }
  if (!is_float(dtype)) fail_type(name, "dtype must be float32 or float64, not ", dtype);
  weight = Tensor::empty({num, dim}, dtype);
  start(name, options);
  reset_parameters();
}

EmbeddingTable::EmbeddingTable(const char* name, const Tensor& rows,
                               const EmbeddingOptions& options, bool freeze) {
  if (rows.dims() != 2) {
    fail_value(name, "the rows must be (number, size), not of shape ", rows.shape());
  }
  if (!is_float(rows.dtype())) {
    fail_type(name, "the rows must be float32 or float64, not ", rows.dtype());
  }
  num_embeddings = rows.shape()[0];
  embedding_dim = rows.shape()[1];
  weight = parameter(rows, !freeze);
  start(name, options);
}

void EmbeddingTable::start(const char* name, EmbeddingOptions options) {
  if (options.padding_idx) {
    padding_ = *options.padding_idx + (*options.padding_idx < 0 ? num_embeddings : 0);
    if (padding_ < 0 || padding_ >= num_embeddings) {
      fail_value(name, "padding_idx is ", *options.padding_idx, " but the table has ",
                 num_embeddings, " rows");
    }
  }
  if (options.max_norm && !(*options.max_norm > 0)) {
    fail_value(name, "max_norm must be positive, not ", *options.max_norm);
  }
  register_parameter("weight", weight);
}

void EmbeddingTable::reset_parameters() {
  init::normal_(weight);
  if (padding_ >= 0) init::zeros_(select(weight.detach(), 0, padding_));
}

std::string EmbeddingTable::extra_repr() const {
  const EmbeddingOptions& o = shared_options();
  Words words;
  words.add("num_embeddings", num_embeddings).add("embedding_dim", embedding_dim);
  if (o.padding_idx) words.add("padding_idx", *o.padding_idx);
  if (o.max_norm) words.add("max_norm", *o.max_norm);
  if (o.norm_type != 2) words.add("norm_type", o.norm_type);
  if (o.scale_grad_by_freq) words.add("scale_grad_by_freq", true);
  if (o.sparse) words.add("sparse", true);
  return words.text();
}

std::string EmbeddingBag::extra_repr() const {
  std::string mode = text(", mode='", bag_name(options.mode), "'");
  if (options.include_last_offset) mode += ", include_last_offset=True";
  return EmbeddingTable::extra_repr() + mode;
}

}  // namespace nnlite::nn
