"""What the proxy asks the gate for each request to an app."""

from __future__ import annotations

ASK = "/_gate/ask"
"""Where it asks."""
APP = "x-rushlight-app"
"""Its header that says which app is meant."""
URI = "x-rushlight-uri"
METHOD = "x-rushlight-method"
WHOLE = "x-rushlight-whole"
"""Header of a proxy's that hands the gate's answers on to browsers, as Caddy does: they have to be whole."""
AGAIN = "x-rushlight-again"
"""Header of a proxy's that has not reached an app where it was said to be."""
