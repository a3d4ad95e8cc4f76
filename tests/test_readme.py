"""README.md: what it shows is what runs."""

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
TEXT = (TOP / "README.md").read_text()


def block(heading, language):
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.search(rf"```{language}\n(.*?)```", section, re.DOTALL).group(1)


def test_python(tmp_path, monkeypatch, capsys):
    pytest.importorskip("sklearn")
    monkeypatch.chdir(tmp_path)
    code = block("A network in ten lines of Python", "python")
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    found = eval(capsys.readouterr().out)
    assert found["accuracy"] > 0.92
    import nnlite

    saved = nnlite.load_file("model.safetensors")
    for name, t in names["model"].state_dict().items():
        assert (saved[name] == t).all(), name


def test_the_compiled_step(capsys):
    exec(compile(block("A compiled step", "python"), "README.md", "exec"), {})
    first, last = map(float, capsys.readouterr().out.split())
    assert last < 0.05 * first


def test_the_page_on_compiled_steps(capsys):
    """docs/compile.md: its code runs, and the first call and the second differ by one step."""
    code = re.search(r"```python\n(.*?)```", (TOP / "docs/compile.md").read_text(), re.DOTALL)
    exec(compile(code.group(1), "docs/compile.md", "exec"), {})
    first, second = map(float, capsys.readouterr().out.split("\n")[0].split())
    assert second < first


def test_cpp_is_the_example():
    code = block("The same in ten lines of C++", "cpp")
    example = (TOP / "cpp/examples/ten_lines.cpp").read_text()
    assert example.endswith(code)


def test_quotations_are_verbatim():
    quoted = re.findall(r"<!-- from: (\S+) -->\n```\w+\n(.*?)```", TEXT, re.DOTALL)
    assert len(quoted) >= 3
    for path, code in quoted:
        assert code.strip() in (TOP / path).read_text(), path


def test_links_lead_somewhere():
    prose = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)\)", prose):
        assert (TOP / target).exists(), target
