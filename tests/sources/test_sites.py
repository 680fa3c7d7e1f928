"""Own posts get the outlet that the user or the site names, and addresses on that site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.model import Record
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions
from clustering.sources.inputs import find_inputs
from clustering.sources.posts.reader import PostSource
from clustering.sources.sites import find_site, said_outlet

POSTS = {
    "plain.md": "title: Wall falls\nrelated:\n  - title: Elsewhere\n  - {title: B, url: /b.html}\n",
    "path.md": "title: Gulls\npermalink: /news/gulls.html\n",
    "pattern.md": "title: Kelp\npermalink: /:categories/:title/\n",
    "here.md": "title: Ferry\nurl: https://www.gazette.test/ferry\n",
    "other.md": "title: Storm\nurl: https://courier.test/storm\npermalink: /storm\n",
    "named.md": "title: Otter\nprovider: The Daily\n",
}
JEKYLL = "title: The  Harbour Gazette\nurl: https://gazette.test/\nbaseurl: /blog/\nplugins: [x]\n"
OWN = ["here", "path", "pattern", "plain"]


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    folder = tmp_path / "site/content/posts"
    folder.mkdir(parents=True)
    for name, header in POSTS.items():
        (folder / name).write_text(f"---\n{header}---\n", encoding="utf-8")
    return folder


def records(source: Path, outlet: str = "") -> dict[str, Record]:
    reading = PostSource().read(str(source), ReadOptions(1, outlet=outlet))
    return {record.name.removesuffix(".md"): record for record in reading.records}


def named(source: Path, name: str, outlet: str = "") -> list[str]:
    return [key for key, one in records(source, outlet).items() if one.outlet_name == name]


@pytest.mark.parametrize(
    ("file", "text", "address"),
    [
        ("site/content/posts/_config.yml", JEKYLL, "https://gazette.test/blog"),
        ("site/content/_config.yml", JEKYLL, "https://gazette.test/blog"),
        (
            "site/hugo.toml",
            'title = "The Harbour Gazette"\nbaseURL = "https://gazette.test/"',
            "https://gazette.test",
        ),
        (
            "site/config.json",
            '{"title": "The Harbour Gazette", "baseURL": "//gazette.test/a"}',
            "https://gazette.test/a",
        ),
        (
            "site/config.yaml",
            "title: The Harbour Gazette\nbaseurl: gazette.test\n",
            "https://gazette.test",
        ),
    ],
)
def test_a_site_names_its_posts(
    posts: Path, tmp_path: Path, file: str, text: str, address: str
) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert named(posts, "The Harbour Gazette") == OWN
    found = records(posts)
    assert found["path"].urls == (f"{address}/news/gulls.html",)
    assert (found["plain"].outlet_domain, found["plain"].urls) == ("gazette.test", ())
    assert found["pattern"].urls == ()
    assert found["plain.md#related[0]"].outlet_name == ""
    assert found["plain.md#related[1]"].urls == ()
    assert found["other"].urls == ("https://courier.test/storm",)
    assert records(posts / "path.md")["path"].outlet_name == "The Harbour Gazette"
    assert named(posts, "Other", outlet="Other") == OWN
    assert records(posts, "Other")["path"].urls == found["path"].urls
    inputs = find_inputs([str(posts)])
    assert inputs and (tmp_path / file) in [one.path for one in inputs]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("site/_config.yml", "title: Your awesome title\nurl: http://example.org\n"),
        ("site/_config.yml", "title: Hexo\nurl: https://yoursite.example/x\n"),
        ("site/_config.yml", "title: [a]\nurl: http://localhost:4000\nbaseurl: /blog\n"),
        ("site/_config.yml", "url: '{{ site }}.test'\n"),
        ("site/_config.yml", "- a\n"),
        ("site/config.toml", 'title = "Some program"'),
        ("_config.yml", JEKYLL),  # three folders above
        ("site/content/_config.yml/x", JEKYLL),
    ],
)
def test_placeholders_and_files_of_others_name_nothing(
    posts: Path, tmp_path: Path, file: str, text: str
) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    before = records(posts)
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert records(posts) == before


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("_config.yml", "title: [\n", "not valid YAML"),
        ("_config.yml", "a: &a [x]\nb: [" + "*a," * 200 + "]", "aliases"),
        ("hugo.toml", "title = ", "not valid TOML"),
        ("hugo.json", "[" * 500, "nested"),
    ],
)
def test_a_broken_configuration_is_left_alone(
    posts: Path, file: str, text: str, fault: str
) -> None:
    before = records(posts)
    (posts / file).write_text(text, encoding="utf-8")
    (posts.parent / "_config.yml").write_text(JEKYLL, encoding="utf-8")
    assert records(posts) == before
    [taken] = PostSource().read(str(posts), ReadOptions(1)).taken
    [note] = taken.notes
    assert note.startswith(f"posts/{file} is left alone: ")
    assert fault in note


def test_an_outlet_that_the_user_names_is_that_of_all_on_one_site(posts: Path) -> None:
    own = ["path", "pattern", "plain"]
    assert named(posts, "Ours", outlet="Ours") == own  # addresses lead to two sites
    (posts / "other.md").unlink()
    assert named(posts, "Ours", outlet="Ours") == own  # one article tells no site
    (posts / "here2.md").write_text("---\ntitle: Pier\nurl: https://gazette.test/pier\n---\n")
    assert named(posts, "Ours", outlet="Ours") == ["here", "here2", *own]


def test_rows_get_the_outlet_that_the_user_names(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(
        "title,outlet,url\nA,,\nB,Daily,\nC,,https://one.test/c\nF,,https://one.test/f\n"
    )
    document, feed = tmp_path / "t.json", tmp_path / "t.rss"
    document.write_text('[{"title": "D"}]')
    feed.write_text("<rss version='2.0'><channel><item><title>E</title></item></channel></rss>")
    reading = read_sources([table, document, feed], ReadOptions(1, outlet="Ours"))
    assert [one.outlet_name for one in reading.records] == [
        *("Ours", "Daily", "Ours", "Ours", "Ours", "")
    ]
    fields = {field.field: field for field in reading.taken[0].fields}
    assert (fields["outlet"].names, fields["outlet"].records) == (("outlet", "your 'outlet'"), 4)


def test_posts_without_any_outlet_are_counted(posts: Path) -> None:
    def without(outlet: str = "") -> int:
        return PostSource().read(str(posts), ReadOptions(1, outlet=outlet)).taken[0].without_outlet

    assert (without(), without("Ours")) == (3, 0)
    shutil.copy(posts / "plain.md", posts / "again.md")
    assert without() == 4


def test_an_address_that_several_posts_have_on_their_site_tells_none_of_them(posts: Path) -> None:
    (posts.parent / "_config.yml").write_text(JEKYLL)
    for language in ("en", "fr"):
        text = f"---\ntitle: About {language}\npermalink: /about/\n---\n"
        (posts / f"about.{language}.md").write_text(text)
    found = records(posts)
    assert [found[f"about.{language}"].urls for language in ("en", "fr")] == [(), ()]
    assert found["about.en"].outlet_name == found["path"].outlet_name


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("url: https://g.test\nbaseurl: https://g.test/blog", "https://g.test/blog"),
        ("url: https://g.test/?a=b#c", "https://g.test"),
        ("url: https://user:pw@g.test", "https://g.test"),
        ("url: https://myblog.org", "https://myblog.org"),
        ("url: 'https://[g.test'", ""),
        ("url: https://yoursite.com", ""),
    ],
)
def test_the_address_of_a_site_is_read(posts: Path, text: str, address: str) -> None:
    (posts / "_config.yml").write_text(text)
    assert find_site(posts).address == address


def test_what_says_nothing_of_a_site_hides_none(posts: Path) -> None:
    (posts / "config.json").write_text("{// no JSON")
    (posts / "hugo.toml").write_text("[params]\nx = 1")
    (posts / "_config.yml").write_text("")
    (posts.parent / "_config.yml").write_text(JEKYLL)
    assert find_site(posts).name == "The Harbour Gazette"


def test_an_outlet_that_a_user_names_is_one_line_of_text() -> None:
    assert said_outlet("A\x1b[31m  B\udcff") == "A[31m B"
    assert said_outlet(None) == ""
    with pytest.raises(UsageError, match="expected the name of an outlet"):
        said_outlet(5)
