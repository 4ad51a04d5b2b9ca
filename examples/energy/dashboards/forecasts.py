"""What the dashboards ask of the API."""

from __future__ import annotations

import os
from typing import Any

import pandas as pd
import requests

import rushlight as st

URL = "http://127.0.0.1:8001/api/v1"


class APIDownError(Exception):
    """The API did not answer, or had no answer."""


def url() -> str:
    """Return where the API is: ENERGY_API_URL, or that of `python -m energy`."""
    return os.environ.get("ENERGY_API_URL", URL).rstrip("/")


@st.cache_data(ttl=30, max_entries=200, show_spinner=False)
def _asked(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=10)
    except requests.RequestException as error:
        raise APIDownError(f"Nobody answers at {address} ({type(error).__name__}).") from error
    if not answer.ok:
        raise APIDownError(f"{address} answers {answer.status_code}: {_detail(answer)}")
    return answer.json()


def _detail(answer: requests.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return answer.reason


def ask(path: str) -> dict[str, Any]:
    """Return what the API answers. If it does not, say so on the page and end the run."""
    try:
        return _asked(f"{url()}/{path}")
    except APIDownError as error:
        st.error(
            f"**There are no forecasts to show: the API does not serve them.**\n\n{error}", icon=":material/cloud_off:"
        )
        st.caption("`python -m energy` starts the API and both dashboards.")
        st.button("Try again", icon=":material/refresh:")
        st.stop()


def hourly(times: list[int], values: list[float]) -> pd.Series:
    """Return values by their hours; hours that are missing between have none, so that lines have gaps there.

    Example:
        >>> hourly([490800, 490802], [1.0, 3.0])  # the hour between is NaN
    """
    known = pd.Series(values, index=pd.to_datetime(times, unit="h", utc=True), dtype=float).sort_index()
    return known.asfreq("h") if len(known) else known


def chosen_series() -> tuple[int, int]:
    """Let people choose an area and a consumer type; both stand in the page's address."""
    areas, kinds = ask("area_values")["values"], ask("consumer_type_values")["values"]
    left, right = st.columns(2)
    area = left.selectbox("Price area", areas, key="area", bind="query-params")
    kind = right.selectbox("Consumer type (DE35)", kinds, key="consumer_type", bind="query-params")
    return int(area), int(kind)
