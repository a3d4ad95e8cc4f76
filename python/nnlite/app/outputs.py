"""Write files the user asked for: refused before the work if impossible, replaced in one move."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def check_writable(path: str | os.PathLike[str], what: str) -> Path:
    """Make sure a file can be written, before anything long begins; nothing is left behind.

    Parameters
    ----------
    path : path
        Where the file is to go.
    what : str
        Which option asked for it, for the message.

    Raises
    ------
    ValueError
        If the folder does not exist, the path is a folder or a device, or writing is not allowed.
    """
    place = Path(path)
    if not str(path) or place.is_dir():
        raise ValueError(f"{what} {str(path)!r} is a folder; give a file name")
    if place.exists() and not place.is_file():
        raise ValueError(f"{what} {str(path)!r} is not a regular file")
    if not place.parent.is_dir():
        raise ValueError(f"{what} {str(path)!r}: the folder {str(place.parent)!r} does not exist")
    if place.exists() and not os.access(place, os.W_OK):
        raise ValueError(f"{what} {str(path)!r} may not be written (permission denied)")
    try:
        with tempfile.TemporaryFile(dir=place.parent):
            pass
    except OSError as error:
        raise ValueError(f"{what} {str(path)!r} cannot be written: {error.strerror}") from error
    return place


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write a text file so that readers see the old one or the new one, never a half."""
    place = Path(path)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)  # mkstemp makes it private
        os.replace(name, place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
