"""What has to be importable for each peer; kept apart from everything that imports NumPy."""

MODULES = {
    "nnlite": "nnlite",
    "numpy": "numpy",
    "torch": "torch",
    "jax": "jax",
    "sklearn": "sklearn.neural_network",
    "tensorflow": "tensorflow",
    "onnxruntime": "onnxruntime",
    "c": "numpy",
}
