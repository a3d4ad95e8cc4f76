"""Steps for test_memory.py: arguments, results, numbers of the host, tensors from outside."""

import math
from collections.abc import Callable

import nnlite
from nnlite import nn, optim

# Each row takes nnlite.compile or a function that leaves functions as they are, and returns a
# function of the number of the call, which returns all that can be observed.
ROWS: dict[str, Callable] = {}


def row(make):
    ROWS[make.__name__] = make
    return make


def ramp(i, *shape):
    return (nnlite.arange(float(math.prod(shape))) * 0.1 + i).reshape(shape)


def linear_step(c, take, **options):
    """A compiled take(model, optimizer, x); what it returned, parameters, and gradients."""
    nnlite.manual_seed(1)
    model = nn.Linear(3, 2)
    optimizer = optim.SGD(model.parameters(), lr=0.05, **options)
    step = c(lambda x: take(model, optimizer, x))

    def call(i):
        found = step(ramp(i, 2, 3))
        return found, list(model.parameters()), [p.grad for p in model.parameters()]

    return call


# ---- arguments -----------------------------------------------------------------------------------


@row
def an_argument_is_changed_in_place(c):
    def step(x):
        x += 1
        return x * 2

    step = c(step)

    def call(i):
        x = ramp(i, 3)
        return step(x), x

    return call


@row
def an_argument_is_returned(c):
    step = c(lambda x: (x, x[1:]))

    def call(i):
        x, leaf = ramp(i, 3), ramp(i, 3).requires_grad_()
        same = step(leaf)[0]
        return step(x), same.requires_grad, same is leaf if i == 0 else True

    return call


@row
def an_argument_is_also_a_constant(c):
    x = ramp(0, 3)
    step = c(lambda a: a - x)
    return lambda i: step(x if i == 0 else ramp(i, 3))


@row
def one_tensor_is_two_arguments(c):
    step = c(lambda a, b: (a * b * b).sum().backward())

    def call(i):
        x, y, z = (ramp(i + k, 3).requires_grad_() for k in range(3))
        step(x, y)
        step(z, z)
        return x.grad, y.grad, z.grad

    return call


@row
def arguments_are_views_of_one_tensor(c):
    def step(a, b):
        a += 1
        return a * b

    step = c(step)

    def call(i):
        x, y = ramp(i, 6), ramp(i, 6)
        return step(x[:4], x[2:]), step(y[:4], ramp(1, 4)), step(x[2:], x[:4]), x, y

    return call


@row
def arguments_of_many_layouts(c):
    step = c(lambda x: (x * 2, x.sum(), x.reshape(-1)))

    def call(i):
        x = ramp(i, 4, 6)
        views = [x, x.T, x[::2], x[:, 1], x[0].expand(3, 6), nnlite.ones(0, 3), nnlite.tensor(2.0)]
        return [step(v) for v in views]

    return call


@row
def arguments_in_any_order_of_keywords(c):
    step = c(lambda a, b: a - b)
    return lambda i: (step(a=ramp(i, 2), b=ramp(1, 2)), step(b=ramp(1, 2), a=ramp(i, 2)))


@row
def arguments_in_lists_and_dicts(c):
    step = c(lambda pair, more, e: pair[0] * pair[1] + more["z"][e])
    return lambda i: step([ramp(i, 2), ramp(1, 2)], {"z": (ramp(i, 2))}, ...)


@row
def numbers_of_many_types(c):
    step = c(lambda x, k: x * k)
    numbers = (1, 1.0, True, 0.0, -0.0, float("nan"))
    return lambda i: [step(nnlite.arange(3), k) for k in numbers]


@row
def a_list_changes_between_calls(c):
    step = c(lambda x, k: x * k[0])
    factor = [0.0]

    def call(i):
        factor[0] = float(i)
        return step(nnlite.ones(2), factor)

    return call


@row
def an_argument_asks_for_a_gradient_inside(c):
    def step(x):
        x.requires_grad_()
        (x * x).sum().backward()
        return x.grad

    step = c(step)

    def call(i):
        x = ramp(i, 3)
        return step(x), x.requires_grad, x.grad

    return call


# ---- results -------------------------------------------------------------------------------------


@row
def results_are_views(c):
    held = []

    def step(x):
        y = x * 2
        return y[0], y.T, y.reshape(-1), y, x[1], x.T

    step = c(step)

    def call(i):
        held.append(step(ramp(i, 3, 4)))
        return held

    return call


@row
def results_are_parameters(c):
    weight = nn.Parameter(ramp(0, 3, 3))
    step = c(lambda x: (weight, weight[0]))
    return lambda i: (step(ramp(i, 1)), step(ramp(i, 1))[0].requires_grad)


@row
def results_are_nested(c):
    step = c(lambda x: (x, {"a": [x * 2, None]}))
    return lambda i: step(ramp(i, 2))


@row
def results_have_a_form_for_each_plan(c):
    layer = nn.Dropout(0.0)
    step = c(lambda x: (layer(x), x) if layer.training else layer(x))

    def call(i):
        layer.train(i % 2 == 0)
        return step(ramp(i, 2))

    return call


@row
def results_are_gradients(c):
    held = []

    def take(model, optimizer, x):
        (model(x) ** 2).sum().backward()
        optimizer.step()
        return model.weight.grad, model.bias.grad[0]

    call = linear_step(c, take)

    def hold(i):
        held.append(call(i)[0])
        return held

    return hold


# ---- numbers from the host -----------------------------------------------------------------------


@row
def a_total_begins_anew(c):
    def step(x):
        total = nnlite.tensor(0.0)
        ramp = nnlite.arange(3.0)
        for k in range(3):
            total += (x * k).sum()
        ramp += x
        ramp[0] = 5
        return total, ramp

    step = c(step)
    return lambda i: step(ramp(i, 3))


@row
def a_constant_is_returned(c):
    step = c(lambda x: (x * 2, nnlite.arange(2.0)))

    def call(i):
        _, constant = step(ramp(i, 2))
        before = constant.tolist()
        constant += 5
        return before

    return call


@row
def a_constant_is_read_then_changed(c):
    def step(x):
        t = nnlite.linspace(0, 1, 3)
        y = t * x
        t *= 2
        return y + t, t, x.reshape(1, 3) @ nnlite.eye(3)

    step = c(step)
    return lambda i: step(ramp(i, 3))


@row
def outside_tensors_are_changed_in_place(c):
    count, scale = nnlite.zeros(3), nnlite.zeros(())

    def step(x):
        count.add_(x)
        scale.add_(1.0)
        return count * 1, scale * x

    step = c(step)
    return lambda i: (step(ramp(i, 3)), count, scale)
