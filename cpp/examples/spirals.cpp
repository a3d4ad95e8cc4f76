// Two spirals that a line cannot part: data made here, validation, early stopping, progress, and a
// file that Python reads. Usage: spirals [file]
#include <nnlite/nnlite.h>

#include <cmath>
#include <exception>
#include <iostream>
#include <numbers>

using namespace nnlite;

namespace {

struct Points {
  Tensor x, label;
};

// `rows` points; those of the second spiral are turned by half a circle.
Points spirals(int64_t rows) {
  const Tensor label = integers(0, 2, {rows});
  const Tensor radius = sqrt(uniform({rows}));
  const Tensor angle = radius * (3 * std::numbers::pi) + label * std::numbers::pi;
  const Tensor x = stack({radius * cos(angle), radius * sin(angle)}, 1);
  return {cast(x, kFloat32) + 0.02 * normal({rows, 2}), label};
}

void show(const Progress& at) {
  if (at.epoch_ends && at.epoch % 20 == 0) {
    std::cout << "epoch " << at.epoch << ": loss " << at.loss << '\n';
  }
}

int run(const std::string& path) {
  manual_seed(1);
  const Points all = spirals(1000);
  DataLoader train({narrow(all.x, 0, 0, 800), narrow(all.label, 0, 0, 800)}, {.shuffle = true});
  const DataLoader validation({narrow(all.x, 0, 800, 200), narrow(all.label, 0, 800, 200)});

  nn::Sequential model{nn::Linear(2, 64), nn::Tanh(), nn::Linear(64, 64), nn::Tanh(),
                       nn::Linear(64, 2)};
  std::cout << model.repr() << '\n';
  const auto optimizer =
      optim::AdamW(model.parameters(), {.lr = 0.01, .weight_decay = 1e-3, .no_decay = "auto"});
  Trainer trainer(model, nn::CrossEntropyLoss(), optimizer);
  const History& history =
      trainer.fit(train, {.epochs = 200, .metrics = {"accuracy"}, .patience = 30, .progress = show},
                  &validation);
  std::cout << "best epoch " << history.best_epoch << " of "
            << history.columns.at("val_loss").size() << ", accuracy "
            << trainer.evaluate(validation, {"accuracy"}).at("accuracy") << '\n';

  TensorFile file{model.state_dict(), {{"made_by", "spirals"}}};
  const Tensor inputs = narrow(all.x, 0, 0, 50);
  file.tensors.emplace_back("inputs", inputs);
  file.tensors.emplace_back("outputs", trainer.predict(inputs));
  save_file(file, path);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(count > 1 ? words[1] : "spirals.safetensors");
  } catch (const std::exception& error) {
    std::cerr << "spirals: " << error.what() << '\n';
    return 1;
  }
}
