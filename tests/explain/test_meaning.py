"""What `explain` says of meaning."""

from __future__ import annotations

from clustering.result import Result
from tests.factories import make_record
from tests.graph.test_across import RECORDS, found


def named(result: Result, title: str) -> str:
    return next(one.id for one in result.articles if title in one.title)


def test_two_languages_are_compared_in_words_and_as_values() -> None:
    result = found(RECORDS)
    told = result.why(named(result, "Strong quake"), named(result, "Тавреле"))
    assert told.meaning is not None
    assert "(English, Russian; unrelated ones reach 0." in told.text()
    assert "Tavrela/Тавреле" in told.text()
    values = told.as_dict()
    assert values["meaning"]["languages"] == ["en", "ru"]
    assert values["meaning"]["meaning"] > values["meaning"]["unrelated"]
    assert values["edge"]["meaning"] == values["meaning"]["meaning"]


def test_countries_that_both_name_are_told() -> None:
    records = [
        make_record("a", "Ferry runs aground off Poland"),
        make_record("b", "Паром сел на мель у польского берега"),
    ]
    result = found(records)
    told = result.why(*(one.id for one in result.articles))
    assert "Countries that both name: Poland." in told.text()
    assert told.as_dict()["meaning"]["countries"] == ["Poland"]


def test_articles_that_are_apart_are_compared_as_well() -> None:
    result = found(RECORDS)
    told = result.why(named(result, "Strong quake"), named(result, "Паром"))
    assert told.meaning is not None and not told.together
    assert told.meaning.cosine < 0.4
    assert told.names == ((), ())


def test_without_meaning_nothing_is_said_of_it() -> None:
    result = found(RECORDS, "off")
    told = result.why(*(one.id for one in result.articles[:2]))
    assert told.meaning is None
    assert "meaning" not in told.as_dict() and "meaning" not in told.text()
