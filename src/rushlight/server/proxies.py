"""What proxies say of the browsers behind them; believed of those that the settings trust, and of no others.

Only one family of headers is read. A proxy hands on those that it does not know: whoever read both would believe what a
browser has made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import msgspec
from starlette.requests import HTTPConnection
from starlette.types import Scope

from rushlight.config import Config
from rushlight.errors import ConfigError

UNIX = "unix"
_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)+")
_HOST = re.compile(r"[A-Za-z0-9._-]+(:\d{1,5})?|\[[0-9a-fA-F:.]+\](:\d{1,5})?")
_PAIR = re.compile(r'\s*([A-Za-z]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s";,]*)\s*')
_WITNESSES = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip", b"via")
_BEHIND = "rushlight.behind_trusted_proxy"


class Trusted:
    """The proxies that are trusted: addresses, networks, and "unix" for those on a unix socket."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Raises ConfigError for what is none of these."""
        self._networks: list[IPv4Network | IPv6Network] = []
        self.unix = False
        for entry in entries:
            if entry == UNIX:
                self.unix = True
                continue
            try:
                self._networks.append(ip_network(entry, strict=False))
            except ValueError:
                raise ConfigError(
                    f"server.trustedProxies: {entry!r} is no address (10.0.0.7), network (10.0.0.0/8) or 'unix'."
                ) from None

    def __bool__(self) -> bool:
        return self.unix or bool(self._networks)

    def covers(self, address: str | None) -> bool:
        """Tell whether an address is trusted."""
        found = parsed(address)
        return found is not None and any(found in network for network in self._networks)


class Said(msgspec.Struct):
    """What the headers of a request say. Of each list the last was added by the nearest proxy."""

    addresses: list[str] = []
    schemes: list[str] = []
    hosts: list[str] = []
    prefixes: list[str] = []


class Origin(msgspec.Struct):
    """What of it is to be believed. None where nothing was said that could be."""

    address: str | None
    """Address of the browser; None if it is not known."""
    scheme: str | None = None
    host: str | None = None
    prefix: str = ""


class Proxies:
    """Takes requests as they were before a trusted proxy handed them on."""

    def __init__(self, config: Config) -> None:
        self._trusted = Trusted(map(str, config.get("server.trustedProxies")))
        self._says = of_forwarded if config.get("server.forwardedHeader") == "forwarded" else of_x_forwarded

    def behind(self, scope: Scope) -> Scope:
        """Return the scope of a request as the browser made it."""
        if not self._trusted or scope["type"] == "lifespan":
            return scope
        client = scope.get("client")
        peer = client[0] if client else None
        if not (self._trusted.covers(peer) if peer else self._trusted.unix and is_unix(scope)):
            return scope
        return _as_seen(scope, resolve(self._says(scope["headers"]), peer, self._trusted))


def resolve(said: Said, peer: str | None, trusted: Trusted) -> Origin:
    """Return what is to be believed of what a trusted peer says: what it and the trusted proxies before it have added."""
    hops, address = 1, peer
    for entry in reversed(said.addresses):
        address = _without_port(entry)
        if not trusted.covers(address):
            break
        hops += 1
    scheme = _nth(said.schemes, hops).lower()
    host, prefix = _nth(said.hosts, hops), _nth(said.prefixes, hops).rstrip("/")
    return Origin(
        address=address if parsed(address) is not None else None,
        scheme=scheme if scheme in ("http", "https") else None,
        host=host if _HOST.fullmatch(host) else None,
        prefix=prefix if _PREFIX.fullmatch(prefix) and ".." not in prefix.split("/") else "",
    )


def of_x_forwarded(headers: Iterable[tuple[bytes, bytes]]) -> Said:
    """Return what X-Forwarded-For, -Proto, -Host and -Prefix say."""
    said = Said([], [], [], [])
    lists = {
        b"x-forwarded-for": said.addresses,
        b"x-forwarded-proto": said.schemes,
        b"x-forwarded-host": said.hosts,
        b"x-forwarded-prefix": said.prefixes,
    }
    for name, value in headers:
        if name in lists:
            lists[name] += [part.strip() for part in value.decode("latin-1").split(",") if part.strip()]
    return said


def of_forwarded(headers: Iterable[tuple[bytes, bytes]]) -> Said:
    """Return what Forwarded (RFC 7239) says, and X-Forwarded-Prefix, for which it has no word."""
    said = Said([], [], [], of_x_forwarded(headers).prefixes)
    whole = ",".join(value.decode("latin-1") for name, value in headers if name == b"forwarded")
    for pairs in _elements(whole):
        said.addresses.append(pairs.get("for", "unknown"))
        said.schemes.append(pairs.get("proto", ""))
        said.hosts.append(pairs.get("host", ""))
    return said


def is_unix(scope: Scope) -> bool:
    """Tell whether a request came by a unix socket."""
    server = scope.get("server")
    return scope.get("client") is None and server is not None and server[1] is None


def is_behind(connection: HTTPConnection) -> bool:
    """Tell whether a request was handed on by a trusted proxy."""
    return bool(connection.scope.get(_BEHIND))


def is_local(scope: Scope) -> bool:
    """Tell whether a request comes from this machine itself, as far as can be told.

    One that a proxy which is not trusted has handed on does not; nor does one from a page that has its own name for this
    machine, as in DNS rebinding.
    """
    client = scope.get("client")
    address = parsed(client[0]) if client else None
    if scope.get(_BEHIND):
        return address is not None and address.is_loopback
    names: dict[bytes, bytes] = dict(scope["headers"])
    if any(name in names for name in _WITNESSES):
        return False
    if is_unix(scope):
        return True
    host = names.get(b"host", b"").decode("latin-1").rpartition(":")[0] or names.get(b"host", b"").decode("latin-1")
    named = parsed(host.strip("[]"))
    return (
        address is not None
        and address.is_loopback
        and (host == "localhost" or (named is not None and named.is_loopback))
    )


def parsed(address: str | None) -> IPv4Address | IPv6Address | None:
    """Return an address, that of IPv4 in IPv6 as IPv4; None for what is no address."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def is_loopback(address: str) -> bool:
    """Tell whether an address is one of this machine's own."""
    found = parsed(address)
    return found is not None and found.is_loopback


def _as_seen(scope: Scope, origin: Origin) -> Scope:
    seen = {**scope, _BEHIND: True, "client": (origin.address, 0) if origin.address else None}
    if origin.scheme:
        plain = scope["type"] == "http"
        seen["scheme"] = origin.scheme if plain else {"http": "ws", "https": "wss"}[origin.scheme]
    if origin.host:
        others = [(name, value) for name, value in scope["headers"] if name != b"host"]
        seen["headers"] = [*others, (b"host", origin.host.encode("ascii"))]
    if origin.prefix and not f"{scope['path']}/".startswith(f"{origin.prefix}/"):
        # ASGI's path holds the prefix too. A proxy that has kept it needs none.
        seen["root_path"] = origin.prefix + scope.get("root_path", "")
        seen["path"] = origin.prefix + scope["path"]
    return seen


def _nth(values: list[str], hops: int) -> str:
    """Return what the outermost of some trusted proxies has said."""
    return values[max(0, len(values) - hops)] if values else ""


def _without_port(entry: str) -> str:
    entry = entry.strip('"')
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry


def _elements(header: str) -> list[Mapping[str, str]]:
    """Return the pairs of each element of a Forwarded header; nothing of one that is malformed."""
    elements: list[dict[str, str]] = [{}]
    at = 0
    while at < len(header):
        pair = _PAIR.match(header, at)
        if pair is not None:
            value = pair[2]
            elements[-1][pair[1].lower()] = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
            at = pair.end()
        if at < len(header):
            if header[at] == ",":
                elements.append({})
            elif header[at] != ";":
                return []
            at += 1
    return [element for element in elements if element]
