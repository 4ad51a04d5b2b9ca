"""Templates, and how values are written in each language that they are for."""

from __future__ import annotations

import json
import re
import shlex
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def rendered(template: str, **values: Any) -> str:
    """Return the text of a template of the folder `templates`, whose name ends in .in there."""
    text = _environment().get_template(f"{template}.in").render(values)
    return f"{text.rstrip()}\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("rushlight.deploy"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # no HTML: each value goes through the filter of its language
    )
    environment.filters.update(sh=shlex.quote, text=_quoted, unit=_unit_word, nginx=_quoted, words=_words)
    return environment


def _quoted(value: object) -> str:
    """Return a text in double quotes, as YAML, JSON and nginx read it."""
    return json.dumps(str(value), ensure_ascii=False)


def _words(values: list[str]) -> str:
    """Return a command of words for a shell."""
    return " ".join(map(shlex.quote, values))


def _unit_word(value: object) -> str:
    """Return a text as one word of a command in a unit of systemd, which knows $ and % as well."""
    text = str(value).replace("%", "%%").replace("$", "$$")
    return text if re.fullmatch(r"[\w@%+=:,./$-]+", text) else _quoted(text)
