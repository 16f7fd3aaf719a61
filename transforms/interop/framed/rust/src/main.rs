//! Lays records into files as Rust programs do, and states what it wrote.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use byteorder::{BigEndian, LittleEndian, WriteBytesExt};
use prost::Message;
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The records of every file: an empty one, one that needs two bytes of a varint, one with what ends lines.
fn records() -> Vec<Vec<u8>> {
    vec![br#"{"id":1}"#.to_vec(), Vec::new(), format!(r#"{{"name":"{}"}}"#, "abc".repeat(100)).into_bytes(), b"\n\x00\r\xff\n".to_vec()]
}

struct Stated {
    folder: PathBuf,
    cases: Vec<Value>,
}

impl Stated {
    fn state(&mut self, file: &str, writer: &str, side: Value, one_form: bool, content: &[u8]) -> Outcome<()> {
        self.state_of(file, writer, side, one_form, content, &records())
    }

    fn state_of(&mut self, file: &str, writer: &str, side: Value, one_form: bool, content: &[u8], records: &[Vec<u8>]) -> Outcome<()> {
        fs::write(self.folder.join(file), content)?;
        let hex: Vec<String> = records.iter().map(hex::encode).collect();
        self.cases.push(json!({"file": file, "writer": writer, "side": side, "records": hex, "one_form": one_form}));
        Ok(())
    }
}

/// Records behind a length of four bytes, the lowest first.
fn lengths(wrap: impl Fn(&[u8]) -> Outcome<Vec<u8>>) -> Outcome<Vec<u8>> {
    let mut out = Vec::new();
    for record in records() {
        let stored = wrap(&record)?;
        out.write_u32::<LittleEndian>(stored.len() as u32)?;
        out.write_all(&stored)?;
    }
    Ok(out)
}

fn lines(line: impl Fn(&[u8]) -> String) -> Vec<u8> {
    records().iter().flat_map(|record| (line(record) + "\n").into_bytes()).collect()
}

fn main() -> Outcome<()> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name the folder")?);
    fs::create_dir_all(&folder)?;
    let mut stated = Stated { folder, cases: Vec::new() };
    let u32 = json!({"kind": "length", "prefix": "u32", "byte_order": "little"});

    // prost encodes a Vec<u8> as google.protobuf.BytesValue.
    let mut delimited = Vec::new();
    let mut messages = Vec::new();
    for record in records() {
        record.encode_length_delimited(&mut delimited)?;
        messages.push(record.encode_to_vec());
    }
    let framing = json!({"framing": {"kind": "length", "prefix": "varint"}});
    stated.state_of("prost.bin", "prost encode_length_delimited", framing, true, &delimited, &messages)?;

    let plain = lengths(|record| Ok(record.to_vec()))?;
    stated.state("u32-little.bin", "byteorder write_u32::<LittleEndian>", json!({"framing": u32}), true, &plain)?;

    let mut out = Vec::new();
    for record in records() {
        out.write_u32::<LittleEndian>(record.len() as u32)?;
        out.write_u32::<LittleEndian>(crc32fast::hash(&record))?;
        out.write_all(&record)?;
    }
    let framing = json!({"framing": {"kind": "length", "prefix": "u32", "byte_order": "little",
        "checksum": {"kind": "crc32", "place": "before"}}});
    stated.state("u32-little-crc32-before.bin", "crc32fast::hash", framing, true, &out)?;

    let mut out = Vec::new();
    for record in records() {
        out.write_u64::<BigEndian>(record.len() as u64)?;
        out.write_all(&record)?;
        out.write_u32::<BigEndian>(crc32c::crc32c(&record))?;
    }
    let framing = json!({"framing": {"kind": "length", "prefix": "u64", "byte_order": "big",
        "checksum": {"kind": "crc32c", "place": "after"}}});
    stated.state("u64-big-crc32c-after.bin", "crc32c::crc32c", framing, true, &out)?;

    for (word, engine) in
        [("base64", &STANDARD), ("base64-raw", &STANDARD_NO_PAD), ("base64-url", &URL_SAFE), ("base64-raw-url", &URL_SAFE_NO_PAD)]
    {
        let side = json!({"unwrap": [word]});
        stated.state(&format!("{word}.txt"), "base64, a line each", side, true, &lines(|record| engine.encode(record)))?;
    }
    stated.state("hex.txt", "hex, a line each", json!({"unwrap": ["hex"]}), true, &lines(|record| hex::encode(record)))?;

    let each = |word: &str| json!({"framing": u32, "unwrap": [word]});
    let content = lengths(|record| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(record)?;
        Ok(gzip.finish()?)
    })?;
    stated.state("gzip-each.bin", "flate2", each("gzip"), false, &content)?;
    let content = lengths(|record| Ok(zstd::encode_all(record, 3)?))?;
    stated.state("zstd-each.bin", "zstd::encode_all, which does not say how long it is", each("zstd"), false, &content)?;
    let content = lengths(|record| Ok(zstd::bulk::compress(record, 3)?))?;
    stated.state("zstd-bulk-each.bin", "zstd::bulk::compress, which does", each("zstd"), false, &content)?;
    let content = lengths(|record| Ok(snap::raw::Encoder::new().compress_vec(record)?))?;
    stated.state("snappy-each.bin", "snap::raw", each("snappy"), false, &content)?;
    let content = lengths(|record| {
        let mut lz4 = lz4_flex::frame::FrameEncoder::new(Vec::new());
        lz4.write_all(record)?;
        Ok(lz4.finish()?)
    })?;
    stated.state("lz4-each.bin", "lz4_flex::frame", each("lz4"), false, &content)?;
    let content = lengths(|record| Ok(lz4_flex::compress_prepend_size(record)))?;
    stated.state("lz4-block-each.bin", "lz4_flex::compress_prepend_size", each("lz4-block"), false, &content)?;

    let whole = json!({"framing": u32});
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&plain)?;
    stated.state("u32-little.bin.gz", "the whole file compressed", whole.clone(), false, &gzip.finish()?)?;
    stated.state("u32-little.bin.zst", "the whole file compressed", whole.clone(), false, &zstd::encode_all(&plain[..], 3)?)?;
    let mut snappy = snap::write::FrameEncoder::new(Vec::new());
    snappy.write_all(&plain)?;
    stated.state("u32-little.bin.sz", "the whole file compressed", whole.clone(), false, &snappy.into_inner()?)?;
    let mut lz4 = lz4_flex::frame::FrameEncoder::new(Vec::new());
    lz4.write_all(&plain)?;
    stated.state("u32-little.bin.lz4", "the whole file compressed", whole, false, &lz4.finish()?)?;

    let versions: Value = serde_json::from_str(&std::env::var("VERSIONS").unwrap_or("{}".into()))?;
    let all = json!({"written_by": versions, "cases": stated.cases});
    fs::write(stated.folder.join("cases.json"), serde_json::to_string_pretty(&all)? + "\n")?;
    Ok(())
}
