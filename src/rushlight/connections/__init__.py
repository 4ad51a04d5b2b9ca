"""Connections to databases and services: made once, kept, and made anew when they break."""

from __future__ import annotations

from rushlight.connections.base import BaseConnection
from rushlight.connections.factory import connection
from rushlight.connections.snowflake import SnowflakeCallersRightsConnection, SnowflakeConnection
from rushlight.connections.sql import SQLConnection

ExperimentalBaseConnection = BaseConnection

__all__ = [
    "BaseConnection",
    "ExperimentalBaseConnection",
    "SQLConnection",
    "SnowflakeCallersRightsConnection",
    "SnowflakeConnection",
    "connection",
]
