"""The tables together leave nothing of the surface out."""

from __future__ import annotations

import importlib
import pkgutil

import tests.surface
from tests.surface.table import Proofs, all_parameters, name_of


def test_everything_of_the_surface_has_a_proof() -> None:
    modules = [
        importlib.import_module(f"tests.surface.{each.name}") for each in pkgutil.iter_modules(tests.surface.__path__)
    ]
    tables = [each for module in modules for each in vars(module).values() if isinstance(each, Proofs)]
    proven = {row.name for table in tables for row in table.rows}
    every = {name_of(command, parameter) for command, names in all_parameters().items() for parameter in names}
    assert every - proven == set()
    assert proven - every == set()
