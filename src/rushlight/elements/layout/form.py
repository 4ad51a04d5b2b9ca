"""Inputs that are sent together."""

from __future__ import annotations

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import checked_key
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidLayoutContextError, ValueAssignmentNotAllowedError
from rushlight.run.container import Container
from rushlight.tree.node import Block


class Form(Block, frozen=True):
    key: str
    border: bool = True
    enter_to_submit: bool = True
    width: Size = "stretch"
    height: Size = "content"


@element
def form(
    container: Container,
    key: str,
    clear_on_submit: bool = False,
    *,
    enter_to_submit: bool = True,
    border: bool = True,
    width: Size = "stretch",
    height: Size = "content",
) -> Container:
    """Make a container whose inputs are sent together when its submit button is clicked.

    Args:
        key: a name that no other form, widget or container has.
        clear_on_submit: put the inputs back to their defaults after the run that saw their values.
        enter_to_submit: Enter in a text or number field clicks the first submit button.
        border: a frame around it.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels.

    Returns:
        The container. It must hold a `form_submit_button`.

    Raises:
        InvalidLayoutContextError: inside another form.
        DuplicateElementKeyError: for a key that is taken.

    Example:
        >>> with st.form("search"):
        ...     word = st.text_input("Word")
        ...     if st.form_submit_button("Search"):
        ...         st.write(find(word))
    """
    name = checked_key(key)
    if name is None:
        raise APIError("`form` needs a `key`, a name of its own; given: None.")
    if container.form_key is not None:
        raise InvalidLayoutContextError(
            f"The form {name!r} is inside the form {container.form_key!r}. Forms cannot be nested."
        )
    context = container.context
    if context is not None:
        if context.state.is_entry(name):
            raise ValueAssignmentNotAllowedError("form", name)
        (context.clearing_forms.add if clear_on_submit else context.clearing_forms.discard)(name)
    props = Form(name, bool(border), bool(enter_to_submit), sizes.width(width), sizes.height(height))
    return container.block(props, name, form=name)
