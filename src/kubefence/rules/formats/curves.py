"""Elliptic curves of NIST, to check signatures with (FIPS 186-4). Nothing here is secret, so nothing takes care."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[int, int, int]
"""In Jacobian coordinates: ``(x/z², y/z³)``, the point at infinity where ``z`` is 0."""


class Curve(NamedTuple):
    """``y² = x³ - 3x + b`` modulo a prime, with a base point and its order."""

    prime: int
    b: int
    base: tuple[int, int]
    order: int

    def verifies(self, public: bytes, hashed: bytes, first: int, second: int) -> bool:
        """Whether the pair of numbers is a signature of a hash by a public key; ValueError where that is none."""
        size = (self.prime.bit_length() + 7) // 8
        if len(public) != 1 + 2 * size or public[0] != 4:
            raise ValueError("no uncompressed point")
        key = int.from_bytes(public[1 : 1 + size], "big"), int.from_bytes(public[1 + size :], "big")
        if (key[1] ** 2 - key[0] ** 3 + 3 * key[0] - self.b) % self.prime:
            raise ValueError("not a point of the curve")
        if not (0 < first < self.order and 0 < second < self.order):
            return False
        number = int.from_bytes(hashed, "big") >> max(0, 8 * len(hashed) - self.order.bit_length())
        inverse = pow(second, -1, self.order)
        x, _, z = self._sum(self._times((*self.base, 1), number * inverse), self._times((*key, 1), first * inverse))
        return z != 0 and x * pow(z * z, -1, self.prime) % self.prime % self.order == first

    def _times(self, point: Point, factor: int) -> Point:
        factor, total = factor % self.order, _INFINITY
        while factor:
            if factor & 1:
                total = self._sum(total, point)
            point, factor = self._twice(point), factor >> 1
        return total

    def _twice(self, point: Point) -> Point:
        x, y, z = point
        square, times = y * y % self.prime, z * z % self.prime
        product = x * square % self.prime
        slope = 3 * (x - times) * (x + times) % self.prime
        new = (slope * slope - 8 * product) % self.prime
        return new, (slope * (4 * product - new) - 8 * square * square) % self.prime, 2 * y * z % self.prime

    def _sum(self, left: Point, right: Point) -> Point:
        if left[2] == 0 or right[2] == 0:
            return right if left[2] == 0 else left
        (x1, y1, z1), (x2, y2, z2) = left, right
        here, there = x1 * z2 * z2 % self.prime, x2 * z1 * z1 % self.prime
        low, high = y1 * z2**3 % self.prime, y2 * z1**3 % self.prime
        if here == there:
            return self._twice(left) if low == high else _INFINITY
        step, slope = there - here, high - low
        cube, base = step**3 % self.prime, here * step * step % self.prime
        new = (slope * slope - cube - 2 * base) % self.prime
        return new, (slope * (base - new) - low * cube) % self.prime, z1 * z2 * step % self.prime


_INFINITY: Point = (1, 1, 0)

KNOWN: Mapping[bytes, Curve] = {
    bytes.fromhex("2a8648ce3d030107"): Curve(
        0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        (
            0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
            0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
        ),
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    ),
    bytes.fromhex("2b81040022"): Curve(
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
        (
            0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
            0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
        ),
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
    ),
    bytes.fromhex("2b81040023"): Curve(
        2**521 - 1,
        0x51953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00,
        (
            0xC6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66,
            0x11839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650,
        ),
        2**521 - 2**264 + 0xFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409,
    ),
}
"""P-256, P-384 and P-521, by identifier."""
