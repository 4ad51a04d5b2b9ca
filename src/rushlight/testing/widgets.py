"""Elements that a user gives values, as tests see and use them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from rushlight.errors import AppTestError, DefaultNotInOptionsError
from rushlight.testing.nodes import Widget

_SCALES = ("int", "float", "datetime", "date", "time")
"""What a slider is about, in the order of their numbers."""


class _Trigger(Widget):
    """Something to click, whose value lasts for the run that answers."""

    @property
    def value(self) -> Any:
        """What a click answers with: that of the last run, or the one that is to come with the next."""
        return self._declared.parse(self._app.clicked_value(self.id))


class Button(_Trigger):
    """Something to click."""

    def click(self) -> Any:
        """Click it, with the next run."""
        self._check()
        self._app.click(self.id)
        return self

    def set_value(self, v: bool) -> Any:
        """Click it if the value is true."""
        self._check()
        if v:
            return self.click()
        self._app.unclick(self.id)
        return self


class DownloadButton(Button):
    """A button that downloads something."""


class Toggle(Widget):
    """A toggle."""

    def check(self) -> Any:
        """Turn it on."""
        return self._set_raw(True)

    def uncheck(self) -> Any:
        """Turn it off."""
        return self._set_raw(False)


class Checkbox(Toggle):
    """A checkbox."""


class _Text(Widget):
    """A field for text."""

    @property
    def placeholder(self) -> str:
        """What it shows while it is empty."""
        return self.proto.placeholder or ""

    @property
    def max_chars(self) -> int:
        """How many characters it takes; 0 for any number."""
        return self.proto.max_chars or 0

    def input(self, v: str) -> Any:
        """Type a text in place of the one it has."""
        return self.set_value(v)


class TextInput(_Text):
    """A field for a line of text."""

    @property
    def autocomplete(self) -> str:
        """What browsers may fill in."""
        return self.proto.autocomplete or ""


class TextArea(_Text):
    """A field for several lines of text."""


class NumberInput(Widget):
    """A field for a number."""

    def increment(self) -> Any:
        """Step up, as far as its maximum."""
        return self._step(1)

    def decrement(self) -> Any:
        """Step down, as far as its minimum."""
        return self._step(-1)

    def _step(self, direction: int) -> Any:
        value = self.value
        if value is None:
            return self
        moved, props = value + direction * self.proto.step, self.proto
        moved = moved if props.max is None else min(moved, props.max)
        return self.set_value(moved if props.min is None else max(moved, props.min))


class TimeInput(Widget):
    """A field for a time."""

    def increment(self) -> Any:
        """Step on, around midnight."""
        return self._step(1)

    def decrement(self) -> Any:
        """Step back, around midnight."""
        return self._step(-1)

    def _step(self, direction: int) -> Any:
        if self.value is None:
            return self
        at = dt.datetime.combine(dt.date(2000, 1, 2), self.value)
        return self.set_value((at + dt.timedelta(seconds=direction * self.proto.step)).time())


class DateInput(Widget):
    """A field for a date, or for two."""

    @property
    def is_range(self) -> bool:
        """Whether it is for a first and a last day."""
        return self.proto.range

    @property
    def min(self) -> dt.date:
        """The first day that can be chosen."""
        return dt.date.fromisoformat(self.proto.min)

    @property
    def max(self) -> dt.date:
        """The last day that can be chosen."""
        return dt.date.fromisoformat(self.proto.max)


class DateTimeInput(Widget):
    """A field for a date with a time."""


class Slider(Widget):
    """A slider."""

    @property
    def data_type(self) -> int:
        """What it is about: 0 whole numbers, 1 floats, 2 dates with times, 3 dates, 4 times."""
        return _SCALES.index(self.proto.scale)

    @property
    def min(self) -> Any:
        """The least value."""
        return self._told(self.proto.min)

    @property
    def max(self) -> Any:
        """The greatest value."""
        return self._told(self.proto.max)

    def set_range(self, lower: Any, upper: Any) -> Any:
        """Move both ends."""
        return self.set_value((lower, upper))

    def _told(self, raw: Any) -> Any:
        parsed = self._declared.parse([raw, raw] if self.proto.range else raw)
        return parsed[0] if self.proto.range else parsed


class _Options(Widget):
    """A widget with options."""

    @property
    def format_func(self) -> Callable[[Any], str]:
        """A function that returns the text of an option."""
        return self._text_of

    def _text_of(self, value: Any) -> str:
        raw = self._declared.dump(value)
        return raw if isinstance(raw, str) else raw[0]


class SelectSlider(_Options):
    """A slider between options."""

    data_type = 0

    def set_range(self, lower: Any, upper: Any) -> Any:
        """Move both ends."""
        return self.set_value((lower, upper))

    def _text_of(self, value: Any) -> str:
        raw = self._declared.dump((value, value) if self.proto.range else value)
        return raw if isinstance(raw, str) else raw[0]


class _Choice(_Options):
    """One of some options."""

    @property
    def index(self) -> int | None:
        """Place of the option chosen."""
        raw = self._raw
        return self.options.index(raw) if raw in self.options else None


class Selectbox(_Choice):
    """A list of which one option is chosen."""

    def select(self, v: Any) -> Any:
        """Choose an option."""
        return self.set_value(v)

    def select_index(self, index: int | None) -> Any:
        """Choose the option at a place, none for None."""
        return self.set_value(None) if index is None else self._set_raw(self.options[index])


class Radio(_Choice):
    """Options side by side of which one is chosen."""


class Multiselect(_Options):
    """A list of which several options are chosen."""

    @property
    def indices(self) -> list[int]:
        """Places of the options chosen."""
        return [self.options.index(text) for text in self._raw if text in self.options]

    @property
    def values(self) -> list[str]:
        """Texts of the options chosen, as the page shows them."""
        return list(self._raw)

    @property
    def max_selections(self) -> int:
        """How many may be chosen; 0 for any number."""
        return self.proto.max_selections or 0

    def select(self, v: Any) -> Any:
        """Choose one option more."""
        return self if v in self.value else self.set_value([*self.value, v])

    def unselect(self, v: Any) -> Any:
        """Take an option back."""
        return self.set_value([each for each in self.value if each != v])

    def select_index(self, index: int) -> Any:
        """Choose the option at a place too."""
        text = self.options[index]
        return self if text in self._raw else self._set_raw([*self._raw, text])

    def _text_of(self, value: Any) -> str:
        return self._declared.dump([value])[0]


class ButtonGroup(_Options):
    """Options as buttons, of which one or several are chosen."""

    @property
    def indices(self) -> list[int]:
        """Places of the options chosen."""
        return [self.options.index(text) for text in self._raw if text in self.options]

    @property
    def formatted_values(self) -> list[str]:
        """Texts of the options chosen, as the page shows them."""
        return list(self._raw)

    def select(self, v: Any) -> Any:
        """Choose an option; where several may be chosen, one more."""
        return self._add(self._text_of(v))

    def unselect(self, v: Any) -> Any:
        """Take an option back."""
        text = self._text_of(v)
        return self._set_raw([each for each in self._raw if each != text])

    def select_index(self, index: int) -> Any:
        """Choose the option at a place; where several may be chosen, one more."""
        return self._add(self.options[index])

    def _add(self, text: str) -> Any:
        kept = [each for each in self._raw if each != text] if self.proto.multiple else []
        return self._set_raw([*kept, text])

    def _text_of(self, value: Any) -> str:
        try:
            return self._declared.dump([value])[0]
        except DefaultNotInOptionsError:
            if not self._is_shown(value):
                raise
            return value

    def _set_raw(self, raw: Any) -> Any:
        return super()._set_raw([raw] if isinstance(raw, str) else raw)


class Feedback(Widget):
    """Stars, faces or thumbs."""


class ColorPicker(Widget):
    """A field for a colour."""

    def pick(self, v: str) -> Any:
        """Choose a colour."""
        return self.set_value(v if v.startswith("#") else f"#{v}")


class Pagination(Widget):
    """Numbers of pages."""

    @property
    def num_pages(self) -> int:
        """How many pages there are."""
        return self.proto.pages

    @property
    def default(self) -> int:
        """The page at first."""
        return self._declared.default

    def select(self, page: int) -> Any:
        """Go to a page."""
        return self.set_value(page)

    def set_value(self, v: int) -> Any:
        """Go to a page. Raises AppTestError if there is no such page."""
        if isinstance(v, bool) or not isinstance(v, int) or not 1 <= v <= self.num_pages:  # pyright: ignore
            raise AppTestError(f"The pagination {self.key or ''!r} has pages 1 to {self.num_pages}; given: {v!r}.")
        return super().set_value(v)


class MenuButton(_Trigger, _Options):
    """A button with a menu."""

    def click(self, v: Any = None) -> Any:
        """Choose an action, given as an option or as the page shows it; the first if none is given."""
        return self.click_index(0 if v is None else self._place_of(v))

    def click_index(self, index: int) -> Any:
        """Choose the action at an index."""
        self._check()
        self._app.click(self.id, self.options[index])
        return self

    def set_value(self, v: Any) -> Any:
        """Choose an action with the next run; None chooses none."""
        if v is not None:
            return self.click(v)
        self._app.unclick(self.id)
        return self

    def _text_of(self, value: Any) -> str:
        return self.options[self._place_of(value)]

    def _place_of(self, value: Any) -> int:
        for place, text in enumerate(self.options):
            if value == text or value == self._declared.parse(text):
                return place
        raise AppTestError(f"The menu {self.key or self.label!r} has no action {value!r}; it has {self.options}.")


class _Files(Widget):
    """A place for files."""

    mime = "application/octet-stream"
    """The type of files whose type is not said."""

    def upload(self, filename: str, content: bytes, mime_type: str | None = None) -> Any:
        """Upload a file; where only one is taken, in place of the one that there is."""
        self._check()
        id = self._app.upload(filename, content, mime_type or self.mime)
        return self._set_raw([*self._raw, id] if getattr(self.proto, "multiple", False) else [id])

    def clear(self) -> Any:
        """Remove all files."""
        return self._set_raw([])

    def set_value(self, v: Any) -> Any:
        """Upload one (name, content, type) or several in place of those that there are; None for none."""
        self.clear()
        for each in v if isinstance(v, list) else [v] if v is not None else []:  # pyright: ignore
            self.upload(*each)
        return self


class FileUploader(_Files):
    """A place for files."""

    @property
    def accept_multiple_files(self) -> bool:
        """Whether it takes several."""
        return self.proto.multiple

    @property
    def accept_directory(self) -> bool:
        """Whether it takes whole folders."""
        return self.proto.directory

    @property
    def allowed_type(self) -> list[str]:
        """The endings of names that it takes; none for any."""
        return list(self.proto.types)


class CameraInput(_Files):
    """A camera."""

    mime = "image/jpeg"

    @property
    def resolution(self) -> str | None:
        """How large its pictures are, such as "1280x720"; None for the camera's own size."""
        wide, high = self.proto.wide, self.proto.high
        return f"{wide}x{high}" if wide and high else None


class AudioInput(_Files):
    """A microphone."""

    mime = "audio/wav"


class ChatInput(_Trigger):
    """A field for messages, perhaps with files."""

    def set_value(self, v: str | None) -> Any:
        """Send a message with the next run; None sends no text."""
        self._check()
        return self._send(text="" if v is None else str(v))

    def upload(self, filename: str, content: bytes, mime_type: str = "application/octet-stream") -> Any:
        """Send a file with the next run. Raises AppTestError if the field takes none."""
        self._check()
        if self.proto.files == "none":
            raise AppTestError(f"The chat_input {self.key or ''!r} takes no files: it has no `accept_file`.")
        id = self._app.upload(filename, content, mime_type)
        kept = self._draft["files"] if self.proto.files != "one" else []
        return self._send(files=[*kept, id])

    def clear(self) -> Any:
        """Send nothing after all."""
        self._app.unclick(self.id)
        return self

    @property
    def _draft(self) -> dict[str, Any]:
        return self._app.draft_of(self.id) or {"text": "", "files": [], "audio": None}

    def _send(self, **parts: Any) -> Any:
        draft = {**self._draft, **parts}
        if draft["text"] or draft["files"]:
            self._app.click(self.id, draft)
        else:
            self._app.unclick(self.id)
        return self


class Chart(Widget):
    """A chart whose selections are returned."""

    def select(self, selection: Any) -> Any:
        """Select parts of it, as its browser part would report them."""
        return self._set_raw(selection)
