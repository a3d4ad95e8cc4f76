"""The rules of the house: who includes whom, how long files are, what each says of itself."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import nnlite
from ops.test_operations import ROWS

ROOT = Path(__file__).parents[1]
CPP = ROOT / "cpp" / "nnlite"
FLOORS = ["base", "kernels", "backend", "core", "ops", "nn", "optim", "train", "bindings"]
STRANGERS = {("optim", "nn"), ("nn", "optim")}
LONGEST = 400
LONGEST_FUNCTION = 60  # a screen is about 40; the rest is slack for tables and long signatures

NATIVE = sorted(p for p in CPP.rglob("*") if p.suffix in {".h", ".cpp", ".def", ".inc"})
PYTHON = sorted(
    p
    for folder in ("python/nnlite", "tests", "benchmarks", "tools")
    for p in (ROOT / folder).rglob("*.py")
)
INCLUDE = re.compile(r'^#include "nnlite/(\w+)/', re.MULTILINE)


def relative(path):
    return str(path.relative_to(ROOT))


def floor(path):
    return path.relative_to(CPP).parts[0]


native = pytest.mark.parametrize("path", NATIVE, ids=relative)
every = pytest.mark.parametrize("path", NATIVE + PYTHON, ids=relative)


def test_there_is_a_house():
    assert len(NATIVE) > 100
    assert {floor(p) for p in NATIVE} == set(FLOORS)


@native
def test_includes_only_downwards(path):
    here = floor(path)
    for there in INCLUDE.findall(path.read_text()):
        if there == "isa_tables":
            continue
        assert FLOORS.index(there) <= FLOORS.index(here), f"{here} includes {there}"
        assert (here, there) not in STRANGERS, f"{here} and {there} do not know each other"


@native
def test_only_bindings_know_python(path):
    if floor(path) != "bindings":
        assert "pybind11" not in path.read_text()
        assert "Python.h" not in path.read_text()


@native
def test_conditions_are_the_builds(path):
    if floor(path) != "base":
        found = re.findall(r"^\s*#\s*if(?:n?def)?\b.*", path.read_text(), re.MULTILINE)
        assert not found, f"the build picks files; {found}"


@every
def test_length(path):
    lines = path.read_text().splitlines()
    if lines:
        assert len(lines) <= LONGEST


@every
def test_first_line_says_what_the_file_is_for(path):
    first = path.read_text().splitlines()[:1]
    if first:
        assert re.match(r"// \S+ \S+|//! \S+|\"\"\"\S+ \S+", first[0]), first[0]


@pytest.mark.parametrize("path", [p for p in NATIVE if p.suffix == ".cpp"], ids=relative)
def test_functions_fit_a_screen(path):
    """Bodies as clang-format lays them out: a line that ends in `{`, and `}` of its indentation."""
    open_at: list[tuple[int, int]] = []
    code = re.sub(r'R"doc\(.*?\)doc"', "", path.read_text(), flags=re.DOTALL)
    for number, line in enumerate(code.splitlines()):
        indent = len(line) - len(line.lstrip())
        if re.match(r"\s*\S.*\) (const |override |noexcept )*\{$", line):
            open_at.append((indent, number))
        while open_at and line.strip().startswith("}") and indent == open_at[-1][0]:
            _, begin = open_at.pop()
            assert number - begin <= LONGEST_FUNCTION, f"line {begin + 1}"


@native
def test_headers_are_read_once(path):
    if path.suffix == ".h":
        assert "#pragma once" in path.read_text()


def test_words_that_do_not_belong():
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    for path in NATIVE + PYTHON:
        if path != Path(__file__):
            assert not unfinished.search(path.read_text()), relative(path)


def test_every_operation_has_a_doc():
    undocumented = [name for name, doc in nnlite.ops().items() if len(doc) < 3]
    assert not undocumented


# Records that an operation of another name leaves, and that one's row.
PARTS = {
    "accumulate": "mul",  # of x * x: both gradients of one tensor meet
    "class_loss": "cross_entropy",
    "class_targets": "cross_entropy",
    "check_index": "one_hot",
    "max_pool_pick": "max_pool",  # the gradient of its gradient
    "rows_product": "linear",
    "spread": "sum",
}
# Those that no row of values can describe, and where their tests are.
ELSEWHERE = {
    "bernoulli": "tests/test_random.py",
    "dropout": "tests/test_random.py",
    "eigh": "tests/optim/test_tensor_rules.py",
    "global_absolute_sum": "tests/optim/test_tensor_rules.py",
    "global_inner": "tests/optim/test_tensor_rules.py",
    "global_norm": "tests/optim/test_options.py",
    "integers": "tests/test_random.py",
    "normal": "tests/test_random.py",
    "orthonormal": "tests/optim/test_tensor_rules.py",
    "permutation": "tests/test_random.py",
    "truncated_normal": "tests/nn/test_init.py",
    "uniform": "tests/test_random.py",
}
WORDS = {
    "eigh": "Shampoo",
    "global_absolute_sum": "Prodigy",
    "global_inner": "Prodigy",
    "global_norm": "clip_norm",
    "orthonormal": "SOAP",
    "truncated_normal": "trunc_normal_",
}


def test_every_operation_has_a_row():
    """Or is a part of one that has; gradients and steps are tested with theirs."""
    rows = [row.name for row in ROWS]
    missing = [
        name
        for name in nnlite.ops()
        if not name.endswith(("_gradient", "_step"))
        and name not in ELSEWHERE
        and not any(re.match(rf"{PARTS.get(name, name)}(_|$)", row) for row in rows)
    ]
    assert not missing
    assert set(PARTS) | set(ELSEWHERE) <= set(nnlite.ops())
    for name, path in ELSEWHERE.items():
        assert WORDS.get(name, name) in (ROOT / path).read_text()


KERNELS = sorted((CPP / "kernels").glob("*.cpp"))


def symbols_of(path, tmp_path, *flags):
    """What the object of a kernel file exports."""
    compiler, nm = shutil.which("c++") or shutil.which("g++"), shutil.which("nm")
    if not (compiler and nm):
        pytest.skip("no compiler")
    out = tmp_path / "kernel.o"
    common = ["-std=c++20", "-O0", "-fopenmp-simd", "-fno-exceptions", f"-I{ROOT / 'cpp'}"]
    subprocess.run([compiler, *common, *flags, "-c", str(path), "-o", str(out)], check=True)
    listed = subprocess.run([nm, "-g", "--defined-only", "-C", str(out)], check=True,
                            capture_output=True, text=True).stdout  # fmt: skip
    return [line.split(maxsplit=2)[2] for line in listed.splitlines()]


@pytest.mark.parametrize("path", KERNELS, ids=lambda p: p.stem)
def test_one_symbol_per_kernel_object(path, tmp_path):
    """Two objects for different instruction sets must not share a symbol."""
    flags = "-DNNLITE_ISA=somewhere", "-DNNLITE_VECTOR_BYTES=16"
    assert symbols_of(path, tmp_path, *flags) == [f"nnlite::{path.stem}_somewhere"]


@pytest.mark.parametrize("name", ["absent", "avx512"])
def test_one_symbol_per_object_of_bfloat16(name, tmp_path):
    if name == "avx512" and platform.machine() not in ("x86_64", "AMD64"):
        pytest.skip("of another processor")
    flags = ["-mavx512f", "-mavx512bw", "-mavx512vl", "-mavx512dq", "-mavx512bf16"]
    path = CPP / "kernels" / "bf16" / f"{name}.cpp"
    found = symbols_of(path, tmp_path, *(flags if name == "avx512" else ()))
    assert found == ["nnlite::kBf16Kernels"]
