"""A part of the copies: those of some kinds, or those that are new against a folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from clustering.errors import UsageError
from clustering.system.files import real_path

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup
    from clustering.model import Record
    from clustering.result import Result

AnyResult = TypeVar("AnyResult", bound="Result")
ALREADY_THERE = "is already there"


def parse_kinds(text: str) -> frozenset[str]:
    """Read a list of kinds, separated by commas, none for an empty text; refuse other words."""
    from clustering.duplicates import DUPLICATE_KINDS

    kinds = [kind.strip() for kind in text.split(",") if kind.strip()]
    for kind in kinds:
        if kind not in DUPLICATE_KINDS:
            raise UsageError(
                f"--kinds: there is no kind {kind!r}; choose from {', '.join(DUPLICATE_KINDS)}."
            )
    if text and not kinds:
        raise UsageError(f"--kinds: names no kind; choose from {', '.join(DUPLICATE_KINDS)}.")
    return frozenset(kinds)


def of_kinds(result: AnyResult, kinds: Collection[str]) -> AnyResult:
    """Leave only the copies of some kinds, each with the article it is a copy of.

    Of a group of wire copies with one repost among them, the kept article and the repost stay.
    Nobody who acts on a list of reposts touches a wire copy.
    """
    groups = (_narrowed(result, group, kinds) for group in result.duplicate_groups)
    return replace(result, duplicate_groups=[group for group in groups if group])


def sure(result: Result) -> Result:
    """Leave out what may be no copy: articles of which only the headline is known to be the same.

    Nobody deletes an article, and no check fails, because of a headline.
    """
    from clustering.duplicates.kinds import DUPLICATE_KINDS, SAME_HEADLINE

    return of_kinds(result, set(DUPLICATE_KINDS) - {SAME_HEADLINE})


def _narrowed(
    result: Result, group: DuplicateGroup, kinds: Collection[str]
) -> DuplicateGroup | None:
    from clustering.duplicates.found import pair_of_each_copy
    from clustering.duplicates.kinds import SAME_PAGE, group_kind

    pairs = pair_of_each_copy(group)
    kept, *others = group.members
    members = [kept]
    for member in others:
        if (pairs[member].kind if member in pairs else group.kind) in kinds:
            members.append(member)
    repeats = SAME_PAGE in kinds and (
        sum(map(result.reading.is_own.__getitem__, group.keep.records)) > 1
    )
    if len(members) == 1 and not repeats:
        return None
    if members == list(group.members) and (repeats or len(group.keep.records) == 1):
        return group
    articles = tuple(result.articles[member] for member in members)
    records = {record for article in articles for record in article.records}
    if SAME_PAGE not in kinds:  # further records of the kept page are copies of another kind
        own = {at for at in group.keep.records if result.reading.is_own[at]}
        records -= own - {group.keep_record}
    chosen = [pairs[member] for member in members[1:] if member in pairs]
    kind = group_kind(pair.kind for pair in chosen) if chosen else group.kind
    return replace(
        group,
        kind=kind if len(members) > 1 else SAME_PAGE,
        members=tuple(members),
        articles=articles,
        records=tuple(sorted(records)),
        pairs=tuple(chosen),
    )


def sources_to_read(sources: Sequence[str], against: str) -> list[str]:
    """Return the sources and the folder to compare with, without folders inside each other.

    A folder that is one of the sources is refused.
    """
    real = {name: real_path(name) for name in (*sources, against)}
    if real[against] in [real[source] for source in sources]:
        raise UsageError(f"--against {against}: is a source as well; name another folder.")
    folders = {path for path in real.values() if path.is_dir()}
    return [
        name
        for name in (*sources, against)
        if not (real[name].is_dir() and _is_read_with(real[name], folders))
    ]


def _is_read_with(path: Path, folders: Collection[Path]) -> bool:
    """Whether this folder is read with one of the others, which hold it; hidden ones are not."""
    return any(
        not any(part.startswith(".") for part in path.relative_to(folder).parts)
        for folder in path.parents
        if folder in folders
    )


def new_against(
    result: AnyResult, sources: Sequence[str], against: str
) -> tuple[AnyResult, frozenset[int]]:
    """Leave only the groups that join a record of the sources to one of the folder.

    Entries of related lists do not count: a post that is only mentioned is not in the folder.

    Returns
    -------
    result
        With those groups. What is already in the folder is kept: it is published.
    new
        Positions of the records of the sources among all records of these groups.
    """
    new_roots = list(map(real_path, sources))
    old_root = real_path(against)

    @cache
    def is_new(source: str) -> bool:
        return _is_under(source, new_roots, old_root)

    groups: list[DuplicateGroup] = []
    new: set[int] = set()
    records = result.reading.records
    for group in result.duplicate_groups:
        own = [position for position in group.records if result.reading.is_own[position]]
        fresh = {position for position in own if is_new(records[position].source)}
        if fresh and len(fresh) < len(own):
            new |= {position for position in group.records if is_new(records[position].source)}
            groups.append(keeping_old(group, records, fresh))
    return replace(result, duplicate_groups=groups), frozenset(new)


def _is_under(source: str, new_roots: Sequence[Path], old_root: Path) -> bool:
    """Whether a record is from the sources; where folders are nested, the inner one decides."""
    path = real_path(source)
    parents = {path, *path.parents}
    depth = max((len(root.parts) for root in new_roots if root in parents), default=0)
    return depth > (len(old_root.parts) if old_root in parents else 0)


def keeping_old(
    group: DuplicateGroup, records: Sequence[Record], fresh: Collection[int]
) -> DuplicateGroup:
    """Return the group with what is already there kept, whatever the new record is better in."""
    if group.keep_record not in fresh:
        return group
    for place, article in enumerate(group.articles):
        old = [at for at in article.records if records[at].is_own and at not in fresh]
        if old:
            return _kept(group, place, old[0])
    return group


def _kept(group: DuplicateGroup, place: int, record: int) -> DuplicateGroup:
    """Return the group with another article of it kept."""
    ranks = [place, *(rank for rank in range(len(group.members)) if rank != place)]
    return replace(
        group,
        keep_record=record,
        members=tuple(group.members[rank] for rank in ranks),
        articles=tuple(group.articles[rank] for rank in ranks),
        reason=ALREADY_THERE,
    )


def names_to_keep(result: Result) -> Iterator[str]:
    """Yield the name of the record to keep of each group, as :func:`names_to_drop` does."""
    for group in result.duplicate_groups:
        kept = _kept_own(result, group)
        if kept is not None:
            yield deletable(result.reading.records[kept])


def names_to_drop(result: Result, only: Collection[int] | None = None) -> Iterator[str]:
    """Yield the names of the copies: the path of a post, the name of the record of a row.

    Entries of related lists are left out, because there is nothing to delete. Of each group the
    record to keep is left out, under every name that it has. With ``only`` no record is listed but
    those at these positions.
    """
    from clustering.duplicates.found import in_order

    records = result.reading.records
    for group in result.duplicate_groups:
        kept = _kept_own(result, group)
        if kept is None:
            continue
        spared = {real_path(deletable(records[kept]))}
        for position in in_order(group, records, group.records):
            if position == kept or not records[position].is_own:
                continue
            name = deletable(records[position])
            if (only is None or position in only) and real_path(name) not in spared:
                spared.add(real_path(name))
                yield name


def deletable(record: Record) -> str:
    """Return the path of a post, as the user named it, and the name of any other record."""
    from clustering.sources.headers.suffixes import POST_SUFFIXES

    return record.source if record.source.lower().endswith(POST_SUFFIXES) else record.name


def _kept_own(result: Result, group: DuplicateGroup) -> int | None:
    """Return the record to keep; where it is an entry of a related list, the first that is not."""
    records = result.reading.records
    if records[group.keep_record].is_own:
        return group.keep_record
    ranked = (position for article in group.articles for position in article.records)
    held = set(group.records)
    return next((at for at in ranked if at in held and records[at].is_own), None)
