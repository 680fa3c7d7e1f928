"""Plain lines, Org, AsciiDoc and reStructuredText say title and day in ways of their own."""

from __future__ import annotations

import pytest

from clustering.sources.headers.markup import (
    read_asciidoc,
    read_key_lines,
    read_nikola,
    read_org,
    read_rst,
)


def test_org_keywords_in_any_case_and_its_time_stamps() -> None:
    text = ":PROPERTIES:\n:ID: 1\n:END:\n#+title: Kelp\n#+date: [2024-05-02 Do 06:10]\n\nBody"
    found = read_org(text)
    assert found is not None
    assert found[0] == {"title": "Kelp", "date": "2024-05-02 06:10"}
    assert text[found[1] :].strip() == "Body"
    assert read_org("* Heading\nBody") is None


def test_org_tags() -> None:
    found = read_org("#+TITLE: Kelp\n#+FILETAGS: :sea:food:\n")
    assert found is not None
    assert found[0]["tags"] == ["sea", "food"]


def test_asciidoc_attributes_and_its_revision_line() -> None:
    found = read_asciidoc("= Kelp\nAnn <a@a.example>\nv1.0, 2024-05-02\n:page-tags: sea\n\nBody")
    assert found is not None
    assert found[0] == {"title": "Kelp", "date": "2024-05-02", "tags": "sea"}
    named = read_asciidoc("= Kelp\n:revdate: 2024-05-02\n\nBody")
    assert named is not None
    assert named[0]["date"] == "2024-05-02"
    assert read_asciidoc("== Section\n\nBody") is None


def test_rst_title_with_and_without_an_overline() -> None:
    for text in (
        "Kelp\n====\n\n:date: 2024-05-02\n\nBody",
        "====\nKelp\n====\n:date: 2024-05-02\n",
    ):
        found = read_rst(text)
        assert found is not None
        assert found[0] == {"title": "Kelp", "date": "2024-05-02"}
    assert read_rst("Kelp\n\nBody") is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Title: Kelp\nDate: 2024-05-02\n\nBody", {"title": "Kelp", "date": "2024-05-02"}),
        ("title: 'Kelp: wins'\n\n", {"title": "Kelp: wins"}),
        ("Title: Kelp\n    wins\n\n", {"title": "Kelp wins"}),
        ("Title: Kelp\nNo key here\n\n", None),
        ("Note: nothing else\n\n", None),
        ("", None),
    ],
)
def test_lines_of_key_and_value(text: str, values: dict[str, str] | None) -> None:
    found = read_key_lines(text)
    assert (found and found[0]) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (".. title: Kelp\n.. date: 2024-05-02\n\nBody", {"title": "Kelp", "date": "2024-05-02"}),
        ("<!--\n.. title: Kelp\n-->\nBody", {"title": "Kelp"}),
        (".. note: x\n", None),
        ("Body", None),
    ],
)
def test_lines_of_nikola(text: str, values: dict[str, str] | None) -> None:
    found = read_nikola(text)
    assert (found and found[0]) == values
