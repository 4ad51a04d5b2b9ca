"""What the gateway is asked, and what it answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

Role = Literal["admin", "user"]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$")
]
Password = Annotated[str, Field(max_length=200)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Product = Annotated[str, Field(max_length=40)]


class Problem(BaseModel):
    """Why there is no other answer."""

    detail: str


class Health(BaseModel):
    """That it runs."""

    name: str
    version: str


class Credentials(BaseModel):
    """Who somebody says they are."""

    name: Annotated[str, Field(max_length=200)]
    password: Password


class RefreshToken(BaseModel):
    """The refresh token of the last pair."""

    refresh_token: Annotated[str, Field(max_length=200)]


class UserAnswer(BaseModel):
    """Somebody who may log in."""

    name: str
    role: Role
    disabled: bool
    created: datetime
    last_login: datetime | None


class TokenPair(BaseModel):
    """What further requests are made with."""

    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"
    expires_in: int = Field(description="Seconds for which the access token holds.")
    user: UserAnswer


class NewPassword(BaseModel):
    """A change of one's own password."""

    current: Password
    new: Password


class GivenPassword(BaseModel):
    """A password that an admin sets."""

    new: Password


class NewUser(BaseModel):
    """Somebody who shall be able to log in."""

    name: Name
    role: Role = "user"
    password: Password


class UserChange(BaseModel):
    """What is left out stays."""

    role: Role | None = None
    disabled: bool | None = None


class ProductAnswer(BaseModel):
    """What is traded."""

    id: str
    title: str
    unit: str
    begin: date
    end: date
    price: float = Field(description="The last one.")
    day: float = Field(description="Its change in a day: 0.01 is one percent.")
    month: float = Field(description="Its change in twenty working days.")


class Series(BaseModel):
    """Prices of one product."""

    product: str
    unit: str
    date: list[date]
    price: list[float]
    volume: list[int]


class ParametersAnswer(BaseModel):
    """What a person may choose of a model."""

    trees: Annotated[int, Field(ge=10, le=2000)] = 150
    learning_rate: Annotated[float, Field(ge=0.01, le=0.5)] = 0.08
    years: Annotated[int, Field(ge=3, le=10)] = 7


class NewTraining(BaseModel):
    """A model to be made."""

    title: Title
    parameters: ParametersAnswer = ParametersAnswer()


class TrainingAnswer(BaseModel):
    """A model that is made, was made, or will not be made after all."""

    id: int
    title: str
    author: str
    parameters: ParametersAnswer
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    progress: float
    step: str
    error: str
    cancel: bool
    created: datetime
    ended: datetime | None
    model: int | None


class DayError(BaseModel):
    """The error of forecasts so many working days ahead."""

    days: int
    mape: float
    naive_mape: float


class BacktestAnswer(BaseModel):
    """How wrong the model would have been, had it been used in the last year. 0.05 is five percent."""

    begin: date
    end: date
    forecasts: int
    mape: float
    naive_mape: float = Field(description="The error of saying that prices stay as they are.")
    by_day: list[DayError]
    by_product: dict[str, float]


class ModelAnswer(BaseModel):
    """A trained model."""

    id: int
    title: str
    author: str
    created: datetime
    active: bool
    parameters: ParametersAnswer
    backtest: BacktestAnswer


class Forecast(BaseModel):
    """What the active model expects, and between what prices were four times of five when it was tested."""

    product: str
    unit: str
    model: int
    model_title: str
    known_until: date
    last_price: float
    date: list[date]
    price: list[float]
    low: list[float]
    high: list[float]
