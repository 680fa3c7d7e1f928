"""Records that mean harm: markup, schemes, signs that reverse text, and much of it."""

from __future__ import annotations

from clustering.model import Record


def hostile_records() -> list[Record]:
    """Return records whose every field means harm."""
    event = "Harbour bridge collapses in Tidewater storm"
    boom = "window.pwned=1"
    texts = [
        f"</script><script>{boom}</script>",
        f"<img src=x onerror={boom}>",
        f"<!--<script>{boom}</script>",
        f'"><svg onload={boom}>',
        "\u202egnirts \u2066 isolated \u2028 line",
        "ze\u200bro wid\u200cth jo\u200diner \ufeff",
        "W" * 10_000,
        "🧭👩‍🚀🏳️‍🌈 " * 40,
        "انهيار جسر الميناء في عاصفة",
        "{{ 7*7 }} ${7*7} __proto__ constructor",
    ]
    urls = [
        f"javascript:{boom}",
        f"JaVaScRiPt:{boom}",
        f"data:text/html,<script>{boom}</script>",
        "https://ok.example/\"onmouseover='x'",
        "http://[broken",
        "https://ok.example/with space",
        "vbscript:x",
        "//no-scheme.example/x",
        "https://ok.example/" + "x" * 3000,
        "https://ok.example/ok",
    ]
    return [
        Record(
            name=f"{number}-{text[:20]}",
            source=f"dir/{text[:30]}.csv",
            title=f"{event} {text}",
            excerpt=f"{event}: {text[:500]}",
            urls=(url,),
            outlet_name=text[:3000],
            outlet_domain="" if number % 3 else f"o{number}.example",
            topics=(text[:2000], "__proto__"),
        )
        for number, (text, url) in enumerate(zip(texts, urls, strict=True))
    ]
