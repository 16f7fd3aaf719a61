"""Makes expected.json: which records the demonstration must find, from the neutral input alone. Python's standard library.

Each entry says how Tallystick names the discrepancy, how many records have it, and the SHA-256 of their flight ids, in
order, each with a line feed: what is found is compared with what is planted record by record.
"""

import gzip
import hashlib
import json
import pathlib
import struct

HERE = pathlib.Path(__file__).parent


def narrowed(value):
    return struct.unpack("f", struct.pack("f", value))[0]


def main():
    routes, aircraft, weathers, flights = {}, {}, {}, []
    with gzip.open(HERE / "flights.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            ((kind, value),) = json.loads(line).items()
            if kind == "route":
                routes[value["id"]] = value
            elif kind == "aircraft":
                aircraft[value["tail_number"]] = value
            elif kind == "weather":
                weathers[value["origin"], value["observed_at"]] = value
            elif kind == "flight":
                flights.append(value)

    flown = set()
    found = {number: [] for number in (1, 2, 3, 4, 5, 6, 7, 8, 10)}
    nowhere = {"departed": 0, "on_time": 0, "tail_number": 0}
    for flight in sorted(flights, key=lambda each: each["flight_id"]):
        key = flight["flight_id"]
        n = key & 0x3FFFFF
        p = n % 1000
        route = routes[flight["route"]]
        tail = flight["tail_number"]
        weather = weathers.get((route["origin"], flight["weather_at"]))
        address = aircraft[tail]["mode_s_address"] if tail in aircraft else None
        inbound = tail is not None and tail in flown
        flown.add(tail)
        refused = (n % 5000 == 6 and weather is not None) or n % 20000 == 7
        nowhere["departed"] += flight["dep_at"] is None and not refused
        nowhere["on_time"] += flight["on_time"] is None
        nowhere["tail_number"] += tail is None and not refused
        planted = {
            1: p == 1,
            2: flight["status"] == "diverted" and p >= 500,
            3: p in (3, 4) and inbound,
            4: 10 <= p < 20 and not route["dest_city"]["latin_names"],
            5: p >= 750 and tail is None,
            6: n % 5000 == 6 and weather is not None,
            7: n % 20000 == 7,
            8: 20 <= p < 40 and weather is not None and narrowed(weather["precip_in"]) != weather["precip_in"],
            10: p in (41, 42) and address is not None,
        }
        for number, holds in planted.items():
            if holds:
                found[number].append(key)

    def entry(number, reason, path, story):
        keys = found[number]
        digest = hashlib.sha256("".join(f"{key}\n" for key in keys).encode()).hexdigest()
        return {"reason": reason, "path": path, "records": len(keys), "keys_sha256": digest, "story": story}

    found["refused"] = sorted(found[6] + found[7])
    refused = len(found["refused"])
    expected = {
        "backfill": {"rows": len(flights) - refused, "quarantined": refused},
        "verify": {
            "records_source": len(flights) - refused,
            "rejected_source": refused,
            "records_canonical": len(flights) - refused,
            "records_target": len(flights),
            "rejected_target": 0,
        },
        "rules": {
            "source": {"dep_at: zero_time_is_null": nowhere["departed"]},
            "target": {"on_time: null_is_absent": nowhere["on_time"]},
        },
        "quality": {
            "complete(tail_number)": {"status": "passed", "failed": nowhere["tail_number"]},
            "arrives after it departs": {"status": "failed", "failed": len(found[2])},
        },
        "findings": [
            entry(1, "timestamp", "recorded_at",
                  "a local-mean-time offset (+00:19:32) lost its seconds when Go printed it: the instant moved by 32 s"),
            entry(2, "presence", "arr_at",
                  "Go wrote its zero time (year 1) for a flight that never arrived, Rust wrote null"),
            entry(3, "precision", "payload.inbound", "an id went through interface{} and came back as a rounded float64"),
            entry(4, "presence", "dest_city.latin_names", "a nil slice: Go wrote null, Rust an empty list"),
            entry(5, "presence", "tail_number", "the Rust importer read an invalid sql.NullString as an empty text"),
            entry(6, "type", "weather",
                  "an embedded time.Time swallowed its sibling fields: the Go record cannot be read as declared"),
            entry(7, "duplicate_key", "dest_city.names_by_script",
                  "two map keys of invalid UTF-8 collapsed into one: the Go record has a duplicate key"),
            entry(8, "precision", "weather.precip_in", "0.1 went through an f32 and became 0.10000000149011612"),
            entry(10, "presence", "mode_s_address",
                  "a key in another case: Go folds it when it reads, a Rust Option stayed None"),
            entry("refused", "missing_in_source", "",
                  f"the counterparts of the {refused} Go records that were refused: they are in the Rust store only"),
        ],
    }
    text = json.dumps(expected, indent=2, ensure_ascii=False) + "\n"
    (HERE / "expected.json").write_text(text, encoding="utf-8")
    for planted in expected["findings"]:
        print(planted["records"], planted["reason"], planted["path"])


main()
