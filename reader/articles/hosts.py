"""What a host leads to: an address of the internet, or one of this machine or its network."""

import ipaddress
import socket

_INNER_NAMES = (".localhost", ".local", ".internal")
# Addresses of IPv6 that stand for one of IPv4: the network, and where in its number that begins.
_TRANSLATED = (
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)


def addresses_of(host: str) -> tuple[str, ...]:
    """The addresses that `host` leads to, in the order in which they are to be tried.

    Numbers count as the system reads them (``2130706433`` and ``0177.0.0.1`` are 127.0.0.1).

    Raises:
        OSError: where the name is not known here.
    """
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except UnicodeError as error:
        raise OSError(str(error)) from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_outer(address: str) -> bool:
    """Whether an address is one of the internet, also where IPv6 only stands for IPv4."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or next(
            (
                ipaddress.IPv4Address((int(found) >> begins) & 0xFFFFFFFF)
                for network, begins in _TRANSLATED
                if found in network
            ),
            None,
        )
        found = inner or found
    return found.is_global and not found.is_multicast


def is_public(host: str) -> bool:
    """Whether every address of `host` is one of the internet, none of this machine or network.

    A host that cannot be resolved here counts as public: a proxy may know it, and without one
    the connection fails by itself.
    """
    try:
        return all(map(is_outer, addresses_of(host)))
    except OSError:
        host = host.rstrip(".")
        return host != "localhost" and not host.endswith(_INNER_NAMES)
