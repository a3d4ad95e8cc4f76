"""The report and the terminal: complete, self-contained, and honest about what diverged."""

import re
from html.parser import HTMLParser

import pytest

from app.synthetic import comparison
from nnlite.app.optimizers import OPTIMIZERS
from nnlite.app.summary import caveats, sentences
from nnlite.app.terminal import comparison_table, curve_text

pytest.importorskip("matplotlib")
from nnlite.app.figures import poster
from nnlite.app.report import html_report

_VOID = {"meta", "path", "use", "img", "br", "line", "rect", "circle"}


class Checker(HTMLParser):
    """Collects ids and checks that tags close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.wrong = [], [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for key, value in attrs if key == "id"]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.ids += [value for key, value in attrs if key == "id"]

    def handle_endtag(self, tag):
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module")
def page():
    return html_report(comparison(), command="nnlite compare --seeds 3")


def test_page_is_well_formed_and_self_contained(page):
    checker = Checker()
    checker.feed(page)
    assert not checker.wrong
    assert not checker.open
    assert len(checker.ids) == len(set(checker.ids))
    assert "<script" not in page
    assert not re.findall(r"(?:src|href)=\"(?!#)", page)
    assert not re.findall(r"url\((?!#)", page)
    references = set(re.findall(r"(?:href=\"|url\()#([\w-]+)", page))
    assert references <= set(checker.ids)


def test_page_has_pictures_words_and_numbers(page):
    assert page.count("<svg") == 5
    for row in OPTIMIZERS.values():
        assert row.title in page
        assert f"var(--{row.name})" in page
        assert row.colors[0] not in page.split("</style>")[1]
    assert "nnlite compare --seeds 3" in page
    assert "&lt;digits&gt;" in page
    assert "<digits>" not in page
    assert "prefers-color-scheme: dark" in page


@pytest.mark.parametrize(
    "options",
    [
        {"names": ["adam"], "seeds": 1},
        {"numbers": True},
        {"everything_diverges": True, "names": ["sgd", "adam"]},
        {"numbers": True, "everything_diverges": True, "names": ["sgd"]},
    ],
)
def test_unusual_comparisons_are_drawn_too(options):
    found = comparison(**options)
    assert html_report(found).count("<svg") == 5
    assert comparison_table(found).row_count == len(found.optimizers)
    assert sentences(found)


def test_sentences_say_who_won_and_who_diverged():
    text = " ".join(sentences(comparison()))
    assert "SGD did best: 97.5% validation accuracy" not in text  # the median seed, not the first
    assert "SGD did best: 97.4% validation accuracy" in text
    assert "read them as equals" not in text.split(".")[0]
    assert "runs diverged" in text
    assert "one validation row" in " ".join(caveats(comparison())).lower()


def test_poster(tmp_path):
    poster(comparison(), tmp_path / "a.png")
    assert 10_000 < (tmp_path / "a.png").stat().st_size < 150_000


def test_curve_text_has_its_size():
    lines = curve_text([1.0, 0.5, 0.25] * 40, width=50, height=6).split("\n")
    assert len(lines) == 6
    assert max(map(len, lines)) <= 50 + 6
    assert curve_text([1.0])
