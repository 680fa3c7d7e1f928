"""What decided about two articles: the verdict, the reason, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from html import escape
from typing import Any

from clustering.articles.dates import DateChoice, DateSource, percent_in_words, shown_time
from clustering.explain.meaning import MeaningBetween
from clustering.explain.rows import article_values, date_values, edge_values
from clustering.explain.story_contrast import StoryContrast
from clustering.graph.edges import Edge
from clustering.model import Article
from clustering.text.sentences import say

WORDS_SHOWN = 8
EXPLAIN_SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Merge:
    """The merge that brought two articles together, or would.

    Attributes
    ----------
    height
        Highest value of the knob at which the two are together; 0 where none joins them.
    left_size, right_size
        Articles in the half of the first and of the second article.
    """

    height: float
    left_size: int
    right_size: int

    def shown(self, together: bool) -> str:
        """Return the height with up to four decimals, rounded so that the advice holds.

        It is rounded down for two that are apart, which this value or a lower one joins, and up
        for two that are together, which any higher value parts.
        """
        rounding = ROUND_CEILING if together else ROUND_FLOOR
        return f"{float(Decimal(repr(self.height)).quantize(Decimal('0.0001'), rounding)):g}"


@dataclass(frozen=True, repr=False)
class Explanation:
    """Everything that decided whether two articles are in one story.

    Attributes
    ----------
    together
        Whether they are in one story.
    similarity
        Cosine of their weighted words, 0 to 1.
    shared_words
        Each shared word with what it adds to the similarity, the strongest first.
    edge
        The evidence between the two themselves; ``None`` when they are not linked directly.
    path
        The chain of edges from one to the other whose weakest edge is the strongest
        possible; empty when none exists.
    steps
        The articles along the path, both ends included.
    merge
        The merge that joins them in the tree; ``None`` when no chain of links does.
    link, knob, cut_at
        The settings that decided: the link threshold; ``detail`` or ``cohesion``; its value.
    stories
        How strongly the story of each holds together, and to what is nearest outside.
    same_thread
        Whether the stories of both belong to one running matter.
    names
        Names in the title of each that the other article does not hold; empty where they do not
        weaken the link.
    series
        Whether the two are parts of one outlet's series, so that nothing joins them directly.
    left_date, right_date
        Which record gave the date, where the records of an article disagree about it.
    days_apart
        Days between their times, borrowed ones included; ``None`` when one is unknown.
    window
        Days at which similarity has decayed to 0; 0 for no decay.
    decay
        Factor by which time lowers their similarity, 0 to 1.
    left_date_source, right_date_source
        The article whose date an article without one borrows; ``None`` where it borrows none.
    meaning
        How near two articles in different languages are in meaning; ``None`` where nobody asked.
    """

    left: Article
    right: Article
    together: bool
    similarity: float
    shared_words: list[tuple[str, float]]
    edge: Edge | None
    path: list[Edge]
    steps: list[Article]
    merge: Merge | None
    link: float
    knob: str
    cut_at: float
    stories: tuple[StoryContrast, ...] = ()
    same_thread: bool = False
    names: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    series: bool = False
    left_date: DateChoice | None = None
    right_date: DateChoice | None = None
    days_apart: float | None = None
    window: float = 0.0
    decay: float = 1.0
    left_date_source: DateSource | None = None
    right_date_source: DateSource | None = None
    meaning: MeaningBetween | None = None

    def __repr__(self) -> str:
        return f"<Explanation: {self.sentence}>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text())}</pre>"

    @property
    def weakest(self) -> Edge | None:
        """The weakest step of the path."""
        return min(self.path, key=lambda edge: edge.strength, default=None)

    @property
    def is_decayed(self) -> bool:
        """Whether their similarity would link them if it had not decayed with time."""
        if not self.decay:
            return True
        strength = self.edge.strength if self.edge else self.similarity * self.decay
        return strength < self.link <= strength / self.decay

    @property
    def sentence(self) -> str:
        """The verdict and the one reason that decided it."""
        if self.left.id == self.right.id:
            return "These are one article: they share a URL."
        if self.edge is not None and self.edge.labelled:
            answered = say("one_story_answered")
            return answered if self.together else "Not one story: a person said so."
        if self.merge is None and self.is_decayed:
            how = " by a borrowed date" if self.left_date_source or self.right_date_source else ""
            rest = f"which leaves {percent_in_words(self.decay)} of their similarity"
            if not self.decay:
                rest = f"and after {self.window:g} days similarity counts for nothing"
            return f"Not one story: they are {self.days_apart:.1f} days apart{how}, {rest}."
        if self.merge is None:
            return (
                "Not one story: no chain of links joins them "
                f"(each link needs a strength of {self.link:g})."
            )
        mine, theirs = self.merge.left_size, self.merge.right_size
        height = self.merge.shown(self.together)
        at = {"knob": self.knob, "cut_at": self.cut_at}
        if self.together:
            return say("one_story", mine=mine, theirs=theirs, height=height, **at)
        groups = f"Not one story: the groups around the two ({mine} and {theirs} articles)"
        if not self.merge.height:
            why = "each group is closer to others"
            if any(self.names):
                why = "their titles hold different names"
            return f"{groups} join at no {self.knob}: {why}."
        now = f"{self.knob} is {self.cut_at:g}"
        return f"{groups} join only at {self.knob} {height} or less; {now}."

    @property
    def change(self) -> str:
        """What would have to change to part them, or to join them."""
        if self.left.id == self.right.id:
            return "Only another URL would part them."
        if self.edge is not None and self.edge.labelled:
            return say("another_answer")
        if self.merge is None and self.is_decayed:
            ways = ["A wider window"]
            if self.decay:
                ways.append("a lower link threshold")
            if self.left_date_source or self.right_date_source:
                ways.append("dates of their own")
            comma = "," if len(ways) > 1 else ""
            return f"{', '.join(ways)}{comma} or articles between them could connect them."
        if self.merge is None:
            return "A lower link threshold, or articles between them, could connect them."
        height = self.merge.shown(self.together)
        if not self.together and not self.merge.height:
            return "A fixed cut could join them: try `--cohesion 0.1`."
        if not self.together:
            return f"A {self.knob} of {height} or less joins them."
        if self.merge.height >= 1:
            return say("never_parts_them", knob=self.knob)
        return say("parts_them", height=height, knob=self.knob)

    def text(self) -> str:
        """Several lines for the terminal."""
        lines = [self.sentence, ""]
        for name, article, choice, dated_by in (
            ("A", self.left, self.left_date, self.left_date_source),
            ("B", self.right, self.right_date, self.right_date_source),
        ):
            lines.append(f"{name}  {article.title or article.url}")
            when = shown_time(article.published)
            lines.append(f"   {article.outlet.name} · {when} · {article.id}")
            lines += [f"   {choice.text()}"] if choice else []
            if dated_by:
                lines += [f"   {line}" for line in dated_by.lines()]
        shown = self.shared_words[:WORDS_SHOWN]
        words = ", ".join(f"{word} {part:.3f}" for word, part in shown)
        more = len(self.shared_words) - len(shown)
        if more > 0:
            words += f", {more} more"
        similarity = say("similarity", similarity=self.similarity)
        lines += ["", f"{similarity} {words or say('no_words')}"]
        if self.meaning:
            lines += self.meaning.lines()
        lines.append(say("between", evidence=_evidence(self.edge)))
        if any(self.names):
            mine, theirs = map(", ".join, self.names)
            lines.append(say("other_names", mine=mine, theirs=theirs))
        if self.series:
            lines.append("Both are parts of one outlet's series, and nothing joins them directly.")
        if len(self.path) > 1 and self.weakest is not None:
            lines.append(say("path", steps=len(self.path), strength=self.weakest.strength))
            lines += [f"   {step.title or step.url} ({step.outlet.name})" for step in self.steps]
        whose = ("Story of A: ", "Story of B: ") if len(self.stories) > 1 else ("",)
        lines.append("")
        lines += [name + story.sentence for name, story in zip(whose, self.stories, strict=False)]
        if self.same_thread and not self.together:
            lines.append("Both stories belong to one running matter (a thread).")
        lines.append(self.change)
        return "\n".join(lines)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "schema_version": EXPLAIN_SCHEMA_VERSION,
            "together": self.together,
            "sentence": self.sentence,
            "change": self.change,
            "a": article_values(self.left) | date_values(self.left_date, self.left_date_source),
            "b": article_values(self.right) | date_values(self.right_date, self.right_date_source),
            "similarity": round(self.similarity, 4),
            "shared_words": [
                {"word": word, "contribution": round(part, 4)} for word, part in self.shared_words
            ],
            "edge": edge_values(self.edge),
            "path": [edge_values(edge) for edge in self.path],
            "steps": [article_values(step) for step in self.steps],
            "weakest": edge_values(self.weakest),
            "merge": None
            if self.merge is None
            else {
                "height": round(self.merge.height, 4),
                "a_size": self.merge.left_size,
                "b_size": self.merge.right_size,
            },
            "days_apart": None if self.days_apart is None else round(self.days_apart, 2),
            "left_over": round(self.decay, 4),
            "link": self.link,
            "knob": self.knob,
            "cut_at": self.cut_at,
            "same_thread": self.same_thread,
            "stories": [story.as_dict() for story in self.stories],
            "series": self.series,
            "other_names": [list(names) for names in self.names],
            "window": self.window,
        } | ({"meaning": self.meaning.as_dict()} if self.meaning else {})


def _evidence(edge: Edge | None) -> str:
    if edge is None:
        return say("no_link")
    parts = [say("strength", strength=edge.strength)]
    if edge.days_apart is not None:
        parts.append(_days_apart(edge.days_apart, edge))
    if edge.meaning is not None:
        parts.append(say("similar_in_meaning", meaning=edge.meaning))
    if edge.related:
        parts.append(say("related"))
    if edge.same_text:
        parts.append(say("same_text"))
    if edge.labelled:
        parts.append(say("answered", answer=edge.labelled))
    return ", ".join(parts) + "."


def _days_apart(days: float, edge: Edge) -> str:
    if not edge.borrowed_date:
        return say("days_apart", days=days)
    if edge.date_trust >= 1:
        return say("borrowed_date", days=days)
    return say("borrowed_in_part", days=days, part=percent_in_words(edge.date_trust))
