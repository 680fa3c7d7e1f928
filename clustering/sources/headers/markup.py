"""Headers in the notations of their files: plain lines, Org, AsciiDoc and reStructuredText.

Plain lines are ``Title: …``, as Pelican writes them, and ``.. title: …``, as Nikola does.
"""

from __future__ import annotations

import re

Said = tuple[dict[str, object], int]
"""What a header says, and the position at which the body starts."""

MAX_HEADER_LINES = 200

_KEY_LINE = re.compile(r"([A-Za-z][\w -]{0,40}):(?:[ \t]+(.*))?")
_NIKOLA_LINE = re.compile(r"\.\. (\w[\w-]{0,40}): ?(.*)")
_ORG_LINE = re.compile(r"#\+(\w[\w-]{0,40}):[ \t]*(.*)")
_ORG_TIME = re.compile(
    r"[<\[](\d{4}-\d\d-\d\d)(?:[ ]+[^\d\s>\]]+)?(?:[ ]+(\d\d?:\d\d))?[^>\]]*[>\]]"
)
_ATTRIBUTE = re.compile(r":([\w][\w-]{0,40}):(?:[ \t]+(.*))?")
_REVISION = re.compile(r"(?:v[\w.]+,[ ]*)?(\d{4}-\d\d-\d\d)\b.*")
_UNDERLINE = re.compile(r"([=\-~^\"'`#*+._:])\1{2,}[ \t]*")
_BLOG_POST = re.compile(r"\.\. post::[ \t]*(.*)")
_PREFIXES = ("page-", "jbake-", "hugo_", "hugo-")


def read_key_lines(text: str) -> Said | None:
    """Read lines of ``Key: value`` up to a blank line, or up to ``---`` as old Hexo writes them.

    A line that is indented goes on with the value before it. Only what has a title is a header:
    other text may start with a colon as well.
    """
    values: dict[str, object] = {}
    at, last = 0, ""
    for line in _lines(text):
        end = at + len(line) + 1
        if not line.strip() or line.rstrip() == "---":
            break
        if last and line[0] in " \t":
            values[last] = f"{values[last]} {_value(line)}".strip()
        elif found := _KEY_LINE.fullmatch(line.rstrip()):
            last = found[1].lower()
            values[last] = _value(found[2] or "")
        else:
            return None
        at = end
    else:
        end = at
    return (values, min(end, len(text))) if "title" in values else None


def read_nikola(text: str) -> Said | None:
    """Read lines of ``.. key: value`` at the start, in a comment of HTML or without one."""
    values: dict[str, object] = {}
    at = 0
    for line in _lines(text):
        plain = line.strip()
        if found := _NIKOLA_LINE.fullmatch(plain):
            values[found[1].lower()] = found[2].strip()
        elif plain not in ("", "<!--", "-->") or (not plain and values):
            break
        at += len(line) + 1
    return (values, min(at, len(text))) if "title" in values else None


def _value(text: str) -> str:
    """Take off the quotation marks that YAML would."""
    text = text.strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text


def read_org(text: str) -> Said | None:
    """Read the keywords at the start of an Org file (``#+TITLE: …``)."""
    values: dict[str, object] = {}
    at = 0
    for line in _lines(text):
        found = _ORG_LINE.fullmatch(line.strip())
        if found:
            values.setdefault(_plain_key(found[1]), _org_value(found[2]))
        elif line.strip() and not line.strip().startswith((":", "# ")):
            break
        at += len(line) + 1
    values |= {"tags": _colons(values["filetags"])} if "filetags" in values else {}
    return (values, min(at, len(text))) if "title" in values else None


def read_asciidoc(text: str) -> Said | None:
    """Read the title (``= …``), the author and revision lines, and attributes (``:name: …``)."""
    values: dict[str, object] = {}
    at = 0
    for line in _lines(text):
        plain = line.strip()
        if line.startswith("= ") and "title" not in values:
            values["title"] = line[2:].strip()
        elif found := _ATTRIBUTE.fullmatch(plain):
            values.setdefault(_plain_key(found[1]), found[2] or "")
        elif revision := _REVISION.fullmatch(plain):
            values.setdefault("date", revision[1])
        elif plain.startswith("//") or (plain and at and text[at - 2 : at] != "\n\n" and values):
            pass  # a comment, or the line with the authors
        elif plain or (values and "title" in values):
            break
        at += len(line) + 1
    for name in ("revdate", "docdate"):
        if name in values:
            values.setdefault("date", values[name])
    return (values, min(at, len(text))) if values.get("title") else None


def read_rst(text: str) -> Said | None:
    """Read the title over its underline and the fields behind it, or those of ABlog's ``post``."""
    lines = list(_lines(text))
    values: dict[str, object] = {}
    position = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if position < len(lines) and _UNDERLINE.fullmatch(lines[position]):
        position += 1
    if position + 1 >= len(lines) or not _UNDERLINE.fullmatch(lines[position + 1]):
        return None
    values["title"] = lines[position].strip()
    position += 2
    while position < len(lines):
        plain = lines[position].strip()
        if post := _BLOG_POST.fullmatch(plain):
            values.setdefault("date", post[1])
        elif found := _ATTRIBUTE.fullmatch(plain):
            values.setdefault(_plain_key(found[1]), found[2] or "")
        elif plain:
            break
        position += 1
    at = sum(len(line) + 1 for line in lines[:position])
    return values, min(at, len(text))


def _lines(text: str) -> list[str]:
    return text.split("\n", MAX_HEADER_LINES)[:MAX_HEADER_LINES]


def _plain_key(name: str) -> str:
    lower = name.lower()
    return next((lower.removeprefix(one) for one in _PREFIXES if lower.startswith(one)), lower)


def _org_value(text: str) -> str:
    """Give a time stamp such as ``<2024-03-10 Sun 10:15>`` as other dates are written."""
    found = _ORG_TIME.fullmatch(text.strip())
    return " ".join(filter(None, found.groups())) if found else text.strip()


def _colons(tags: object) -> list[str]:
    return [tag for tag in str(tags).replace(" ", ":").split(":") if tag]
