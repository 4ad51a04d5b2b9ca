"""What packages ask of forms."""

from __future__ import annotations

from typing import Any

from rushlight.run.container import active


def is_in_form(dg: Any) -> bool:
    """Tell whether a place, or what is being written to, is in a form."""
    return current_form_id(dg) != ""


def current_form_id(dg: Any) -> str:
    """Return the key of the form around a place, or an empty text."""
    found = getattr(dg, "form_key", None) or active().form_key
    return found or ""
