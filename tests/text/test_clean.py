"""What is cleaned off titles and excerpts: each rule a row of input and output."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.model import Outlet
from clustering.text.clean import clean_text, clean_title, cut_word, without_unseen

GAZETTE = Outlet("Harbour Gazette", "harbourgazette.example")


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("It&#8217;s here", "It’s here"),
        ("Twice &amp;amp; escaped", "Twice & escaped"),
        ("a &lt;b&gt;bold&lt;/b&gt; claim", "a bold claim"),
        ("<p>Para</p> next", "Para next"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("is 3<x and 5>y", "is 3<x and 5>y"),
        ("is 3<a and 5>b", "is 3<a and 5>b"),
        ("if p<pre-tax and q>r", "if p<pre-tax and q>r"),
        ("a <fraction> of it", "a <fraction> of it"),
        ("one<br>two<BR/>three<br />four", "one two three four"),
        ('<a href="https://a.example/?b=1" rel=x>Link</a > on', "Link on"),
        ("<H2 class='big'>Head</H2><video controls>x</video>", "Head x"),
        ('<img src="x.png" alt="y"/>seen <p\n>Para', "seen Para"),
        ("&amp;amp;amp;lt;", "&amp;lt;"),
        ("  spaces \t and\nlines ", "spaces and lines"),
        ("zero\u200bwidth", "zerowidth"),
        ("\u202eevil\u202c", "evil"),
        ("soft\u00adhyphen", "softhyphen"),
        ("cafe\u0301", "café"),
        ("cafe\u200b\u0301", "café"),
        ("", ""),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean_text(raw) == cleaned


@given(
    st.text()
    | st.text(alphabet="ae \n\u0301\u0338\u200b\u00ad\u037e\u2000\x1c\x85>;")
    | st.text(alphabet=st.characters(blacklist_characters="&<"))
)
def test_cleaning_plain_text_twice_changes_nothing_more(text: str) -> None:
    if "&" not in text and "<" not in text:
        assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("Storm hits coast - Harbour Gazette", "Storm hits coast"),
        ("Storm hits coast | Harbour Gazette", "Storm hits coast"),
        ("Storm hits coast — The Harbour Gazette", "Storm hits coast"),
        ("Storm hits coast – HARBOUR GAZETTE", "Storm hits coast"),
        ("Storm hits coast - harbourgazette.example", "Storm hits coast"),
        ("Storm hits coast - HarbourGazette", "Storm hits coast"),
        ("Storm hits coast - Harbour Gazette News", "Storm hits coast"),
        ("Sales fall - Apple", "Sales fall - Apple"),
        ("Storm hits coast - Tidewater News", "Storm hits coast - Tidewater News"),
        ("Harbour Gazette", "Harbour Gazette"),
        ("A well-known harbour gazette", "A well-known harbour gazette"),
        ("Tom &amp; Jerry return - Harbour Gazette", "Tom & Jerry return"),
    ],
)
def test_only_the_own_outlet_is_taken_off_a_title(title: str, cleaned: str) -> None:
    assert clean_title(title, GAZETTE) == cleaned


LONG = "Ferries stay in port while crews clear the old harbour of masts, nets and timber, a"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        (f"{LONG} represen", 400, "represen"),
        (f"{LONG} represen\u2026", 400, "represen"),
        (f"{LONG} represen...", 400, "represen"),
        (f"{LONG} represen[\u2026]", 400, "represen"),
        (f"{LONG} spokesman said.", 400, ""),
        (f"{LONG} spokesman \u2026", 400, ""),  # cut between words
        ("The ferries represen", 400, ""),  # too short to have been cut
        ("The ferries represented the town", 20, "represen"),
        ("The ferries represented the town", 23, ""),  # a space follows
        ("The ferries represented the town", 0, ""),
        ("\u6e2f" * 90, 400, ""),  # a script without spaces
        (f"{LONG} {'a' * 31}", 400, "a" * 31),
        (f"{LONG} {'a' * 32}", 400, ""),
        ("a" * 31, 30, "a" * 30),
        ("", 400, ""),
    ],
)
def test_the_last_word_of_a_cut_text_is_told(text: str, limit: int, cut: str) -> None:
    assert cut_word(text, limit) == cut


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("a<!-- b -->c", "a c"),
        ("a<script>b</script>c<STYLE x='y'>d</Style >e", "a c e"),
        ("a<!-- b <script>c</script>d", "a<!-- b  d"),
        ("a<script>b<!-- c -->d", "a<script>b d"),
        ("a<scripts>b</scripts>", "a<scripts>b</scripts>"),
    ],
)
def test_what_no_reader_sees_is_taken_out(raw: str, left: str) -> None:
    assert without_unseen(raw) == left


@given(
    st.lists(
        st.sampled_from(["<!--", "-->", "<script", ">", "</script>", "<style", "</style", "a "])
    )
)
def test_it_is_what_one_slow_pattern_finds(pieces: list[str]) -> None:
    slow = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
    text = "".join(pieces)
    assert without_unseen(text) == slow.sub(" ", text)
