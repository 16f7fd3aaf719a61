//! Tallies, and the statement of them.

use crate::store::{self, File};
use crate::{Settings, contract};
use canon::{Contract, Encoder, Slicing, Tally, Value, unit_id};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Of how many rejected records the reason is printed.
const MOST_SAID: u64 = 20;

#[derive(Serialize)]
struct Statement<'a> {
    side: &'a str,
    contract: &'a str,
    version: u64,
    slices: Vec<Slice<'a>>,
}

#[derive(Serialize)]
struct Slice<'a> {
    slice: &'a str,
    count: u64,
    sum: String,
    rejected: u64,
}

/// Tallies the store and writes the statement, whole or not at all. `decode` makes of a record's bytes the value that the
/// contract's fields are taken from, or says why it cannot.
pub fn run(settings: &Settings, decode: impl Fn(&[u8]) -> Result<Value, String>) -> Result<(), String> {
    let contract = contract(&settings.contract)?;
    let slicing = if settings.slices.is_empty() { None } else { Some(Slicing::new(&contract, &settings.slices)?) };
    let files = store::list(settings)?;
    let mut encoder = Encoder::new(&contract);
    let mut encoded = |text: &[u8]| {
        let record = encoder.record(&decode(text)?).map_err(|reject| reject.to_string())?;
        if record.len() > settings.max_record_bytes {
            return Err(format!("oversize: the record has {} bytes", record.len()));
        }
        Ok(record)
    };
    let mut tallies = Tallies::of(&files);
    for file in &files {
        let unit = unit_id(&file.unit);
        let read = store::each_line(settings, file, |text| {
            let tallied = match text {
                None => Err("oversize: the line is longer than a record may be".to_string()),
                Some(text) => encoded(text).and_then(|record| match &slicing {
                    None => Ok((unit.clone(), record)),
                    Some(slicing) => slicing.of(&record).map(|slice| (slice, record)).map_err(|reject| reject.to_string()),
                }),
            };
            match tallied {
                Ok((slice, record)) => tallies.slices.entry(slice).or_default().0.add(&record),
                Err(why) => {
                    let slice = if slicing.is_none() { unit.clone() } else { format!("unit:{unit}") };
                    tallies.reject(slice, &file.path, &why);
                }
            }
        });
        read.map_err(|e| format!("{}: {e}", file.path.display()))?;
        tallies.read(file);
    }
    tallies.write(settings, &contract)
}

/// What was read so far.
struct Tallies {
    slices: BTreeMap<String, (Tally, u64)>,
    files: usize,
    bytes: u64,
    done: usize,
    done_bytes: u64,
    rejected: u64,
    started: Instant,
    said: Instant,
}

impl Tallies {
    fn of(files: &[File]) -> Tallies {
        let now = Instant::now();
        Tallies {
            slices: BTreeMap::new(),
            files: files.len(),
            bytes: files.iter().map(|file| file.size).sum(),
            done: 0,
            done_bytes: 0,
            rejected: 0,
            started: now,
            said: now,
        }
    }

    fn reject(&mut self, slice: String, path: &Path, why: &str) {
        self.slices.entry(slice).or_default().1 += 1;
        self.rejected += 1;
        if self.rejected <= MOST_SAID {
            eprintln!("{}: {why}", path.display());
        }
    }

    /// Notes that a file was read to its end, and says now and then how far it is.
    fn read(&mut self, file: &File) {
        self.done += 1;
        self.done_bytes += file.size;
        if self.said.elapsed() >= Duration::from_secs(10) && self.done_bytes > 0 {
            self.said = Instant::now();
            let spent = self.started.elapsed().as_secs_f64();
            let rate = self.done_bytes as f64 / spent;
            let left = (self.bytes.saturating_sub(self.done_bytes)) as f64 / rate;
            eprintln!("{} of {} files, {:.1} MB/s, {left:.0} s left", self.done, self.files, rate / 1e6);
        }
    }

    fn write(&self, settings: &Settings, contract: &Contract) -> Result<(), String> {
        if self.rejected > MOST_SAID {
            eprintln!("and {} more records were rejected", self.rejected - MOST_SAID);
        }
        let slices = self.slices.iter().map(|(slice, (tally, rejected))| Slice {
            slice,
            count: tally.count,
            sum: canon::digest_text(tally.sum),
            rejected: *rejected,
        });
        let said = Statement { side: &settings.side, contract: &contract.name, version: contract.version, slices: slices.collect() };
        let text = serde_json::to_string_pretty(&said).map_err(|e| e.to_string())? + "\n";
        let out = Path::new(&settings.out);
        let name = out.file_name().unwrap_or_default().to_string_lossy();
        let unfinished = out.with_file_name(format!(".{name}.{}", std::process::id()));
        fs::write(&unfinished, text).and_then(|()| fs::rename(&unfinished, out)).map_err(|e| {
            let _ = fs::remove_file(&unfinished);
            format!("{}: {e}", settings.out)
        })
    }
}
