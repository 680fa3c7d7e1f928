"""Dates as people and programs write them have one reading, two, or none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.sources.dates.written import MAX_DATE_CHARS, ORDERS, Numbers, read_written

DAY = datetime(2024, 3, 10, tzinfo=UTC)
MOMENT = DAY + timedelta(hours=9, minutes=15)

OF_DAYS = """March 10, 2024|Mar 10, 2024|10 March 2024|10-Mar-2024|10-Mar-24|10. März 2024
2024/03/10|2024.03.10|2024. 3. 10.|2024-Mar-10|2024-070|March 10th, 2024|10th of March 2024
Sunday, 10 March 2024|10 March 2024, Sunday|Published: 10 Mar. 2024|dimanche 10 mars 2024
dim. 10 mars 2024|10 de marzo de 2024|domenica 10 marzo 2024|10 de març de 2024|10 maart 2024
10. marts 2024|10 mars 2024|sunnuntai 10. maaliskuuta 2024|10 marca 2024|10. března 2024
10. ožujka 2024.|2024. március 10.|10 martie 2024|10 Mart 2024 Pazar|10 Maret 2024|10 марта 2024 г.
10 березня 2024 р.|10 март 2024|10 Μαρτίου 2024|10 مارس 2024|١٠ مارس ٢٠٢٤|10 मार्च 2024|2024年3月10日
2024년 3월 10일|2024-03-10+02:00|2024-03-10Z|10 Mar 2024 +0100|Sun, 10 Mar 2024 GMT
10 Mar 2024 10:15 XYZ"""

OF_TIMES = """Mar 10, 2024, 09:15|March 10, 2024 at 9:15 AM|10 March 2024 9:15 a.m.
March 10, 2024 5:15 a.m. ET|2024/03/10 09:15:00|2024-03-10, 09:15|2024-3-10T9:15|2024-03-10 9:15 AM
2024:03:10 09:15:00|20240310091500|202403100915|20240310T091500|Sun, Mar 10 2024 09:15:00 +0000
Sun Mar 10 09:15:00 2024|Sun Mar 10 10:15:00 CET 2024|Sun Mar 10 09:15:00 +0000 2024
Sun Mar 10 2024 10:15:00 GMT+0100 (Central European Standard Time)|Sunday, 10-Mar-24 09:15:00 GMT
10/Mar/2024:09:15:00 +0000|9:15 AM · Mar 10, 2024|09:15, 10 March 2024|9:15 AM - 10 Mar 2024
2024-03-10T10:15:00+01:00[Europe/Berlin]|2024-03-10 10:15 Europe/Berlin|2024-03-10 10:15 UTC+1
10. März 2024, 09:15 Uhr|Sonntag, 10. März 2024 um 09.15 Uhr|10 mars 2024 à 09h15
10 марта 2024 г., 09:15|10. maaliskuuta 2024 klo 9.15|Minggu, 10 Maret 2024 - 16:15 WIB
2024年3月10日(日) 午前9時15分|2024年3月10日 9:15
2024. 3. 10. 오전 9:15|2024년 3월 10일 오전 9시 15분
10 Mar 2024 14:45 IST|10 Mar 2024 04:15 EST|10 Mar 2024 12:15 MSK|10 Mar 2024 18:15 JST"""

NO_DATES = """March 2024|2024|10|10:15|Sunday|10-11 March 2024|30 February 2024|10 Foo 2024|March 10
10 listopada 2024|2 hours ago|tomorrow 10:15|March 10 March 2024|32 May 2024|2024/13/10|2024-366b
2023-366|10 May 1066|10 March 2024 and 11 March 2024|1.5.3.2|10 March 2024 25:61|v1.2 of 2024"""


@pytest.mark.parametrize("text", OF_DAYS.replace("\n", "|").split("|"))
def test_a_day_alone_is_its_midnight(text: str) -> None:
    assert read_written(text) == DAY


@pytest.mark.parametrize("text", OF_TIMES.replace("\n", "|").split("|"))
def test_a_time_is_told_in_utc(text: str) -> None:
    assert read_written(text) == MOMENT


@pytest.mark.parametrize("text", NO_DATES.replace("\n", "|").split("|"))
def test_what_has_no_reading_is_no_date(text: str) -> None:
    assert read_written(text) is None


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("3/10/2024", ["2024-10-03", "2024-03-10", None]),
        ("03.10.2024", ["2024-10-03", "2024-03-10", None]),
        ("3-10-2024 9:15", ["2024-10-03", "2024-03-10", None]),
        ("10. 3. 2024", ["2024-03-10", "2024-10-03", None]),
        ("25/12/2024", ["2024-12-25", None, None]),
        ("10/03/24", ["2024-03-10", "2024-10-03", "2010-03-24"]),
        ("31/12/70", ["1970-12-31", None, None]),
        ("Sun 3/10/2024, 9:15:00 AM EST", ["2024-10-03", "2024-03-10", None]),
        ("10.03.2024 klo 9.15", ["2024-03-10", "2024-10-03", None]),
    ],
)
def test_numbers_may_be_read_in_several_orders(text: str, readings: list[str | None]) -> None:
    found = read_written(text)
    assert isinstance(found, Numbers)
    read = [found.read(order) for order in ORDERS]
    assert [moment and f"{moment:%Y-%m-%d}" for moment in read] == readings


def test_numbers_keep_the_time_of_day_and_its_zone() -> None:
    found = read_written("3/10/2024 11:15:00 PM EST")
    assert isinstance(found, Numbers)
    assert found.read("month") == datetime(2024, 3, 11, 4, 15, tzinfo=UTC)


@given(st.text(alphabet="0123456789 /.-:,+TZahmpr年月日МАart()[]", max_size=MAX_DATE_CHARS + 5))
def test_no_text_raises(text: str) -> None:
    found = read_written(text)
    assert found is None or isinstance(found, Numbers) or found.tzinfo is UTC
