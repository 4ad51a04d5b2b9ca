"""The commands of `rushlight`."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from rushlight.cli import settings
from rushlight.cli.deploy import deploy
from rushlight.cli.launch import launch, launch_site
from rushlight.cli.target import find_target
from rushlight.config.site import find_site
from rushlight.errors import ConfigError, HostError, ScriptError
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
        except (ConfigError, HostError, ScriptError) as error:
            raise click.ClickException(str(error)) from None


class _Worded(click.Command):
    """A command that is told the words after it as they were typed: click drops the `--` that parts settings from them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[_WORDS] = list(args)
        return super().parse_args(ctx, args)


_WORDS = "rushlight.words"
_LOOSE = {"ignore_unknown_options": True, "allow_extra_args": True}


def _words(ctx: click.Context) -> settings.Words:
    words = settings.split(ctx.meta[_WORDS])
    level = ctx.find_root().params.get("log_level")
    if level is not None:
        words.flags.setdefault("logger.level", level)
    return words


@click.group(cls=_Group, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="rushlight")
@click.option("--log_level", "--log-level", type=click.Choice(["error", "warning", "info", "debug"]), hidden=True)
def main(log_level: str | None) -> None:
    """Turn a Python script into a web app."""
    del log_level  # read from the context


@main.command(cls=_Worded, context_settings=_LOOSE, options_metavar="", add_help_option=True)
@click.argument(
    "words", nargs=-1, type=click.UNPROCESSED, metavar="[TARGET] [--section.name VALUE]... [-- ARGUMENT...]"
)
@click.pass_context
def run(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Serve the app TARGET: a script, a folder that has one, or the address of one.

    A folder of several apps, or its list apps.toml, is served with an index, each app below its name.

    Without a TARGET it is that of the environment variable RUSHLIGHT_RUN_TARGET or STREAMLIT_RUN_TARGET, else the app
    of the working folder: rushlight_app.py, streamlit_app.py or app.py.

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
    del words
    flags, before, after = _words(ctx)
    target = before[0] if before else _target_of_environment()
    site = find_site(Path(target or "."))
    if site is not None:
        launch_site(site, flags)
    else:
        launch(find_target(target), flags, [*before[1:], *after])


def _target_of_environment() -> str | None:
    return os.environ.get("RUSHLIGHT_RUN_TARGET") or os.environ.get("STREAMLIT_RUN_TARGET")


@main.command(cls=_Worded, context_settings=_LOOSE, options_metavar="")
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[--section.name VALUE]...")
@click.pass_context
def hello(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Serve the gallery: every element, and what can be made of them."""
    del words
    launch(Path(__file__).parent.parent / "gallery" / "app.py", _words(ctx).flags, [])


@main.command()
@click.argument("command", required=False)
def docs(command: str | None) -> None:
    """Print what is known of COMMAND, such as `slider` or `column_config.NumberColumn`; of none, the list of all."""
    from rushlight.cli.reference import entry, overview

    click.echo_via_pager(overview() if command is None else entry(command))


@main.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--component", metavar="NAME", help="Write the project of a component in place of an app.")
@click.option("--build/--no-build", default=True, help="Build the component at once, by npm (default), or do not.")
def init(folder: Path | None, component: str | None, build: bool) -> None:
    """Write a first app, or a first component, into FOLDER.

    An app goes into the present folder, and a component into one of its name, unless FOLDER is given.
    """
    if component is not None:
        _init_component(component, folder, build)
        return
    from rushlight.cli.starter import write_starter

    place = folder or Path()
    for path in write_starter(place):
        click.echo(f"Wrote {path}")
    click.echo(f"Start it with: rushlight run {place / 'app.py'}")


def _init_component(name: str, folder: Path | None, build: bool) -> None:
    from rushlight.cli.component import build_component, names_of, write_component

    place = folder or Path(names_of(name)[0])
    for path in write_component(name, place):
        click.echo(f"Wrote {path}")
    sources = place / "frontend"
    todo = "--no-build was given" if not build else build_component(place)
    if todo is not None:
        click.echo(f"It is not built yet ({todo}). Build it with:")
        click.echo(f"  npm --prefix {sources} install && npm --prefix {sources} run build")
    click.echo(f"Start it with: rushlight run {place / 'example.py'}")
    click.echo(f"To see changes at once, leave running beside it: npm --prefix {sources} run dev")


@main.group()
def config() -> None:
    """Settings."""


@config.command("show", cls=_Worded, context_settings=_LOOSE)
@click.option("--all", "everything", is_flag=True, help="Show hidden settings and the theme of each section too.")
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[--section.name VALUE]...")
@click.pass_context
def config_show(ctx: click.Context, everything: bool, words: tuple[str, ...]) -> None:
    """Show every setting as TOML, with where its value comes from."""
    del words
    typed = [word for word in ctx.meta[_WORDS] if word != "--all"]
    click.echo(settings.as_toml(everything, settings.split(typed).flags))


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


@main.command()
@click.argument("address", default="http://127.0.0.1:8501")
@click.option("--ready", is_flag=True, help="Ask whether browsers can be sent there, and not only whether it lives.")
@click.option("--wait", "seconds", type=click.FloatRange(min=0), default=0, help="Ask again for so many seconds.")
@click.option("--base", default="", help="Path below which the app is served, for an ADDRESS that has none.")
def health(address: str, ready: bool, seconds: float, base: str) -> None:
    """Ask the app at ADDRESS whether it lives: http://HOST:PORT/PATH, or unix:/PATH/OF/A/SOCKET.

    The exit code is 0 if it does.
    """
    from rushlight.cli.health import wait_for

    wrong = wait_for(address, base, ready, seconds)
    if wrong:
        raise click.ClickException(wrong)


@main.group(invoke_without_command=True)
def activate() -> None:
    """Say that there is nothing to activate."""
    click.echo("There is nothing to activate: nobody is asked for an address, and no figures are sent.")


@activate.command("reset")
def activate_reset() -> None:
    """Say that there is nothing to reset."""


@main.command()
@click.option("-g", "--global", "everywhere", is_flag=True, hidden=True)
@click.option("-y", "--yes", is_flag=True, hidden=True)
def skills(everywhere: bool, yes: bool) -> None:
    """Say where software agents find what they need to know."""
    del everywhere, yes
    click.echo("There are no skills to install: agents read `rushlight docs` and `rushlight docs COMMAND`.")


class _Later(click.Group):
    """A group whose commands are imported when they are asked for."""

    def __init__(self, name: str, module: str, help: str) -> None:
        super().__init__(name, help=help)
        self._module = module

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self._group().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return self._group().list_commands(ctx)

    def _group(self) -> click.Group:
        return getattr(import_module(self._module), self.name or "")


main.add_command(deploy)
main.add_command(_Later("user", "rushlight.cli.users", "People who may log in with a password, and their roles."))
if sys.platform == "linux":
    main.add_command(
        _Later("host", "rushlight.cli.host", "Many apps on a machine of one's own, each with its releases.")
    )
