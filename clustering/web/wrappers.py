"""Which sites carry the address of an article inside their own, and where in it.

Each row names places, which are hosts with the beginning of a path, and says how the address is
carried there. A place stands for its subdomains as well; ``google.*`` for a host in every
country. To add another wrapper, add its place to a row, or a row with its source.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from clustering.web import carried


class Wrapper(NamedTuple):
    """Places that carry an address in the same way.

    Attributes
    ----------
    parameters
        Names of the parameters that hold the address, in lower case, split at white space;
        empty where it stands in the path.
    """

    places: str
    source: str
    parameters: str = ""


IN_PARAMETERS = (
    Wrapper("google.*/url google.*/imgres google.*/news/url", "Google", "url q imgrefurl"),
    Wrapper("plus.google.com/share consent.google.*/", "Google", "url continue"),
    Wrapper("googleweblight.com/", "Google", "lite_url u"),
    Wrapper("translate.google.*/ translate.googleusercontent.com/", "translations", "u"),
    Wrapper(
        "microsofttranslator.com/ translatetheweb.com/ translatoruser.net/", "translations", "a"
    ),
    Wrapper("translate.yandex.*/ yandex.*/turbo papago.naver.net/", "translations", "url text"),
    Wrapper("bing.com/news/apiclick.aspx", "Bing News", "url"),
    Wrapper("bing.com/ck", "Bing, in base64", "u"),
    Wrapper("duckduckgo.com/l yandex.*/clck yandex.*/redir", "search pages", "uddg url"),
    Wrapper("facebook.com/l.php facebook.com/flx facebook.com/sharer", "Facebook", "u href"),
    Wrapper("facebook.com/share.php facebook.com/dialog", "Facebook", "u href"),
    Wrapper("instagram.com/ threads.net/ threads.com/ messenger.com/l.php", "Meta", "u"),
    Wrapper("l.workplace.com/l.php l.wl.co/l whatsapp.com/send wa.me/", "Meta", "u text"),
    Wrapper("twitter.com/intent twitter.com/share x.com/intent x.com/share", "Twitter", "url text"),
    Wrapper("linkedin.com/redir linkedin.com/safety linkedin.com/share", "LinkedIn", "url"),
    Wrapper("linkedin.com/cws linkedin.com/sharing", "LinkedIn", "url"),
    Wrapper("out.reddit.com/ reddit.com/submit", "Reddit", "url"),
    Wrapper(
        "t.umblr.com/redirect tumblr.com/share tumblr.com/widgets", "Tumblr", "z url canonicalurl"
    ),
    Wrapper("pinterest.*/pin/create vk.com/away.php vk.com/share.php", "networks", "url to"),
    Wrapper("ok.ru/dk ok.ru/offer t.me/iv t.me/share telegram.me/share", "networks", "url st.link"),
    Wrapper(
        "youtube.com/redirect medium.com/r disq.us/ tiktok.com/link", "networks", "q url target"
    ),
    Wrapper("steamcommunity.com/linkfilter slack-redir.net/link exit.sc/", "networks", "url u"),
    Wrapper("getpocket.com/redirect getpocket.com/save getpocket.com/edit", "reading lists", "url"),
    Wrapper(
        "instapaper.com/ flipboard.com/ feedly.com/ raindrop.io/add", "reading lists", "url u link"
    ),
    Wrapper("news.ycombinator.com/submitlink digg.com/submit buffer.com/add", "sharing", "u url"),
    Wrapper("addtoany.com/ addthis.com/ line.me/ bufferapp.com/add", "sharing", "linkurl url"),
    Wrapper(
        "printfriendly.com/print 12ft.io/proxy removepaywall.com/search", "reading views", "url q"
    ),
    Wrapper("safelinks.protection.outlook.com/ office.net/evergreen-assets", "Outlook", "url"),
    Wrapper("safelinks.protection.office365.us/ statics.teams.microsoft.com/", "Outlook", "url"),
    Wrapper("urldefense.proofpoint.com/v1 linkprotect.cudasvc.com/url", "mail guards", "u a"),
    Wrapper("clicktime.symantec.com/ ctp.trendmicro.com/ fireeye.com/", "mail guards", "u url"),
    Wrapper("protection.sophos.com/ trellix.com/ barracudanetworks.com/", "mail guards", "u a url"),
    Wrapper(
        "go.redirectingat.com/ go.skimresources.com/ click.linksynergy.com/", "shops", "url murl"
    ),
    Wrapper("awin1.com/ shareasale.com/ prf.hn/", "shops", "ued p urllink"),
    Wrapper(
        "links.govdelivery.com/ list-manage.com/ mailchi.mp/ sendinblue.com/", "mailings", "url"
    ),
    Wrapper("webcitation.org/ archive.org/wayback archive.org/save", "archives", "url"),
    Wrapper("archive.today/ archive.ph/ archive.is/ archive.li/ archive.fo/", "archives", "url"),
    Wrapper("archive.md/ archive.vn/ perma.cc/ ghostarchive.org/", "archives", "url"),
)
IN_PATH = (
    Wrapper("web.archive.org/ archive-it.org/ archive.org/ webarchive.loc.gov/", "archives"),
    Wrapper("archive.today/ archive.ph/ archive.is/ archive.li/ archive.fo/", "archives"),
    Wrapper("archive.md/ archive.vn/ ghostarchive.org/archive webcitation.org/", "archives"),
    Wrapper("arquivo.pt/ webarchive.org.uk/ nationalarchives.gov.uk/", "national archives"),
    Wrapper("webarchive.nla.gov.au/ vefsafn.is/ haw.nsk.hr/ megalodon.jp/", "national archives"),
    Wrapper("mementoweb.org/ swap.stanford.edu/ veebiarhiiv.digar.ee/", "national archives"),
    Wrapper("secure-web.cisco.com/ url.avanan.click/ checkpoint.com/", "mail guards"),
    Wrapper("12ft.io/ 1ft.io/ outline.com/ smry.ai/ freedium.cfd/ r.jina.ai/", "reading views"),
    Wrapper("removepaywall.com/ printfriendly.com/ via.hypothes.is/ txtify.it/", "reading views"),
    Wrapper("href.li/ anon.to/ anonym.to/ nullrefer.com/ linkis.com/", "without referrer"),
    Wrapper("translated.turbopages.org/proxy_u", "translations"),
)
OTHERS: tuple[tuple[str, Callable[[str, str, str], str]], ...] = (
    ("translate.goog/", carried.in_translated_host),
    ("turbopages.org/ yandex.*/turbo", carried.in_turbo_page),
    ("news.google.*/", carried.in_google_news_id),
    (
        "ampproject.org/ ampproject.net/ bing-amp.com/ google.*/amp bing.com/amp",
        carried.in_amp_cache,
    ),
    ("webcache.googleusercontent.com/search", carried.in_google_cache),
    ("search.yahoo.com/ search.aol.com/", carried.in_yahoo_result),
    ("urldefense.com/ urldefense.us/ urldefense.proofpoint.com/", carried.in_url_defense),
    ("substack.com/redirect mandrillapp.com/track lnks.gd/", carried.in_json),
)

_Take = Callable[[str, str, str], str]


class Rule(NamedTuple):
    """How to take the address out of what stands under one place of a host."""

    prefix: str
    take: _Take


def _parameter_rule(names: str) -> _Take:
    wanted = frozenset(names.split())
    return lambda _host, _path, query: carried.in_parameters(wanted, query)


def _path_rule(_: str, path: str, query: str) -> str:
    return carried.in_path(path, query)


def _rules_by_host() -> dict[str, list[Rule]]:
    rows: list[tuple[str, _Take]] = list(OTHERS)
    rows += [(row.places, _parameter_rule(row.parameters)) for row in IN_PARAMETERS]
    rows += [(row.places, _path_rule) for row in IN_PATH]
    rules: dict[str, list[Rule]] = {}
    for places, take in rows:
        for place in places.split():
            host, slash, path = place.partition("/")
            rules.setdefault(host, []).append(Rule(slash + path, take))
    return rules


_RULES = _rules_by_host()


@lru_cache(maxsize=65_536)
def rules_of(host: str) -> tuple[Rule, ...]:
    """Return what is known of a host, in plain spelling: of itself and of what it belongs to."""
    found: list[Rule] = []
    labels = host.split(".")
    for start in range(len(labels)):
        found += _RULES.get(".".join(labels[start:]), ())
        for end in (1, 2):  # google.de, google.co.uk, but not google.outlet.com
            if len(labels) - end > start and (end == 1 or len(labels[-2]) < 4):
                found += _RULES.get(".".join([*labels[start : len(labels) - end], "*"]), ())
    return tuple(found)


def unwrap(rules: tuple[Rule, ...], host: str, path: str, query: str) -> str:
    """Return the address that another one carries; empty where it carries none."""
    lowered = path.lower() or "/"
    for rule in rules:
        if lowered.startswith(rule.prefix) and (inner := rule.take(host, path or "/", query)):
            return inner
    return ""
