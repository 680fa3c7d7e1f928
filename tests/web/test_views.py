"""Print, whole-page, AMP and device views are the page itself."""

from __future__ import annotations

import pytest

from clustering.web.keys import canonical
from clustering.web.views import is_view, names_an_article, plain_view

PAGE = "/news/ferry-runs-aground"


@pytest.mark.parametrize(
    "path",
    [
        *("print", "print/", "print.html", "printable", "Print", "drucken", "imprimir", "amp"),
        *("single", "single-page", "komplettansicht", "print/amp", "index.html"),
    ],
)
def test_a_view_behind_a_path_is_the_page(path: str) -> None:
    assert canonical(f"https://tidepost.com{PAGE}/{path}") == f"tidepost.com{PAGE}"


@pytest.mark.parametrize("path", ["/print", "/news/print/", "/printable/"])
def test_a_view_before_the_words_of_a_path_is_the_page(path: str) -> None:
    key = canonical(f"https://tidepost.com{path}/ferry-runs-aground")
    assert key == canonical(
        f"https://tidepost.com{path.replace('print', '').replace('able', '')}/ferry-runs-aground"
    )


@pytest.mark.parametrize("path", [f"{PAGE}_print.html", f"{PAGE},print.html", f"{PAGE}.print.html"])
def test_a_view_in_the_name_of_a_file_is_the_page(path: str) -> None:
    assert plain_view(path) == f"{PAGE}.html"


@pytest.mark.parametrize(
    "path",
    [
        *("/news/print", "/print", "/print/2024", "/all-the-news-fit-to-print", "/blueprint/a"),
        *("/sprint/results", "/topics/single", "/how-to-print-money-at-home", "/print/issue/12"),
    ],
)
def test_what_only_looks_like_a_view_is_kept(path: str) -> None:
    assert plain_view(path) == path


@pytest.mark.parametrize(
    "parameter",
    [
        *("print", "print=1", "print=true", "printable=yes", "view=print", "format=printable"),
        *("pagewanted=all", "pagewanted=print", "page=all", "page=full", "view=single", "pf=true"),
        *("single=1", "singlepage=true", "single_page=true", "onepage", "showall=1", "all=1"),
        *("m=1", "mobile=0", "view=mobile", "outputtype=amp", "full=true", "device=mobile"),
    ],
)
def test_parameters_for_views_say_nothing_of_the_page(parameter: str) -> None:
    assert is_view(parameter)
    assert canonical(f"https://tidepost.com/a?{parameter}&id=7") == "tidepost.com/a?id=7"


@pytest.mark.parametrize(
    "parameter",
    ["page=2", "pagewanted=2", "print=issue-12", "view=map", "format=", "m=202403", "all=storms"],
)
def test_other_parameters_and_values_are_no_views(parameter: str) -> None:
    assert not is_view(parameter)


def test_three_words_or_five_digits_name_an_article() -> None:
    assert names_an_article("ferry-runs-aground")
    assert names_an_article("12345")
    assert not names_an_article("news-desk")
