"""A host of many apps: each with its own releases, environment, process and socket, behind a stock proxy."""
