"""Streamlit's names of the errors."""

from __future__ import annotations

from rushlight import errors

Error = errors.RushlightError
MarkdownFormattedException = errors.MarkdownError
StreamlitAPIException = errors.APIError
StreamlitAPIWarning = errors.APIWarning
LocalizableStreamlitException = errors.GivenError
DuplicateWidgetID = errors.DuplicateWidgetError
StreamlitDuplicateElementId = errors.DuplicateElementIdError
StreamlitDuplicateElementKey = errors.DuplicateElementKeyError
FragmentHandledException = errors.FragmentHandledError
NoSessionContext = errors.NoSessionContextError
UnserializableSessionStateError = errors.UnserializableSessionStateError
StreamlitInvalidParameterTypeError = errors.InvalidParameterTypeError
StreamlitJSNumberBoundsError = errors.NumberBoundsError
StreamlitValueError = errors.InvalidValueError
FragmentStorageKeyError = errors.FragmentStorageKeyError

_SAME = (
    "AuthError", "BadTimeStringError", "ComponentRegistryError", "DataframeConversionError", "DefaultNotInOptionsError",
    "IncompatibleParametersError", "InvalidColorError", "InvalidColumnSpecError", "InvalidFormCallbackError",
    "InvalidHeightError", "InvalidLayoutContextError", "InvalidMinMaxError", "InvalidNumberFormatError",
    "InvalidThemeError", "InvalidThemeOptionError", "InvalidThemeSectionError", "InvalidURLError", "InvalidWidthError",
    "MaxRetriesError", "MissingAuthlibError", "MissingRequiredParameterError", "MixedNumericTypesError",
    "PageNotFoundError", "QueryParamDictValueError", "SecretNotFoundError", "SelectionCountExceedsMaxError",
    "ValueAboveMaxError", "ValueAssignmentNotAllowedError", "ValueBelowMinError", "ValueOutOfRangeError",
    "WidgetAlreadyInstantiatedError",
)  # fmt: skip
globals().update({f"Streamlit{name}": getattr(errors, name) for name in _SAME})

BidiComponentError = errors.BidiComponentError
BidiComponentInvalidCallbackNameError = errors.BidiComponentInvalidCallbackNameError
BidiComponentInvalidDefaultKeyError = errors.BidiComponentInvalidDefaultKeyError
BidiComponentInvalidIdError = errors.BidiComponentInvalidIdError
BidiComponentUnserializableDataError = errors.BidiComponentUnserializableDataError
