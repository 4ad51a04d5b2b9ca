"""What the page's policy forbids and what works nevertheless."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Server, Viewer
from tests.e2e.payloads import ATTACKS

pytestmark = pytest.mark.e2e


def test_styles_of_authors_and_libraries_work_although_the_policy_allows_none_in_markup(
    serve: Callable[..., Server], viewer: Viewer
) -> None:
    server = serve("styles.py")
    answer = viewer.page.goto(server.url)
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
    page = viewer.open(server.url)
    expect(page.get_by_text("styled by a sheet")).to_have_css("color", "rgb(1, 2, 3)")
    expect(page.get_by_text("styled by itself")).to_have_css("color", "rgb(4, 5, 6)")
    expect(page.get_by_text("styled by html")).to_have_css("color", "rgb(7, 8, 9)")
    chart = page.locator(".echarts-chart canvas").first
    chart.hover(position={"x": 250, "y": 100})
    page.locator(".vega-embed canvas, .vega-embed svg").first.hover(position={"x": 120, "y": 100})
    page.wait_for_timeout(500)
    viewer.picture("styles")
    assert viewer.errors == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_policy_runs_no_code_of_markup_or_text(serve: Callable[..., Server], viewer: Viewer, attack: str) -> None:
    server = serve("counter.py")
    page = viewer.open(server.url)
    # As if something had got into the page past all other guards: the policy is the last one.
    page.evaluate(f"() => {{ {attack} }}")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    viewer.errors.clear()
