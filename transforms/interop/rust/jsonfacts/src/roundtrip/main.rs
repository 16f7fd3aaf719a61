//! An oracle for programs that read and write the JSON of Rust: typed records, read and written by the real serde_json.
//!
//! - `roundtrip describe`: an array of the record types, each with its shape and its contract
//! - `roundtrip read --type NAME`: reads records from standard input, one a line, into the type; prints the canonical
//!   bytes of each as hexadecimal digits, or `reject: ` and why
//! - `roundtrip generate --type NAME --seed N --count K`: K random records, a line of JSON each: the `wire` that
//!   serde_json writes, and the `canonical` bytes of the value in memory. The first hundreds go through the edges.

#[path = "../kinds.rs"]
mod kinds;
mod records;
mod sample;
#[path = "../shape.rs"]
mod shape;

use canon::{Canonical, Contract, Encoder};
use sample::{Sample, Source};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Node, json};
use shape::Declared;
use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

/// One type of records, with what can be done with it.
struct Kind {
    name: &'static str,
    describe: fn() -> Node,
    read: fn(&Contract, &[u8]) -> String,
    generate: fn(&Contract, &mut Source) -> Result<String, String>,
}

macro_rules! kinds {
    ($($of:ident)*) => {
        [$(Kind {
            name: stringify!($of),
            describe: describe::<records::$of>,
            read: read::<records::$of>,
            generate: generate::<records::$of>,
        }),*]
    };
}

const KINDS: [Kind; 7] = kinds!(Numbers Texts Times Nested Choices Documents Flattened);

fn contract_of(kind: &Kind) -> Node {
    json!({"contract": kind.name.to_lowercase(), "version": 1, "key": ["k"], "fields": (kind.describe)()["fields"]})
}

fn describe<R: Declared>() -> Node {
    let mut types = Map::new();
    R::types(&mut types);
    json!({"shape": types, "fields": R::canonical_type()["struct"]})
}

fn read<R: Canonical + DeserializeOwned>(contract: &Contract, line: &[u8]) -> String {
    match serde_json::from_slice::<R>(line) {
        Ok(record) => match Encoder::new(contract).record(&record.canonical()) {
            Ok(bytes) => canon::hex(&bytes),
            Err(reject) => format!("reject: {reject}"),
        },
        Err(error) => format!("reject: malformed: {error}"),
    }
}

fn generate<R: Canonical + Sample + Serialize + DeserializeOwned + PartialEq>(
    contract: &Contract,
    source: &mut Source,
) -> Result<String, String> {
    let record = R::sample(source);
    let wire = serde_json::to_string(&record).map_err(|e| e.to_string())?;
    if serde_json::from_str::<R>(&wire).ok().as_ref() != Some(&record) {
        return Err(format!("{wire} is not read as it was written"));
    }
    let bytes = Encoder::new(contract).record(&record.canonical()).map_err(|e| format!("{wire}: {e}"))?;
    Ok(json!({"wire": wire, "canonical": canon::hex(&bytes)}).to_string())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| arguments.iter().position(|a| a == name).and_then(|i| arguments.get(i + 1));
    let number = |name: &str, or: u64| option(name).map_or(Some(or), |text| text.parse().ok());
    let kind = option("--type").and_then(|name| KINDS.iter().find(|kind| kind.name == name));
    let mut out = BufWriter::new(std::io::stdout().lock());
    let done = match (arguments.first().map(String::as_str), kind) {
        (Some("describe"), _) => {
            let all =
                KINDS.iter().map(|kind| json!({"record": kind.name, "shape": (kind.describe)()["shape"], "contract": contract_of(kind)}));
            writeln!(out, "{}", Node::Array(all.collect())).map_err(|e| e.to_string())
        }
        (Some("read"), Some(kind)) => contract(kind).and_then(|contract| read_all(kind, &contract, &mut out)),
        (Some("generate"), Some(kind)) => match (number("--seed", 1), number("--count", 1000)) {
            (Some(seed), Some(count)) => contract(kind).and_then(|contract| generate_all(kind, &contract, seed, count, &mut out)),
            _ => return usage(),
        },
        _ => return usage(),
    };
    match done.and_then(|()| out.flush().map_err(|e| e.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("{what}");
            ExitCode::from(1)
        }
    }
}

fn usage() -> ExitCode {
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    eprintln!("usage: roundtrip describe | read --type T | generate --type T --seed N --count K; T is one of {}", names.join(", "));
    ExitCode::from(2)
}

fn contract(kind: &Kind) -> Result<Contract, String> {
    Contract::from_json(&contract_of(kind)).map_err(|e| e.to_string())
}

fn read_all(kind: &Kind, contract: &Contract, out: &mut impl Write) -> Result<(), String> {
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line).map_err(|e| e.to_string())? > 0 {
        let answer = (kind.read)(contract, line.strip_suffix(b"\n").unwrap_or(&line));
        writeln!(out, "{answer}").map_err(|e| e.to_string())?;
        line.clear();
    }
    Ok(())
}

fn generate_all(kind: &Kind, contract: &Contract, seed: u64, count: u64, out: &mut impl Write) -> Result<(), String> {
    for record in 0..count {
        let line = (kind.generate)(contract, &mut Source::new(seed, record))?;
        writeln!(out, "{line}").map_err(|e| e.to_string())?;
    }
    Ok(())
}
