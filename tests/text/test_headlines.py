"""Headlines that say what happened, and those that say only what kind of piece it is."""

from __future__ import annotations

import pytest

from clustering.text.headlines import is_report


@pytest.mark.parametrize(
    "title",
    [
        "Opinion: the harbour deal is a mistake",
        "Hands on: ten minutes with the rollable Furl",
        "Hands-on – the rollable Furl",
        "Tessarine Furl – hands-on",
        "First look: the new harbour bridge",
        "Q&A: the budget and you",
        "In depth: how the port lost its ferries",
        "The harbour deal is a mistake | Opinion",
        "Storm Ottoline live: streets under water",
        "Storm Ottoline – as it happened",
        "Live updates: Storm Ottoline reaches Brackwater",
        "Watch: the moment the pier fell",
        "Arkady Lindqvist: a life in pictures",
        "Harbour trial: five takeaways from day one",
        "Five things we learned from the budget",
        "7 ways to save on heating",
        "What to know about Valdria's new premier",
        "Who is Arkady Lindqvist, the new champion",
        "Why is the harbour closed",
        "Is the harbour safe?",
        "‘Is the harbour safe?’",
        "港は安全か？",
        "How the pier was saved",
        "Here’s what the ministers signed",
        "Explained: the rate decision",
        "As rivals gather, Brackwater waits for its ferries",
        "The rate decision, explained",
        "Warum der Hafen geschlossen bleibt",
        "Wie der Pier gerettet wurde",
        "Was wir über den Sturm wissen",
        "Sturm Ottoline: Was bisher bekannt ist",
        "Hafen gesperrt: Wie es jetzt weitergeht",
        "Der Hafenstreit im Überblick",
        "Pourquoi le port reste fermé",
        "Ce que l’on sait de la tempête",
        "Por qué cierra el puerto",
        "Todo lo que se sabe del puerto",
        "Perché il porto è chiuso",
        "Waarom de haven dicht blijft",
        "Harbour trial: Why the pilot was not heard",
        "A new harbour for Brackwater? Rules say it is unlikely",
        "The real harbour scandal nobody sees: the hidden costs? Read on",
        "The real scandal of the harbour",
        "The case against a new harbour",
        "Meet Harbourline, Brackwater’s first ferry for cyclists",
        "We all need a harbour that works",
        "Let’s rebuild the pier the right way",
        "Kommentar: Der Hafen muss offen bleiben",
        "Opinión | El puerto y la ciudad",
        "EN DIRECT - Tempête Ottoline",
        "Ministers sign the harbour d…",
        "U.S. debt tops $40 trillion. And, a new census report raises concerns",
        "",
    ],
)
def test_opinions_lists_live_pages_and_explainers_are_no_reports(title: str) -> None:
    assert not is_report(title)


@pytest.mark.parametrize(
    "title",
    [
        "Ministers sign harbour deal",
        "Hands on deck as storm nears Brackwater",
        "Tested drinking water found clean in Graywick",
        "First drive-through library opens",
        "Court takes away the licence of the harbour pilot",
        "‘We were lucky’: ferry runs aground off Cape Lorne",
        "Live animals are no longer shipped from Brackwater",
        "Letters of the painter Lindqvist sold for two million",
        "Review of harbour safety finds twelve faults",
        "Analysis of blood tests delayed at Graywick hospital",
        "Two killed as storm hits Brackwater",
        "Watchdog fines the harbour company",
        "Chinese takeaway owner fined",
        "Premier explained why he left the harbour talks",
        "Three times champion Lindqvist dies",
        "Inside trader jailed for six years",
        "Wieder Tote nach Sturm in Brackwater",
        "Wiesbaden sperrt die Brücke am Hafen",
        "Comores: le port est fermé",
        "Como beat Milan at the harbour ground",
        "Hoeven bridge closed after storm",
        "Sofia closes its harbour",
        "The real estate firm Lindqvist files for bankruptcy",
        "The case of the harbour pilot goes to court",
        "Captain asked ‘Where is the pier?’ before ferry hit it",
        "Iceland closes its harbours",
        "Minister: the harbour will be what it was",
        "Ourense port shut by storm",
        "Wembley final moved after storm",
        "Meet Group files for bankruptcy",
        "Mayor of Brackwater to the ministers: ‘What harbour?’",
        "'How is that safe': captain shouts at harbour pilot",
        "WHO is investigating an outbreak of fever in Brackwater",
        "Seven workers trapped in mine are free",
        "Tormenta Ottoline inunda el puerto",
    ],
)
def test_reports_are_reports_whatever_they_begin_with(title: str) -> None:
    assert is_report(title)


@pytest.mark.parametrize("section", ["opinion", "commentisfree", "video", "live", "gallery"])
def test_the_section_in_the_address_tells_as_well(section: str) -> None:
    assert not is_report("Ministers sign harbour deal", f"https://a.example/{section}/harbour-deal")
    assert is_report("Ministers sign harbour deal", f"https://a.example/news/{section}-harbour")
    assert is_report("Ministers sign harbour deal", f"https://{section}.example/news/harbour-deal")
