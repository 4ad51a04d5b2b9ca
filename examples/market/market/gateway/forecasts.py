"""Routes of prices, models and predictions."""

from __future__ import annotations

import pickle
import threading
import time
from datetime import date
from typing import Annotated, Any

import numpy as np
import pandas as pd
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from market.forecaster import HORIZON, predicted
from market.gateway.accounts import moment
from market.gateway.answers import (
    BacktestAnswer,
    Forecast,
    ModelAnswer,
    NewTraining,
    ParametersAnswer,
    Product,
    ProductAnswer,
    Series,
    TrainingAnswer,
)
from market.gateway.callers import NO_TOKEN, NOT_ALLOWED, Admin, Caller, Database, problems
from market.gateway.database import Model, Training, User
from market.gateway.tokens import unsealed
from market.gateway.trainer import Trainer
from market.history import PRODUCTS

MOST_UNFINISHED = 3
"""Trainings that somebody may have going on or waiting."""
SHOWN = 20
"""Trainings that are listed, the newest."""

router = APIRouter()


class Market:
    """The prices, and the models that were read last."""

    def __init__(self, prices: pd.DataFrame, secret: bytes) -> None:
        self.prices = prices
        self._secret = secret
        self._loaded: tuple[int, Any] | None = None
        self._lock = threading.Lock()

    def model(self, session: Session, id: int) -> Any:
        """Return a trained model, read at its first use. Raises ValueError for one that was tampered with."""
        with self._lock:
            if self._loaded is None or self._loaded[0] != id:
                content = session.scalars(select(Model.content).where(Model.id == id)).one()
                self._loaded = id, pickle.loads(unsealed(content, self._secret))
            return self._loaded[1]


def _market(request: Request) -> Market:
    return request.app.state.market


def _trainer(request: Request) -> Trainer:
    return request.app.state.trainer


Known = Annotated[Market, Depends(_market)]
Maker = Annotated[Trainer, Depends(_trainer)]


@router.get("/products", tags=["prices"], responses=NO_TOKEN)
def products(_: Caller, market: Known) -> list[ProductAnswer]:
    """What is traded, with the last prices."""
    return [_product(id, series) for id, series in market.prices.groupby("product", sort=False)]


@router.get("/prices", tags=["prices"], responses=NO_TOKEN | problems(404, 422))
def prices(
    _: Caller,
    market: Known,
    product: Annotated[list[Product], Query(description="One or several.", min_length=1, max_length=len(PRODUCTS))],
    begin: date | None = None,
    end: date | None = None,
) -> list[Series]:
    """Daily prices from a day to another, both included."""
    if begin and end and begin > end:
        raise HTTPException(422, f"The first day, {begin}, is after the last, {end}.")
    for each in product:
        _check(each)
    frame = market.prices
    if begin:
        frame = frame[frame["date"] >= pd.Timestamp(begin)]
    if end:
        frame = frame[frame["date"] <= pd.Timestamp(end)]
    return [_series(each, frame[frame["product"] == each]) for each in dict.fromkeys(product)]


@router.get("/models", tags=["models"], responses=NO_TOKEN)
def models(_: Caller, session: Database) -> list[ModelAnswer]:
    """Trained models: the active one, then the newest."""
    every = session.scalars(select(Model).order_by(Model.active.desc(), Model.id.desc()))
    return [_model(each) for each in every]


@router.post("/models/{id}/activate", tags=["models"], responses=NOT_ALLOWED | problems(404))
def activate(id: int, _: Admin, session: Database) -> ModelAnswer:
    """Have predictions made by this model."""
    model = _found(session, id)
    session.execute(update(Model).values(active=Model.id == id))
    session.commit()
    session.refresh(model)
    return _model(model)


@router.delete("/models/{id}", tags=["models"], status_code=204, responses=NOT_ALLOWED | problems(404, 409))
def delete_model(id: int, user: Caller, session: Database) -> Response:
    """Delete a model that is not active: one's own, or as an admin anybody's."""
    model = _found(session, id)
    _check_own(user, model.author, "delete models of others")
    if model.active:
        raise HTTPException(409, "The active model cannot be deleted. Activate another one first.")
    session.delete(model)
    session.commit()
    return Response(status_code=204)


@router.get("/training", tags=["training"], responses=NO_TOKEN)
def trainings(_: Caller, session: Database) -> list[TrainingAnswer]:
    """The newest trainings of everybody."""
    every = session.scalars(select(Training).order_by(Training.id.desc()).limit(SHOWN))
    return [_training(each) for each in every]


@router.post("/training", tags=["training"], status_code=202, responses=NO_TOKEN | problems(409))
def train(given: NewTraining, user: Caller, session: Database, trainer: Maker) -> TrainingAnswer:
    """Queue the training of a model. It goes on whether anybody watches or not."""
    unfinished = select(func.count()).where(Training.author == user.name, Training.state.in_(("queued", "running")))
    if (session.scalar(unfinished) or 0) >= MOST_UNFINISHED:
        raise HTTPException(409, f"You have {MOST_UNFINISHED} trainings going on. Wait for one, or cancel one.")
    training = queued(session, given, user.name)
    trainer.wake()
    return _training(training)


@router.get("/training/{id}", tags=["training"], responses=NO_TOKEN | problems(404))
def training(id: int, _: Caller, session: Database) -> TrainingAnswer:
    """How far a training is."""
    return _training(_found_training(session, id))


@router.post("/training/{id}/cancel", tags=["training"], responses=NOT_ALLOWED | problems(404, 409))
def cancel(id: int, user: Caller, session: Database) -> TrainingAnswer:
    """End a training soon: one's own, or as an admin anybody's."""
    found = _found_training(session, id)
    _check_own(user, found.author, "cancel trainings of others")
    waiting = (Training.id == id, Training.state == "queued")
    session.execute(update(Training).where(*waiting).values(state="cancelled", cancel=True, ended=time.time()))
    session.execute(update(Training).where(Training.id == id, Training.state == "running").values(cancel=True))
    session.commit()
    session.refresh(found)
    if not found.cancel:
        raise HTTPException(409, f"The training has ended: {found.state}.")
    return _training(found)


@router.get("/predictions/{product}", tags=["predictions"], responses=NO_TOKEN | problems(404, 409))
def predictions(
    product: Product,
    _: Caller,
    session: Database,
    market: Known,
    days: Annotated[int, Query(description="Working days.", ge=1, le=HORIZON)] = HORIZON,
) -> Forecast:
    """What the active model expects of the next working days."""
    _check(product)
    model = session.scalars(select(Model).where(Model.active).limit(1)).first()
    if model is None:
        raise HTTPException(409, "No model is active yet. Train one first.")
    known = market.prices[market.prices["product"] == product]
    try:
        expected = predicted(market.model(session, model.id), known, product, days)
    except ValueError as error:
        raise HTTPException(409, f"{error} Activate another one.") from error
    price = expected["price"].to_numpy()
    low, high = (price * np.exp(model.backtest[each][:days]) for each in ("low", "high"))
    return Forecast(
        product=product,
        unit=PRODUCTS[product].unit,
        model=model.id,
        model_title=model.title,
        known_until=known["date"].iloc[-1].date(),
        last_price=float(known["price"].iloc[-1]),
        date=_days(expected["date"]),
        price=price.round(2).tolist(),
        low=low.round(2).tolist(),
        high=high.round(2).tolist(),
    )


def queued(session: Session, given: NewTraining, author: str) -> Training:
    """Queue the training of a model."""
    training = Training(
        title=given.title,
        author=author,
        parameters=given.parameters.model_dump(),
        state="queued",
        created=time.time(),
    )
    session.add(training)
    session.commit()
    return training


def _check(product: str) -> None:
    if product not in PRODUCTS:
        raise HTTPException(404, f"There is no product {product!r}. Products: {', '.join(PRODUCTS)}.")


def _check_own(user: User, author: str, what: str) -> None:
    if user.role != "admin" and user.name != author:
        raise HTTPException(403, f"Only admins may {what}.")


def _found(session: Session, id: int) -> Model:
    model = session.get(Model, id)
    if model is None:
        raise HTTPException(404, f"There is no model {id}.")
    return model


def _found_training(session: Session, id: int) -> Training:
    training = session.get(Training, id)
    if training is None:
        raise HTTPException(404, f"There is no training {id}.")
    return training


def _days(column: pd.Series) -> list[date]:
    return [each.date() for each in column]


def _product(id: Any, series: pd.DataFrame) -> ProductAnswer:
    price = series["price"].to_numpy()
    return ProductAnswer(
        id=id,
        title=PRODUCTS[id].title,
        unit=PRODUCTS[id].unit,
        begin=series["date"].iloc[0].date(),
        end=series["date"].iloc[-1].date(),
        price=price[-1],
        day=price[-1] / price[-2] - 1,
        month=price[-1] / price[-1 - HORIZON] - 1,
    )


def _series(id: str, frame: pd.DataFrame) -> Series:
    return Series(
        product=id,
        unit=PRODUCTS[id].unit,
        date=_days(frame["date"]),
        price=frame["price"].tolist(),
        volume=frame["volume"].tolist(),
    )


def _model(model: Model) -> ModelAnswer:
    return ModelAnswer(
        id=model.id,
        title=model.title,
        author=model.author,
        created=moment(model.created),
        active=model.active,
        parameters=ParametersAnswer(**model.parameters),
        backtest=BacktestAnswer(**model.backtest),
    )


def _training(training: Training) -> TrainingAnswer:
    return TrainingAnswer(
        id=training.id,
        title=training.title,
        author=training.author,
        parameters=ParametersAnswer(**training.parameters),
        state=training.state,  # pyright: ignore[reportArgumentType]
        progress=training.progress,
        step=training.step,
        error=training.error,
        cancel=training.cancel,
        created=moment(training.created),
        ended=None if training.ended is None else moment(training.ended),
        model=training.model,
    )
