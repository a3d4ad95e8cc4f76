"""Augmentation: what the loader drew, applied by NumPy and SciPy, gives the loader's pixels."""

import numpy as np
import pytest
from scipy import ndimage, stats

import nnlite
from nnlite import augment, nn, optim

SHAPES = [(23, 2, 6, 7), (23, 8, 5)]


def images(shape, seed=0):
    return np.random.default_rng(seed).uniform(0, 1, shape).astype("float32")


# ---- references: one image (..., h, w) and a row of what was drawn -------------------------------


def flip(x, drawn):
    return x[..., ::-1] if drawn[0] else x


def flip_vertically(x, drawn):
    return x[..., ::-1, :] if drawn[0] else x


def window(x, drawn, size=None, fill=0.0):
    top, left = drawn.astype(int)
    h, w = size or x.shape[-2:]
    wide = [(0, 0)] * (x.ndim - 2) + [(40, 40)] * 2
    padded = np.pad(x, wide, constant_values=fill)
    return padded[..., 40 + top : 40 + top + h, 40 + left : 40 + left + w]


def rotate(x, drawn, fill=0.0):
    """Where a counter-clockwise turn by the angle brings each pixel from; y points down."""
    h, w = x.shape[-2:]
    centre = np.array([(h - 1) / 2, (w - 1) / 2])
    place = np.stack(np.mgrid[:h, :w]).reshape(2, -1) - centre[:, None]
    up = np.stack([-place[0], place[1]])  # y up
    a = np.deg2rad(drawn[0])
    back = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) @ up
    source = np.stack([-back[0], back[1]]) + centre[:, None]
    planes = x.reshape(-1, h, w).astype("float64")
    turned = [
        ndimage.map_coordinates(p, source, order=1, mode="grid-constant", cval=fill) for p in planes
    ]
    return np.reshape(turned, x.shape)


def erase(x, drawn, fill=0.0):
    top, left, height, width = drawn.astype(int)
    y = x.copy()
    y[..., max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)] = fill
    return y


KINDS = {
    "flip": (augment.Flip(0.4), flip),
    "flip vertical": (augment.Flip(vertical=True), flip_vertically),
    "crop with padding": (augment.Crop(padding=2), window),
    "crop smaller": (augment.Crop((4, 3)), lambda x, d: window(x, d, (4, 3))),
    "crop padded": (
        augment.Crop(5, padding=3, fill=0.5), lambda x, d: window(x, d, (5, 5), 0.5)
    ),
    "shift": (augment.Shift((2, 3), fill=0.25), lambda x, d: window(x, d, fill=0.25)),
    "shift far": (augment.Shift(20), window),
    "rotate": (augment.Rotate(180), rotate),
    "rotate on grey": (augment.Rotate(30, fill=0.5), lambda x, d: rotate(x, d, 0.5)),
    "brightness": (augment.Brightness(0.6), lambda x, d: x * d[0]),
    "brightness limited": (
        augment.Brightness(0.9, limits=(0.1, 0.8)), lambda x, d: np.clip(x * d[0], 0.1, 0.8)
    ),
    "cutout": (augment.Cutout(3), erase),
    "cutout large": (augment.Cutout(5, fill=0.5), lambda x, d: erase(x, d, 0.5)),
    "erasing": (augment.RandomErasing(0.7), erase),
}  # fmt: skip
kinds = pytest.mark.parametrize(("kind", "reference"), KINDS.values(), ids=KINDS)


@kinds
@pytest.mark.parametrize("shape", SHAPES)
def test_pixels(kind, reference, shape):
    x, number = images(shape), np.arange(shape[0])
    loader = nnlite.DataLoader(x, number, batch_size=6, shuffle=True, seed=3, augment=[kind])
    seen = []
    for _ in range(2):
        for batch, rows in loader:
            (drawn,) = loader.drawn
            assert drawn.shape == (len(rows), len(kind.columns))
            want = [reference(x[r], d) for r, d in zip(rows.numpy(), drawn.numpy(), strict=True)]
            np.testing.assert_allclose(batch.numpy(), want, atol=2e-6)
            assert batch.dtype == nnlite.float32
            seen.append(drawn.numpy())
    assert len(np.unique(np.concatenate(seen), axis=0)) > 1  # not always the same


def test_one_after_the_other_between_division_and_mean():
    bytes_ = np.random.default_rng(0).integers(0, 256, (10, 3, 6, 6), dtype=np.uint8)
    mean, deviation = np.array([0.1, 0.2, 0.3]).reshape(3, 1, 1), 0.5
    changes = [augment.Flip(), augment.Crop((5, 4), padding=2), augment.Brightness(0.5)]
    loader = nnlite.DataLoader(
        bytes_, batch_size=4, seed=1, normalize=(mean, deviation), augment=changes
    )
    at = 0
    for (batch,) in loader:
        a, b, c = (d.numpy() for d in loader.drawn)
        for i, found in enumerate(batch.numpy()):
            x = window(flip(bytes_[at + i] / 255, a[i]), b[i], (5, 4)) * c[i, 0]
            np.testing.assert_allclose(found, (x - mean) / deviation, atol=1e-5)
        at += len(batch)
    assert at == 10


def test_no_turn_and_the_reference_of_a_quarter():
    x = images((1, 5, 5))
    ((found,),) = nnlite.DataLoader(x, seed=0, augment=augment.Rotate(0))
    np.testing.assert_array_equal(found, x)
    np.testing.assert_allclose(rotate(x[0], np.array([90.0])), np.rot90(x[0]), atol=1e-6)


def drawn_for(kind, rows, seed=0, **options):
    x = np.zeros((rows, 9, 11), "float32")
    loader = nnlite.DataLoader(x, batch_size=rows, seed=seed, augment=[kind], **options)
    list(loader)
    return loader.drawn[0].numpy()


def test_what_is_drawn_has_its_law():
    n = 20_000
    assert abs(drawn_for(augment.Flip(0.3), n).mean() - 0.3) < 0.02
    angles = drawn_for(augment.Rotate(20), n)[:, 0]
    assert stats.kstest(angles, stats.uniform(-20, 40).cdf).pvalue > 1e-3
    factors = drawn_for(augment.Brightness(1.5), n)[:, 0]
    assert stats.kstest(factors, stats.uniform(0, 2.5).cdf).pvalue > 1e-3
    for kind, low, high in (
        (augment.Crop(padding=2), (-2, -2), (2, 2)),
        (augment.Crop((4, 4)), (0, 0), (5, 7)),
        (augment.Shift((1, 3)), (-1, -3), (1, 3)),
        (augment.Cutout(3), (-1, -1), (7, 9)),
    ):
        places = drawn_for(kind, n)
        for column, a, b in zip(places.T, low, high, strict=False):
            values, counts = np.unique(column, return_counts=True)
            np.testing.assert_array_equal(values, np.arange(a, b + 1))
            assert stats.chisquare(counts).pvalue > 1e-4
    boxes = drawn_for(augment.RandomErasing(0.5, scale=(0.1, 0.2), ratio=(0.5, 2)), n)
    used = boxes[boxes[:, 2] > 0]
    assert abs(len(used) / n - 0.5) < 0.02
    assert (used[:, 0] + used[:, 2] <= 9).all() and (used[:, 1] + used[:, 3] <= 11).all()
    area = used[:, 2] * used[:, 3] / 99
    assert abs(area.mean() - 0.15) < 0.02


def test_columns_do_not_depend_on_each_other():
    places = drawn_for(augment.Shift(3), 20_000)
    assert abs(np.corrcoef(places.T)[0, 1]) < 0.03


@kinds
def test_the_same_on_any_number_of_threads_and_in_any_batches(kind, reference):
    x = images((200, 3, 9, 11))
    before, found = nnlite.get_num_threads(), []
    try:
        for count, batch_size in ((1, 200), (2, 200), (4, 200), (2, 64), (3, 7)):
            nnlite.set_num_threads(count)
            loader = nnlite.DataLoader(
                x, batch_size=batch_size, seed=5, shuffle=True, augment=[kind, augment.Flip()]
            )
            passes = [np.concatenate([np.asarray(b) for (b,) in loader]) for _ in range(2)]
            found.append(tuple(p.tobytes() for p in passes))
    finally:
        nnlite.set_num_threads(before)
    assert len(set(found)) == 1
    assert found[0][0] != found[0][1]  # every pass anew


# ---- mixing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("labels", [True, False])
@pytest.mark.parametrize("alpha", [0.05, 0.4, 3.0])
def test_mixup(labels, alpha):
    x = images((40, 3, 4))
    y = np.arange(40) % 5 if labels else images((40, 2), 1)
    number = np.arange(40)
    kind = augment.MixUp(alpha, num_classes=5 if labels else None)
    loader = nnlite.DataLoader(x, y, batch_size=10, seed=2, shuffle=True, augment=[kind])
    plain = nnlite.DataLoader(number, batch_size=10, seed=2, shuffle=True)
    shares = set()
    for (a, b), (rows,) in zip(loader, plain, strict=True):
        rows, drawn = rows.numpy(), loader.drawn[0].numpy()
        share, partner = drawn[0, 0], drawn[:, 1].astype(int)
        assert (drawn[:, 0] == share).all() and 0 <= share <= 1
        np.testing.assert_array_equal(np.sort(partner), np.arange(10))
        targets = np.eye(5)[y] if labels else y
        others = rows[partner]
        np.testing.assert_allclose(a, share * x[rows] + (1 - share) * x[others], atol=1e-6)
        want = share * targets[rows] + (1 - share) * targets[others]
        np.testing.assert_allclose(b, want, atol=1e-6)
        shares.add(share)
    assert len(shares) == 4


@pytest.mark.parametrize("shape", [(30, 6, 7), (30, 2, 8, 5)])
def test_cutmix(shape):
    x, y = images(shape), np.arange(30) % 4
    loader = nnlite.DataLoader(x, y, batch_size=10, seed=1, augment=augment.CutMix(num_classes=4))
    areas = []
    for _ in range(4):
        for i, (a, b) in enumerate(loader):
            drawn = loader.drawn[0].numpy()
            rows = np.arange(10 * i, 10 * i + 10)
            others = rows[drawn[:, 4].astype(int)]
            want = x[rows].copy()
            top, left, height, width = drawn[0, :4].astype(int)
            box = (..., slice(top, top + height), slice(left, left + width))
            want[box] = x[others][box]
            np.testing.assert_array_equal(a, want)
            share = 1 - height * width / (shape[-1] * shape[-2])
            targets = share * np.eye(4)[y[rows]] + (1 - share) * np.eye(4)[y[others]]
            np.testing.assert_allclose(b, targets, atol=1e-6)
            areas.append(1 - share)
    assert len(set(areas)) > 3 and max(areas) > 0.2


@pytest.mark.parametrize("alpha", [0.1, 0.5, 2.0])
def test_shares_are_of_the_beta_distribution(alpha):
    loader = nnlite.DataLoader(
        np.zeros((3000, 1), "float32"), batch_size=1, seed=0, augment=augment.MixUp(alpha)
    )
    shares = [loader.drawn[0].numpy()[0, 0] for _ in loader]
    assert stats.kstest(shares, stats.beta(alpha, alpha).cdf).pvalue > 1e-3


def test_mixing_twice():
    x, y = images((8, 6, 6)), np.arange(8) % 2
    both = [augment.MixUp(0.4, num_classes=2), augment.CutMix(num_classes=2)]
    ((_, b),) = nnlite.DataLoader(x, y, batch_size=8, seed=0, augment=both)
    np.testing.assert_allclose(b.numpy().sum(1), 1, atol=1e-6)


# ---- where loaders are used ----------------------------------------------------------------------


def loader_of(**options):
    x, y = images((60, 6, 6)), np.arange(60) % 3
    changes = [augment.Shift(1), augment.Rotate(15), augment.MixUp(0.3, num_classes=3)]
    return nnlite.DataLoader(x, y, batch_size=16, shuffle=True, augment=changes, **options)


def network():
    nnlite.manual_seed(1)
    parts = nn.Linear(36, 12), nn.ReLU(), nn.Dropout(0.2), nn.Linear(12, 3)
    return nn.Sequential(nn.Flatten(), *parts)


def weights(model):
    return [p.detach().numpy().tobytes() for p in model.parameters()]


def test_captured_steps_see_what_eager_ones_see():
    found = []
    for way in ("run", "step", "eager", "trainer"):
        model, loader = network(), loader_of(seed=4)
        optimizer = optim.Adam(model.parameters(), 0.01)

        def step(x, y, model=model, optimizer=optimizer):
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
            return loss

        nnlite.manual_seed(9)
        if way == "trainer":
            trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(), optimizer)
            trainer.fit(loader, epochs=2, progress=False)
        elif way == "run":
            nnlite.compile(step).run(loader, 8)
        else:
            take = nnlite.compile(step) if way == "step" else step
            for _ in range(2):
                for x, y in loader:
                    take(x, y)
        found.append(weights(model))
    assert all(f == found[0] for f in found[1:])


def test_a_loaded_state_goes_on():
    whole, parts = loader_of(seed=4), []
    for i, (x, _) in enumerate(whole):
        parts.append(x.numpy().tobytes())
        if i == 1:
            state = whole.state_dict()
    other = loader_of(seed=99)
    other.load_state_dict(state)
    assert [x.numpy().tobytes() for x, _ in other] == parts[2:]


def test_many_copies_have_their_own():
    def build():
        model = network()
        return nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.Adam(model.parameters(), 0.01))

    copies = nnlite.train_many(build, loader_of(seed=0), epochs=2, seeds=[3, 4], progress=False)
    nnlite.manual_seed(3)
    alone = build()
    alone.fit(loader_of(seed=3), epochs=2, progress=False)
    assert weights(copies[0].trainer.model) == weights(alone.model)
    assert weights(copies[0].trainer.model) != weights(copies[1].trainer.model)


def test_evaluation_is_not_augmented():
    model = network()
    trainer = nnlite.Trainer(model, nn.CrossEntropyLoss(), optim.Adam(model.parameters()))
    x, y = images((60, 6, 6)), np.arange(60) % 3
    plain = trainer.evaluate((x, y), metrics=["accuracy"])
    assert trainer.evaluate(loader_of(seed=0), metrics=["accuracy"]) == pytest.approx(plain)


def test_by_hand():
    x = nnlite.tensor(images((6, 5, 5)))
    nnlite.manual_seed(2)
    a, b = augment.Shift(2)(x), augment.Shift(2)(x)
    assert (a != b).any()
    nnlite.manual_seed(2)
    np.testing.assert_array_equal(augment.Shift(2)(x), a)
    same, labels = augment.Flip()(x, nnlite.arange(6))
    assert labels.tolist() == list(range(6)) and same.shape == x.shape
    with pytest.raises(nnlite.CaptureError, match="augment"):
        nnlite.compile(lambda x: augment.Flip()(x))(x)


def test_seed_follows_manual_seed():
    found = []
    for seed in (5, 5, 6):
        nnlite.manual_seed(seed)
        ((x,),) = nnlite.DataLoader(images((20, 5, 5)), augment=augment.Shift(2))
        found.append(x.numpy().tobytes())
    assert found[0] == found[1] != found[2]


def test_repr_builds_them_again():
    made = [kind for kind, _ in KINDS.values()]
    for kind in [*made, augment.MixUp(0.3, num_classes=4), augment.CutMix()]:
        assert repr(eval("augment." + repr(kind))) == repr(kind)


X = np.zeros((4, 6, 6), "float32")


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: augment.Flip(1.5), ValueError, "Flip: p is a probability"),
        (lambda: augment.Crop(padding=-1), ValueError, "padding is -1"),
        (lambda: augment.Crop(0), ValueError, "size is"),
        (lambda: augment.Shift((1, 2, 3)), ValueError, "one number, or two"),
        (lambda: augment.Shift(-1), ValueError, "pixels is -1"),
        (lambda: augment.Rotate(-5), ValueError, "degrees is -5"),
        (lambda: augment.Rotate(np.nan), ValueError, "degrees is nan"),
        (lambda: augment.Brightness(-0.1), ValueError, "amount is -0.1"),
        (lambda: augment.Brightness(1, limits=(1, 0)), ValueError, "not in order"),
        (lambda: augment.Cutout(0), ValueError, "size is 0"),
        (lambda: augment.RandomErasing(scale=(0.5, 0.1)), ValueError, "scale is"),
        (lambda: augment.RandomErasing(ratio=(0, 1)), ValueError, "ratio is"),
        (lambda: augment.MixUp(0), ValueError, "alpha is 0"),
        (lambda: augment.CutMix(num_classes=0), ValueError, "num_classes is 0"),
        (lambda: nnlite.DataLoader(X, augment=augment.Crop(9)), ValueError, "the size is 9"),
        (lambda: nnlite.DataLoader(X[:, 0], augment=augment.Flip()), ValueError, "reshape"),
        (
            lambda: nnlite.DataLoader(X, np.arange(4), augment=augment.MixUp()),
            ValueError,
            "give num_classes",
        ),
        (
            lambda: nnlite.DataLoader(X, X, X, augment=augment.MixUp()),
            ValueError,
            "there are 3 arrays",
        ),
        (lambda: nnlite.DataLoader(X, augment=[1]), TypeError, "augmentation 0 is an int"),
        (lambda: nnlite.DataLoader(X, augment=1), TypeError, "augment is an int"),
        (lambda: nnlite.DataLoader(X, augment=[augment.Flip()] * 33), ValueError, "32 or fewer"),
        (
            lambda: augment.MixUp(num_classes=2)(nnlite.ones(4, 1), nnlite.tensor([0, 1, 2, 0])),
            IndexError,
            "2",
        ),
    ],
)
def test_errors(call, error, message):
    with pytest.raises(error, match=message):
        call()
