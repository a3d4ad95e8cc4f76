"""safetensors files: parity with the package of that name, damage, and writers that are killed."""

import json
import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import nnlite

reference = pytest.importorskip("safetensors.numpy")
DTYPES = ["float32", "float64", "int64", "int32", "uint8", "bool"]
RNG = np.random.default_rng(0)
relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def some_arrays():
    return {
        "weight": RNG.normal(size=(3, 4)).astype("f4"),
        "läyer.0/グラフ": RNG.normal(size=(2, 1, 2)),
        "scalar": np.array(7, "i4"),
        "empty": np.zeros((3, 0), "i8"),
        "bytes": np.arange(5, dtype="u1"),
        "flags": np.array([True, False, True]),
        'quote"\\\n': np.ones(1, "f4"),
    }


def same(found, expected):
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        array = np.asarray(found[name])
        assert array.dtype == value.dtype, name
        assert array.shape == value.shape, name
        assert array.tobytes() == np.ascontiguousarray(value).tobytes(), name


def file_of(header, data=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


# ---- parity -------------------------------------------------------------------------------------


def test_the_package_reads_what_we_write(tmp_path):
    path = tmp_path / "a.safetensors"
    arrays = some_arrays()
    nnlite.save_file(arrays, path, metadata={"who": "nnlite", "ö": "ü"})
    same(reference.load_file(path), arrays)
    from safetensors import safe_open

    with safe_open(path, framework="np") as file:
        assert file.metadata() == {"who": "nnlite", "ö": "ü"}
    assert nnlite.load_metadata(path) == {"who": "nnlite", "ö": "ü"}


def test_we_read_what_the_package_writes(tmp_path):
    path = tmp_path / "a.safetensors"
    arrays = some_arrays()
    reference.save_file(arrays, path, metadata={"format": "np"})
    same(nnlite.load_file(path), arrays)
    assert nnlite.load_metadata(path) == {"format": "np"}


@relaxed
@given(
    arrays=st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8).filter(
            lambda name: name != "__metadata__"
        ),
        st.sampled_from(DTYPES).flatmap(
            lambda d: hnp.arrays(
                d, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
            )
        ),
        max_size=5,
    )
)
def test_both_ways(tmp_path, arrays):
    ours, theirs = tmp_path / "a", tmp_path / "b"
    nnlite.save_file(arrays, ours)
    reference.save_file(arrays, theirs)
    for path in (ours, theirs):
        same(nnlite.load_file(path), arrays)
        same(reference.load_file(path), arrays)


def test_views_are_written_as_they_read(tmp_path):
    t = nnlite.arange(24).reshape(4, 6)
    views = {"t": t.T, "every": t[:, ::2], "row": t[1], "wide": nnlite.ones(3, 1).expand(3, 4)}
    nnlite.save_file(views, tmp_path / "a")
    same(reference.load_file(tmp_path / "a"), {k: np.asarray(v) for k, v in views.items()})
    tracked = nnlite.ones(2, requires_grad=True)
    nnlite.save_file({"p": tracked}, tmp_path / "a")
    assert not nnlite.load_file(tmp_path / "a")["p"].requires_grad


def test_data_is_aligned(tmp_path):
    for name in ("a", "ab", "abc" * 7):
        nnlite.save_file({name: np.ones(1), "b8": np.ones(3, "u1")}, tmp_path / "a")
        data = (tmp_path / "a").read_bytes()
        assert (8 + struct.unpack("<Q", data[:8])[0]) % 8 == 0


# ---- damage -------------------------------------------------------------------------------------


def accepts(load, path):
    try:
        load(path)
    except Exception:
        return False
    return True


def test_every_truncation_is_refused(tmp_path):
    path = tmp_path / "a"
    nnlite.save_file({"a": np.ones(3, "f4"), "b": np.ones((2, 2))}, path, metadata={"k": "v"})
    data = path.read_bytes()
    for size in range(len(data)):
        path.write_bytes(data[:size])
        with pytest.raises(ValueError, match="safetensors|load_file"):
            nnlite.load_file(path)
    path.write_bytes(data + b"x")
    with pytest.raises(ValueError, match="load_file"):
        nnlite.load_file(path)


LIES = {
    "overlap": ({"a": [0, 8], "b": [4, 12]}, 12),
    "gap": ({"a": [0, 8], "b": [12, 20]}, 20),
    "backwards": ({"a": [8, 0]}, 8),
    "too long": ({"a": [0, 1 << 40]}, 8),
    "negative": ({"a": [-8, 0]}, 8),
    "size": ({"a": [0, 12]}, 12),
    "huge": ({"a": [0, 1 << 63]}, 8),
    "beyond 64 bits": ({"a": [0, 1 << 70]}, 8),
    "fraction": ({"a": [0, 8.5]}, 9),
    "one offset": ({"a": [8]}, 8),
}


@pytest.mark.parametrize("name", LIES)
def test_headers_that_lie_about_places(tmp_path, name):
    offsets, size = LIES[name]
    header = {k: {"dtype": "F32", "shape": [2], "data_offsets": v} for k, v in offsets.items()}
    path = tmp_path / "a"
    path.write_bytes(file_of(header, bytes(size)))
    assert not accepts(reference.load_file, path)
    with pytest.raises(ValueError, match="load_file"):
        nnlite.load_file(path)


@pytest.mark.parametrize(
    "info",
    [
        {"dtype": "F32", "shape": [1 << 32, 1 << 32], "data_offsets": [0, 8]},
        {"dtype": "F32", "shape": [1 << 62, 4, 0], "data_offsets": [0, 8]},
        {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]},
        {"dtype": "F32", "shape": 2, "data_offsets": [0, 8]},
        {"dtype": "F33", "shape": [2], "data_offsets": [0, 8]},
        {"dtype": "F32", "shape": ["2"], "data_offsets": [0, 8]},
        {"shape": [2], "data_offsets": [0, 8]},
        {"dtype": "F32", "data_offsets": [0, 8]},
        {"dtype": "F32", "shape": [2]},
        {"dtype": "BF16", "shape": [4], "data_offsets": [0, 8]},
        None,
        [],
        7,
    ],
)
def test_headers_that_lie_about_tensors(tmp_path, info):
    path = tmp_path / "a"
    path.write_bytes(file_of({"a": info}, b"\x02" * 8))
    with pytest.raises(ValueError, match="load_file"):
        nnlite.load_file(path)


def test_any_byte_but_zero_is_true(tmp_path):
    info = {"dtype": "BOOL", "shape": [4], "data_offsets": [0, 4]}
    (tmp_path / "a").write_bytes(file_of({"a": info}, b"\x00\x01\x02\xff"))
    found = nnlite.load_file(tmp_path / "a")["a"]
    assert found.numpy().view("u1").tolist() == [0, 1, 1, 1]


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b"{}x", b'{"a"', b'{"__metadata__": {"a": 1}}', b"\xff\xfe{}",
     b'{"__metadata__": []}', b'{"a": 1, "a": 2}', b"[" * 100_000, b'{"a":' * 50_000,
     b'{"__metadata__": {"a": "\\ud800"}}', b'{"__metadata__": {"a": "\\x"}}'],
    ids=lambda text: repr(text[:16]),
)  # fmt: skip
def test_headers_that_are_no_json_of_ours(tmp_path, text):
    path = tmp_path / "a"
    path.write_bytes(file_of(text))
    with pytest.raises(ValueError, match="load_file"):
        nnlite.load_file(path)


def test_a_header_size_beyond_all_reason(tmp_path):
    for size in (1 << 63, (1 << 64) - 1, 1 << 40, 200_000_000):
        (tmp_path / "a").write_bytes(struct.pack("<Q", size) + b"{}")
        with pytest.raises(ValueError, match="load_file"):
            nnlite.load_file(tmp_path / "a")


ORIGINAL = file_of(
    {
        "__metadata__": {"k": "v"},
        "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
        "bc": {"dtype": "I64", "shape": [1, 2], "data_offsets": [8, 24]},
    },
    bytes(range(24)),
)


@settings(relaxed, max_examples=400)
@given(data=st.data())
def test_mutations_are_judged_as_the_package_judges_them(tmp_path, data):
    """Nothing crashes; what is refused is a ValueError; what is read is what the package reads."""
    mutated = bytearray(ORIGINAL)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(mutated) - 1))
        kind = data.draw(st.sampled_from(["set", "delete", "insert", "digit"]))
        if kind == "delete":
            del mutated[place]
        elif kind == "digit":
            mutated[place] = data.draw(st.sampled_from(b'0123456789{}[],:"-e.'))
        else:
            value = data.draw(st.integers(0, 255))
            mutated[place : place + (kind == "set")] = bytes([value])
    path = tmp_path / "a"
    path.write_bytes(bytes(mutated))
    try:
        found = nnlite.load_file(path)
    except ValueError:
        # They know more dtypes than we do, and do not look at all of a header.
        return
    same(found, reference.load_file(path))


# ---- the file system ----------------------------------------------------------------------------


def test_files_that_cannot_be_written_or_read(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere.*make its folder first"):
        nnlite.save_file({}, tmp_path / "nowhere" / "a")
    with pytest.raises(FileNotFoundError, match="missing"):
        nnlite.load_file(tmp_path / "missing")
    with pytest.raises(IsADirectoryError):
        nnlite.load_file(tmp_path)
    with pytest.raises(IsADirectoryError, match="give the name of a file"):
        nnlite.save_file({}, tmp_path)
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        tmp_path.chmod(0o500)
        with pytest.raises(PermissionError):
            nnlite.save_file({}, tmp_path / "a")
        tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_neither_replaced_nor_waited_for(tmp_path):
    """A pipe stands for devices: a rename over /dev/null would take it from the machine."""
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(OSError, match="save_file.*a device or a pipe"):
            nnlite.save_file({"a": np.ones(2)}, path)
        with pytest.raises(OSError, match="load_file.*a device or a pipe"):
            nnlite.load_file(path)
    assert pipe.is_fifo() and link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [link, pipe]


def test_a_zero_byte_does_not_cut_a_path(tmp_path):
    for call in (lambda path: nnlite.save_file({}, path), nnlite.load_file, nnlite.load_metadata):
        with pytest.raises(ValueError, match="zero byte"):
            call(f"{tmp_path}/a\0b")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_keeps_the_old_file(tmp_path):
    """The temporary file stands beside its target, so a limit on file sizes stands for the disk."""
    path = tmp_path / "a"
    nnlite.save_file({"a": np.ones(2)}, path)
    before = path.read_bytes()
    code = f"""
import resource, signal, sys
sys.path[:0] = {sys.path!r}
import nnlite, numpy as np
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    nnlite.save_file({{"a": np.ones(100_000)}}, {str(path)!r})
except OSError as error:
    print(error.errno)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip().isdigit(), done.stderr
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("tensors", "metadata", "error"),
    [
        ({1: np.ones(1)}, None, TypeError),
        ({"a": [1, 2]}, None, TypeError),
        ({"a": np.ones(1, "c8")}, None, TypeError),
        ({"__metadata__": np.ones(1)}, None, ValueError),
        ({"\ud800": np.ones(1)}, None, ValueError),
        ({}, {"a": 1}, TypeError),
        ({}, {1: "a"}, TypeError),
    ],
)
def test_what_cannot_be_saved(tmp_path, tensors, metadata, error):
    with pytest.raises(error):
        nnlite.save_file(tensors, tmp_path / "a", metadata)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_a_killed_writer_leaves_a_whole_file(tmp_path):
    path = tmp_path / "a"
    nnlite.save_file({"a": np.zeros(50_000)}, path)
    code = f"""
import sys
sys.path[:0] = {sys.path!r}
import nnlite, numpy as np
print("ready", flush=True)
for i in range(10**6):
    nnlite.save_file({{"a": np.full(50_000, float(i))}}, {str(path)!r})
    print(i, flush=True)
"""
    for delay in (0.005, 0.013, 0.021, 0.034, 0.05):
        words = [sys.executable, "-c", code]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout.readline() == "ready\n"
            time.sleep(delay)
            child.kill()
            told = [int(line) for line in child.stdout.read().split("\n")[:-1]]
        values = np.asarray(nnlite.load_file(path)["a"])
        assert (values == values[0]).all()
        assert not told or values[0] >= told[-1]
