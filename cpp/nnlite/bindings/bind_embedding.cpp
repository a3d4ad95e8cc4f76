// Embedding and EmbeddingBag, and the functions behind them.
#include "nnlite/bindings/bind.h"
#include "nnlite/bindings/nn_api.h"
#include "nnlite/nn/embedding.h"

namespace nnlite::bindings {

namespace {

using PaddingIndex = std::optional<int64_t>;
using Limit = std::optional<double>;

constexpr const char* kOptions = R"doc(padding_idx : int, optional
    A row that stands for nothing: it gets no gradient. Negative: from the end.
max_norm : float, optional
    Rows that are used and longer than this are shortened to it, in the table itself.
norm_type : float, default 2
    The p of that norm.
scale_grad_by_freq : bool, default False
    Divide the gradient of a row by how often the batch has it.
sparse : bool, default False
    `backward()` keeps the gradient of the table as the rows that the batch has (see
    `Tensor.sparse_grad`), so that neither it nor a step of SGD, Adagrad or SparseAdam costs a pass
    over the table. Not with mode "max".
)doc";

constexpr const char* kRaises = R"doc(
Raises
------
IndexError
    If an index is outside the table: 0 to rows - 1.
ValueError
    If options or shapes do not fit.
)doc";

std::string embedding_doc(const char* start, const char* parameters, const char* example) {
  return text(start, "\n\nParameters\n----------\n", parameters, kOptions, kRaises,
              "\nExamples\n--------\n>>> import nnlite\n>>> from nnlite import nn\n", example);
}

constexpr const char* kFunctionExample =
    R"doc(>>> table = nnlite.tensor([[0.0, 1.0], [2.0, 3.0]])
>>> nn.functional.embedding(nnlite.tensor([1, 0, 1]), table).tolist()
[[2.0, 3.0], [0.0, 1.0], [2.0, 3.0]])doc";

constexpr const char* kFunctionParameters = R"doc(input : Tensor of integers
    Which rows, of any shape (...).
weight : Tensor
    The table, of shape (V, D).
)doc";

constexpr const char* kBagParameters = R"doc(input : Tensor of integers
    Which rows: (B, N), a bag in each line; or (N) with offsets.
weight : Tensor
    The table, of shape (V, D).
offsets : Tensor of integers, optional
    Where each bag starts in an input of one axis; the first is 0.
mode : {"mean", "sum", "max"}, default "mean"
per_sample_weights : Tensor, optional
    A factor for each row, of the input's shape; with mode "sum".
include_last_offset : bool, default False
    The offsets have one number more, where the last bag ends.
)doc";

constexpr const char* kBagExample = R"doc(>>> table = nnlite.tensor([[0.0, 1.0], [2.0, 3.0]])
>>> bags = nnlite.tensor([0, 1, 1]), nnlite.tensor([0, 2])
>>> nn.functional.embedding_bag(bags[0], table, bags[1], mode="sum").tolist()
[[2.0, 4.0], [2.0, 3.0]])doc";

constexpr const char* kLayerParameters = R"doc(num_embeddings : int
    V, the number of rows; indices are 0 to V - 1.
embedding_dim : int
    D, the size of a row.
)doc";

constexpr const char* kLayerExample = R"doc(>>> words = nn.Embedding(10, 3, padding_idx=0)
>>> words(nnlite.tensor([[1, 2, 0], [4, 5, 9]])).shape
(2, 3, 3)
>>> words.weight[0].tolist()
[0.0, 0.0, 0.0])doc";

constexpr const char* kBagLayerExample = R"doc(>>> bag = nn.EmbeddingBag(10, 3, mode="sum")
>>> bag(nnlite.tensor([1, 2, 4, 5]), nnlite.tensor([0, 3])).shape
(2, 3))doc";

constexpr const char* kPretrained = R"doc(Make the layer of rows that are there already.

Parameters
----------
embeddings : Tensor
    The table, of shape (V, D); its memory is shared.
freeze : bool, default True
    Whether the rows stay as they are. The other options are the layer's.
)doc";

EmbeddingOptions embedding_options(PaddingIndex padding, Limit max_norm, double norm_type,
                                   bool by_frequency, bool sparse) {
  return {padding, max_norm, norm_type, by_frequency, sparse};
}

EmbeddingBagOptions bag_options_of(const char* op, const EmbeddingOptions& shared,
                                   const std::string& mode, bool last) {
  return {shared, bag_from_name(op, mode), last};
}

const auto kPadding = [] { return py::arg("padding_idx") = py::none(); };
const auto kMaxNormArgument = [] { return py::arg("max_norm") = py::none(); };
const auto kNormType = [] { return py::arg("norm_type") = 2.0; };
const auto kByFrequency = [] { return py::arg("scale_grad_by_freq") = false; };
const auto kSparse = [] { return py::arg("sparse") = false; };

// What both layers say of themselves.
template <class T>
void bind_table(LayerClass<T>& cls) {
  cls.def("reset_parameters", &T::reset_parameters, "Draw the rows again.")
      .def_readonly("num_embeddings", &T::num_embeddings, "The number of rows.")
      .def_readonly("embedding_dim", &T::embedding_dim, "The size of a row.")
      .def_property_readonly(
          "padding_idx", [](const T& t) { return t.options.padding_idx; }, "The row of padding.")
      .def_property_readonly(
          "max_norm", [](const T& t) { return t.options.max_norm; }, "The longest a row may be.")
      .def_property_readonly(
          "sparse", [](const T& t) { return t.options.sparse; },
          "Whether the gradient stays rows.");
}

void bind_embedding_layer(py::module_& m) {
  using nn::Embedding;
  const std::string doc = embedding_doc(
      "A learned row for each of a number of things: y = weight[input].\n\nThe rows "
      "are drawn from N(0, 1), that of padding is 0.",
      kLayerParameters, kLayerExample);
  auto cls = layer<Embedding>(m, doc.c_str());
  cls.def(py::init([](int64_t num, int64_t dim, PaddingIndex padding, Limit max_norm, double p,
                      bool by_frequency, bool sparse, DType dtype) {
            return new PyModule<Embedding>(
                num, dim, embedding_options(padding, max_norm, p, by_frequency, sparse), dtype);
          }),
          py::arg("num_embeddings"), py::arg("embedding_dim"), kPadding(), kMaxNormArgument(),
          kNormType(), kByFrequency(), kSparse(), py::kw_only(), py::arg("dtype") = kFloat32)
      .def_static(
          "from_pretrained",
          [](const Tensor& rows, bool freeze, PaddingIndex padding, Limit max_norm, double p,
             bool by_frequency, bool sparse) -> nn::ModulePtr {
            const auto options = embedding_options(padding, max_norm, p, by_frequency, sparse);
            return std::make_shared<PyModule<Embedding>>(rows, options, freeze);
          },
          py::arg("embeddings"), py::arg("freeze") = true, kPadding(), kMaxNormArgument(),
          kNormType(), kByFrequency(), kSparse(), kPretrained);
  bind_table(cls);
}

void bind_bag_layer(py::module_& m) {
  using nn::EmbeddingBag;
  const std::string doc = embedding_doc(
      "Means, sums or the largest of learned rows over bags of them.\n\nThe rows are "
      "never put together in memory; an empty bag gives 0.",
      kLayerParameters, kBagLayerExample);
  auto cls = layer<EmbeddingBag>(m, doc.c_str());
  const auto last = py::arg("include_last_offset") = false;
  cls.def(py::init([](int64_t num, int64_t dim, Limit max_norm, double p, bool by_frequency,
                      const std::string& mode, bool sparse, bool include_last, PaddingIndex padding,
                      DType dtype) {
            return new PyModule<EmbeddingBag>(
                num, dim,
                bag_options_of(EmbeddingBag::kName,
                               embedding_options(padding, max_norm, p, by_frequency, sparse), mode,
                               include_last),
                dtype);
          }),
          py::arg("num_embeddings"), py::arg("embedding_dim"), kMaxNormArgument(), kNormType(),
          kByFrequency(), py::arg("mode") = "mean", kSparse(), last, kPadding(), py::kw_only(),
          py::arg("dtype") = kFloat32)
      .def_static(
          "from_pretrained",
          [](const Tensor& rows, bool freeze, Limit max_norm, double p, bool by_frequency,
             const std::string& mode, bool sparse, bool include_last,
             PaddingIndex padding) -> nn::ModulePtr {
            const auto options = bag_options_of(
                EmbeddingBag::kName, embedding_options(padding, max_norm, p, by_frequency, sparse),
                mode, include_last);
            return std::make_shared<PyModule<EmbeddingBag>>(rows, options, freeze);
          },
          py::arg("embeddings"), py::arg("freeze") = true, kMaxNormArgument(), kNormType(),
          kByFrequency(), py::arg("mode") = "mean", kSparse(), last, kPadding(), kPretrained)
      .def(
          "forward",
          [](EmbeddingBag& bag, const Tensor& input, const OptionalTensor& offsets,
             const OptionalTensor& weights) { return bag.forward(input, offsets, weights); },
          py::arg("input"), py::arg("offsets") = py::none(),
          py::arg("per_sample_weights") = py::none(), "The bags' rows together: (B, D).")
      .def_property_readonly(
          "mode", [](const EmbeddingBag& bag) { return bag_name(bag.options.mode); },
          "\"sum\", \"mean\" or \"max\".")
      .def_property_readonly(
          "include_last_offset",
          [](const EmbeddingBag& bag) { return bag.options.include_last_offset; },
          "Whether offsets say where the last bag ends.");
  bind_table(cls);
}

}  // namespace

void bind_embedding(Api& api, py::module_& m) {
  const std::string doc =
      embedding_doc("Pick rows of a table: y = weight[input], of shape (..., D).",
                    kFunctionParameters, kFunctionExample);
  api.function(
      "embedding",
      [](const Tensor& input, const Tensor& weight, PaddingIndex padding, Limit max_norm, double p,
         bool by_frequency, bool sparse) {
        return embedding(input, weight,
                         embedding_options(padding, max_norm, p, by_frequency, sparse));
      },
      py::arg("input"), py::arg("weight"), kPadding(), kMaxNormArgument(), kNormType(),
      kByFrequency(), kSparse(), doc.c_str());
  const std::string bag =
      embedding_doc("Put rows of a table together in bags: sums, means or the largest, (B, D).",
                    kBagParameters, kBagExample);
  api.function(
      "embedding_bag",
      [](const Tensor& input, const Tensor& weight, const OptionalTensor& offsets, Limit max_norm,
         double p, bool by_frequency, const std::string& mode, bool sparse,
         const OptionalTensor& weights, bool last, PaddingIndex padding) {
        const auto options = bag_options_of(
            "embedding_bag", embedding_options(padding, max_norm, p, by_frequency, sparse), mode,
            last);
        return embedding_bag(input, weight, offsets, weights, options);
      },
      py::arg("input"), py::arg("weight"), py::arg("offsets") = py::none(), kMaxNormArgument(),
      kNormType(), kByFrequency(), py::arg("mode") = "mean", kSparse(),
      py::arg("per_sample_weights") = py::none(), py::arg("include_last_offset") = false,
      kPadding(), bag.c_str());
  bind_embedding_layer(m);
  bind_bag_layer(m);
}

}  // namespace nnlite::bindings
