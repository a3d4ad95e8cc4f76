// Search: a step that asks for the loss as often as it needs to, as its method sees it: the
// parameters are one vector, and so are the gradients and everything that is kept. Its methods
// decide by the values they meet, so that no compiled step can hold one.
#pragma once

#include "nnlite/optim/optimizer.h"

namespace nnlite::optim {

class Search {
 public:
  using Closure = std::function<Tensor()>;
  // What is minimized, where the weights are: the loss (its negative under `maximize`) and, of
  // coupled decay, half of weight_decay |w|^2. The gradient is that of the same.
  struct Point {
    double value = 0;
    Tensor gradient;
  };

  Search(Optimizer& optimizer, Optimizer::Taken& taken, const Closure& closure);

  double operator()(Option option) const;
  Point evaluate();
  // Where the step begins.
  const Point& start() const { return start_; }
  Tensor weights() const;
  void go(const Tensor& weights);

  // A state of all parameters: a vector, or a list of vectors for one that grows. It becomes what
  // is kept when the step is over. A state called "move" is where the step's last point lies from
  // the one before; what decay, lookahead and constraints add to it joins it.
  Tensor state(const char* name) const;
  std::vector<Tensor> list(const char* name) const;
  void keep(const char* name, const Tensor& value);
  void keep(const char* name, const std::vector<Tensor>& list);
  double number(const char* name) const;
  void share(const char* name, double value);

 private:
  friend class Optimizer;
  using Parameter = Optimizer::Parameter;
  Tensor flat(const Tensor& t) const;
  Tensor& kept(Parameter& p, const char* name) const;
  double penalty(const Optimizer::Works& works) const;
  void shrink(const Tensor& before);
  void add_to_move(const Tensor& found);
  void write();

  Optimizer& optimizer_;
  Optimizer::Taken& taken_;
  const Closure& closure_;
  std::vector<std::pair<Parameter*, size_t>> parameters_;  // and their groups
  DType dtype_ = kFloat32;                                 // the widest
  Point start_;
  Tensor loss_;  // what the closure returned first
  std::vector<std::pair<Tensor*, Tensor>> changes_;
};

}  // namespace nnlite::optim
