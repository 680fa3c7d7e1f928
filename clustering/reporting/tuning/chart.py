"""The chart of a sweep as SVG; needs matplotlib, which comes with ``samestory[plots]``."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from clustering.text.sentences import say
from clustering.tuning.findings import Findings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MISSING = "no chart: matplotlib is missing; install it with `pip install samestory[plots]`."
_METADATA = {"Date": None, "Creator": "samestory", "Title": "samestory tune"}
_RASTER_ID = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)


def chart_svg(found: Findings) -> str | None:
    """Draw the first setting's values; ``None`` without matplotlib or with fewer than three."""
    steps = [found.sweep.steps[at] for at in found.row]
    values = [step.values[0] for step in steps]
    if len(values) < 3 or not all(isinstance(value, int | float) for value in values):
        return None
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
    except ImportError:
        return None
    # A fixed salt: the same sweep draws the same bytes.
    with mpl.rc_context({"svg.hashsalt": "samestory", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(9, 6), layout="constrained")
        FigureCanvasSVG(figure)
        top, middle, bottom = figure.subplots(3, 1, sharex=True, height_ratios=(3, 2, 2))
        _draw_agreement(found, top, values)
        groups = "groups" if found.sweep.is_about_duplicates else "stories"
        middle.plot(values, [step.stories for step in steps], label=groups)
        middle.plot(values, [step.coverage for step in steps], label=say("several_outlets"))
        middle.plot(values, [step.alone for step in steps], label="articles alone")
        bottom.plot(values, [step.largest for step in steps], label="articles of the largest")
        bottom.set_xlabel(found.sweep.axes[0].name)
        is_wide = found.sweep.axes[0].name == "cohesion" and min(values) > 0
        if is_wide:
            from matplotlib.ticker import FuncFormatter, LogLocator

            bottom.set_xscale("log")
            bottom.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
            bottom.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
            bottom.xaxis.set_minor_locator(LogLocator(subs=()))
        bottom.set_ylim(bottom=0)
        for panel in (middle, bottom):
            panel.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        for panel in (top, middle, bottom):
            panel.spines[["top", "right"]].set_visible(False)
            if panel is not top:  # the legend explains the marks once, at the top
                panel.legend(loc="best", frameon=False, fontsize=8)
            _mark(found, panel)
        top.legend(loc="best", frameon=False, fontsize=8)
        stream = io.StringIO()
        figure.savefig(stream, format="svg", metadata=_METADATA)
    return _RASTER_ID.sub("", stream.getvalue())


def _mark(found: Findings, panel: Axes) -> None:
    """Mark the present value and the choice."""
    panel.axvline(found.chosen.values[0], color="tab:red", lw=1, label="chosen")
    if found.present in found.row:
        now = found.sweep.steps[found.present].values[0]
        panel.axvline(now, color="0.2", ls=":", lw=1.5, label="now")


def _draw_agreement(found: Findings, panel: Axes, values: list[float]) -> None:
    """Draw F1 with its interval where there are labels, else how much changes at each value."""
    if found.scores is None:
        change = [found.sweep.steps[at].change for at in found.row]
        label = "change from the value before, % (100 - BCubed F1 of the two)"
        panel.plot(values, change, color="tab:blue", label=label)
        panel.set_ylim(bottom=0)
        return
    scores = [found.scores.steps[at] for at in found.row]
    name = "pairwise F1" if found.scores.pairs is not None else "BCubed F1"
    panel.plot(values, [score.f1.f1 for score in scores], color="tab:blue", label=name)
    panel.fill_between(
        values,
        [score.interval.low for score in scores],
        [score.interval.high for score in scores],
        color="tab:blue",
        alpha=0.15,
        lw=0,
        label="95 % interval",
    )
