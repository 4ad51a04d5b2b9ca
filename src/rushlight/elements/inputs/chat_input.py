"""A field for messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import Args, Key, Kwargs, checked_key, choice, facts_of, reaction
from rushlight.elements.inputs.uploaded import UploadedFile, endings, most_megabytes, upload_ids, uploaded
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidLayoutContextError, InvalidValueError
from rushlight.run.container import Container, region
from rushlight.state.widget import Widget
from rushlight.tree.build import MAIN
from rushlight.tree.node import Props

RATES = (8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000)
"""Samples per second that recordings may have."""


class ChatInput(Props, frozen=True, kw_only=True):
    placeholder: str
    most_characters: int | None = None
    files: Literal["none", "one", "several", "directory"] = "none"
    types: list[str] = []
    max_megabytes: int = 200
    audio: bool = False
    sample_rate: int | None = 16000
    mode: Literal["submit", "disable", "stop"] = "submit"
    """What the button does while the script runs."""
    disabled: bool = False
    width: Size = "stretch"
    height: Size = "content"


class ChatInputValue(Mapping[str, Any]):
    """A message with what was attached to it; also a mapping.

    Attributes:
        text: the message.
        files: the files attached, as `file_uploader` gives them.
        audio: the recording, or None.
    """

    def __init__(self, text: str, files: list[UploadedFile], audio: UploadedFile | None = None) -> None:
        self.text = text
        self.files = files
        self.audio = audio

    def __getitem__(self, name: str) -> Any:
        try:
            return self.to_dict()[name]
        except KeyError:
            raise KeyError(f"a message has text, files and audio; asked for: {name!r}") from None

    def __len__(self) -> int:
        return len(self.to_dict())

    def __iter__(self) -> Iterator[str]:
        return iter(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return text, files and audio as a dict."""
        return {"text": self.text, "files": self.files, "audio": self.audio}

    def __repr__(self) -> str:
        return f"ChatInputValue(text={self.text!r}, files={self.files!r}, audio={self.audio!r})"


@element
def chat_input(
    container: Container,
    placeholder: str = "Your message",
    *,
    key: Key = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: bool | Literal["multiple", "directory"] = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: bool = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: Literal["submit", "disable", "stop"] = "submit",
    on_submit: Callable[..., Any] | None = None,
    args: Args = None,
    kwargs: Kwargs = None,
    width: Size = "stretch",
    height: Size = "content",
) -> Any:
    """Show a field for messages: Enter sends, Shift+Enter begins a new line.

    On the page itself it stays at the bottom; in a container it stands where it is written.

    Args:
        placeholder: shown while it is empty.
        key: a name of its own.
        max_chars: the greatest number of characters.
        max_upload_size: megabytes of a file at most; None for the setting `server.maxUploadSize`.
        accept_file: True for a file, "multiple" for several, "directory" for those of a folder.
        file_type: the endings of their names, such as "csv" or ["png", "jpg"], the words "image", "audio", "video" and
            "text", or media types.
        accept_audio: a recording may be sent.
        audio_sample_rate: samples per second of recordings; None for the device's own.
        disabled: cannot be used.
        submit_mode: what happens to it until the run that answers a message has ended: with "submit" the user can send
            the next one, with "disable" not, and "stop" shows a button that stops the run.
        on_submit: called before the script when a message was sent.
        args: positional arguments of `on_submit`.
        kwargs: named arguments of `on_submit`.
        width: "stretch" or a number of pixels.
        height: "content" (it grows with the message), "stretch", or a number of pixels.

    Returns:
        The message in the run that answers it, else None: a text, or a `ChatInputValue` where files or recordings are
        accepted.

    Raises:
        InvalidLayoutContextError: in a form.
        InvalidValueError: for an unknown mode or sample rate, or a `max_upload_size` below 1.

    Example:
        >>> question = st.chat_input("Ask me anything")
        >>> if question:
        ...     st.chat_message("user").write(question)
    """
    if container.form_key is not None:
        raise InvalidLayoutContextError("A chat input cannot be in a form. Put it outside.")
    if audio_sample_rate not in (None, *RATES):
        raise InvalidValueError.choice("audio_sample_rate", audio_sample_rate, (*RATES, None))
    place = region("bottom") if container.node.id == MAIN else container
    context = container.context
    types, limit = endings(file_type), most_megabytes(context, max_upload_size)
    files = {False: "none", True: "one", "multiple": "several", "directory": "directory"}[
        choice("accept_file", accept_file, (False, True, "multiple", "directory"))
    ]
    plain = files == "none" and not accept_audio
    submit = reaction(container, "chat_input", on_submit, args, kwargs, parameter="on_submit", words=())
    props = ChatInput(
        placeholder=str(placeholder),
        most_characters=max_chars,
        files=files,  # pyright: ignore[reportArgumentType]
        types=types,
        max_megabytes=limit,
        audio=bool(accept_audio),
        sample_rate=audio_sample_rate,
        mode=choice("submit_mode", submit_mode, ("submit", "disable", "stop")),
        disabled=bool(disabled),
        width=sizes.width(width, ("stretch",)),
        height=sizes.height(height),
    )

    def parse(raw: Any) -> Any:
        if raw is None:
            return None
        text, ids, recording = _message(raw, max_chars)
        if plain and (ids or recording):
            raise ValueError("no files and recordings are accepted")
        if plain:
            return text
        if len(ids) > 1 and files in ("none", "one"):
            raise ValueError("one file at most is accepted")
        return ChatInputValue(
            text,
            [uploaded(context, id, types, limit, in_folder=files == "directory") for id in ids],
            uploaded(context, recording, [".wav"], limit) if recording and accept_audio else None,
        )

    return place.widget(
        props,
        Widget(
            command="chat_input",
            default=None,
            parse=parse,
            # A message cannot be sent by the script: what it assigns has no effect.
            dump=lambda _: None,
            key=checked_key(key),
            facts=facts_of(props),
            key_facts=(files, tuple(types), max_chars, max_upload_size),
            callback=submit.callback,
            trigger=True,
            disabled=bool(disabled),
        ),
    )


def _message(raw: Any, most: int | None) -> tuple[str, list[str], str | None]:
    """Return the text, the ids of files and that of a recording. Raises TypeError or ValueError for no message."""
    if isinstance(raw, str):
        raw = {"text": raw}
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):  # pyright: ignore[reportUnknownMemberType]
        raise TypeError("a message has a text")
    message: dict[str, Any] = raw  # pyright: ignore[reportUnknownVariableType]
    text, audio = message["text"], message.get("audio")
    if most and len(text) > most:
        raise ValueError(f"a message has at most {most} characters")
    if audio is not None and not isinstance(audio, str):
        raise TypeError("a recording is named by its upload id")
    return text, upload_ids(message.get("files", [])), audio
