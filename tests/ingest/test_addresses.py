"""No way of writing an address leads inside: each of these is refused before anything is connected to."""

import pytest

from sources.ingest.addresses import PORTS, addresses_of, is_public, parse
from sources.ingest.refusal import Refusal

WEB = frozenset(PORTS.values())
NAMES = {
    "inside.example": ["127.0.0.1"],
    "office.example": ["10.1.2.3"],
    "metadata.example": ["169.254.169.254"],
    "six.example": ["fd00:ec2::254"],
    "loop.example": ["::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "both.example": ["93.184.215.14", "127.0.0.1"],
    "localhost": ["127.0.0.1"],
    "xn--bcher-kva.example": ["192.168.0.9"],
    "paper.example": ["93.184.215.14"],
    "wide.example": ["93.184.215.14", "2606:2800:220:1::1"],
}
INSIDE = [
    "http://127.0.0.1/",
    "http://127.1.2.3/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://100.100.100.200/latest/meta-data/",
    "http://169.254.169.254/latest/meta-data/",
    "http://192.0.0.192/opc/v2/",
    "http://168.63.129.16/machine",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:a00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::169.254.169.254]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:a00:1::1]/",
    "http://[2001:0:53aa:64c::1]/",
    "http://[2001:db8::1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://inside.example/",
    "https://office.example/",
    "http://metadata.example/",
    "http://six.example/",
    "http://loop.example/",
    "http://mapped.example/",
    "http://both.example/",
    "http://bücher.example/",
    "http://１２７.０.０.１/",
    "http://①②⑦.0.0.1/",
]
DISGUISED = [
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0X7F.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://00000000.0.0.0/",
    "http://127.0.0.1.5/",
    "http://4294967297/",
    "http://0x/",
    "http://name.0x7f/",
]
NOT_FETCHED = {
    "file:///etc/passwd": "is no web address",
    "ftp://paper.example/a": "is no web address",
    "gopher://paper.example/a": "is no web address",
    "javascript:alert(1)": "is no web address",
    "//paper.example/a": "is no web address",
    "http:///a": "is no web address",
    "paper.example/a": "is no web address",
    "http://user@paper.example/": "a user name",
    "http://paper.example@127.0.0.1/": "a user name",
    "http://:secret@paper.example/": "a user name",
    "http://paper.example:22/": "port 22",
    "https://paper.example:8443/": "port 8443",
    "http://paper.example:99999/": "cannot be read",
    "http://paper.example\\@127.0.0.1/": "a backslash",
    "http://paper.example/a b": "a space",
    "http://paper.example/\r\nHost: inside.example": "a control character",
    "http://paper.example/\0": "a control character",
    "http://127.0.0.1\ufeff/": "a control character",
    "http://[::1/": "cannot be read",
    "http://[1:2]/": "cannot be read",
    "http://pa%70er.example/": "is no name",
    "http://-paper.example/": "is no name",
    "http://pa..per.example/": "is no name",
    "http://" + "a" * 64 + ".example/": "is no name",
    "http://paper.example/" + "a" * 2_000: "2,021 characters",
    "http://nowhere.example/": "cannot be found",
}


def names(host: str) -> list[str]:
    if host not in NAMES:
        raise OSError("no such name")
    return NAMES[host]


def look_up(address: str) -> list[str]:
    target = parse(address, WEB)
    return [str(found) for found in addresses_of(target.host, names, is_public)]


@pytest.mark.parametrize("address", INSIDE)
def test_s13_address_inside_is_refused(address):
    with pytest.raises(Refusal, match=r"is not public|hides where it leads|no IPv6 address|is no name"):
        look_up(address)


@pytest.mark.parametrize("address", DISGUISED)
def test_s13_address_written_as_a_number_is_refused(address):
    with pytest.raises(Refusal, match="hides where it leads"):
        look_up(address)


@pytest.mark.parametrize(("address", "said"), NOT_FETCHED.items())
def test_what_is_no_address_to_fetch_is_refused(address, said):
    with pytest.raises(Refusal) as refused:
        look_up(address)

    assert said in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://paper.example/a?b=c#d", ["93.184.215.14"]),
        ("http://PAPER.example.:80/", ["93.184.215.14"]),
        ("http://wide.example", ["93.184.215.14", "2606:2800:220:1::1"]),
        ("http://93.184.215.14/", ["93.184.215.14"]),
        ("http://[2606:2800:220:1::1]/", ["2606:2800:220:1::1"]),
        ("http://[64:ff9b::5db8:d70e]/", ["64:ff9b::5db8:d70e"]),
    ],
)
def test_public_address_is_found(address, found):
    assert look_up(address) == found


def test_address_is_sent_as_a_browser_sends_it():
    target = parse("HTTP://Bücher.example:80/ä/b?c=ü#d", WEB)

    assert str(target) == "http://xn--bcher-kva.example/%C3%A4/b?c=%C3%BC"
