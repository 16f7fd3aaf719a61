//! Reading a record as the service does.

use crate::Settings;
use canon::{Canonical, Value};
use serde::Deserializer;
use serde::de::{Deserialize, DeserializeOwned, MapAccess, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// Reads a record with serde_json into its type. Beyond what that refuses it refuses what a migration does unless told
/// otherwise: fields that the type does not have, and keys that occur twice.
pub fn json<T: DeserializeOwned + Canonical>(settings: &Settings) -> impl Fn(&[u8]) -> Result<Value, String> + use<T> {
    let (ignore_unknown, last_wins) = (settings.ignore_unknown_fields, settings.last_key_wins);
    move |text| {
        let mut unknown = None;
        let mut reader = serde_json::Deserializer::from_slice(text);
        let record: T = serde_ignored::deserialize(&mut reader, |path| {
            unknown.get_or_insert(path.to_string());
        })
        .map_err(|e| e.to_string())?;
        reader.end().map_err(|e| e.to_string())?;
        if let Some(path) = unknown.filter(|_| !ignore_unknown) {
            return Err(format!("unknown field {path}"));
        }
        if !last_wins {
            serde_json::from_slice::<Unique>(text).map_err(|e| e.to_string())?;
        }
        Ok(record.canonical())
    }
}

/// JSON in which no object has a key twice. serde_json itself takes the last of them in maps.
struct Unique;

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Unique, D::Error> {
        deserializer.deserialize_any(Unique)
    }
}

impl<'de> Visitor<'de> for Unique {
    type Value = Unique;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Unique, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Unique, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Unique, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Unique, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Unique, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Unique, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Unique, A::Error> {
        while items.next_element::<Unique>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Unique, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = members.next_key::<String>()? {
            members.next_value::<Unique>()?;
            if let Some(key) = keys.replace(key) {
                return Err(serde::de::Error::custom(format!("the key {key:?} occurs twice")));
            }
        }
        Ok(self)
    }
}
