"""Tables, as tests see them."""

from __future__ import annotations

from typing import Any

from rushlight.errors import AppTestError
from rushlight.testing.nodes import Element, Widget


class Dataframe(Element):
    """A table of data."""

    @property
    def value(self) -> Any:
        """The data as a pandas frame."""
        return _pandas(self._frame)

    @property
    def editing_mode(self) -> str:
        """Which rows can be edited: "read_only" for a table that cannot be."""
        return "read_only"

    def click(self, column: str, row: int) -> Any:
        """Click a cell of a column of buttons, with the next run."""
        for each in self._node.props.columns:  # pyright: ignore
            types = each.config.get("type_config", {})
            if column in (each.name, each.label) and types.get("type") == "button":
                cells = self._frame.slice(row, row + 1)[each.name].to_pylist()
                label = "" if not cells or cells[0] is None else str(cells[0])
                if "widget" in types:
                    self._app.click(types["widget"], {"row": row, "label": label})
                return self
        raise AppTestError(f"The table has no column of buttons {column!r}.")

    @property
    def _frame(self) -> Any:
        return self._app.run_context.app.shelf.frame(self._node.props.source)  # pyright: ignore


class Editor(Widget, Dataframe):
    """A table that is edited. Rows are named by their places in the data; added ones go on counting after them."""

    @property
    def value(self) -> Any:
        """The data after edits, as a pandas frame."""
        from rushlight.data.editing import editable
        from rushlight.data.snapshot import snapshot

        return _pandas(snapshot(editable(self._frame.source).edited(self._edits)))

    @property
    def edits(self) -> Any:
        """The edits, as `session_state` has them."""
        from rushlight.data.edits import state_of

        return state_of(self._edits)

    @property
    def editing_mode(self) -> str:
        """Which rows can be edited: "fixed", "dynamic", "add" or "delete"."""
        return self.proto.num_rows

    def edit(self, row: int, column: str, value: Any) -> Any:
        """Enter a value in a cell; None empties it."""
        from rushlight.data.cell_values import raw_of

        self._check_cell(column)
        raw, rows = self._state, self.proto.rows
        if row >= rows + len(raw["added_rows"]):
            raise AppTestError(f"The table has no row {row}; it has {rows + len(raw['added_rows'])}.")
        cells = raw["added_rows"][row - rows] if row >= rows else raw["edited_rows"].setdefault(row, {})
        cells[column] = raw_of(value)
        return self.set_value(raw)

    def add(self, values: dict[str, Any] | None = None, **more: Any) -> Any:
        """Add a row, with these values by column; columns that are not named get their default."""
        from rushlight.data.cell_values import raw_of

        if self.proto.num_rows not in ("dynamic", "add"):
            raise AppTestError("No rows can be added: the editor is not `num_rows='dynamic'` or 'add'.")
        given = {**(values or {}), **more}
        for name in given:
            self._check_cell(name)
        defaults = {each.name: each.config.get("default") for each in self.proto.columns}
        cells = {name: value for name, value in defaults.items() if value is not None}
        raw = self._state
        raw["added_rows"].append({**cells, **{name: raw_of(value) for name, value in given.items()}})
        return self.set_value(raw)

    def delete(self, *rows: int) -> Any:
        """Delete rows."""
        if self.proto.num_rows not in ("dynamic", "delete"):
            raise AppTestError("No rows can be deleted: the editor is not `num_rows='dynamic'` or 'delete'.")
        raw, count = self._state, self.proto.rows
        raw["deleted_rows"] = sorted({*raw["deleted_rows"], *(row for row in rows if row < count)})
        raw["added_rows"] = [cells for place, cells in enumerate(raw["added_rows"], count) if place not in rows]
        return self.set_value(raw)

    @property
    def _edits(self) -> Any:
        from rushlight.data.edits import read

        return read(self._raw)

    @property
    def _state(self) -> dict[str, Any]:
        from rushlight.data.edits import state_of

        return state_of(self._edits)

    def _check_cell(self, column: str) -> None:
        editable = ["_index" if each.is_index else each.name for each in self.proto.columns if each.editable]
        if column not in editable:
            raise AppTestError(f"The column {column!r} cannot be edited; those that can be are {editable}.")

    def _check(self) -> None:
        if self.proto.disabled:
            raise AppTestError(f"The data_editor {self.key or ''!r} is disabled: a user could not change it.")


class Table(Element):
    """A static table."""

    @property
    def value(self) -> Any:
        """The texts of the table as a pandas frame; columns of numbers as numbers."""
        import pandas

        props, count = self.proto, self.proto.index_columns
        columns = [[row[place] for row in props.rows] for place in range(len(props.head))]
        read = [_read(texts, number) for texts, number in zip(columns, _flags(props.numeric, count), strict=True)]
        frame = pandas.DataFrame(dict(enumerate(read[count:])))
        frame.columns = props.head[count:]
        if count == 1:
            frame.index = pandas.Index(read[0])
        elif count:
            frame.index = pandas.MultiIndex.from_arrays(read[:count], names=props.head[:count])
        return frame


def _flags(numeric: list[bool], count: int) -> list[bool]:
    """Return which columns are of numbers, those of the index included: they are if all of their texts are."""
    return [True] * count + numeric[count:]


def _read(texts: list[str], is_number: bool) -> list[Any]:
    """Return texts as numbers if all of them are."""
    if not is_number:
        return texts
    try:
        return [int(text) for text in texts]
    except ValueError:
        pass
    try:
        return [float(text) for text in texts]
    except ValueError:
        return texts


def _pandas(frame: Any) -> Any:
    from rushlight.data.snapshot import snapshot

    source = frame.source
    if type(source).__module__.startswith("pandas") and hasattr(source, "columns"):
        return source
    table = snapshot(source).table().to_pandas()
    names = [column.name for column in frame.columns if column.is_index]
    return table.set_index(names).rename_axis(None) if names else table
