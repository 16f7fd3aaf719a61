//! Writes facts about how bincode and postcard write and read, one JSON object a line, for other implementations to check
//! themselves against. Every line is what the real crates do: a value is written, read back, and cut at every byte; what
//! must be refused is offered to the reader, and what it said is written down. The program fails when a crate does
//! otherwise than a fact says. `docs/spec/rust-positional-cases.md` describes the lines.
//!
//! - `facts bincode`: the facts of the four dialects of bincode
//! - `facts postcard`: the facts of postcard without COBS

#[macro_use]
mod fact;
#[macro_use]
#[allow(dead_code, reason = "what is of use for other formats only")]
mod subject;
mod format;
#[path = "../../jsonfacts/src/kinds.rs"]
#[allow(dead_code, reason = "not every kind of enum is of use here")]
mod kinds;
mod native;
mod samples;
#[path = "../../jsonfacts/src/shape.rs"]
mod shape;
#[path = "../../jsonfacts/src/told.rs"]
mod told;
mod values;
mod containers;
mod coding;

use fact::Facts;
use format::{Format, One, OneVarint, Postcard, Two, TwoLegacy};
use std::process::ExitCode;
use told::told;

fn of<F: Format>(more: impl FnOnce(&mut Facts<F>)) -> (Vec<String>, Vec<String>) {
    let mut facts = Facts::<F>::new();
    values::facts(&mut facts);
    containers::facts(&mut facts);
    more(&mut facts);
    facts.done()
}

fn main() -> ExitCode {
    let all = match std::env::args().nth(1).unwrap_or_default().as_str() {
        "bincode" => vec![
            of::<One>(coding::fixed),
            of::<OneVarint>(coding::marked),
            of::<Two>(|f| {
                coding::marked(f);
                native::facts(f, bincode2::config::standard());
            }),
            of::<TwoLegacy>(|f| {
                coding::fixed(f);
                native::facts(f, bincode2::config::legacy());
            }),
        ],
        "postcard" => vec![of::<Postcard>(coding::grouped)],
        _ => {
            eprintln!("usage: facts bincode|postcard");
            return ExitCode::from(2);
        }
    };
    told(all)
}
