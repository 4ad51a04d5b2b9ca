"""Why a server is not ready, in its own words."""

from __future__ import annotations

IN_MEMORY = "sessions are kept in memory only, since their file cannot be used; the log says why"
SCRIPT_FAILED = "the script failed when it was tried; the log says why"
