"""A character model: an LSTM learns to go on with a text, one character at a time.

Cuts a text file into pieces, learns what comes next at every place, says how well it foretells the
last tenth of the text, which it has not seen, and writes some text of its own.

    python examples/characters.py [FILE] [--epochs 40] [--hidden 128] [--start "The "]

The score is bits per character: as many yes-or-no questions would be needed to guess the next one.
A model that knows nothing needs log2 of the number of different characters.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import nnlite
from nnlite import nn, optim

TEXT = Path(__file__).with_suffix(".txt")
LENGTH, STRIDE, HELD_OUT = 64, 16, 0.1


class CharacterModel(nn.Module):
    """Logits of the next character at every place: (B, T) to (B, T, vocabulary)."""

    def __init__(self, vocabulary: int, width: int, hidden: int) -> None:
        super().__init__()
        self.table = nn.Embedding(vocabulary, width)
        self.lstm = nn.LSTM(width, hidden, batch_first=True)
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(hidden, vocabulary)

    def forward(self, x: nnlite.Tensor) -> nnlite.Tensor:
        """Return the logits after each character."""
        return self.head(self.drop(self.lstm(self.table(x))[0]))


def next_character_loss(logits: nnlite.Tensor, targets: nnlite.Tensor) -> nnlite.Tensor:
    """Return the cross entropy over all places."""
    return nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())


@dataclass(frozen=True)
class Text:
    """A text as numbers: `alphabet[i]` is character i."""

    alphabet: str
    codes: np.ndarray

    @classmethod
    def of(cls, text: str) -> Text:
        """Return the text with the alphabet it needs."""
        alphabet = "".join(sorted(set(text)))
        if len(text) < 4 * LENGTH:
            raise ValueError(f"the text has {len(text)} characters; {4 * LENGTH} are needed")
        return cls(alphabet, np.array([alphabet.index(c) for c in text]))

    def parts(self) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
        """Return pieces and what follows each of their characters: to learn from, and held out."""
        end = len(self.codes) - max(int(HELD_OUT * len(self.codes)), LENGTH + 1)
        return pieces(self.codes[:end], STRIDE), pieces(self.codes[end:], LENGTH)


def pieces(codes: np.ndarray, stride: int) -> tuple[np.ndarray, np.ndarray]:
    """Return pieces of LENGTH characters, and the same one character later."""
    windows = np.lib.stride_tricks.sliding_window_view(codes, LENGTH + 1)[::stride]
    return windows[:, :-1].copy(), windows[:, 1:].copy()


def write(model: CharacterModel, text: Text, start: str, count: int, seed: int = 0) -> str:
    """Return `start` and characters drawn one by one from what the model foretells."""
    rng, state, written = np.random.default_rng(seed), None, start
    model.eval()
    with nnlite.no_grad():
        x = nnlite.tensor([[text.alphabet.index(c) for c in start]])
        for _ in range(count):
            y, state = model.lstm(model.table(x), state)
            chances = nn.functional.softmax(model.head(y[0, -1]).double(), 0).numpy()
            code = int(rng.choice(len(chances), p=chances))
            written += text.alphabet[code]
            x = nnlite.tensor([[code]])
    return written


def main(arguments: Sequence[str] | None = None) -> float:
    """Train, print the score and a sample; return bits per character of the held-out part."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=TEXT)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--start", default="The ")
    given = parser.parse_args(arguments)
    text = Text.of(given.file.read_text(encoding="utf-8"))
    unknown = sorted(set(given.start) - set(text.alphabet))
    if unknown or not given.start:
        raise ValueError(f"--start {given.start!r}: the text has no {unknown or 'empty start'}")
    nnlite.manual_seed(0)
    model = CharacterModel(len(text.alphabet), 32, given.hidden)
    updater = optim.Adam(model.parameters(), lr=5e-3, clip_norm=1.0)
    trainer = nnlite.Trainer(model, next_character_loss, updater)
    train, rest = text.parts()
    trainer.fit(train, rest, epochs=given.epochs, batch_size=32, seed=0, progress=False)
    bits = trainer.evaluate(rest)["loss"] / math.log(2)
    print(write(model, text, given.start, 300))
    print(f"{bits:.2f} bits per character; {math.log2(len(text.alphabet)):.2f} without a model")
    return bits


if __name__ == "__main__":
    main()
