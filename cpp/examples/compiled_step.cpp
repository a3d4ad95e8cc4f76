// The compiled step of README.md, in C++.
#include <nnlite/nnlite.h>

#include <iostream>
using namespace nnlite;

int main() {
  manual_seed(0);
  const Tensor x = normal({1000, 2}), y = sum(square(x), {1}, true);
  nn::Sequential model{nn::Linear(2, 32), nn::Tanh(), nn::Linear(32, 1)};
  const auto optimizer = optim::Adam(model.parameters(), {.lr = 1e-2});
  Compiled step([&](std::span<const Tensor> batch) {
    const Tensor loss = mse_loss(model(batch[0]), batch[1]);
    loss.backward();
    optimizer->step();
    return std::vector<Tensor>{loss};
  });
  DataLoader loader({x, y}, {.batch_size = 50, .shuffle = true, .seed = 0});
  const Tensor losses = run_steps(step, loader, 1000);
  std::cout << select(losses, 0, 0).item() << ' ' << select(losses, 0, 999).item() << '\n';
}
