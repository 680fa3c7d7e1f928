"""Impossible characters and encodings do not cost a whole file of XML."""

import pytest

from clustering.sources.feeds.xml_bytes import repair


@pytest.mark.parametrize("reference", ["&#xd800;", "&#XDFFF;", "&#x110000;", "&#99999999999;"])
def test_a_reference_to_no_character_becomes_the_replacement_character(reference: str) -> None:
    assert repair(f"<a>{reference}</a>".encode()) == b"<a>&#xfffd;</a>"


@pytest.mark.parametrize("reference", ["&#x41;", "&#8217;", "&#x10ffff;", "&#x;", "&amp;"])
def test_other_references_stay(reference: str) -> None:
    data = f"<a>{reference}</a>".encode()
    assert repair(data) == data


@pytest.mark.parametrize("encoding", ["punycode", "undefined"])
def test_an_encoding_that_no_xml_has_is_taken_out(encoding: str) -> None:
    data = f"<?xml version='1.0' encoding='{encoding}'?><a>ü</a>".encode()
    assert repair(data) == "<?xml version='1.0' ?><a>ü</a>".encode()


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "no such", "zlib", ""])
def test_encodings_that_parsers_have_an_answer_to_stay(encoding: str) -> None:
    data = f"<?xml version='1.0' encoding='{encoding}'?><a>ü</a>".encode()
    assert repair(data) == data


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_what_a_mark_says_is_in_utf_16_becomes_utf_8(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?><a>säule</a>"
    assert repair(text.encode(encoding)) == "<?xml version='1.0' ?><a>säule</a>".encode()
