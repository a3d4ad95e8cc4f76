"""What has to be importable for each peer; kept apart from everything that imports NumPy."""

MODULES = {
    "nnlite": "nnlite",
    "numpy": "numpy",
    "torch": "torch",
    "jax": "jax",
    "sklearn": "sklearn.neural_network",
    "onnxruntime": "onnxruntime",
    "c": "numpy",
}
