"""The commands of `rushlight`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rushlight.cli import settings
from rushlight.cli.launch import launch
from rushlight.cli.target import find_target
from rushlight.errors import ConfigError, ScriptError
from rushlight.version import VERSION

_EXAMPLES = """
Examples:

\b
  rushlight run app.py
  rushlight run app.py --server.port 8080 -- --data sales.csv
  rushlight run https://example.org/app.py
  rushlight hello
"""


class _Group(click.Group):
    """Shows errors of the user's as one line."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ConfigError, ScriptError) as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=_Group, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="rushlight")
def main() -> None:
    """Turn a Python script into a web app."""


@main.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("target", required=False, envvar=["RUSHLIGHT_RUN_TARGET", "STREAMLIT_RUN_TARGET"])
@click.argument("rest", nargs=-1, type=click.UNPROCESSED)
def run(target: str | None, rest: tuple[str, ...]) -> None:
    """Serve the app TARGET: a script, a folder that has one, or the address of one.

    Any setting can be given as `--section.name value`; the most used are:

    \b
      --server.port 8501          port to listen on
      --server.address localhost  address to listen on; all of the machine's by default
      --server.headless true      do not open a browser
      --server.baseUrlPath path   path below which the app is served
      --server.runOnSave false    do not run anew when the source is saved
      --client.showErrorDetails none
      --theme.base dark
      --production                for visitors: errors show a number only, nothing is watched

    `rushlight config show` lists them all. What follows `--` is handed to the script as its arguments.
    """
    flags, arguments = settings.split(_after_target(target))
    del rest
    launch(find_target(target), flags, arguments)


@main.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("rest", nargs=-1, type=click.UNPROCESSED)
def hello(rest: tuple[str, ...]) -> None:
    """Serve the gallery: every element, and what can be made of them."""
    flags, arguments = settings.split(list(rest))
    launch(Path(__file__).parent.parent / "gallery" / "app.py", flags, arguments)


@main.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Write a first app into FOLDER."""
    from rushlight.cli.starter import write_starter

    for path in write_starter(folder):
        click.echo(f"Wrote {path}")
    click.echo(f"Start it with: rushlight run {folder / 'app.py'}")


@main.group()
def config() -> None:
    """Settings."""


@config.command("show")
@click.option("--all", "everything", is_flag=True, help="Show hidden settings and the theme of each section too.")
def config_show(everything: bool) -> None:
    """Show every setting as TOML, with where its value comes from."""
    click.echo(settings.as_toml(everything))


@main.group()
def cache() -> None:
    """Cached data."""


@cache.command("clear")
def cache_clear() -> None:
    """Delete what cached functions have kept on disk."""
    from rushlight.caching.disk import clear_disk

    click.echo("Deleted the cache." if clear_disk() else "There is no cache to delete.")


@main.command()
def version() -> None:
    """Show the version."""
    click.echo(f"Rushlight {VERSION}")


@main.command("help")
@click.pass_context
def help_(ctx: click.Context) -> None:
    """Show this help."""
    assert ctx.parent is not None
    click.echo(ctx.parent.get_help())


class _Later(click.Group):
    """A group whose commands are imported when they are asked for."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from rushlight.cli.users import user

        return user.get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        from rushlight.cli.users import user

        return user.list_commands(ctx)


main.add_command(_Later("user", help="People who may log in with a password, and their roles."))


def _after_target(target: str | None) -> list[str]:
    """Return the words after the target as they were typed: click drops the `--` that parts settings from arguments."""
    words = sys.argv[sys.argv.index("run") + 1 :] if "run" in sys.argv else []
    if target is not None and target in words:
        words.remove(target)
    return words
