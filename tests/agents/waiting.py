"""What a script waits for, and a test lets happen."""

from __future__ import annotations

import threading

GATE = threading.Event()
