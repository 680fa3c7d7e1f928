"""The newest version of a text is kept, and the versions are listed from it backwards."""

from __future__ import annotations

from tests.duplicates.conftest import Find
from tests.factories import make_record

TEXT = (
    "{} people died when fire tore through the Colvane paint works on Thursday night, and eleven "
    "were taken to hospital with burns, the fire service said. Smoke drifted over three counties."
)
TITLE = "Fire at Colvane paint works kills {}"


def test_versions_come_newest_first_before_other_copies(find: Find) -> None:
    records = [
        make_record(
            f"v{k}",
            TITLE.format(n),
            0.3 + 0.1 * k,
            excerpt=TEXT.format(n),
            outlet_domain="a.example",
        )
        for k, n in enumerate(("Two", "Four", "Five"))
    ]
    paper = make_record("paper", TITLE.format("Two"), 0.9, excerpt=TEXT.format("Two"))
    groups = find([records[1], paper, records[0], records[2]])
    listed = [a.outlet.domain + str(a.published) for g in groups for a in g.articles]
    own = [line for line in listed if line.startswith("a.example")]
    assert len(own) == 3
    assert own == sorted(own, reverse=True)
    assert groups[0].keep.published == records[2].published


def test_a_version_that_is_only_mentioned_is_not_kept_before_a_post(find: Find) -> None:
    post = make_record(
        "post", TITLE.format("Two"), 0.3, excerpt=TEXT.format("Two"), outlet_domain="a.example"
    )
    mention = make_record(
        "mention",
        TITLE.format("Four"),
        0.4,
        excerpt=TEXT.format("Four"),
        outlet_domain="a.example",
        related_to="elsewhere",
    )
    (group,) = find([mention, post])
    assert group.keep.is_own
