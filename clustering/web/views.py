"""Other views of one page: for AMP, for print, on a single page, for another device."""

from __future__ import annotations

import re

AMP_PATHS = (
    # Whole segments only: /best-guitar-amp and /amp-maker-sold are about amplifiers.
    (re.compile(r"(?:/platform)?/(?:\.?amp|google-amp|amphtml)(?=/|$)", re.I), ""),
    (re.compile(r"/amp(?=\.html?$)", re.I), "/index"),
    (re.compile(r"\.amp(?=(?:\.\w{2,5})?$)|(?<=\w)_amp(?=\.\w{2,5}$)", re.I), ""),
    (re.compile(r"(?<=/)amp[-_](?=(?:article|articleshow|story|news)/)", re.I), ""),
    (re.compile(r"(/(?:article|articleshow|story|news))[-_]amp(?=/)", re.I), r"\1"),
    (re.compile(r"(?<=\w)/amp-(?=\d{6})", re.I), "-"),
    (re.compile(r"(?<=\d{5})/lite$", re.I), ""),  # the AMP pages of the Indian Express group
)
_PRINT_FILE = re.compile(r"[,.]print(?=(?:\.\w{2,5})?$)|(?<=\w)_print(?=\.\w{2,5}$)", re.I)
_INDEX = re.compile(r"(?:index|default)\.(?:[sx]?html?|php\d?|aspx?|jsp|cfm)", re.I)

# Segments of a path; they count only beside one that names an article.
_FOR_PRINT = """print printable printer printer-friendly printerfriendly print-view printview
    printversion print-version printpage print-article printarticle printpreview print.html
    print.htm print.php print.aspx print.asp version_print drucken druckversion druckansicht
    imprimer imprimir stampa"""
_WHOLE = """single singlepage single-page single_page onepage one-page fullpage full-page viewall
    view-all showall show-all komplettansicht seite-all lite"""
_PRINT_SEGMENTS = frozenset(_FOR_PRINT.split())
VIEW_SEGMENTS = _PRINT_SEGMENTS.union(_WHOLE.split())

# Parameters: name and value, in lower case.
_YES = r"(?:=(?:1|y|yes|true|t|on|print|all|full)?)?"
_VIEWS = re.compile(
    r"(?:context|ctype|display|format|layout|media|mode|output(?:type)?|render|service|style|"
    r"template|theme|tmpl|type|version|view)=(?:(?:valid_)?amp|(?:for_?)?print(?:able|er|_?view|art|"
    r"er_?friendly|version)?|druck\w{0,9}|imprim\w{0,4}|mobile|desktop|single_?page)"
    r"|(?:_?print|printable|printer|printer_?friendly|print_?(?:view|version|mode|article|page)|"
    rf"(?:for|is)_?print|pf){_YES}"
    r"|(?:pagewanted|page|pg|view|mode|show|seite|pagina)=(?:all|full|single|singlepage|complete|"
    r"whole|print|alle|toda|todas|tutte|tout)"
    r"|(?:single|single_?page|one_?page|full_?page|all_?pages|show_?all|view_?all|full|"
    rf"full_?(?:article|story|text|view|site)|no_?paging|no_?pagination|all){_YES}"
    r"|(?:m|mobile|no_?mobile|desktop|force_?(?:desktop|mobile)|no_?amp)"
    r"=(?:0|1|y|n|yes|no|true|false|mobile)"
    r"|(?:device|viewport)=(?:mobile|desktop|tablet|phone)"
)


def is_view(parameter: str) -> bool:
    """Whether ``name=value``, in lower case, asks for another view of the same page."""
    return _VIEWS.fullmatch(parameter) is not None


def names_an_article(segment: str) -> bool:
    """Whether a segment of a path has a long number or three words, as an article's has."""
    return segment.count("-") + segment.count("_") > 1 or re.search(r"\d{5}", segment) is not None


def plain_view(path: str) -> str:
    """Return the path of the page itself: without AMP, print and index pages."""
    lowered = path.lower()
    if "amp" in lowered or lowered.endswith("/lite"):
        for pattern, replacement in AMP_PATHS:
            path = pattern.sub(replacement, path)
    if "print" in lowered or lowered.rpartition("/")[2] in VIEW_SEGMENTS:
        path = _without_view(path)
    if "/index." in lowered or "/default." in lowered or "/amp." in lowered:
        head, slash, last = path.rpartition("/")
        while slash and _INDEX.fullmatch(last):
            path = head
            head, slash, last = path.rpartition("/")
    return path


def _without_view(path: str) -> str:
    if "print" in path.lower():
        path = _PRINT_FILE.sub("", path)
    segments = path.split("/")
    while len(segments) > 2 and segments[-1].lower() in VIEW_SEGMENTS - {"lite"}:
        if not names_an_article(segments[-2]):
            break
        segments.pop()
    if names_an_article(segments[-1]):
        kept = [one for one in segments[:-1] if one.lower() not in _PRINT_SEGMENTS]
        segments = [*kept, segments[-1]]
    return "/".join(segments)
