"""JSON text of what scripts have: also of frames, arrays, dates and missing values."""

from __future__ import annotations

from typing import Any

import msgspec


def json_text(value: Any) -> str:
    """Return a value as JSON text: frames as lists by column, arrays as lists, dates as text, what is missing as null."""
    return _ENCODER.encode(value).decode()


def _plain(value: Any) -> Any:
    """Return a value of pandas, polars, numpy or Arrow as one that JSON has: a frame as lists by column."""
    if hasattr(value, "to_pydict"):
        return value.to_pydict()
    if hasattr(value, "columns") and hasattr(value, "to_dict"):
        is_polars = type(value).__module__.startswith("polars")
        return value.to_dict(as_series=False) if is_polars else value.to_dict(orient="list")
    for name in ("tolist", "to_list", "to_pylist"):
        if hasattr(value, name):
            return getattr(value, name)()
    # A missing value, such as pandas' NaT, is not even equal to itself.
    return None if value != value else value.isoformat() if hasattr(value, "isoformat") else str(value)


_ENCODER = msgspec.json.Encoder(enc_hook=_plain, decimal_format="number")
