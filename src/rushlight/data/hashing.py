"""Content of frames and arrays as bytes, for cache keys."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from rushlight.data.frame import Frame
from rushlight.data.kinds import is_frame_like

FRAME_ROWS = 50_000
"""Frames of more rows are sampled."""
ARRAY_ITEMS = 500_000
"""Arrays of more items are sampled."""
_SEED = 0
_PART = 50_000
"""Rows that are read at a time."""


def digest(value: Any) -> bytes:
    """Return a hash (BLAKE2b, RFC 7693) of a frame's, series' or array's content, types and names.

    Large ones are sampled, always the same items. Raises TypeError for anything else.
    """
    package = type(value).__module__.partition(".")[0]
    if not is_frame_like(value):
        raise TypeError(f"a {type(value).__name__} is no frame")
    hasher = blake2b(type(value).__qualname__.encode(), digest_size=32)
    match package:
        case "pandas":
            _add_pandas(hasher, value)
        case "numpy":
            _add_array(hasher, value)
        case "polars":
            _add_arrow(hasher, value.collect() if hasattr(value, "collect") else value)
        case _:
            _add_arrow(hasher, value)
    return hasher.digest()


def content_of(frame: Frame) -> str:
    """Return a name of a frame's whole content, types and names; it is kept with the frame once made."""
    if frame.content is None:
        from rushlight.data.arrow_frames import to_ipc

        hasher = blake2b(repr([(c.name, c.type, c.is_index) for c in frame.columns]).encode(), digest_size=16)
        for start in range(0, frame.row_count, _PART):
            hasher.update(to_ipc(frame.slice(start, start + _PART)))
        frame.content = f"content-{hasher.hexdigest()}"
    return frame.content


def _add_pandas(hasher: Any, value: Any) -> None:
    import pandas as pd
    from pandas.util import hash_pandas_object

    if isinstance(value, pd.Index):
        value = value.to_frame(index=False)
    elif isinstance(value, pd.Series):
        hasher.update(repr(value.name).encode())
        value = value.to_frame("values")
    if type(value).__name__ == "Styler":
        value = value.data
    hasher.update(repr((value.shape, list(map(repr, value.columns)), list(map(str, value.dtypes)))).encode())
    if len(value) >= FRAME_ROWS:
        value = value.sample(n=10_000, random_state=_SEED)
    try:
        hashes: Any = hash_pandas_object(value)  # pyright: ignore[reportCallIssue, reportGeneralTypeIssues]
        hasher.update(hashes.to_numpy().tobytes())
    except TypeError:
        hasher.update(repr([list(value.index), value.to_numpy(dtype=object).tolist()]).encode(errors="surrogatepass"))


def _add_array(hasher: Any, value: Any) -> None:
    import numpy as np

    hasher.update(repr((value.shape, str(value.dtype))).encode())
    if value.size >= ARRAY_ITEMS:
        state = np.random.RandomState(_SEED)
        value = value.reshape(-1)[np.sort(state.choice(value.size, 100_000))]
    if value.dtype.hasobject:
        hasher.update(repr(value.tolist()).encode(errors="surrogatepass"))
    else:
        hasher.update(np.ascontiguousarray(value).tobytes())


def _add_arrow(hasher: Any, value: Any) -> None:
    import numpy as np

    from rushlight.data.arrow_frames import to_ipc
    from rushlight.data.snapshot import snapshot

    frame = snapshot(value)
    hasher.update(repr((frame.row_count, [(c.name, c.type) for c in frame.columns])).encode())
    if frame.row_count >= FRAME_ROWS:
        state = np.random.RandomState(_SEED)
        hasher.update(to_ipc(frame.rows(np.sort(state.choice(frame.row_count, 10_000)))))
    else:
        hasher.update(to_ipc(frame.table()))
