"""Tries other values of each constant that shapes stories, and chooses them with each set left out.

The section `constants` of ``quality`` has the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from statistics import fmean

from clustering.settings.model import Settings
from tests.benchmarks.ablation_rules import Rule, switched_off
from tests.benchmarks.labelled import EIGHT, FIVE, READERS, TWINS, load
from tests.benchmarks.markdown import figure, table
from tests.benchmarks.quality_results import SetScore, measure_variant

BESIDE = ("fixtures", "events")
"""Invented sets, shown beside and not asked when a value is chosen."""

Tried = dict[tuple[str, float], SetScore]
"""What a set got with one constant at one value, by its title and the value."""


@dataclass(frozen=True)
class Constant:
    """A constant of the rules, and the values that are tried.

    Attributes
    ----------
    place
        Path of its name in the package; the setting ``detail`` has none.
    off
        The value at which the rule does nothing, where there is one.
    """

    place: str
    values: tuple[float, ...]
    off: float | None = None

    @property
    def title(self) -> str:
        """The module and the name."""
        return ".".join(self.place.split(".")[-2:])

    @property
    def default(self) -> float:
        """The value that it has."""
        module, _, name = self.place.rpartition(".")
        held: float = (
            getattr(import_module(f"clustering.{module}"), name) if module else Settings().detail
        )
        return held


CONSTANTS = (
    Constant("detail", (0.6, 0.65, 0.7, 0.75, 0.8)),
    Constant("stories.contrast._BASE_HEIGHT", (0.015, 0.02, 0.025, 0.03)),
    Constant("stories.contrast._UNCERTAINTY", (0.0, 0.015, 0.03, 0.04, 0.05), off=0.0),
    Constant("stories.contrast._PARTS_MARGIN", (0.0, 0.05, 0.1, 0.15), off=0.0),
    Constant("stories.contrast._CERTAIN", (0.4, 0.45, 0.5, 1.0), off=1.0),
    Constant("stories.contrast._HALVES_RATIO", (0.0, 0.55, 0.6, 0.65), off=0.0),
    Constant("stories.contrast._MIN_HALF", (2, 3, 4)),
    Constant("stories.contrast._MIN_WORDS", (0, 10, 14, 18), off=0),
    Constant("stories.contrast._COPIES", (0.6, 0.7, 0.8, 1.0), off=1.0),
    Constant("graph.discounts.ONE_OUTLET", (0.35, 0.4, 0.5, 0.65, 1.0), off=1.0),
    Constant("graph.discounts._COPY_SIMILARITY", (0.8, 0.9, 1.01), off=1.01),
    Constant("graph.discounts.ROUNDUP", (0.1, 0.3, 0.5, 1.0), off=1.0),
    Constant("graph.listings._LEAST_ALONE", (2, 3, 4, 1e9), off=1e9),
    Constant("graph.listings._ALONE_FOR_BOTH", (2, 3, 5)),
    Constant("graph.discounts.ONE_WORD", (0.2, 0.3, 0.5, 0.7, 1.0), off=1.0),
    Constant("graph.discounts._WORDS_NEEDED", (0.3, 0.4, 0.5)),
    Constant("graph.discounts._WORDS_POWER", (0.5, 0.7, 0.9)),
    Constant("text.names.proper_names._MIN_CAPITALS", (0.6, 0.8, 0.9)),
    Constant("text.names.proper_names._MAX_ORDINARY_CAPITALS", (0.3, 0.5, 0.7, 1.0), off=1.0),
    Constant("text.names.proper_names._MAX_FREQUENCY", (10**-4.8, 10**-4.4, 10**-4.0)),
)


def measure_with(name: str, values: Mapping[Constant, float]) -> SetScore:
    """Score a set with some constants at other values."""
    detail = {one.place: value for one, value in values.items() if one.place == "detail"}
    patches = {one.place: value for one, value in values.items() if one.place != "detail"}
    with switched_off(Rule("", patches=patches)):
        return measure_variant(name, detail)


def try_all(name: str, constants: Sequence[Constant] = CONSTANTS) -> Tried:
    """Try every value of each constant on one set, all others at their defaults."""
    default = measure_with(name, {})
    return {
        (one.title, value): default if value == one.default else measure_with(name, {one: value})
        for one in constants
        for value in one.values
    }


def try_together(name: str, values: Mapping[str, float]) -> float:
    """Return the F1 of one set with values for all constants at once, by their titles."""
    changed = {one: values[one.title] for one in CONSTANTS if values[one.title] != one.default}
    return measure_with(name, changed).score.f1


def chosen_without(left_out: str, tried: Mapping[str, Tried]) -> dict[str, float]:
    """Choose the value of each constant on all other sets; the default among equals."""
    others = [tried[name] for name in EIGHT if name != left_out]

    def worth(constant: Constant, value: float) -> tuple[float, bool]:
        mean = fmean(one[constant.title, value].score.f1 for one in others)
        return round(mean, 9), value == constant.default

    return {
        constant.title: max(constant.values, key=lambda value: worth(constant, value))
        for constant in CONSTANTS
    }


def measure_constants(
    processes: int, tell: Callable[[str], None]
) -> tuple[dict[str, Tried], dict[str, float]]:
    """Try all constants on all sets, then on each what the others choose together."""
    tried: dict[str, Tried] = {}
    together: dict[str, float] = {}
    by_size = sorted((*EIGHT, *BESIDE), key=lambda name: -len(load(name).reading.records))
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(try_all, name): name for name in by_size}
        for future in as_completed(waiting):
            tried[waiting[future]] = future.result()
            tell(f"constants on {waiting[future]}")
        chosen = {name: chosen_without(name, tried) for name in EIGHT}
        again = {pool.submit(try_together, name, chosen[name]): name for name in EIGHT}
        for done in as_completed(again):
            together[again[done]] = done.result()
            tell(f"constants chosen without {again[done]}")
    return tried, together


def constants_page(tried: Mapping[str, Tried], together: Mapping[str, float]) -> str:
    """Return the tables as Markdown."""
    return "\n".join(
        [
            "One constant is changed at a time. F1 is BCubed; *clean* are the stories of several "
            "outlets on azure_2020 and allsides_2020 that are one event. The default is in bold. "
            f"{BESIDE[0]} and {BESIDE[1]} are invented and play no part in a choice.\n",
            *table(
                (
                    "constant",
                    "value",
                    "the five",
                    TWINS,
                    *READERS,
                    "mean of eight",
                    *BESIDE,
                    "clean",
                ),
                _value_rows(tried),
            ),
            "\nThen each set in turn is left out: the value of each constant is chosen by the "
            "mean F1 of the seven other sets, and the row says which, and how F1 of the set left "
            "out then differs from that with the default. A single dot stands for the default "
            "itself. *All together* takes the choices of all constants at once.\n",
            *table(("constant", *EIGHT, "mean"), _left_out_rows(tried, together)),
            "",
        ]
    )


def _value_rows(tried: Mapping[str, Tried]) -> Iterable[list[str]]:
    for constant in CONSTANTS:
        for value in constant.values:
            key = (constant.title, value)
            f1 = {name: one[key].score.f1 for name, one in tried.items()}
            figures = [fmean(f1[name] for name in FIVE), *(f1[name] for name in (TWINS, *READERS))]
            figures += [fmean(f1[name] for name in EIGHT), *(f1[name] for name in BESIDE)]
            counts = [one for name in READERS if (one := tried[name][key].clean)]
            clean, wide = sum(one.clean for one in counts), sum(one.wide for one in counts)
            cells = [*map(figure, figures), f"{clean} of {wide}"]
            if value == constant.default:
                cells = [f"**{cell}**" for cell in cells]
            note = " (off)" if value == constant.off else ""
            first = f"`{constant.title}`" if value == constant.values[0] else ""
            yield [first, f"{value:.3g}{note}", *cells]


def _left_out_rows(
    tried: Mapping[str, Tried], together: Mapping[str, float]
) -> Iterable[list[str]]:
    chosen = {name: chosen_without(name, tried) for name in EIGHT}
    for constant in CONSTANTS:
        title, default = constant.title, constant.default
        changes: list[float] = []
        cells: list[str] = []
        for name in EIGHT:
            value, found = chosen[name][title], tried[name]
            changes.append(found[title, value].score.f1 - found[title, default].score.f1)
            cells.append("·" if value == default else f"{value:.3g}: {changes[-1]:+.3f}")
        yield [f"`{title}` ({default:.3g})", *cells, f"{fmean(changes):+.4f}"]
    title, default = CONSTANTS[0].title, CONSTANTS[0].default
    changes = [together[name] - tried[name][title, default].score.f1 for name in EIGHT]
    yield ["all together", *(f"{change:+.3f}" for change in changes), f"{fmean(changes):+.4f}"]
