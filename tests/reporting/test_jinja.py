"""Templates of both pages escape what they are given and stop at a name that is not known."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from clustering.reporting.jinja import template_environment


@pytest.mark.parametrize(
    ("package", "page"),
    [("clustering.reporting", "index.html.j2"), ("clustering.reporting.tuning", "tune.html.j2")],
)
def test_the_templates_of_a_package_are_found(package: str, page: str) -> None:
    assert page in template_environment(package).list_templates()


def test_text_is_escaped_and_an_unknown_name_is_an_error() -> None:
    environment = template_environment("clustering.reporting")
    assert environment.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        environment.from_string("{{ txet }}").render(text="<b>")
