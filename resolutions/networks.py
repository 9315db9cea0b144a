"""By what visitors are counted: an address is not a person, and whoever has one of IPv6 has a whole network of them."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

ACCOUNT = "account-"  # how somebody who is signed in is counted; anything else is a network
ONE_SUBSCRIBER = 64  # bits: what a provider gives to one household


def plain(text: str) -> IPv4Address | IPv6Address:
    """`::ffff:203.0.113.1` is how a server with one socket for both kinds writes 203.0.113.1. Else a ValueError."""
    address = ip_address(text.strip())
    return (address.version == 6 and address.ipv4_mapped) or address


def network_of(address: str | None) -> str:
    """«203.0.113.1», «2001:db8:1:2::/64»; nothing for nobody's."""
    if not address:
        return ""
    own = plain(address)
    # As a number: a zone, as in fe80::1%eth0, is part of no network.
    return str(own) if own.version == 4 else str(IPv6Network((int(own), ONE_SUBSCRIBER), strict=False))
