"""What is installed: light to import, complete, and nothing beside it."""

import contextlib
import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

import nnlite

NATIVE = Path(nnlite.get_include()).parent
PACKAGE = Path(nnlite.__file__).parent
installed = pytest.mark.skipif(
    not Path(nnlite.get_include()).is_dir(), reason="nnlite is not installed, but built in place"
)


def python(code):
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = [{str(PACKAGE.parent)!r}]\n{code}"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_import_brings_numpy_and_nothing_else():
    code = (
        "import numpy; before = set(sys.modules); import nnlite; print(*set(sys.modules) - before)"
    )
    roots = {name.partition(".")[0] for name in python(code).split()}
    assert roots - set(sys.stdlib_module_names) == {"nnlite"}


def test_import_loads_no_heavy_part_of_the_standard_library():
    loaded = python("import numpy; import nnlite; print(*sys.modules)").split()
    assert not {"asyncio", "http", "multiprocessing.pool", "unittest.mock"} & set(loaded)


def test_an_extra_that_is_missing_is_named():
    code = """
sys.modules["rich"] = sys.modules["rich.console"] = None
import nnlite
model = nnlite.nn.Linear(2, 1)
trainer = nnlite.Trainer(model, nnlite.nn.MSELoss(), nnlite.optim.SGD(model.parameters(), lr=0.1))
x = nnlite.zeros(4, 2)
trainer.fit((x, x[:, :1]), epochs=1)
try:
    trainer.fit((x, x[:, :1]), epochs=1, progress=True)
except ImportError as error:
    print(error)
"""
    assert 'pip install "nnlite[app]"' in python(code)


def test_one_version():
    header = (Path(__file__).parents[1] / "cpp/nnlite/base/version.h").read_text()
    assert re.search(r'kVersion = "([^"]+)"', header).group(1) == nnlite.__version__
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):  # built in place
        assert importlib.metadata.version("nnlite") == nnlite.__version__


def test_typed():
    assert (PACKAGE / "py.typed").is_file()
    assert list((PACKAGE / "_core").glob("*.pyi"))


@installed
def test_native_files_and_licences():
    assert (NATIVE / "include/nnlite/nnlite.h").is_file()
    assert (NATIVE / "lib/cmake/nnlite/nnliteConfig.cmake").is_file()
    texts = {p.name.lower(): p.read_text() for p in (NATIVE / "licenses").iterdir()}
    assert any("openblas" in name for name in texts)
    assert any("pybind11" in name for name in texts)
    assert all(len(text) > 300 for text in texts.values())


@installed
def test_the_wheel_is_small_and_clean():
    files = importlib.metadata.files("nnlite")
    assert files
    names = [str(f) for f in files if "__pycache__" not in str(f)]
    assert not [n for n in names if re.search(r"\.(o|a|tmp|cpp|cmake\.in|ninja)$|/build/", n)]
    assert not [n for n in names if n.startswith(("tests", "cpp", "benchmarks"))]
    total = sum((f.locate().stat().st_size for f in files if f.locate().is_file()), 0)
    assert total < 45e6  # unpacked; three quarters of it is OpenBLAS


@installed
@pytest.mark.skipif(sys.platform != "linux", reason="reads ELF files")
def test_libraries_find_each_other_and_hide_blas():
    shared = [p for p in (NATIVE / "lib").iterdir() if ".so" in p.name]
    assert shared
    code = "import nnlite, ctypes; print(hasattr(ctypes.CDLL(None), 'cblas_sgemm'))"
    assert python(code) == "False"
