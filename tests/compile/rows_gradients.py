"""Steps for test_memory.py: gradients, modules, generators."""

import nnlite
from compile.rows_values import ROWS, linear_step, ramp, row
from nnlite import nn, optim

__all__ = ["ROWS"]  # those of rows_values.py with them

F = nn.functional


# ---- gradients -----------------------------------------------------------------------------------


@row
def a_gradient_is_an_argument(c):
    def take(model, optimizer, x):
        model.weight.grad = x
        optimizer.step()

    return linear_step(c, take)


@row
def a_gradient_belongs_to_two(c):
    v, w = (nn.Parameter(ramp(0, 3)) for _ in range(2))
    optimizer = optim.SGD([v, w], lr=0.1)

    def step(x):
        (w * x).sum().backward()
        v.grad = w.grad
        optimizer.step()

    step = c(step)

    def call(i):
        step(ramp(i, 3))
        v.grad = v.grad.clone()
        return v, w, v.grad, w.grad

    return call


@row
def a_gradient_is_a_view(c):
    held = []

    def take(model, optimizer, x):
        model.bias.grad = (x * 1)[1, 1:]
        optimizer.step()
        return x

    call = linear_step(c, take)

    def hold(i):
        held.append(call(i)[2][1])
        return held

    return hold


@row
def an_old_gradient_is_read_then_cleared(c):
    def take(model, optimizer, x):
        before = model.weight.grad.sum() if model.weight.grad is not None else None
        optimizer.zero_grad()
        (model(x) ** 2).sum().backward()
        optimizer.step()
        return before

    return linear_step(c, take)


@row
def gradients_are_held(c):
    held = []

    def take(model, optimizer, x):
        (model(x) ** 2).sum().backward()
        optimizer.step()

    call = linear_step(c, take, momentum=0.9)

    def hold(i):
        held.append(call(i))
        return held[-1], [gradients for _, _, gradients in held]

    return hold


@row
def gradients_are_limited_by_hand(c):
    def take(model, optimizer, x):
        optimizer.zero_grad(set_to_none=False)
        (model(x) ** 2).sum().backward()
        for p in model.parameters():
            p.grad.mul_(0.5)
        optimizer.step()

    return linear_step(c, take)


@row
def gradients_add_up_between_steps(c):
    model = nn.Linear(3, 2)
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    backward = c(lambda x: (model(x) ** 2).sum().backward())

    def call(i):
        for k in range(3):
            backward(ramp(i + k, 2, 3))
        found = model.weight.grad.clone()
        optimizer.step()
        if i % 2:
            optimizer.zero_grad()
        return found, model.weight

    return call


@row
def an_optimizer_alone(c):
    w = nn.Parameter(ramp(0, 3))
    optimizer = optim.SGD([w], lr=0.1)
    step = c(lambda: optimizer.step())

    def call(i):
        w.grad = ramp(i, 3)
        step()
        step()
        return w

    return call


@row
def a_gradient_penalty(c):
    def take(model, optimizer, x):
        inputs = (x * 1).detach().requires_grad_()
        y = model(inputs).tanh().sum()
        (g,) = nnlite.grad([y], [inputs], create_graph=True)
        loss = ((g.square().sum(1).sqrt() - 1) ** 2).mean() + y
        loss.backward(retain_graph=True)
        loss.backward()
        optimizer.step()
        return loss, g

    return linear_step(c, take)


@row
def a_leaf_made_inside(c):
    def take(model, optimizer, x):
        noise = nnlite.zeros(2, 3, requires_grad=True)
        hidden = model(x + noise)
        hidden.retain_grad()
        (hidden**2).sum().backward()
        optimizer.zero_grad()
        return noise.grad, hidden.grad, hidden

    return linear_step(c, take)


@row
def a_user_function(c):
    class Square(nnlite.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx, g):
            (x,) = ctx.saved_tensors
            return g * 2 * x

    def take(model, optimizer, x):
        Square.apply(model(x)).sum().backward()
        optimizer.step()

    return linear_step(c, take)


@row
def a_closure(c):
    def take(model, optimizer, x):
        def closure():
            optimizer.zero_grad()
            loss = (model(x) ** 2).sum()
            loss.backward()
            return loss

        return optimizer.step(closure)

    return linear_step(c, take, momentum=0.9, nesterov="closure")


@row
def an_argument_that_an_optimizer_updates(c):
    v, w = (ramp(0, 3).requires_grad_() for _ in range(2))
    optimizer = optim.SGD([v], lr=0.1)

    def step(w, x):
        (w * x).sum().backward()
        optimizer.step()

    step = c(step)

    def call(i):
        step(v, ramp(i, 3))
        step(w, ramp(2 * i, 3))
        return v, w, v.grad, w.grad

    return call


@row
def weights_are_constrained_after_the_step(c):
    nnlite.manual_seed(1)
    model = nn.Linear(3, 2)
    optimizer = optim.Adam(model.parameters(), lr=0.3)
    penalty, constraint = nn.OrthogonalPenalty(0.1), nn.MaxNorm(0.5)

    def step(x):
        loss = (model(x) ** 2).sum()
        (loss + penalty(model)).backward()
        optimizer.step()
        constraint(model)
        return loss, model.weight.norm()

    step = c(step)

    def call(i):
        if i == 2:
            model.bias.requires_grad_(False)
        return step(ramp(i, 2, 3)), list(model.parameters()), model.weight.grad

    return call


@row
def weights_are_disturbed_for_one_call(c):
    nnlite.manual_seed(1)
    model = nn.WeightNoise(
        nn.Sequential(nn.Linear(3, 4), nn.DropConnect(nn.Linear(4, 2), 0.3)), 0.2
    )

    def step(x):
        loss = (model(x) ** 2).sum()
        loss.backward()
        return loss

    step = c(step)

    def call(i):
        model.zero_grad()
        model.train(i != 3)
        if i == 4:
            model.module[0].weight = nn.Parameter(nnlite.ones(4, 3))
        return step(ramp(i, 2, 3)), [p.grad for p in model.parameters()], list(model.parameters())

    return call


# ---- modules and generators ----------------------------------------------------------------------


@row
def modules_without_gradients(c):
    layer = nn.Dropout(0.5)
    step = c(lambda x: layer(x))

    def call(i):
        found = []
        with nnlite.no_grad():
            for on in (True, False):
                layer.train(on)
                found += [step(nnlite.ones(4)), step(nnlite.ones(5))]
        return found

    return call


@row
def parameters_without_their_module(c):
    model = nn.Linear(3, 2)
    step = c(lambda x: F.linear(x, model.weight))

    def call(i):
        if i == 2:
            model.to("float64")
        if i == 4:
            model.weight = nn.Parameter(nnlite.ones(2, 3, dtype="float64"))
        return step(ramp(i, 4, 3).to(model.weight.dtype))

    return call


@row
def states_are_loaded_between_steps(c):
    saved = {}
    model = nn.Linear(3, 2)
    optimizer = optim.Adam(model.parameters())

    def step(x):
        loss = (model(x) ** 2).sum()
        loss.backward()
        optimizer.step()
        return loss

    step = c(step)

    def call(i):
        if i == 1:
            for owner in (model, optimizer):
                saved[owner] = {
                    k: v.clone() if isinstance(v, nnlite.Tensor) else v
                    for k, v in owner.state_dict().items()
                }
        if i == 3:
            for owner in (model, optimizer):
                owner.load_state_dict(saved[owner])
        return step(ramp(1, 2, 3)), model.weight

    return call


@row
def generators_are_set_between_steps(c):
    layer = nn.Dropout(0.5)
    states = []

    def step(x):
        state = nnlite.get_rng_state()
        first = layer(x)
        nnlite.set_rng_state(state)
        return first, layer(x)

    step = c(step)

    def call(i):
        if i == 2:
            nnlite.manual_seed(7)
        states.append(nnlite.get_rng_state())
        found = step(nnlite.ones(8))
        nnlite.set_rng_state(states[0])
        return found, step(nnlite.ones(8)), layer(nnlite.ones(8))

    return call


@row
def more_shapes_than_plans(c):
    model = nn.Linear(3, 2)
    optimizer = optim.Adam(model.parameters())

    def step(x):
        loss = (model(x) ** 2).sum()
        loss.backward()
        optimizer.step()
        return loss

    step = c(step)
    return lambda i: [(step(ramp(i, rows, 3)), model.weight) for rows in range(20)]
