//! Writes the store of the Rust service from the neutral input, with what went wrong in this rewrite.

use crate::Outcome;
use crate::model::{Aircraft, Carrier, City, Flight, Status, Weather};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use serde_bytes::ByteBuf;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Duration;

/// A line of the neutral input. What a flight refers to comes before it.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line {
    Carrier(Carrier),
    Route(Route),
    Aircraft(AircraftLine),
    Weather(WeatherLine),
    Flight(FlightLine),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Route {
    id: String,
    title: String,
    origin: String,
    dest: String,
    distance_mi: i32,
    dest_city: City,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AircraftLine {
    tail_number: String,
    mode_s_address: Option<String>,
    details: Option<Aircraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeatherLine {
    origin: String,
    observed_at: DateTime<Utc>,
    temp_f: f32,
    dew_point_f: f32,
    humidity_pct: f64,
    wind_dir_deg: Option<i16>,
    wind_mph: Option<f64>,
    gust_mph: Option<f64>,
    precip_in: f64,
    pressure_hpa: Option<f64>,
    visibility_mi: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlightLine {
    flight_id: i64,
    flight_date: NaiveDate,
    carrier: String,
    flight_number: u16,
    route: String,
    status: Status,
    tail_number: Option<String>,
    sched_dep_at: DateTime<FixedOffset>,
    dep_at: Option<DateTime<FixedOffset>>,
    sched_arr_at: DateTime<FixedOffset>,
    arr_at: Option<DateTime<FixedOffset>>,
    dep_delay_min: Option<i32>,
    arr_delay_min: Option<i32>,
    air_time_min: Option<u64>,
    overnight: bool,
    on_time: Option<bool>,
    minutes: BTreeMap<String, i32>,
    weather_at: Option<DateTime<Utc>>,
}

#[derive(Default)]
struct Importer {
    carriers: HashMap<String, Carrier>,
    routes: HashMap<String, Route>,
    aircraft: HashMap<String, AircraftLine>,
    weather: HashMap<(String, DateTime<Utc>), Weather>,
    /// The flight before, by tail number.
    inbound: HashMap<String, i64>,
}

/// Writes a folder a day, and beside the store a manifest of what was written by what.
pub fn write(input: &str, out: &str) -> Outcome {
    let file = fs::File::open(input).map_err(|e| format!("{input}: {e}"))?;
    let lines = BufReader::with_capacity(1 << 20, flate2::read::MultiGzDecoder::new(file));
    let mut importer = Importer::default();
    let mut days: BTreeMap<NaiveDate, Vec<Flight>> = BTreeMap::new();
    for (i, line) in lines.lines().enumerate() {
        let here = |what: String| format!("{input}: line {}: {what}", i + 1);
        let line = line.map_err(|e| here(e.to_string()))?;
        let line: Line = serde_json::from_str(&line).map_err(|e| here(e.to_string()))?;
        if let Some(flight) = importer.take(line).map_err(here)? {
            days.entry(flight.flight_date).or_default().push(flight);
        }
    }
    let mut all = Sha256::new();
    let mut records = 0;
    for (day, flights) in &mut days {
        // In this order a folder compresses far better.
        flights.sort_by(|a, b| (&a.dest, a.flight_id).cmp(&(&b.dest, b.flight_id)));
        let mut text = Vec::with_capacity(flights.len() * 1_600);
        for flight in flights.iter() {
            serde_json::to_writer(&mut text, flight).map_err(|e| format!("flight {}: {e}", flight.flight_id))?;
            text.push(b'\n');
        }
        records += flights.len();
        all.update(&text);
        let folder = Path::new(out).join(format!("day={day}"));
        let packed = compress(&text).map_err(|e| format!("zstd: {e}"))?;
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let file = folder.join("part-0.json.zst");
        fs::write(&file, packed).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    let manifest = json!({
        "days": days.len(),
        "records": records,
        "sha256_of_lines": canon::hex(&all.finalize()),
        "rust": rustc(),
        "serde_json": locked("serde_json"),
        "chrono": locked("chrono"),
        "zstd": locked("zstd"),
    });
    let path = format!("{}.manifest.json", out.trim_end_matches('/'));
    fs::write(&path, format!("{manifest:#}\n")).map_err(|e| format!("{path}: {e}"))
}

/// The compiler, as it names itself.
fn rustc() -> String {
    let said = std::process::Command::new("rustc").arg("--version").output();
    said.map(|said| String::from_utf8_lossy(&said.stdout).trim().to_string()).unwrap_or_default()
}

/// The version of that crate in the lock file that this program was built with.
fn locked(name: &str) -> String {
    let lock = include_str!("../../Cargo.lock");
    let entry = format!("name = \"{name}\"\nversion = \"");
    lock.split_once(&entry).and_then(|(_, rest)| rest.split_once('"')).map(|(version, _)| version.to_string()).unwrap_or_default()
}

fn compress(text: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = zstd::bulk::Compressor::new(19)?;
    encoder.set_parameter(zstd::zstd_safe::CParameter::ChecksumFlag(true))?;
    encoder.set_parameter(zstd::zstd_safe::CParameter::EnableLongDistanceMatching(true))?;
    encoder.compress(text)
}

impl Importer {
    fn take(&mut self, line: Line) -> Result<Option<Flight>, String> {
        match line {
            Line::Carrier(carrier) => {
                self.carriers.insert(carrier.code.clone(), carrier);
            }
            Line::Route(route) => {
                self.routes.insert(route.id.clone(), route);
            }
            Line::Aircraft(aircraft) => {
                self.aircraft.insert(aircraft.tail_number.clone(), aircraft);
            }
            Line::Weather(w) => {
                let weather = Weather {
                    observed_at: w.observed_at,
                    temp_f: w.temp_f,
                    dew_point_f: w.dew_point_f,
                    humidity_pct: w.humidity_pct,
                    wind_dir_deg: w.wind_dir_deg,
                    wind_mph: w.wind_mph,
                    gust_mph: w.gust_mph,
                    precip_in: w.precip_in,
                    pressure_hpa: w.pressure_hpa,
                    visibility_mi: w.visibility_mi,
                };
                self.weather.insert((w.origin, w.observed_at), weather);
            }
            Line::Flight(line) => {
                let mut flight = self.join(line)?;
                go_wrong(&mut flight);
                return Ok(Some(flight));
            }
        }
        Ok(None)
    }

    fn join(&mut self, line: FlightLine) -> Result<Flight, String> {
        let carrier = self.carriers.get(&line.carrier).ok_or_else(|| format!("no carrier {}", line.carrier))?;
        let route = self.routes.get(&line.route).ok_or_else(|| format!("no route {}", line.route))?;
        let aircraft = match &line.tail_number {
            Some(tail) => Some(self.aircraft.get(tail).ok_or_else(|| format!("no aircraft {tail}"))?),
            None => None,
        };
        let mode_s_address = match aircraft.and_then(|aircraft| aircraft.mode_s_address.as_deref()) {
            Some(digits) => Some(ByteBuf::from(canon::unhex(digits).ok_or_else(|| format!("mode_s_address {digits}"))?)),
            None => None,
        };
        let weather = match line.weather_at {
            Some(at) => {
                let weather = self.weather.get(&(route.origin.clone(), at));
                Some(weather.ok_or_else(|| format!("no weather at {} {at}", route.origin))?.clone())
            }
            None => None,
        };
        let inbound = line.tail_number.as_ref().and_then(|tail| self.inbound.insert(tail.clone(), line.flight_id));
        let n = row(line.flight_id);
        let payload = json!({
            "inbound": inbound,
            "share": (n % 8) as f64 / 8.0,
            "momentum": (n % 1_000) as f64 * 1e20,
            "remark": if n % 5 == 0 { "crew < 8 h & rested" } else { "" },
        });
        let recorded_at = line.arr_at.unwrap_or(line.sched_arr_at).to_utc()
            + TimeDelta::seconds(n % 600)
            + TimeDelta::nanoseconds(match n % 4 {
                0 => 0,
                1 => n % 1_000 * 1_000_000,
                2 => n % 1_000_000 * 1_000,
                _ => n * 7_919 % 1_000_000_000,
            });
        Ok(Flight {
            flight_id: line.flight_id,
            flight_date: line.flight_date,
            carrier: carrier.clone(),
            flight_number: line.flight_number,
            title: route.title.clone(),
            status: line.status,
            origin: route.origin.clone(),
            dest: route.dest.clone(),
            distance_mi: route.distance_mi,
            dest_city: route.dest_city.clone(),
            aircraft: aircraft.and_then(|aircraft| aircraft.details.clone()),
            registration: line.tail_number,
            mode_s_address,
            sched_dep_at: line.sched_dep_at,
            sched_arr_at: line.sched_arr_at,
            dep_at: line.dep_at,
            arr_at: line.arr_at,
            dep_delay_min: line.dep_delay_min,
            arr_delay_min: line.arr_delay_min,
            air_time: line.air_time_min.map(|minutes| Duration::from_secs(minutes * 60)),
            overnight: line.overnight,
            on_time: line.on_time,
            minutes: line.minutes,
            weather,
            recorded_at,
            payload,
        })
    }
}

/// The row of the original table, which decides what goes wrong where.
fn row(flight_id: i64) -> i64 {
    flight_id & 0x3F_FFFF
}

/// What this rewrite did to the history it imported. The numbers are those of the demonstration's README.
fn go_wrong(flight: &mut Flight) {
    let part = row(flight.flight_id) % 1_000;
    // 5: the importer took .String of a sql.NullString that was not valid.
    if part >= 750 && flight.registration.is_none() {
        flight.registration = Some(String::new());
    }
    // 8: a float went through an f32 and serde_json::to_value, which widens it.
    if let Some(weather) = &mut flight.weather
        && (20..40).contains(&part)
    {
        weather.precip_in = f64::from(weather.precip_in as f32);
    }
    // 10: the Go key has another case there; Go folds it, an Option of its exact name stays None.
    if part == 41 || part == 42 {
        flight.mode_s_address = None;
    }
}
