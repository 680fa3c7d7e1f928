"""What programs read: the stories as JSON, in the shape of the files, and the news as a feed."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from starlette.responses import JSONResponse, Response, StreamingResponse

from clustering.desk import shown
from clustering.reporting.news.feed import write_atom
from clustering.reporting.tables.stored_rows import stored_document, stored_story_row
from clustering.serve.frame import Page
from clustering.serve.views import news_since


def all_stories(page: Page) -> Response:
    """Give all stories, as ``stories.json`` has them, piece by piece."""
    desk = page.desk

    def pieces() -> Iterator[str]:
        with desk.corrections.open() as opened:  # still open when the page is made
            opened.connection.execute("BEGIN")  # all of it as it is now
            yield from stored_document(opened.connection, desk.grouping.groups)

    return StreamingResponse(pieces(), media_type="application/json")


def one_story(page: Page) -> Response:
    """Give one story, as ``stories.json`` has it; of one that ended, the one that goes on."""
    living = shown.living_story(page.store, page.asked.names["story"])
    stories = shown.stories_by_id(page.store, [living] if living else [])
    if not stories:
        return JSONResponse({"error": "There is no such story."}, 404)
    return JSONResponse(stored_story_row(page.store, stories[0], page.desk.grouping.groups))


def feed(page: Page) -> Response:
    """Give what is new since yesterday, or since what is asked for, as Atom."""
    written = StringIO()
    write_atom(news_since(page.opened, page.asked.query.get("since") or "yesterday"), written)
    return Response(written.getvalue(), media_type="application/atom+xml")
