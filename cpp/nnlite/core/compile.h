// compile: a function of tensors whose calls are captured once and replayed from then on.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "nnlite/core/plan.h"

namespace nnlite {

// A whole training step, say: forward, backward(), and the step of an optimizer. The first call for
// a signature (shapes, dtypes, modes, which parameters need gradients) runs the function and keeps
// its calls as a Plan; later ones run the plan. What is no operation on tensors runs only while
// capturing. Results carry no graph. One thread runs it at a time; others wait.
class Compiled {
 public:
  using Function = std::function<std::vector<Tensor>(std::span<const Tensor>)>;
  explicit Compiled(Function function) : function_(std::move(function)) {}

  std::vector<Tensor> operator()(std::span<const Tensor> arguments);
  std::vector<Tensor> operator()(std::initializer_list<Tensor> arguments) {
    return (*this)(std::span(arguments.begin(), arguments.size()));
  }
  // The same into a list whose memory is used again.
  void run(std::span<const Tensor> arguments, std::vector<Tensor>& results);

  // Held while a call runs.
  std::mutex& mutex() { return mutex_; }
  // Those captured so far, the latest used first.
  const std::vector<std::shared_ptr<Plan>>& plans() const { return plans_; }
  // What was captured, what would cause a new plan, and what caused the last one.
  std::string explain() const;
  void set_profile(bool on);

 private:
  Plan* find(std::span<const Tensor> arguments);
  void capture(std::span<const Tensor> arguments, std::vector<Tensor>& results);

  Function function_;
  std::vector<std::shared_ptr<Plan>> plans_;
  const char* reason_ = nullptr;  // why the last plan was made
  bool profile_ = false;
  std::mutex mutex_;
};

}  // namespace nnlite
