"""Diagrams in the Mermaid language."""

from __future__ import annotations

from typing import Any

import pytest

import rushlight as st
from rushlight.errors import APIError, InvalidParameterTypeError, InvalidWidthError
from rushlight.testing import AppTest


def drawn(call: str) -> Any:
    return AppTest.from_string(f"import rushlight as st\n{call}").run().get("mermaid_chart")[0].proto


def test_the_text_is_sent_without_its_common_indentation() -> None:
    props = drawn("st.mermaid_chart('''\n    flowchart LR\n      a --> b\n''')")
    assert props.body == "flowchart LR\n  a --> b"
    assert (props.width, props.alt) == ("stretch", None)


@pytest.mark.parametrize("width", ["stretch", "content", 320])
def test_width(width: object) -> None:
    assert drawn(f"st.mermaid_chart('pie', width={width!r})").width == width


def test_alt() -> None:
    assert drawn("st.mermaid_chart('pie', alt='Shares')").alt == "Shares"


def test_what_cannot_be_is_refused() -> None:
    text: Any = 5
    with pytest.raises(InvalidParameterTypeError, match="Mermaid"):
        st.mermaid_chart(text)
    with pytest.raises(APIError, match="empty"):
        st.mermaid_chart("  \n")
    with pytest.raises(InvalidWidthError):
        st.mermaid_chart("pie", width="wide")
