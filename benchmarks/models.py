"""Networks of layers, written once for nnlite and PyTorch: `nn` is either's module of that name."""

from __future__ import annotations

from itertools import pairwise
from typing import Any


def cnn(nn: Any, dropout: float = 0.25) -> Any:
    """Of 28x28x1 images: two convolutions, pooling, two linear layers."""
    return nn.Sequential(
        nn.Conv2d(1, 32, 3),
        nn.ReLU(),
        nn.Conv2d(32, 64, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Dropout(dropout),
        nn.Flatten(),
        nn.Linear(9216, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )


def resnet20(nn: Any, dropout: float = 0.0) -> Any:
    """Of 32x32x3 images: nine blocks of two convolutions (He et al. 2016)."""

    def convolution(inputs: int, outputs: int, size: int, stride: int) -> list[Any]:
        conv = nn.Conv2d(inputs, outputs, size, stride=stride, padding=size // 2, bias=False)
        return [conv, nn.BatchNorm2d(outputs)]

    class Block(nn.Module):  # type: ignore[misc]
        def __init__(self, inputs: int, outputs: int, stride: int) -> None:
            super().__init__()
            first = convolution(inputs, outputs, 3, stride)
            self.body = nn.Sequential(*first, nn.ReLU(), *convolution(outputs, outputs, 3, 1))
            wider = inputs != outputs
            self.shortcut = (
                nn.Sequential(*convolution(inputs, outputs, 1, stride)) if wider else None
            )
            self.relu = nn.ReLU()

        def forward(self, x: Any) -> Any:
            return self.relu(self.body(x) + (x if self.shortcut is None else self.shortcut(x)))

    widths = [16, 16, 16, 16, 32, 32, 32, 64, 64, 64]
    blocks = [
        Block(inputs, outputs, 1 if inputs == outputs else 2)
        for inputs, outputs in pairwise(widths)
    ]
    first = convolution(3, 16, 3, 1)
    last = [nn.AvgPool2d(8), nn.Flatten(), nn.Linear(64, 10)]
    return nn.Sequential(*first, nn.ReLU(), *blocks, *last)


def characters(nn: Any, dropout: float = 0.0) -> Any:
    """An LSTM foretells the next character: vocabulary 96, width 64, 256 units."""

    class Model(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.table = nn.Embedding(96, 64)
            self.lstm = nn.LSTM(64, 256, batch_first=True)
            self.head = nn.Linear(256, 96)

        def forward(self, x: Any) -> Any:
            return self.head(self.lstm(self.table(x))[0]).flatten(0, 1)

    return Model()


def transformer(nn: Any, dropout: float = 0.0) -> Any:
    """A causal language model: width 128, 4 heads, 4 layers, 128 positions, vocabulary 96.

    With as little around the operations as they allow: PyTorch's own layer is slower than this.
    """
    width, heads = 128, 4

    class Block(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
            self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

        def forward(self, x: Any) -> Any:
            f, (n, length, _) = nn.functional, x.shape
            h = self.qkv(self.norm1(x)).reshape(n, length, 3, heads, width // heads)
            h = h.permute(2, 0, 3, 1, 4)
            h = f.scaled_dot_product_attention(h[0], h[1], h[2], is_causal=True)
            x = x + self.out(h.transpose(1, 2).flatten(2))
            return x + self.down(f.gelu(self.up(self.norm2(x))))

    class Model(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.tokens, self.positions = nn.Embedding(96, width), nn.Embedding(128, width)
            self.blocks = nn.Sequential(*[Block() for _ in range(4)])
            self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, 96)

        def forward(self, x: Any) -> Any:
            h = self.blocks(self.tokens(x) + self.positions.weight)
            return self.head(self.norm(h)).flatten(0, 1)

    return Model()
