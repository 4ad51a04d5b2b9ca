"""Figures of the dashboards."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

OBSERVED, PREDICTED = "#5279bd", "#d65a1f"


def lines(observed: pd.Series, predicted: pd.Series, unit: str = "kWh") -> go.Figure:
    """Return observations and predictions over time. Hours without a value are gaps."""
    figure = go.Figure()
    for name, series, colour, dash in (
        ("Observed", observed, OBSERVED, "solid"),
        ("Predicted", predicted, PREDICTED, "dot"),
    ):
        hover = f"%{{y:,.0f}} {unit}"
        line = {"color": colour, "width": 2, "dash": dash}
        figure.add_scatter(
            x=series.index, y=series, name=name, mode="lines", line=line, connectgaps=False, hovertemplate=hover
        )
    return _laid_out(figure, unit)


def error(mape: pd.Series) -> go.Figure:
    """Return the error by hour, and its mean over a day."""
    figure = go.Figure()
    hover = "%{y:.1%}"
    figure.add_bar(
        x=mape.index,
        y=mape,
        name="Hour",
        marker={"color": OBSERVED, "opacity": 0.45, "line": {"width": 0}},
        hovertemplate=hover,
    )
    day = mape.rolling(24, min_periods=12).mean()
    figure.add_scatter(
        x=day.index,
        y=day,
        name="Mean of 24 hours",
        mode="lines",
        line={"color": PREDICTED, "width": 2},
        hovertemplate=hover,
    )
    figure.update_yaxes(tickformat=".0%", rangemode="tozero")
    return _laid_out(figure, "MAPE")


def _laid_out(figure: go.Figure, unit: str) -> go.Figure:
    return figure.update_layout(
        height=400,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        hovermode="x unified",
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        xaxis={"title": "UTC"},
        yaxis={"title": unit},
        bargap=0,
    )
