"""Every error that Rushlight raises, one class per reaction a caller may have.

RushlightError                          all of them
├── MarkdownError                       the message is markdown
│   └── APIError                        a command was used in a way it does not allow
│       ├── APIWarning                  ... that is odd but harmless
│       ├── AuthError
│       │   └── MissingAuthlibError
│       ├── DataframeConversionError    no frame can be made of the data
│       ├── DuplicateWidgetError
│       │   ├── DuplicateElementIdError
│       │   └── DuplicateElementKeyError
│       ├── InvalidLayoutContextError   not allowed at this place of the page
│       ├── UnserializableSessionStateError
│       ├── CachedWidgetWarning
│       ├── ConfigError                 no such setting, or not such a value; also a RuntimeError
│       └── GivenError                  a value was given that is not among those allowed
│           ├── BadTimeStringError, DefaultNotInOptionsError, IncompatibleParametersError, InvalidColorError, ...
│           ├── InvalidThemeError       ── InvalidThemeOptionError, InvalidThemeSectionError
│           ├── BidiComponentError      ── four of its kinds
│           ├── SecretNotFoundError     also a FileNotFoundError
│           ├── WidgetAlreadyInstantiatedError, ValueAssignmentNotAllowedError
│           └── ...
├── CacheError
│   ├── UnhashableParamError
│   ├── UserHashError
│   ├── UnserializableReturnValueError
│   ├── ReturnedAwaitableError
│   ├── CacheReplayClosureError
│   └── CacheKeyNotFoundError
├── ScriptError                         the script cannot be run
│   └── ScriptSyntaxError               ... since it is not Python; also a SyntaxError
├── HostError                           a release of an app cannot be made or started; the one before goes on
├── WireError                           a message of a browser is malformed
├── StaleOwnerError                     another worker has taken the session over
├── RecordGoneError                     the store has no record of a session any more
├── UnstorableError                     a value cannot be kept outside of the process
├── UnreadableError                     what is kept of a value cannot be read
├── StoreTroubleError                   the store of sessions cannot be used now
└── ...
"""

from __future__ import annotations

from collections.abc import Iterable


class RushlightError(Exception):
    """The base of all."""


class MarkdownError(RushlightError):
    """An error whose message is markdown."""


class APIError(MarkdownError):
    """A command was used in a way it does not allow."""


class APIWarning(APIError, Warning):
    """A command was used in a way that is probably a mistake."""


class AuthError(APIError):
    """Login is not set up, or was refused."""


class MissingAuthlibError(AuthError):
    """Login by OpenID Connect needs the package Authlib."""


class DataframeConversionError(APIError):
    """No frame can be made of the data given."""


class DuplicateWidgetError(APIError):
    """Two elements of a run cannot be told apart."""


class DuplicateElementIdError(DuplicateWidgetError):
    """Two widgets of a run have the same arguments and no key."""

    def __init__(self, command: str) -> None:
        super().__init__(
            f"There are two `{command}` elements with the same arguments, so they cannot be told apart. "
            "Give at least one of them a `key` of its own."
        )


class DuplicateElementKeyError(DuplicateWidgetError):
    """Two elements of a run have the same key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The key {key!r} is given to two elements. Give each element a key of its own.")


class InvalidLayoutContextError(APIError):
    """A command is not allowed at this place of the page."""


class UnserializableSessionStateError(APIError):
    """A value in session state cannot be stored."""


class CachedWidgetWarning(APIWarning):
    """A widget was drawn inside a cached function."""


class GivenError(APIError):
    """A value was given that is not among those allowed."""

    @classmethod
    def of(cls, parameter: str, given: object, allowed: str, advice: str = "") -> GivenError:
        """Say what was given for a parameter, what is allowed, and what to do."""
        shown = repr(given)
        shown = shown if len(shown) <= 120 else f"{shown[:117]}..."
        return cls(f"`{parameter}` must be {allowed}; given: {shown}.{' ' + advice if advice else ''}")


class BadTimeStringError(GivenError):
    """A duration was written in a way that cannot be understood."""


class DefaultNotInOptionsError(GivenError):
    """A default is not one of the options."""


class IncompatibleParametersError(GivenError):
    """Two parameters exclude each other."""


class InvalidColorError(GivenError):
    """A colour was written in a way that cannot be understood."""


class InvalidColumnSpecError(GivenError):
    """Columns are given by a number or by weights above zero."""


class InvalidFormCallbackError(GivenError):
    """In a form only the submit button may have a callback."""


class InvalidHeightError(GivenError):
    """A height is a number of pixels or one of a few words."""


class InvalidWidthError(GivenError):
    """A width is a number of pixels or one of a few words."""


class InvalidMinMaxError(GivenError):
    """The least value allowed is above the greatest."""


class InvalidNumberFormatError(GivenError):
    """A number format that is not understood."""


class InvalidParameterTypeError(GivenError, TypeError):
    """A parameter has a value of a type it does not take."""


class InvalidThemeError(GivenError):
    """The theme in the settings cannot be used."""


class InvalidThemeOptionError(InvalidThemeError):
    """The theme in the settings has an unknown key."""


class InvalidThemeSectionError(InvalidThemeError):
    """The theme in the settings has an unknown section."""


class InvalidURLError(GivenError):
    """An address that cannot be used."""


class NumberBoundsError(GivenError):
    """A number that a browser cannot hold exactly."""


class MissingRequiredParameterError(GivenError):
    """A parameter that must be given was not."""


class MixedNumericTypesError(GivenError):
    """Whole numbers and floats were mixed where all must be of one type."""


class PageNotFoundError(GivenError):
    """There is no such page."""


class QueryParamDictValueError(GivenError):
    """A query parameter cannot be a mapping."""


class SecretNotFoundError(GivenError, FileNotFoundError):
    """There is no file of secrets, or none that can be read."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class SelectionCountExceedsMaxError(GivenError):
    """More options are selected than allowed."""


class ValueAboveMaxError(GivenError):
    """A value is above the greatest allowed."""


class ValueBelowMinError(GivenError):
    """A value is below the least allowed."""


class ValueOutOfRangeError(GivenError):
    """A value is outside of the range allowed."""


class InvalidValueError(GivenError):
    """A value that is not among those allowed."""

    @classmethod
    def choice(cls, parameter: str, given: object, allowed: Iterable[object]) -> InvalidValueError:
        """Say which values a parameter takes."""
        words = ", ".join(repr(each) for each in allowed)
        return cls(f"`{parameter}` must be one of {words}; given: {given!r}.")


class WidgetAlreadyInstantiatedError(GivenError):
    """A widget's value was set after the widget was drawn in the same run."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"`session_state[{key!r}]` cannot be set after the widget with this key was drawn in the same run. "
            "Set it before the widget, or in a callback."
        )


class ValueAssignmentNotAllowedError(GivenError):
    """The value of this kind of widget cannot be set by the script."""

    def __init__(self, command: str, key: str) -> None:
        super().__init__(
            f"The value of a `{command}` cannot be set through session state; given: `session_state[{key!r}] = ...`. "
            "Use another key for your own value."
        )


class BidiComponentError(GivenError):
    """A component was used in a way it does not allow."""


class BidiComponentInvalidCallbackNameError(BidiComponentError):
    """A callback of a component is not named on_<state>_change."""


class BidiComponentInvalidDefaultKeyError(BidiComponentError):
    """A default was given for a state that the component does not declare."""


class BidiComponentInvalidIdError(BidiComponentError):
    """A component has an id that cannot be used."""


class BidiComponentUnserializableDataError(BidiComponentError):
    """The data of a component cannot be sent to the browser."""


class MarshallComponentError(APIError):
    """An argument cannot be handed to a component."""


class ComponentRegistryError(RushlightError):
    """A component cannot be registered."""


class FragmentStorageKeyError(RushlightError):
    """There is no fragment of this name."""


class FragmentHandledError(Exception):
    """An error that was already shown in its fragment."""


class NoSessionContextError(RushlightError):
    """This needs a running session."""


class RunTooLongError(RushlightError):
    """A run lasted longer than the settings allow."""


class MaxRetriesError(RushlightError):
    """Something failed as often as it may be tried."""


class CacheError(RushlightError):
    """Caching went wrong."""


class CacheKeyNotFoundError(CacheError):
    """There is no cached value."""


class UnhashableParamError(CacheError):
    """An argument of a cached function cannot be part of a cache key."""


class UserHashError(CacheError):
    """A function given as one of `hash_funcs` failed."""


class UnserializableReturnValueError(CacheError):
    """The result of a function decorated by `cache_data` cannot be stored."""


class ReturnedAwaitableError(CacheError):
    """A cached function that is not `async def` returned something that has to be awaited."""


class CacheReplayClosureError(CacheError):
    """A cached function drew to a container that was made outside of it."""

    def __init__(self, function: str = "A cached function") -> None:
        super().__init__(
            f"{function} drew to a container that was made outside of it, so a cached result cannot be drawn again. "
            "Make the container inside the function, or pass it as an argument."
        )


class ConfigError(APIError, RuntimeError):
    """A setting has a value that it cannot have, or there is no such setting."""


class HostError(RushlightError):
    """A release of an app on a host cannot be made or started; what served before goes on."""


class ScriptError(RushlightError):
    """The script to be run cannot be."""


class ScriptSyntaxError(ScriptError, SyntaxError):
    """The script is not valid Python."""

    def __init__(self, message: str, file: str, line: int = 1, column: int = 0, text: str = "") -> None:
        super().__init__(message, (file, line, column, text))

    @property
    def caret(self) -> str:
        """Spaces and carets that mark, below `text`, what is wrong."""
        start = max((self.offset or 1) - 1, 0)
        one_line = self.end_lineno in (None, self.lineno)
        end = (self.end_offset or 0) - 1 if one_line else len(self.text or "")
        blank = "".join(c if c == "\t" else " " for c in (self.text or "")[:start])
        return blank + "^" * max(end - start, 1)

    def __str__(self) -> str:
        headline = f"{self.msg} (line {self.lineno} of {self.filename})"
        return f"{headline}\n\n    {self.text}\n    {self.caret}" if self.text and self.offset else headline


class WireError(RushlightError):
    """A message of a browser is malformed."""


class StaleOwnerError(RushlightError):
    """Another worker has taken the session over."""

    def __init__(self, session: str) -> None:
        super().__init__(f"session {session[:8]}... was taken over by another worker")


class RecordGoneError(RushlightError):
    """The store has no record of a session any more: its file was replaced, or the record was cleared away."""


class UnstorableError(RushlightError):
    """A value cannot be kept outside of the process."""


class UnreadableError(RushlightError):
    """What is kept of a value cannot be read by the app as it is now."""


class StoreTroubleError(RushlightError):
    """The store of sessions cannot be used now; sessions go on in memory."""


class AppTestError(RushlightError, ValueError):
    """A test acted on the app in a way that a user could not."""
