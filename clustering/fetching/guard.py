"""Resolves the name of a host, and checks every address of it before one is connected to.

Who connects uses the addresses given here and does not resolve the name again: a name that stands
for another address a moment later (DNS rebinding) is of no use.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Refused(Exception):
    """An address that leads inside a network, and that nobody typed."""


class NoExchange(Exception):
    """Why there is no answer from the network."""


@dataclass(frozen=True)
class Host:
    """Where a request goes.

    Attributes
    ----------
    scheme
        ``http`` or ``https``.
    name
        Name or IP address, without brackets.
    """

    scheme: str
    name: str
    port: int

    def is_same_as(self, other: Host) -> bool:
        """Whether two are one server; ``http`` and ``https`` with their usual ports are."""
        usual = all(host.port == _DEFAULT_PORTS[host.scheme] for host in (self, other))
        return self.name == other.name and (usual or self.port == other.port)


def host_of(scheme: str, name: str, port: int | None) -> Host:
    """Return the host of an address, with the usual port of its scheme."""
    return Host(scheme, name.strip("[]").rstrip(".").lower(), port or _DEFAULT_PORTS[scheme])


def is_inside(address: IpAddress) -> bool:
    """Whether an IP address is of this machine, of a local network or of no host at all.

    An IPv6 address that stands for one of IPv4 is judged by that.
    """
    if isinstance(address, ipaddress.IPv6Address):
        meant = _embedded(address)
        if meant is not None:
            return is_inside(meant)
        if address.is_site_local:
            return True
    return not address.is_global or address.is_multicast or address.is_reserved


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    last = int(address) & 0xFFFFFFFF
    is_compatible = int(address) >> 32 == 0 and last > 1  # ::a.b.c.d, but not :: and ::1
    return ipaddress.IPv4Address(last) if is_compatible or address in _NAT64 else None


def resolve(host: Host) -> list[IpAddress]:
    """Return all addresses of a host, in the order in which to try them.

    Raises
    ------
    NoExchange
        When there is none.
    """
    try:
        found = socket.getaddrinfo(host.name, host.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not a name of a host"
        raise NoExchange(f"{host.name} cannot be found ({reason})") from None
    texts = dict.fromkeys(str(place[0]).partition("%")[0] for *_, place in found)
    return [ipaddress.ip_address(text) for text in texts]


def refuse_inside(host: Host, addresses: list[IpAddress]) -> None:
    """Refuse a host with an address that is inside a network.

    Raises
    ------
    Refused
        When any of its addresses is; one that is not does not make up for it.
    """
    for address in addresses:
        if is_inside(address):
            place = host.name if host.name == str(address) else f"{host.name} ({address})"
            raise Refused(f"leads to {place}, which is inside a network; only you may name such")
