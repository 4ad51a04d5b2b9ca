"""A container for the steps of something that takes long."""

from __future__ import annotations

from types import TracebackType
from typing import Literal, TypeAlias

import msgspec

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.run.signals import ControlFlow
from rushlight.tree.node import Block

State: TypeAlias = Literal["running", "complete", "error"]
STATES = ("running", "complete", "error")


class Status(Block, frozen=True):
    label: str
    state: State = "running"
    expanded: bool = False
    look: Literal["default", "compact"] = "default"
    width: Size = "stretch"


class StatusContainer(Container):
    """A container that shows how far its work has come."""

    __slots__ = ()

    def update(self, *, label: str | None = None, expanded: bool | None = None, state: State | None = None) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Change the label, whether it is open, or its state; what is None stays."""
        props = self.props
        assert isinstance(props, Status)
        changes = {
            "label": None if label is None else markup.label(label),
            "expanded": expanded,
            "state": None if state is None else choice("state", state, STATES),
        }
        given = {name: value for name, value in changes.items() if value is not None}
        Container.update(self, msgspec.structs.replace(props, **given))

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        props = self.props
        if isinstance(props, Status) and props.state == "running" and not isinstance(value, ControlFlow):
            self.update(state="complete" if value is None else "error")
        super().__exit__(type, value, traceback)


@element
def status(
    container: Container,
    label: str,
    *,
    expanded: bool = False,
    state: State = "running",
    type: Literal["default", "compact"] = "default",
    width: Size = "stretch",
) -> StatusContainer:
    """Make a container for the steps of something that takes long.

    Leaving its `with` block turns it from "running" to "complete", or to "error" if an exception passes.

    Args:
        label: its text.
        expanded: open at first.
        state: "running", "complete" or "error".
        type: "default" with a frame, or "compact" without.
        width: "stretch" or a number of pixels.

    Returns:
        The container; its method `update(label=, expanded=, state=)` changes it.

    Example:
        >>> with st.status("Loading") as status:
        ...     st.write("Reading files")
        ...     status.update(label="Loaded", state="complete")
    """
    place = container.block(
        Status(
            markup.label(label),
            choice("state", state, STATES),
            bool(expanded),
            choice("type", type, ("default", "compact")),
            sizes.width(width, ("stretch",)),
        )
    )
    return place.become(StatusContainer)
