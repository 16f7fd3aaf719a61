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
#[path = "../../positional/src/subject.rs"]
#[allow(dead_code, reason = "what is of use for other formats only")]
mod subject;
#[path = "../../jsonfacts/src/told.rs"]
mod told;

use std::process::ExitCode;
use told::told;

fn main() -> ExitCode {
    let mut all = fact::Facts::default();
    facts::all(&mut all);
    told([(all.lines, all.failures)])
}
