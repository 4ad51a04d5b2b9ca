"""Results of functions, computed once."""

from __future__ import annotations

from rushlight.caching.cached import CachedFunction
from rushlight.caching.functions import CacheData, CacheResource, cache_data, cache_resource, clear_all, held_bytes
from rushlight.caching.registry import release_session

__all__ = [
    "CacheData",
    "CacheResource",
    "CachedFunction",
    "cache_data",
    "cache_resource",
    "clear_all",
    "held_bytes",
    "release_session",
]
