"""Addresses inside the addresses of archives, mail guards and networks are found."""

from __future__ import annotations

import base64
import json

import pytest

from clustering.web import carried
from clustering.web.keys import canonical
from clustering.web.wrappers import rules_of, unwrap

KEY = "tidepost.com/news/a-1"
PAGE = f"www.{KEY}"
QUOTED = PAGE.replace("/", "%2F")


def encode(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def news_id(address: str) -> str:
    """Return an id as Google News had them: fields 1 and 4 of a message, then other fields."""
    size = len(address)
    length = bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])
    data = b"\x08\x13\x22" + length + address.encode() + b"\xd2\x01\x00"
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


TOKEN = encode(json.dumps({"e": f"https://{PAGE}"}))
ESCAPED = f"https://{PAGE}".replace("/", "\\/")
MAILED = encode(json.dumps({"s": "x", "v": 1, "p": json.dumps({"url": ESCAPED})}))
SECOND = PAGE.replace("-", "-2D").replace("/", "_")

WRAPPED = f"""https://web.archive.org/web/20240310120000/https://{PAGE}
https://web.archive.org/web/20240310120000id_/http://{PAGE}
web.archive.org/web/2024/{PAGE}
https://web.archive.org/web/*/https://{PAGE}
https://web.archive.org/web/20240310120000/http:/{PAGE}
https://web.archive.org/web/http://{PAGE}
https://web.archive.org/save/https://{PAGE}
https://archive.ph/2024.03.10-120000/https://{PAGE}
https://archive.today/newest/https://{PAGE}
https://archive.is/20240310/https://{PAGE}
https://archive.ph/o/AbCdE/https://{PAGE}
https://archive.ph/?run=1&url=https%3A%2F%2F{QUOTED}
https://wayback.archive-it.org/1234/20240310120000/https://{PAGE}
https://www.webcitation.org/5abc?url=https://{PAGE}
https://webarchive.nationalarchives.gov.uk/ukgwa/20240310120000/https://{PAGE}
https://arquivo.pt/wayback/20240310120000/https://{PAGE}
https://megalodon.jp/2024-0310-1200-00/https://{PAGE}
http://timetravel.mementoweb.org/memento/20240310120000/https://{PAGE}
https://www-tidepost-com.translate.goog/news/a-1?_x_tr_sl=de&_x_tr_tl=en&_x_tr_hl=en
https://translate.google.com/translate?sl=de&tl=en&u=https%3A%2F%2F{PAGE}
https://translate.google.com/website?sl=de&tl=en&u=https://{PAGE}
http://translate.googleusercontent.com/translate_c?depth=1&u=https://{PAGE}&usg=x
https://www.translatetheweb.com/?from=de&to=en&a=https%3A%2F%2F{PAGE}
https://translated.turbopages.org/proxy_u/de-en.ru.abc-1/https/{PAGE}
https://tidepost-com.turbopages.org/www.tidepost.com/s/news/a-1
https://www-tidepost-com.cdn.ampproject.org/v/s/{PAGE}?amp_js_v=0.1
https://www.google.com/amp/s/{PAGE}
https://www.google.co.uk/url?sa=t&url=https%3A%2F%2F{PAGE}&usg=AO
https://www.google.com/url?q=https://{PAGE}&sa=D
https://news.google.com/news/url?sa=t&fd=R&url=https://{PAGE}
https://news.google.com/articles/{news_id(f"https://{PAGE}")}?hl=en
https://news.google.com/__i/rss/rd/articles/{news_id(f"https://{PAGE}")}?oc=5
https://consent.google.com/m?continue=https://news.google.com/rss/articles/{news_id(f"https://{PAGE}")}&gl=DE
http://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:https://{PAGE}+storm&hl=en
https://www.bing.com/ck/a?!&&p=abc&u=a1{encode(f"https://{PAGE}")}&ntb=1
https://r.search.yahoo.com/_ylt=A0/RV=2/RE=1/RO=10/RU=https%3a%2f%2fwww.tidepost.com%2fnews%2fa-1/RK=2/RS=x
https://duckduckgo.com/l/?uddg=https%3A%2F%2F{PAGE}&rut=1
https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2F{PAGE}&data=05%7C01
https://nam12.safelinks.protection.outlook.com/ap/t-59584e83/?url=https%3A%2F%2F{PAGE}&data=x
https://eur03.safelinks.protection.outlook.com/GetUrlReputation?Url=https%3A%2F%2F{PAGE}
https://urldefense.com/v3/__https://{PAGE}__;!!abc!def$
https://urldefense.us/v3/__https:/{PAGE}__;!!abc!def$
https://urldefense.com/v3/__https://{PAGE}?utm_source=x__;!!abc!def$
https://urldefense.proofpoint.com/v2/url?u=https-3A__{SECOND}&d=DwMF&c=x
https://urldefense.proofpoint.com/v1/url?u=https://{PAGE}&k=x
https://lm.facebook.com/l.php?u=https%3A%2F%2F{PAGE}&h=AT0
https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2F{PAGE}
https://l.instagram.com/?u=https%3A%2F%2F{PAGE}&e=AT
https://twitter.com/intent/tweet?url=https%3A%2F%2F{PAGE}&text=Storm
https://api.whatsapp.com/send?text=Storm%20https%3A%2F%2F{PAGE}
https://t.umblr.com/redirect?z=https%3A%2F%2F{PAGE}&t=x
https://www.linkedin.com/redir/redirect?url=https%3A%2F%2F{PAGE}&urlhash=x
https://www.linkedin.com/safety/go?url=https%3A%2F%2F{PAGE}
https://getpocket.com/redirect?url=https%3A%2F%2F{PAGE}
https://out.reddit.com/t3_x?url=https%3A%2F%2F{PAGE}&token=A
https://www.youtube.com/redirect?event=v&q=https%3A%2F%2F{PAGE}
https://vk.com/away.php?to=https%3A%2F%2F{PAGE}
https://away.vk.com/away.php?to=https%3A%2F%2F{PAGE}
https://t.me/iv?url=https%3A%2F%2F{PAGE}&rhash=1
https://12ft.io/https://{PAGE}
https://12ft.io/{PAGE}
https://href.li/?https://{PAGE}
https://r.jina.ai/https://{PAGE}
https://secure-web.cisco.com/1AbC/https%3A%2F%2F{QUOTED}
https://url.avanan.click/v2/___https://{PAGE}___.YXAzOm
https://substack.com/redirect/2/{TOKEN}
https://mandrillapp.com/track/click/1/www.tidepost.com?p={MAILED}
https://us1.safelinks.protection.outlook.com/?url=https%3A%2F%2Flm.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252F{PAGE}"""


@pytest.mark.parametrize("url", WRAPPED.split())
def test_what_carries_an_address_has_its_key(url: str) -> None:
    assert canonical(url) == KEY


def test_the_query_of_the_page_inside_is_kept_and_that_of_the_outside_is_not() -> None:
    key = "tidepost.com/story.php?id=7"
    inner = "https://www.tidepost.com/story.php?id=7"
    escaped = "https%3A%2F%2Fwww.tidepost.com%2Fstory.php%3Fid%3D7"
    for url in (
        f"https://web.archive.org/web/2024/{inner}",
        f"https://l.facebook.com/l.php?u={escaped}&h=1",
        "https://www-tidepost-com.translate.goog/story.php?id=7&_x_tr_sl=de",
        f"https://urldefense.com/v3/__{inner}__;!!a!b$",
        f"https://news.google.com/rss/articles/{news_id(inner + '&utm_source=' + 'x' * 120)}?oc=5",
    ):
        assert canonical(url) == key


def test_a_translated_host_has_its_dashes_back() -> None:
    assert canonical("https://de-m-tide--post-com.translate.goog/a") == "de.tide-post.com/a"


def test_newer_ids_of_google_news_have_one_key() -> None:
    key = "news.google.com/articles/CBMiAU_yqLNew"
    for path in ("rss/articles", "articles", "read", "__i/rss/rd/articles"):
        assert canonical(f"https://news.google.com/{path}/CBMiAU_yqLNew?oc=5&hl=en") == key


def test_stars_of_the_third_way_of_url_defense_stand_for_hidden_signs() -> None:
    hidden = encode("%#!")
    assert carried.in_url_defense("", f"/v3/__https://x.com/a*20b**Ac__;{hidden}!!a", "") == (
        "https://x.com/a%20b#!c"
    )


@pytest.mark.parametrize(
    "key",
    [
        *("facebook.com/tidepost/posts/1", "twitter.com/tidepost/status/1", "archive.ph/AbCdE"),
        *("google.com/search?q=storm", "archive.org/details/storm", "youtube.com/watch?v=x"),
        *("linkedin.com/pulse/storm", "urldefense.com/v3/storm", "news.google.com/topics/CAAq"),
        *("web.archive.org/web/2024/about", "bing.com/ck/a?u=a1x", "getpocket.com/explore/item/a"),
        *("tidepost.com/l.php?u=https:%2F%2Fx.com%2Fa", "l.facebook.com/l.php?u=none"),
    ],
)
def test_what_carries_no_address_keeps_its_own_key(key: str) -> None:
    assert canonical(f"https://{key}") == key


def test_rules_are_those_of_a_host_and_of_what_it_belongs_to() -> None:
    assert rules_of("eur03.safelinks.protection.outlook.com")
    assert rules_of("google.co.uk") == rules_of("google.de") != ()
    assert rules_of("tidepost.com") == rules_of("google.tidepost.com") == ()
    assert unwrap((), "tidepost.com", "/", "u=https://x.com/a") == ""
