"""The rules of the run model, state, layout and data: one test, or several, for each of them."""
