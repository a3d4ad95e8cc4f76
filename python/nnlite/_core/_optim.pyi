"""
Optimizers and schedules; see nnlite.optim.
"""

from __future__ import annotations

import collections.abc
import typing

import nnlite

__all__: list[str] = [
    "ADOPT",
    "ASGD",
    "AdEMAMix",
    "AdaBelief",
    "Adadelta",
    "Adafactor",
    "Adagrad",
    "Adam",
    "AdamHD",
    "AdamW",
    "AdamWScheduleFree",
    "Adamax",
    "Adan",
    "Averaged",
    "DAdaptAdam",
    "DAdaptSGD",
    "DoG",
    "DoWG",
    "LAMB",
    "LARS",
    "LBFGS",
    "Lion",
    "Muon",
    "NAdam",
    "NovoGrad",
    "Optimizer",
    "ParamGroup",
    "Prodigy",
    "RAdam",
    "RMSprop",
    "Rprop",
    "SGD",
    "SGDHD",
    "SGDScheduleFree",
    "SM3",
    "SOAP",
    "Schedule",
    "Shampoo",
    "SignSGD",
    "Signum",
    "Sophia",
    "SparseAdam",
    "Yogi",
    "constant",
    "cosine",
    "cosine_restarts",
    "cyclic",
    "cyclic_momentum",
    "exponential",
    "function",
    "inverse_sqrt",
    "inverse_time",
    "linear",
    "multi_step",
    "noam",
    "one_cycle",
    "one_cycle_momentum",
    "piecewise",
    "plateau",
    "polynomial",
    "sample_labels",
    "sequential",
    "step",
    "warm_up",
    "warm_up_stable_decay",
]

class Schedule:
    """
    A number that depends on the step.

    Made by the functions of `nnlite.optim`. Give it to an optimizer wherever a number may stand, for the
    learning rate or any other option; the optimizer asks it at every step, counted from 0. Its repr builds
    it again, to the same bits; `2 * schedule` is another of twice the height.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> lr = optim.cosine(0.1, steps=100)
    >>> lr
    cosine(0.1, steps=100, low=0)
    >>> round(lr(50), 6)
    0.05
    >>> optimizer = optim.SGD(nn.Linear(2, 1).parameters(), lr=lr, momentum=lambda step: min(0.9, step / 9))
    >>> optimizer.lr
    0.1
    """

    def __call__(self, step: typing.SupportsInt | typing.SupportsIndex) -> float:
        """
        Its value at a step.
        """

    def __mul__(self, factor: typing.SupportsFloat | typing.SupportsIndex) -> Schedule: ...
    def __repr__(self) -> str: ...
    def __rmul__(self, factor: typing.SupportsFloat | typing.SupportsIndex) -> Schedule: ...
    def observe(
        self,
        metric: typing.SupportsFloat | typing.SupportsIndex,
        step: typing.SupportsInt | typing.SupportsIndex | None = None,
    ) -> None:
        """
        Takes a value that was measured at a step (not given: late) into account: plateau.
        """

    @property
    def base(self) -> float:
        """
        What its values are multiples of: the number that a constant would have been.
        """

class Optimizer:
    """
    What all optimizers have in common, and where a rule of your own begins.

    A subclass that defines ``update(self, p, g, state)`` is an optimizer like the others, with groups,
    schedules, weight decay in each mode, clipping, accumulation, averages, checkpoints and compiled
    steps. ``update`` computes with tensors and returns what the parameter becomes::

        p        the parameter, after decoupled weight decay
        g        its gradient: averaged, clipped, with coupled weight decay
        state    a dict of tensors; what stands in it afterwards is kept
        self.lr, self.momentum, ...    hyper-parameters as tensors that follow schedules, from `defaults`
        self.t   the number of the step, 1, 2, ..., as a tensor
        self.every(n)    whether it is a multiple of n

    ``init_state(self, p)``, if there is one, returns the state before the first step. Nothing changes
    before the update of every parameter has returned.

    A rule that sees all parameters at once defines ``update_all(self, params, grads, states)`` instead,
    and returns a list of what they become. ``init_shared(self, params)`` returns what they keep
    together, which is ``self.shared`` there; ``self.each("lr")`` lists a hyper-parameter of each.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import nn, optim
    >>> class Heavy(optim.Optimizer):
    ...     defaults = dict(lr=1e-2, momentum=0.9)
    ...     def init_state(self, p):
    ...         return {"buffer": nnlite.zeros_like(p)}
    ...     def update(self, p, g, state):
    ...         state["buffer"] = self.momentum * state["buffer"] + g
    ...         return p - self.lr * state["buffer"]
    >>> model = nn.Linear(2, 1)
    >>> optimizer = Heavy(model.parameters(), lr=optim.cosine(0.1, 100), weight_decay=1e-4)
    >>> model(nnlite.ones(4, 2)).sum().backward()
    >>> optimizer.step()
    >>> optimizer.steps
    1
    """

    def __init__(
        self, params: collections.abc.Iterable[typing.Any], *args: typing.Any, **kwargs: typing.Any
    ) -> None: ...
    def __repr__(self) -> str: ...
    def add_param_group(self, group: dict[str, typing.Any]) -> None:
        """
        Add a group: a dict of "params" and options.
        """

    def averaged(self) -> Averaged:
        """
        A context in which the parameters hold their averages: with optimizer.averaged(): ...
        """

    def each(self, name: str) -> list[typing.Any]:
        """
        A hyper-parameter, or "t", of every parameter: for update_all() of your own rule.

        ``self.lr`` and the like are those of the first parameter; groups may differ.

        Raises
        ------
        ValueError
            Outside update_all().
        """

    def every(self, n: typing.SupportsInt | typing.SupportsIndex) -> bool:
        """
        Whether the parameter's step is the n-th, 2 n-th, ...: for update() of your own rule.

        A compiled step captures the steps of which it is true apart from the others.

        Raises
        ------
        ValueError
            Outside update(), or for n below 1.
        """

    def hessian_due(self) -> bool:
        """
        Whether the coming step wants a new estimate of the Hessian's diagonal.

        Every `hessian_every` steps, for the methods that have this option (Sophia); else never. Also for a
        compiled step, which captures the steps that estimate apart.
        """

    def load_state_dict(self, state: dict[str, typing.Any]) -> None:
        """
        Continue from the state of another optimizer of the same kind.

        Schedules are functions of the step and stay those of this optimizer.

        Parameters
        ----------
        state : dict
            From `state_dict`.

        Raises
        ------
        ValueError
            If names, shapes or dtypes differ; the message lists all of them, and nothing is loaded.
        """

    def observe(self, metric: typing.SupportsFloat | typing.SupportsIndex) -> None:
        """
        Give a measured value to the schedules that wait for one (plateau).
        """

    def state_dict(self) -> dict[str, typing.Any]:
        """
        All that a later run needs to go on, by name.

        Returns
        -------
        dict of str to Tensor or float
            Flat: "step", "group.0.lr", "0.weight.step", "0.weight.exp_avg", ... Tensors share memory.
        """

    def step(self, closure: typing.Any = None) -> typing.Any:
        """
        Change the parameters once.

        Parameters
        ----------
        closure : callable, optional
            Computes the loss, calls backward() and returns the loss; called first.

        Returns
        -------
        Tensor or None
            The loss of `closure`.

        Raises
        ------
        ValueError
            If a hyper-parameter's schedule leaves its limits. No weight has changed then.
        """

    def update_gauss_newton(
        self, loss: nnlite.Tensor, batch_size: typing.SupportsInt | typing.SupportsIndex
    ) -> None:
        """
        Estimate the Hessian's diagonal from labels that the model itself draws.

        The average of estimates becomes ``beta2 h + (1 - beta2) batch_size g^2`` (Gauss-Newton-Bartlett),
        which is never negative and needs first gradients alone.

        Parameters
        ----------
        loss : Tensor
            The mean loss over the rows, for labels from `sample_labels`.
        batch_size : int
            How many rows these are.

        Raises
        ------
        ValueError
            If the method keeps no state called "hessian", or for a batch_size below 1.

        Examples
        --------
        >>> import nnlite
        >>> from nnlite import nn, optim
        >>> model = nn.Linear(2, 3)
        >>> optimizer = optim.Sophia(model.parameters(), lr=0.01)
        >>> logits = model(nnlite.ones(8, 2))
        >>> drawn = nn.functional.cross_entropy(logits, optim.sample_labels(logits))
        >>> optimizer.update_gauss_newton(drawn, batch_size=8)
        """

    def update_hessian(self, loss: nnlite.Tensor) -> None:
        """
        Estimate the Hessian's diagonal from a loss, by Hutchinson's method.

        The average of estimates becomes ``beta2 h + (1 - beta2) u * (H u)`` for a normal u. Call it before
        ``loss.backward()``; the graph stays.

        Parameters
        ----------
        loss : Tensor
            What is minimized, with its graph; all its operations need gradients of gradients.

        Raises
        ------
        ValueError
            If the method keeps no state called "hessian".

        Examples
        --------
        >>> import nnlite
        >>> from nnlite import nn, optim
        >>> model = nn.Linear(2, 1)
        >>> optimizer = optim.Sophia(model.parameters(), lr=0.01)
        >>> loss = model(nnlite.ones(4, 2)).square().mean()
        >>> if optimizer.hessian_due():
        ...     optimizer.update_hessian(loss)
        >>> loss.backward()
        >>> optimizer.step()
        >>> optimizer.hessian_due()
        False
        """

    def zero_grad(self, set_to_none: bool = True) -> None:
        """
        Clear the gradients of all parameters (not in the middle of an accumulation): they become None, or 0 in their place.
        """

    @property
    def lr(self) -> float:
        """
        The learning rate of the coming step; set it, for all groups, to a number or a schedule.
        """

    @lr.setter
    def lr(self, arg1: typing.Any) -> None: ...
    @property
    def param_groups(self) -> list[ParamGroup]:
        """
        The groups: like dicts, of "params" and of options that may be set at any time.
        """

    @property
    def skipped_steps(self) -> int:
        """
        Updates left out by skip_nonfinite.
        """

    @property
    def steps(self) -> int:
        """
        Updates so far.
        """

class ParamGroup:
    """
    A group of parameters and its options, as a dict.
    """

    def __getitem__(self, name: str) -> typing.Any: ...
    def __iter__(self) -> collections.abc.Iterator[typing.Any]: ...
    def __len__(self) -> int: ...
    def __setitem__(self, name: str, value: typing.Any) -> None: ...
    def get(self, name: str, default: typing.Any = None) -> typing.Any:
        """
        The value of that name, or `default` where there is none.
        """

    def items(self) -> list[typing.Any]:
        """
        Pairs of names and values.
        """

    def keys(self) -> list[str]:
        """
        The names.
        """

class Averaged:
    """
    What Optimizer.averaged() returns.
    """

    def __enter__(self) -> None: ...
    def __exit__(self, *args: typing.Any) -> None: ...

class AdaBelief(Optimizer):
    """
    AdaBelief: long steps where the gradient is what its average foretold.

    With step t = 1, 2, ... and power p = 1/2 (the root)::

        m <- beta1 m + (1 - beta1) g;                 m^ = m / (1 - beta1^t)
        s <- beta2 s + (1 - beta2) (g - m)^2 + eps;   s^ = s / (1 - beta2^t)
        w <- w - lr m^ / (s^^p + eps)

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-16
        Added to the variance in every step, and to its root.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    bias_correction : bool, default True
        Correct the averages for their start at 0.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.AdaBelief(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    J. Zhuang et al.: AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, 2020,
    algorithm 2.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-16,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        decay_mode: str = "decoupled",
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        bias_correction: bool = True,
        cautious: bool = False,
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Adadelta(Optimizer):
    """
    Adadelta: steps in the units of the weights, from the ratio of two averages.

    With power p = 1/2 (the paper's roots)::

        v <- rho v + (1 - rho) g^2
        d = (u + eps)^p / (v + eps)^p g
        u <- rho u + (1 - rho) d^2
        w <- w - lr d

    The paper has no learning rate (lr = 1) and takes rho = 0.95.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 1.0
        Learning rate.
    rho : float or schedule, default 0.9
        Decay of the averages of squares.
    eps : float or schedule, default 1e-06
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Adadelta(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    M. Zeiler: ADADELTA: an adaptive learning rate method, 2012, algorithm 1.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        rho: float | Schedule | collections.abc.Callable[[int], float] = 0.9,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-06,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Adafactor(Optimizer):
    """
    Adafactor: Adam's denominator from sums of rows and columns, and steps relative to the weights.

    With step t = 1, 2, ..., RMS the root of a tensor's mean square, and a weight of two or more axes::

        k = t^beta2_decay                                what the new squares count for
        R <- R + k (mean of g^2 over columns - R)
        C <- C + k (mean of g^2 over rows - C)
        v = R C / max(mean(R), eps)                      vectors: v <- v + k (g^2 - v)
        u = g / sqrt(max(v, eps^2))
        a = max(eps_scale, RMS(w)) min(lr, 1 / sqrt(t))
        w <- w - a / max(1, RMS(u) / d) u

    ``eps=0`` stands for the machine's epsilon of the parameter's dtype, as in PyTorch.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.01
        Learning rate.
    beta2_decay : float or schedule, default -0.8
        New squares count for t^beta2_decay.
    eps : float or schedule, default 0.0
        Added to the denominator.
    eps_scale : float or schedule, default 0.001
        Smallest root mean square that weights count with.
    d : float or schedule, default 1.0
        Largest root mean square of a step before lr.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Adafactor(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    N. Shazeer, M. Stern: Adafactor: adaptive learning rates with sublinear memory cost, 2018,
    algorithms 4 and 5.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        beta2_decay: float | Schedule | collections.abc.Callable[[int], float] = -0.8,
        *,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        eps_scale: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        d: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        decay_mode: str = "decoupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Adagrad(Optimizer):
    """
    Adagrad: each weight's rate falls with the squares it has seen.

    With step t = 1, 2, ... and power p (1/2 is the paper's root, 1 the form without a root)::

        G <- G + g^2
        w <- w - lr / (1 + (t - 1) lr_decay) g / (G^p + eps)

    With ``eps_inside_sqrt=True`` the denominator is (G + eps)^p. A gradient of rows (an embedding with
    ``sparse=True``) moves those rows alone, which is the same step.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.01
        Learning rate.
    lr_decay : float or schedule, default 0.0
        Lr is divided by 1 + lr_decay (t - 1).
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    initial_accumulator_value : float or schedule, default 0.0
        What the sum of squares starts from.
    eps : float or schedule, default 1e-10
        Added to the denominator.
    eps_inside_sqrt : bool, default False
        Add eps to the squares, not to their root.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Adagrad(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    J. Duchi, E. Hazan, Y. Singer: Adaptive subgradient methods for online learning and stochastic
    optimization, 2011.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        lr_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        initial_accumulator_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-10,
        *,
        eps_inside_sqrt: bool = False,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Adam(Optimizer):
    """
    Adam: a smoothed gradient divided by its smoothed root mean square.

    With step t = 1, 2, ... and power p (1/2 is the paper's root, 1 the form without, between them
    Padam)::

        m <- beta1 m + (1 - beta1) g;    m^ = m / (1 - beta1^t)
        v <- beta2 v + (1 - beta2) g^2;  v^ = v / (1 - beta2^t)
        w <- w - lr m^ / (v^^p + eps)

    ``amsgrad=True`` divides by the largest v so far; ``bias_correction=False`` takes m and v as they
    are, so that the first step is lr (1 - beta1) / sqrt(1 - beta2) long; with ``eps_inside_sqrt=True``
    the denominator is (v^ + eps)^p.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    amsgrad : bool, default False
        Divide by the largest average of squares so far.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    eps_inside_sqrt : bool, default False
        Add eps to the squares, not to their root.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    bias_correction : bool, default True
        Correct the averages for their start at 0.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Adam(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    D. Kingma, J. Ba: Adam: a method for stochastic optimization, 2014, algorithm 1. S. Reddi,
    S. Kale, S. Kumar: On the convergence of Adam and beyond, 2018, algorithm 2 (amsgrad). J. Chen et
    al.: Closing the generalization gap of adaptive gradient methods, 2018 (Padam).
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        amsgrad: bool = False,
        *,
        decay_mode: str = "coupled",
        eps_inside_sqrt: bool = False,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        bias_correction: bool = True,
        cautious: bool = False,
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Adamax(Optimizer):
    """
    Adamax: Adam with the largest recent gradient in place of the root mean square.

    With step t = 1, 2, ...::

        m <- beta1 m + (1 - beta1) g
        u <- max(beta2 u, |g| + eps)
        w <- w - lr / (1 - beta1^t) m / u

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.002
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the absolute gradient.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    bias_correction : bool, default True
        Correct the averages for their start at 0.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Adamax(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    D. Kingma, J. Ba: Adam: a method for stochastic optimization, 2014, algorithm 2; eps as in
    PyTorch.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.002,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        bias_correction: bool = True,
        cautious: bool = False,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class AdamHD(Optimizer):
    """
    AdamHD: Adam with hypergradient descent; gradients that agree with the last step make lr grow.

    With u = m^ / (sqrt(v^) + eps) of Adam, b = hypergrad_lr and sums over all parameters::

        h = <g, u of the step before>                    0 at first
        lr <- lr (1 + b h / (|g| |u of the step before|))    multiplicative=True
        lr <- lr + b h                                   multiplicative=False; b of 1e-7 or so
        w <- w - lr u

    What is learned is kept as a factor of the option lr, which may follow a schedule.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    hypergrad_lr : float or schedule, default 0.02
        Learning rate of the learning rate.
    multiplicative : bool, default True
        Lr grows and falls by factors, not by sums.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.AdamHD(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    A. Baydin et al.: Online learning rate adaptation with hypergradient descent, 2018, algorithm 6.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        *,
        hypergrad_lr: float | Schedule | collections.abc.Callable[[int], float] = 0.02,
        multiplicative: bool = True,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        decay_mode: str = "coupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class AdamW(Optimizer):
    """
    AdamW: Adam whose weight decay does not pass through the averages.

    ::

        w <- w (1 - lr weight_decay)
        then Adam's step, of the gradient alone

    ``decay_mode="decoupled_no_lr"`` shrinks by 1 - weight_decay lr / base lr, the paper's form: the
    schedule's factor counts, the size of the learning rate does not.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.01
        Pull of weights towards 0.
    amsgrad : bool, default False
        Divide by the largest average of squares so far.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    eps_inside_sqrt : bool, default False
        Add eps to the squares, not to their root.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    bias_correction : bool, default True
        Correct the averages for their start at 0.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.AdamW(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    I. Loshchilov, F. Hutter: Decoupled weight decay regularization, 2019, algorithm 2.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        amsgrad: bool = False,
        *,
        decay_mode: str = "decoupled",
        eps_inside_sqrt: bool = False,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        bias_correction: bool = True,
        cautious: bool = False,
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class AdamWScheduleFree(Optimizer):
    """
    AdamWScheduleFree: averaging instead of a falling learning rate.

    With v^ corrected for its start at 0, beta = beta1 and the largest rate so far, h::

        v <- beta2 v + (1 - beta2) g^2
        z <- z - lr (g / (sqrt(v^) + eps) + weight_decay y)
        c = h^weight_lr_power / (sum of these so far)
        x <- (1 - c) x + c z
        y <- beta x + (1 - beta) z

    The parameters hold y, where gradients are wanted. Evaluate at x, the average: ``with
    optimizer.averaged():`` puts x = (y - (1 - beta) z) / beta into the model, and y back (with ``ema``,
    that average instead of x). Batch norms should see a few batches there. Warm up lr; no other schedule
    is needed.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.0025
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    weight_lr_power : float or schedule, default 2.0
        Iterates count for (largest lr)^weight_lr_power.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.AdamWScheduleFree(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    A. Defazio et al.: The road less scheduled, 2024, algorithm 1.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.0025,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        weight_lr_power: float | Schedule | collections.abc.Callable[[int], float] = 2.0,
        decay_mode: str = "decoupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Adan(Optimizer):
    """
    Adan: Adam with Nesterov's look ahead, from the difference of successive gradients.

    With step t = 1, 2, ..., d the gradient minus that of the step before (0 in the first) and power
    p = 1/2 (the root)::

        m <- beta1 m + (1 - beta1) g;                  m^ = m / (1 - beta1^t)
        v <- beta2 v + (1 - beta2) d;                  v^ = v / (1 - beta2^t)
        n <- beta3 n + (1 - beta3) (g + beta2 d)^2;    n^ = n / (1 - beta3^t)
        w <- w - lr (m^ + beta2 v^) / (n^^p + eps)

    betas are decay factors, as in the authors' code; the paper writes 1 - beta.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float, float], default (0.98, 0.92, 0.99)
        Decay of the averages of gradients, of their differences and of squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    eps_inside_sqrt : bool, default False
        Add eps to the squares, not to their root.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    bias_correction : bool, default True
        Correct the averages for their start at 0.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Adan(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    X. Xie et al.: Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models, 2022,
    algorithm 1.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float, float] = (0.98, 0.92, 0.99),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        decay_mode: str = "decoupled",
        eps_inside_sqrt: bool = False,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        bias_correction: bool = True,
        cautious: bool = False,
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class AdEMAMix(Optimizer):
    """
    AdEMAMix: Adam whose step adds a slow average of gradients, which forgets little.

    With step t = 1, 2, ... and power p = 1/2 (the root)::

        m <- beta1 m + (1 - beta1) g;      m^ = m / (1 - beta1^t)
        M <- beta3 M + (1 - beta3) g
        v <- beta2 v + (1 - beta2) g^2;    v^ = v / (1 - beta2^t)
        w <- w - lr (m^ + alpha M) / (v^^p + eps)

    During ``alpha_warmup`` steps alpha rises along a line from 0; during ``beta3_warmup`` steps beta3
    rises from beta1, 1 / log(beta3) along a line. The paper lets both last for the whole training.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float, float], default (0.9, 0.999, 0.9999)
        Decay of the averages of gradients and of squares, and of the slow one of gradients.
    alpha : float or schedule, default 5.0
        Weight of the slow average.
    beta3_warmup : int or schedule, default 0
        Steps in which beta3 rises from beta1.
    alpha_warmup : int or schedule, default 0
        Steps in which alpha rises from 0.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    eps_inside_sqrt : bool, default False
        Add eps to the squares, not to their root.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    bias_correction : bool, default True
        Correct the averages for their start at 0.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.AdEMAMix(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    M. Pagliardini, P. Ablin, D. Grangier: The AdEMAMix optimizer: better, faster, older, 2024,
    algorithm 1 and its schedules.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float, float] = (0.9, 0.999, 0.9999),
        alpha: float | Schedule | collections.abc.Callable[[int], float] = 5.0,
        beta3_warmup: int | Schedule | collections.abc.Callable[[int], float] = 0,
        alpha_warmup: int | Schedule | collections.abc.Callable[[int], float] = 0,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        decay_mode: str = "decoupled",
        eps_inside_sqrt: bool = False,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        bias_correction: bool = True,
        cautious: bool = False,
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class ADOPT(Optimizer):
    """
    ADOPT: Adam that divides by the squares of the past alone, before it averages.

    With step t = 1, 2, ... and power p = 1/2 (the root); the first step only sets v = g^2::

        n = clip(g / max(v^p, eps), (t - 1)^(1/4))
        m <- beta1 m + (1 - beta1) n
        w <- w - lr m
        v <- beta2 v + (1 - beta2) g^2

    It converges for every beta2. ``clipped=False`` leaves n as it is: the algorithm's first form.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.9999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-06
        Smallest denominator.
    clipped : bool, default True
        Keep normalized gradients within (t - 1)^(1/4).
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.ADOPT(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    S. Taniguchi et al.: ADOPT: modified Adam can converge with any beta2 with the optimal rate, 2024,
    the algorithm with clipping.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float] = (0.9, 0.9999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-06,
        *,
        clipped: bool = True,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        cautious: bool = False,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class ASGD(Optimizer):
    """
    ASGD: steps that shrink slowly, and the average of the weights they visit.

    With step t = 1, 2, ...::

        eta = lr / (1 + lambd lr (t - 1))^alpha
        w <- w (1 - lambd eta) - eta g
        ax <- ax + mu (w - ax),    mu = 1 / max(1, t - 1 - t0)

    Up to step t0 the average is the last weights. ``with optimizer.averaged():`` has it in the
    parameters' place; its name in checkpoints is "ax".

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.01
        Learning rate.
    lambd : float or schedule, default 0.0001
        Decay of the learning rate, and pull of weights towards 0.
    alpha : float or schedule, default 0.75
        Exponent of the decay of the learning rate.
    t0 : float or schedule, default 1000000.0
        Steps before the average of weights begins.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.ASGD(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    B. Polyak, A. Juditsky: Acceleration of stochastic approximation by averaging, 1992. W. Xu: Towards
    optimal one pass large scale learning with averaged stochastic gradient descent, 2011 (the rates).
    All as PyTorch has it.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        lambd: float | Schedule | collections.abc.Callable[[int], float] = 0.0001,
        alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.75,
        t0: float | Schedule | collections.abc.Callable[[int], float] = 1000000.0,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class DAdaptAdam(Optimizer):
    """
    DAdaptAdam: Adam whose rate is a lower bound of the distance to go; leave lr at 1, or schedule it.

    With q = sqrt(beta2), sums over all parameters of the optimizer, and d, which starts from d0::

        r = d lr                                         bias_correction: times sqrt(1 - beta2^t) / (1 - beta1^t)
        v <- beta2 v + (1 - beta2) g^2
        m <- beta1 m + (1 - beta1) r g
        n <- q n + (1 - q) r <g, s / (sqrt(v) + eps)>
        s <- q s + (1 - q) r g
        w <- w - m / (sqrt(v) + eps) - r weight_decay w
        d <- max(d, n / ((1 - q) |s|_1))

    As in the paper, n divides by v after its update; the authors' code divides by v before it and is
    otherwise the same. That d stays below the distance is proven for convex functions: elsewhere it may
    stop early or overshoot.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 1.0
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    d0 : float or schedule, default 1e-06
        First estimate of the distance to the solution.
    bias_correction : bool, default False
        Correct the averages for their start at 0.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.DAdaptAdam(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    A. Defazio, K. Mishchenko: Learning-rate-free learning by D-adaptation, 2023, algorithm 5.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        *,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        d0: float | Schedule | collections.abc.Callable[[int], float] = 1e-06,
        bias_correction: bool = False,
        decay_mode: str = "decoupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class DAdaptSGD(Optimizer):
    """
    DAdaptSGD: SGD whose rate is a lower bound of the distance to go; leave lr at 1, or schedule it.

    With w0 the first weights, g1 the first gradient, sums over all parameters of the optimizer, and d,
    which starts from d0::

        r = d lr / |g1|
        n <- n + r <g, s>;  s <- s + r g
        w <- momentum w + (1 - momentum) (w0 - s)
        d <- max(d, 2 n / |s|)

    g holds coupled weight decay everywhere; the authors' code leaves it out of |g1|. That d stays below the distance is proven for convex functions. On a network it may overshoot, and the
    loss rise for some steps before it falls; an lr below 1 or clip_norm tame it.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 1.0
        Learning rate.
    momentum : float or schedule, default 0.9
        Factor of the buffer that gradients are collected in.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    d0 : float or schedule, default 1e-06
        First estimate of the distance to the solution.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.DAdaptSGD(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    A. Defazio, K. Mishchenko: Learning-rate-free learning by D-adaptation, 2023, algorithm 4.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        momentum: float | Schedule | collections.abc.Callable[[int], float] = 0.9,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        d0: float | Schedule | collections.abc.Callable[[int], float] = 1e-06,
        decay_mode: str = "coupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class DoG(Optimizer):
    """
    DoG: the distance from the first weights over the root of all squared gradients.

    With w0 the first weights and norms over all parameters of the optimizer together; r starts from
    reps_rel (1 + |w0|)::

        r <- max(r, |w - w0|);  G <- G + |g|^2
        w <- w - lr r / sqrt(G + eps) g

    Leave lr at 1. The paper evaluates an average of the weights: ``ema=0.999``.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 1.0
        Learning rate.
    reps_rel : float or schedule, default 1e-06
        First distance, relative to 1 + the weights' norm.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.DoG(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    M. Ivgi, O. Hinder, Y. Carmon: DoG is SGD's best friend: a parameter-free dynamic step size
    schedule, 2023.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        reps_rel: float | Schedule | collections.abc.Callable[[int], float] = 1e-06,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        *,
        decay_mode: str = "coupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class DoWG(Optimizer):
    """
    DoWG: DoG whose squares are weighted by the distances at which they were met.

    With w0 the first weights and norms over all parameters of the optimizer together; r starts from
    reps_rel (1 + |w0|)::

        r <- max(r, |w - w0|);  G <- G + r^2 |g|^2
        w <- w - lr r^2 / (sqrt(G) + eps) g

    Leave lr at 1.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 1.0
        Learning rate.
    reps_rel : float or schedule, default 1e-06
        First distance, relative to 1 + the weights' norm.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    eps : float or schedule, default 1e-20
        Added to the denominator.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.DoWG(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    A. Khaled, K. Mishchenko, C. Jin: DoWG unleashed: an efficient universal parameter-free gradient
    descent method, 2023, algorithm 1.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        reps_rel: float | Schedule | collections.abc.Callable[[int], float] = 1e-06,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-20,
        *,
        decay_mode: str = "coupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class LAMB(Optimizer):
    """
    LAMB: Adam's direction, as long as the layer's weights.

    With m^ and v^ of Adam and the norms of whole tensors::

        u = m^ / (sqrt(v^) + eps) + weight_decay w
        w <- w - lr |w| / |u| u                          the ratio is 1 where |w| or |u| is 0

    Under ``decay_mode="coupled"`` the decay joins the gradient instead of u.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-06
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    bias_correction : bool, default True
        Correct the averages for their start at 0.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.LAMB(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    Y. You et al.: Large batch optimization for deep learning: training BERT in 76 minutes, 2020,
    algorithm 2.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-06,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        bias_correction: bool = True,
        decay_mode: str = "decoupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class LARS(Optimizer):
    """
    LARS: every layer's step is as long as its weights allow.

    With the norms of whole tensors, trust coefficient c and weight decay lambda::

        r = c |w| / (|g| + lambda |w| + eps)             1 where |w| or |g| is 0
        b <- momentum b + lr r (g + lambda w)
        w <- w - b                                       nesterov: w - (lr r (g + lambda w) + momentum b)

    With ``decay_mode="coupled"`` the decay joins the gradient before its norm is taken, as in most
    implementations: r = c |w| / |g + lambda w|. Vectors (biases, norms) are best left without decay:
    ``no_decay="auto"``.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.01
        Learning rate.
    momentum : float or schedule, default 0.9
        Factor of the buffer that gradients are collected in.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    trust_coefficient : float or schedule, default 0.001
        Length of a step relative to the weights.
    eps : float or schedule, default 0.0
        Added to the denominator.
    nesterov : bool | str, default False
        Take the gradient ahead of the buffer; "closure": at the point ahead, by step(closure).
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.LARS(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    Y. You, I. Gitman, B. Ginsburg: Large batch training of convolutional networks, 2017, algorithm
    1.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        momentum: float | Schedule | collections.abc.Callable[[int], float] = 0.9,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        trust_coefficient: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        nesterov: bool | str = False,
        decay_mode: str = "decoupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class LBFGS(Optimizer):
    """
    LBFGS: the curvature from the last moves, and long steps on the loss of all data.

    For one function without noise: ``step(closure)`` asks `closure` for the loss and its gradients up to
    max_eval times, and always of the same data. In each of up to max_iter rounds, with all parameters
    as one vector w::

        s = last move,  y = last change of g             kept where <y, s> > 1e-10, history_size of them
        q = -g;  for pairs, newest first:  a = <s, q> / <y, s>,  q <- q - a y
        q <- q <y, s> / <y, y>                           of the newest pair
        for pairs, oldest first:  q <- q + s (a - <y, q> / <y, s>)
        w <- w + t q

    t is lr (in the first round min(1, 1 / |g|_1) lr); or, with ``line_search_fn="strong_wolfe"``, what
    is found from there where the loss falls by 1e-4 of what the slope promises and the slope is at most
    0.9 of what it was. Prefer it: it never goes uphill. A step ends early where no gradient is above
    tolerance_grad, or weights or loss move by less than tolerance_change.

    ``weight_decay`` adds half of it times |w|^2 to what is minimized; decoupled, the weights that a step
    began with shrink once it is over. What moves weights after the search (that, lookahead, constraints)
    joins the last move, so that the pairs stay true. ``centralize`` searches with the means of rows kept.
    Refused are clip_norm, clip_value and agc, as changes of bent gradients are no curvature, sam, whose
    gradients belong to other points than the losses, and accumulate: let the closure call backward() for
    one part of the data after the other and return the sum. An error in the closure puts the weights back. Dropout draws anew with every call and makes the
    function noisy: switch it off. A compiled step cannot hold this one, but `closure` may be compiled;
    `Trainer.fit` brings the closure itself, for which one batch should hold all rows.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 1.0
        Learning rate.
    max_iter : int or schedule, default 20
        Directions of one step.
    max_eval : int or schedule, default 0
        How often a step may ask for the loss; 0 (None): 5/4 of max_iter.
    tolerance_grad : float or schedule, default 1e-07
        A step ends where no gradient is larger.
    tolerance_change : float or schedule, default 1e-09
        A step ends where weights or loss change by less.
    history_size : int or schedule, default 100
        Pairs of moves and changes of gradients to keep.
    line_search_fn : str | None, default None
        How far to go along a direction: lr times it, or where the strong Wolfe conditions hold.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.LBFGS(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    J. Nocedal: Updating quasi-Newton matrices with limited storage, 1980. J. Nocedal, S. Wright:
    Numerical optimization, 2006, algorithms 7.4, 3.5 and 3.6. Defaults as PyTorch.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        max_iter: int | Schedule | collections.abc.Callable[[int], float] = 20,
        max_eval: int | Schedule | collections.abc.Callable[[int], float] = 0,
        tolerance_grad: float | Schedule | collections.abc.Callable[[int], float] = 1e-07,
        tolerance_change: float | Schedule | collections.abc.Callable[[int], float] = 1e-09,
        history_size: int | Schedule | collections.abc.Callable[[int], float] = 100,
        line_search_fn: str | None = None,
        *,
        cautious: bool = False,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Lion(Optimizer):
    """
    Lion: the sign of an average that the gradient is mixed into twice.

    ::

        w <- w (1 - lr weight_decay) - lr sign(beta1 m + (1 - beta1) g)
        m <- beta2 m + (1 - beta2) g

    Every weight moves by lr, so take a rate 3 to 10 times smaller than AdamW's, and a weight decay as
    many times larger.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.0001
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.99)
        What the step takes of the average, and the average's own decay.
    weight_decay : float or schedule, default 0.001
        Pull of weights towards 0.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Lion(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    X. Chen et al.: Symbolic discovery of optimization algorithms, 2023, algorithm 2.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.0001,
        betas: tuple[float, float] = (0.9, 0.99),
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        *,
        decay_mode: str = "decoupled",
        cautious: bool = False,
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Muon(Optimizer):
    """
    Muon: the momentum of a hidden matrix, its singular values made 1.

    Of a matrix (of more axes: all but the first joined) with r rows and c columns::

        b <- momentum b + (1 - momentum) g
        d = (1 - momentum) g + momentum b                nesterov=True; else d = b
        X = d / max(|d|, eps), then ns_steps times       (of the wider of X and its transpose)
            A = X X^T;  X <- 3.4445 X + (-4.775 A + 2.0315 A^2) X
        w <- w (1 - lr weight_decay) - lr k X

    with k = sqrt(max(1, r / c)) for ``adjust_lr="original"``, 0.2 sqrt(max(r, c)) for
    "match_rms_adamw" (steps as long as AdamW's) and sqrt(r / c) for "spectral_unclamped". X is computed
    in the parameter's own precision.

    What is no hidden matrix takes AdamW's step with betas, adamw_eps and the rate adamw_factor lr.
    ``orthogonalize="auto"`` counts as hidden every parameter of two or more axes whose name does not
    contain "embed", but the last one given to the optimizer, where there are several: it computes the
    outputs. True takes all of two or more axes, False none; groups may differ.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    weight_decay : float or schedule, default 0.1
        Pull of weights towards 0.
    momentum : float or schedule, default 0.95
        Factor of the buffer that gradients are collected in.
    nesterov : bool | str, default True
        Take the gradient ahead of the buffer; "closure": at the point ahead, by step(closure).
    eps : float or schedule, default 1e-07
        Added to the denominator.
    ns_steps : int or schedule, default 5
        Rounds of the Newton-Schulz iteration.
    adjust_lr : str, default 'original'
        How lr follows a matrix's sides.
    orthogonalize : bool | str, default 'auto'
        Which weights count as hidden matrices.
    adamw_factor : float or schedule, default 1.0
        Learning rate of the others' AdamW, relative to lr.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    adamw_eps : float or schedule, default 1e-08
        Eps of the others' AdamW.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Muon(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    K. Jordan et al.: Muon: an optimizer for hidden layers in neural networks, 2024. J. Liu et al.:
    Muon is scalable for LLM training, 2025 (match_rms_adamw).
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.1,
        momentum: float | Schedule | collections.abc.Callable[[int], float] = 0.95,
        nesterov: bool | str = True,
        *,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-07,
        ns_steps: int | Schedule | collections.abc.Callable[[int], float] = 5,
        adjust_lr: str = "original",
        orthogonalize: bool | str = "auto",
        adamw_factor: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        betas: tuple[float, float] = (0.9, 0.999),
        adamw_eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        decay_mode: str = "decoupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class NAdam(Optimizer):
    """
    NAdam: Adam that looks ahead as Nesterov's momentum does, its momentum warmed up.

    With step t = 1, 2, ..., psi = momentum_decay and power p = 1/2 (the root)::

        mu_t = beta1 (1 - 0.96^(t psi) / 2);   M_t = mu_1 mu_2 ... mu_t
        m <- beta1 m + (1 - beta1) g
        v <- beta2 v + (1 - beta2) g^2;        v^ = v / (1 - beta2^t)
        n = (1 - mu_t) / (1 - M_t) g + mu_(t+1) / (1 - M_(t+1)) m
        w <- w - lr n / (v^^p + eps)

    Where beta1 or momentum_decay follows a schedule, M_t is that of their present values.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.002
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    momentum_decay : float or schedule, default 0.004
        Pace at which beta1 rises from half of it.
    eps_inside_sqrt : bool, default False
        Add eps to the squares, not to their root.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.NAdam(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    T. Dozat: Incorporating Nesterov momentum into Adam, 2016, algorithm 2; the product M_t and psi as
    in PyTorch.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.002,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        momentum_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.004,
        *,
        eps_inside_sqrt: bool = False,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        cautious: bool = False,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class NovoGrad(Optimizer):
    """
    NovoGrad: gradients divided by their layer's norm, then averaged.

    With one v for a whole tensor::

        v <- beta2 v + (1 - beta2) |g|^2                 the first v is |g|^2
        d = g / (sqrt(v) + eps) + weight_decay w
        m <- beta1 m + d                                 the first m is d
        w <- w - lr m

    Under ``decay_mode="coupled"`` the decay joins the gradient instead of d.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float], default (0.95, 0.98)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.NovoGrad(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    B. Ginsburg et al.: Stochastic gradient methods with layer-wise adaptive moments for training of
    deep networks, 2019, algorithm 1.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float] = (0.95, 0.98),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        decay_mode: str = "decoupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Prodigy(Optimizer):
    """
    Prodigy: Adam that estimates its learning rate; leave lr at 1, or schedule it.

    With w0 the first weights, beta3 = sqrt(beta2), sums over all parameters of the optimizer, and d,
    which starts from d0::

        r = d lr                                         bias_correction: times sqrt(1 - beta2^t) / (1 - beta1^t)
        m <- beta1 m + (1 - beta1) d g
        v <- beta2 v + (1 - beta2) (d g)^2
        n <- beta3 n + r d / d0 <g, w0 - w>
        s <- beta3 s + r d / d0 g
        d <- max(d, d_coef n / |s|_1)
        w <- w - r (m / (sqrt(v) + d eps) + weight_decay w)

    The steps are those of the authors' code (with ``decouple=True``, its default).

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 1.0
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    d0 : float or schedule, default 1e-06
        First estimate of the distance to the solution.
    d_coef : float or schedule, default 1.0
        Factor of the estimated distance.
    bias_correction : bool, default False
        Correct the averages for their start at 0.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Prodigy(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    K. Mishchenko, A. Defazio: Prodigy: an expeditiously adaptive parameter-free learner, 2023,
    algorithm 4.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        *,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        d0: float | Schedule | collections.abc.Callable[[int], float] = 1e-06,
        d_coef: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        bias_correction: bool = False,
        decay_mode: str = "decoupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class RAdam(Optimizer):
    """
    RAdam: Adam that leaves its root mean square alone until it can be trusted.

    With step t = 1, 2, ... and power p = 1/2 (the root)::

        m <- beta1 m + (1 - beta1) g;     m^ = m / (1 - beta1^t)
        v <- beta2 v + (1 - beta2) g^2
        R = 2 / (1 - beta2) - 1;          r = R - 2 t beta2^t / (1 - beta2^t)
        c = sqrt((r - 4) (r - 2) R / ((R - 4) (R - 2) r))
        w <- w - lr m^ c (1 - beta2^t)^p / (v^p + eps)      r > 5
        w <- w - lr m^                                      else

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    eps_inside_sqrt : bool, default False
        Add eps to the squares, not to their root.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.RAdam(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    L. Liu et al.: On the variance of the adaptive learning rate and beyond, 2020, algorithm 2; eps and
    the threshold as in PyTorch.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        eps_inside_sqrt: bool = False,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        cautious: bool = False,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class RMSprop(Optimizer):
    """
    RMSprop: the gradient divided by its recent root mean square.

    With power p (1/2 is the root, 1 the form without)::

        v <- alpha v + (1 - alpha) g^2
        m <- alpha m + (1 - alpha) g;  v' = v - m^2      centered=True; else v' = v
        d = g / (v'^p + eps)
        w <- w - lr d                                    momentum = 0
        b <- momentum b + d;  w <- w - lr b              momentum > 0

    With ``eps_inside_sqrt=True`` the denominator is (v' + eps)^p; ``bias_correction=True`` divides v
    and m by 1 - alpha^t.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.01
        Learning rate.
    alpha : float or schedule, default 0.99
        Decay of the average of squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    momentum : float or schedule, default 0.0
        Factor of the buffer that gradients are collected in.
    centered : bool, default False
        Divide by the deviation of the gradient, not by its root mean square.
    eps_inside_sqrt : bool, default False
        Add eps to the squares, not to their root.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    bias_correction : bool, default False
        Correct the averages for their start at 0.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.RMSprop(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    G. Hinton: Neural networks for machine learning, lecture 6e, 2012. A. Graves: Generating sequences
    with recurrent neural networks, 2013, equations 38 to 45 (centered).
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.99,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        momentum: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centered: bool = False,
        *,
        eps_inside_sqrt: bool = False,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        bias_correction: bool = False,
        cautious: bool = False,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Rprop(Optimizer):
    """
    Rprop: a step size for every weight, which grows while its gradient keeps its sign.

    With step sizes s that start from lr, and etas = (eta-, eta+)::

        s <- s eta+                   the gradient has the sign it had before
        s <- s eta-;  g <- 0          it has the other: no step
        w <- w - sign(g) s            s within step_sizes

    For whole data sets: the noise of mini-batches turns signs at random.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.01
        First step size of every weight; 0: nothing moves.
    etas : tuple[float, float], default (0.5, 1.2)
        Factor of a step size whose gradient turns; factor of a step size whose gradient keeps its sign.
    step_sizes : tuple[float, float], default (1e-06, 50.0)
        Smallest step size; largest step size.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Rprop(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    M. Riedmiller, H. Braun: A direct adaptive method for faster backpropagation learning: the RPROP
    algorithm, 1993. C. Igel, M. Huesken: Improving the Rprop learning algorithm, 2000 (the form
    iRprop-, as PyTorch).
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        etas: tuple[float, float] = (0.5, 1.2),
        step_sizes: tuple[float, float] = (1e-06, 50.0),
        *,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class SGD(Optimizer):
    """
    SGD: stochastic gradient descent, with momentum in each of its forms.

    With learning rate :math:`\\eta`, momentum :math:`\\mu` and dampening :math:`\\tau`::

        w <- w - eta g                                   momentum = 0
        b <- mu b + (1 - tau) g;  w <- w - eta b         momentum (the first b is g)
        b <- mu b + g;  w <- w - eta (g + mu b)          nesterov=True
        u <- mu u + eta g;  w <- w - u                   lr_in_buffer=True
        u <- mu u + eta g(w - mu u);  w <- w - u         nesterov="closure"

    The third is the last one written in terms of the point ahead, w - mu u. With a constant learning
    rate the buffer forms agree; after a drop of the rate, ``lr_in_buffer`` keeps the old pace for a
    while. ``nesterov="closure"`` takes the gradient at the point ahead: ``step(closure)`` goes there,
    calls ``closure`` (forward, backward, return the loss) and steps from there. Without momentum, a
    gradient of rows (an embedding with ``sparse=True``) moves those rows alone.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    momentum : float or schedule, default 0.0
        Factor of the buffer that gradients are collected in.
    dampening : float or schedule, default 0.0
        Part of each gradient, but the first, that the buffer does not take.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    nesterov : bool | str, default False
        Take the gradient ahead of the buffer; "closure": at the point ahead, by step(closure).
    lr_in_buffer : bool, default False
        Multiply gradients by lr as they enter the buffer, not as they leave it.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.SGD(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    H. Robbins, S. Monro: A stochastic approximation method, 1951. B. Polyak: Some methods of speeding
    up the convergence of iteration methods, 1964. Y. Nesterov: A method for solving the convex
    programming problem with convergence rate O(1/k^2), 1983. I. Sutskever et al.: On the importance
    of initialization and momentum in deep learning, 2013, equations 3 and 4.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        momentum: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        dampening: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        nesterov: bool | str = False,
        *,
        lr_in_buffer: bool = False,
        cautious: bool = False,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class SGDHD(Optimizer):
    """
    SGDHD: hypergradient descent; gradients that agree with the last ones make lr grow.

    With b = hypergrad_lr and sums over all parameters of the optimizer::

        h = <g, g of the step before>                    0 at first
        lr <- lr (1 + b h / (|g| |g of the step before|))    multiplicative=True
        lr <- lr + b h                                   multiplicative=False; b of 1e-4 and less
        w <- w - lr g

    What is learned is kept as a factor of the option lr, which may follow a schedule. The rate grows for
    as long as gradients agree, with the default twofold in 700 steps, and falls by no more than the part b
    a step. Where b is large this is too slow to come back from a wall: with 0.01, Beale's function
    diverges from (1, 0.8).

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.01
        Learning rate.
    hypergrad_lr : float or schedule, default 0.001
        Learning rate of the learning rate.
    multiplicative : bool, default True
        Lr grows and falls by factors, not by sums.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.SGDHD(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    A. Baydin et al.: Online learning rate adaptation with hypergradient descent, 2018, algorithm 4 and
    equation 9.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        hypergrad_lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        multiplicative: bool = True,
        *,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        decay_mode: str = "coupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class SGDScheduleFree(Optimizer):
    """
    SGDScheduleFree: averaging instead of a falling learning rate.

    With beta = momentum and the largest rate so far, h::

        z <- z - lr (g + weight_decay y)
        c = h^weight_lr_power / (sum of these so far)
        x <- (1 - c) x + c z
        y <- beta x + (1 - beta) z

    The parameters hold y, where gradients are wanted. Evaluate at x, the average: ``with
    optimizer.averaged():`` puts x = (y - (1 - beta) z) / beta into the model, and y back (with ``ema``,
    that average instead of x). Batch norms should see a few batches there. Warm up lr; no other schedule
    is needed.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 1.0
        Learning rate.
    momentum : float or schedule, default 0.9
        Factor of the buffer that gradients are collected in.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    weight_lr_power : float or schedule, default 2.0
        Iterates count for (largest lr)^weight_lr_power.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.SGDScheduleFree(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    A. Defazio et al.: The road less scheduled, 2024, algorithm 1.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        momentum: float | Schedule | collections.abc.Callable[[int], float] = 0.9,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        weight_lr_power: float | Schedule | collections.abc.Callable[[int], float] = 2.0,
        decay_mode: str = "decoupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Shampoo(Optimizer):
    """
    Shampoo: gradients multiplied by inverse roots of their second moments, one per axis.

    Of a matrix, with L and R that begin with eps I::

        L <- L + g g^T;  R <- R + g^T g
        d = L^(-1/4) g R^(-1/4)
        b <- momentum b + d
        w <- w - lr b                                    momentum = 0: w - lr d

    Of k axes, there is one such matrix for each and the exponent is -1 / (2 k): a vector takes the step
    of full-matrix Adagrad. Roots are computed in float64 from the eigenvectors, at the first step and
    every `precondition_every` steps; axes longer than `max_precondition_size` keep the diagonal alone.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.1
        Learning rate.
    momentum : float or schedule, default 0.0
        Factor of the buffer that gradients are collected in.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    eps : float or schedule, default 1e-06
        Added to the denominator.
    precondition_every : int or schedule, default 1
        Steps between new roots or bases.
    max_precondition_size : int or schedule, default 1024
        Longest axis that has a matrix of its own size.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Shampoo(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    V. Gupta, T. Koren, Y. Singer: Shampoo: preconditioned stochastic tensor optimization, 2018,
    algorithms 1 and 2.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.1,
        momentum: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-06,
        precondition_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        *,
        max_precondition_size: int | Schedule | collections.abc.Callable[[int], float] = 1024,
        decay_mode: str = "coupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class SignSGD(Optimizer):
    """
    signSGD: every weight moves by the learning rate, against the sign of its gradient.

    ::

        w <- w - lr sign(g)

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.SignSGD(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    J. Bernstein et al.: signSGD: compressed optimisation for non-convex problems, 2018, algorithm 1.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Signum(Optimizer):
    """
    Signum: signSGD of an average of gradients.

    ::

        b <- momentum b + (1 - momentum) g
        w <- w - lr sign(b)

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    momentum : float or schedule, default 0.9
        Decay of the average of gradients.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Signum(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    J. Bernstein et al.: signSGD: compressed optimisation for non-convex problems, 2018, algorithm 2.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        momentum: float | Schedule | collections.abc.Callable[[int], float] = 0.9,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        cautious: bool = False,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class SM3(Optimizer):
    """
    SM3: Adagrad with one sum for every row and one for every column.

    With one accumulator a_i for every index i of every axis (of a matrix: each row and each column)::

        v = min over the axes of a + g^2
        a_i <- max of v over the elements with index i
        d = g / sqrt(v + eps);  m <- momentum m + (1 - momentum) d
        w <- w - lr m                                    momentum = 0: w - lr d

    Vectors take Adagrad's steps.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.1
        Learning rate.
    momentum : float or schedule, default 0.0
        Factor of the buffer that gradients are collected in.
    eps : float or schedule, default 1e-30
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.SM3(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    R. Anil, V. Gupta, T. Koren, Y. Singer: Memory-efficient adaptive optimization, 2019, algorithm
    SM3-II.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.1,
        momentum: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-30,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        decay_mode: str = "coupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class SOAP(Optimizer):
    """
    SOAP: Adam in the eigenbasis of Shampoo's matrices.

    Of a matrix, with step t = 1, 2, ... and k = t - 1; the first step only begins L, R and their
    eigenvectors P, Q::

        m <- beta1 m + (1 - beta1) g
        v <- beta2 v + (1 - beta2) (P^T g Q)^2
        d = P [P^T m Q / (sqrt(v) + eps)] Q^T
        w <- w - lr sqrt(1 - beta2^k) / (1 - beta1^k) d
        L <- shampoo_beta L + (1 - shampoo_beta) g g^T;  R likewise with g^T g

    After every `precondition_every` steps P becomes the orthonormal factor of L P, its columns in the
    order of the eigenvalues that diag(P^T L P) estimates (v with them), and Q likewise. Of more axes,
    each has its matrix; axes longer than `max_precondition_size` keep their own basis, and so do
    vectors, which take Adam's steps.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.003
        Learning rate.
    betas : tuple[float, float], default (0.95, 0.95)
        Decay of the averages of gradients and of their squares.
    shampoo_beta : float or schedule, default 0.95
        Decay of the averages of g g^T.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    weight_decay : float or schedule, default 0.01
        Pull of weights towards 0.
    precondition_every : int or schedule, default 10
        Steps between new roots or bases.
    max_precondition_size : int or schedule, default 10000
        Longest axis that has a matrix of its own size.
    bias_correction : bool, default True
        Correct the averages for their start at 0.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.SOAP(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    N. Vyas et al.: SOAP: improving and stabilizing Shampoo using Adam, 2024, algorithm 3.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.003,
        betas: tuple[float, float] = (0.95, 0.95),
        shampoo_beta: float | Schedule | collections.abc.Callable[[int], float] = 0.95,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        *,
        precondition_every: int | Schedule | collections.abc.Callable[[int], float] = 10,
        max_precondition_size: int | Schedule | collections.abc.Callable[[int], float] = 10000,
        bias_correction: bool = True,
        decay_mode: str = "decoupled",
        maximize: bool = False,
        cautious: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Sophia(Optimizer):
    """
    Sophia: a clipped step by momentum over curvature.

    With h the average of estimates of the Hessian's diagonal::

        m <- beta1 m + (1 - beta1) g
        w <- w (1 - lr weight_decay) - lr clamp(m / max(gamma h, eps), -1, 1)

        h <- beta2 h + (1 - beta2) u * (H u),  u normal      update_hessian(loss)
        h <- beta2 h + (1 - beta2) B g^2                     update_gauss_newton(sampled_loss, B)

    An estimate costs about two backward passes, and is wanted every `hessian_every` steps, when
    `hessian_due()` says so; between them h stays. The first kind is Hutchinson's, of the loss itself; it
    needs operations whose gradients have gradients. The second, Gauss-Newton-Bartlett, takes the mean
    loss over B rows whose labels were drawn from the model's own outputs (`optim.sample_labels`).
    Without any, every step is as long as lr allows, in the direction of the signs of m. `Trainer.fit`
    estimates by the first kind.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.0001
        Learning rate.
    betas : tuple[float, float], default (0.965, 0.99)
        Decay of the averages of gradients and of their squares.
    gamma : float or schedule, default 0.01
        Factor of the curvature in the denominator.
    eps : float or schedule, default 1e-12
        Added to the denominator.
    weight_decay : float or schedule, default 0.1
        Pull of weights towards 0.
    hessian_every : int or schedule, default 10
        Steps between estimates of the curvature.
    decay_mode : str, default 'decoupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Sophia(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    H. Liu et al.: Sophia: a scalable stochastic second-order optimizer for language model pre-training,
    2023, algorithms 1 to 3.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.0001,
        betas: tuple[float, float] = (0.965, 0.99),
        gamma: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-12,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.1,
        *,
        hessian_every: int | Schedule | collections.abc.Callable[[int], float] = 10,
        decay_mode: str = "decoupled",
        cautious: bool = False,
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class SparseAdam(Optimizer):
    """
    SparseAdam: Adam on the rows of a table that a batch has; the others rest.

    For the rows in the gradient of an embedding with ``sparse=True``, with step t = 1, 2, ... of the
    whole table::

        m <- beta1 m + (1 - beta1) g;    v <- beta2 v + (1 - beta2) g^2
        w <- w - lr (1 - beta2^t)^p / (1 - beta1^t) m / (v^p + eps)

    The averages of all other rows neither fall nor move them, so that a step costs what the batch has
    and not what the table holds. (Adam would go on moving rows by their old averages.) A parameter with
    an ordinary gradient takes this step everywhere. p is ``power``, 1/2 as in the paper.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.001
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 1e-08
        Added to the denominator.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.SparseAdam(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    D. Kingma, J. Ba: Adam: a method for stochastic optimization, 2014, the end of section 2; the rule
    and its defaults are those of PyTorch's SparseAdam.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 1e-08,
        *,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Yogi(Optimizer):
    """
    Yogi: Adam whose average of squares moves by the square alone, not by the difference.

    With step t = 1, 2, ... and power p = 1/2 (the root)::

        m <- beta1 m + (1 - beta1) g;                  m^ = m / (1 - beta1^t)
        v <- v - (1 - beta2) sign(v - g^2) g^2;        v^ = v / (1 - beta2^t)
        w <- w - lr m^ / (v^^p + eps)

    v falls slowly where gradients become small, so that the rate does not leap up.

    Parameters
    ----------
    params : iterable of Tensor, of (name, Tensor), or of dict
        What to change. A dict is a group: its "params", and options that differ from the others'.
    lr : float or schedule, default 0.01
        Learning rate.
    betas : tuple[float, float], default (0.9, 0.999)
        Decay of the averages of gradients and of their squares.
    eps : float or schedule, default 0.001
        Added to the denominator.
    weight_decay : float or schedule, default 0.0
        Pull of weights towards 0.
    initial_accumulator_value : float or schedule, default 1e-06
        What the average of squares starts from.
    eps_inside_sqrt : bool, default False
        Add eps to the squares, not to their root.
    power : float or schedule, default 0.5
        Exponent of the squares in the denominator: 0.5 is the root, 1 none.
    bias_correction : bool, default True
        Correct the averages for their start at 0.
    cautious : bool, default False
        Move only the elements that move against their gradient, and those farther.
    decay_mode : str, default 'coupled'
        How: g + weight_decay w; w (1 - lr weight_decay); w (1 - weight_decay lr / base lr).
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    centralize : bool, default False
        Subtract from each gradient of more than one axis its mean over all axes but the first.
    accumulate : int or schedule, default 1
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    swa : int or schedule, default 0
        Step from which the averaged weights are the mean of those after each step; 0: none.
    swa_every : int or schedule, default 1
        How many steps apart the weights of that mean are.
    lookahead : int or schedule, default 0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    sam : float or schedule, default 0.0
        Radius of sharpness-aware minimization, which needs step(closure); 0: none.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    decoupled_weight_decay : bool, optional
        PyTorch's word for decay_mode: True is "decoupled", False "coupled".
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, a pattern that
        matches no name, no parameters, or a parameter given twice.

    Examples
    --------
    >>> from nnlite import nn, optim
    >>> model = nn.Linear(2, 1)
    >>> optimizer = optim.Yogi(model.parameters(), lr=0.01)
    >>> optimizer.param_groups[0]["lr"]
    0.01

    References
    ----------
    M. Zaheer et al.: Adaptive methods for nonconvex optimization, 2018, algorithm 2; the bias
    correction as in Optax.
    """

    def __init__(
        self,
        params: collections.abc.Iterable[typing.Any],
        lr: float | Schedule | collections.abc.Callable[[int], float] = 0.01,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float | Schedule | collections.abc.Callable[[int], float] = 0.001,
        weight_decay: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        *,
        initial_accumulator_value: float
        | Schedule
        | collections.abc.Callable[[int], float] = 1e-06,
        eps_inside_sqrt: bool = False,
        power: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        bias_correction: bool = True,
        cautious: bool = False,
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        centralize: bool = False,
        accumulate: int | Schedule | collections.abc.Callable[[int], float] = 1,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        swa: int | Schedule | collections.abc.Callable[[int], float] = 0,
        swa_every: int | Schedule | collections.abc.Callable[[int], float] = 1,
        lookahead: int | Schedule | collections.abc.Callable[[int], float] = 0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        sam: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        decoupled_weight_decay: bool | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

def _method_named(name: str) -> str: ...
def _methods() -> list[typing.Any]: ...
def constant(
    base: typing.SupportsFloat | typing.SupportsIndex,
    steps: typing.SupportsInt | typing.SupportsIndex = 0,
    factor: typing.SupportsFloat | typing.SupportsIndex = 0.3333333333333333,
) -> Schedule:
    """
    One number, after `steps` steps of factor times it: base factor for t < steps, then base.

    Parameters
    ----------
    base
        What the rest is multiplied with: the highest value, as a rule.
    steps
        Of the beginning.
    factor
        Of the beginning.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.constant(0.3)(7), 9)
    0.3
    """

def cosine(
    base: typing.SupportsFloat | typing.SupportsIndex,
    steps: typing.SupportsInt | typing.SupportsIndex,
    low: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> Schedule:
    """
    Half a cosine: low + (base - low) (1 + cos(pi min(t, steps) / steps)) / 2 (Loshchilov & Hutter 2017, equation 5). It stays low afterwards.

    Parameters
    ----------
    base
        What the rest is multiplied with: the highest value, as a rule.
    steps
        How many it takes; afterwards the last value stays.
    low
        The value at the end.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.cosine(0.2, steps=10)(5), 9)
    0.1
    """

def cosine_restarts(
    base: typing.SupportsFloat | typing.SupportsIndex,
    period: typing.SupportsInt | typing.SupportsIndex,
    mult: typing.SupportsInt | typing.SupportsIndex = 1,
    low: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    gamma: typing.SupportsFloat | typing.SupportsIndex = 1.0,
) -> Schedule:
    """
    Half cosines with warm restarts: cosine over period steps, then over mult period, mult^2 period, ... (Loshchilov & Hutter 2017, SGDR).

    Parameters
    ----------
    base
        What the rest is multiplied with: the highest value, as a rule.
    period
        Steps to the first restart.
    mult
        How many times as long each is as the one before.
    low
        The value at the end.
    gamma
        Factor of the height (above low) at each restart.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.cosine_restarts(0.2, period=10, mult=2)(20), 9)
    0.1
    """

def cyclic(
    low: typing.SupportsFloat | typing.SupportsIndex,
    high: typing.SupportsFloat | typing.SupportsIndex,
    up: typing.SupportsInt | typing.SupportsIndex = 2000,
    down: typing.SupportsInt | typing.SupportsIndex | None = None,
    mode: str = "triangular",
    gamma: typing.SupportsFloat | typing.SupportsIndex = 1.0,
) -> Schedule:
    """
    low, high, low, ... along lines (Smith 2017).

    Parameters
    ----------
    low
        Its lowest value.
    high
        Its highest value.
    up
        Steps from the beginning of a cycle to its turn.
    down
        Steps back; as many as up where not given.
    mode
        "triangular"; "triangular2": half the height in each cycle; "exp_range": gamma^t times the height.
    gamma
        Of exp_range.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.cyclic(0.1, 0.5, up=4)(2), 9)
    0.3
    """

def cyclic_momentum(
    low: typing.SupportsFloat | typing.SupportsIndex = 0.8,
    high: typing.SupportsFloat | typing.SupportsIndex = 0.9,
    up: typing.SupportsInt | typing.SupportsIndex = 2000,
    down: typing.SupportsInt | typing.SupportsIndex | None = None,
    mode: str = "triangular",
    gamma: typing.SupportsFloat | typing.SupportsIndex = 1.0,
) -> Schedule:
    """
    The momentum that goes with cyclic: high, low, high, ...

    Parameters
    ----------
    low
        Its lowest value.
    high
        Its highest value.
    up
        Steps from the beginning of a cycle to its turn.
    down
        Steps back; as many as up where not given.
    mode
        "triangular"; "triangular2": half the height in each cycle; "exp_range": gamma^t times the height.
    gamma
        Of exp_range.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.cyclic_momentum(0.8, 0.9, up=4)(4), 9)
    0.8
    """

def exponential(
    base: typing.SupportsFloat | typing.SupportsIndex,
    gamma: typing.SupportsFloat | typing.SupportsIndex,
) -> Schedule:
    """
    An exponential fall: base gamma^t.

    Parameters
    ----------
    base
        What the rest is multiplied with: the highest value, as a rule.
    gamma
        Factor of each fall.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.exponential(1.0, gamma=0.5)(3), 9)
    0.125
    """

def function(
    f: collections.abc.Callable[..., typing.Any],
    base: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> Schedule:
    """
    A function of your own; optimizers also take it as it is.

    Parameters
    ----------
    f
        Called with the step, returns a number.
    base
        What its values are multiples of; 0: its value at step 0.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.function(lambda step: 0.5 / (1 + step))(4), 9)
    0.1
    """

def inverse_sqrt(
    base: typing.SupportsFloat | typing.SupportsIndex,
    warm_up: typing.SupportsInt | typing.SupportsIndex,
) -> Schedule:
    """
    Up along a line, then down as the root: base min((t + 1) / warm_up, sqrt(warm_up / (t + 1))).

    Parameters
    ----------
    base
        The peak, at step warm_up - 1.
    warm_up
        Steps up.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.inverse_sqrt(0.4, warm_up=100)(399), 9)
    0.2
    """

def inverse_time(
    base: typing.SupportsFloat | typing.SupportsIndex,
    k: typing.SupportsFloat | typing.SupportsIndex,
) -> Schedule:
    """
    A fall as 1 / t: base / (1 + k t) (Robbins & Monro 1951).

    Parameters
    ----------
    base
        What the rest is multiplied with: the highest value, as a rule.
    k
        How fast; 0 or more.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.inverse_time(0.3, k=0.5)(4), 9)
    0.1
    """

def linear(
    base: typing.SupportsFloat | typing.SupportsIndex,
    steps: typing.SupportsInt | typing.SupportsIndex,
    start: typing.SupportsFloat | typing.SupportsIndex = 0.3333333333333333,
    end: typing.SupportsFloat | typing.SupportsIndex = 1.0,
) -> Schedule:
    """
    Along a line: base (start + (end - start) min(t, steps) / steps).

    Parameters
    ----------
    base
        What the rest is multiplied with: the highest value, as a rule.
    steps
        How many it takes; afterwards the last value stays.
    start
        Factor at step 0.
    end
        Factor at the end.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.linear(1.0, steps=10, start=1, end=0)(5), 9)
    0.5
    """

def multi_step(
    base: typing.SupportsFloat | typing.SupportsIndex,
    milestones: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    gamma: typing.SupportsFloat | typing.SupportsIndex = 0.1,
) -> Schedule:
    """
    A fall at milestones: base gamma^(number of milestones that t has reached).

    Parameters
    ----------
    base
        What the rest is multiplied with: the highest value, as a rule.
    milestones
        Steps at which it falls.
    gamma
        Factor of each fall.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.multi_step(0.5, [10, 20], gamma=0.5)(20), 9)
    0.125
    """

def noam(
    dim: typing.SupportsInt | typing.SupportsIndex,
    warm_up: typing.SupportsInt | typing.SupportsIndex = 4000,
    factor: typing.SupportsFloat | typing.SupportsIndex = 1.0,
) -> Schedule:
    """
    The Transformer's: factor dim^-0.5 min((t + 1)^-0.5, (t + 1) warm_up^-1.5) (Vaswani et al. 2017, equation 3).

    Parameters
    ----------
    dim
        Width of the model.
    warm_up
        Steps up.
    factor
        Of it all.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.noam(400, warm_up=100)(99), 9)
    0.005
    """

def one_cycle(
    max: typing.SupportsFloat | typing.SupportsIndex,
    steps: typing.SupportsInt | typing.SupportsIndex,
    pct_start: typing.SupportsFloat | typing.SupportsIndex = 0.3,
    div_factor: typing.SupportsFloat | typing.SupportsIndex = 25.0,
    final_div_factor: typing.SupportsFloat | typing.SupportsIndex = 10000.0,
    shape: str = "cosine",
    three_phase: bool = False,
) -> Schedule:
    """
    Once up and once down: max / div_factor, max at step pct_start steps - 1, and at the last step max / div_factor / final_div_factor (Smith & Topin 2018).

    Parameters
    ----------
    max
        The peak.
    steps
        How many it takes; afterwards the last value stays.
    pct_start
        The part of the steps that goes up.
    div_factor
        max over the first value.
    final_div_factor
        The first value over the last.
    shape
        "cosine" or "linear".
    three_phase
        Down to the first value in as many steps as up, then to the last.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.one_cycle(0.5, steps=10)(2), 9)
    0.5
    """

def one_cycle_momentum(
    steps: typing.SupportsInt | typing.SupportsIndex,
    high: typing.SupportsFloat | typing.SupportsIndex = 0.95,
    low: typing.SupportsFloat | typing.SupportsIndex = 0.85,
    pct_start: typing.SupportsFloat | typing.SupportsIndex = 0.3,
    shape: str = "cosine",
    three_phase: bool = False,
) -> Schedule:
    """
    The momentum that goes with one_cycle: high, low, high.

    Parameters
    ----------
    steps
        How many it takes; afterwards the last value stays.
    high
        At the ends.
    low
        At the peak of one_cycle.
    pct_start
        As in one_cycle.
    shape
        As in one_cycle.
    three_phase
        As in one_cycle.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.one_cycle_momentum(steps=10)(2), 9)
    0.85
    """

def piecewise(
    points: collections.abc.Sequence[
        tuple[
            typing.SupportsInt | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex
        ]
    ],
    shape: str = "constant",
) -> Schedule:
    """
    Through points: a value from its step on, or curves between them.

    Parameters
    ----------
    points
        Pairs (step, value), by increasing steps.
    shape
        "constant", "linear" or "cosine".

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.piecewise([(0, 0.5), (100, 0.1)])(99), 9)
    0.5
    """

def plateau(
    base: typing.SupportsFloat | typing.SupportsIndex,
    factor: typing.SupportsFloat | typing.SupportsIndex = 0.1,
    patience: typing.SupportsInt | typing.SupportsIndex = 10,
    mode: str = "min",
    threshold: typing.SupportsFloat | typing.SupportsIndex = 0.0001,
    cooldown: typing.SupportsInt | typing.SupportsIndex = 0,
    low: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    eps: typing.SupportsFloat | typing.SupportsIndex = 1e-08,
) -> Schedule:
    """
    base, multiplied by factor whenever a measured value has stopped improving.

    `Trainer.fit` tells it what it monitors after every epoch; in a loop of your own call optimizer.observe(metric).

    Parameters
    ----------
    base
        What the rest is multiplied with: the highest value, as a rule.
    factor
        Between 0 and 1.
    patience
        Calls in a row without improvement that are waited for.
    mode
        "min" or "max": what is better.
    threshold
        The part of the best value by which a better one has to be better.
    cooldown
        Calls after a change that are not counted.
    low
        The value at the end.
    eps
        Smaller changes are left out.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.plateau(0.5)(7), 9)
    0.5
    """

def polynomial(
    base: typing.SupportsFloat | typing.SupportsIndex,
    steps: typing.SupportsInt | typing.SupportsIndex,
    power: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    low: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> Schedule:
    """
    Along a power: low + (base - low) (1 - min(t, steps) / steps)^power.

    Parameters
    ----------
    base
        What the rest is multiplied with: the highest value, as a rule.
    steps
        How many it takes; afterwards the last value stays.
    power
        More than 0.
    low
        The value at the end.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.polynomial(1.0, steps=10, power=2)(5), 9)
    0.25
    """

def sample_labels(logits: nnlite.Tensor) -> nnlite.Tensor:
    """
    Draw a label for every row, from the softmax of its logits.

    Parameters
    ----------
    logits : Tensor (N, C)
        Unnormalized log-probabilities.

    Returns
    -------
    Tensor (N), int64
        See `Optimizer.update_gauss_newton`.

    Raises
    ------
    ValueError
        For logits of another shape.

    Examples
    --------
    >>> import nnlite
    >>> from nnlite import optim
    >>> optim.sample_labels(nnlite.tensor([[100.0, 0.0], [0.0, 100.0]])).tolist()
    [0, 1]
    """

def sequential(
    schedules: collections.abc.Sequence[typing.Any],
    milestones: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
) -> Schedule:
    """
    One after the other, each counting from 0 where it begins.

    Parameters
    ----------
    schedules
        Numbers, schedules or functions of the step.
    milestones
        The steps at which the second, the third, ... begin.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.sequential([0.5, optim.cosine(0.2, steps=10)], [100])(105), 9)
    0.1
    """

def step(
    base: typing.SupportsFloat | typing.SupportsIndex,
    every: typing.SupportsInt | typing.SupportsIndex,
    gamma: typing.SupportsFloat | typing.SupportsIndex = 0.1,
) -> Schedule:
    """
    A fall in stairs: base gamma^floor(t / every).

    Parameters
    ----------
    base
        What the rest is multiplied with: the highest value, as a rule.
    every
        Steps on a stair.
    gamma
        Factor of each fall.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.step(0.5, every=10, gamma=0.5)(25), 9)
    0.125
    """

def warm_up(
    after: typing.Any,
    steps: typing.SupportsInt | typing.SupportsIndex,
    start_factor: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> Schedule:
    """
    Along a line to the first value of another schedule, then that one from its step 0 on (Goyal et al. 2017).

    Parameters
    ----------
    after
        A number, schedule or function of the step.
    steps
        Of the line.
    start_factor
        Times the first value of `after` is where the line begins.

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.warm_up(optim.cosine(0.4, steps=10), steps=4)(2), 9)
    0.2
    """

def warm_up_stable_decay(
    base: typing.SupportsFloat | typing.SupportsIndex,
    steps: typing.SupportsInt | typing.SupportsIndex,
    warm_up: typing.SupportsInt | typing.SupportsIndex,
    decay: typing.SupportsInt | typing.SupportsIndex,
    low: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    shape: str = "linear",
) -> Schedule:
    """
    From 0 up along a line, base, and down at the end (Hu et al. 2024, MiniCPM).

    Parameters
    ----------
    base
        The height of the middle.
    steps
        All.
    warm_up
        The first so many of them.
    decay
        The last so many of them.
    low
        The value at the end.
    shape
        Of the decay: "linear", "cosine", or "sqrt", 1 - sqrt of the part that is over (Haegele et al. 2024).

    Returns
    -------
    Schedule

    Raises
    ------
    ValueError
        If an argument is out of range or not finite.

    Examples
    --------
    >>> from nnlite import optim
    >>> round(optim.warm_up_stable_decay(0.4, steps=100, warm_up=10, decay=20)(90), 9)
    0.2
    """
