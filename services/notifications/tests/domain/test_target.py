from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest

from notifications.domain.errors import UrlForbidden
from notifications.domain.webhook_url import AllowedTargets, WebhookUrl, is_public_address

NOT_PUBLIC = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4", "::1/128",
    "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
    "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "5f00::/16",
]  # fmt: skip


@pytest.mark.parametrize("network", NOT_PUBLIC)
def test_inv_n6_no_address_of_an_inner_or_special_network_is_public(network) -> None:
    whole = ip_network(network)

    assert not is_public_address(whole[0])
    assert not is_public_address(whole[-1])
    assert not is_public_address(whole[whole.num_addresses // 2])


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07::1", "2a00:1450::1"])
def test_ordinary_addresses_are_public(address) -> None:
    assert is_public_address(ip_address(address))


def test_one_inner_address_among_public_ones_spoils_the_name() -> None:
    target = WebhookUrl.parse("https://example.com/")

    with pytest.raises(UrlForbidden):
        AllowedTargets().require_allowed_target(target, [ip_address("8.8.8.8"), ip_address("10.0.0.1")])


def test_a_name_without_an_address_is_refused() -> None:
    with pytest.raises(UrlForbidden):
        AllowedTargets().require_allowed_target(WebhookUrl.parse("https://example.com/"), [])


def test_plain_http_goes_to_local_receivers_only() -> None:
    reach, target = AllowedTargets((ip_network("127.0.0.0/8"),)), WebhookUrl.parse("http://example.com/")

    reach.require_allowed_target(target, [ip_address("127.0.0.1")])
    with pytest.raises(UrlForbidden):
        reach.require_allowed_target(target, [ip_address("8.8.8.8")])


@pytest.mark.parametrize(
    ("url", "host", "port", "path", "header"),
    [
        ("https://example.com", "example.com", 443, "/", "example.com"),
        ("https://EXAMPLE.com:8443/Hooks?a=B", "example.com", 8443, "/Hooks?a=B", "example.com:8443"),
        ("https://example.com?x=1", "example.com", 443, "/?x=1", "example.com"),
        ("https://[2a00:1450::1]:443/", "2a00:1450::1", 443, "/", "[2a00:1450::1]"),
    ],
)
def test_what_is_checked_is_what_is_connected_to(url, host, port, path, header) -> None:
    target = WebhookUrl.parse(url)

    assert (target.host, target.port, target.path, target.host_header) == (host, port, path, header)
