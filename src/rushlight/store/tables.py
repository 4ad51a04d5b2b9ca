"""Arrays and tables as bytes and back: the formats of NumPy and Arrow, which hold no code. Pure.

Packages are imported by those who have a value of them, here only when such a value is read.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from rushlight.errors import UnstorableError

Form: TypeAlias = Any
"""Values that the codec knows."""


def write(value: Any) -> tuple[str, Form] | None:
    """Return the kind and form of an array or table; None for what is none."""
    package = type(value).__module__.partition(".")[0]
    if package not in _PACKAGES:
        return None
    for kind, (belongs, form, _) in _PACKAGES[package].items():
        if belongs(value):
            return f"{package}.{kind}", form(value)
    return None


def read(kind: str, form: Form) -> Any:
    """Return the array or table of a kind and form."""
    package, _, name = kind.partition(".")
    return _PACKAGES[package][name][2](form)


def zone_form(zone: tzinfo | None) -> Form:
    """Return the form of a time zone: a name, or seconds and a name. Raises UnstorableError for a zone of another kind."""
    if zone is None:
        return None
    if zone is UTC:
        return "UTC"
    if type(zone) is timezone:
        return [zone.utcoffset(None).total_seconds(), zone.tzname(None)]
    name = getattr(zone, "key", None) or getattr(zone, "zone", None)
    if not isinstance(name, str):
        raise UnstorableError(f"a time zone of the type {type(zone).__qualname__} has no name")
    return f"zone {name}"


def zone_of(form: Form) -> tzinfo | None:
    """Return the time zone of a form."""
    if form is None:
        return None
    if form == "UTC":
        return UTC
    if isinstance(form, str):
        return ZoneInfo(form.removeprefix("zone "))
    seconds, name = form
    delta = timedelta(seconds=seconds)
    plain = timezone(delta)
    return plain if plain.tzname(None) == name else timezone(delta, name)


# --- NumPy --------------------------------------------------------------------------------------------------------------


def _array_form(array: Any) -> Form:
    if array.dtype.hasobject:
        if array.dtype != object:
            raise UnstorableError("an array whose fields are objects has no form of its own")
        return [list(array.shape), list(array.reshape(-1))]
    file = io.BytesIO()
    _numpy().save(file, array, allow_pickle=False)
    return file.getvalue()


def _array(form: Form) -> Any:
    if isinstance(form, bytes):
        return _numpy().load(io.BytesIO(form), allow_pickle=False)
    shape, items = form
    return _objects(items).reshape(shape)


def _objects(items: list[Any]) -> Any:
    """Return an array of objects, lists among them too."""
    array = _numpy().empty(len(items), dtype=object)
    for place, item in enumerate(items):
        array[place] = item
    return array


def _scalar_form(value: Any) -> Form:
    return _array_form(_numpy().asarray(value))


def _numpy() -> Any:
    import numpy

    return numpy


# --- pandas -------------------------------------------------------------------------------------------------------------


def _frame_form(frame: Any) -> Form:
    """Columns of objects are written one by one, each cell with its type; Arrow has the others."""
    objects = [place for place, dtype in enumerate(frame.dtypes) if _is_object(dtype)]
    others = [place for place in range(frame.shape[1]) if place not in objects]
    plain = frame.iloc[:, others].set_axis([str(place) for place in others], axis=1)
    table = _arrow().Table.from_pandas(plain, preserve_index=False) if others else None
    return [
        None if table is None else _stream_form(table),
        {str(place): list(frame.iloc[:, place]) for place in objects},
        _index_form(frame.columns),
        _index_form(frame.index),
        frame.attrs,
    ]


def _is_object(dtype: Any) -> bool:
    return str(dtype) == "object"


def _frame(form: Form) -> Any:
    stream, objects, columns, index, attrs = form
    pd = _pandas()
    names, rows = _index(columns), _index(index)
    table: Any = None if stream is None else _stream(stream).to_pandas()
    if objects or table is None:
        cells = {each: pd.Series(_objects(items), dtype=object) for each, items in objects.items()}
        plain: Any = table
        parts = {each: cells[each] if each in cells else plain[each] for each in map(str, range(len(names)))}
        table = pd.DataFrame(parts, index=pd.RangeIndex(len(rows)))
    # What Arrow lends may be written to by nobody.
    made = table.copy()
    made.columns, made.index = names, rows
    made.attrs = attrs
    return made


def _series_form(series: Any) -> Form:
    return [_frame_form(series.to_frame("value")), series.name]


def _series(form: Form) -> Any:
    frame, name = form
    made = _frame(frame)["value"]
    made.name = name
    return made


def _index_form(index: Any) -> Form:
    pd = _pandas()
    if type(index) is pd.RangeIndex:
        return ["range", index.start, index.stop, index.step, index.name]
    if type(index) is pd.MultiIndex:
        return [
            "levels",
            [_index_form(level) for level in index.levels],
            [_array_form(_numpy().asarray(codes)) for codes in index.codes],
            list(index.names),
        ]
    if type(index).__module__.partition(".")[0] != "pandas":
        raise UnstorableError(f"an index of the type {type(index).__qualname__} has no form of its own")
    values = pd.Series(index.array).to_frame("value")
    plain = _arrow().Table.from_pandas(values, preserve_index=False) if not _is_object(values.dtypes.iloc[0]) else None
    return [
        "values",
        list(values["value"]) if plain is None else _stream_form(plain),
        index.name,
        getattr(index, "freqstr", None),
    ]


def _index(form: Form) -> Any:
    pd = _pandas()
    match form:
        case ["range", start, stop, step, name]:
            return pd.RangeIndex(start, stop, step, name=name)
        case ["levels", levels, codes, names]:
            return pd.MultiIndex(levels=list(map(_index, levels)), codes=list(map(_array, codes)), names=names)
        case ["values", list() as items, name, _]:
            return pd.Index(_objects(items), dtype=object, name=name)
        case ["values", stream, name, freq]:
            values = _stream(stream).to_pandas()["value"]
            made = pd.Index(values.array.copy(), dtype=values.dtype, name=name)
            if freq is not None and isinstance(made, pd.DatetimeIndex | pd.TimedeltaIndex):
                made.freq = freq
            return made
        case _:
            raise ValueError("no such index")


def _moment_form(value: Any) -> Form:
    return [int(value.asm8.view("i8")), value.unit, zone_form(value.tzinfo)]


def _moment(form: Form) -> Any:
    count, unit, zone = form
    made = _pandas().Timestamp(_numpy().datetime64(count, unit))
    return made if zone is None else made.tz_localize("UTC").tz_convert(zone_of(zone))


def _span_form(value: Any) -> Form:
    return [int(value.asm8.view("i8")), value.unit]


def _span(form: Form) -> Any:
    return _pandas().Timedelta(_numpy().timedelta64(*form))


def _pandas() -> Any:
    import pandas

    return pandas


def _is_pandas(*names: str) -> Callable[[Any], bool]:
    return lambda value: type(value).__qualname__ in names


def _is_index(value: Any) -> bool:
    return isinstance(value, _pandas().Index)


# --- polars -------------------------------------------------------------------------------------------------------------


def _polars_form(frame: Any) -> Form:
    if any("Object" in str(dtype) for dtype in frame.dtypes):
        raise UnstorableError("a polars frame with columns of Python objects has no form of its own")
    file = io.BytesIO()
    frame.write_ipc(file)
    return file.getvalue()


def _polars_frame(form: Form) -> Any:
    import polars

    return polars.read_ipc(io.BytesIO(form))


# --- Arrow --------------------------------------------------------------------------------------------------------------


def _stream_form(table: Any) -> bytes:
    pa = _arrow()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def _stream(form: bytes) -> Any:
    pa = _arrow()
    with pa.ipc.open_stream(form) as reader:
        return reader.read_all()


def _batch(form: Form) -> Any:
    table = _stream(form).combine_chunks()
    batches: Sequence[Any] = table.to_batches()
    return batches[0] if batches else _arrow().RecordBatch.from_pylist([], schema=table.schema)


def _arrow() -> Any:
    import pyarrow

    return pyarrow


def _is_arrow(*names: str) -> Callable[[Any], bool]:
    def belongs(value: Any) -> bool:
        pa: Any = sys.modules["pyarrow"]
        return isinstance(value, tuple(getattr(pa, name) for name in names))

    return belongs


def _chunked(form: Form) -> Any:
    return _stream(form).column(0)


_Rule: TypeAlias = tuple[Callable[[Any], bool], Callable[[Any], Form], Callable[[Form], Any]]

_PACKAGES: dict[str, dict[str, _Rule]] = {
    "numpy": {
        "array": (lambda value: type(value) is _numpy().ndarray, _array_form, _array),
        "scalar": (lambda value: isinstance(value, _numpy().generic), _scalar_form, lambda form: _array(form)[()]),
    },
    "pandas": {
        "frame": (_is_pandas("DataFrame"), _frame_form, _frame),
        "series": (_is_pandas("Series"), _series_form, _series),
        "index": (_is_index, _index_form, _index),
        "moment": (_is_pandas("Timestamp"), _moment_form, _moment),
        "span": (_is_pandas("Timedelta"), _span_form, _span),
        "no_time": (_is_pandas("NaTType"), lambda _: None, lambda _: _pandas().NaT),
        "nothing": (_is_pandas("NAType"), lambda _: None, lambda _: _pandas().NA),
    },
    "polars": {
        "frame": (_is_pandas("DataFrame"), _polars_form, _polars_frame),
        "series": (
            _is_pandas("Series"),
            lambda value: [_polars_form(value.to_frame()), value.name],
            lambda form: _polars_frame(form[0]).to_series().alias(form[1]),
        ),
    },
    "pyarrow": {
        "table": (_is_arrow("Table"), _stream_form, _stream),
        "batch": (
            _is_arrow("RecordBatch"),
            lambda value: _stream_form(_arrow().Table.from_batches([value])),
            _batch,
        ),
        "chunked": (
            _is_arrow("ChunkedArray"),
            lambda value: _stream_form(_arrow().table({"": value})),
            _chunked,
        ),
        "array": (
            _is_arrow("Array"),
            lambda value: _stream_form(_arrow().table({"": value})),
            lambda form: (
                _arrow().concat_arrays(_chunked(form).chunks)
                if _chunked(form).chunks
                else _chunked(form).combine_chunks()
            ),
        ),
    },
}
"""Packages, the kinds of their values, and how each is known, written and read."""
