"""That the whole public surface is there, and that every parameter of it does what it should.

`surface.json` holds names, parameters, kinds and defaults as facts. `table.py` says what a proof is; `test_names.py`
compares names and signatures; the other modules hold one proof, or more, for each parameter.
"""
