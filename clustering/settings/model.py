"""Every setting of a run: its default, its range and where its value came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic.fields import FieldInfo

from clustering.errors import UsageError
from clustering.settings.accepted import accepted_values, take_unknown
from clustering.settings.beside import BESIDE_SETTINGS, NOTHING_BESIDE, Beside, take_beside
from clustering.settings.read import PATHS, config_beside, parse_config, path_beside
from clustering.system.files import read_text_file
from clustering.system.memory import FREE, bytes_of
from clustering.text.parsing.limits import shown

KNOBS = ("detail", "cohesion")
"""Settings that cut the merge tree into stories; a cohesion takes the place of the detail."""
COMMON = (
    *("detail", "cohesion", "window", "related", "series"),
    *("duplicate_title", "duplicate_text", "duplicate_keep"),
    *("meaning", "model", "jobs", "memory"),
)
"""What most people need, in the order in which it is shown; the others are for those who measure
what they do."""
# Own post over related entry, original over copy, richer text, higher quality, plain address.
KEEP_ORDER = ("own", "original", "text", "quality", "url")
_ONLY_SPEED: dict[str, Any] = {"shapes_result": False}


def _ranged(default: Any, low: float, high: float, text: str, **more: Any) -> Any:  # noqa: ANN401
    """Return a field for a number from ``low`` to ``high``."""
    return Field(default=default, ge=low, le=high, description=text, **more)


def _share(default: float | None, text: str) -> Any:  # noqa: ANN401
    """Return a field for a number from 0 to 1."""
    return _ranged(default, 0, 1, text)


class Settings(BaseModel):
    """One frozen set of choices, validated once and passed down the corridor."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    title_weight: float = _ranged(1.5, 0, 10, "Weight of title words. Higher: headlines decide.")
    excerpt_weight: float = _ranged(1.0, 0, 10, "Weight of excerpt words. Higher: texts decide.")
    url_weight: float = _ranged(0.75, 0, 10, "Weight of words in the URL path; 0 for none.")
    excerpt_chars: int = _ranged(
        400, 0, 100_000, "Characters of the excerpt that count. More: slower, and asides count too."
    )
    prior: bool = Field(
        default=True,
        description="Blend the word weights of the corpus with word frequencies of the language. "
        "Without: a few articles are grouped otherwise than many.",
    )
    boilerplate: bool = Field(
        default=True,
        description="Give no weight to an excerpt that repeats under unlike titles. "
        "Without: footers join articles.",
    )
    series: bool = Field(
        default=True,
        description="Keep the parts of one outlet's series apart: dated columns, episodes.",
    )
    neighbours: int = _ranged(
        200,
        1,
        10_000,
        "Nearest articles compared with each article. Lower: quicker, and wide stories may part.",
    )
    smoothing: float = _share(
        0.15,
        "Weight at which the words of its nearest neighbours are added to an "
        "article's own; 0 for none. Higher: reworded reports meet, and so do look-alikes.",
    )
    link: float = _share(
        0.12, "Least strength at which two articles are linked. Higher: fewer links."
    )
    window: float = _ranged(
        14.0,
        0,
        100_000,
        "Days between two articles after which their similarity counts for nothing; "
        "0 for no decay. Shorter: long matters part into more stories.",
    )
    borrow_dates: bool = Field(
        default=True,
        description="Let an article without a date borrow that of the nearest article with one.",
    )
    related: Literal["evidence", "merge", "ignore"] = Field(
        default="evidence",
        description="What a related link does: strengthens a pair (evidence), counts as "
        "certain (merge), or nothing (ignore).",
    )
    detail: float = _ranged(
        0.7,
        0.01,
        1,
        "How finely events are told apart, in hundredths. Lower: fewer and larger "
        "stories; higher: more and smaller ones.",
    )
    cohesion: float | None = _share(
        None,
        "A fixed cut in place of `detail`: least average strength, counted from `link` "
        "up, at which two halves of a story stay together; 0 for plain connected components.",
    )
    duplicate_title: float = _share(
        0.77, "Least share of equal words at which two titles are the same."
    )
    duplicate_text: float = _share(
        0.8, "Least share of a text that a copy of it holds. Lower: looser copies."
    )
    duplicate_similarity: float = _share(
        0.45,
        "Least similarity at which two articles are compared as copies. "
        "Lower: slower, hardly more copies.",
    )
    duplicate_keep: str = Field(
        default=",".join(KEEP_ORDER),
        description="What decides which copy to keep, the weightiest first; of: "
        f"{', '.join(KEEP_ORDER)}.",
        json_schema_extra={
            "accepts": f"names out of {', '.join(KEEP_ORDER)}, each once",
            "metavar": "LIST",
        },
    )
    meaning: Literal["off", "across", "all"] = Field(
        default="off",
        description="What an encoder may join: nothing (off), articles in different languages "
        "(across), or in any (all, experimental).",
    )
    model: str = Field(
        default="use",
        min_length=1,
        description="The encoder: `use` (fast), `e5` (better), or a folder with a model.",
        json_schema_extra={"accepts": "use, e5 or a folder", "metavar": "NAME"},
    )
    vectors: str | None = Field(
        default=None,
        description="A file with a vector for the id of each record, in place of an encoder.",
        json_schema_extra={"accepts": "the path of a file", "metavar": "FILE"},
    )
    jobs: int = _ranged(
        0,
        0,
        1024,
        "Processes and threads to use; 0 for one for each core. "
        "The result is the same with any number.",
        json_schema_extra=_ONLY_SPEED,
    )
    engine: Literal["auto", "inline", "spill", "spark"] = Field(
        default="auto",
        description="Where a run keeps what it holds: in memory (inline), or on disk (spill, and "
        "spark, which works on Spark); auto spills where it would not fit. The result is the same.",
        json_schema_extra=_ONLY_SPEED,
    )
    memory: str = Field(
        default=FREE,
        description="Most memory to hold, such as 4GB: where a run would take more, `auto` spills, "
        "and what would need more even so says it first. Less makes blocks smaller. "
        f"`{FREE}` is what the machine has to spare.",
        json_schema_extra={"accepts": f"a size such as 4GB or 500MB, or {FREE}", "metavar": "SIZE"}
        | _ONLY_SPEED,
    )
    resume: str | None = Field(
        default=None,
        description="Where spill and spark keep what blocks gave; a killed run goes on from it.",
        json_schema_extra={"accepts": "the path of a folder", "metavar": "FOLDER"} | _ONLY_SPEED,
    )

    @field_validator("memory")
    @classmethod
    def _is_size(cls, value: str) -> str:
        if value != FREE:
            bytes_of(value)
        return value

    @field_validator("meaning", mode="before")
    @classmethod
    def _as_written(cls, value: object) -> object:
        return "off" if value is False else value  # how YAML reads `off`

    @field_validator("duplicate_keep")
    @classmethod
    def _known_criteria(cls, value: str) -> str:
        names = [name.strip() for name in value.split(",")]
        if not set(names) <= set(KEEP_ORDER) or len(set(names)) < len(names):
            raise ValueError(accepted_values(cls.model_fields["duplicate_keep"]))
        return ",".join(names)

    @field_validator("detail")
    @classmethod
    def _in_hundredths(cls, value: float) -> float:
        if abs(value * 100 - round(value * 100)) > 1e-9:
            raise ValueError(f"give hundredths, such as {value:.2f}")
        return round(value, 2)

    @property
    def knob(self) -> str:
        """The setting that cuts the merge tree into stories."""
        return "detail" if self.cohesion is None else "cohesion"

    @property
    def cut_at(self) -> float:
        """The value of that setting."""
        return self.detail if self.cohesion is None else self.cohesion

    def shaping(self) -> dict[str, Any]:
        """Give the settings that can change a result, without those that only change speed."""
        hidden = {
            name
            for name, field in type(self).model_fields.items()
            if isinstance(field.json_schema_extra, dict)
            and not field.json_schema_extra.get("shapes_result", True)
        }
        return self.model_dump(exclude=hidden)


def settings_in_order() -> list[tuple[str, FieldInfo]]:
    """Return all settings, those that most people need first."""
    others = [name for name in Settings.model_fields if name not in COMMON]
    return [(name, Settings.model_fields[name]) for name in (*COMMON, *others)]


@dataclass(frozen=True)
class Chosen:
    """Settings together with the place each one came from: ``default``, a file, or ``flag``.

    ``beside`` is what else the file says.
    """

    settings: Settings
    origins: Mapping[str, str]
    beside: Beside = NOTHING_BESIDE


def choose_settings(
    flags: Mapping[str, Any] | None = None,
    config: Path | None = None,
    beside: Path | None = None,
    given_as: str = "flag",
) -> Chosen:
    """Combine defaults, a configuration file and flags, in that order of precedence.

    Parameters
    ----------
    flags
        Values given on the command line; ``None`` values count as not given.
    config
        Configuration file named by the user; it must exist.
    beside
        A source; a ``samestory.yaml`` (or ``.yml``) in it or beside it is used when ``config``
        is not given.
    given_as
        What the values of ``flags`` are called in messages.

    Raises
    ------
    UsageError
        For an unreadable file, and for every unknown setting (with the nearest valid name) and
        every value out of range.
    """
    values: dict[str, Any] = {}
    others, faults = Beside(), list[str]()
    origins = dict.fromkeys(Settings.model_fields, "default")
    found = config or config_beside(beside)
    if found is not None:
        from_file = parse_config(read_text_file(found, "check --config"), str(found))
        others, faults = take_beside(from_file, found)
        faults += take_unknown(from_file, str(found), Settings.model_fields, BESIDE_SETTINGS)
        for name in PATHS & from_file.keys():
            from_file[name] = path_beside(from_file[name], found)
        values |= from_file
        origins |= dict.fromkeys(from_file, str(found))
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    faults += take_unknown(given, f"{given_as}s", Settings.model_fields)
    values |= given
    origins |= dict.fromkeys(given, given_as)
    settings = None
    try:
        settings = Settings(**values)
    except ValidationError as error:
        for problem in error.errors():
            name = str(problem["loc"][0])
            expected = accepted_values(Settings.model_fields[name])
            faults.append(
                f"{origins.get(name, 'settings')}: {name} = {shown(problem['input'])}: "
                f"expected {expected}."
            )
    if settings is None or faults:
        raise UsageError(" ".join(faults))
    return Chosen(settings, origins, others)
