"""Types of what widgets return and keep in `session_state`, for annotations.

Example:
    >>> from rushlight.typing import DataframeState
    >>> def chosen(event: DataframeState) -> list[int]:
    ...     return event.selection.rows
"""

from __future__ import annotations

from rushlight.elements.data.data_editor import EditorState as DataEditorState
from rushlight.elements.inputs.chat_input import ChatInputValue
from rushlight.elements.inputs.uploaded import UploadedFile
from rushlight.elements.selection import (
    ButtonColumnClickState,
    DataframeState,
    EChartsState,
    PlotlyState,
    PydeckState,
    VegaLiteState,
)

__all__ = [
    "ButtonColumnClickState",
    "ChatInputValue",
    "DataEditorState",
    "DataframeState",
    "EChartsState",
    "PlotlyState",
    "PydeckState",
    "UploadedFile",
    "VegaLiteState",
]
