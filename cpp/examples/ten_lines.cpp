// The first network of README.md: handwritten digits, trained and saved.
#include <nnlite/nnlite.h>

#include <iostream>
using namespace nnlite;

int main() {
  const TensorFile digits = load_file("digits.safetensors");
  const Tensor x = digits["x"], y = digits["y"];
  manual_seed(0);
  nn::Sequential model{nn::Linear(64, 128), nn::ReLU(), nn::Linear(128, 10)};
  Trainer trainer(model, nn::CrossEntropyLoss(), optim::Adam(model.parameters(), {.lr = 1e-3}));
  DataLoader train({narrow(x, 0, 0, 1500), narrow(y, 0, 0, 1500)}, {.shuffle = true, .seed = 0});
  trainer.fit(train, {.epochs = 20});
  const DataLoader rest({narrow(x, 0, 1500, 297), narrow(y, 0, 1500, 297)});
  std::cout << trainer.evaluate(rest, {"accuracy"}).at("accuracy") << '\n';
  save_file({model.state_dict()}, "model.safetensors");
}
