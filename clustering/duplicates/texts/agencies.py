"""News agencies and press-release wires: their names, the marks texts name them by, their sites."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from clustering.model import Outlet


class Agency(NamedTuple):
    """One agency: the name reports use, what datelines and credits call it, its own domains."""

    name: str
    marks: tuple[str, ...]
    domains: tuple[str, ...] = ()


# Marks are matched without case and without a leading "The". Short ones count only where an
# agency is expected: in brackets of a dateline, in a credit, at the end of a byline.
AGENCIES = (
    # World agencies.
    Agency("AP", ("AP", "Associated Press", "AP News"), ("apnews.com", "ap.org")),
    Agency("Reuters", ("Reuters", "Thomson Reuters"), ("reuters.com", "reuters.co.uk")),
    Agency("AFP", ("AFP", "Agence France-Presse", "AFP News"), ("afp.com",)),
    Agency("Bloomberg", ("Bloomberg", "Bloomberg News"), ("bloomberg.com",)),
    Agency("UPI", ("UPI", "United Press International"), ("upi.com",)),
    # National agencies of Europe.
    Agency("PA", ("PA", "PA Media", "Press Association", "PA News"), ("pa.media",)),
    Agency("dpa", ("dpa", "Deutsche Presse-Agentur", "dpa-AFX", "dpa international"), ("dpa.com",)),
    Agency("APA", ("APA", "Austria Presse Agentur"), ("apa.at",)),
    Agency("Keystone-SDA", ("Keystone-SDA", "SDA", "ATS"), ("keystone-sda.ch",)),
    Agency("ANSA", ("ANSA",), ("ansa.it",)),
    Agency("EFE", ("EFE", "Agencia EFE"), ("efe.com",)),
    Agency("Europa Press", ("Europa Press", "EP"), ("europapress.es",)),
    Agency("Lusa", ("Lusa",), ("lusa.pt",)),
    Agency("ANP", ("ANP",), ("anp.nl",)),
    Agency("Belga", ("Belga",), ("belganewsagency.eu",)),
    Agency("NTB", ("NTB",), ("ntb.no",)),
    Agency("Ritzau", ("Ritzau",), ("ritzau.dk",)),
    Agency("PAP", ("PAP",), ("pap.pl",)),
    Agency("Ukrinform", ("Ukrinform",), ("ukrinform.net",)),
    Agency("TASS", ("TASS", "ITAR-TASS"), ("tass.com", "tass.ru")),
    Agency("Interfax", ("Interfax",), ("interfax.com", "interfax.ru")),
    # Asia, Africa, the Middle East, Oceania.
    Agency("ANI", ("ANI", "Asian News International"), ("aninews.in",)),
    Agency("PTI", ("PTI", "Press Trust of India"), ("ptinews.com",)),
    Agency("IANS", ("IANS", "Indo-Asian News Service"), ("ians.in",)),
    Agency("Xinhua", ("Xinhua", "Xinhua News Agency"), ("xinhuanet.com", "news.cn")),
    Agency("Kyodo", ("Kyodo", "Kyodo News"), ("kyodonews.net",)),
    Agency("Jiji", ("Jiji", "Jiji Press"), ("jiji.com",)),
    Agency("Yonhap", ("Yonhap", "Yonhap News"), ("yna.co.kr",)),
    Agency("CNA Taiwan", ("Central News Agency",), ("focustaiwan.tw",)),
    Agency("Bernama", ("Bernama",), ("bernama.com",)),
    Agency("Antara", ("Antara",), ("antaranews.com",)),
    Agency("Anadolu", ("Anadolu", "Anadolu Agency", "AA"), ("aa.com.tr",)),
    Agency("NAN", ("NAN", "News Agency of Nigeria"), ("nannews.ng",)),
    Agency("AAP", ("AAP", "Australian Associated Press"), ("aap.com.au",)),
    # North America. The Canadian Press signs "(CP)", as others do, so only its name counts.
    Agency(
        "The Canadian Press", ("Canadian Press", "La Presse Canadienne"), ("thecanadianpress.com",)
    ),
    Agency("CNN", ("CNN", "CNN Newsource", "CNN Wire"), ("cnn.com",)),
    Agency("TNS", ("TNS", "Tribune News Service", "Tribune Content Agency"), ()),
    Agency("States Newsroom", ("States Newsroom",), ("statesnewsroom.com",)),
    Agency("The Center Square", ("Center Square",), ("thecentersquare.com",)),
    Agency("HealthDay", ("HealthDay", "HealthDay News"), ("healthday.com",)),
    Agency("StatePoint", ("StatePoint",), ("statepoint.net",)),
    Agency("Stacker", ("Stacker",), ("stacker.com",)),
    # Press-release wires.
    Agency("Business Wire", ("Business Wire", "BusinessWire"), ("businesswire.com",)),
    Agency(
        "PR Newswire",
        ("PR Newswire", "PRNewswire", "PRNewswire-PRWeb"),
        ("prnewswire.com", "prnewswire.co.uk"),
    ),
    Agency(
        "GlobeNewswire", ("GlobeNewswire", "Globe Newswire", "Marketwired"), ("globenewswire.com",)
    ),
    Agency("CNW", ("CNW", "CNW Group", "Canada NewsWire"), ("newswire.ca",)),
    Agency(
        "ACCESSWIRE", ("ACCESSWIRE", "ACCESS Newswire"), ("accesswire.com", "accessnewswire.com")
    ),
    Agency(
        "EIN Presswire",
        ("EIN Presswire", "EINPresswire", "EINPresswire.com"),
        ("einpresswire.com",),
    ),
    Agency("Newsfile", ("Newsfile", "Newsfile Corp"), ("newsfilecorp.com",)),
    Agency("PRWeb", ("PRWEB",), ("prweb.com",)),
    Agency(
        "EQS", ("EQS", "EQS Group", "EQS-News", "DGAP", "DGAP-News"), ("eqs-news.com", "dgap.de")
    ),
    Agency("RealWire", ("RealWire",), ("realwire.com",)),
)

_NOT_LETTERS = re.compile(r"[\W_]+")
_MARK = re.compile(r"[A-Z]{2,6}")


def _letters_only(mark: str) -> str:
    return _NOT_LETTERS.sub("", mark.casefold().removeprefix("the "))


_BY_MARK = {_letters_only(mark): agency.name for agency in AGENCIES for mark in agency.marks}
_BY_DOMAIN = {domain: agency.name for agency in AGENCIES for domain in agency.domains}

# Any known mark, longest first, for patterns that look for one. A gap may be a space or nothing.
ANY_MARK = "|".join(
    sorted(
        {re.escape(mark).replace(r"\ ", r"\s?") for agency in AGENCIES for mark in agency.marks},
        key=lambda mark: (-len(mark), mark),
    )
)


@lru_cache(maxsize=65_536)
def agency_of_mark(mark: str) -> str:
    """Return the agency a dateline's brackets name; capitals no table knows name themselves.

    >>> agency_of_mark("PRNewswire"), agency_of_mark("XYZ"), agency_of_mark("left")
    ('PR Newswire', 'XYZ', '')
    """
    parts = [part for part in re.split(r"[/,;]| via ", mark) if part.strip()]
    for part in parts:
        known = _BY_MARK.get(_letters_only(part))
        if known:
            return known
    return mark if _MARK.fullmatch(mark) else ""


def is_known_mark(mark: str) -> bool:
    """Whether a mark is in the table."""
    return _letters_only(mark) in _BY_MARK


@lru_cache(maxsize=65_536)
def agency_of_outlet(outlet: Outlet) -> str:
    """Return the agency an outlet is, or an empty string."""
    return _BY_DOMAIN.get(outlet.domain) or _BY_MARK.get(_letters_only(outlet.name), "")


def spelled_out(mark: str, outlets: list[Outlet]) -> str:
    """Name the outlet whose initials an unknown mark is: ``(CP)`` in a text of *Coastal Press*."""
    if mark in _BY_MARK.values():
        return mark
    names = sorted({outlet.name for outlet in outlets})
    return next((name for name in names if _initials(name) == mark), mark)


def _initials(name: str) -> str:
    words = [word for word in name.split() if word.casefold() != "the"]
    return "".join(word[0] for word in words).upper()
