"""What the API answers. Dashboards read these names; times are whole hours since 1970 in UTC."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Health(BaseModel):
    """That it runs."""

    name: str
    api_version: str


class Values(BaseModel):
    """Areas, or consumer types."""

    values: list[int]


class Predictions(BaseModel):
    """The last week as observed, and the next day as predicted."""

    datetime_utc: list[int]
    energy_consumption: list[float]
    preds_datetime_utc: list[int]
    preds_energy_consumption: list[float]


class Metrics(BaseModel):
    """The mean absolute percentage error of all series, by hour: 0.05 is five percent."""

    datetime_utc: list[int]
    mape: list[float]


class MonitoringValues(BaseModel):
    """What was observed, and what had been predicted for these hours."""

    y_monitoring_datetime_utc: list[int]
    y_monitoring_energy_consumption: list[float]
    predictions_monitoring_datetime_utc: list[int]
    predictions_monitoring_energy_consumption: list[float]
    predictions_monitoring_energy_consumptionc: list[float] = Field(description="The same, as older clients spell it.")


class Problem(BaseModel):
    """Why there is no answer."""

    detail: str
