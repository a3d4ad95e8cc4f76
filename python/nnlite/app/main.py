"""The entry of the command `nnlite`: every bad input becomes one line and exit code 2."""

from __future__ import annotations

import sys
from collections.abc import Sequence

_STOPPED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments; those of the process by default.

    Returns
    -------
    int
        0 if all went well, 2 for bad input, 130 after Ctrl-C.
    """
    try:
        from nnlite._extras import need

        typer = need("typer", purpose="the command line")
        need("rich", purpose="the command line")
        from nnlite.app.cli import app

        command = typer.main.get_command(app)
        usage_error = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")
    except ImportError as error:
        return _fail(error)
    try:
        words = list(sys.argv[1:] if argv is None else argv) or ["--help"]
        code = command.main(words, prog_name="nnlite", standalone_mode=False)
        if code == _STOPPED:  # what typer makes of Ctrl-C
            raise KeyboardInterrupt
        return code if isinstance(code, int) else 0
    except usage_error as error:
        return _fail(error.format_message())
    except (KeyboardInterrupt, typer.Abort):
        print("Stopped.", file=sys.stderr)
        return _STOPPED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe has gone; there is nobody to tell
        return 0
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else error)
    except (ValueError, ImportError, MemoryError) as error:
        return _fail(error)


def _fail(error: object) -> int:
    text = " ".join(str(error).split()) or type(error).__name__
    print(f"Error: {text}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
