"""Import optional packages when they are used, with an error that says what to install.

Not a place for imports of nnlite's own modules: they never need an extra.
"""

from __future__ import annotations

import importlib
from types import ModuleType


def need(module: str, *, purpose: str, extra: str = "app") -> ModuleType:
    """Import an optional module or say which extra of nnlite brings it.

    Parameters
    ----------
    module : str
        Dotted name, for example ``"sklearn.datasets"``.
    purpose : str
        What it is needed for, in the user's words; the error begins with it.
    extra : str
        The extra of nnlite that installs the module.

    Returns
    -------
    module
        The imported module.

    Raises
    ------
    ImportError
        If the package is not installed.

    Examples
    --------
    >>> need("json", purpose="reading numbers").__name__
    'json'
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise ImportError(
            f'{purpose} needs {package}: pip install "nnlite[{extra}]" ({error})'
        ) from error
