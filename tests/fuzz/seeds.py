"""Sound inputs of every kind, from which fuzzing begins: files to read, settings, labels."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile

from clustering.settings.model import KEEP_ORDER, Settings

_ROWS = [
    {
        "id": f"n{row}",
        "title": title,
        "description": "Waves broke the wall at noon, police said.",
        "url": f"https://www.outlet.example/2024/03/10/{row}-storm-hits-coast?utm_source=x",
        "source": {"name": "The Post", "url": "https://outlet.example"},
        "publishedAt": "2024-03-10T09:15:00Z",
        "tags": ["storm", "coast"],
    }
    for row, title in enumerate(("Storm hits coast - The Post", "Séisme à Valdré", "大雨 警報"))
]
_POST = """---
title: "Storm hits coast"
date: 2024-03-10 09:15:00 +0100
permalink: /2024/storm
tags: [storm, coast]
related:
- title: Rain floods town
  url: https://other.example/a?id=7
  published: 10 March 2024
---

First *paragraph* of the [body](https://a.example).
"""
_RSS = """<?xml version='1.0' encoding='utf-8'?>
<rss version='2.0'><channel><title>Courier</title><link>https://courier.example</link>
<item><title>Storm &amp; rain</title><link>/a</link><guid>1</guid>
<description><![CDATA[<p>Waves <b>broke</b></p><!-- x -->]]></description>
<pubDate>Sun, 10 Mar 2024 09:15:00 EST</pubDate><category>x</category>
<source url='https://s.example'>Wire</source></item></channel></rss>"""
_ATOM = """<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry>
<title type='html'>a</title>
<link href='https://a.example/b'/><id>u</id><updated>2024-03-10T09:15:00Z</updated>
<summary>text</summary></entry></feed>"""
_SITEMAP = """<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'
 xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://a.example/b</loc>
<news:news><news:publication><news:name>P</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2024-03-10</news:publication_date>
<news:title>Storm</news:title></news:news></url></urlset>"""
_CSV = (
    "title;url;date;outlet\n"
    + "\n".join(
        f'"{row["title"]}";{row["url"]};{day}.12.2025;"a ""b"""'
        for row, day in zip(_ROWS, (3, 13, 31), strict=True)
    )
    + "\n"
)
_JSON_LINES = "".join(json.dumps(row) + "\n" for row in _ROWS)


def _spreadsheet() -> bytes:
    """Make the least a spreadsheet can be: one sheet of a header and a row."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cell_of = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(
        "<row>" + "".join(cell_of.format(cell) for cell in row) + "</row>"
        for row in (("title", "url", "date"), ("Storm", "https://a.example/b", "2024-03-10"))
    )
    relation = '<Relationship Id="r1" Type="{0}/{1}" Target="{2}"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/s.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{relation.format(links, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{relation.format(links, 'worksheet', 'worksheets/s.xml')}</Relationships>",
        "xl/worksheets/s.xml": f'<worksheet xmlns="{main}">'
        f"<sheetData>{rows}</sheetData></worksheet>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return packed.getvalue()


FILES: tuple[tuple[str, bytes], ...] = (
    ("a.md", _POST.encode()),
    ("a.markdown", b'+++\ntitle = "Storm"\ndate = 2024-03-10\n[params]\nx = [1, 2]\n+++\nBody\n'),
    ("a.txt", b'{\n"title": "Storm",\n"date": "2024-03-10"\n}\n\nBody\n'),
    ("b.md", b"Title: Storm\nDate: 2024-03-10 10:20\nTags: a, b\n\nBody\n"),
    (
        "a.html",
        b"<html><head><title>Storm</title><meta property='og:url' content='https://a.example/b'>"
        b"</head><body><h1>Storm</h1><p>Waves broke.</p></body></html>",
    ),
    ("a.org", b"#+TITLE: Storm\n#+DATE: <2024-03-10 Sun>\n\nBody of [[https://a.example][a]]\n"),
    ("a.adoc", b"= Storm\nAuthor <a@b.example>\n2024-03-10\n:tags: a\n\nBody\n"),
    ("a.rst", b"Storm\n=====\n\n:date: 2024-03-10\n:tags: a\n\nBody `a <b>`_\n"),
    ("a.csv", _CSV.encode()),
    ("b.csv", _CSV.encode("utf-16")),
    ("c.csv", _CSV.encode("cp1252", "replace")),
    ("a.tsv", _CSV.replace(";", "\t").encode()),
    ("a.jsonl", _JSON_LINES.encode()),
    ("a.jsonl.gz", gzip.compress(_JSON_LINES.encode(), mtime=0)),
    ("a.json", json.dumps({"status": "ok", "articles": _ROWS}).encode()),
    ("b.json", json.dumps(_ROWS).encode()),
    (
        "c.json",
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": _ROWS}).encode(),
    ),
    ("a.xml", _RSS.encode()),
    ("a.rss", _RSS.replace("utf-8", "utf-16").encode("utf-16")),
    ("a.atom", _ATOM.encode()),
    ("sitemap.xml", _SITEMAP.encode()),
    ("a.opml", b"<opml><body><outline text='a' xmlUrl='a.rss'/><outline/></body></opml>"),
    ("a.json.bz2", bz2.compress(json.dumps(_ROWS).encode())),
    ("a.xml.gz", gzip.compress(_RSS.encode(), mtime=0)),
    ("a.csv.xz", lzma.compress(_CSV.encode())),
    ("a.xlsx", _spreadsheet()),
    ("a.parquet", b"PAR1\x15\x04\x15\x00PAR1"),
)
"""A name whose ending tells the kind, and what the file holds."""

SETTINGS = (
    "".join(
        f"{name}: {value}\n" for name, value in Settings().model_dump().items() if value is not None
    )
    + f"# {KEEP_ORDER}\n"
).encode()
LABELS = b"""# by hand
- {a: one, b: two, answer: yes}
- a: https://a.example/b?c=d
  a_title: "Storm"
  b: 17
  answer: different
- &x {a: one, b: three, answer: copy}
"""
ADDRESSES = (
    "https://www.outlet.example/2024/03/10/storm-hits-coast.html?utm_source=x&id=7#top",
    "https://www.google.com/url?q=https%3A%2F%2Fa.example%2Fb&sa=D",
    "https://www.google.com/amp/s/amp.a.example/b/amp/",
    "https://a-example.cdn.ampproject.org/v/s/a.example/b?amp_js_v=0.1",
    "https://web.archive.org/web/20240310091500/https://a.example/b",
    "https://r.search.yahoo.com/_ylt=A/RU=https%3a%2f%2fa.example%2fb/RK=2/RS=x",
    "//user@m.a.example:8080/./a/../b;jsessionid=1?x=%3f&amp;y=2",
    "http://[::1]/a",
    "münchen.example/säule",
)
DATES = (
    "2024-03-10T09:15:00.123456+01:00",
    "Sun, 10 Mar 2024 09:15:00 EST",
    "March 10, 2024 9:15 pm",
    "10-Mar-2024",
    "31.12.2025",
    "3/4/2024",
    "20240310T091500Z",
    "1710062100000",
    "2024年3月10日 午後3時5分",
    "lundi 10 mars 2024",
)
