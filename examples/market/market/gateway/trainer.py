"""The trainer: a thread that makes models, one at a time. What it does stands in the database, where anybody may cancel it."""

from __future__ import annotations

import logging
import pickle
import threading
import time
import uuid
from collections.abc import Callable

import pandas as pd
from sqlalchemy import and_, exists, or_, select, update

from market.forecaster import Parameters, trained
from market.gateway.database import Model, Sessions, Training
from market.gateway.tokens import sealed

log = logging.getLogger("market.trainer")

_LOOKS_EVERY = 2.0
"""Seconds after which it looks for what other processes have queued."""


class _CancelledError(Exception):
    """Somebody has asked for this training to end, or another process has taken it over."""


class _StoppingError(Exception):
    """The gateway ends."""


class Trainer:
    """Trains what is queued, in whichever process comes first.

    Args:
        sessions: of the database.
        prices: what there is to learn from.
        secret: signs models.
        stale_seconds: after how long without a sign of life a training counts as left behind.
    """

    def __init__(self, sessions: Sessions, prices: pd.DataFrame, secret: bytes, stale_seconds: float = 60) -> None:
        self._sessions = sessions
        self._prices = prices
        self._secret = secret
        self._stale_seconds = stale_seconds
        self._id = uuid.uuid4().hex
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="trainer", daemon=True)

    def start(self) -> None:
        """Begin to look for work."""
        self._thread.start()

    def wake(self) -> None:
        """Say that something was queued."""
        self._wake.set()

    def stop(self) -> None:
        """End. What is trained now is queued again."""
        self._stopping.set()
        self._wake.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                worked = self._train_next()
            except Exception:
                # The database may be away for a while: that must not end the only trainer.
                log.exception("The trainer could not look for work.")
                worked = False
            if not worked:
                self._wake.wait(_LOOKS_EVERY)
            self._wake.clear()

    def _train_next(self) -> bool:
        training = self._claimed()
        if training is None:
            return False
        try:
            model, backtest = trained(self._prices, Parameters(**training.parameters), self._reporter(training.id))
            self._finish(training, sealed(pickle.dumps(model), self._secret), backtest.as_dict())
        except _CancelledError:
            self._end(training.id, state="cancelled")
        except _StoppingError:
            self._end(training.id, state="queued", progress=0.0, step="")
        except Exception as error:
            log.exception("Training %s has failed.", training.id)
            self._end(training.id, state="failed", error=f"{type(error).__name__}: {error}")
        return True

    def _claimed(self) -> Training | None:
        now = time.time()
        left = and_(Training.state == "running", Training.seen < now - self._stale_seconds)
        free = or_(Training.state == "queued", left)
        with self._sessions() as session:
            id = session.scalar(select(Training.id).where(free).order_by(Training.id).limit(1))
            if id is None:
                return None
            mine = {"state": "running", "worker": self._id, "seen": now, "progress": 0.0, "step": "Reading the prices"}
            # Of two processes that have seen it, one changes it.
            changed = session.execute(update(Training).where(Training.id == id, free).values(**mine))
            session.commit()
            return session.get(Training, id) if changed.rowcount == 1 else None  # pyright: ignore[reportAttributeAccessIssue]

    def _reporter(self, id: int) -> Callable[[float, str], None]:
        def report(done: float, step: str) -> None:
            if self._stopping.is_set():
                raise _StoppingError
            own = (Training.id == id, Training.worker == self._id, Training.cancel.is_(False))
            with self._sessions() as session:
                values = {"progress": done, "step": step, "seen": time.time()}
                changed = session.execute(update(Training).where(*own).values(**values))
                session.commit()
            if changed.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue]
                raise _CancelledError

        return report

    def _finish(self, training: Training, content: bytes, backtest: dict[str, object]) -> None:
        with self._sessions() as session:
            other = session.scalar(select(exists().where(Model.active)))
            model = Model(
                title=training.title,
                author=training.author,
                created=time.time(),
                active=not other,
                parameters=training.parameters,
                backtest=backtest,
                content=content,
            )
            session.add(model)
            session.flush()
            own = (Training.id == training.id, Training.worker == self._id)
            done = {"state": "done", "progress": 1.0, "step": "", "ended": time.time(), "model": model.id}
            if session.execute(update(Training).where(*own).values(**done)).rowcount == 1:  # pyright: ignore
                session.commit()

    def _end(self, id: int, **values: object) -> None:
        ended = None if values["state"] == "queued" else time.time()
        own = (Training.id == id, Training.worker == self._id)
        with self._sessions() as session:
            session.execute(update(Training).where(*own).values(ended=ended, **values))
            session.commit()
