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

_Take = Callable[[str, str, str], str]
"""Takes the address out of a host, a path and a query."""

# The places; the parameters that hold the address, in lower case, none where it stands in the path;
# and whose they are. Of two rows with one place the first counts that gives an address.
PLACES = """
google.*/url google.*/imgres google.*/news/url | url q imgrefurl | Google
plus.google.com/share consent.google.*/ | url continue | Google
googleweblight.com/ | lite_url u | Google
translate.google.*/ translate.googleusercontent.com/ | u | translations
microsofttranslator.com/ translatetheweb.com/ translatoruser.net/ | a | translations
translate.yandex.*/ yandex.*/turbo papago.naver.net/ | url text | translations
bing.com/news/apiclick.aspx | url | Bing News
bing.com/ck | u | Bing, in base64
duckduckgo.com/l yandex.*/clck yandex.*/redir | uddg url | search pages
facebook.com/l.php facebook.com/flx facebook.com/sharer | u href | Facebook
facebook.com/share.php facebook.com/dialog | u href | Facebook
instagram.com/ threads.net/ threads.com/ messenger.com/l.php | u | Meta
l.workplace.com/l.php l.wl.co/l whatsapp.com/send wa.me/ | u text | Meta
twitter.com/intent twitter.com/share x.com/intent x.com/share | url text | Twitter
linkedin.com/redir linkedin.com/safety linkedin.com/share | url | LinkedIn
linkedin.com/cws linkedin.com/sharing | url | LinkedIn
out.reddit.com/ reddit.com/submit | url | Reddit
t.umblr.com/redirect tumblr.com/share tumblr.com/widgets | z url canonicalurl | Tumblr
pinterest.*/pin/create vk.com/away.php vk.com/share.php | url to | networks
ok.ru/dk ok.ru/offer t.me/iv t.me/share telegram.me/share | url st.link | networks
youtube.com/redirect medium.com/r disq.us/ tiktok.com/link | q url target | networks
steamcommunity.com/linkfilter slack-redir.net/link exit.sc/ | url u | networks
getpocket.com/redirect getpocket.com/save getpocket.com/edit | url | reading lists
instapaper.com/ flipboard.com/ feedly.com/ raindrop.io/add | url u link | reading lists
news.ycombinator.com/submitlink digg.com/submit buffer.com/add | u url | sharing
addtoany.com/ addthis.com/ line.me/ bufferapp.com/add | linkurl url | sharing
printfriendly.com/print 12ft.io/proxy removepaywall.com/search | url q | reading views
safelinks.protection.outlook.com/ office.net/evergreen-assets | url | Outlook
safelinks.protection.office365.us/ statics.teams.microsoft.com/ | url | Outlook
urldefense.proofpoint.com/v1 linkprotect.cudasvc.com/url | u a | mail guards
clicktime.symantec.com/ ctp.trendmicro.com/ fireeye.com/ | u url | mail guards
protection.sophos.com/ trellix.com/ barracudanetworks.com/ | u a url | mail guards
go.redirectingat.com/ go.skimresources.com/ click.linksynergy.com/ | url murl | shops
awin1.com/ shareasale.com/ prf.hn/ | ued p urllink | shops
links.govdelivery.com/ list-manage.com/ mailchi.mp/ sendinblue.com/ | url | mailings
webcitation.org/ archive.org/wayback archive.org/save | url | archives
archive.today/ archive.ph/ archive.is/ archive.li/ archive.fo/ | url | archives
archive.md/ archive.vn/ perma.cc/ ghostarchive.org/ | url | archives
web.archive.org/ archive-it.org/ archive.org/ webarchive.loc.gov/ | | archives
archive.today/ archive.ph/ archive.is/ archive.li/ archive.fo/ | | archives
archive.md/ archive.vn/ ghostarchive.org/archive webcitation.org/ | | archives
arquivo.pt/ webarchive.org.uk/ nationalarchives.gov.uk/ | | national archives
webarchive.nla.gov.au/ vefsafn.is/ haw.nsk.hr/ megalodon.jp/ | | national archives
mementoweb.org/ swap.stanford.edu/ veebiarhiiv.digar.ee/ | | national archives
secure-web.cisco.com/ url.avanan.click/ checkpoint.com/ | | mail guards
12ft.io/ 1ft.io/ outline.com/ smry.ai/ freedium.cfd/ r.jina.ai/ | | reading views
removepaywall.com/ printfriendly.com/ via.hypothes.is/ txtify.it/ | | reading views
href.li/ anon.to/ anonym.to/ nullrefer.com/ linkis.com/ | | without referrer
translated.turbopages.org/proxy_u | | translations
"""

OTHERS: tuple[tuple[str, _Take], ...] = (
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


class Rule(NamedTuple):
    """How to take the address out of what stands under one place of a host."""

    prefix: str
    take: _Take


def _rule(names: str) -> _Take:
    wanted = frozenset(names.split())
    if not wanted:
        return lambda _host, path, query: carried.in_path(path, query)
    return lambda _host, _path, query: carried.in_parameters(wanted, query)


def _rules_by_host() -> dict[str, list[Rule]]:
    rows: list[tuple[str, _Take]] = list(OTHERS)
    for row in PLACES.strip().splitlines():
        places, names, _ = row.split("|")
        rows.append((places, _rule(names)))
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
