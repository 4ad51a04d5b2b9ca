"""Apps for software that acts for people: JSON in, the finished page as JSON out. Knows nothing of HTTP."""
