// Graph: the records behind a tensor as a picture: nodes and edges with value and gradient.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "nnlite/core/tensor.h"

namespace nnlite {

struct Graph {
  struct Node {
    std::string name;  // of the tensor, where it has one
    std::string op;    // "leaf": asks for a gradient; "constant": does not; else what computed it
    Shape shape;
    Tensor value;             // undefined where it is large
    Tensor grad;              // undefined where none arrives
    std::vector<int> inputs;  // indices of nodes
  };
  std::vector<Node> nodes;  // in the order of computation; the last is the tensor itself

  std::vector<std::pair<int, int>> edges() const;
  // One line per node: #2 = add(#0, #1)  (3,)  value [..]  grad [..]
  std::string str() const;
  // The picture in Graphviz's language.
  std::string dot() const;
};

// The graph behind `output`, with the gradients of its sum. Nothing in it changes.
Graph graph_of(const Tensor& output);

}  // namespace nnlite
