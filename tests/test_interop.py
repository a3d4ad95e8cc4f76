"""NumPy's side: shared memory, lifetimes, what is refused; copies and pickles."""

import copy
import gc
import pickle

import numpy as np
import pytest

import nnlite
from nnlite import nn, optim

DTYPES = ["float32", "float64", "int64", "int32", "uint8", "bool"]


@pytest.mark.parametrize("dtype", DTYPES)
def test_memory_is_shared_both_ways(dtype):
    a = np.zeros((2, 3), dtype)
    t = nnlite.from_numpy(a)
    assert t.dtype == dtype
    assert t.data_ptr() == a.ctypes.data
    a[0, 1] = 1
    assert t[0, 1].item() == 1
    t[1, 2] = 1
    assert a[1, 2] == 1
    back = t.numpy()
    assert back.dtype == dtype
    assert back.ctypes.data == a.ctypes.data
    assert np.asarray(t).ctypes.data == a.ctypes.data


def test_memory_lives_as_long_as_anyone_looks():
    a = np.arange(1000.0)
    t = nnlite.from_numpy(a)[10:]
    del a
    gc.collect()
    assert t[0].item() == 10
    b = nnlite.arange(1000, dtype="float32").numpy()
    gc.collect()
    assert b[-1] == 999


@pytest.mark.parametrize(
    "view",
    [
        lambda a: a[::-1],
        lambda a: a[:, ::2],
        lambda a: a.T,
        lambda a: np.broadcast_to(a[0], (3, 4)),
        lambda a: a[1:1],
        lambda a: a[2, 3],
        lambda a: np.asfortranarray(a),
    ],
)
def test_views(view):
    a = view(np.arange(12.0).reshape(3, 4))
    np.testing.assert_array_equal(np.asarray(nnlite.from_numpy(np.asarray(a))), a)


def test_what_may_not_be_written_is_copied():
    a = np.zeros(3)
    a.flags.writeable = False
    t = nnlite.from_numpy(a)
    t += 1
    assert a.sum() == 0
    assert t.sum().item() == 3


def misaligned():
    return np.frombuffer(bytearray(17), np.uint8)[1:].view("f8")


@pytest.mark.parametrize(
    ("array", "error", "words"),
    [
        (np.zeros(2, "f2"), TypeError, "float16"),
        (np.zeros(2, "c8"), TypeError, "complex64"),
        (np.zeros(2, "u2"), TypeError, "uint16"),
        (np.zeros(2, "O"), TypeError, "object"),
        (np.zeros(2, "U3"), TypeError, "str"),
        (np.zeros(2, "M8[s]"), TypeError, "datetime"),
        (np.zeros(2, ">f4"), TypeError, "newbyteorder"),
        (np.zeros(2, [("a", "f4"), ("b", "f8")])["b"], ValueError, "stride|aligned"),
        (misaligned(), ValueError, "aligned"),
        (np.zeros((1,) * 9), ValueError, "8 dim"),
    ],
    ids=lambda value: str(getattr(value, "dtype", "")) or None,
)
def test_arrays_that_are_refused(array, error, words):
    with pytest.raises(error, match=words):
        nnlite.from_numpy(array)


def test_a_tracked_tensor_says_what_to_do():
    t = nnlite.ones(2, requires_grad=True)
    for convert in (np.asarray, nnlite.Tensor.numpy):
        with pytest.raises(RuntimeError, match="detach"):
            convert(t)
    assert np.asarray(t.detach()).tolist() == [1, 1]


def test_array_protocol():
    t = nnlite.ones(3)
    assert np.asarray(t, dtype="f8").dtype == "f8"
    assert np.array(t).ctypes.data != t.data_ptr()
    assert np.array(t, copy=True).ctypes.data != t.data_ptr()
    if np.lib.NumpyVersion(np.__version__) >= "2.0.0":
        assert np.asarray(t, copy=False).ctypes.data == t.data_ptr()
        with pytest.raises(ValueError, match="copy"):
            np.asarray(t, dtype="f8", copy=False)


def test_numpy_on_the_left_gives_a_tensor():
    a, t = np.arange(3.0), nnlite.arange(3.0, dtype="float64")
    for result in (a + t, t + a, np.float64(2) * t, a @ t, t @ a):
        assert isinstance(result, nnlite.Tensor)
    assert (a + t).tolist() == [0, 2, 4]
    assert (a @ t).item() == 5
    with pytest.raises(TypeError, match="a number has no axes"):
        t @ 2
    np.testing.assert_array_equal(np.concatenate([a, t]), [0, 1, 2, 0, 1, 2])


def test_numpy_functions_read_tensors():
    t = nnlite.tensor([[3.0, 1.0], [2.0, 5.0]])
    np.testing.assert_array_equal(np.sort(np.asarray(t), axis=None), [1, 2, 3, 5])
    assert np.linalg.norm(np.asarray(t)) == pytest.approx(t.norm().item())
    assert [row.tolist() for row in t] == [[3, 1], [2, 5]]
    assert len(t) == 2
    with pytest.raises(TypeError):
        len(nnlite.tensor(1.0))


# ---- copies and pickles -------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    "duplicate", [copy.copy, copy.deepcopy, lambda t: pickle.loads(pickle.dumps(t))]
)
def test_copies_of_tensors(dtype, duplicate):
    t = nnlite.tensor([[0, 1], [1, 0]], dtype=dtype)
    other = duplicate(t)
    assert other.dtype == t.dtype
    assert (other == t).all()
    other[0, 0] = 1
    assert t[0, 0].item() == 0


def network():
    nnlite.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 1))


def test_leaves_stay_leaves():
    for make in (nnlite.ones(2, requires_grad=True), nn.Parameter([1.0, 2.0])):
        for other in (copy.deepcopy(make), pickle.loads(pickle.dumps(make))):
            assert other.requires_grad
            (other * 2).sum().backward()
            assert other.grad.tolist() == [2, 2]
            assert make.grad is None


def test_models_copy_deeply():
    model = network()
    twin = copy.deepcopy(model)
    x = nnlite.randn(5, 3)
    assert (model(x) == twin(x)).all()
    with nnlite.no_grad():
        twin[0].weight.fill_(0)
    assert (model[0].weight != 0).any()


def test_a_training_goes_on_from_saved_states(tmp_path):
    def steps(model, optimizer, count):
        for i in range(count):
            optimizer.zero_grad()
            x = nnlite.tensor(np.random.default_rng(i).normal(size=(8, 3)).astype("f4"))
            (model(x) ** 2).mean().backward()
            optimizer.step()

    model = network()
    optimizer = optim.Adam(model.parameters(), lr=0.01, amsgrad=True)
    steps(model, optimizer, 3)
    nnlite.save_file(model.state_dict(), tmp_path / "model")
    state = pickle.loads(pickle.dumps(optimizer.state_dict()))
    twin = network()
    twin.load_state_dict(nnlite.load_file(tmp_path / "model"))
    other = optim.Adam(twin.parameters(), lr=0.01, amsgrad=True)
    other.load_state_dict(state)
    steps(model, optimizer, 4)
    steps(twin, other, 4)
    for name, value in model.state_dict().items():
        np.testing.assert_array_equal(value, twin.state_dict()[name], err_msg=name)


def test_format():
    assert f"{nnlite.tensor(1.23456):.2f}" == "1.23"
    assert f"{nnlite.tensor([7]):03d}" == "007"
    assert f"{nnlite.tensor([1.0, 2.0])}" == str(nnlite.tensor([1.0, 2.0]))
    with pytest.raises(ValueError, match="not one number"):
        f"{nnlite.tensor([1.0, 2.0]):.2f}"


def test_lists_of_tensors_keep_their_dtype():
    x = nnlite.tensor([0.1, 0.2], dtype="float64")
    assert nnlite.tensor([x[0], x[1]]).dtype == nnlite.float64
    assert nnlite.tensor([[np.float64(0.1)]]).dtype == nnlite.float64
    assert nnlite.tensor([[0.1]]).dtype == nnlite.float32


def test_arrays_that_another_library_refuses():
    """They raise what that library says; a refusal once ended the process."""

    class Refusing:
        dtype = np.dtype("float32")

        def __array__(self, dtype=None, copy=None):
            raise RuntimeError("call detach() first")

    for convert in (nnlite.tensor, nnlite.asarray, nnlite.ones(2).__add__, nnlite.abs):
        with pytest.raises((RuntimeError, TypeError)):
            convert(Refusing())
    with pytest.raises(RuntimeError, match=r"call detach\(\) first"):
        nnlite.tensor(Refusing())
