"""Prices of a market, models that predict them, and the gateway that guards both."""
