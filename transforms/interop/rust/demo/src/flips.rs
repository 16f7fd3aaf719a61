//! What the service reads when one bit of its store is turned over. `docs/spec/flips.md` describes the file.

use crate::Outcome;
use crate::model::Flight;
use canon::{Contract, Encoder, Tally, digest, digest_text};
use serde::Serialize;
use std::collections::HashMap;
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Flip<'a> {
    of: &'a str,
    file: &'a str,
    at: usize,
    bit: u32,
    became: &'a str,
    #[serde(flatten)]
    around: Option<Around>,
    #[serde(flatten)]
    tallied: Option<Tallied>,
}

/// The neighbourhood of a flip in the lines of a file: its line, the one before and the one after.
#[derive(Serialize)]
struct Around {
    from: usize,
    to: usize,
    before: Vec<Reading>,
    after: Vec<Reading>,
}

/// What the service reads of one line; without a digest it reads none.
#[derive(Serialize)]
struct Reading {
    at: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    #[serde(skip)]
    text: Vec<u8>,
}

/// What the service reads of a whole file.
#[derive(Serialize)]
struct Tallied {
    count: u64,
    sum: String,
    rejected: u64,
}

const MALFORMED: &str = "malformed";
const CHANGED: &str = "changed";
const KEPT: &str = "kept";
const UNREADABLE: &str = "unreadable";

/// Where an edge of a compressed file is.
const HEAD: usize = 16;
const TAIL: usize = 8;

/// How many bits are turned over, and which.
pub struct Draw {
    pub seed: u64,
    pub count: usize,
    pub packed: usize,
}

/// Turns over bits of the store's lines, of its compressed files, and every bit of the edges of the smallest of these,
/// each in a store that is otherwise whole. The seed alone decides where.
pub fn flips(contract_path: &str, path: &str, out: &str, draw: &Draw) -> Outcome {
    let contract = witness::contract(contract_path)?;
    let root = Path::new(path);
    let mut files = Vec::new();
    list(root, &mut files).map_err(|e| format!("{path}: {e}"))?;
    files.sort();
    let (mut stored, mut lines) = (Whole::default(), Whole::default());
    for file in files {
        let here = |e: std::io::Error| format!("{}: {e}", file.display());
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&file).map_err(here)?;
        lines.add(&name, unpacked(&bytes).map_err(here)?);
        stored.add(&name, bytes);
    }
    let written = |e: std::io::Error| format!("{out}: {e}");
    let mut answers = BufWriter::new(fs::File::create(out).map_err(written)?);
    let mut write = |flip: &Flip| -> Outcome {
        serde_json::to_writer(&mut answers, flip).map_err(|e| format!("{out}: {e}"))?;
        answers.write_all(b"\n").map_err(written)
    };
    let mut dice = Dice(draw.seed);
    for _ in 0..draw.count {
        let (file, at, bit) = lines.pick(&mut dice);
        let around = flip_line(&contract, &lines.bytes[file], at, bit);
        let became = became(&around.before, &around.after);
        write(&Flip { of: "lines", file: &lines.names[file], at, bit, became, around: Some(around), tallied: None })?;
    }
    let mut whole = |of, file: usize, at, bit| {
        let (became, tallied) = flip_stored(&contract, &stored.bytes[file], &lines.bytes[file], at, bit);
        write(&Flip { of, file: &stored.names[file], at, bit, became, around: None, tallied })
    };
    let mut dice = Dice(!draw.seed);
    for _ in 0..draw.packed {
        let (file, at, bit) = stored.pick(&mut dice);
        whole("stored", file, at, bit)?;
    }
    let Some(file) = (0..stored.bytes.len()).min_by_key(|file| stored.bytes[*file].len()) else {
        return Err(format!("{path}: there are no files"));
    };
    let size = stored.bytes[file].len();
    for bit in 0..8 {
        for at in (0..HEAD).chain(size - TAIL..size) {
            whole("edge", file, at, bit)?;
        }
    }
    answers.flush().map_err(written)
}

fn flip_line(contract: &Contract, text: &[u8], at: usize, bit: u32) -> Around {
    let (from, to) = neighbourhood(text, at);
    let before = &text[from..to];
    let mut after = before.to_vec();
    after[at - from] ^= 1 << bit;
    Around { from, to, before: readings(contract, before), after: readings(contract, &after) }
}

/// Where the line before that of a place begins, and where the one after it ends.
fn neighbourhood(text: &[u8], at: usize) -> (usize, usize) {
    let start = |end: usize| text[..end].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let end = |start: usize| text[start..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |n| start + n + 1);
    let from = start(at);
    (if from > 0 { start(from - 1) } else { 0 }, end(end(at)))
}

fn readings(contract: &Contract, text: &[u8]) -> Vec<Reading> {
    let mut all = Vec::new();
    let mut at = 0;
    for line in lines(text) {
        let record = canonical(contract, line);
        let read = record.as_ref().and_then(|_| serde_json::from_slice::<Flight>(line).ok());
        all.push(Reading {
            at,
            key: read.map(|flight| flight.flight_id),
            digest: record.map(|record| digest_text(digest(&record))),
            text: line.to_vec(),
        });
        at += line.len() + 1;
    }
    all
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.strip_suffix(b"\n").unwrap_or(text).split(|byte| *byte == b'\n')
}

/// The bytes of the record that the witness reads in a line.
fn canonical(contract: &Contract, line: &[u8]) -> Option<Vec<u8>> {
    let flight = witness::json::<Flight>(&witness::Settings::default())(line).ok()?;
    Encoder::new(contract).record(&flight).ok()
}

/// Says what a flip did: malformed if a line that it touched cannot be read, kept if the same records are read.
fn became(before: &[Reading], after: &[Reading]) -> &'static str {
    let (mut texts, mut digests) = (HashMap::new(), HashMap::new());
    for read in before {
        *texts.entry(&read.text).or_insert(0) += 1;
        *digests.entry(&read.digest).or_insert(0) += 1;
    }
    for read in after {
        *digests.entry(&read.digest).or_insert(0) -= 1;
        let text = texts.entry(&read.text).or_insert(0);
        *text -= 1;
        if *text < 0 && read.digest.is_none() {
            return MALFORMED;
        }
    }
    if digests.values().any(|difference| *difference != 0) { CHANGED } else { KEPT }
}

fn flip_stored(contract: &Contract, stored: &[u8], text: &[u8], at: usize, bit: u32) -> (&'static str, Option<Tallied>) {
    let mut damaged = stored.to_vec();
    damaged[at] ^= 1 << bit;
    let Ok(read) = unpacked(&damaged) else {
        return (UNREADABLE, None);
    };
    let (mut tally, mut rejected) = (Tally::default(), 0);
    for line in lines(&read) {
        match canonical(contract, line) {
            Some(record) => tally.add(&record),
            None => rejected += 1,
        }
    }
    let tallied = Tallied { count: tally.count, sum: digest_text(tally.sum), rejected };
    (if read == text { KEPT } else { CHANGED }, Some(tallied))
}

/// The files below a folder.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn unpacked(stored: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    zstd::stream::read::Decoder::new(stored)?.read_to_end(&mut text)?;
    Ok(text)
}

/// Some files one after the other.
#[derive(Default)]
struct Whole {
    names: Vec<String>,
    bytes: Vec<Vec<u8>>,
    ends: Vec<u64>,
}

impl Whole {
    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.ends.push(self.ends.last().unwrap_or(&0) + bytes.len() as u64);
        self.names.push(name.to_string());
        self.bytes.push(bytes);
    }

    /// Takes a bit of them all, each as likely as any other: the file, the byte in it and the bit in that.
    fn pick(&self, dice: &mut Dice) -> (usize, usize, u32) {
        let drawn = dice.below(8 * self.ends.last().unwrap_or(&0));
        let file = self.ends.partition_point(|end| *end <= drawn / 8);
        let start = if file > 0 { self.ends[file - 1] } else { 0 };
        (file, (drawn / 8 - start) as usize, (drawn % 8) as u32)
    }
}

/// `SplitMix64`, which is a few lines in any language.
struct Dice(u64);

impl Dice {
    /// Draws a number below a bound.
    fn below(&mut self, bound: u64) -> u64 {
        (u128::from(self.next()) * u128::from(bound) >> 64) as u64
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    /// The published first numbers for that seed, as in Go.
    #[test]
    fn the_dice_are_split_mix() {
        let mut dice = Dice(1_234_567);
        let drawn = [dice.next(), dice.next(), dice.next()];
        assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }
}
