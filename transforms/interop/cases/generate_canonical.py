#!/usr/bin/env python3
"""Writes canonical.json, the vectors of docs/spec/canonical-form.md, and canonical.manifest.json.

    pip install -r requirements.txt && python generate_canonical.py

The encoder below is written from the page alone and shares no code with the Java, Go or Rust implementation. Each
encoding is decoded again by an ordinary CBOR library (cbor2), which must give the same value; digests are those of
python-xxhash. Nothing here depends on a clock, a zone, a locale or a seed: two runs write the same bytes.

docs/spec/cases.md describes the file.
"""

import datetime
import decimal
import hashlib
import importlib.metadata
import json
import math
import pathlib
import platform
import re
import struct
import sys

import cbor2
import xxhash

HERE = pathlib.Path(__file__).parent
BAD_TEXT = 1413565529  # "TALY"
sys.setrecursionlimit(20_000)


class Reject(Exception):
    def __init__(self, reason, why=""):
        super().__init__(f"{reason}: {why}")
        self.reason = reason


# ---------------------------------------------------------------- CBOR by hand


def head(major, argument):
    if argument < 24:
        return bytes([major << 5 | argument])
    for info, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if argument < 1 << 8 * width:
            return bytes([major << 5 | info]) + argument.to_bytes(width, "big")
    raise AssertionError(argument)


def integer(n):
    if 0 <= n < 1 << 64:
        return head(0, n)
    if -(1 << 64) <= n < 0:
        return head(1, -1 - n)
    tag, magnitude = (2, n) if n > 0 else (3, -1 - n)
    return head(6, tag) + byte_string(magnitude.to_bytes((magnitude.bit_length() + 7) // 8, "big"))


def byte_string(b):
    return head(2, len(b)) + b


def array(parts):
    return head(4, len(parts)) + b"".join(parts)


def mapping(pairs):
    pairs = sorted(pairs)
    for (a, _), (b, _) in zip(pairs, pairs[1:]):
        if a == b:
            raise Reject("duplicate_key", a.hex())
    return head(5, len(pairs)) + b"".join(k + v for k, v in pairs)


def text(b):
    try:
        b.decode("utf-8", "strict")
    except UnicodeDecodeError:
        return head(6, BAD_TEXT) + byte_string(b)
    return head(3, len(b)) + b


def double(bits):
    if bits & 0x7FF0000000000000 == 0x7FF0000000000000 and bits & 0xFFFFFFFFFFFFF:
        bits = 0x7FF8000000000000
    return b"\xfb" + bits.to_bytes(8, "big")


def scaled(mantissa, exponent):
    """Tag 4 over the normalised pair."""
    if mantissa == 0:
        exponent = 0
    while mantissa and mantissa % 10 == 0:
        mantissa //= 10
        exponent += 1
    return head(6, 4) + array([integer(exponent), integer(mantissa)])


NULL = b"\xf6"

# ---------------------------------------------------------------- canonical types

WIDTHS = {f"{s}{w}": (s, w) for s in "iu" for w in (8, 16, 32, 64, 128)}
DECIMAL = re.compile(r"decimal\((\d+),(\d+)\)")
TIMESTAMP = re.compile(r"timestamp\((\d)(,offset)?\)")
EPOCH = datetime.date(1970, 1, 1)
FIRST_SECOND, LAST_SECOND = -62135596800, 253402300799
LEAST_DEPTH_OVER = 1001


def encode_integer(t, v):
    n = int(v)
    if t == "bigint":
        if abs(n) >= 1 << 4096:
            raise Reject("range", v)
    else:
        signed, width = WIDTHS[t]
        low, high = (-(1 << width - 1), (1 << width - 1) - 1) if signed == "i" else (0, (1 << width) - 1)
        if not low <= n <= high:
            raise Reject("range", v)
    return integer(n)


def encode_float(t, v):
    if isinstance(v, dict):
        bits = int(v["bits"], 16)
    elif t == "f32":
        bits = struct.unpack(">Q", struct.pack(">d", nearest_f32(v)))[0]
    else:
        bits = struct.unpack(">Q", struct.pack(">d", float(v)))[0]
    value = struct.unpack(">d", bits.to_bytes(8, "big"))[0]
    if t == "f32" and not math.isnan(value):
        try:
            narrowed = struct.unpack(">f", struct.pack(">f", value))[0]
        except OverflowError:
            raise Reject("precision", v) from None
        if narrowed != value:
            raise Reject("precision", v)
    return double(bits)


def nearest_f32(s):
    """The f32 nearest to a decimal text: exact rational comparison with its neighbours, ties to even."""
    from fractions import Fraction

    if s in ("NaN", "Infinity", "-Infinity"):
        return float(s)
    exact = Fraction(s)
    guess = struct.unpack(">I", struct.pack(">f", float(s)))[0]
    best = None
    for bits in (guess - 1, guess, guess + 1):
        if bits < 0 or bits & 0x7F800000 == 0x7F800000:
            continue
        value = struct.unpack(">f", bits.to_bytes(4, "big"))[0]
        rank = (abs(Fraction(value) - exact), bits & 1)
        if best is None or rank < best[0]:
            best = (rank, value)
    return best[1]


def encode_decimal(p, s, v):
    sign, digits, exponent = decimal.Decimal(v).as_tuple()
    n = int("".join(map(str, digits)))
    while n and n % 10 == 0:
        n, exponent = n // 10, exponent + 1
    if n and -exponent > s:
        raise Reject("precision", v)
    if n * 10 ** (s + exponent if n else 0) >= 10**p:
        raise Reject("range", v)
    return scaled(-n if sign else n, exponent)


def days_of(s):
    m = re.fullmatch(r"(\d{4,})-(\d\d)-(\d\d)", s)
    year, month, day = map(int, m.groups())
    if not 1 <= year <= 9999:
        raise Reject("range", s)
    return (datetime.date(year, month, day) - EPOCH).days


def nanos_of(s):
    m = re.fullmatch(r"(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?", s)
    hour, minute, second = (int(g) for g in m.groups()[:3])
    if second == 60:
        raise Reject("timestamp", s)
    if hour > 23 or minute > 59 or second > 59:
        raise Reject("range", s)
    return ((hour * 60 + minute) * 60 + second) * 10**9 + int((m[4] or "0").ljust(9, "0"))


def encode_moment(precision, keeps_offset, v):
    s, ns = int(v["s"]), v["ns"]
    if not FIRST_SECOND <= s <= LAST_SECOND or not 0 <= ns < 10**9:
        raise Reject("range", str(v))
    if ns % 10 ** (9 - precision):
        raise Reject("precision", str(v))
    parts = [integer(s), integer(ns)]
    if keeps_offset:
        if not -86399 <= v["offset"] <= 86399:
            raise Reject("range", str(v))
        parts.append(integer(v["offset"]))
    return array(parts)


def raw(v):
    return bytes.fromhex(v["hex"]) if isinstance(v, dict) else v.encode("utf-8")


def encode(t, v, types, depth=1):
    """The encoding of the value v of the type t. depth: how many containers deep a container at this place would be."""
    if v is None and t != "json":
        raise Reject("presence", "null")
    if isinstance(t, str):
        if t == "bool":
            return b"\xf5" if v else b"\xf4"
        if t in WIDTHS or t == "bigint":
            return encode_integer(t, v)
        if t in ("f32", "f64"):
            return encode_float(t, v)
        if m := DECIMAL.fullmatch(t):
            return encode_decimal(int(m[1]), int(m[2]), v)
        if t == "string":
            return text(raw(v))
        if t == "bytes":
            return byte_string(bytes.fromhex(v))
        if t == "uuid":
            return head(6, 37) + byte_string(bytes.fromhex(v.replace("-", "")))
        if t == "date":
            return integer(days_of(v))
        if t == "time":
            return integer(nanos_of(v))
        if t == "datetime":
            date, clock = v.split("T")
            seconds, nanos = divmod(nanos_of(clock), 10**9)
            return array([integer(days_of(date) * 86400 + seconds), integer(nanos)])
        if m := TIMESTAMP.fullmatch(t):
            return encode_moment(int(m[1]), bool(m[2]), v)
        if t == "duration":
            if abs(int(v)) >= 10**29:
                raise Reject("range", v)
            return integer(int(v))
        if t == "json":
            return JsonText(raw({"hex": v["hex"]} if "hex" in v else v["text"]), depth).whole()
        raise AssertionError(t)
    if "ref" in t:
        return encode(types[t["ref"]], v, types, depth)
    if "enum" in t:
        ids = {e["name"]: e["id"] for e in t["enum"]}
        if v not in ids:
            raise Reject("range", v)
        return integer(ids[v])
    if depth >= LEAST_DEPTH_OVER:
        raise Reject("oversize", "depth")
    below = depth + 1
    if "list" in t:
        return array([maybe(t["list"], e, t.get("nullable"), types, below) for e in v])
    if "map" in t:
        m = t["map"]
        return mapping(
            [(encode(m["key"], k, types, below), maybe(m["value"], e, m.get("nullable"), types, below)) for k, e in v]
        )
    if "tuple" in t:
        if len(v) != len(t["tuple"]):
            raise Reject("type", "length")
        return array([encode(e, x, types, below) for e, x in zip(t["tuple"], v)])
    if "union" in t:
        for alternative in t["union"]:
            if alternative["name"] == v["variant"]:
                parts = [integer(alternative["id"])]
                if "type" in alternative:
                    parts.append(encode(alternative["type"], v.get("payload"), types, below))
                return array(parts)
        raise Reject("range", v["variant"])
    if "struct" in t:
        return encode_struct(t["struct"], v, types, below)
    raise AssertionError(t)


def maybe(t, v, nullable, types, depth):
    if v is None and nullable and t != "json":
        return NULL
    return encode(t, v, types, depth)


def encode_struct(fields, v, types, depth):
    pairs = []
    names = {f["name"] for f in fields}
    for name in v:
        if name not in names:
            raise Reject("unknown_field", name)
    for f in fields:
        presence = f.get("presence", "required")
        if f["name"] not in v:
            if presence not in ("optional", "tristate"):
                raise Reject("presence", f["name"])
        elif v[f["name"]] is None or (f["type"] == "json" and presence == "nullable" and json_is_null(v[f["name"]])):
            if presence == "tristate":
                pairs.append((integer(f["id"]), NULL))
            elif presence != "nullable":
                raise Reject("presence", f["name"])
        else:
            pairs.append((integer(f["id"]), encode(f["type"], v[f["name"]], types, depth)))
    return mapping(pairs)


def json_is_null(v):
    """In a nullable field the json null is the field's null."""
    return v.get("text", "").strip() == "null"


class JsonText:
    """A strict RFC 8259 reader that writes canonical bytes."""

    SPACE = b" \t\n\r"
    NUMBER = re.compile(rb"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?")
    ESCAPES = {b'"': '"', b"\\": "\\", b"/": "/", b"b": "\b", b"f": "\f", b"n": "\n", b"r": "\r", b"t": "\t"}

    def __init__(self, b, depth):
        self.b, self.i, self.depth = b, 0, depth

    def whole(self):
        out = self.value(self.depth)
        self.skip()
        if self.i != len(self.b):
            raise Reject("malformed", "trailing text")
        return out

    def skip(self):
        while self.i < len(self.b) and self.b[self.i] in self.SPACE:
            self.i += 1

    def peek(self):
        self.skip()
        return self.b[self.i : self.i + 1]

    def take(self, expected):
        if self.b[self.i : self.i + len(expected)] != expected:
            raise Reject("malformed", f"expected {expected!r} at {self.i}")
        self.i += len(expected)

    def value(self, depth):
        c = self.peek()
        for word, code in ((b"null", NULL), (b"true", b"\xf5"), (b"false", b"\xf4")):
            if c == word[:1]:
                self.take(word)
                return code
        if c == b'"':
            return text(self.string())
        if c in (b"[", b"{") and depth >= LEAST_DEPTH_OVER:
            raise Reject("oversize", "depth")
        if c == b"[":
            return array(self.items(b"[", b"]", lambda: self.value(depth + 1)))
        if c == b"{":
            return mapping(self.items(b"{", b"}", lambda: self.member(depth + 1)))
        return self.number()

    def items(self, opening, closing, read):
        self.take(opening)
        parts = []
        if self.peek() != closing:
            parts.append(read())
            while self.peek() == b",":
                self.take(b",")
                parts.append(read())
        self.take(closing)
        return parts

    def member(self, depth):
        self.peek()
        key = text(self.string())
        self.peek()
        self.take(b":")
        return key, self.value(depth)

    def string(self):
        self.take(b'"')
        out = bytearray()
        while True:
            c = self.b[self.i : self.i + 1]
            self.i += 1
            if c == b'"':
                break
            if c == b"" or c < b" ":
                raise Reject("malformed", "unterminated text or control character")
            if c != b"\\":
                out += c
                continue
            e = self.b[self.i : self.i + 1]
            self.i += 1
            if e == b"u":
                unit = self.hex4()
                if 0xD800 <= unit < 0xDC00 and self.b[self.i : self.i + 2] == b"\\u":
                    self.i += 2
                    low = self.hex4()
                    if not 0xDC00 <= low < 0xE000:
                        raise Reject("encoding", "lone surrogate")
                    unit = 0x10000 + (unit - 0xD800 << 10) + (low - 0xDC00)
                if 0xD800 <= unit < 0xE000:
                    raise Reject("encoding", "lone surrogate")
                out += chr(unit).encode("utf-8")
            elif e in self.ESCAPES:
                out += self.ESCAPES[e].encode()
            else:
                raise Reject("malformed", "escape")
        try:
            out.decode("utf-8", "strict")
        except UnicodeDecodeError:
            raise Reject("encoding", "invalid UTF-8 in json") from None
        return bytes(out)

    def hex4(self):
        digits = self.b[self.i : self.i + 4]
        if not re.fullmatch(rb"[0-9a-fA-F]{4}", digits):
            raise Reject("malformed", "unicode escape")
        self.i += 4
        return int(digits, 16)

    def number(self):
        m = self.NUMBER.match(self.b, self.i)
        if not m:
            raise Reject("malformed", f"at {self.i}")
        self.i = m.end()
        return self.exact(bool(m[1]), m[2].decode(), (m[3] or b"").decode(), int(m[4] or b"0"))

    @staticmethod
    def exact(negative, whole, fraction, exponent):
        exponent -= len(fraction)
        digits = (whole + fraction).lstrip("0")
        if not digits:
            return double(0x8000000000000000) if negative else integer(0)
        stripped = digits.rstrip("0")
        exponent += len(digits) - len(stripped)
        if len(stripped) > 1300:
            raise Reject("range", "mantissa")
        mantissa = int(stripped)
        if mantissa.bit_length() > 4096 or not -(1 << 31) < exponent < 1 << 31:
            raise Reject("range", "exponent or mantissa")
        if negative:
            mantissa = -mantissa
        if 0 <= exponent <= 20 and -(1 << 64) <= mantissa * 10**exponent < 1 << 64:
            return integer(mantissa * 10**exponent)
        return scaled(mantissa, exponent)


# ---------------------------------------------------------------- the same value through cbor2


def agrees(t, v, decoded, types):
    """Whether what cbor2 decoded is the neutral value."""
    if isinstance(t, str):
        if v is None:
            return decoded is None
        if t == "json":
            return agrees_json(json_value(v), decoded)
        if t == "bool":
            return decoded is v
        if t in WIDTHS or t in ("bigint", "duration"):
            return type(decoded) is int and decoded == int(v)
        if t in ("f32", "f64"):
            return type(decoded) is float and double(struct.unpack(">Q", struct.pack(">d", decoded))[0]) == encode_float(t, v)
        if DECIMAL.fullmatch(t):
            return isinstance(decoded, decimal.Decimal) and decoded == decimal.Decimal(v)
        if t == "string":
            if isinstance(decoded, cbor2.CBORTag):
                return decoded.tag == BAD_TEXT and decoded.value == raw(v)
            return type(decoded) is str and decoded.encode() == raw(v)
        if t == "bytes":
            return decoded == bytes.fromhex(v)
        if t == "uuid":
            return str(decoded) == v
        if t == "date":
            return (EPOCH + datetime.timedelta(days=decoded)).isoformat() == v
        if t == "time":
            return decoded == nanos_of(v)
        if t == "datetime":
            at = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=decoded[0])
            clock, fraction = (v.split(".") + ["0"])[:2]
            return at.isoformat() == clock and decoded[1] == int(fraction.ljust(9, "0"))
        if TIMESTAMP.fullmatch(t):
            return list(decoded) == [int(v["s"]), v["ns"]] + ([v["offset"]] if "offset" in t else [])
        raise AssertionError(t)
    if v is None:
        return decoded is None
    if "ref" in t:
        return agrees(types[t["ref"]], v, decoded, types)
    if "enum" in t:
        return [e["name"] for e in t["enum"] if e["id"] == decoded] == [v]
    if "list" in t:
        return len(v) == len(decoded) and all(agrees(t["list"], a, b, types) for a, b in zip(v, decoded))
    if "tuple" in t:
        return len(v) == len(decoded) and all(agrees(e, a, b, types) for e, a, b in zip(t["tuple"], v, decoded))
    if "map" in t:
        return len(v) == len(decoded) and all(
            any(agrees(t["map"]["key"], k, x, types) and agrees(t["map"]["value"], e, y, types) for x, y in decoded.items())
            for k, e in v
        )
    if "union" in t:
        (alternative,) = (a for a in t["union"] if a["id"] == decoded[0])
        if alternative["name"] != v["variant"] or len(decoded) != 1 + ("type" in alternative):
            return False
        return "type" not in alternative or agrees(alternative["type"], v["payload"], decoded[1], types)
    seen = 0
    for f in t["struct"]:
        if f["id"] in decoded:
            seen += 1
            if not agrees(f["type"], v[f["name"]], decoded[f["id"]], types):
                return False
        elif v.get(f["name"]) is not None and not (f["type"] == "json" and json_is_null(v[f["name"]])):
            return False
    return seen == len(decoded)


def json_value(v):
    source = bytes.fromhex(v["hex"]) if "hex" in v else v["text"]
    number = lambda s: -0.0 if re.fullmatch(r"-0(\.0+)?([eE].*)?", s) else decimal.Decimal(0 if re.match(r"0(\.0+)?[eE]", s) else s)
    return json.loads(source, parse_int=number, parse_float=number)


def agrees_json(v, decoded):
    if isinstance(v, list):
        return len(v) == len(decoded) and all(map(agrees_json, v, decoded))
    if isinstance(v, dict):
        return v.keys() == decoded.keys() and all(agrees_json(v[k], decoded[k]) for k in v)
    if isinstance(v, float):
        return type(decoded) is float and str(decoded) == "-0.0"
    if isinstance(v, decimal.Decimal):
        return type(decoded) in (int, decimal.Decimal) and v.compare(decimal.Decimal(decoded)) == 0
    return type(v) is type(decoded) and v == decoded


def check_with_library(t, value, types, encoded):
    """An ordinary CBOR library must read the encoding as the same value."""
    assert agrees(t, value, cbor2.loads(encoded, max_depth=2000), types), encoded.hex()


CASES = []
IDS = set()


def digest(b):
    return xxhash.xxh3_128_hexdigest(b, seed=0)


def add(case):
    assert case["id"] not in IDS, case["id"]
    assert case["fact"] not in {c["fact"] for c in CASES}, case["fact"]
    IDS.add(case["id"])
    CASES.append(case)


def shape(t, types):
    return {"type": t} if types is None else {"type": t, "types": types}


def good(id, fact, t, value, expect=None, types=None):
    """expect: the encoding written out by hand, where a person should see it."""
    encoded = encode(t, value, types or {})
    assert expect is None or encoded.hex() == expect.replace(" ", ""), (id, encoded.hex())
    check_with_library(t, value, types or {}, encoded)
    add({"id": id, "fact": fact, **shape(t, types), "value": value, "expect": encoded.hex(), "digest": digest(encoded)})


def bad(id, fact, t, value, reason, types=None):
    try:
        encoded = encode(t, value, types or {})
    except Reject as reject:
        assert reject.reason == reason, (id, reject)
    else:
        raise AssertionError((id, encoded.hex()))
    add({"id": id, "fact": fact, **shape(t, types), "value": value, "reject": reason})


def bad_bytes(id, fact, t, hexadecimal, reason, types=None):
    b = bytes.fromhex(hexadecimal.replace(" ", ""))
    add({"id": id, "fact": fact, **shape(t, types), "bytes": b.hex(), "reject": reason})


def contract(fields, key=("id",), types=None):
    c = {"contract": "case", "version": 1, "key": list(key)}
    if types:
        c["types"] = types
    c["fields"] = fields
    return c


def field(id, name, t, presence=None):
    f = {"id": id, "name": name, "type": t}
    if presence:
        f["presence"] = presence
    return f


ID = field(1, "id", "i64")


def encode_record(c, value):
    return encode_struct(c["fields"], value, c.get("types", {}), 2)


def encode_key(c, value):
    by_name = {f["name"]: f for f in c["fields"]}
    return array([encode(by_name[k]["type"], value[k], c.get("types", {}), 2) for k in c["key"]])


def slice_text(t, v):
    """The text of a value that a slice's id is made of, as bytes."""
    if t == "string":
        return raw(v)
    if t == "bytes":
        return bytes.fromhex(v)
    if t == "bool":
        return b"true" if v else b"false"
    if isinstance(t, str) and t.startswith("decimal"):
        return (v.rstrip("0").rstrip(".") if "." in v else v).encode()
    if t == "time":
        return str(nanos_of(v)).encode()
    if t == "datetime" or isinstance(t, str) and t.startswith("timestamp"):
        if t == "datetime":
            day, clock = v.split("T")
            ns = days_of(day) * 86400 * 10**9 + nanos_of(clock)
            s, ns = ns // 10**9, ns % 10**9
        else:
            s, ns = int(v["s"]), v["ns"]
        moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(days=s // 86400, seconds=s % 86400)
        fraction = f"{ns:09}"
        while fraction.endswith("000"):
            fraction = fraction[:-3]
        out = f"{moment.year:04}" + moment.strftime("-%m-%dT%H:%M:%S") + ("." + fraction if fraction else "")
        return (out + ("" if t == "datetime" else "Z")).encode()
    if isinstance(t, dict):  # an enum
        return v.encode()
    return str(v).encode()  # integers and durations are digits already; dates and uuids are written so


def slice_of(c, value, by):
    by_name = {f["name"]: f for f in c["fields"]}
    parts = []
    for part in by:
        m = re.fullmatch(r"(?:(\w+)\((?:0*(\d+), *)?)?(\w+)\)?", part)
        call, buckets, name = m[1], m[2], m[3]
        t, v = by_name[name]["type"], value.get(name)
        if v is None:
            out = "~"
        elif call == "bucket":
            encoded = encode(t, v, c.get("types", {}), 2)
            out = str((int(digest(encoded), 16) & (1 << 64) - 1) % int(buckets))
        else:
            text = slice_text(t, v)[: {None: None, "year": 4, "month": 7, "day": 10, "hour": 13}[call]]
            plain = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:+-_"
            out = "".join(chr(b) if b in plain else f"%{b:02X}" for b in text)
        head = name if call is None else f"{call}({buckets + ',' if buckets else ''}{name})"
        parts.append(f"{head}={out}")
    return "/".join(parts)


def sliced_record(id, fact, c, value, *slices):
    """slices: pairs of the parts, as in slices.by, and the id written out by hand or None."""
    value = {"carrier": None} | value
    good_record(id, fact, c, value)
    CASES[-1]["slices"] = []
    for by, expect in slices:
        got = slice_of(c, value, by)
        assert expect is None or got == expect, (id, got)
        CASES[-1]["slices"].append({"by": by, "slice": got})


def good_record(id, fact, c, value, expect=None):
    encoded, key = encode_record(c, value), encode_key(c, value)
    assert expect is None or encoded.hex() == expect.replace(" ", ""), (id, encoded.hex())
    check_with_library({"struct": c["fields"]}, value, c.get("types", {}), encoded)
    add({
        "id": id, "fact": fact, "contract": c, "value": value, "expect": encoded.hex(), "digest": digest(encoded),
        "key": key.hex(), "key_digest": digest(key),
    })


def bad_record(id, fact, c, value, reason):
    try:
        encoded = encode_record(c, value)
    except Reject as reject:
        assert reject.reason == reason, (id, reject)
    else:
        raise AssertionError((id, encoded.hex()))
    add({"id": id, "fact": fact, "contract": c, "value": value, "reject": reason})


def bad_record_bytes(id, fact, c, hexadecimal, reason):
    add({"id": id, "fact": fact, "contract": c, "bytes": bytes.fromhex(hexadecimal.replace(" ", "")).hex(), "reject": reason})


def good_record_bytes(id, fact, c, b):
    add({"id": id, "fact": fact, "contract": c, "bytes": b.hex(), "accept": True, "digest": digest(b)})


# ---------------------------------------------------------------- the facts


def booleans():
    good("bool-false", "false is F4", "bool", False, "f4")
    good("bool-true", "true is F5", "bool", True, "f5")
    bad("bool-null", "null is no bool", "bool", None, "presence")
    bad_bytes("bool-int", "1 is no bool", "bool", "01", "type")
    bad_bytes("bool-undefined", "undefined (F7) is no bool", "bool", "f7", "type")
    bad_bytes("bool-two-bytes", "false in two bytes (F8 14) is not well-formed", "bool", "f814", "malformed")
    bad_bytes("bool-null-bytes", "F6 is not allowed where a bool is required", "bool", "f6", "presence")
    bad_bytes("bool-trailing", "a byte after the value is refused", "bool", "f5f5", "malformed")
    bad_bytes("bool-empty", "no bytes at all are no value", "bool", "", "malformed")


def integers():
    for width in (8, 16, 32, 64, 128):
        low, high = -(1 << width - 1), (1 << width - 1) - 1
        t, u = f"i{width}", f"u{width}"
        good(f"{t}-max", f"the greatest {t}", t, str(high))
        good(f"{t}-min", f"the least {t}", t, str(low))
        bad(f"{t}-over", f"one more than the greatest {t} is out of range", t, str(high + 1), "range")
        bad(f"{t}-under", f"one less than the least {t} is out of range", t, str(low - 1), "range")
        bad_bytes(f"{t}-over-bytes", f"a decoder refuses an integer above {t}", t, integer(high + 1).hex(), "range")
        bad_bytes(f"{t}-under-bytes", f"a decoder refuses an integer below {t}", t, integer(low - 1).hex(), "range")
        good(f"{u}-max", f"the greatest {u}", u, str((1 << width) - 1))
        good(f"{u}-zero", f"the least {u}", u, "0", "00")
        bad(f"{u}-over", f"one more than the greatest {u} is out of range", u, str(1 << width), "range")
        bad(f"{u}-negative", f"-1 is no {u}", u, "-1", "range")
        bad_bytes(f"{u}-over-bytes", f"a decoder refuses an integer above {u}", u, integer(1 << width).hex(), "range")
        bad_bytes(f"{u}-negative-bytes", f"a decoder refuses -1 as {u}", u, "20", "range")
    for n, hexadecimal in (
        (0, "00"), (1, "01"), (23, "17"), (24, "1818"), (255, "18ff"), (256, "190100"), (65535, "19ffff"),
        (65536, "1a00010000"), (4294967295, "1affffffff"), (4294967296, "1b0000000100000000"),
        (-1, "20"), (-24, "37"), (-25, "3818"), (-256, "38ff"), (-257, "390100"), (-65536, "39ffff"),
        (-65537, "3a00010000"), (-4294967296, "3affffffff"), (-4294967297, "3b0000000100000000"),
    ):
        good(f"head-{n}", f"the shortest head of {n}", "i64", str(n), hexadecimal)
    good("width-not-encoded", "the width of an integer is not in the bytes: an i8 7 and a u128 7 are 07", "u128", "7", "07")
    good("big-2p64-1", "2^64-1 is the last positive integer without a tag", "bigint", str((1 << 64) - 1), "1bffffffffffffffff")
    good("big-2p64", "2^64 is the first positive bignum", "bigint", str(1 << 64), "c249010000000000000000")
    good("big--2p64", "-2^64 is the last negative integer without a tag", "bigint", str(-(1 << 64)), "3bffffffffffffffff")
    good("big--2p64-1", "-2^64-1 is the first negative bignum", "bigint", str(-(1 << 64) - 1), "c349010000000000000000")
    good("big-2p63", "2^63 does not fit 64 bits signed but needs no tag", "bigint", str(1 << 63), "1b8000000000000000")
    good("big--2p63-1", "-2^63-1 does not fit 64 bits signed but needs no tag", "bigint", str(-(1 << 63) - 1), "3b8000000000000000")
    good("big-zero", "a bigint zero is 00", "bigint", "0", "00")
    good("big-high-bit", "a magnitude whose first bit is set gets no sign byte", "bigint", str(0xFF << 64), "c249ff0000000000000000")
    good("big-4096-bits", "the greatest bigint: 4,096 bits", "bigint", str((1 << 4096) - 1))
    good("big--4096-bits", "the least bigint: -(2^4096-1)", "bigint", str(1 - (1 << 4096)))
    good("big-255-bytes", "a bignum of 255 bytes has a length of two bytes", "bigint", str(1 << 255 * 8 - 1))
    bad("big-4097-bits", "2^4096 is out of range", "bigint", str(1 << 4096), "range")
    bad("big--4097-bits", "-2^4096 is out of range", "bigint", str(-(1 << 4096)), "range")
    bad_bytes("big-4097-bits-bytes", "a decoder refuses a bignum of 4,097 bits", "bigint", integer(1 << 4096).hex(), "range")
    bad_bytes("big--4097-bits-bytes", "a decoder refuses -2^4096", "bigint", integer(-(1 << 4096)).hex(), "range")
    for id, what, b in (
        ("one-byte", "23 in two bytes", "1817"), ("two-bytes", "255 in three bytes", "1900ff"),
        ("four-bytes", "65535 in five bytes", "1a0000ffff"), ("eight-bytes", "2^32-1 in nine bytes", "1b00000000ffffffff"),
        ("negative", "-24 in two bytes", "3817"),
    ):
        bad_bytes(f"head-long-{id}", f"a head that is not the shortest is refused: {what}", "i64", b, "malformed")
    for info in (28, 29, 30):
        bad_bytes(f"head-reserved-{info}", f"the additional information {info} is reserved", "i64", bytes([info]).hex(), "malformed")
    bad_bytes("int-indefinite", "an integer of indefinite length is not well-formed", "i64", "1f", "malformed")
    bad_bytes("int-break", "a break without a beginning is not well-formed", "i64", "ff", "malformed")
    bad_bytes("int-cut-head", "a head that is cut off is not well-formed", "i64", "1a0001", "malformed")
    bad_bytes("int-text", "digits in a text are no integer", "i64", "6131", "type")
    bad_bytes("int-float", "1.0 as a float is no integer", "i64", "fb3ff0000000000000", "type")
    bad_bytes("int-bool", "true is no integer", "i64", "f5", "type")
    bad_bytes("int-null", "F6 is no integer", "i64", "f6", "presence")
    bad_bytes("int-bignum-small", "an i64 as bignum is refused", "i64", "c24107", "malformed")
    bad_bytes("big-leading-zero", "a bignum with a leading zero is refused", "bigint", "c24a00010000000000000000", "malformed")
    bad_bytes("big-negative-leading-zero", "a negative bignum with a leading zero is refused", "bigint", "c34a00010000000000000000", "malformed")
    bad_bytes("big-too-small", "2^64-1 as bignum is refused", "bigint", "c248ffffffffffffffff", "malformed")
    bad_bytes("big-negative-too-small", "-2^64 as bignum is refused", "bigint", "c348ffffffffffffffff", "malformed")
    bad_bytes("big-empty", "a bignum of no bytes is refused", "bigint", "c240", "malformed")
    bad_bytes("big-over-text", "a bignum tag over a text is refused", "bigint", "c269313233343536373839", "malformed")
    bad_bytes("big-over-chunks", "a bignum in chunks is refused", "bigint", "c25f49010000000000000000ff", "malformed")
    bad_bytes("big-long-tag", "a tag head that is not the shortest is refused", "bigint", "d80249010000000000000000", "malformed")
    bad_bytes("big-cut", "a bignum that is cut off is refused", "bigint", "c24901000000", "malformed")
    bad_bytes("big-other-tag", "a tag that no integer has is refused", "bigint", "c101", "type")


def floats():
    for t in ("f32", "f64"):
        good(f"{t}-zero", f"{t} 0.0", t, {"bits": "0000000000000000"}, "fb0000000000000000")
        good(f"{t}-negative-zero", f"{t} -0.0 keeps its sign", t, {"bits": "8000000000000000"}, "fb8000000000000000")
        good(f"{t}-one", f"{t} 1.0 is a float, not the integer 1", t, "1.0", "fb3ff0000000000000")
        good(f"{t}-infinity", f"{t} infinity", t, {"bits": "7ff0000000000000"}, "fb7ff0000000000000")
        good(f"{t}-negative-infinity", f"{t} -infinity", t, {"bits": "fff0000000000000"}, "fbfff0000000000000")
        good(f"{t}-nan", f"{t} NaN is the one NaN", t, {"bits": "7ff8000000000000"}, "fb7ff8000000000000")
        good(f"{t}-nan-sign", f"{t} NaN with its sign bit set is the one NaN", t, {"bits": "fff8000000000000"}, "fb7ff8000000000000")
        good(f"{t}-nan-payload", f"{t} NaN with a payload is the one NaN", t, {"bits": "7ff8000020000000"}, "fb7ff8000000000000")
        good(f"{t}-nan-signalling", f"{t} a signalling NaN is the one NaN", t, {"bits": "7ff4000000000000"}, "fb7ff8000000000000")
        good(f"{t}-tenth", f"{t} 0.1, parsed once at its own width", t, "0.1",
             "fb3fb99999a0000000" if t == "f32" else "fb3fb999999999999a")
        bad_bytes(f"{t}-half", f"a decoder refuses {t} in two bytes", t, "f93c00", "malformed")
        bad_bytes(f"{t}-single", f"a decoder refuses {t} in four bytes", t, "fa3f800000", "malformed")
        bad_bytes(f"{t}-nan-payload-bytes", f"a decoder refuses {t} NaN with a payload", t, "fb7ff8000000000001", "malformed")
        bad_bytes(f"{t}-nan-sign-bytes", f"a decoder refuses {t} NaN with its sign bit set", t, "fbfff8000000000000", "malformed")
        bad_bytes(f"{t}-integer", f"an integer is no {t}", t, "01", "type")
        bad_bytes(f"{t}-cut", f"{t} cut off after seven bytes", t, "fb3ff00000000000", "malformed")
        bad_bytes(f"{t}-null", f"F6 is no {t}", t, "f6", "presence")
    good("f32-max", "the greatest finite f32, widened", "f32", {"bits": "47efffffe0000000"}, "fb47efffffe0000000")
    good("f32-least", "the least f32 above zero, widened", "f32", {"bits": "36a0000000000000"}, "fb36a0000000000000")
    good("f32-double-rounding", "text is rounded to f32 once: not by way of f64", "f32", "1.00000017881393432617187499", "fb3ff0000020000000")
    good("f64-max", "the greatest finite f64", "f64", {"bits": "7fefffffffffffff"})
    good("f64-least", "the least f64 above zero", "f64", {"bits": "0000000000000001"})
    good("f64-subnormal", "the greatest subnormal f64", "f64", {"bits": "000fffffffffffff"})
    good("f64-17-digits", "an f64 that needs 17 digits", "f64", "0.30000000000000004", "fb3fd3333333333334")
    good("f64-midway", "a decimal text just above the middle of two f64 rounds up", "f64", "1.00000000000000011102230246251565404236316680908203126")
    bad("f32-tenth-of-f64", "the f64 0.1 is no f32", "f32", {"bits": "3fb999999999999a"}, "precision")
    bad("f32-too-great", "an f64 beyond the greatest f32 is no f32", "f32", {"bits": "47f0000000000000"}, "precision")
    bad("f32-too-small", "half the least f32 is no f32", "f32", {"bits": "3690000000000000"}, "precision")
    bad_bytes("f32-wide-bytes", "a decoder refuses an f32 with more digits than f32 has", "f32", "fb3fb999999999999a", "precision")


def decimals():
    good("decimal-zero", "a decimal zero is [0, 0]", "decimal(9,2)", "0", "c4820000")
    good("decimal-zero-scale", "a decimal 0.00 is [0, 0]", "decimal(9,3)", "0.00", "c4820000")
    good("decimal-negative-zero", "a decimal has no negative zero", "decimal(9,4)", "-0.0", "c4820000")
    good("decimal-cents", "1.23 is [-2, 123]", "decimal(9,2)", "1.23", "c48221187b")
    good("decimal-trailing", "1.20 and 1.2 are one value: [-1, 12]", "decimal(9,2)", "1.20", "c482200c")
    good("decimal-integer", "7 is [0, 7]", "decimal(9,2)", "7", "c4820007")
    good("decimal-hundred", "100 is [2, 1]: the exponent may be positive", "decimal(9,2)", "100", "c4820201")
    good("decimal-negative", "-0.05 is [-2, -5]", "decimal(9,2)", "-0.05", "c4822124")
    good("decimal-scale-not-encoded", "the scale of the type is not in the bytes", "decimal(20,10)", "1.23", "c48221187b")
    good("decimal-38", "38 nines", "decimal(38,0)", "9" * 38)
    good("decimal--38", "minus 38 nines", "decimal(38,0)", "-" + "9" * 38)
    good("decimal-38-scale", "38 nines after the point", "decimal(38,38)", "0." + "9" * 38)
    good("decimal-38-least", "the least decimal(38,38) above zero", "decimal(38,38)", "0." + "0" * 37 + "1", "c482382501")
    good("decimal-38-mixed", "38 digits, 18 of them after the point", "decimal(38,18)", "12345678901234567890.123456789012345678")
    good("decimal-1e37", "10^37 is [37, 1]", "decimal(38,0)", "1" + "0" * 37, "c482182501")
    good("decimal-mantissa-2p64", "a mantissa of 2^64 is a bignum", "decimal(38,2)", "184467440737095516.16", "c48221c249010000000000000000")
    good("decimal-1-1", "decimal(1,1) holds 0.9", "decimal(1,1)", "0.9", "c4822009")
    good("decimal-negative-38", "a negative mantissa of 38 digits is a negative bignum", "decimal(38,1)", "-" + "1" * 37 + ".1")
    bad("decimal-over", "1000 is out of range of decimal(5,2)", "decimal(5,2)", "1000", "range")
    bad("decimal-under", "-1000 is out of range of decimal(5,2)", "decimal(5,2)", "-1000.00", "range")
    bad("decimal-39", "39 digits are out of range", "decimal(38,0)", "1" + "0" * 38, "range")
    bad("decimal-fine", "1.239 has more digits after the point than decimal(5,2)", "decimal(5,2)", "1.239", "precision")
    bad("decimal-1-1-one", "1 is out of range of decimal(1,1)", "decimal(1,1)", "1", "range")
    t = "decimal(9,2)"
    bad_bytes("decimal-divisible", "a mantissa divisible by ten is refused", t, "c482211878", "malformed")
    bad_bytes("decimal-zero-exponent", "a zero with an exponent is refused", t, "c4822000", "malformed")
    bad_bytes("decimal-plain", "an integer without tag 4 is no decimal", t, "07", "type")
    bad_bytes("decimal-float", "a float is no decimal", t, "fb3ff0000000000000", "type")
    bad_bytes("decimal-bigfloat", "tag 5 (bigfloat) is no decimal", t, "c5820001", "type")
    bad_bytes("decimal-one-part", "tag 4 over an array of one is refused", t, "c48101", "malformed")
    bad_bytes("decimal-three-parts", "tag 4 over an array of three is refused", t, "c483000100", "malformed")
    bad_bytes("decimal-no-array", "tag 4 over an integer is refused", t, "c401", "malformed")
    bad_bytes("decimal-indefinite", "tag 4 over an array of indefinite length is refused", t, "c49f2001ff", "malformed")
    bad_bytes("decimal-text-mantissa", "a mantissa that is a text is refused", t, "c482206131", "malformed")
    bad_bytes("decimal-float-exponent", "an exponent that is a float is refused", t, "c482fbbff000000000000001", "malformed")
    bad_bytes("decimal-bignum-exponent", "an exponent that is a bignum is refused", t, "c482c24901000000000000000001", "malformed")
    bad_bytes("decimal-bignum-small", "a mantissa that is a needless bignum is refused", t, "c48220c24107", "malformed")
    bad_bytes("decimal-over-bytes", "a decoder refuses a decimal with too many digits", "decimal(3,0)", "c482001903e9", "range")
    bad_bytes("decimal-over-exponent", "a decoder refuses a decimal whose exponent makes it too great", "decimal(3,0)", "c4820301", "range")
    bad_bytes("decimal-huge-exponent", "an exponent of 2^62 is refused without computing the power", "decimal(38,0)", "c4821b400000000000000001", "range")
    bad_bytes("decimal-tiny-exponent", "an exponent of -2^62 is refused without computing the power", "decimal(38,0)", "c4823b400000000000000001", "precision")
    bad_bytes("decimal-fine-bytes", "a decoder refuses a decimal with too many digits after the point", "decimal(5,2)", "c482221904d7", "precision")
    bad_bytes("decimal-cut", "a decimal that is cut off is refused", t, "c48221", "malformed")


def texts():
    good("string-empty", "the empty text", "string", "", "60")
    good("string-ascii", "a text of one letter", "string", "a", "6161")
    good("string-umlaut", "two bytes of UTF-8", "string", "ü", "62c3bc")
    good("string-not-normalised", "text is not normalised: u and a combining diaeresis", "string", "u\u0308", "6375cc88")
    good("string-euro", "three bytes of UTF-8", "string", "€", "63e282ac")
    good("string-emoji", "four bytes of UTF-8", "string", "😀", "64f09f9880")
    good("string-last", "the last code point, U+10FFFF", "string", {"hex": "f48fbfbf"}, "64f48fbfbf")
    good("string-nul", "U+0000 is text like any other", "string", {"hex": "610062"}, "63610062")
    good("string-bom", "a byte order mark is kept", "string", {"hex": "efbbbf61"}, "64efbbbf61")
    good("string-noncharacter", "the noncharacter U+FFFF is text", "string", {"hex": "efbfbf"}, "63efbfbf")
    good("string-replacement", "U+FFFD is text like any other", "string", {"hex": "efbfbd"}, "63efbfbd")
    good("string-space", "spaces at both ends are kept", "string", " a ", "63206120")
    good("string-newline", "CR LF is kept", "string", "a\r\nb", "64610d0a62")
    good("string-23", "a text of 23 bytes", "string", "x" * 23)
    good("string-24", "a text of 24 bytes", "string", "x" * 24)
    good("string-255", "a text of 255 bytes", "string", "x" * 255)
    good("string-256", "a text of 256 bytes", "string", "x" * 256)
    good("string-65536", "a text of 65,536 bytes", "string", "x" * 65536)
    for id, what, h in (
        ("ff", "the byte FF", "ff"), ("lone-continuation", "a lone continuation byte", "618062"),
        ("cut", "a sequence cut off at the end", "61e282"), ("overlong", "an overlong slash", "c0af"),
        ("overlong-nul", "an overlong NUL", "c080"), ("overlong-3", "an overlong sequence of three bytes", "e08080"),
        ("overlong-4", "an overlong sequence of four bytes", "f0808080"),
        ("surrogate", "an encoded high surrogate", "eda080"), ("surrogate-pair", "an encoded pair of surrogates", "eda080edb080"),
        ("beyond", "a code point beyond U+10FFFF", "f4908080"), ("f5", "the byte F5", "f5808080"),
        ("latin-1", "Latin-1 text", "6de46e"),
    ):
        good(f"bad-text-{id}", f"text that is not valid UTF-8 is kept under its tag: {what}", "string", {"hex": h},
             "da54414c59" + byte_string(bytes.fromhex(h)).hex())
    bad_bytes("string-invalid", "invalid UTF-8 in a text is refused", "string", "61ff", "encoding")
    bad_bytes("string-surrogate", "an encoded surrogate in a text is refused", "string", "63eda080", "encoding")
    bad_bytes("string-overlong", "an overlong sequence in a text is refused", "string", "62c0af", "encoding")
    bad_bytes("string-cut-sequence", "a text that ends within a sequence is refused", "string", "62e282", "encoding")
    bad_bytes("bad-text-valid", "valid UTF-8 under the tag of bad text is refused", "string", "da54414c594161", "malformed")
    bad_bytes("bad-text-empty", "an empty byte string under the tag of bad text is refused", "string", "da54414c5940", "malformed")
    bad_bytes("bad-text-over-text", "the tag of bad text over a text is refused", "string", "da54414c596161", "malformed")
    bad_bytes("string-bytes", "a byte string is no text", "string", "4161", "type")
    bad_bytes("string-chunks", "a text in chunks is refused", "string", "7f6161ff", "malformed")
    bad_bytes("string-long-head", "a text whose length is not in the shortest head is refused", "string", "780161", "malformed")
    bad_bytes("string-cut", "a text that is cut off is refused", "string", "6261", "malformed")
    bad_bytes("string-huge", "a length beyond the end is refused before memory is taken", "string", "7b7fffffffffffffff61", "malformed")
    bad_bytes("string-huge-unsigned", "a length of 2^64-1 is refused", "string", "7bffffffffffffffff61", "malformed")
    bad_bytes("string-2g", "a length of 2^31 is refused", "string", "7a8000000061", "malformed")
    bad_bytes("string-tagged", "a tagged text (tag 0) is refused", "string", "c06161", "type")
    good("bytes-empty", "no bytes", "bytes", "", "40")
    good("bytes-some", "four bytes", "bytes", "00ff1080", "4400ff1080")
    good("bytes-256", "256 bytes", "bytes", bytes(range(256)).hex())
    bad_bytes("bytes-text", "a text is no byte string", "bytes", "6161", "type")
    bad_bytes("bytes-chunks", "a byte string in chunks is refused", "bytes", "5f4161ff", "malformed")
    bad_bytes("bytes-cut", "a byte string that is cut off is refused", "bytes", "4261", "malformed")
    bad_bytes("bytes-bad-text", "the tag of bad text is no byte string", "bytes", "da54414c5941ff", "type")
    good("uuid", "a uuid is tag 37 over 16 bytes", "uuid", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "d825506ba7b8109dad11d180b400c04fd430c8")
    good("uuid-nil", "the nil uuid", "uuid", "00000000-0000-0000-0000-000000000000")
    good("uuid-max", "the uuid of ones", "uuid", "ffffffff-ffff-ffff-ffff-ffffffffffff")
    bad_bytes("uuid-15", "a uuid of 15 bytes is refused", "uuid", "d8254f" + "00" * 15, "malformed")
    bad_bytes("uuid-17", "a uuid of 17 bytes is refused", "uuid", "d82551" + "00" * 17, "malformed")
    bad_bytes("uuid-bare", "16 bytes without the tag are no uuid", "uuid", "50" + "00" * 16, "type")
    bad_bytes("uuid-text", "tag 37 over a text is refused", "uuid", "d8256161", "malformed")


def times():
    good("date-epoch", "1970-01-01 is day 0", "date", "1970-01-01", "00")
    good("date-before", "1969-12-31 is day -1", "date", "1969-12-31", "20")
    good("date-first", "the first date, 0001-01-01", "date", "0001-01-01", integer(-719162).hex())
    good("date-last", "the last date, 9999-12-31", "date", "9999-12-31", integer(2932896).hex())
    good("date-leap", "2000 is a leap year", "date", "2000-02-29")
    good("date-gregorian", "the calendar is proleptic: 1582-10-10 is a date", "date", "1582-10-10")
    good("date-1900", "1900 is no leap year: 1 March is the day after 28 February", "date", "1900-03-01")
    bad("date-year-0", "the year 0 is out of range", "date", "0000-12-31", "range")
    bad("date-year-10000", "the year 10000 is out of range", "date", "10000-01-01", "range")
    bad_bytes("date-under-bytes", "a decoder refuses the day before 0001-01-01", "date", integer(-719163).hex(), "range")
    bad_bytes("date-over-bytes", "a decoder refuses the day after 9999-12-31", "date", integer(2932897).hex(), "range")
    bad_bytes("date-2p63-bytes", "a decoder refuses a date of 2^63 days", "date", integer(1 << 63).hex(), "range")
    bad_bytes("date-text", "a text is no date", "date", "6a313937302d30312d3031", "type")
    good("time-midnight", "midnight is 0", "time", "00:00:00", "00")
    good("time-last", "the last nanosecond of a day", "time", "23:59:59.999999999", integer(86399999999999).hex())
    good("time-nanosecond", "one nanosecond after midnight", "time", "00:00:00.000000001", "01")
    good("time-millis", "a time with three digits of a second", "time", "12:34:56.789")
    bad("time-24", "24:00:00 is out of range", "time", "24:00:00", "range")
    bad("time-leap", "a leap second has no canonical value", "time", "23:59:60", "timestamp")
    bad_bytes("time-over-bytes", "a decoder refuses a time of 24 hours", "time", integer(86400 * 10**9).hex(), "range")
    bad_bytes("time-under-bytes", "a decoder refuses a negative time", "time", "20", "range")
    good("datetime-epoch", "1970-01-01T00:00:00 on the local clock", "datetime", "1970-01-01T00:00:00", "820000")
    good("datetime-nanos", "a datetime with nanoseconds", "datetime", "2024-02-29T12:34:56.123456789")
    good("datetime-first", "the first datetime", "datetime", "0001-01-01T00:00:00")
    good("datetime-last", "the last datetime", "datetime", "9999-12-31T23:59:59.999999999")
    good("datetime-before", "half a second before 1970 is [-1, 500000000]", "datetime", "1969-12-31T23:59:59.5", "82201a1dcd6500")
    bad("datetime-leap", "a leap second has no canonical datetime", "datetime", "2016-12-31T23:59:60", "timestamp")
    bad("datetime-year-0", "a datetime of the year 0 is out of range", "datetime", "0000-01-01T00:00:00", "range")
    bad_bytes("datetime-offset-bytes", "a datetime of three parts is refused", "datetime", "83000000", "malformed")
    bad_bytes("datetime-int", "an integer is no datetime", "datetime", "00", "type")
    bad_bytes("datetime-nanos-over-bytes", "a decoder refuses 10^9 nanoseconds", "datetime", "82001a3b9aca00", "range")
    bad_bytes("datetime-nanos-negative-bytes", "a decoder refuses negative nanoseconds", "datetime", "820020", "range")
    bad_bytes("datetime-under-bytes", "a decoder refuses a datetime before the year 1", "datetime", array([integer(FIRST_SECOND - 1), integer(0)]).hex(), "range")
    bad_bytes("datetime-over-bytes", "a decoder refuses a datetime after the year 9999", "datetime", array([integer(LAST_SECOND + 1), integer(0)]).hex(), "range")
    bad_bytes("datetime-float-bytes", "a datetime whose seconds are a float is refused", "datetime", "82fb000000000000000000", "malformed")

    def m(s, ns, offset=None):
        return {"s": str(s), "ns": ns} if offset is None else {"s": str(s), "ns": ns, "offset": offset}

    for p in range(10):
        ns = 10**9 - 10 ** (9 - p)
        good(f"timestamp-{p}", f"timestamp({p}) with as many digits as it has", f"timestamp({p})", m(1700000000, ns))
        if p < 9:
            bad(f"timestamp-{p}-fine", f"a digit too many for timestamp({p})", f"timestamp({p})", m(1700000000, 10 ** (8 - p)), "precision")
    good("timestamp-epoch", "the epoch is [0, 0]", "timestamp(9)", m(0, 0), "820000")
    good("timestamp-before", "one nanosecond before 1970 is [-1, 999999999]", "timestamp(9)", m(-1, 999999999), "82201a3b9ac9ff")
    good("timestamp-first", "0001-01-01T00:00:00Z, Go's zero time", "timestamp(9)", m(FIRST_SECOND, 0))
    good("timestamp-last", "the last nanosecond of the year 9999", "timestamp(9)", m(LAST_SECOND, 999999999))
    good("timestamp-2038", "2^31 seconds", "timestamp(0)", m(1 << 31, 0), "821a8000000000")
    good("timestamp-offset", "a kept offset is the third part", "timestamp(9,offset)", m(0, 1, 19800), "830001194d58")
    good("timestamp-offset-zero", "a kept offset of zero is there", "timestamp(9,offset)", m(0, 0, 0), "83000000")
    good("timestamp-offset-negative", "an offset west of UTC", "timestamp(6,offset)", m(1700000000, 123456000, -28800))
    good("timestamp-offset-seconds", "an offset with seconds (LMT)", "timestamp(6,offset)", m(-2208988800, 0, -17762))
    good("timestamp-offset-max", "the greatest offset", "timestamp(0,offset)", m(0, 0, 86399))
    good("timestamp-offset-min", "the least offset", "timestamp(0,offset)", m(0, 0, -86399))
    good("timestamp-offset-counts", "the instant is in UTC: an offset does not move it", "timestamp(0,offset)", m(86400, 0, 3600), "831a0001518000190e10")
    bad("timestamp-under", "one second before the year 1 is out of range", "timestamp(9)", m(FIRST_SECOND - 1, 999999999), "range")
    bad("timestamp-over", "the first second of the year 10000 is out of range", "timestamp(9)", m(LAST_SECOND + 1, 0), "range")
    bad("timestamp-nanos-over", "10^9 nanoseconds are out of range", "timestamp(9)", m(0, 10**9), "range")
    bad("timestamp-nanos-under", "-1 nanoseconds are out of range", "timestamp(9)", m(0, -1), "range")
    bad("timestamp-offset-over", "an offset of 24 hours is out of range", "timestamp(9,offset)", m(0, 0, 86400), "range")
    bad("timestamp-offset-under", "an offset of -24 hours is out of range", "timestamp(9,offset)", m(0, 0, -86400), "range")
    bad_bytes("timestamp-no-offset-bytes", "a kept offset that is missing is refused", "timestamp(9,offset)", "820000", "malformed")
    bad_bytes("timestamp-spare-offset-bytes", "an offset where none is kept is refused", "timestamp(9)", "83000000", "malformed")
    bad_bytes("timestamp-fine-bytes", "a decoder refuses a digit too many for timestamp(3)", "timestamp(3)", "820001", "precision")
    bad_bytes("timestamp-offset-over-bytes", "a decoder refuses an offset of 24 hours", "timestamp(9,offset)", "8300001a00015180", "range")
    bad_bytes("timestamp-tag", "tag 1 (epoch time) is no timestamp", "timestamp(9)", "c100", "type")
    bad_bytes("timestamp-indefinite", "a timestamp of indefinite length is refused", "timestamp(9)", "9f0000ff", "malformed")
    bad_bytes("timestamp-bignum-bytes", "a timestamp whose seconds are a bignum is out of range", "timestamp(9)", "82c24901000000000000000000", "range")
    good("duration-zero", "no time at all", "duration", "0", "00")
    good("duration-negative", "minus one nanosecond", "duration", "-1", "20")
    good("duration-go-max", "Go's greatest duration, 2^63-1 nanoseconds", "duration", str((1 << 63) - 1), "1b7fffffffffffffff")
    good("duration-rust-max", "Rust's greatest duration, 2^64-1 seconds and 999999999 nanoseconds", "duration", str(((1 << 64) - 1) * 10**9 + 999999999))
    good("duration-max", "the greatest duration, 10^29-1 nanoseconds", "duration", "9" * 29)
    good("duration-min", "the least duration", "duration", "-" + "9" * 29)
    bad("duration-over", "10^29 nanoseconds are out of range", "duration", "1" + "0" * 29, "range")
    bad("duration-under", "-10^29 nanoseconds are out of range", "duration", "-1" + "0" * 29, "range")
    bad_bytes("duration-over-bytes", "a decoder refuses 10^29 nanoseconds", "duration", integer(10**29).hex(), "range")


def containers():
    good("list-empty", "an empty list", {"list": "i64"}, [], "80")
    good("list-some", "a list keeps its order", {"list": "i64"}, ["3", "1", "2"], "83030102")
    good("list-24", "a list of 24 elements has a head of two bytes", {"list": "u8"}, [str(i) for i in range(24)])
    good("list-of-lists", "a list of lists, one empty", {"list": {"list": "i8"}}, [["1"], [], ["2", "-1"]], "8381018082 0220")
    good("list-null", "a nullable element may be null: F6", {"list": "i64", "nullable": True}, ["1", None, "2"], "8301f602")
    good("list-all-null", "a list of nothing but nulls is not empty", {"list": "string", "nullable": True}, [None, None], "82f6f6")
    good("list-nanos", "nanoseconds inside a list are kept", {"list": "timestamp(9)"}, [{"s": "0", "ns": 1}, {"s": "0", "ns": 999}], "8282000182001903e7")
    good("list-offsets", "offsets inside a list are kept", {"list": "timestamp(9,offset)"}, [{"s": "0", "ns": 1, "offset": 3600}, {"s": "0", "ns": 1, "offset": -3600}])
    good("list-bad-text", "invalid text inside a list is kept", {"list": "string"}, ["a", {"hex": "ff"}])
    good("list-floats", "-0.0, NaN and infinity inside a list", {"list": "f64"}, [{"bits": "8000000000000000"}, {"bits": "7ff8000000000000"}, {"bits": "7ff0000000000000"}])
    bad("list-null-element", "null is no element of a list that is not nullable", {"list": "i64"}, ["1", None], "presence")
    bad("list-range", "an element out of range", {"list": "u8"}, ["255", "256"], "range")
    bad_bytes("list-null-bytes", "a decoder refuses F6 in a list that is not nullable", {"list": "i64"}, "82 01 f6", "presence")
    bad_bytes("list-indefinite", "a list of indefinite length is refused", {"list": "i64"}, "9f01ff", "malformed")
    bad_bytes("list-cut", "a list with fewer elements than it says is refused", {"list": "i64"}, "830102", "malformed")
    bad_bytes("list-huge", "a list that says 2^32 elements in seven bytes is refused before memory is taken", {"list": "i64"}, "9b000000010000000001", "malformed")
    bad_bytes("list-huge-unsigned", "a list of 2^64-1 elements is refused", {"list": "i64"}, "9bffffffffffffffff", "malformed")
    bad_bytes("list-int", "an integer is no list", {"list": "i64"}, "01", "type")
    bad_bytes("list-map", "a map is no list", {"list": "i64"}, "a0", "type")
    bad_bytes("list-long-head", "a list whose length is not in the shortest head is refused", {"list": "i64"}, "980101", "malformed")
    bad_bytes("list-element-type", "an element of another type is refused", {"list": "i64"}, "820161 61", "type")

    good("tuple", "a tuple is an array", {"tuple": ["i64", "string", "bool"]}, ["1", "a", True], "830161 61f5")
    good("tuple-empty", "a tuple of nothing", {"tuple": []}, [], "80")
    good("tuple-nested", "a tuple in a tuple", {"tuple": [{"tuple": ["i8"]}, "i8"]}, [["1"], "2"], "82810102")
    bad("tuple-null", "null is no part of a tuple", {"tuple": ["i64", "string"]}, ["1", None], "presence")
    bad("tuple-short", "a tuple that is too short", {"tuple": ["i64", "string", "i8"]}, ["1"], "type")
    bad_bytes("tuple-short-bytes", "a decoder refuses a tuple that is too short", {"tuple": ["i64", "string"]}, "8101", "malformed")
    bad_bytes("tuple-long-bytes", "a decoder refuses a tuple that is too long", {"tuple": ["i64", "string"]}, "83016161 00", "malformed")
    bad_bytes("tuple-null-bytes", "a decoder refuses F6 in a tuple", {"tuple": ["i64", "string"]}, "8201f6", "presence")

    def mp(k, v, nullable=False):
        return {"map": {"key": k, "value": v, **({"nullable": True} if nullable else {})}}

    good("map-empty", "an empty map", mp("string", "i64"), [], "a0")
    good("map-sorted", "map entries are sorted, whatever their order was", mp("string", "i64"), [["b", "1"], ["a", "2"]], "a2616102616201")
    good("map-length-first", "a shorter text key comes first: its head is smaller", mp("string", "i64"), [["aa", "1"], ["b", "2"]], "a26162026261 6101")
    good("map-text-24", "a text key of 24 bytes comes after one of 23", mp("string", "i8"), [["a" * 24, "1"], ["z" * 23, "2"]])
    good("map-text-bytes", "text keys of one length are in the order of their bytes, not of UTF-16", mp("string", "i8"), [["😀", "1"], ["\uff5ea", "2"]])
    good("map-empty-key", "the empty text is a key like any other", mp("string", "i64"), [["a", "1"], ["", "2"]], "a26002616101")
    good("map-bad-text-key", "keys of bad text come after all texts", mp("string", "i8"), [[{"hex": "ff"}, "1"], ["zzzz", "2"]])
    good("map-int-keys", "integer keys: 10, 24, 256, then -1, -25", mp("i64", "i8"), [["-25", "1"], ["-1", "2"], ["256", "3"], ["24", "4"], ["10", "5"]], "a50a05181804190100032002381801")
    good("map-big-keys", "bignum keys come after all plain integers, negative ones last", mp("bigint", "i8"), [[str(-(1 << 64) - 1), "1"], [str(1 << 64), "2"], [str(-(1 << 64)), "3"], [str((1 << 64) - 1), "4"]])
    good("map-u64-keys", "u64 keys above 2^63 are in unsigned order", mp("u64", "i8"), [[str((1 << 64) - 1), "1"], [str(1 << 63), "2"], ["1", "3"]])
    good("map-bool-keys", "false comes before true", mp("bool", "i8"), [[True, "1"], [False, "2"]], "a2f402f501")
    good("map-uuid-keys", "uuid keys", mp("uuid", "i8"), [["ffffffff-ffff-ffff-ffff-ffffffffffff", "1"], ["00000000-0000-0000-0000-000000000000", "2"]])
    good("map-decimal-keys", "decimal keys are in the order of their bytes, not of their values", mp("decimal(9,2)", "i8"), [["0.01", "1"], ["100", "2"], ["1", "3"], ["0", "4"]])
    good("map-date-keys", "date keys: 1970 comes before 1969", mp("date", "i8"), [["1969-12-31", "1"], ["1970-01-01", "2"]], "a200022001")
    good("map-timestamp-keys", "timestamp keys", mp("timestamp(9)", "i8"), [[{"s": "1", "ns": 0}, "1"], [{"s": "0", "ns": 5}, "2"]], "a28200050282010001")
    good("map-datetime-keys", "datetime keys", mp("datetime", "i8"), [["1970-01-01T00:00:01", "1"], ["1970-01-01T00:00:00", "2"]], "a28200000282010001")
    good("map-bytes-keys", "byte string keys", mp("bytes", "i8"), [["ff", "1"], ["0000", "2"], ["", "3"]], "a3400341ff0142000002")
    good("map-enum-keys", "enum keys are in the order of their ids", mp({"enum": [{"id": 5, "name": "A"}, {"id": 2, "name": "B"}]}, "i8"), [["A", "1"], ["B", "2"]], "a202020501")
    good("map-duration-keys", "duration keys", mp("duration", "i8"), [["1000", "1"], ["5", "2"]], "a205021903e801")
    good("map-time-keys", "time keys", mp("time", "i8"), [["00:00:00.000000100", "1"], ["00:00:00.000000005", "2"]], "a20502186401")
    good("map-null", "a nullable value may be null", mp("string", "i64", True), [["a", None], ["b", "1"]], "a26161f6616201")
    good("map-of-maps", "a map of maps", mp("string", mp("i8", "i8")), [["b", [["2", "1"], ["1", "2"]]], ["a", []]])
    good("map-300", "a map of 300 keys", mp("i64", "bool"), [[str(i), i % 2 == 0] for i in range(299, -1, -1)])
    bad("map-duplicate", "a duplicate key is invalid", mp("string", "i64"), [["a", "1"], ["a", "1"]], "duplicate_key")
    bad("map-duplicate-decimal", "1.0 and 1.00 are one decimal key", mp("decimal(9,2)", "i64"), [["1.0", "1"], ["1.00", "2"]], "duplicate_key")
    bad("map-null-value", "null is no value of a map that is not nullable", mp("string", "i64"), [["a", None]], "presence")
    bad("map-null-key", "null is no key", mp("string", "i64", True), [[None, "1"]], "presence")
    bad("map-key-range", "a key out of range", mp("u8", "i64"), [["256", "1"]], "range")
    t = mp("string", "i64")
    bad_bytes("map-duplicate-bytes", "a decoder refuses a duplicate key", t, "a2616101616102", "duplicate_key")
    bad_bytes("map-unsorted-bytes", "a decoder refuses keys out of order", t, "a2616201616102", "malformed")
    bad_bytes("map-length-bytes", "a decoder refuses a longer key before a shorter one", t, "a2626161 01616202", "malformed")
    bad_bytes("map-null-bytes", "a decoder refuses F6 in a map that is not nullable", t, "a16161f6", "presence")
    bad_bytes("map-null-key-bytes", "a decoder refuses F6 as key", t, "a1f601", "presence")
    bad_bytes("map-indefinite", "a map of indefinite length is refused", t, "bf616101ff", "malformed")
    bad_bytes("map-odd", "a map that ends after a key is refused", t, "a16161", "malformed")
    bad_bytes("map-huge", "a map that says 2^63 entries is refused before memory is taken", t, "bb8000000000000000616101", "malformed")
    bad_bytes("map-list", "an array is no map", t, "80", "type")
    bad_bytes("map-int-key", "a key of another type is refused", t, "a10101", "type")

    e = {"enum": [{"id": 0, "name": "Draft"}, {"id": 1, "name": "Sent"}, {"id": 300, "name": "Lost"}]}
    good("enum-zero", "an enum is its variant's id", e, "Draft", "00")
    good("enum-300", "an enum id of two bytes", e, "Lost", "19012c")
    bad("enum-unknown", "a name that the enum does not have", e, "draft", "range")
    bad_bytes("enum-unknown-bytes", "a decoder refuses an id that the enum does not have", e, "02", "range")
    bad_bytes("enum-negative-bytes", "a decoder refuses a negative enum id", e, "20", "range")
    bad_bytes("enum-name-bytes", "a name is not how an enum is encoded", e, "6544726166 74", "type")

    u = {"union": [{"id": 0, "name": "None"}, {"id": 1, "name": "Code", "type": "i32"}, {"id": 7, "name": "Pair", "type": {"tuple": ["i8", "string"]}}, {"id": 8, "name": "Any", "type": "json"}]}
    good("union-bare", "an alternative without payload is [id]", u, {"variant": "None"}, "8100")
    good("union-payload", "an alternative with a payload is [id, payload]", u, {"variant": "Code", "payload": "-1"}, "820120")
    good("union-tuple", "a payload that is a tuple", u, {"variant": "Pair", "payload": ["1", "a"]}, "820782016161")
    good("union-json-null", "a payload that is the json null", u, {"variant": "Any", "payload": {"text": "null"}}, "8208f6")
    bad("union-unknown", "an alternative that the union does not have", u, {"variant": "Other"}, "range")
    bad("union-null", "null is no payload", u, {"variant": "Code", "payload": None}, "presence")
    bad("union-range", "a payload out of range", u, {"variant": "Code", "payload": "2147483648"}, "range")
    bad_bytes("union-unknown-bytes", "a decoder refuses an id that the union does not have", u, "8105", "range")
    bad_bytes("union-missing-bytes", "a decoder refuses a missing payload", u, "8101", "malformed")
    bad_bytes("union-spare-bytes", "a decoder refuses a payload where there is none", u, "820001", "malformed")
    bad_bytes("union-empty-bytes", "a decoder refuses an empty array as union", u, "80", "malformed")
    bad_bytes("union-null-bytes", "a decoder refuses F6 as payload", u, "8201f6", "presence")
    bad_bytes("union-bare-bytes", "an id alone is not how a union is encoded", u, "00", "type")


def structs():
    def s(*fields):
        return {"struct": list(fields)}

    good("struct-empty", "a struct without fields", s(), {}, "a0")
    good("struct-some", "a struct is a map by field id", s(field(1, "a", "i8"), field(2, "b", "string")), {"a": "1", "b": "x"}, "a20101026178")
    good("struct-id-order", "fields are in the order of their ids, not of the contract", s(field(300, "c", "i8"), field(24, "b", "i8"), field(2, "a", "i8")), {"a": "1", "b": "2", "c": "3"}, "a302011818021 9012c03")
    good("struct-big-id", "a field id of five bytes", s(field(2147483647, "a", "i8")), {"a": "1"}, "a11a7fffffff01")
    o = s(field(1, "a", "i8", "optional"), field(2, "b", "i8"))
    n = s(field(1, "a", "i8", "nullable"), field(2, "b", "i8"))
    t = s(field(1, "a", "i8", "tristate"), field(2, "b", "i8"))
    r = s(field(1, "a", "i8"), field(2, "b", "i8"))
    good("optional-absent", "an optional field that is absent has no entry", o, {"b": "1"}, "a10201")
    good("optional-value", "an optional field with a value", o, {"a": "7", "b": "1"}, "a201070201")
    bad("optional-null", "null is no state of an optional field", o, {"a": None, "b": "1"}, "presence")
    good("nullable-null", "a nullable field that is null has no entry", n, {"a": None, "b": "1"}, "a10201")
    good("nullable-value", "a nullable field with a value", n, {"a": "7", "b": "1"}, "a201070201")
    bad("nullable-absent", "absent is no state of a nullable field", n, {"b": "1"}, "presence")
    good("tristate-null", "a tristate field that is null is F6", t, {"a": None, "b": "1"}, "a201f60201")
    good("tristate-absent", "a tristate field that is absent has no entry", t, {"b": "1"}, "a10201")
    good("tristate-value", "a tristate field with a value", t, {"a": "7", "b": "1"}, "a201070201")
    bad("required-null", "null is no state of a required field", r, {"a": None, "b": "1"}, "presence")
    bad("required-absent", "absent is no state of a required field", r, {"b": "1"}, "presence")
    bad("struct-unknown", "a field that the struct does not have", r, {"a": "1", "b": "1", "c": "1"}, "unknown_field")
    good("struct-nested-tristate", "a tristate null two levels down", s(field(1, "x", s(field(1, "y", t)))), {"x": {"y": {"a": None, "b": "1"}}}, "a101a101a201f60201")
    good("struct-empty-values", "empty text, list and map are values, not absent", s(field(1, "a", "string", "optional"), field(2, "b", {"list": "i8"}, "optional"), field(3, "c", {"map": {"key": "i8", "value": "i8"}}, "optional")), {"a": "", "b": [], "c": []}, "a30160028003a0")
    good("struct-24", "a struct of 24 fields", s(*[field(i + 1, f"f{i}", "u8") for i in range(24)]), {f"f{i}": str(i) for i in range(24)})
    good("struct-json-null", "a required json field may hold the json null", s(field(1, "a", "json")), {"a": {"text": "null"}}, "a101f6")
    good("struct-nullable-json-none", "a nullable json field without a value has no entry", s(field(1, "a", "json", "nullable")), {"a": None}, "a0")
    jn = s(field(1, "a", "json", "nullable"))
    jo = s(field(1, "a", "json", "optional"))
    jt = s(field(1, "a", "json", "tristate"))
    good("struct-nullable-json-null", "in a nullable json field the json null is the field's null", jn, {"a": {"text": "null"}}, "a0")
    good("struct-optional-json-null", "in an optional json field the json null is a value", jo, {"a": {"text": "null"}}, "a101f6")
    good("struct-tristate-json-null", "in a tristate json field null is F6", jt, {"a": None}, "a101f6")
    bad_bytes("struct-nullable-json-null-bytes", "a decoder refuses F6 in a nullable json field", jn, "a101f6", "presence")
    bad_bytes("required-null-bytes", "a decoder refuses F6 in a required field", r, "a201f60201", "presence")
    bad_bytes("nullable-null-bytes", "a decoder refuses F6 in a nullable field", n, "a201f60201", "presence")
    bad_bytes("optional-null-bytes", "a decoder refuses F6 in an optional field", o, "a201f60201", "presence")
    bad_bytes("required-missing-bytes", "a decoder refuses a struct without a required field", r, "a10101", "presence")
    bad_bytes("struct-unknown-bytes", "a decoder refuses an id that the struct does not have", r, "a3010102010301", "unknown_field")
    bad_bytes("struct-id-zero-bytes", "a decoder refuses the id 0", r, "a3000101010201", "unknown_field")
    bad_bytes("struct-huge-id-bytes", "a decoder refuses an id beyond 32 bits", r, "a3010102011b800000000000000001", "unknown_field")
    bad_bytes("struct-unsorted-bytes", "a decoder refuses field ids out of order", r, "a202010101", "malformed")
    bad_bytes("struct-duplicate-bytes", "a decoder refuses a field id that occurs twice", r, "a3010101010201", "malformed")
    bad_bytes("struct-text-id-bytes", "a decoder refuses a field id that is a text", r, "a261610161 6201", "malformed")
    bad_bytes("struct-negative-id-bytes", "a decoder refuses a negative field id", r, "a3010102012001", "malformed")
    bad_bytes("struct-long-id-bytes", "a decoder refuses a field id that is not in the shortest head", r, "a21801010201", "malformed")
    bad_bytes("struct-cut-bytes", "a decoder refuses a struct that is cut off", r, "a20101", "malformed")
    bad_bytes("struct-indefinite", "a struct of indefinite length is refused", r, "bf01010201ff", "malformed")
    bad_bytes("struct-list-bytes", "an array is no struct", r, "820101", "type")
    bad_bytes("struct-trailing-bytes", "bytes after a struct are refused", r, "a20101020100", "malformed")

    good_record("record-least", "a record of one field, and its key", contract([ID]), {"id": "7"}, "a10107")
    good_record("record-all-presences", "a record with a field of each presence", contract([ID, field(2, "n", "string", "nullable"), field(3, "o", "string", "optional"), field(4, "t", "string", "tristate")]), {"id": "1", "n": None, "t": None}, "a2010104f6")
    good_record("record-key-order", "the key digest is of the key's fields in the key's order, not by id", contract([field(1, "a", "string"), field(2, "b", "u16"), field(3, "c", "date")], key=("c", "a")), {"a": "x", "b": "9", "c": "1970-01-02"})
    good_record("record-key-uuid", "a uuid as key", contract([field(1, "u", "uuid"), field(2, "v", "f64")], key=("u",)), {"u": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "v": {"bits": "8000000000000000"}})
    good_record("record-key-bad-text", "bad text as key", contract([field(1, "k", "string")], key=("k",)), {"k": {"hex": "c0af"}})
    good_record("record-key-timestamp", "a timestamp with offset as key", contract([field(1, "k", "timestamp(9,offset)"), field(2, "d", "decimal(38,10)")], key=("k", "d")), {"k": {"s": "-1", "ns": 5, "offset": 60}, "d": "-1.5"})
    good_record("record-key-enum", "an enum and an i128 as key", contract([field(1, "k", {"enum": [{"id": 3, "name": "X"}]}), field(2, "n", "i128")], key=("k", "n")), {"k": "X", "n": str(-(1 << 127))})
    good_record("record-small-short", "a record of at most 3 bytes (the short path of XXH3)", contract([field(1, "b", "bool")], key=("b",)), {"b": True}, "a101f5")
    for n in (4, 8, 9, 16, 17, 64, 128, 129, 240, 241, 256, 512, 1024, 1025):
        c = contract([field(1, "b", "string")], key=("b",))
        size = next(i for i in range(n + 1) if len(encode_record(c, {"b": "x" * i})) >= n)
        good_record(f"digest-{n}", f"the digest at a length where XXH3 changes its way: {n} bytes", c, {"b": "x" * size})
    point = {"struct": [field(1, "x", "f64"), field(2, "y", "f64")]}
    good_record("record-ref", "a named type is what it refers to", contract([ID, field(2, "p", {"ref": "Point"})], types={"Point": point}), {"id": "1", "p": {"x": "1.5", "y": "-2"}})
    node = {"struct": [field(1, "v", "i32"), field(2, "next", {"ref": "Node"}, "optional")]}
    tree = {"struct": [field(1, "v", "string"), field(2, "kids", {"list": {"ref": "Tree"}})]}
    nodes = contract([ID, field(2, "n", {"ref": "Node"})], types={"Node": node})
    good_record("record-recursive", "a struct that contains itself", nodes, {"id": "1", "n": {"v": "1", "next": {"v": "2", "next": {"v": "3"}}}}, "a2010102a2010102a2010202a10103")
    good_record("record-tree", "a struct with a list of itself", contract([ID, field(2, "t", {"ref": "Tree"})], types={"Tree": tree}), {"id": "1", "t": {"v": "r", "kids": [{"v": "a", "kids": []}, {"v": "b", "kids": [{"v": "c", "kids": []}]}]}})
    good_record("record-recursive-union", "a union that contains itself", contract([ID, field(2, "e", {"ref": "Expr"})], types={"Expr": {"union": [{"id": 1, "name": "Num", "type": "i64"}, {"id": 2, "name": "Neg", "type": {"ref": "Expr"}}]}}), {"id": "1", "e": {"variant": "Neg", "payload": {"variant": "Neg", "payload": {"variant": "Num", "payload": "5"}}}}, "a201010282028202820105")
    good_record("record-all-types", "one field of every kind of type", contract([
        ID, field(2, "bool", "bool"), field(3, "u64", "u64"), field(4, "i128", "i128"), field(5, "bigint", "bigint"),
        field(6, "f32", "f32"), field(7, "f64", "f64"), field(8, "decimal", "decimal(38,9)"), field(9, "string", "string"),
        field(10, "bytes", "bytes"), field(11, "uuid", "uuid"), field(12, "date", "date"), field(13, "time", "time"),
        field(14, "datetime", "datetime"), field(15, "timestamp", "timestamp(9)"), field(16, "moment", "timestamp(9,offset)"),
        field(17, "duration", "duration"), field(18, "json", "json"), field(19, "list", {"list": "string", "nullable": True}),
        field(20, "map", {"map": {"key": "string", "value": "i64"}}), field(21, "struct", point),
        field(22, "tuple", {"tuple": ["i8", "string"]}), field(23, "enum", {"enum": [{"id": 1, "name": "A"}]}),
        field(24, "union", {"union": [{"id": 1, "name": "A", "type": "i8"}]}),
    ]), {
        "id": "-9223372036854775808", "bool": True, "u64": "18446744073709551615", "i128": "-170141183460469231731687303715884105728",
        "bigint": "123456789012345678901234567890", "f32": "0.1", "f64": "-0.0", "decimal": "-12345678901234567890.000000001",
        "string": "grüß 😀", "bytes": "00ff", "uuid": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "date": "9999-12-31",
        "time": "23:59:59.999999999", "datetime": "0001-01-01T00:00:00.000000001", "timestamp": {"s": "1700000000", "ns": 123456789},
        "moment": {"s": "1700000000", "ns": 1, "offset": -12600}, "duration": "-1500000000", "json": {"text": "{\"b\":[1,2.5,null],\"a\":\"x\"}"},
        "list": ["a", None], "map": [["k", "1"]], "struct": {"x": {"bits": "7ff8000000000000"}, "y": "0"}, "tuple": ["-1", ""],
        "enum": "A", "union": {"variant": "A", "payload": "5"},
    })
    bad_record("record-key-missing", "a key field that is absent", contract([ID, field(2, "a", "i8", "optional")]), {"a": "1"}, "presence")
    bad_record("record-key-null", "a key field that is null", contract([ID, field(2, "b", "i8", "optional")]), {"id": None}, "presence")
    bad_record("record-nested-range", "a value out of range deep inside", contract([ID, field(2, "l", {"list": {"struct": [field(1, "x", {"map": {"key": "string", "value": "u8"}})]}})]), {"id": "1", "l": [{"x": [["a", "1"]]}, {"x": [["a", "256"]]}]}, "range")
    bad_record_bytes("record-empty-bytes", "no bytes are no record", contract([ID]), "", "malformed")
    bad_record_bytes("record-no-map-bytes", "an integer is no record", contract([ID]), "07", "type")
    bad_record_bytes("record-two", "two records in a row are not one", contract([ID]), "a10107a10108", "malformed")

    any_json = contract([ID, field(2, "j", "json")])
    good_record("depth-json-1000", "containers nest 1,000 deep: a record with 999 json arrays", any_json, {"id": "1", "j": {"text": "[" * 999 + "]" * 999}})
    bad_record("depth-json-1001", "containers nest at most 1,000 deep: a record with 1,000 json arrays", any_json, {"id": "1", "j": {"text": "[" * 1000 + "]" * 1000}}, "oversize")
    good_record("depth-json-objects", "json objects count as containers: 999 in a record", any_json, {"id": "1", "j": {"text": '{"a":' * 998 + "{}" + "}" * 998}})
    bad_record("depth-json-objects-1001", "json objects count as containers: 1,000 in a record are too many", any_json, {"id": "1", "j": {"text": '{"a":' * 999 + "{}" + "}" * 999}}, "oversize")
    good_record("depth-decimal", "the array of a json number is no container", any_json, {"id": "1", "j": {"text": "[" * 999 + "0.5" + "]" * 999}})
    bad_record_bytes("depth-json-bytes", "a decoder refuses 1,000 json arrays in a record", any_json, "a2010102" + "81" * 999 + "80", "oversize")
    bad_record_bytes("depth-json-100000", "a decoder refuses 100,000 json arrays without running out of stack", any_json, "a2010102" + "81" * 100000 + "80", "oversize")

    def chain(depth):
        return b"\xa2\x01\x01\x02" + b"\xa2\x01\x01\x02" * (depth - 2) + b"\xa1\x01\x01"

    good_record_bytes("depth-struct-1000", "a struct that contains itself may nest until 1,000", nodes, chain(1000))
    bad_record_bytes("depth-struct-1001", "a decoder refuses a struct nested 1,001 deep", nodes, chain(1001).hex(), "oversize")
    negs = contract([ID, field(2, "e", {"ref": "Expr"})], types={"Expr": {"union": [{"id": 1, "name": "Num", "type": "i64"}, {"id": 2, "name": "Neg", "type": {"ref": "Expr"}}]}})
    good_record_bytes("depth-union-1000", "a union that contains itself may nest until 1,000", negs, b"\xa2\x01\x01\x02" + b"\x82\x02" * 998 + b"\x82\x01\x05")
    bad_record_bytes("depth-union-1001", "a decoder refuses a union nested 1,001 deep", negs, "a2010102" + "8202" * 999 + "820105", "oversize")


def jsons():
    def j(id, fact, s, expect=None):
        good(f"json-{id}", f"json: {fact}", "json", {"text": s}, expect)

    def no(id, fact, s, reason):
        bad(f"json-{id}", f"json: {fact}", "json", {"text": s}, reason)

    j("null", "null", "null", "f6")
    j("true", "true", "true", "f5")
    j("text", "a text", '"a"', "6161")
    j("empty-text", "the empty text", '""', "60")
    j("escapes", "escapes are resolved", r'"\"\\\/\b\f\n\r\t\u00fc"', "6a225c2f080c0a0d09c3bc")
    j("surrogates", "an escaped pair of surrogates is one code point", r'"\ud83d\ude00"', "64f09f9880")
    j("nul", "an escaped NUL", r'"\u0000"', "6100")
    j("array", "an array", "[1,[2],[]]", "83018102 80")
    j("array-null", "null inside an array", "[null]", "81f6")
    j("object", "object keys are sorted by their bytes", '{"bb":1,"c":2,"a":3}', "a3616103616302626262 01")
    j("object-empty", "an empty object", "{}", "a0")
    j("object-null", "a null member is kept", '{"a":null}', "a16161f6")
    j("object-empty-key", "an empty key", '{"":1}', "a16001")
    j("space", "white space does not count", ' \t\r\n[ 1 , { "a" : 2 } ] \n', "8201a1616102")
    j("zero", "0", "0", "00")
    j("zero-point", "0.000 is the integer 0", "0.000", "00")
    j("zero-exponent", "0e99999999999999999999 is the integer 0", "0e99999999999999999999", "00")
    j("zero-negative", "-0 is the float -0.0", "-0", "fb8000000000000000")
    j("zero-negative-point", "-0.00e-7 is the float -0.0", "-0.00e-7", "fb8000000000000000")
    j("hundred", "100", "100", "1864")
    j("hundred-exponent", "1e2 is 100", "1e2", "1864")
    j("hundred-point", "100.0 is 100", "100.0", "1864")
    j("hundred-many", "10000.00E-2 is 100", "10000.00E-2", "1864")
    j("minus-one", "-1", "-1.0", "20")
    j("half", "0.5 is [-1, 5]", "0.5", "c4822005")
    j("one-half", "1.50 is [-1, 15]", "1.50", "c482200f")
    j("tenth", "0.1 is kept as written, not as an f64", "0.1", "c4822001")
    j("negative", "-1.25 is [-2, -125]", "-1.25", "c48221387c")
    j("2p53", "2^53+1 is exact", "9007199254740993", "1b0020000000000001")
    j("2p64-1", "2^64-1 is an integer", "18446744073709551615", "1bffffffffffffffff")
    j("2p64", "2^64 is tag 4 with exponent 0", "18446744073709551616", "c48200c249010000000000000000")
    j("-2p64", "-2^64 is an integer", "-18446744073709551616", "3bffffffffffffffff")
    j("-2p64-1", "-2^64-1 is tag 4 with exponent 0", "-18446744073709551617", "c48200c349010000000000000000")
    j("1e19", "1e19 is an integer", "1e19", "1b8ac7230489e80000")
    j("1e20", "1e20 is [20, 1]: beyond 2^64 the exponent stays", "1e20", "c4821401")
    j("1e20-digits", "100000000000000000000 is [20, 1] too", "1" + "0" * 20, "c4821401")
    j("-1e20", "-1e20 is [20, -1]", "-1E+20", "c4821420")
    j("1e400", "1e400 is beyond f64 and kept", "1e400", "c48219019001")
    j("1e-400", "1e-400 is not zero", "1e-400", "c48239018f01")
    j("exponent-max", "the greatest exponent, 2^31-1", "1e2147483647", "c4821a7fffffff01")
    j("exponent-min", "the least exponent, 1-2^31", "1e-2147483647", "c4823a7ffffffe01")
    j("exponent-normalised", "an exponent is judged after normalising: 10e-2147483648", "10e-2147483648", "c4823a7ffffffe01")
    j("exponent-leading-zeros", "leading zeros in an exponent do not count", "5e-00000000000000000000000000000000000000001", "c4822005")
    j("digits-1000", "a number of 1,000 digits", "7" * 1000)
    j("mantissa-max", "a mantissa of 4,096 bits", str((1 << 4096) - 1))
    j("zeros-2000", "1 and 2,000 zeros is [2000, 1]", "1" + "0" * 2000, "c4821907d001")
    j("nested", "a document", '{"name":"x","tags":["a",{"b":[true,false,null]}],"n":{"z":1,"y":-2.50}}')
    j("i64-min", "the least i64", "-9223372036854775808", "3b7fffffffffffffff")
    j("f64-digits", "17 digits of an f64 are kept as digits", "0.30000000000000004")
    no("exponent-over", "an exponent of 2^31 is out of range", "1e2147483648", "range")
    no("exponent-under", "an exponent of -2^31 is out of range", "1e-2147483648", "range")
    no("exponent-over-normalised", "10e2147483647 is out of range after normalising", "10e2147483647", "range")
    no("exponent-vast", "an exponent of 30 digits is out of range", "1e999999999999999999999999999999", "range")
    no("mantissa-over", "a mantissa of 4,097 bits is out of range", str((1 << 4096) + 1), "range")
    no("duplicate", "a duplicate key is invalid", '{"a":1,"a":1}', "duplicate_key")
    no("duplicate-escaped", "keys are compared after escapes are resolved", r'{"a":1,"\u0061":2}', "duplicate_key")
    no("duplicate-nested", "a duplicate key deep inside is invalid", '[{"x":{"b":1,"b":2}}]', "duplicate_key")
    no("surrogate", "a lone high surrogate is no text", r'"\ud800"', "encoding")
    no("surrogate-low", "a lone low surrogate is no text", r'"\udc00x"', "encoding")
    no("surrogate-key", "a lone surrogate in a key is no text", r'{"\ud83d":1}', "encoding")
    bad("json-utf8", "json: invalid UTF-8 inside a text", "json", {"hex": b'"\xff"'.hex()}, "encoding")
    for id, what, s in (
        ("empty", "nothing", ""), ("leading-zero", "01", "01"), ("plus", "+1", "+1"), ("point", "1.", "1."), ("point-first", ".5", ".5"),
        ("nan", "NaN", "NaN"), ("infinity", "Infinity", "Infinity"), ("hex", "0x10", "0x10"), ("comma", "a comma too many", "[1,]"),
        ("quote", "single quotes", "'a'"), ("two", "two values", "1 2"), ("open", "an array that is not closed", "[1"),
        ("control", "a control character in a text", '"a\nb"'), ("escape", "an unknown escape", r'"\x"'), ("bare-key", "a key without quotes", "{a:1}"),
        ("exponent", "an exponent without digits", "1e"), ("minus", "a lone minus", "-"),
    ):
        no(f"malformed-{id}", f"not JSON: {what}", s, "malformed")

    def nb(id, fact, h, reason):
        bad_bytes(f"json-{id}", f"json: {fact}", "json", h, reason)

    nb("float-bytes", "a decoder refuses 1.5 as float", "fb3ff8000000000000", "malformed")
    nb("float-zero-bytes", "a decoder refuses 0.0 as float", "fb0000000000000000", "malformed")
    nb("nan-bytes", "a decoder refuses NaN", "fb7ff8000000000000", "malformed")
    nb("half-bytes", "a decoder refuses -0.0 in two bytes", "f98000", "malformed")
    nb("bignum-bytes", "a decoder refuses a bignum without tag 4", "c249010000000000000000", "malformed")
    nb("integer-tag-bytes", "a decoder refuses tag 4 for an integer within 2^64", "c4820005", "malformed")
    nb("hundred-tag-bytes", "a decoder refuses 100 as [2, 1]", "c4820201", "malformed")
    nb("1e19-tag-bytes", "a decoder refuses 10^19 as [19, 1]", "c4821301", "malformed")
    nb("zero-tag-bytes", "a decoder refuses 0 as tag 4", "c4820000", "malformed")
    nb("divisible-bytes", "a decoder refuses a mantissa divisible by ten", "c482200a", "malformed")
    nb("exponent-bytes", "a decoder refuses an exponent of 2^31", "c4821a8000000001", "range")
    nb("exponent-under-bytes", "a decoder refuses an exponent of -2^31", "c4823a7fffffff01", "range")
    nb("mantissa-bytes", "a decoder refuses a mantissa of 4,097 bits", "c48200" + integer((1 << 4096) + 1).hex(), "range")
    nb("bytes-bytes", "a byte string is no json", "4161", "type")
    nb("undefined-bytes", "undefined is no json", "f7", "type")
    nb("bad-text-bytes", "bad text is no json", "da54414c5941ff", "type")
    nb("uuid-bytes", "a uuid is no json", "d82550" + "00" * 16, "type")
    nb("int-key-bytes", "a key that is an integer is no json", "a10101", "type")
    nb("duplicate-bytes", "a decoder refuses a duplicate key", "a2616101616102", "duplicate_key")
    nb("unsorted-bytes", "a decoder refuses keys out of order", "a2616201616102", "malformed")
    nb("utf8-bytes", "a decoder refuses invalid UTF-8", "61ff", "encoding")
    nb("array-indefinite", "an array of indefinite length is refused", "9f01ff", "malformed")
    nb("object-indefinite", "an object of indefinite length is refused", "bf616101ff", "malformed")
    nb("text-chunks", "a text in chunks is refused", "7f6161ff", "malformed")
    nb("array-huge", "an array that says 2^62 elements is refused before memory is taken", "9b400000000000000000", "malformed")
    nb("cut-bytes", "an object that is cut off is refused", "a26161", "malformed")
    nb("trailing-bytes", "bytes after the value are refused", "f6f6", "malformed")


def slices():
    c = contract([
        ID, field(2, "carrier", "string", "nullable"), field(3, "at", "timestamp(9,offset)", "optional"),
        field(4, "local", "datetime", "optional"), field(5, "born", "date", "optional"), field(6, "price", "decimal(18,4)", "optional"),
        field(7, "status", {"enum": [{"id": 0, "name": "in-transit"}, {"id": 7, "name": "über"}]}, "optional"),
        field(8, "late", "bool", "tristate"), field(9, "code", "bytes", "optional"), field(10, "key", "uuid", "optional"),
        field(11, "big", "bigint", "optional"), field(12, "took", "duration", "optional"), field(13, "clock", "time", "optional"),
        field(14, "seen", "timestamp(3)", "optional"), field(15, "small", "u8", "optional"), field(16, "total", "u64", "optional"),
    ])
    everything = [f["name"] for f in c["fields"]]
    sliced_record(
        "slice-plain", "a slice by a field is the field's text", c,
        {"id": "-42", "carrier": "UA", "born": "1969-12-31", "late": True, "small": "200"},
        (["id"], "id=-42"), (["carrier"], "carrier=UA"), (["born"], "born=1969-12-31"), (["late"], "late=true"),
        (["small", "id"], "small=200/id=-42"),
    )
    sliced_record(
        "slice-no-value", "a field without a value reads ~, be it null or absent, in every function", c,
        {"id": "1", "carrier": None, "late": None},
        (["carrier", "late", "at"], "carrier=~/late=~/at=~"), (["day(at)", "bucket(7,carrier)"], "day(at)=~/bucket(7,carrier)=~"),
    )
    sliced_record(
        "slice-text", "text is percent-encoded by its bytes, so that it can look like no other slice", c,
        {"id": "1", "carrier": "a/b=ü ~%.:+-_"}, (["carrier"], "carrier=a%2Fb%3D%C3%BC%20%7E%25.:+-_"),
        (["bucket(1000, carrier)"], None),
    )
    sliced_record("slice-text-empty", "the empty text is not the slice of no value", c, {"id": "1", "carrier": ""}, (["carrier"], "carrier="))
    sliced_record(
        "slice-text-bad", "text that is not valid UTF-8 is encoded by its bytes too", c, {"id": "1", "carrier": {"hex": "61ff00"}},
        (["carrier"], "carrier=a%FF%00"), (["bucket(3,carrier)"], None),
    )
    sliced_record(
        "slice-moment", "functions of time floor, in UTC whatever the offset", c,
        {"id": "1", "at": {"s": "-1", "ns": 999999999, "offset": 7200}, "seen": {"s": "1362095999", "ns": 120000000}},
        (["year(at)", "month(at)"], "year(at)=1969/month(at)=1969-12"), (["day(at)"], "day(at)=1969-12-31"),
        (["hour(at)"], "hour(at)=1969-12-31T23"), (["at"], "at=1969-12-31T23:59:59.999999999Z"),
        (["seen"], "seen=2013-02-28T23:59:59.120Z"), (["bucket(10,at)", "bucket(10,seen)"], None),
    )
    sliced_record(
        "slice-moment-digits", "fractions have 0, 3, 6 or 9 digits", c,
        {"id": "1", "at": {"s": "0", "ns": 0, "offset": 0}, "local": "0001-01-01T00:00:00.000001", "seen": {"s": "253402300799", "ns": 0}},
        (["at", "local", "seen"], "at=1970-01-01T00:00:00Z/local=0001-01-01T00:00:00.000001/seen=9999-12-31T23:59:59Z"),
        (["year(local)", "hour(local)"], "year(local)=0001/hour(local)=0001-01-01T00"),
    )
    sliced_record("slice-date", "year, month and day of a date", c, {"id": "1", "born": "0987-06-05"},
        (["year(born)", "month(born)", "day(born)"], "year(born)=0987/month(born)=0987-06/day(born)=0987-06-05"))
    sliced_record("slice-decimal", "a decimal has no zeros at its end and no exponent", c, {"id": "1", "price": "-1200.5000"},
        (["price"], "price=-1200.5"), (["bucket(16,price)"], None))
    sliced_record("slice-decimal-whole", "a decimal keeps the zeros before its point", c, {"id": "1", "price": "1200.0000"},
        (["price"], "price=1200"), (["bucket(16,price)"], None))
    sliced_record("slice-decimal-zero", "a decimal zero is 0", c, {"id": "1", "price": "0.0000"}, (["price"], "price=0"))
    sliced_record("slice-decimal-small", "a decimal below one", c, {"id": "1", "price": "0.0010"}, (["price"], "price=0.001"))
    sliced_record("slice-enum", "an enum reads by its variant's name", c, {"id": "1", "status": "über"},
        (["status"], "status=%C3%BCber"), (["bucket(5,status)"], None))
    sliced_record(
        "slice-others", "bytes, uuids, large integers, durations and times of day", c,
        {"id": "1", "code": "00ff41", "key": "00112233-4455-6677-8899-aabbccddeeff", "big": "-18446744073709551617", "took": "-1500000000",
         "clock": "23:59:59.5", "total": "18446744073709551615"},
        (["code"], "code=%00%FFA"), (["key"], "key=00112233-4455-6677-8899-aabbccddeeff"), (["big"], "big=-18446744073709551617"),
        (["took"], "took=-1500000000"), (["clock"], "clock=86399500000000"), (["total"], "total=18446744073709551615"),
        (["bucket(97," + f + ")" for f in everything], None),
    )
    for buckets in ("1", "2", "16", "1000", "999999999"):
        sliced_record(f"slice-bucket-{buckets}", f"an integer in one of {buckets} buckets", c, {"id": "9007199254740993"},
            ([f"bucket({buckets},id)"], None))
    sliced_record("slice-bucket-spelt", "leading zeros and white space in a call are not in the id", c, {"id": "5"},
        (["bucket(016, id)"], None))


def main():
    for group in (booleans, integers, floats, decimals, texts, times, containers, structs, jsons, slices):
        group()
    lines = ",\n".join(json.dumps(c, ensure_ascii=True, separators=(",", ":")) for c in CASES)
    content = f"[\n{lines}\n]\n".encode("ascii")
    (HERE / "canonical.json").write_bytes(content)
    manifest = {
        "file": "canonical.json",
        "sha256": hashlib.sha256(content).hexdigest(),
        "cases": len(CASES),
        "accepted": sum("reject" not in c for c in CASES),
        "rejected": sum("reject" in c for c in CASES),
        "python": platform.python_version(),
        "cbor2": importlib.metadata.version("cbor2"),
        "xxhash": importlib.metadata.version("xxhash"),
    }
    (HERE / "canonical.manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(json.dumps(manifest, indent=2))


if __name__ == "__main__":
    main()
