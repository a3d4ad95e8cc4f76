"""Native programs: the examples and the C++ tests, built against the installed package and run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

TOP = Path(__file__).parents[1]
INCLUDE = Path(nnlite.get_include())
COMPILER = os.environ.get("CXX") or shutil.which("c++") or shutil.which("g++")

pytestmark = [
    pytest.mark.skipif(not INCLUDE.is_dir(), reason="nnlite is not installed, but built in place"),
    pytest.mark.skipif(not COMPILER, reason="there is no C++ compiler"),
]


def run(*words, cwd):
    done = subprocess.run(
        [str(w) for w in words], cwd=cwd, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tool(name):
    beside = Path(sys.executable).parent / name
    return beside if beside.exists() else shutil.which(name) or pytest.skip(f"{name} is missing")


def build(source, folder):
    run(
        tool("cmake"), "-S", TOP / source, "-B", folder, "-G", "Ninja",
        f"-DCMAKE_MAKE_PROGRAM={tool('ninja')}", f"-Dnnlite_DIR={nnlite.get_cmake_dir()}",
        cwd=TOP,
    )  # fmt: skip
    run(tool("cmake"), "--build", folder, "--parallel", "2", cwd=TOP)
    return folder


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    return build("cpp/examples", tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="module")
def tests(tmp_path_factory):
    return build("tests/cpp", tmp_path_factory.mktemp("tests"))


@pytest.mark.parametrize("name", [p.stem for p in (TOP / "tests/cpp").glob("*_test.cpp")])
def test_cpp(tests, tmp_path, name):
    out = run(tests / name, cwd=tmp_path)
    assert "passed: " in out
    assert "FAILED" not in out


def test_the_readme_trains_to_the_same_bits_in_both_languages(examples, tmp_path):
    datasets = pytest.importorskip("sklearn.datasets")
    x, y = datasets.load_digits(return_X_y=True)
    nnlite.save_file({"x": x, "y": y}, tmp_path / "digits.safetensors")
    accuracy = float(run(examples / "ten_lines", cwd=tmp_path))
    native = nnlite.load_file(tmp_path / "model.safetensors")

    nnlite.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10))
    trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.Adam(model.parameters(), lr=1e-3))
    trainer.fit((x[:1500], y[:1500]), epochs=20, seed=0)
    state = model.state_dict()
    assert native.keys() == state.keys()
    for name, value in state.items():
        np.testing.assert_array_equal(native[name], value)
    found = trainer.evaluate((x[1500:], y[1500:]), metrics=["accuracy"])
    assert accuracy == pytest.approx(found["accuracy"], abs=1e-5)


def test_python_continues_with_the_model_of_a_native_program(examples, tmp_path):
    out = run(examples / "spirals", "model.safetensors", cwd=tmp_path)
    assert float(re.search(r"accuracy ([\d.]+)", out).group(1)) > 0.95
    file = nnlite.load_file(tmp_path / "model.safetensors")
    assert nnlite.load_metadata(tmp_path / "model.safetensors") == {"made_by": "spirals"}
    inputs, outputs = file.pop("inputs"), file.pop("outputs")
    model = nn.Sequential(
        nn.Linear(2, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, 2)
    )
    model.load_state_dict(file)
    np.testing.assert_array_equal(model(inputs).detach(), outputs)


def test_a_compiled_step_has_the_bits_of_python(examples, tmp_path):
    first, last = map(float, run(examples / "compiled_step", cwd=tmp_path).split())
    names: dict[str, object] = {}
    code = re.search(
        r"## A compiled step.*?```python\n(.*?)```", (TOP / "README.md").read_text(), re.DOTALL
    )
    exec(code.group(1), names)
    losses = names["losses"]
    assert float(f"{losses[0].item():.6g}") == first
    assert float(f"{losses[-1].item():.6g}") == last


def test_a_native_program_names_what_went_wrong(examples, tmp_path):
    done = subprocess.run(
        [examples / "spirals", "no/such/folder/m"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "no/such/folder" in done.stderr


def test_headers_need_no_flags(tmp_path):
    (tmp_path / "all.cpp").write_text("#include <nnlite/nnlite.h>\n")
    flags = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"]
    run(COMPILER, *flags, f"-I{INCLUDE}", "all.cpp", cwd=tmp_path)


def test_the_target_names_nobody_elses():
    """find_package gives one target with no dependency: what nnlite links with stays its own."""
    for path in Path(nnlite.get_cmake_dir()).glob("*.cmake"):
        assert not re.search(r"OpenBLAS|BLAS::|OpenMP|Threads::|pybind11", path.read_text()), path


def test_headers_keep_what_is_inside_inside():
    headers = [p for p in INCLUDE.rglob("*") if p.is_file()]
    assert len(headers) > 50
    for path in headers:
        for name in re.findall(r"#include [<\"]([^>\"]+)", path.read_text()):
            assert not re.search(r"blas|omp\.h|pybind11|Python\.h", name), path
            assert name.startswith("nnlite/") or "/" not in name, path
