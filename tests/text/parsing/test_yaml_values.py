"""YAML says the same on every release of PyYAML, and hostile text is refused quickly."""

from __future__ import annotations

import pytest
import yaml

from clustering.text.parsing.limits import Unreadable
from clustering.text.parsing.yaml_values import load_as_written, within_limits


def problem_of(text: str) -> tuple[str, int | None]:
    with pytest.raises(Unreadable) as raised:
        load_as_written(text)
    return raised.value.reason, raised.value.line


def test_scalars_stay_as_written() -> None:
    text = "a: 007\nb: 1.10\nc: No\nd: 2024-05-02\ne: !!int '5'\nf: 12:30:45\ng: <<\n"
    assert load_as_written(text) == {
        "a": "007",
        "b": "1.10",
        "c": "No",
        "d": "2024-05-02",
        "e": "5",
        "f": "12:30:45",
        "g": "<<",
    }


def test_null_is_missing_unless_quoted() -> None:
    assert load_as_written("a: null\nb: ~\nc:\nd: 'null'\ne: nullify\n") == {
        "a": None,
        "b": None,
        "c": None,
        "d": "null",
        "e": "nullify",
    }


@pytest.mark.parametrize("text", ["", "# nothing\n", "~"])
def test_no_value_is_none(text: str) -> None:
    assert load_as_written(text) is None


def test_the_last_of_two_equal_keys_counts() -> None:
    assert load_as_written("a: x\na: y\n") == {"a": "y"}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("a: !!python/object/apply:os.system ['echo']", "!!python/object/apply:os.system"),
        ("a: !!python/name:os.system ''", "!!python/name:os.system"),
        ("!!python/object:pathlib.Path {}", "!!python/object:pathlib.Path"),
        ("a: !own x", "!own"),
        ("a: !!str [b]", "!!str"),
        ("a: !!map b", "!!map"),
    ],
)
def test_a_tag_that_does_not_belong_there_is_refused(text: str, tag: str) -> None:
    assert problem_of(text) == (f"a YAML tag that is not read here: {tag}", 1)


@pytest.mark.parametrize("tag", ["bool", "int", "float", "timestamp", "binary", "null", "str"])
def test_the_content_of_a_tagged_scalar_is_not_looked_at(tag: str) -> None:
    expected = None if tag == "null" else "wrong"
    assert load_as_written(f"a: !!{tag} wrong") == {"a": expected}


def test_sets_and_ordered_mappings_are_mappings_and_lists() -> None:
    text = "a: !!set {x, y}\nb: !!omap [k: 1, l: 2]\n"
    assert load_as_written(text) == {
        "a": {"x": None, "y": None},
        "b": [{"k": "1"}, {"l": "2"}],
    }


QUOTES = "; a value that holds ': ' needs quotes"


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ('a: x\nb: "y\n', "not valid YAML: it ends within a value", 3),
        ("a: x\nb: [y\nc: d\n", "not valid YAML from ': d' on", 3),
        ("a: x\n--- b: y\n", "not valid YAML from '--- b: y' on", 2),
        ("a: *nothing", "not valid YAML from '*nothing' on", 1),
        ("a: Storm: three dead", f"not valid YAML from ': three dead' on{QUOTES}", 1),
        (f"a: b: {'c' * 80}", f"not valid YAML from {': ' + 'c' * 38!r} on{QUOTES}", 1),
        ("a: x\nb: \x07\n", "control character 0x07", 2),
        ("a: x\n[a, b]: c", "a list or a mapping is a key", 2),
        ("a: x\nb: {<<: x}", "merges (<<) what is not a mapping", 2),
        ("a: x\nb: {<<: [{}, [x]]}", "merges (<<) what is not a mapping", 2),
    ],
)
def test_what_is_wrong_is_said_in_our_words(text: str, reason: str, line: int) -> None:
    assert problem_of(text) == (reason, line)


def test_an_error_without_a_place_is_explained_too() -> None:
    with pytest.raises(Unreadable, match=r"^not valid YAML$") as raised, within_limits("a: x"):
        raise yaml.YAMLError("in words of another release")
    assert raised.value.line is None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 200_000,
        "[" * 101 + "]" * 101,
        "- " * 200_000 + "x",
        "? " * 200_000 + "x",
        "a:\r" + "- " * 200_000 + "x",
        "\n".join(" " * depth + "a:" for depth in range(2_000)),
    ],
)
def test_deep_nesting_is_refused_before_it_overflows_the_stack(text: str) -> None:
    reason, line = problem_of(text)
    assert reason == "nested deeper than the limit of 100 levels"
    assert line is not None


def test_a_parser_with_a_limit_of_its_own_does_not_speak_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As PyYAML 6.0.4: it looks ahead, and gives up at 1,000 levels before it tells of one.
    real = yaml.parse

    def parse(text: str, Loader: type) -> object:
        if text.count("[") > 1_000:
            mark = yaml.Mark("", 1_000, 0, 1_000, None, 0)
            raise yaml.scanner.ScannerError("looking", mark, "too deep for this release", mark)
        return real(text, Loader=Loader)

    monkeypatch.setattr(yaml, "parse", parse)
    assert problem_of("[" * 5_000) == ("nested deeper than the limit of 100 levels", 1)
    assert problem_of("[" * 99 + '"' + "[" * 5_000)[0].startswith("not valid YAML")


def test_merges_that_lead_from_depth_to_depth_are_refused() -> None:
    # Each key is written flat enough, and at the end of each stand all others.
    keys = (f"  k{n}: {'[' * 90}{{<<: *all}}{']' * 90}\n" for n in range(60))
    reason, _ = problem_of("all: &all\n" + "".join(keys))
    assert reason == "nested deeper than the limit of 100 levels"


def test_aliases_are_counted() -> None:
    assert load_as_written(f"a: &x 1\nb: [{'*x,' * 100}]") == {"a": "1", "b": ["1"] * 100}
    with pytest.raises(Unreadable, match="more YAML aliases than the limit of 100"):
        load_as_written(f"a: &x 1\nb: [{'*x,' * 101}]")


def test_stars_and_brackets_in_text_are_neither_aliases_nor_nesting() -> None:
    text = 'a: "' + "*x [{ " * 500 + '"\n'
    assert load_as_written(text) == {"a": ("*x [{ " * 500)}


def test_merge_keys_are_read() -> None:
    assert load_as_written("a: &x {k: 1}\nb: {<<: *x, l: 2}") == {
        "a": {"k": "1"},
        "b": {"k": "1", "l": "2"},
    }


@pytest.mark.parametrize(
    "merge",
    ["{<<: [*a, *b]}", "{<<: *a, <<: *b}", "{<<: {<<: [*a, *b]}}", "{<<: [*a, *b, *a, *b]}"],
)
def test_of_several_merged_mappings_the_first_counts(merge: str) -> None:
    # PyYAML 6.0.4 takes k from the last of them where it is another node than in the first.
    text = f"a: &a {{k: of a, only a: 1}}\nb: &b {{k: of b, only b: 2}}\nc: {merge}"
    values = load_as_written(text)
    assert isinstance(values, dict)
    assert values["c"] == {"k": "of a", "only a": "1", "only b": "2"}


@pytest.mark.parametrize("text", ["{k: own, <<: *a}", "{<<: *a, k: own}"])
def test_what_a_mapping_says_itself_counts_before_what_it_merges(text: str) -> None:
    values = load_as_written(f"a: &a {{k: merged, k: last}}\nb: {{<<: *a}}\nc: {text}")
    assert values == {"a": {"k": "last"}, "b": {"k": "last"}, "c": {"k": "own"}}


def test_nested_merges_do_not_take_the_memory() -> None:
    lines = ["m0: &m0 {" + ", ".join(f"k{n}: 1" for n in range(100)) + "}"]
    for level in range(1, 10):
        lines.append(f"m{level}: &m{level} {{<<: [{', '.join([f'*m{level - 1}'] * 9)}]}}")
    assert problem_of("\n".join(lines)) == ("YAML aliases stand for more than 100,000 values", 4)


def test_a_mapping_may_have_more_keys_of_its_own() -> None:
    text = "\n".join(f"k{n}: 1" for n in range(10_001))
    assert load_as_written(text) == {f"k{n}": "1" for n in range(10_001)}


def test_a_mapping_may_hold_itself() -> None:
    found = load_as_written("a: &x\n  b: *x\n  c: &y [*y]\n")
    assert isinstance(found, dict)
    assert found["a"]["b"] is found["a"]
    assert found["a"]["c"][0] is found["a"]["c"]


def test_a_mapping_that_merges_itself_gets_its_own_keys_once() -> None:
    found = load_as_written("a: &x {<<: *x, k: 1, l: {<<: *x, m: 2}}")
    assert isinstance(found, dict)
    assert found["a"].keys() == {"k", "l"}
    assert found["a"]["l"].keys() == {"k", "l", "m"}


def test_a_very_long_line_is_read() -> None:
    assert load_as_written(f'a: "{"x" * 5_000_000}"\n') == {"a": "x" * 5_000_000}


def test_few_aliases_do_not_stand_for_many_values() -> None:
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 11)]
    assert problem_of("\n".join(lines)) == ("YAML aliases stand for more than 100,000 values", 6)


def test_an_alias_of_a_large_value_is_no_bomb() -> None:
    text = f"a: &all [{', '.join(['x'] * 50_000)}]\nb: *all\n"
    values = load_as_written(text)
    assert isinstance(values, dict)
    assert len(values["b"]) == 50_000


def test_stars_and_ampersands_of_prose_are_none() -> None:
    text = 'title: Q&A * with *stars* & more\nexcerpt: "*a &b"\n'
    assert load_as_written(text) == {"title": "Q&A * with *stars* & more", "excerpt": "*a &b"}
