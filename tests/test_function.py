"""nnlite.Function: operations of one's own, their gradients, and what goes wrong in them."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

import nnlite
from nnlite import Function


class Cube(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * 3 * x * x


class Exp(Function):
    """Keeps its output."""

    @staticmethod
    def forward(ctx, x):
        y = x.exp()
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.saved_tensors[0]


class Scaled(Function):
    """A tensor, a number, a tensor that broadcasts; two outputs."""

    @staticmethod
    def forward(ctx, x, factor, y):
        ctx.factor = factor
        ctx.save_for_backward(x, None, y)
        return factor * x * y, x + y

    @staticmethod
    def backward(ctx, a, b):
        x, nothing, y = ctx.saved_tensors
        assert nothing is None
        return a * ctx.factor * y + b, None, a * ctx.factor * x + b


def leaf(*shape, seed=0):
    values = np.random.default_rng(seed).uniform(0.5, 2, shape)
    return nnlite.tensor(values, requires_grad=True)


@pytest.mark.parametrize("f", [Cube.apply, Exp.apply])
def test_gradients_and_their_gradients(f):
    x = leaf(2, 3)
    assert nnlite.gradcheck(f, x)
    assert nnlite.gradgradcheck(f, x)


def test_third_derivative():
    x = nnlite.tensor(2.0, dtype="float64", requires_grad=True)
    y = Cube.apply(x)
    for expected in (12.0, 12.0, 6.0):
        (y,) = nnlite.grad(y, x, create_graph=True)
        assert y.item() == expected


def test_several_arguments_and_outputs():
    x, y = leaf(3, 2), leaf(2, seed=1)
    assert nnlite.gradcheck(lambda x, y: Scaled.apply(x, 2.5, y), [x, y])
    assert nnlite.gradgradcheck(lambda x, y: Scaled.apply(x, 2.5, y), [x, y])
    product, _ = Scaled.apply(x, 2.5, y)  # the gradient of the other output is zeros
    product.sum().backward()
    np.testing.assert_allclose(x.grad.numpy(), np.broadcast_to(2.5 * y.detach().numpy(), (3, 2)))


def test_needs_input_grad_and_missing_gradients():
    seen = []

    class Pair(Function):
        @staticmethod
        def forward(ctx, a, b, n):
            ctx.set_materialize_grads(False)
            seen.append(ctx.needs_input_grad)
            return a * n, b * n

        @staticmethod
        def backward(ctx, g, h):
            seen.append((g is None, h is None))
            return g * 2 if g is not None else None, None, None

    a, b = leaf(2), leaf(2).detach()
    first, second = Pair.apply(a, b, 2)
    first.sum().backward()
    assert seen == [(True, False, False), (False, True)]
    np.testing.assert_array_equal(a.grad.numpy(), [2, 2])
    assert second.requires_grad  # as an output of an operation on a


def test_no_grad_records_nothing():
    x = leaf(2)
    with nnlite.no_grad():
        y = Cube.apply(x)
    assert not y.requires_grad
    assert not Cube.apply(x.detach()).requires_grad


def test_marked_and_integer_outputs():
    class Top(Function):
        @staticmethod
        def forward(ctx, x):
            order, doubled, fixed = x.argsort(), x * 2, x + 1
            ctx.mark_non_differentiable(fixed)
            return order, doubled, fixed

        @staticmethod
        def backward(ctx, a, b, c):
            return b * 2

    x = leaf(4)
    order, doubled, fixed = Top.apply(x)
    assert not order.requires_grad and not fixed.requires_grad and doubled.requires_grad
    doubled.sum().backward()
    np.testing.assert_array_equal(x.grad.numpy(), np.full(4, 2.0))


def test_identity_shares_memory_but_not_history():
    class Same(Function):
        @staticmethod
        def forward(ctx, x):
            return x

        @staticmethod
        def backward(ctx, grad):
            return -grad  # as a gradient reversal layer does

    x = leaf(3)
    y = Same.apply(x)
    assert y is not x and y.data_ptr() == x.data_ptr()
    (y * 2).sum().backward()
    np.testing.assert_array_equal(x.grad.numpy(), np.full(3, -2.0))


def test_broadcast_gradients_are_summed():
    class Times(Function):
        @staticmethod
        def forward(ctx, a, b):
            ctx.save_for_backward(a, b)
            return a * b

        @staticmethod
        def backward(ctx, grad):
            a, b = ctx.saved_tensors
            return grad * b, grad * a

    assert nnlite.gradcheck(Times.apply, [leaf(3, 4), leaf(4, seed=2)])


def test_saved_outputs_make_no_cycle():
    class Token:
        pass

    alive = []

    class Kept(Function):
        @staticmethod
        def forward(ctx, x):
            y = x * 2
            ctx.token = Token()
            alive.append(weakref.ref(ctx.token))
            ctx.save_for_backward(y, x)
            return y

        @staticmethod
        def backward(ctx, grad):
            return grad * 2

    x = leaf(3)
    gc.disable()
    try:
        for _ in range(3):
            Kept.apply(Kept.apply(x))
    finally:
        gc.enable()
    assert [r() for r in alive] == [None] * 6


def test_changed_saved_tensor_is_noticed():
    x = leaf(3)
    h = x * 1
    y = Cube.apply(h)
    h += 1
    with pytest.raises(RuntimeError, match=r"Cube: a saved tensor of shape \(3,\) was changed"):
        y.sum().backward()


def test_names_in_the_graph():
    assert "Cube" in [node.op for node in Cube.apply(leaf(2)).sum().graph().nodes]


# ---- errors -------------------------------------------------------------------------------------


class MineError(Exception):
    pass


def broken(forward=None, backward=None):
    """An operation that does what the test says."""

    class Broken(Function):
        pass

    if forward:
        Broken.forward = staticmethod(forward)
    if backward:
        Broken.backward = staticmethod(backward)
    return Broken


def test_exceptions_pass_and_leave_everything_as_it_was():
    def fail(ctx, grad):
        with nnlite.no_grad():
            raise MineError("mine", 7)

    x, w = leaf(3), leaf(3, seed=1)
    w.grad = nnlite.ones(3, dtype="float64")
    op = broken(lambda ctx, x: x * 2, fail)
    loss = (op.apply(x) * w).sum()
    with pytest.raises(MineError) as caught:
        loss.backward()
    assert caught.value.args == ("mine", 7)
    assert any(entry.name == "fail" for entry in caught.traceback)
    assert x.grad is None
    np.testing.assert_array_equal(w.grad.numpy(), np.ones(3))
    assert nnlite.is_grad_enabled()
    Cube.apply(x).sum().backward()  # everything still works
    assert x.grad is not None


def test_exceptions_in_forward():
    def fail(ctx, x):
        raise MineError("forward")

    with pytest.raises(MineError, match="forward"):
        broken(fail).apply(leaf(2))
    assert nnlite.is_grad_enabled()


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        (lambda g: (g, g), ValueError, "Broken: backward returned 2 gradients but forward took 1"),
        (lambda g: g.reshape(-1)[:2], ValueError, r"gradient of shape \(2,\) for argument 0"),
        (lambda g: 1.0, TypeError, "backward returned a float as gradient of argument 0"),
        (lambda g: g.numpy(), TypeError, "a ndarray as gradient"),
    ],
)
def test_wrong_answers_of_backward(answer, error, message):
    op = broken(lambda ctx, x: x * 2, lambda ctx, g: answer(g))
    with pytest.raises(error, match=message):
        op.apply(leaf(3)).sum().backward()


def test_gradient_for_a_number():
    op = broken(lambda ctx, x, n: x * n, lambda ctx, g: (g, g))
    with pytest.raises(ValueError, match="argument 1, which is not a tensor; return None"):
        op.apply(leaf(3), 2).sum().backward()


def test_wrong_results_of_forward():
    with pytest.raises(TypeError, match="Broken: forward returned a float; it must return a"):
        broken(lambda ctx, x: 3.0).apply(leaf(2))
    with pytest.raises(TypeError, match="forward returned a NoneType"):
        broken(lambda ctx, x: (x, None)).apply(leaf(2))


def test_missing_methods():
    with pytest.raises(NotImplementedError, match="Broken: forward is not defined"):
        broken().apply(leaf(2))
    y = broken(lambda ctx, x: x * 2).apply(leaf(2))
    with pytest.raises(NotImplementedError, match="Broken: backward is not defined"):
        y.sum().backward()
    with pytest.raises(TypeError, match=r"call Cube.apply\(...\)"):
        Cube()


def test_saving_something_else():
    def forward(ctx, x):
        ctx.save_for_backward(x, 3)
        return x

    with pytest.raises(TypeError, match="save_for_backward takes tensors, not an int"):
        broken(forward).apply(leaf(2))


def test_long_chains_die_without_recursion():
    x = leaf(1)
    y = x
    for _ in range(20000):
        y = Cube.apply(y * 0)
    y.sum().backward()
    del y
    assert x.grad.item() == 0
