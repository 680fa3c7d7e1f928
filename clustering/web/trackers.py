"""Which query parameters tell how a reader came to a page, and nothing about which page it is.

Each row of a table names parameters, and behind a bar who adds them. To add another tracker, add
its name to a row, or a row with its source. All names are in lower case.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, unquote

# Families: "utm" stands for every name that begins with "utm_" or "utm.".
FAMILIES = """
utm | Google Analytics campaigns
mtm pk | Matomo campaigns; Piwik is its old name
at | AT Internet, as on links of the BBC: at_medium
ns | comScore: ns_mchannel
wt | Webtrends: WT.nav
fb | Facebook: fb_source
amp | AMP viewers: amp_js_v
guce | consent pages of Yahoo: guce_referrer
elq hsa _hs mkt oly vero | mailings: Eloqua, HubSpot, Marketo, Olytics, Vero
itm stm | campaigns inside a site: itm_source
gaa cx | Google: gaa_at of its subscriptions, cx_tag of its recommendations
sfmc ck bsft vgo | mailings: Salesforce, ConvertKit, Blueshift, ActiveCampaign
_x_tr | Google's translations
"""

# Names that mean nothing else on any site.
CERTAIN = """
_ga _gl dclid gclid gclsrc | Google Analytics and Google Ads
usg ved | Google's result pages
fbclid igshid | Facebook and Instagram
__twitter_impression twclid | Twitter
epik li_fat_id rdt_cid trk ttclid | Pinterest, LinkedIn, Reddit, TikTok
msclkid cvid | Microsoft Ads, Bing and MSN
yclid spm | Yandex and Alibaba
ab_channel feature spref | YouTube and Blogger
guccounter soc_src soc_trk | Yahoo
__s elqtrackid mc_cid mc_eid nl nlid | mailings: Drip, Eloqua, Mailchimp, newsletters
s_cid s_kwcid xtor | Adobe and AT Internet
amp amphtml _amp _amphtml isamp is_amp aoh usqp | AMP pages and their viewers
feedname feedref feedtype rss rssfeed | feeds
_r abg abt adxnnl adxnnlx clicksource emc gwh gwt | The New York Times
contentcollection contentplacement mtrref oref | The New York Times
partner partnerref pgtype rref smid smprod smtyp | The New York Times
unlocked_article_code unlocked_article ugrp | gifts of The New York Times
hp itid pwapi_token wpisrc wprss | The Washington Post
accesstoken gift giftcode giftcopy giftid gifttoken gift_code | gifts of many sites
gift_id gift_link gift_token giftlink freebie freebielink | gifts of many sites
share_token shareid share_id sharetoken sharetype share_type | shares of many sites
sref leadsource srsltid gad_source gbraid wbraid | Bloomberg, Google
bxid cndid esrc hasha hashb hashc hashd | Condé Nast
igsh mibextid ref_src ref_url | Instagram, Facebook, Twitter
isfreemail showwelcomeonshare triedredirect | Substack
oborigurl obinsource dicbo tblci | Outbrain and Taboola
jsessionid phpsessid sessionid session_id sessid cfid cftoken | sessions
oscsid zenid aspxautodetectcookiesupport | sessions
intlink_from_url link_location ocid | the BBC and MSN
hpt iid iref xid | CNN, and other sites of its publisher
cmpid srnd | Bloomberg
icid ir ncid | AOL and HuffPost
csp ftag ito mbid taid | USA Today, CBS, Daily Mail, Condé Nast, Reuters
traffic_source | Al Jazeera
cmp intcmp source via | campaigns and shares of many sites
_mc ec_carp ilink reflink refsec sr_share wtrid | seen on news links; whose is unknown
"""

# Trackers on most sites, an article's number on some; so is much of what courlan lists.
DOUBTFUL = """
action module region version | The New York Times: where on its home page
assettype f fp fpid ft lite lo mid ml mod nav src test tid | many sites
"""

# Names that say which page, part or edition it is, on whatever path. Other names that nobody knows
# say nothing beside a path that names its article alone.
PAGES = """
p page pg paged pagenum pagenumber start offset part chapter slide index | parts
id ids no nr num number n v aid nid pid uid gid oid vid fid did rid | numbers
article articleid article_id story storyid story_id post postid post_id | articles
news newsid news_id doc docid doc_id item itemid item_id content contentid | articles
page_id pageid entry entryid node msg msgid thread threadid topic topicid | articles
comment commentid comment_id reply replyto event eventid match gameid | parts
episode ep season issue volume edition year month day date week | issues
image img photo photoid pic picture video videoid gallery galleryid media | pictures
q query s search keyword keywords term terms | searches
lang language hl locale country | languages
category cat tag author name title file path url section tab type | lists
"""


def _names(table: str) -> frozenset[str]:
    return frozenset(name for row in table.splitlines() for name in row.partition("|")[0].split())


_FAMILIES, _CERTAIN, _DOUBTFUL = _names(FAMILIES), _names(CERTAIN), _names(DOUBTFUL)
_PAGES = _names(PAGES)
_FAMILY = re.compile(r"(_?[a-z]+)[_.]")


@lru_cache(maxsize=4096)
def role(name: str) -> Literal["tracker", "doubtful", "meaning"]:
    """Return what a parameter says, by its name in lower case.

    ``tracker`` for nothing about the page, ``doubtful`` for nothing where the path alone tells
    which article it is, ``meaning`` for every name that is not known as a tracker.
    """
    family = _FAMILY.match(name)
    if name in _CERTAIN or (family and family[1] in _FAMILIES):
        return "tracker"
    return "doubtful" if name in _DOUBTFUL or _is_listed_by_courlan(name) else "meaning"


def _is_listed_by_courlan(name: str) -> bool:
    from courlan import normalize_url  # 0.07 s, which addresses without a query do not need

    return "?" not in normalize_url(f"https://outlet.example/page?{quote(name)}=1")


def names_a_page(name: str) -> bool:
    """Whether a parameter, by its name in lower case, tells which page or part of one it is."""
    return name in _PAGES


def without_trackers(url: str) -> str:
    """Return an address without what only tells how a reader came to it; it opens the same page.

    >>> without_trackers("https://outlet.example/news?id=7&utm_source=rss#xtor=RSS-1")
    'https://outlet.example/news?id=7'
    """
    page, sharp, fragment = url.partition("#")
    if sharp and role(fragment.partition("=")[0].lower()) == "tracker":
        sharp = fragment = ""
    address, mark, query = page.partition("?")
    kept = [
        part
        for part in re.split(r"[&?]", query)
        if part and role(unquote(part.partition("=")[0]).lower().removeprefix("amp;")) != "tracker"
    ]
    if mark and len(kept) < len(re.split(r"[&?]", query)):
        page = address + ("?" + "&".join(kept) if kept else "")
    return page + sharp + fragment
