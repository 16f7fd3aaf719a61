//! The record of the Rust service, as it serializes it, and what it means.

use canon::{canonical, canonical_variants};
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use std::collections::BTreeMap;
use std::time::Duration;

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flight {
    pub flight_id: i64,
    pub flight_date: NaiveDate,
    pub carrier: Carrier,
    pub flight_number: u16,
    pub title: String,
    pub status: Status,
    pub origin: String,
    pub dest: String,
    pub distance_mi: i32,
    pub dest_city: City,
    pub registration: Option<String>,
    pub mode_s_address: Option<ByteBuf>,
    pub aircraft: Option<Aircraft>,
    pub sched_dep_at: DateTime<FixedOffset>,
    pub sched_arr_at: DateTime<FixedOffset>,
    pub dep_at: Option<DateTime<FixedOffset>>,
    pub arr_at: Option<DateTime<FixedOffset>>,
    pub dep_delay_min: Option<i32>,
    pub arr_delay_min: Option<i32>,
    pub air_time: Option<Duration>,
    pub overnight: bool,
    pub on_time: Option<bool>,
    pub minutes: BTreeMap<String, i32>,
    pub weather: Option<Weather>,
    pub recorded_at: DateTime<Utc>,
    pub payload: serde_json::Value,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carrier {
    pub code: String,
    pub name: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Arrived,
    Cancelled,
    Diverted,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    pub geoname_id: u32,
    pub name: String,
    pub region: String,
    pub country: String,
    pub lat: f64,
    pub lon: f64,
    pub population: i64,
    pub time_zone: String,
    pub latin_names: Vec<String>,
    pub names_by_script: BTreeMap<String, String>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aircraft {
    pub year: Option<i16>,
    #[serde(rename = "type")]
    pub kind: String,
    pub model: String,
    pub engine: String,
    pub manufacturer: Option<String>,
    pub engines: u8,
    pub seats: u16,
    pub speed_mph: Option<i32>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weather {
    pub observed_at: DateTime<Utc>,
    pub temp_f: f32,
    pub dew_point_f: f32,
    pub humidity_pct: f64,
    pub wind_dir_deg: Option<i16>,
    pub wind_mph: Option<f64>,
    pub gust_mph: Option<f64>,
    pub precip_in: f64,
    pub pressure_hpa: Option<f64>,
    pub visibility_mi: f32,
}

canonical!(Flight {
    flight_id,
    flight_date,
    carrier,
    flight_number,
    title,
    status,
    origin,
    dest,
    distance_mi,
    dest_city,
    registration as "tail_number",
    mode_s_address,
    aircraft,
    sched_dep_at,
    sched_arr_at,
    dep_at,
    arr_at,
    dep_delay_min,
    arr_delay_min,
    air_time,
    overnight,
    on_time,
    minutes,
    weather,
    recorded_at,
    payload,
});

canonical!(Carrier { code, name });

canonical!(City { geoname_id, name, region, country, lat, lon, population, time_zone, latin_names, names_by_script });

canonical!(Aircraft {
    year,
    kind as "type",
    model,
    engine,
    manufacturer,
    engines,
    seats,
    speed_mph,
});

canonical!(Weather {
    observed_at,
    temp_f,
    dew_point_f,
    humidity_pct,
    wind_dir_deg,
    wind_mph,
    gust_mph,
    precip_in,
    pressure_hpa,
    visibility_mi,
});

canonical_variants!(Status { Arrived as "arrived", Cancelled as "cancelled", Diverted as "diverted" });
