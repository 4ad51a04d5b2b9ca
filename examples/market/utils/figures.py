"""Figures of the pages."""

from __future__ import annotations

import altair as alt
import pandas as pd

HEIGHT = 340


def prices(frame: pd.DataFrame, title: str) -> alt.Chart:
    """Return lines of `value` over `date`, one for each `product`."""
    return (
        alt.Chart(frame)
        .mark_line()
        .encode(
            x=alt.X("date:T", title=None),
            y=alt.Y("value:Q", title=title, scale=alt.Scale(zero=False)),
            color=alt.Color("product:N", title=None, legend=alt.Legend(orient="top")),
            tooltip=[
                alt.Tooltip("product:N", title="Product"),
                alt.Tooltip("date:T", title="Day"),
                alt.Tooltip("value:Q", title=title, format=",.2f"),
            ],
        )
        .properties(height=HEIGHT)
    )


def season(frame: pd.DataFrame) -> alt.Chart:
    """Return bars of `difference` by `month`, side by side for each `product`."""
    return (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X("month:N", title=None, sort=None, axis=alt.Axis(labelAngle=0)),
            xOffset="product:N",
            y=alt.Y("difference:Q", title="Against the mean of the year", axis=alt.Axis(format="+%")),
            color=alt.Color("product:N", title=None, legend=alt.Legend(orient="top")),
            tooltip=["product:N", "month:N", alt.Tooltip("difference:Q", format="+.1%")],
        )
        .properties(height=260)
    )


def forecast(known: pd.DataFrame, expected: pd.DataFrame, unit: str) -> alt.LayerChart:
    """Return the last prices, the expected ones, and between what they were four times of five."""
    last = known.iloc[-1]
    joint = pd.DataFrame([{"date": last["date"], "price": last["price"], "low": last["price"], "high": last["price"]}])
    expected = pd.concat([joint, expected]).assign(series="Expected")
    both = pd.concat([known.assign(series="Known"), expected])[["date", "price", "series"]]
    order = ["Known", "Expected"]
    x = alt.X("date:T", title=None)
    y = alt.Y("price:Q", title=unit, scale=alt.Scale(zero=False))
    legend = alt.Legend(orient="top", symbolOpacity=1, symbolType="stroke", symbolStrokeWidth=2)
    color = alt.Color("series:N", title=None, sort=order, legend=legend)
    dash = alt.StrokeDash("series:N", sort=order, scale=alt.Scale(range=[[1, 0], [5, 3]]), legend=None)
    tooltip = [
        alt.Tooltip("series:N", title="Price"),
        alt.Tooltip("date:T", title="Day"),
        alt.Tooltip("price:Q", title=unit, format=",.2f"),
    ]
    line = alt.Chart(both).mark_line().encode(x, y, color, strokeDash=dash, tooltip=tooltip)
    band = alt.Chart(expected).mark_area(opacity=0.18)
    band = band.encode(x, alt.Y("low:Q", title=unit), alt.Y2("high:Q"), color)
    return alt.layer(band, line).properties(height=HEIGHT)


def errors(frame: pd.DataFrame) -> alt.Chart:
    """Return lines of `error` over `days` ahead, one for each `by`."""
    return (
        alt.Chart(frame)
        .mark_line(point=True)
        .encode(
            x=alt.X("days:Q", title="Working days ahead"),
            y=alt.Y("error:Q", title="MAPE", axis=alt.Axis(format=".0%")),
            color=alt.Color("by:N", title=None, sort=None, legend=alt.Legend(orient="top")),
            tooltip=["by:N", "days:Q", alt.Tooltip("error:Q", format=".1%")],
        )
        .properties(height=260)
    )
