// Embeddings and recurrent layers in C++: in a Sequential, with states and lengths, and compiled.
#include <nnlite/nnlite.h>

#include "check.h"

using namespace nnlite;

namespace {

bool same(const Tensor& a, const Tensor& b) {
  return a.shape() == b.shape() && all(equal(a, b)).item() != 0;
}

Tensor characters() { return integers(0, 20, {6, 9}); }  // six sequences of nine

void outputs_alone_in_a_sequential() {
  manual_seed(0);
  nn::LSTM lstm(4, 8, {{.num_layers = 2, .batch_first = true}});
  nn::Embedding table(20, 4, {.padding_idx = 0});
  nn::Sequential model{table, lstm, nn::Linear(8, 3)};
  CHECK(model(characters()).shape() == Shape({6, 9, 3}));
  CHECK(lstm.named_parameters().size() == 8);
  CHECK(lstm.get_tensor("weight_hh_l1").shape() == Shape({32, 8}));
  CHECK(sum(abs(select(table.weight, 0, 0))).item() == 0);
}

void states_go_on() {
  manual_seed(1);
  nn::GRU gru(4, 8);
  const Tensor x = normal({6, 3, 4});
  const RecurrenceResult whole = gru(x, {});
  const RecurrenceResult first = gru(narrow(x, 0, 0, 2), {});
  const RecurrenceResult rest = gru(narrow(x, 0, 2, 4), first.last);
  CHECK(all(isclose(rest.last.h, whole.last.h)).item() != 0);
  CHECK(whole.y.shape() == Shape({6, 3, 8}) && whole.last.h.shape() == Shape({1, 3, 8}));
  nn::GRUCell cell(4, 8);
  CHECK(cell(select(x, 0, 0), {}).h.shape() == Shape({3, 8}));
}

void lengths_end_rows() {
  manual_seed(2);
  nn::LSTM lstm(4, 5, {{.bidirectional = true}, 3});
  const Tensor x = normal({6, 3, 4}), lengths = tensor<int64_t>({6, 2, 0});
  const RecurrenceResult r = lstm(x, {}, lengths);
  CHECK(r.last.h.shape() == Shape({2, 3, 3}) && r.last.c.shape() == Shape({2, 3, 5}));
  CHECK(sum(abs(narrow(narrow(r.y, 1, 1, 1), 0, 2, 4))).item() == 0);
  const RecurrenceResult two = lstm(narrow(narrow(x, 1, 1, 1), 0, 0, 2), {});
  CHECK(all(isclose(narrow(narrow(r.y, 1, 1, 1), 0, 0, 2), two.y)).item() != 0);
  CHECK_THROWS(std::invalid_argument, "lengths[0] is 7", lstm(x, {}, tensor<int64_t>({7, 1, 1})));
  CHECK_THROWS(std::out_of_range, "Embedding: index 3 is outside the table of 3 rows",
               nn::Embedding(3, 2)(tensor<int64_t>({3})));
}

Tensor trained(bool compiled) {
  manual_seed(3);
  nn::Sequential model{nn::Embedding(20, 4), nn::LSTM(4, 8, {{.batch_first = true}}),
                       nn::Linear(8, 20), nn::Flatten(0, 1)};
  const auto optimizer = optim::Adam(model.parameters(), {.lr = 0.01});
  const auto step = [&](std::span<const Tensor> batch) {
    const Tensor loss = cross_entropy(model(batch[0]), reshape(batch[0], {-1}));
    loss.backward();
    optimizer->step();
    return std::vector<Tensor>{loss};
  };
  Compiled plan(step);
  Tensor loss;
  for (int i = 0; i < 4; ++i) {
    const Tensor batch[] = {characters()};
    loss = compiled ? plan(batch)[0] : step(batch)[0];
  }
  return clone(loss.detach());
}

void compiled_equals_eager() { CHECK(same(trained(true), trained(false))); }

}  // namespace

int main() {
  return run_cases({{"outputs alone in a Sequential", outputs_alone_in_a_sequential},
                    {"states go on", states_go_on},
                    {"lengths end rows", lengths_end_rows},
                    {"compiled equals eager", compiled_equals_eager}});
}
