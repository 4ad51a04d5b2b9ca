"""The application of the API and its routes."""

from __future__ import annotations

from typing import Annotated, Any

import pandas as pd
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import JSONResponse

from energy.api.answers import Health, Metrics, MonitoringValues, Predictions, Problem, Values
from energy.api.settings import Settings
from energy.api.tables import StorageError, Tables, UnknownSeriesError
from energy.storage import Storage

VERSION = "1.0.0"


def _tables(request: Request) -> Tables:
    return request.app.state.tables


Data = Annotated[Tables, Depends(_tables)]
NOT_THERE: dict[int | str, dict[str, Any]] = {503: {"model": Problem, "description": "There are no forecasts"}}
UNKNOWN: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "There is no such series"},
    **NOT_THERE,
}

router = APIRouter()


@router.get("/health", tags=["health"])
def health(request: Request) -> Health:
    """That the API runs."""
    return Health(name=request.app.title, api_version=VERSION)


@router.get("/area_values", tags=["predictions"], responses=NOT_THERE)
def area_values(tables: Data) -> Values:
    """Price areas that there are forecasts for."""
    return Values(values=_level(tables, "area"))


@router.get("/consumer_type_values", tags=["predictions"], responses=NOT_THERE)
def consumer_type_values(tables: Data) -> Values:
    """DE35 consumer types that there are forecasts for."""
    return Values(values=_level(tables, "consumer_type"))


@router.get("/predictions/{area}/{consumer_type}", tags=["predictions"], responses=UNKNOWN)
def predictions(area: int, consumer_type: int, tables: Data, request: Request) -> Predictions:
    """The observations of the last week, and the forecasts of the next 24 hours."""
    tables.check(area, consumer_type)
    expected = tables.series("predictions", area, consumer_type)
    y = tables.series("y", area, consumer_type)
    begin = expected["datetime_utc"].min() - request.app.state.settings.observed_hours
    times, values = _lists(y[y["datetime_utc"] >= begin])
    preds_times, preds_values = _lists(expected)
    return Predictions(
        datetime_utc=times,
        energy_consumption=values,
        preds_datetime_utc=preds_times,
        preds_energy_consumption=preds_values,
    )


@router.get("/monitoring/metrics", tags=["monitoring"], responses=NOT_THERE)
def metrics(tables: Data) -> Metrics:
    """How wrong the forecasts of hours that have passed were, all series together."""
    mape = tables["metrics_monitoring"].groupby("datetime_utc")["mape"].mean().dropna()
    return Metrics(datetime_utc=mape.index.tolist(), mape=mape.tolist())


@router.get("/monitoring/values/{area}/{consumer_type}", tags=["monitoring"], responses=UNKNOWN)
def monitoring_values(area: int, consumer_type: int, tables: Data) -> MonitoringValues:
    """Forecasts of hours that have passed, beside what was observed."""
    tables.check(area, consumer_type)
    times, values = _lists(tables.series("y_monitoring", area, consumer_type))
    predicted_times, predicted = _lists(tables.series("predictions_monitoring", area, consumer_type))
    return MonitoringValues(
        y_monitoring_datetime_utc=times,
        y_monitoring_energy_consumption=values,
        predictions_monitoring_datetime_utc=predicted_times,
        predictions_monitoring_energy_consumption=predicted,
        predictions_monitoring_energy_consumptionc=predicted,
    )


def create_app(settings: Settings | None = None, **options: Any) -> FastAPI:
    """Return the API; `options` are of FastAPI, for who mounts more in it.

    Example:
        >>> create_app(Settings(storage_url="s3://forecasts/dk"))
    """
    settings = settings or Settings()
    prefix = settings.version_prefix
    app = FastAPI(
        title=settings.name,
        version=VERSION,
        openapi_url=f"{prefix}/openapi.json",
        docs_url=f"{prefix}/docs",
        redoc_url=f"{prefix}/redoc",
        **options,
    )
    app.state.settings = settings
    app.state.tables = Tables(Storage(settings.storage_url, settings.storage_options), settings.check_seconds)
    app.include_router(router, prefix=prefix)
    app.add_exception_handler(StorageError, _problem(503))
    app.add_exception_handler(UnknownSeriesError, _problem(404))
    return app


def _problem(status: int) -> Any:
    async def answer(_: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status)

    return answer


def _level(tables: Tables, name: str) -> list[int]:
    return sorted(int(each) for each in tables["predictions"].index.unique(name))


def _lists(series: pd.DataFrame) -> tuple[list[int], list[float]]:
    known = series.dropna(subset="energy_consumption")
    return known["datetime_utc"].tolist(), known["energy_consumption"].tolist()
