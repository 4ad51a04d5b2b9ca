"""A package of modules that packages reach into."""
