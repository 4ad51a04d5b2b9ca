"""Files that are written, edited, written anew and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushlight.errors import ConfigError
from tests.deploy.projects import VARIANTS, deploy, files_of, project


def test_a_first_time_writes_everything_and_says_so(tmp_path: Path) -> None:
    project(tmp_path)
    answer = deploy("docker", str(tmp_path))
    assert answer.exit_code == 0, answer.output
    assert "Wrote Dockerfile\nWrote .dockerignore" in answer.output
    assert (tmp_path / "Dockerfile").read_text().startswith("# Written by: rushlight deploy docker app.py\n")


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    project(tmp_path)
    deploy("docker", str(tmp_path))
    before = (tmp_path / "Dockerfile").read_text()
    answer = deploy("docker", str(tmp_path))
    assert "Unchanged Dockerfile" in answer.output
    assert (tmp_path / "Dockerfile").read_text() == before


def test_a_file_that_nobody_has_edited_follows_the_app(tmp_path: Path) -> None:
    project(tmp_path)
    deploy("docker", str(tmp_path))
    project(tmp_path, server__port=9000)
    assert "Wrote Dockerfile" in deploy("docker", str(tmp_path)).output
    assert "EXPOSE 9000" in (tmp_path / "Dockerfile").read_text()


@pytest.mark.parametrize("edit", ["\nRUN true\n", ""])
def test_a_file_that_somebody_has_edited_or_written_is_kept_until_forced(tmp_path: Path, edit: str) -> None:
    project(tmp_path)
    if edit:
        deploy("docker", str(tmp_path))
    theirs = ((tmp_path / "Dockerfile").read_text() if edit else "FROM scratch\n") + edit
    (tmp_path / "Dockerfile").write_text(theirs)
    answer = deploy("docker", str(tmp_path))
    assert answer.exit_code == 1
    assert "Kept Dockerfile" in answer.output
    assert (tmp_path / "Dockerfile").read_text() == theirs
    forced = deploy("docker", str(tmp_path), "--force")
    assert forced.exit_code == 0
    assert "Wrote Dockerfile" in forced.output
    assert deploy("docker", str(tmp_path), "--check").exit_code == 0


def test_check_shows_what_is_missing_and_writes_nothing(tmp_path: Path) -> None:
    project(tmp_path)
    answer = deploy("compose", str(tmp_path), "--check")
    assert answer.exit_code == 1
    assert "Missing compose.yaml" in answer.output
    assert "5 of 5 files would be written" in answer.output
    assert not (tmp_path / "compose.yaml").exists()


def test_check_shows_the_difference_that_a_change_of_the_app_makes(tmp_path: Path) -> None:
    project(tmp_path)
    deploy("nginx", str(tmp_path))
    assert deploy("nginx", str(tmp_path), "--check").output == "Nothing has drifted.\n"
    project(tmp_path, server__maxUploadSize=500)
    before = {path: path.read_text() for path in (tmp_path / "deploy").iterdir()}
    answer = deploy("nginx", str(tmp_path), "--check")
    assert answer.exit_code == 1
    assert {"-    client_max_body_size 201m;", "+    client_max_body_size 501m;"} < set(answer.output.splitlines())
    assert {path: path.read_text() for path in (tmp_path / "deploy").iterdir()} == before


def test_options_hold_until_others_are_given(tmp_path: Path) -> None:
    project(tmp_path)
    deploy("nginx", str(tmp_path), "--domain", "a.example.org", "--basic-auth")
    assert deploy("nginx", str(tmp_path), "--check").exit_code == 0
    deploy("nginx", str(tmp_path))
    (site,) = (tmp_path / "deploy").iterdir()
    assert "server_name a.example.org;" in site.read_text()
    assert "auth_basic " in site.read_text()
    deploy("nginx", str(tmp_path), "--domain", "b.example.org")
    assert "server_name b.example.org;" in site.read_text()
    assert "auth_basic " not in site.read_text()


@pytest.mark.parametrize("target", ["docker", "systemd", "kubernetes"])
def test_a_name_holds_too_for_the_script_that_it_was_given_for(tmp_path: Path, target: str) -> None:
    project(tmp_path, {"other.py": ""})
    deploy(target, str(tmp_path), "--name", "shop")
    assert deploy(target, str(tmp_path), "--check").output == "Nothing has drifted.\n"
    answer = deploy(target, str(tmp_path / "other.py"), "--check")
    assert answer.exit_code == 1
    assert "--name" not in "".join(line for line in answer.output.splitlines() if line.startswith("+"))


@pytest.mark.parametrize(("target", "wishes"), VARIANTS)
def test_every_file_is_commented_and_says_which_command_writes_it(
    tmp_path: Path, target: str, wishes: dict[str, object]
) -> None:
    project(tmp_path)
    for path, file in files_of(tmp_path, target, **wishes).items():
        if path == ".python-version":
            continue
        assert "\n# Fingerprint: " in file.whole
        assert f"# Written by: {file.command}\n" in file.whole
        assert any(line.lstrip().startswith("# ") for line in file.text.splitlines()), path
        assert "{{" not in file.text and "{%" not in file.text, path
        assert "\n\n\n" not in file.text, path
        assert file.text.endswith("\n") and not file.text.endswith("\n\n"), path


@pytest.mark.parametrize(
    ("target", "words", "says"),
    [
        ("docker", ["--domain", "x.org"], "docker has no --domain"),
        ("heroku", ["--image", "x"], "Its options: --behind-nginx"),
        ("nginx", ["--domain", "x.org; evil"], "--domain must be"),
        ("nginx", ["--certificate", "/etc/x"], "say --domain too"),
        ("systemd", ["--folder", "srv"], "--folder must be"),
        ("kubernetes", ["--image", "a b"], "--image must be"),
    ],
)
def test_an_option_that_means_nothing_or_cannot_be_is_an_error(
    tmp_path: Path, target: str, words: list[str], says: str
) -> None:
    project(tmp_path)
    answer = deploy(target, str(tmp_path), *words)
    assert answer.exit_code == 1
    assert says in answer.output
    assert not (tmp_path / "deploy").exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    project(tmp_path, {"deploy": "a file\n"})
    answer = deploy("systemd", str(tmp_path))
    assert answer.exit_code == 1
    assert "cannot be" in answer.output


def test_an_address_is_no_project() -> None:
    assert "is an address" in deploy("docker", "https://example.org/app.py").output


def test_a_name_in_the_command_can_have_any_signs(tmp_path: Path) -> None:
    project(tmp_path, {"my app's.py": ""})
    files = files_of(tmp_path, "docker", script="my app's.py")
    assert '"run", "my app\'s.py", "--production"' in files["Dockerfile"].text
    with pytest.raises(ConfigError):
        files_of(tmp_path, "docker", domain="x")
