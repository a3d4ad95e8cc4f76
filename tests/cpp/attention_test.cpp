// Attention in C++: beside loops over queries and keys, its gradients, compiled, and the layer.
#include "layers.h"

using namespace nnlite;

namespace {

// softmax(q k^T / sqrt(e)) v for (heads, l, e), (shared, s, e), (shared, s, f), where `sees` says
// so.
std::vector<double> loops(const Tensor& q, const Tensor& k, const Tensor& v,
                          const std::function<bool(int64_t, int64_t)>& sees) {
  const std::vector<double> qs = numbers(q), ks = numbers(k), vs = numbers(v);
  const int64_t heads = q.size(0), l = q.size(1), e = q.size(2), s = k.size(1), f = v.size(2),
                group = heads / k.size(0);
  std::vector<double> y;
  for (int64_t h = 0; h < heads; ++h) {
    for (int64_t i = 0; i < l; ++i) {
      std::vector<double> row(static_cast<size_t>(f));
      double total = 0;
      for (int64_t j = 0; j < s; ++j) {
        if (!sees(i, j)) continue;
        const int64_t key = h / group * s + j;
        double score = 0;
        for (int64_t t = 0; t < e; ++t) {
          score +=
              qs[static_cast<size_t>((h * l + i) * e + t)] * ks[static_cast<size_t>(key * e + t)];
        }
        const double weight = std::exp(score / std::sqrt(static_cast<double>(e)));
        total += weight;
        for (int64_t t = 0; t < f; ++t) {
          row[static_cast<size_t>(t)] += weight * vs[static_cast<size_t>(key * f + t)];
        }
      }
      for (double number : row) y.push_back(total > 0 ? number / total : 0);
    }
  }
  return y;
}

bool all_keys(int64_t, int64_t) { return true; }
bool earlier(int64_t i, int64_t j) { return j <= i; }

void averages_of_values() {
  manual_seed(0);
  const Tensor q = doubles({4, 5, 3}), k = doubles({4, 7, 3}), v = doubles({4, 7, 2});
  CHECK_NEAR(scaled_dot_product_attention(q, k, v), loops(q, k, v, all_keys));
  CHECK_NEAR(scaled_dot_product_attention(q, k, v, {}, {.is_causal = true}),
             loops(q, k, v, earlier));
  const Tensor some = narrow(k, 0, 0, 2), their = narrow(v, 0, 0, 2);
  CHECK_NEAR(scaled_dot_product_attention(q, some, their, {}, {.enable_gqa = true}),
             loops(q, some, their, all_keys));
  const Tensor blind = zeros({5, 7}, kBool);
  CHECK_NEAR(scaled_dot_product_attention(q, k, v, blind), std::vector<double>(4 * 5 * 2));
}

void long_sequences() {
  manual_seed(1);
  const Tensor q = doubles({1, 300, 4}), k = doubles({1, 700, 4}), v = doubles({1, 700, 3});
  CHECK_NEAR(scaled_dot_product_attention(q, k, v), loops(q, k, v, all_keys));
}

void gradients() {
  manual_seed(2);
  for (const bool causal : {false, true}) {
    const auto f = [causal](const std::vector<Tensor>& in) {
      return scaled_dot_product_attention(in[0], in[1], in[2], {}, {.is_causal = causal});
    };
    CHECK_GRADIENTS(f, {doubles({2, 4, 3}), doubles({2, 5, 3}), doubles({2, 5, 2})});
  }
  const auto masked = [](const std::vector<Tensor>& in) {
    return scaled_dot_product_attention(in[0], in[0], in[0], in[1]);
  };
  CHECK_GRADIENTS(masked, {doubles({2, 4, 3}), doubles({4, 4})});
}

// One more key that nothing hides: what the first query of a causal layer sees besides itself.
void keys_that_are_added() {
  manual_seed(3);
  nn::MultiheadAttention layer(
      8, 2, {.batch_first = true, .dtype = kFloat64, .add_bias_kv = true, .add_zero_attn = true});
  const Tensor x = doubles({3, 5, 8});
  const auto found = layer.forward(x, x, x, {.is_causal = true}, true);
  CHECK(found.weights.shape() == Shape({3, 5, 7}));
  const Tensor first = select(found.weights, 1, 0);
  CHECK(sum(abs(narrow(first, 1, 1, 4))).item() == 0);
  CHECK(min(narrow(first, 1, 5, 2)).item() > 0);
  CHECK(std::abs(sum(first).item() - 3) < 1e-12);
  const auto without = layer.forward(x, x, x, {.is_causal = true}, false);
  CHECK_NEAR(without.output, numbers(found.output));
  CHECK(layer.named_parameters().size() == 6);
}

nn::ModulePtr block() {
  return std::make_shared<nn::TransformerEncoderLayer>(
      16, 4, nn::TransformerOptions{.dim_feedforward = 32, .dropout = 0.1, .batch_first = true});
}

void compiled() { CHECK_COMPILED(block, normal({2, 9, 16})); }

}  // namespace

int main() {
  return run_cases({{"averages of values", averages_of_values},
                    {"long sequences", long_sequences},
                    {"gradients", gradients},
                    {"keys that are added", keys_that_are_added},
                    {"compiled", compiled}});
}
