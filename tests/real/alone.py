"""Commands that are run where there is no network."""

from __future__ import annotations

import os
import shutil
import subprocess

UNSHARE = ["unshare", "-n"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["unshare", "-rn"]
"""Runs a command in a network namespace of its own, in which nothing is up."""


def may_be_alone() -> bool:
    """Tell whether this machine lets us make a network of our own."""
    return shutil.which("unshare") is not None and subprocess.run([*UNSHARE, "true"], check=False).returncode == 0
