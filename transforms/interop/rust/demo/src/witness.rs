//! Tallies the store with the library that wrote it. `docs/spec/witness.md` describes the file.

use crate::Outcome;
use crate::model::Flight;
use canon::{Canonical, Contract, Encoder, Tally};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Statement<'a> {
    side: &'a str,
    contract: &'a str,
    version: u64,
    slices: Vec<Slice>,
}

#[derive(Serialize)]
struct Slice {
    slice: String,
    count: u64,
    sum: String,
    rejected: u64,
}

/// Reads a contract from YAML, of which JSON is a part.
pub fn contract(path: &str) -> Result<Contract, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let node: serde_json::Value = serde_yaml_ng::from_str(&text).map_err(|e| format!("{path}: {e}"))?;
    Contract::from_json(&node).map_err(|e| format!("{path}: {e}"))
}

/// Tallies the store per folder.
pub fn witness(contract_path: &str, path: &str, out: &str) -> Outcome {
    let contract = contract(contract_path)?;
    let root = Path::new(path);
    let mut units: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    list(root, root, &mut units).map_err(|e| format!("{path}: {e}"))?;
    if units.is_empty() {
        return Err(format!("{path}: there are no files"));
    }
    let mut slices = Vec::with_capacity(units.len());
    for (unit, mut files) in units {
        files.sort();
        let (mut tally, mut rejected) = (Tally::default(), 0);
        for file in files {
            each_line(&file, |line| match canonical(&contract, line) {
                Ok(record) => tally.add(&record),
                Err(what) => {
                    rejected += 1;
                    eprintln!("{}: {what}", file.display());
                }
            })
            .map_err(|e| format!("{}: {e}", file.display()))?;
        }
        slices.push(Slice { slice: unit, count: tally.count, sum: canon::digest_text(tally.sum), rejected });
    }
    let said = Statement { side: "target", contract: &contract.name, version: contract.version, slices };
    let text = serde_json::to_string_pretty(&said).map_err(|e| e.to_string())?;
    fs::write(out, text + "\n").map_err(|e| format!("{out}: {e}"))
}

/// The files below a folder by the folder they are in; names that begin with _ or . are not data.
fn list(root: &Path, folder: &Path, units: &mut BTreeMap<String, Vec<PathBuf>>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(['_', '.']) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            list(root, &entry.path(), units)?;
        } else {
            let unit = folder.strip_prefix(root).unwrap_or(folder).to_string_lossy().replace('\\', "/");
            units.entry(unit).or_default().push(entry.path());
        }
    }
    Ok(())
}

/// Reads a file to its end, decompressed by the ending of its name. Lines end with a line feed.
fn each_line(path: &Path, mut take: impl FnMut(&[u8])) -> std::io::Result<()> {
    let file = fs::File::open(path)?;
    let text: Box<dyn Read> = match path.extension().and_then(|ending| ending.to_str()) {
        Some("zst") => Box::new(zstd::stream::read::Decoder::new(file)?),
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(file)),
        _ => Box::new(file),
    };
    let mut lines = BufReader::with_capacity(1 << 20, text);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        take(line.strip_suffix(b"\n").unwrap_or(&line));
        line.clear();
    }
    Ok(())
}

/// Reads a line as the service does, into its struct, and encodes that. Beyond what serde_json refuses, keys that occur
/// twice are refused wherever they are.
pub fn canonical(contract: &Contract, line: &[u8]) -> Result<Vec<u8>, String> {
    let flight: Flight = serde_json::from_slice(line).map_err(|e| e.to_string())?;
    serde_json::from_slice::<Unique>(line).map_err(|e| e.to_string())?;
    Encoder::new(contract).record(&flight.canonical()).map_err(|e| e.to_string())
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
