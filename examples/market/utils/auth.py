"""Who is there. Tokens are in the session's state, on the server: no page ever holds one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import rushlight as st
from utils import api_client
from utils.api_client import GatewayDownError, GatewayError, NotLoggedInError

_TOKENS = "_tokens"
_ENDED = "_whose_login_has_ended"
_SAID = "_said"


def ask(method: str, path: str, **options: Any) -> Any:
    """Return what the gateway answers to whoever is logged in.

    An access token that has ended is changed for another one. If that cannot be, the login has ended: the run ends, and the
    next one asks to log in again. If the gateway is away, the page says so. Raises GatewayError for a refusal.
    """
    try:
        tokens = st.session_state.get(_TOKENS)
        if tokens is None:
            st.rerun()
        try:
            return api_client.request(method, path, tokens["access_token"], **options)
        except NotLoggedInError:
            return api_client.request(method, path, _refreshed(tokens), **options)
    except NotLoggedInError:
        st.session_state[_ENDED] = st.session_state.pop(_TOKENS)["user"]["name"]
        st.rerun()
    except GatewayDownError as error:
        _say_down(error)


def _refreshed(tokens: dict[str, Any]) -> str:
    answer = api_client.request("POST", "auth/refresh", json={"refresh_token": tokens["refresh_token"]})
    st.session_state[_TOKENS] = answer
    return answer["access_token"]


def current_user() -> dict[str, Any] | None:
    """Return who is logged in, as the gateway says now, or None."""
    return ask("GET", "me") if _TOKENS in st.session_state else None


def require(role: str) -> None:
    """Close the rest of a page to people of other roles. The navigation does not show it to them either."""
    user = current_user()
    if user is None or user["role"] != role:
        st.error(f"This page is for the role {role}.", icon=":material/lock:")
        st.stop()


def log_in() -> None:
    """Draw the form to log in."""
    ended = st.session_state.get(_ENDED)
    _, middle, _ = st.columns([1, 1.4, 1])
    with middle.form("log_in"):
        st.subheader("Log in to the market", anchor=False)
        if ended:
            st.warning(
                "Your login has ended. Log in again to go on where you were; what you had entered is kept.",
                icon=":material/schedule:",
            )
        name = st.text_input("Name", ended or "", autocomplete="username")
        password = st.text_input("Password", type="password", autocomplete="current-password")
        if st.form_submit_button("Log in", type="primary", width="stretch"):
            with problems():
                _begin(api_client.request("POST", "auth/login", json={"name": name, "password": password}), ended)
        st.caption("Names and passwords of the first start are printed where it was started.")


def _begin(tokens: dict[str, Any], ended: str | None) -> None:
    if ended != tokens["user"]["name"]:
        # What somebody else has entered in this browser is not for whoever comes next.
        st.session_state.clear()
    st.session_state.pop(_ENDED, None)
    st.session_state[_TOKENS] = tokens
    st.rerun()


def log_out() -> None:
    """End the login, at the gateway as well."""
    try:
        api_client.request("POST", "auth/logout", st.session_state[_TOKENS]["access_token"])
    except (GatewayError, GatewayDownError):
        pass  # it had ended, or will by itself
    st.session_state.clear()
    st.rerun()


@contextmanager
def problems() -> Iterator[None]:
    """Show on the page why the gateway refuses something."""
    try:
        yield
    except GatewayError as error:
        st.error(str(error), icon=":material/error:")
    except GatewayDownError as error:
        _say_down(error)


def say(text: str) -> None:
    """Have the next run tell that something was done, and begin it."""
    st.session_state[_SAID] = text
    st.rerun()


def show_said() -> None:
    """Tell what the last run had to say."""
    if text := st.session_state.pop(_SAID, None):
        st.toast(text, icon=":material/check_circle:")


def _say_down(error: Exception) -> None:
    st.error(f"**The gateway does not answer, so there is nothing to show.**\n\n{error}", icon=":material/cloud_off:")
    st.caption("`python -m market` starts the gateway and this app.")
    st.button("Try again", icon=":material/refresh:", key="_try_again")
    st.stop()
