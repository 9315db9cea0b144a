"""By what visitors are counted."""

import pytest

from resolutions.networks import network_of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("::ffff:203.0.113.1", "203.0.113.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        (None, ""),
    ],
)
def test_a_network_is_one_visitor(address, counted):
    assert network_of(address) == counted
