"""Where the native half of the package lies: for programs that build against it."""

from __future__ import annotations

from pathlib import Path

from nnlite import _core

__all__ = ["get_cmake_dir", "get_include"]

# An editable install keeps Python and native files apart; the extension stands with the latter.
_NATIVE = Path(_core.__file__).resolve().parent


def get_include() -> str:
    """Return the folder that C++ programs add to their include path.

    Returns
    -------
    str
        The folder that holds ``nnlite/nnlite.h``.

    Examples
    --------
    >>> import nnlite, pathlib
    >>> (pathlib.Path(nnlite.get_include()) / "nnlite" / "nnlite.h").is_file()
    True
    """
    return str(_NATIVE / "include")


def get_cmake_dir() -> str:
    """Return the folder for ``-Dnnlite_DIR=``, or for ``CMAKE_PREFIX_PATH``.

    Returns
    -------
    str
        The folder that holds ``nnliteConfig.cmake``; ``find_package(nnlite CONFIG)`` reads it.

    Examples
    --------
    >>> import nnlite, pathlib
    >>> (pathlib.Path(nnlite.get_cmake_dir()) / "nnliteConfig.cmake").is_file()
    True
    """
    return str(_NATIVE / "lib" / "cmake" / "nnlite")
