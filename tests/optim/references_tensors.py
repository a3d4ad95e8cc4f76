"""Update rules that look at whole tensors, in NumPy float64: as in references.py."""

from __future__ import annotations

from typing import Any

import numpy as np

from optim.references import Array, Reference, average, decayed_sum, squares

norm = np.linalg.norm


def flat_norm(x: Array) -> float:
    return float(np.sqrt(np.sum(x * x)))


def lars(
    lr: float = 1e-2, mu: float = 0.9, tc: float = 1e-3, decay: float = 0.0, apart: bool = True,
    nesterov: bool = False,
) -> Reference:  # fmt: skip
    moves: list[Array] = []

    def step(w: Array, gs: list[Array], t: int) -> Array:
        whole = gs[-1] + decay * w
        below = flat_norm(gs[-1]) + decay * flat_norm(w) if apart else flat_norm(whole)
        above = tc * flat_norm(w)
        moves.append(lr * (above / below if above * below else 1) * whole)
        b = decayed_sum(moves, mu)
        return w - (moves[-1] + mu * b if nesterov else b)

    return step


def lamb(
    lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-6,
    decay: float = 0.0, corrected: bool = True,
) -> Reference:  # fmt: skip
    def step(w: Array, gs: list[Array], t: int) -> Array:
        m, v = average(gs, betas[0], corrected), average(squares(gs), betas[1], corrected)
        u = m / (np.sqrt(v) + eps) + decay * w
        above, below = flat_norm(w), flat_norm(u)
        return w - lr * (above / below if above * below else 1) * u

    return step


def novograd(
    lr: float = 1e-3, betas: tuple[float, float] = (0.95, 0.98), eps: float = 1e-8,
    decay: float = 0.0,
) -> Reference:  # fmt: skip
    moves: list[Array] = []

    def step(w: Array, gs: list[Array], t: int) -> Array:
        lengths = [np.sum(g * g) * (1 if i == 0 else 1 - betas[1]) for i, g in enumerate(gs)]
        v = decayed_sum(lengths, betas[1])
        moves.append(gs[-1] / (np.sqrt(v) + eps) + decay * w)
        return w - lr * decayed_sum(moves, betas[0])

    return step


def adafactor(
    lr: float = 1e-2, beta2_decay: float = -0.8, eps: float = float(np.finfo("f8").eps),
    floor: float = 1e-3, d: float = 1.0,
) -> Reference:  # fmt: skip
    def step(w: Array, gs: list[Array], t: int) -> Array:
        v = np.zeros_like(w)
        for i, g in enumerate(gs, 1):  # linear in g^2, so that means may be taken afterwards
            v = v + i**beta2_decay * (g * g - v)
        if w.ndim >= 2:
            rows, columns = v.mean(-1, keepdims=True), v.mean(-2, keepdims=True)
            v = rows * columns / np.maximum(v.mean((-1, -2), keepdims=True), eps)
        u = gs[-1] / np.maximum(np.sqrt(v), eps)
        size = max(floor, np.sqrt(np.mean(w * w))) * min(lr, t**-0.5)
        return w - size * u / max(1, np.sqrt(np.mean(u * u)) / d)

    return step


def sm3(lr: float = 0.1, mu: float = 0.0, eps: float = 1e-30) -> Reference:
    sums: dict[tuple[int, int], float] = {}
    moves: list[Array] = []

    def step(w: Array, gs: list[Array], t: int) -> Array:
        v, most = np.empty_like(w), {}
        for at in np.ndindex(w.shape):
            places = list(enumerate(at))
            v[at] = min(sums.get(p, 0.0) for p in places) + gs[-1][at] ** 2
            for p in places:
                most[p] = max(most.get(p, 0.0), v[at])
        sums.update(most)
        moves.append(gs[-1] / np.sqrt(v + eps))
        return w - lr * (average(moves, mu) if mu else moves[-1])

    return step


def muon(
    lr: float = 1e-3, mu: float = 0.95, nesterov: bool = True, steps: int = 5,
    adjust: str = "original",
) -> Reference:  # fmt: skip
    """By singular values, which the polynomial moves one by one."""

    def step(w: Array, gs: list[Array], t: int) -> Array:
        d = average(gs, mu)
        if nesterov:
            d = mu * d + (1 - mu) * gs[-1]
        left, s, right = np.linalg.svd(d.reshape(len(d), -1), full_matrices=False)
        s = s / np.sqrt(np.sum(s * s))
        for _ in range(steps):
            s = 3.4445 * s - 4.7750 * s**3 + 2.0315 * s**5
        rows, columns = left.shape[0], right.shape[1]
        factor = {
            "original": max(1, rows / columns) ** 0.5,
            "match_rms_adamw": 0.2 * max(rows, columns) ** 0.5,
            "spectral_unclamped": (rows / columns) ** 0.5,
        }[adjust]
        return w - lr * factor * (left * s @ right).reshape(w.shape)

    return step


def along(x: Array, matrix: Array, axis: int) -> Array:
    return np.moveaxis(np.tensordot(matrix, x, (1, axis)), 0, axis)


def moments(g: Array, axis: int) -> Array:
    rows = np.moveaxis(g, axis, 0).reshape(g.shape[axis], -1)
    return rows @ rows.T


def shampoo(
    lr: float = 0.1, mu: float = 0.0, eps: float = 1e-6, every: int = 1, largest: int = 1024
) -> Reference:
    roots: dict[int, Array] = {}
    moves: list[Array] = []

    def step(w: Array, gs: list[Array], t: int) -> Array:
        d = gs[-1]
        for axis in range(w.ndim):
            whole = eps * np.eye(w.shape[axis]) + sum(moments(g, axis) for g in gs)
            if w.shape[axis] > largest:
                whole, root_now = np.diag(np.diag(whole)), True
            else:
                root_now = every == 1 or t == 1 or t % every == 0
            if root_now:
                values, vectors = np.linalg.eigh(whole)
                roots[axis] = vectors @ np.diag(values ** (-0.5 / w.ndim)) @ vectors.T
            d = along(d, roots[axis], axis)
        moves.append(d)
        return w - lr * decayed_sum(moves, mu)

    return step


def soap(
    lr: float = 3e-3, betas: tuple[float, float] = (0.95, 0.95), beta: float = 0.95,
    eps: float = 1e-8, every: int = 10, largest: int = 10000, decay: float = 0.0,
    first: dict[int, Array] | None = None,
) -> Reference:  # fmt: skip
    """`first`: bases to begin with, where the first moments leave some of them open."""
    bases: dict[int, Array] = {}
    v: Any = 0.0

    def turned(x: Array, back: bool = False) -> Array:
        for axis, q in bases.items():
            x = along(x, q if back else q.T, axis)
        return x

    def step(w: Array, gs: list[Array], t: int) -> Array:
        nonlocal v
        if t == 1:
            axes = [i for i in range(w.ndim) if w.ndim > 1 and w.shape[i] <= largest]
            bases.update(first or {i: np.linalg.eigh(moments(gs[0], i))[1][:, ::-1] for i in axes})
            return w
        m = average(gs[1:], betas[0])
        v = betas[1] * v + (1 - betas[1]) * turned(gs[-1]) ** 2
        k = t - 1
        rate = lr * np.sqrt(1 - betas[1] ** k) / (1 - betas[0] ** k)
        after = w * (1 - lr * decay) - rate * turned(turned(m) / (np.sqrt(v) + eps), back=True)
        if k % every == 0:
            for axis, q in list(bases.items()):
                matrix = average([moments(g, axis) for g in gs], beta)
                order = np.argsort(-np.diag(q.T @ matrix @ q), kind="stable")
                bases[axis] = np.linalg.qr(matrix @ q[:, order])[0]
                v = np.take(v, order, axis)
        return after

    return step


def prodigy(
    lr: float = 1.0, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
    decay: float = 0.0, d0: float = 1e-6, coef: float = 1.0, corrected: bool = False,
) -> Reference:  # fmt: skip
    ds, weighted, products, starts = [d0], [], [], []

    def step(w: Array, gs: list[Array], t: int) -> Array:
        starts.append(w)
        d, beta3 = ds[-1], betas[1] ** 0.5
        scale = (1 - betas[1] ** t) ** 0.5 / (1 - betas[0] ** t) if corrected else 1
        rate = d * lr * scale
        weighted.append(d / d0 * rate * gs[-1])
        products.append(d / d0 * rate * np.sum(gs[-1] * (starts[0] - w)))
        scaled = [x * g for x, g in zip(ds, gs, strict=True)]
        m, v = average(scaled, betas[0]), average(squares(scaled), betas[1])
        below = np.abs(decayed_sum(weighted, beta3)).sum()
        ds.append(max(d, coef * decayed_sum(products, beta3) / below if below else d))
        return w - rate * (m / (np.sqrt(v) + ds[-1] * eps) + decay * w)

    return step


def dadapt_adam(
    lr: float = 1.0, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
    decay: float = 0.0, d0: float = 1e-6, corrected: bool = False,
) -> Reference:  # fmt: skip
    ds, weighted, products = [d0], [], []

    def step(w: Array, gs: list[Array], t: int) -> Array:
        q = betas[1] ** 0.5
        scale = (1 - betas[1] ** t) ** 0.5 / (1 - betas[0] ** t) if corrected else 1
        rate = ds[-1] * lr * scale
        bottom = np.sqrt(average(squares(gs), betas[1])) + eps
        before = average(weighted, q) if weighted else np.zeros_like(w)
        products.append(rate * np.sum(gs[-1] * before / bottom))
        weighted.append(rate * gs[-1])
        below = (1 - q) * np.abs(average(weighted, q)).sum()
        ds.append(max(ds[-1], average(products, q) / below))
        return w - average(weighted, betas[0]) / bottom - rate * decay * w

    return step


def dadapt_sgd(lr: float = 1.0, mu: float = 0.9, d0: float = 1e-6) -> Reference:
    ds, moves, starts = [d0], [], []

    def step(w: Array, gs: list[Array], t: int) -> Array:
        starts.append(w)
        moves.append(ds[-1] * lr / flat_norm(gs[0]) * gs[-1])
        s = sum(moves)
        pairs = flat_norm(s) ** 2 - sum(flat_norm(m) ** 2 for m in moves)  # 2 sum of <m, s before>
        ds.append(max(ds[-1], pairs / flat_norm(s)))
        return mu * w + (1 - mu) * (starts[0] - s)

    return step


def dog(lr: float = 1.0, rel: float = 1e-6, eps: float = 1e-8) -> Reference:
    ws: list[Array] = []

    def step(w: Array, gs: list[Array], t: int) -> Array:
        ws.append(w)
        r = max(rel * (1 + flat_norm(ws[0])), *[flat_norm(x - ws[0]) for x in [*ws, ws[0]]])
        return w - lr * r / np.sqrt(sum(np.sum(g * g) for g in gs) + eps) * gs[-1]

    return step


def dowg(lr: float = 1.0, rel: float = 1e-6, eps: float = 1e-20) -> Reference:
    ws, rs = [], []

    def step(w: Array, gs: list[Array], t: int) -> Array:
        ws.append(w)
        rs.append(max([rel * (1 + flat_norm(ws[0]))] + [flat_norm(x - ws[0]) for x in ws]))
        total = sum(r * r * np.sum(g * g) for r, g in zip(rs, gs, strict=True))
        return w - lr * rs[-1] ** 2 / (np.sqrt(total) + eps) * gs[-1]

    return step


def schedule_free(
    lr: float, beta: float = 0.9, beta2: float | None = None, eps: float = 1e-8,
    decay: float = 0.0, power: float = 2.0,
) -> Reference:  # fmt: skip
    """x, the mean of all z (c = 1 / t where lr is constant), and y between them."""
    zs: list[Array] = []

    def step(y: Array, gs: list[Array], t: int) -> Array:
        if not zs:
            zs.append(y)
        g = gs[-1]
        if beta2 is not None:
            g = g / (np.sqrt(average(squares(gs), beta2, corrected=True)) + eps)
        zs.append(zs[-1] - lr * (g + decay * y))
        return beta * np.mean(zs[1:], axis=0) + (1 - beta) * zs[-1]

    step.average = lambda: np.mean(zs[1:], axis=0)  # type: ignore[attr-defined]
    return step


def hypergradient(
    lr: float, b: float, multiplicative: bool = True, adam: bool = False,
    betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8,
) -> Reference:  # fmt: skip
    rates, moves = [lr], []

    def step(w: Array, gs: list[Array], t: int) -> Array:
        g = gs[-1]
        if moves:
            h = np.sum(g * moves[-1])
            lengths = flat_norm(g) * flat_norm(moves[-1])
            now = rates[-1]
            rates.append(now * (1 + b * h / lengths) if multiplicative else now + b * h)
        m, v = average(gs, betas[0], True), average(squares(gs), betas[1], True)
        moves.append(m / (np.sqrt(v) + eps) if adam else g)
        return w - rates[-1] * moves[-1]

    return step
