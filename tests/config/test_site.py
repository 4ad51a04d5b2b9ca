"""Which apps a folder has."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushlight.config.site import find_site
from rushlight.errors import ConfigError


def folder_of(tmp_path: Path, *names: str) -> Path:
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('"""About it.\n\nMore."""\n')
    return tmp_path


def test_a_folder_of_apps_without_a_list(tmp_path: Path) -> None:
    site = find_site(
        folder_of(tmp_path, "b_report.py", "a/app.py", "c/streamlit_app.py", "_draft.py", "data/x.csv", "auth.py")
    )
    assert site is not None
    assert [(entry.name, entry.title, entry.description) for entry in site.entries] == [
        ("a", "A", "About it."),
        ("b-report", "B report", "About it."),
        ("c", "C", "About it."),
    ]


@pytest.mark.parametrize("name", ["app.py", "streamlit_app.py", "rushlight_app.py"])
def test_a_folder_that_is_one_app(tmp_path: Path, name: str) -> None:
    assert find_site(folder_of(tmp_path, name, "other.py")) is None


def test_a_folder_without_apps_and_a_file(tmp_path: Path) -> None:
    assert find_site(folder_of(tmp_path, "data/x.csv")) is None
    assert find_site(folder_of(tmp_path, "one.py") / "one.py") is None


def test_a_list(tmp_path: Path) -> None:
    folder_of(tmp_path, "sales/app.py", "other.py", "picture.png")
    (tmp_path / "apps.toml").write_text("""
title = "Ours"
[apps.sales]
path = "sales"
icon = ":material/sell:"
picture = "picture.png"
roles = ["sellers"]
[apps.sales.config]
"theme.base" = "dark"
server.maxUploadSize = 5
[apps.more]
module = "team.more"
title = "More"
""")
    for given in (tmp_path, tmp_path / "apps.toml"):
        site = find_site(given)
        assert site is not None
        sales, more = site.entries
        assert site.title == "Ours"
        assert sales.script == tmp_path / "sales" / "app.py"
        assert dict(sales.config) == {"theme.base": "dark", "server.maxUploadSize": 5}
        assert (sales.roles, sales.description) == (("sellers",), "About it.")
        assert (more.module, more.title, more.script) == ("team.more", "More", None)


def test_a_list_of_names_and_modules(tmp_path: Path) -> None:
    (tmp_path / "apps.json").write_text('[{"name": "one", "module": "apps.one"}, {"module": "apps.two"}]')
    site = find_site(tmp_path)
    assert site is not None
    assert [(entry.name, entry.module) for entry in site.entries] == [("one", "apps.one"), ("app-2", "apps.two")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[apps.a]\n", "needs either `path` or `module`"),
        ('[apps.a]\npath = "x.py"\nmodule = "x"', "needs either"),
        ('[apps.a]\npath = "nothing.py"', "is not there"),
        ('[apps.A_b]\npath = "one.py"', "small letters"),
        ('[apps.auth]\npath = "one.py"', "are taken"),
        ('[apps.a]\npath = "one.py"\npicture = "nothing.png"', "picture"),
        ("[apps.a]\npath = 3", "cannot be read"),
        ('[apps.a]\nway = "one.py"', "unknown field `way`"),
        ("apps", "cannot be read"),
        ("", "lists no apps"),
    ],
)
def test_a_list_that_cannot_be_says_why(tmp_path: Path, content: str, said: str) -> None:
    folder_of(tmp_path, "one.py")
    (tmp_path / "apps.toml").write_text(content)
    with pytest.raises(ConfigError, match=said):
        find_site(tmp_path)


def test_two_apps_of_one_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="two apps of the name 'a-b'"):
        find_site(folder_of(tmp_path, "a_b.py", "a-b.py"))
