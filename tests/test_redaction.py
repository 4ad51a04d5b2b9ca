"""Masking secrets, wherever they turn up."""

from __future__ import annotations

import html
import json
import subprocess
import sys
from urllib.parse import quote

import pytest

from rushlight.redaction import MASK, hide, redacted


def test_text_without_secrets_stays() -> None:
    assert redacted("anything") == "anything"
    hide(["s3cr3t-value"])
    assert redacted("anything") == "anything"


@pytest.mark.parametrize(
    "shown",
    [
        str, repr, json.dumps, html.escape, quote, lambda s: quote(s, safe=""),
        lambda s: f"https://example.org/?token={quote(s, safe='')}&x=1", lambda s: f"('{s}', 5)",
    ],
)  # fmt: skip
def test_a_secret_is_masked_however_it_is_quoted(shown: object) -> None:
    secret = "p<ä\"ss>\\wörd/+& 'x"
    hide([secret])
    text = f"before {shown(secret)} after"  # type: ignore[operator]
    assert "ss>" not in redacted(text)
    assert "rd" not in redacted(text)
    assert redacted(text).startswith("before ")
    assert redacted(text).endswith(" after")


def test_a_short_word_is_masked_only_as_a_word() -> None:
    hide(["prod", "on", ""])
    assert redacted("prod is a product, on") == f"{MASK} is a product, on"


def test_of_an_address_the_password_is_masked_alone_too() -> None:
    hide(["postgresql://ann:p%40ss-word@db.example/sales?sslmode=require&api_key=k-12345"])
    assert redacted("password p@ss-word, p%40ss-word, key k-12345, require") == (
        f"password {MASK}, {MASK}, key {MASK}, require"
    )


def test_the_lines_of_a_key_are_masked_one_by_one() -> None:
    line = "MIIEvQIBADANBgkqhkiG9w0BAQ"
    hide([f"-----BEGIN PRIVATE KEY-----\n{line}\nshort\n-----END PRIVATE KEY-----\n"])
    assert redacted(f"line: {line}") == f"line: {MASK}"
    assert redacted("short") == "short"


def test_the_longer_of_two_secrets_wins() -> None:
    hide(["abcdef-12", "abcdef-12-and-more"])
    assert redacted("abcdef-12-and-more") == MASK


def test_masking_a_long_text_is_quick() -> None:
    code = (
        "from rushlight.redaction import hide, redacted\n"
        "hide(f'secret-{i}-value-{i}' for i in range(500))\n"
        "assert redacted('x' * 2_000_000 + 'secret-7-value-7').endswith('x********')\n"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


@pytest.mark.parametrize(
    "shown",
    [
        lambda s: s, repr, ascii, json.dumps, lambda s: repr(repr(s)), lambda s: json.dumps(json.dumps(s)),
        lambda s: json.dumps(repr(s)), quote, lambda s: "  | " + s.replace("\n", "\n  | "), lambda s: html.escape(html.unescape(s)),
    ],
)  # fmt: skip
def test_a_secret_of_several_lines_is_masked_whole_even_if_quoted_twice(shown: object) -> None:
    secret = 'ab\\c"d\nsecond li/ne\r\n\n  \U0001f600 ü+&<end\tof'
    hide([secret])
    rest = redacted(shown(secret))  # type: ignore[operator]
    assert rest.replace(MASK, "").strip("\\\"'| ") == ""
