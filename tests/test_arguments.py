"""Arguments of a wrong type, number or name: one line that names the function, value and cure."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest

import nnlite
from nnlite import nn

T = nnlite.ones(2)

WRONG = [
    (lambda: nn.Linear(2.5, 2), "Linear: in_features is 2.5, a float; give a whole number"),
    (lambda: nn.Linear(2), "Linear: 'out_features' is missing"),
    (lambda: nn.Linear(2, 3, baise=True), "it has no argument 'baise'; did you mean 'bias'?"),
    (lambda: nn.Linear(1, 2, True, nnlite.float32), "Linear: 4 arguments by position; it takes 3"),
    (lambda: nn.Linear(1, 2, in_features=1), "Linear: 'in_features' is given twice"),
    (lambda: nn.Dropout("half"), "Dropout: p is 'half', a str; give a number"),
    (lambda: nn.ReLU("x"), "ReLU: inplace is 'x', a str; give True or False"),
    (lambda: nn.CrossEntropyLoss(weight=3), "weight is 3, an int; give a Tensor or None"),
    (lambda: nnlite.exp("x"), "exp: input is 'x', a str; give a Tensor"),
    (lambda: nnlite.exp([1, 2]), "give a Tensor, as in nnlite.tensor(...)"),
    (lambda: nnlite.add(T, None), "add: other is None; give a Tensor or a number"),
    (lambda: nnlite.matmul(T), "matmul: 'other' is missing"),
    (lambda: T.sum(axis=0), "sum: it has no argument 'axis'; did you mean 'dim'?"),
    (lambda: T.std(0, ddof=1), "std: it has no argument 'ddof'; did you mean 'correction'?"),
    (lambda: T.permute(1.5), "permute: a size is a float; give whole numbers"),
    (lambda: nnlite.stack(3), "stack: tensors is 3, an int; give a list or tuple"),
    (lambda: T.backward("x"), "backward: gradient is 'x', a str; give a Tensor or None"),
    (lambda: nnlite.grad(T, T, 3), "grad: grad_outputs must be a tensor or a sequence"),
    (lambda: nnlite.einsum(T), "einsum: equation is a Tensor of shape (2,) and nnlite.float32"),
    (lambda: nnlite.DataLoader(np.ones((2, 2)), batch_size=2.5), "DataLoader: batch_size is 2.5"),
    (lambda: nnlite.set_num_threads(10**30), "64 bits do not hold it"),
    (lambda: nnlite.manual_seed("a"), "manual_seed: seed is 'a', a str; give a whole number"),
    (lambda: nn.Linear(2, 3).load_state_dict(3), "load_state_dict: state_dict is an int"),
    (lambda: nn.Module.forward(3, T), "self is an int, not a module"),
    (lambda: nn.Module.state_dict(3), "state_dict: self is 3, an int, not Module"),
    (lambda: nn.Sequential(3), "Sequential: part 0 is an int, not a module"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "says"), WRONG, ids=[says for _, says in WRONG])
def test_a_wrong_argument_is_named(call, says):
    with pytest.raises(TypeError) as caught:
        call()
    message = str(caught.value)
    assert says in message
    assert "\n" not in message
    assert "incompatible" not in message


def answer(function, *args, **kwargs):
    """What the function says to arguments it does not take."""
    try:
        return str(function(*args, **kwargs))
    except TypeError as error:
        return str(error)


def functions(scope, seen):
    """Every native function of a module or class."""
    for value in list(vars(scope).values()):
        value = getattr(value, "__func__", value)
        if isinstance(value, type(nnlite.exp)):
            yield value
        elif getattr(value, "__module__", "").startswith("nnlite._core") and id(value) not in seen:
            seen.add(id(value))
            if isinstance(value, type):
                yield from functions(value, seen)


def test_no_native_function_answers_with_a_list_of_signatures():
    class Odd:
        """Nothing takes it."""

    said = []
    for scope in (nnlite._core, nnlite._core._nn, nnlite._core._optim):
        for function in functions(scope, set()):
            with contextlib.suppress(AttributeError, ValueError):  # it takes anything at first
                said.append(answer(function, *(Odd() for _ in range(8)), odd=Odd()))
    assert len(said) > 300
    assert not [message for message in said if "incompatible" in message or "Invoked" in message]


def test_an_error_inside_is_left_alone():
    class Bad(nn.Module):
        def forward(self, x):
            raise TypeError("mine")

    with pytest.raises(TypeError, match="^mine$"):
        Bad()(T)
    with pytest.raises(TypeError, match="unsupported operand"):
        T + None


def test_operators_still_give_way():
    class Other:
        def __radd__(self, other):
            return "theirs"

    assert T + Other() == "theirs"
