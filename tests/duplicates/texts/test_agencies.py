"""Agencies: what datelines call them, what they publish on, and marks no table knows."""

from __future__ import annotations

import pytest

from clustering.duplicates.texts.agencies import (
    AGENCIES,
    agency_of_mark,
    agency_of_outlet,
    spelled_out,
)
from clustering.model import Outlet


@pytest.mark.parametrize(
    ("mark", "agency"),
    [
        ("AP", "AP"),
        ("The Associated Press", "AP"),
        ("PRNewswire", "PR Newswire"),
        ("GLOBE NEWSWIRE", "GlobeNewswire"),
        ("Reuters/Jane Doe", "Reuters"),
        ("XYZ", "XYZ"),
        ("left", ""),
        ("Washington", ""),
    ],
)
def test_a_mark_names_its_agency(mark: str, agency: str) -> None:
    assert agency_of_mark(mark) == agency


def test_no_mark_belongs_to_two_agencies() -> None:
    marks = [mark.casefold() for agency in AGENCIES for mark in agency.marks]
    assert len(set(marks)) == len(marks)


def test_an_agencys_own_site_and_name_are_known() -> None:
    assert agency_of_outlet(Outlet("AP News", "apnews.com")) == "AP"
    assert agency_of_outlet(Outlet("Bloomberg", "")) == "Bloomberg"
    assert agency_of_outlet(Outlet("Halmouth Herald", "halmouthherald.example")) == ""


def test_an_unknown_mark_is_the_outlet_whose_initials_it_is() -> None:
    outlets = [Outlet("Harbour Gazette", "hg.example"), Outlet("Coastal Press", "cp.example")]
    assert spelled_out("CP", outlets) == "Coastal Press"
    assert spelled_out("XY", outlets) == "XY"
    assert spelled_out("AP", [Outlet("Argus Press", "argus.example")]) == "AP"
