"""Web addresses: every spelling of one page has one key, and no two pages share one."""

from __future__ import annotations

import socket
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clustering.web.keys import MAX_CHARS, canonical, domain, loosened, parts_left_out
from tests.cost import cost

HOST = "harbourpost.com"
PAGE = f"{HOST}/news/storm-hits-north-coast"
STORY = f"{HOST}/story.php?id=7"
CACHE = "https://harbourpost-com.cdn.ampproject.org"

# Rule: the key, and spellings of it between white space.
SPELLINGS = {
    "scheme, user, port": (
        PAGE,
        f"""https://{PAGE} http://{PAGE} //{PAGE} {PAGE} https://editor:p@ss@{PAGE}
        https://{HOST}:443/news/storm-hits-north-coast
        http://{HOST}:80/news/storm-hits-north-coast""",
    ),
    "host": (
        PAGE,
        f"""https://www.{PAGE} https://www2.{PAGE} https://m.{PAGE} https://mobile.{PAGE}
        https://wap.{PAGE} https://amp.{PAGE} https://www.amp.{PAGE}
        HTTPS://WWW.HarbourPost.COM/news/storm-hits-north-coast
        https://{HOST}./news/storm-hits-north-coast
        https://amp.{HOST}/harbourpost/news/storm-hits-north-coast""",
    ),
    "mobile label inside a host": (
        "en.lexicon.org/wiki/Storm",
        "https://en.m.lexicon.org/wiki/Storm https://en.lexicon.org/wiki/Storm",
    ),
    "international host": (
        "xn--mnchen-3ya.de/stadt",
        "https://münchen.de/stadt https://www.xn--mnchen-3ya.de/stadt MÜNCHEN。de/stadt",
    ),
    "path": (
        PAGE,
        f"""https://{PAGE}/ https://{HOST}//news///storm-hits-north-coast//
        https://{HOST}/news/./sport/../storm-hits-north-coast https://{PAGE};jsessionid=8A7F03
        https://{HOST}/n%65ws/storm%2Dhits%2dnorth-coast""",
    ),
    "index page": (PAGE, f"{PAGE}/index.html {PAGE}/index.php {PAGE}/Default.aspx"),
    "index page with a parameter": (
        f"{HOST}?p=123",
        f"https://{HOST}/index.php?p=123 https://{HOST}/?p=123 https://{HOST}?p=123",
    ),
    "percent escapes": (
        f"{HOST}/caf%C3%A9%2Fbar/o'hara(2)",
        f"https://{HOST}/café%2fbar/o'hara(2) https://{HOST}/caf%c3%a9%2Fbar/o%27hara%282%29",
    ),
    "fragment": (PAGE, f"https://{PAGE}#comments https://{PAGE}/# https://{PAGE}#!"),
    "route": (f"{HOST}#!/news/7", f"https://{HOST}/#!/news/7 https://www.{HOST}#!/news/7/"),
    "AMP segment": (
        PAGE,
        f"""https://{PAGE}/amp https://{PAGE}/amp/ https://{PAGE}/AMP/ https://{PAGE}/amp.html
        https://{HOST}/amp/news/storm-hits-north-coast
        https://{HOST}/news/amp/storm-hits-north-coast
        https://{HOST}/.amp/news/storm-hits-north-coast
        https://{HOST}/google-amp/news/storm-hits-north-coast/
        https://{HOST}/platform/amp/news/storm-hits-north-coast
        https://{HOST}/amphtml/news/storm-hits-north-coast
        https://{HOST}/%61mp/news/storm-hits-north-coast
        https://{HOST}/news-amp/storm-hits-north-coast https://{PAGE}.amp""",
    ),
    "AMP in a file name": (
        f"{PAGE}.html",
        f"https://{PAGE}.amp.html https://{PAGE}_amp.html https://{PAGE}.html/amp/",
    ),
    "AMP before a number": (
        f"{PAGE}-11589775553701.html",
        f"https://{PAGE}/amp-11589775553701.html https://{PAGE}-11589775553701.html",
    ),
    "AMP section": (
        f"{HOST}/article/85680274.cms",
        f"""https://{HOST}/amp_article/85680274.cms https://{HOST}/article_amp/85680274.cms
        https://m.{HOST}/article-amp/85680274.cms""",
    ),
    "country before AMP": ("radar.com/in/news/x", "https://www.radar.com/in/amp/news/x"),
    "lite page": (f"{HOST}/coast/1959362", f"https://{HOST}/coast/1959362/lite/"),
    "AMP parameter": (
        PAGE,
        f"""https://{PAGE}?amp https://{PAGE}/?amp=1 https://{PAGE}?amphtml=1
        https://{PAGE}?_amp=true https://{PAGE}?outputType=amp
        https://{PAGE}?outputType=valid_amp https://{PAGE}?context=amp
        https://{PAGE}?amp_js_v=0.1&usqp=mq331AQHKAFQCrABIA%3D%3D""",
    ),
    "AMP cache": (
        PAGE,
        f"""{CACHE}/c/s/{PAGE}/amp/ {CACHE}/v/s/{PAGE}?amp_js_v=0.1#aoh=16 {CACHE}/c/{PAGE}
        {CACHE}/c/s/www.{HOST}/google-amp/news/storm-hits-north-coast/
        https://cdn.ampproject.org/c/s/{PAGE}?amp=1
        https://harbourpost-com.bing-amp.com/c/s/{PAGE}/amp
        https://www.google.com/amp/s/amp.{PAGE} https://www.google.co.uk/amp/{PAGE}
        https://www.google.com/amp/s/{PAGE}%3famp=1 https://www.bing.com/amp/s/{PAGE}
        https://www.google.com/amp/s/harbourpost-com.cdn.ampproject.org/c/s/m.{PAGE}""",
    ),
    "image in an AMP cache": (
        f"{HOST}/storm.jpg",
        f"{CACHE}/i/s/{HOST}/storm.jpg {CACHE}/ii/w1000/s/{HOST}/storm.jpg",
    ),
    "redirector": (
        STORY,
        f"""https://www.google.com/url?rct=j&sa=t&url=https://{HOST}/story.php%3Fid%3D7&ct=ga
        http://www.bing.com/news/apiclick.aspx?url=https%3a%2f%2f{HOST}%2fstory.php%3fid%3d7&c=1
        https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.{HOST}%2Fstory.php%3Fid%3D7
        https://redir.folhapost.com.br/rss091/*https://www1.{STORY}""",
    ),
    "tracker": (
        STORY,
        f"""{STORY}&utm_source=rss&utm_medium=feed {STORY}&UTM_Campaign=x {STORY}&fbclid=IwAR1
        {STORY}&gclid=Cj0 {STORY}&at_medium=RSS&at_campaign=rss {STORY}&ICID=ref_fark
        {STORY}&cmpid=shared-email {STORY}&ncid=rss {STORY}&smid=tw-share {STORY}&partner=rss
        {STORY}&ref=homepage {STORY}&WT.nav=top-news {STORY}&ns_mchannel=rss {STORY}&mod=hp_lead
        {STORY}&traffic_source=rss {STORY}&__twitter_impression=true {STORY}&amp;utm_source=x""",
    ),
    "doubtful tracker on a telling path": (
        f"{PAGE}-today",
        f"{PAGE}-today?cid=201 {PAGE}-today?tid=9 {PAGE}-today?hp&action=click",
    ),
    "parameters": (
        f"{HOST}/view.asp?cat=PR%20News&story_id=7",
        f"""https://{HOST}/view.asp?cat=PR+News&story_id=7
        https://{HOST}/view.asp?story_id=7&cat=PR%20News
        https://{HOST}/view.asp?story_id=7&amp;cat=PR%20News
        https://{HOST}/view.asp?story_id=7&amp;amp;cat=PR%20News
        https://{HOST}/view.asp?story_id=7&#038;cat=PR%20News&
        https://{HOST}/view.asp?cat=PR%20News&story_id=7?utm_source=x
        https://{HOST}/view.asp?cat=PR%20News&story_id=%37&story_id=7""",
    ),
}

# Addresses in which a rule could see something that is not there; each is its own key.
UNTOUCHED = f"""{HOST}/music/best-guitar-amp {HOST}/amp-maker-marshall-sold {HOST}/ramp/example
    {HOST}/amplifiers/lite amp.dev/documentation m.co/news/storm m.co.uk/news/storm
    mobile.de/news/storm m.blogspot.com/2024/05/storm.html {HOST}/News/Storm {HOST}:8080/news
    {HOST}/index.html/storm {HOST}/watch?v=WJk-Y8LQlfE {HOST}/view.php?cid=4711
    {HOST}/article.cfm?SourceCode=20140311ff {HOST}/search?q=amp {HOST}/score?gameId=401
    gov.uk/guidance www.com/news //localhost:8000/news/7 //192.168.0.1/news/7"""

NOT_WEB = [
    *("", " ", "https://", "mailto:desk@harbourpost.com", "javascript:alert(1)", "/news/storm"),
    *("data:text/html,storm", "ftp://files/storm", "localhost/news", "Storm hits north coast"),
    *("https://harbour post.com/x", "https://[::1/x", f"https://{'a.' * 200}com/x"),
]


@pytest.mark.parametrize(
    ("key", "url"),
    [
        pytest.param(key, url, id=f"{rule}: {url}")
        for rule, (key, urls) in SPELLINGS.items()
        for url in urls.split()
    ],
)
def test_spellings_of_one_page_share_its_key(key: str, url: str) -> None:
    assert canonical(url) == key


@pytest.mark.parametrize("key", UNTOUCHED.split())
def test_what_only_looks_like_another_spelling_is_kept(key: str) -> None:
    assert canonical(f"https://{key.removeprefix('//')}") == key


@pytest.mark.parametrize("text", NOT_WEB)
def test_what_is_no_web_address_has_no_key(text: str) -> None:
    assert canonical(text) == ""


def test_white_space_around_or_inside_an_address_is_no_obstacle() -> None:
    assert canonical(f"  https://{PAGE}\n") == PAGE
    assert canonical(f"https://{HOST}/storm hits") == f"{HOST}/storm%20hits"


@pytest.mark.parametrize(
    ("address", "registered"),
    [
        ("https://www.harbourpost.co.uk/news", "harbourpost.co.uk"),
        ("news.harbourpost.com", "harbourpost.com"),
        ("HARBOURPOST.COM", "harbourpost.com"),
        ("https://coast.blogspot.com/2024/05/x.html", "coast.blogspot.com"),
        (
            "https://harbourpost-co-uk.cdn.ampproject.org/c/s/harbourpost.co.uk/x",
            "harbourpost.co.uk",
        ),
        ("https://www.gov.uk/guidance", "gov.uk"),
        ("https://harbour.example/x", "harbour.example"),
        ("http://localhost:8000/x", "localhost"),
        ("http://10.0.0.1/x", "10.0.0.1"),
        ("https://münchen.de?x=1", "xn--mnchen-3ya.de"),
        ("The Harbour Post", ""),
        ("", ""),
    ],
)
def test_domain_is_the_registered_one(address: str, registered: str) -> None:
    assert domain(address) == registered


def test_domains_are_found_without_network_or_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert domain("https://never-seen-before.com.au/x") == "never-seen-before.com.au"


# Pieces in which the rules could trip over each other.
PIECES = """http:// https:// // / ? & = # #! . .. - _ % %2F %3f %25 %61 %c3 + @ : ; :80 :8080 amp
    /amp .amp _amp .html amp. www. m. x.com co.uk blogspot.com localhost 1.2.3.4 google.com
    cdn.ampproject.org /c/s/ /amp/s/ /url ?url= /*https:// &amp; ;jsessionid=1 utm_source=x ref=1
    id=7 /index.html /print /single
    web.archive.org/web/1/ " > \\\\ http:/ %3A%2F%2F .translate.goog ck= /../ /lite
    12345 /amp-123456 article-amp/ a-b-c-d é ü. xn-- \ud800 \x00 [ İ"""
ANYTHING = st.text() | st.lists(st.sampled_from(PIECES.split()), max_size=12).map("".join)
LABEL = st.text(string.ascii_lowercase, min_size=1, max_size=8)
VALUE = LABEL.map("x{}".format)  # "single" is a view
PATHS = st.lists(LABEL, min_size=1, max_size=4).map("/".join)


@given(ANYTHING)
@example("https://x.com/\ud800")
def test_any_text_has_a_key_that_is_its_own_key(text: str) -> None:
    key = canonical(text)
    assert canonical(key) == key
    assert domain(text) == domain(key)


@given(
    path=PATHS,
    device=st.sampled_from(["", "www.", "m.", "amp."]),
    scheme=st.sampled_from(["http://", "https://", "//", ""]),
    tracker=st.sampled_from(["", "?utm_source=x", "?fbclid=1&gclid=2", "?amp=1"]),
    fragment=st.sampled_from(["", "#top", "#:~:text=storm"]),
)
def test_device_scheme_trackers_and_fragment_never_matter(
    path: str, device: str, scheme: str, tracker: str, fragment: str
) -> None:
    plain = canonical(f"https://harbourpost.com/{path}")
    assert canonical(f"{scheme}{device}harbourpost.com/{path}{tracker}{fragment}") == plain


@given(st.dictionaries(st.sampled_from(["id", "p", "v", "story_id", "page"]), VALUE, min_size=1))
def test_the_order_of_parameters_never_matters_and_their_values_do(values: dict[str, str]) -> None:
    parts = [f"{name}={value}" for name, value in values.items()]
    key = canonical(f"https://harbourpost.com/read?{'&'.join(parts)}")
    assert key == canonical(f"https://harbourpost.com/read?{'&'.join(reversed(parts))}")
    assert key == f"harbourpost.com/read?{'&'.join(sorted(parts))}"


# A beginning, what is repeated, an end.
HOSTILE = [
    *(("https://x.com", "/index.html", ""), ("https://x.com", "/index.html", "/x")),
    *(("https://", "google.com/amp/s/", "x.com/a"), ("https://x.com", "/*http://x.com", "")),
    *(
        ("https://r.search.yahoo.com", "/RU=https://r.search.yahoo.com", ""),
        ("http:/", "http:/", ""),
    ),
    *(
        ("https://web.archive.org", "/web/1/http://web.archive.org", ""),
        ("<", "<", "https://x.com"),
    ),
    *(
        ("https://x.com/a", " ", "b"),
        ("https://x.com/", ")", ""),
        ("https://x.com", "/print", "/a-b-c"),
    ),
    *(("https:", "&#47;", "x.com"), ("https://x.com/?", "a=b&", ""), ("https%", "25", "3a")),
    *(("about:reader?", "&", ""), ("[x](", "[x](", ""), ("https://x.com", ";jsessionid=", "")),
]


@pytest.mark.parametrize(("start", "repeated", "end"), HOSTILE)
def test_no_address_takes_more_than_a_moment(start: str, repeated: str, end: str) -> None:
    room = MAX_CHARS - len(start) - len(end)
    address = start + repeated * (room // len(repeated)) + end
    canonical("https://x.com/a")  # the first of all loads the list of suffixes
    canonical.cache_clear()
    assert cost(lambda: canonical(address)) < 0.2


def test_a_longer_text_is_no_address() -> None:
    assert canonical(f"https://x.com/{'a' * (MAX_CHARS - 14)}")
    assert canonical(f"https://x.com/{'a' * (MAX_CHARS - 13)}") == ""


def test_addresses_inside_each_other_without_end_are_none() -> None:
    assert canonical("https://web.archive.org/web/1/" * 30 + "https://x.com/a") == ""


def test_what_a_key_leaves_out_and_what_nobody_knows() -> None:
    url = "https://x.com/a-b-c-d?mid=7&utm_source=x&r=1&page=2#part-3"
    assert parts_left_out(url) == {"mid": "7", "#": "part-3"}
    assert (
        parts_left_out("https://x.com/a#xtor=1")
        == parts_left_out("https://x.com/a#:~:text=b")
        == {}
    )
    assert loosened(canonical(url)) == ("x.com/a-b-c-d?page=2", {"r": "1"})
    assert loosened("x.com/read?r=1") == loosened("x.com/a-b-c-d?page=2") == ("", {})
