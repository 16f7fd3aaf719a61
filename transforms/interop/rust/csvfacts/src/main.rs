//! Writes facts about how the csv crate writes and reads, one JSON object a line, for other implementations to check
//! themselves against. Every line is what the real crate does: records are written and read back, files are read row after
//! row, and what it said is written down. `docs/spec/csv-cases.md` describes the lines.

mod fact;
mod facts;
#[path = "../../jsonfacts/src/kinds.rs"]
#[allow(dead_code, reason = "not every kind of enum is of use here")]
mod kinds;
#[path = "../../jsonfacts/src/shape.rs"]
mod shape;

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut all = fact::Facts::default();
    facts::all(&mut all);
    let mut out = std::io::stdout().lock();
    for line in &all.lines {
        if writeln!(out, "{line}").is_err() {
            return ExitCode::from(3);
        }
    }
    for failure in &all.failures {
        eprintln!("{failure}");
    }
    if all.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(20) }
}
