"""The schemas of the JSON documents are in the package, fresh, and hold what is written."""

from __future__ import annotations

import json
from pathlib import Path

import fastjsonschema
import pytest
from typer.testing import CliRunner

from clustering.cli.app import app
from clustering.reporting.documents import DOCUMENTS
from tests.schemas import FOLDER, check_document, schema_text

ROOT = Path(__file__).resolve().parents[2]
TABLE = str(ROOT / "fixtures" / "headlines.jsonl")
RUNS = {
    "stories": ["stories", TABLE, "--format", "json"],
    "duplicates": ["duplicates", TABLE, "--format", "json"],
    "explain": ["explain", "h001", "h002", TABLE, "--format", "json"],
    "evaluate": ["evaluate", TABLE, "--gold", "story", "--format", "json"],
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_schemas_in_the_package_are_fresh(name: str) -> None:
    path = FOLDER / f"{name}.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(name), "run: python -m tests.pages"
    assert {one.name for one in FOLDER.iterdir()} == {f"{one}.schema.json" for one in DOCUMENTS}


@pytest.mark.parametrize("name", RUNS)
def test_what_a_command_prints_is_as_the_schema_in_the_package_says(name: str) -> None:
    done = CliRunner().invoke(app, [*RUNS[name], "--quiet", "--no-cache"])
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    assert document["schema_version"] >= 1
    check = fastjsonschema.compile(json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8")))
    check(document)
    check(document | {"later": "a key that is added"})
    del document["schema_version"]
    with pytest.raises(fastjsonschema.JsonSchemaException, match=r"schema_version|any definition"):
        check(document)


def test_the_example_is_as_the_schemas_say() -> None:
    for name, file in (("stories", "stories.json"), ("run", "run.json")):
        held = json.loads((ROOT / "reports" / "example" / file).read_text("utf-8"))
        check_document(name, held)
        with pytest.raises(fastjsonschema.JsonSchemaException):
            check_document(name, held | {"later": 1})  # not before the schema names it
