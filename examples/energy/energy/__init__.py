"""Forecasts of energy consumption, made in batch and served."""
