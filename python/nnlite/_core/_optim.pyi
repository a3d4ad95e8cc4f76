"""
Optimizers and schedules; see nnlite.optim.
"""

from __future__ import annotations

import collections.abc
import typing

__all__: list[str] = [
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "Averaged",
    "LAMB",
    "LARS",
    "NovoGrad",
    "Optimizer",
    "ParamGroup",
    "RMSprop",
    "SGD",
    "Schedule",
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

    def every(self, n: typing.SupportsInt | typing.SupportsIndex) -> bool:
        """
        Whether the parameter's step is the n-th, 2 n-th, ...: for update() of your own rule.

        A compiled step captures the steps of which it is true apart from the others.

        Raises
        ------
        ValueError
            Outside update(), or for n below 1.
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
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    accumulate : float or schedule, default 1.0
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    lookahead : float or schedule, default 0.0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, no parameters, or a
        parameter given twice.

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
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        accumulate: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
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
    maximize : bool, default False
        Ascend.
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    accumulate : float or schedule, default 1.0
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    lookahead : float or schedule, default 0.0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, no parameters, or a
        parameter given twice.

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
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        accumulate: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class Adagrad(Optimizer):
    """
    Adagrad: each weight's rate falls with the squares it has seen.

    With step t = 1, 2, ... and power p (1/2 is the paper's root, 1 the form without a root)::

        G <- G + g^2
        w <- w - lr / (1 + (t - 1) lr_decay) g / (G^p + eps)

    With ``eps_inside_sqrt=True`` the denominator is (G + eps)^p.

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
    accumulate : float or schedule, default 1.0
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    lookahead : float or schedule, default 0.0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, no parameters, or a
        parameter given twice.

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
        accumulate: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
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
    accumulate : float or schedule, default 1.0
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    lookahead : float or schedule, default 0.0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, no parameters, or a
        parameter given twice.

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
        accumulate: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
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
    accumulate : float or schedule, default 1.0
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    lookahead : float or schedule, default 0.0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, no parameters, or a
        parameter given twice.

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
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        accumulate: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
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
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    accumulate : float or schedule, default 1.0
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    lookahead : float or schedule, default 0.0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, no parameters, or a
        parameter given twice.

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
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        accumulate: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
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
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    accumulate : float or schedule, default 1.0
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    lookahead : float or schedule, default 0.0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, no parameters, or a
        parameter given twice.

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
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        accumulate: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
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
    clip_norm : float or schedule, default 0.0
        Largest norm of all gradients together; 0: any.
    clip_value : float or schedule, default 0.0
        Largest absolute value of a gradient's element; 0: any.
    agc : float or schedule, default 0.0
        Largest norm of a unit's gradient relative to its weights'; 0: any.
    accumulate : float or schedule, default 1.0
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    lookahead : float or schedule, default 0.0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, no parameters, or a
        parameter given twice.

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
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        accumulate: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

class SGD(Optimizer):
    """
    Stochastic gradient descent, with momentum in each of its forms.

    With learning rate :math:`\\eta`, momentum :math:`\\mu` and dampening :math:`\\tau`::

        w <- w - eta g                                   momentum = 0
        b <- mu b + (1 - tau) g;  w <- w - eta b         momentum (the first b is g)
        b <- mu b + g;  w <- w - eta (g + mu b)          nesterov=True
        u <- mu u + eta g;  w <- w - u                   lr_in_buffer=True
        u <- mu u + eta g(w - mu u);  w <- w - u         nesterov="closure"

    The third is the last one written in terms of the point ahead, w - mu u. With a constant learning
    rate the buffer forms agree; after a drop of the rate, ``lr_in_buffer`` keeps the old pace for a
    while. ``nesterov="closure"`` takes the gradient at the point ahead: ``step(closure)`` goes there,
    calls ``closure`` (forward, backward, return the loss) and steps from there.

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
    accumulate : float or schedule, default 1.0
        How many backward() make one step, of their mean gradient.
    ema : float or schedule, default 0.0
        Decay of averaged weights (see averaged()); 0: none.
    lookahead : float or schedule, default 0.0
        Steps between moves of the slow weights; 0: none.
    lookahead_alpha : float or schedule, default 0.5
        How far the slow weights move towards the fast ones.
    skip_nonfinite : bool, default False
        Leave out steps whose gradients hold NaN or infinity.
    no_decay : str, optional
        Parameters without weight decay: a regular expression over their names, or "auto" for biases
        and all others of fewer than two axes (norms).
    groups : dict of str to dict, optional
        Groups by regular expressions over the names, and the options of each; the first that is found
        in a name decides.

    Raises
    ------
    ValueError
        For an unknown option (with the nearest name), a value outside its limits, no parameters, or a
        parameter given twice.

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
        decay_mode: str = "coupled",
        maximize: bool = False,
        clip_norm: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        clip_value: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        agc: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        accumulate: float | Schedule | collections.abc.Callable[[int], float] = 1.0,
        ema: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead: float | Schedule | collections.abc.Callable[[int], float] = 0.0,
        lookahead_alpha: float | Schedule | collections.abc.Callable[[int], float] = 0.5,
        skip_nonfinite: bool = False,
        no_decay: str | None = None,
        groups: dict[str, dict[str, typing.Any]] | None = None,
    ) -> None: ...

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
