"""Settings: flag over file over default, each with its origin; and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.settings.model import COMMON, KNOBS, Settings, choose_settings, settings_in_order
from clustering.settings.read import CONFIG_NAME


def test_a_flag_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / CONFIG_NAME).write_text("window: 7\nlink: 0.2\n")
    chosen = choose_settings({"link": 0.3, "related": None}, beside=tmp_path)
    settings, origins = chosen.settings, chosen.origins
    assert (settings.window, settings.link, settings.related) == (7.0, 0.3, "evidence")
    assert origins["window"] == str(tmp_path / CONFIG_NAME)
    assert (origins["link"], origins["related"]) == ("flag", "default")


def test_the_file_is_looked_for_in_a_folder_and_beside_it_or_a_table(tmp_path: Path) -> None:
    (tmp_path / CONFIG_NAME).write_text("window: 7\n")
    table = tmp_path / "t.csv"
    table.touch()
    inner = tmp_path / "posts"
    inner.mkdir()
    assert choose_settings(beside=tmp_path).settings.window == 7
    assert choose_settings(beside=table).settings.window == 7
    assert choose_settings(beside=inner).settings.window == 7
    (inner / CONFIG_NAME).write_text("window: 8\n")
    assert choose_settings(beside=inner).settings.window == 8


def test_a_named_file_takes_the_place_of_the_one_beside(tmp_path: Path) -> None:
    (tmp_path / CONFIG_NAME).write_text("window: 7\n")
    (tmp_path / "mine.yaml").write_text("link: 0.2\n")
    settings = choose_settings(config=tmp_path / "mine.yaml", beside=tmp_path).settings
    assert (settings.window, settings.link) == (Settings().window, 0.2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cohesoin: 0.2", "there is no setting 'cohesoin'; did you mean 'cohesion'?"),
        ("detail: 0.705", "detail = 0.705: expected a number from 0.01 to 1 in hundredths."),
        ("detail: 0", "detail = 0: expected a number from 0.01 to 1 in hundredths."),
        ("detail: 1.01", "detail = 1.01: expected a number from 0.01 to 1 in hundredths."),
        ("link: 2", "link = 2: expected a number from 0 to 1."),
        ("related: maybe", "related = 'maybe': expected evidence, merge or ignore."),
        (
            "duplicate_keep: own, best",
            ": expected names out of own, original, text, quality, url, each once.",
        ),
        ("duplicate_keep: own, own", "duplicate_keep = 'own, own': expected names out of"),
        ("jobs: 1.5", "jobs = 1.5: expected a whole number from 0 to 1,024."),
        ("prior: perhaps", "prior = 'perhaps': expected true or false."),
        ("window: []", "window = []: expected a number from 0 to 100,000."),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_name(
    tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / CONFIG_NAME
    path.write_text(text)
    with pytest.raises(UsageError) as error:
        choose_settings(beside=tmp_path)
    assert str(error.value).startswith(f"{path}: ")
    assert told in str(error.value)


def test_a_file_that_is_not_there_or_not_utf_8_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.yaml: cannot be read .*; check --config"):
        choose_settings(config=tmp_path / "gone.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(UsageError, match=r"latin\.yaml: not UTF-8 at byte 5"):
        choose_settings(config=tmp_path / "latin.yaml")


def test_a_bomb_of_aliases_is_told_in_one_short_line(tmp_path: Path) -> None:
    nested = "&a0 [x]"
    for level in range(1, 5):  # so many values are not refused
        nested = f"&a{level} [{nested}, {', '.join([f'*a{level - 1}'] * 8)}]"
    (tmp_path / CONFIG_NAME).write_text(f"detail: {nested}\n")
    with pytest.raises(UsageError, match=r"detail = .*: expected a number") as told:
        choose_settings(beside=tmp_path)
    assert len(str(told.value)) < 1_000


def test_only_what_can_change_a_result_shapes_it() -> None:
    shaping = Settings().shaping()
    assert set(shaping) == set(Settings.model_fields) - {"jobs", "engine", "memory", "resume"}
    assert Settings(jobs=1).shaping() == Settings(jobs=8).shaping()
    assert Settings(engine="spill", memory="1GB").shaping() == Settings().shaping()


@pytest.mark.parametrize("size", ["much", "", "-1GB"])
def test_memory_is_a_size_or_what_is_free(size: str) -> None:
    assert [Settings(memory=one).memory for one in ("4", "500MB", "free")] == ["4", "500MB", "free"]
    with pytest.raises(ValueError, match="memory"):
        Settings(memory=size)


def test_the_order_of_what_to_keep_is_tidied() -> None:
    assert Settings(duplicate_keep=" url , own").duplicate_keep == "url,own"


def test_a_detail_is_a_whole_number_of_hundredths() -> None:
    for hundredths in range(1, 101):
        assert Settings(detail=hundredths / 100).detail == hundredths / 100
    assert Settings(detail=0.1 + 0.2).detail == 0.3
    assert Settings(detail=1).detail == 1.0


def test_the_knob_is_the_detail_unless_a_cohesion_is_given() -> None:
    assert (Settings().knob, Settings().cut_at) == ("detail", Settings().detail)
    assert (Settings(detail=0.4).knob, Settings(detail=0.4).cut_at) == ("detail", 0.4)
    fixed = Settings(detail=0.4, cohesion=0.0)  # 0 is a cohesion: the plain components
    assert (fixed.knob, fixed.cut_at) == ("cohesion", 0.0)
    assert {Settings().knob, fixed.knob} == set(KNOBS)


def test_off_is_what_yaml_makes_of_it(tmp_path: Path) -> None:
    (tmp_path / "samestory.yaml").write_text("meaning: off\nvectors:\n", "utf-8")
    assert choose_settings(beside=tmp_path).settings.meaning == "off"


def test_all_settings_stand_in_the_order_once_and_the_common_ones_first() -> None:
    names = [name for name, _ in settings_in_order()]
    assert tuple(names[: len(COMMON)]) == COMMON
    assert sorted(names) == sorted(Settings.model_fields)
    assert COMMON[:2] == KNOBS
