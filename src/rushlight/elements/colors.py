"""Colours as scripts write them, and as browsers read them."""

from __future__ import annotations

import re
from typing import Any

from rushlight.errors import InvalidColorError

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_FUNCTION = re.compile(r"(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\([\d\s.,%/+-]+(?:deg|turn|rad)?[\d\s.,%/+-]*\)")
_NAME_LIST = """
aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple
rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue
slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato transparent turquoise violet wheat
white whitesmoke yellow yellowgreen
"""
_NAMES = frozenset(_NAME_LIST.split())


def css(parameter: str, color: Any) -> str:
    """Return a colour as CSS: of a hex text, a name or function of CSS, or three or four numbers.

    Numbers are whole ones from 0 to 255 or floats from 0.0 to 1.0; the fourth is the opacity. Raises InvalidColorError.
    """
    if is_text(color):
        return str(color)
    if is_numbers(color):
        return _of_numbers(list(color))
    allowed = "a colour such as '#ffaa00', 'orange', 'rgb(255, 170, 0)' or (255, 170, 0)"
    raise InvalidColorError.of(parameter, color, allowed)


def is_text(value: Any) -> bool:
    """Tell whether a value is a colour of CSS."""
    if not isinstance(value, str):
        return False
    text = value.strip()
    return bool(_HEX.fullmatch(text) or _FUNCTION.fullmatch(text.lower())) or text.lower() in _NAMES


def is_hex(value: Any) -> bool:
    """Tell whether a value is a colour in hex digits."""
    return isinstance(value, str) and _HEX.fullmatch(value.strip()) is not None


def is_numbers(value: Any) -> bool:
    """Tell whether a value is three or four numbers that make a colour."""
    if not isinstance(value, (list, tuple)) and not hasattr(value, "tolist"):
        return False
    parts: list[Any] = list(value)  # pyright: ignore[reportUnknownArgumentType]
    return len(parts) in (3, 4) and all(
        isinstance(part, (int, float)) and not isinstance(part, bool) and 0 <= part <= 255 for part in parts
    )


def _of_numbers(parts: list[float]) -> str:
    red, green, blue = (_of_255(part) for part in parts[:3])
    if len(parts) == 3:
        return f"rgb({red}, {green}, {blue})"
    opacity = parts[3] / 255 if isinstance(parts[3], int) and parts[3] > 1 else parts[3]
    return f"rgba({red}, {green}, {blue}, {round(float(opacity), 3):g})"


def _of_255(part: float) -> int:
    return part if isinstance(part, int) else round(part * 255) if part <= 1 else round(part)
