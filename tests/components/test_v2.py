"""Components without a frame."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rushlight.components import assets
from rushlight.errors import ComponentRegistryError
from rushlight.testing import AppTest

HEAD = (
    "import streamlit as st\nimport pandas as pd\nst.session_state.setdefault('log', [])\n"
    "def logs(name):\n    return lambda: st.session_state.log.append(name)\n"
    "c = st.components.v2.component('c', html='<b>x</b>', css='b{}', js='export default () => {}')\n"
)


def app(source: str) -> AppTest:
    return AppTest.from_string(HEAD + source)


def module(at: AppTest) -> Any:
    assert not at.exception, at.exception[0].message
    return at.get("component_module")[0]


def test_what_a_component_is_made_of() -> None:
    at = app("c(data={'a': [1, b'x'], 't': pd.DataFrame({'a': [1]})}, key='k', width=300, height='stretch')").run()
    props = module(at).proto
    assert (props.name, props.html, props.css) == ("c", "<b>x</b>", "b{}")
    assert props.script.startswith("_rushlight/media/")
    assert props.data["a"] == [1, b"x"]
    assert isinstance(props.data["t"], bytes)
    assert (props.width, props.height, props.isolated) == (300, "stretch", True)


def test_states_last_and_triggers_do_not() -> None:
    at = app(
        "r = c(key='k', default={'n': 1}, on_n_change=logs('n'), on_hit_change=logs('hit'))\n"
        "st.json([r.n, r.hit, r['n'], st.session_state.log, st.session_state.k])"
    ).run()
    assert json.loads(at.json[0].value) == [1, None, 1, [], {"n": 1}]
    at.change(module(at).id, {"n": 5})
    at.click(module(at).id, {"hit": "now"})
    at.run()
    assert json.loads(at.json[0].value) == [5, "now", 5, ["n", "hit"], {"n": 5, "hit": "now"}]
    assert json.loads(at.run().json[0].value) == [5, None, 5, ["n", "hit"], {"n": 5}]


def test_only_what_is_asked_for_is_reported() -> None:
    at = app("r = c(key='k', on_n_change=lambda: None)\nst.json(dict(r))\nr.other").run()
    assert json.loads(at.json[0].value) == {"n": None}
    assert "on_other_change" in at.exception[0].message


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("c(on_click=lambda: None)", "on_<name>_change"),
        ("c(default={'n': 1})", "does not report"),
        ("c(data=object())", "cannot be sent"),
        ("st.components.v2.component(' ')", "needs a name"),
        ("st.components.v2.component('x', css='b{}')", "nothing to draw"),
        ("st.components.v2.component('no-such-project.c', js='index.js')", "No installed package"),
    ],
)
def test_what_cannot_be_drawn_is_said(call: str, said: str) -> None:
    assert said in app(call).run().exception[0].message


def package(tmp_path: Path) -> Path:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "index-1.js").write_text("export default () => {}")
    manifest = tmp_path / "pyproject.toml"
    manifest.write_text(
        '[project]\nname = "some-package"\n[[tool.streamlit.component.components]]\nname = "c"\nasset_dir = "build"\n'
        '[[tool.streamlit.component.components]]\nname = "out"\nasset_dir = "../build"\n'
    )
    return manifest


def test_files_of_an_installed_package_are_found_by_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = package(tmp_path)
    assets.folder_of.cache_clear()
    monkeypatch.setattr(assets, "_manifest", lambda project: manifest if project == "some-package" else None)
    assert assets.address_of("some-package.c", "index-*.js").startswith("component/some-package.c/index-1.js?v=")
    for given, name in (("../x.js", "some-package.c"), ("/x.js", "some-package.c"), ("*.js", "some-package.out")):
        with pytest.raises(ComponentRegistryError, match="below"):
            assets.address_of(name, given)
    (tmp_path / "build" / "index-1.js").rename(tmp_path / "build" / "index-2.js")
    assert "/index-2.js?" in assets.address_of("some-package.c", "index-*.js")
    (tmp_path / "build" / "index-1.js").write_text("")
    (tmp_path / "build" / "index-3.js").write_text("")
    (tmp_path / "build" / "index-2.js").unlink()
    with pytest.raises(ComponentRegistryError, match="exactly one"):
        assets.address_of("some-package.c", "index-*.js")
    assert assets.is_path("index.js", "some-package.c", ".js")
    assert not assets.is_path("export default () => {}\n", "some-package.c", ".js")
    assert not assets.is_path("index.js", "inline", ".js")
    assets.folder_of.cache_clear()


def test_scripts_that_seem_to_draw_modules_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "with_modules").mkdir()
    (tmp_path / "with_modules" / "__init__.py").write_text("raise RuntimeError('imported')")
    package(tmp_path / "with_modules")
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    assert assets.seems_to_use_modules("c = st.components.v2.component('c', js='')")
    assert assets.seems_to_use_modules("from with_modules.part import thing")
    assert not assets.seems_to_use_modules("import without, json, no_such_package, __main__")
    assert not assets.seems_to_use_modules("import (")


def test_a_component_of_no_height_is_allowed() -> None:
    assert module(app("c(key='k', height=0)").run()).proto.height == 0
    assert "height" in app("c(key='k', height=-1)").run().exception[0].message
