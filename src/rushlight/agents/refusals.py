"""Why a request of an agent is refused."""

from __future__ import annotations

from typing import Any

STATUSES = {
    "invalid_request": 400,
    "invalid_value": 400,
    "not_a_value": 400,
    "not_a_trigger": 400,
    "missing_form_submit": 400,
    "cross_form_batch": 400,
    "cross_dialog_batch": 400,
    "unsupported_element": 400,
    "not_available": 403,
    "host_not_allowed": 403,
    "origin_not_allowed": 403,
    "unknown_key": 404,
    "unknown_session": 404,
    "unknown_page": 404,
    "unknown_file": 404,
    "not_on_page": 409,
    "disabled_widget": 409,
    "session_busy": 409,
    "request_too_large": 413,
    "result_too_large": 413,
    "too_many_sessions": 429,
    "internal_error": 500,
    "wait_timed_out": 202,
}
"""HTTP status by code."""

MEANINGS = {
    "invalid_request": "The request is malformed: an unknown field, a field of another type, changes in a request that "
    "begins a session, or a page and changes at once.",
    "invalid_value": "The widget cannot have this value; the message says which it can.",
    "not_a_value": "The element is clicked, not set: name it in `trigger`.",
    "not_a_trigger": "The element holds a value: name it in `widget_state`.",
    "missing_form_submit": "Fields of a form are sent with one of its submit buttons.",
    "cross_form_batch": "Fields of one form cannot be sent with those of another, or with widgets outside of it.",
    "cross_dialog_batch": "Widgets in a dialog cannot be sent with widgets outside of it.",
    "unsupported_element": "The element is on the page, and cannot be used here; its `support` says why.",
    "not_available": "This interface is off: `server.enableAgentApi` switches it on.",
    "host_not_allowed": "The request's Host is not one of `server.allowedHosts`.",
    "origin_not_allowed": "A page of another origin sent this, and it is not one of `server.corsAllowedOrigins`.",
    "unknown_key": "Nothing with this key was ever on the page of this session.",
    "unknown_session": "There is no such session (any more). Leave `session_id` out to begin one.",
    "unknown_page": "There is no page of this address; `error.pages` lists those there are.",
    "unknown_file": "This file is not on the page any more.",
    "not_on_page": "The element was on the page of this session and is not now.",
    "disabled_widget": "The widget is disabled. Send what enables it first.",
    "session_busy": "An earlier request of this session is not answered yet.",
    "request_too_large": "The request is larger than `server.maxWidgetStateSize`.",
    "result_too_large": "The file, or one row of it, is larger than 5 MB.",
    "too_many_sessions": "There are `server.agentMaxSessions` sessions. Go on with one of yours, or come back later.",
    "internal_error": "The server could not answer; its log says why.",
    "wait_timed_out": "No failure: the run lasts longer than `server.agentWaitTimeout`, and goes on. Send `session_id` alone.",
}


class Refusal(Exception):
    """A request that cannot be done; the answer says so by a code."""

    def __init__(self, code: str, message: str | None = None, **facts: Any) -> None:
        super().__init__(message or MEANINGS[code])
        self.code = code
        self.session: str | None = None
        """With which session to go on."""
        self.facts = facts
        """What else to tell of the error."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUSES[self.code]

    def body(self) -> dict[str, Any]:
        """Return what is answered."""
        told: dict[str, Any] = {"error": {"code": self.code, "message": str(self), **self.facts}}
        return told if self.session is None else {**told, "session_id": self.session}
