//! Which addresses point into the network that the reader sits in, rather than to the public one?

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether `address` is none of the public network: loopback, private, link-local, shared by a carrier's customers,
/// multicast, reserved. After IANA's registries of special-purpose addresses (RFC 6890): what is not globally reachable.
/// An IPv6 address that stands for an IPv4 one is judged as that.
pub fn is_local(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_local_v4(address),
        IpAddr::V6(address) => is_local_v6(address),
    }
}

fn is_local_v4(address: Ipv4Addr) -> bool {
    match address.octets() {
        // This network; loopback; reserved and broadcast.
        [0 | 127 | 240..=255, ..] => true,
        // Private.
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => true,
        // Shared by a carrier's customers; link-local.
        [100, 64..=127, ..] | [169, 254, ..] => true,
        // Protocol assignments; the relays of 6to4, long gone; between benches.
        [192, 0, 0, _] | [192, 88, 99, _] | [198, 18 | 19, ..] => true,
        // Examples in documents.
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => true,
        // Multicast.
        [224..=239, ..] => true,
        _ => false,
    }
}

fn is_local_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = inner_v4(address) {
        return is_local_v4(inner);
    }
    match address.segments() {
        // Protocol assignments (tunnels of Teredo, ORCHID, benches); examples in documents.
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => true,
        // All that is given out for the public network; what lies outside is loopback, unique local, link-local,
        // multicast, or nothing yet.
        [first, ..] => !(0x2000..=0x3fff).contains(&first),
    }
}

/// The IPv4 address that an IPv6 one stands for: mapped, compatible, translated (RFC 6052) or tunnelled by 6to4.
fn inner_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let join = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(join(high, low)),
        // `::` and `::1` come out as 0.0.0.0 and 0.0.0.1, which are as local.
        [0, 0, 0, 0, 0, 0, high, low] => Some(join(high, low)),
        [0x2002, high, low, ..] => Some(join(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_local_network_is_known_in_every_disguise() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.8.9.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.1.2.3",
            "::127.0.0.1",
            "64:ff9b::127.0.0.1",
            "64:ff9b:1::1",
            "2002:7f00:1::1",
            "2002:c0a8:101::",
            "2001::1",
            "2001:db8::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
            "5f00::1",
        ] {
            assert!(is_local(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn the_public_network_is_open() {
        for address in [
            "1.1.1.1",
            "9.9.9.9",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.1.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2a00:1450:4001::1",
            "2001:4860:4860::8888",
            "::ffff:1.1.1.1",
            "64:ff9b::8.8.8.8",
            "2002:808:808::1",
        ] {
            assert!(!is_local(address.parse().unwrap()), "{address}");
        }
    }
}
