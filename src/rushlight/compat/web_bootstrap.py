"""Streamlit's name of what starts a server from Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rushlight.cli.launch import launch


def run(main_script_path: str, is_hello: bool, args: Sequence[str], flag_options: Mapping[str, Any]) -> None:
    """Serve a script until it is stopped. Settings are called as in `server.port`, or as in `server_port`."""
    flags = {_name(each): value for each, value in flag_options.items() if value is not None}
    launch(Path(main_script_path), flags, list(args))


def load_config_options(flag_options: Mapping[str, Any]) -> None:
    """Do nothing: `run` is given the settings."""


def _name(flag: str) -> str:
    return flag if "." in flag else flag.replace("_", ".", 1)
