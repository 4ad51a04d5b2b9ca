"""What is read of pandas Stylers."""

from __future__ import annotations

import pandas as pd

from rushlight.data.styler import styled


def test_cells_have_texts_and_rules() -> None:
    frame = pd.DataFrame({"a": [1.234, 2.5], "b": ["x", None]})
    look = styled(frame.style.format({"a": "{:.1f} kg"}, na_rep="-").highlight_max(subset=["a"], color="red"))
    assert look.texts == [["1.2 kg", "x"], ["2.5 kg", "-"]]
    assert look.css == f"#T_{look.uuid}_row1_col0 {{ background-color: red }}"
    assert look.caption is None


def test_a_table_has_rules_and_a_caption() -> None:
    styler = pd.DataFrame({"a": [1]}).style.set_table_styles([{"selector": "th", "props": [("color", "blue")]}])
    look = styled(styler.set_caption("Prices"))
    assert look.css == f"#T_{look.uuid} th {{ color: blue }}"
    assert look.caption == "Prices"
