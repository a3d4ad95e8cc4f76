"""docs/regularization.md runs as it stands, and examples/gap.py shows that remedies help."""

import importlib.util
import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PAGE = (TOP / "docs/regularization.md").read_text()

pytest.importorskip("sklearn")


def test_the_page_runs(capsys):
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 5
    for block in blocks:
        exec(compile(block, "docs/regularization.md", "exec"), names)
    promised = [re.match(r"\([\d, ]+\)", c) for c in re.findall(r"print\(.*\)  # (.*)", PAGE)]
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 3
    for line, shape in zip(printed, promised, strict=True):
        assert shape is None or line == shape[0]


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (TOP / "docs" / target).exists(), target


def test_every_name_it_mentions_exists():
    import nnlite

    for module, name in re.findall(r"`(nn|augment|optim)\.(\w+)", PAGE):
        assert hasattr(getattr(nnlite, module), name), name


@pytest.fixture(scope="module")
def gap():
    spec = importlib.util.spec_from_file_location("gap", TOP / "examples/gap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_remedy_shrinks_the_gap(gap, tmp_path, capsys):
    pytest.importorskip("matplotlib")
    out = tmp_path / "gap.png"
    results = gap.main(["--seeds", "1", "--epochs", "50", "--out", str(out)])
    mean = {name: gap.gaps(found).mean() for name, found in results.items()}
    plain = mean.pop("plain network")
    assert plain > 0.3 and len(mean) >= 15
    assert not {name: value for name, value in mean.items() if value >= plain}
    assert out.stat().st_size > 10_000
    table = capsys.readouterr().out
    assert all(name in table for name in results)


def test_the_parts_share_no_digit(gap):
    parts = gap.digits()
    seen = [{image.tobytes() for image in part[0]} for part in vars(parts).values()]
    assert not seen[0] & seen[1] and not seen[0] & seen[2] and not seen[1] & seen[2]
    assert sum(len(part[1]) for part in vars(parts).values()) == 1797
