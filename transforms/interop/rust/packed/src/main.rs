//! Writes facts about how rmp-serde and ciborium write and read, one JSON object a line, for other implementations to check
//! themselves against. Every line is what the real crates do. The program fails when a crate does otherwise than a fact
//! says. `docs/spec/pack-cases.md` describes the lines.
//!
//! - `packfacts msgpack`: the facts of rmp-serde, as arrays and as maps
//! - `packfacts cbor`: the facts of ciborium

#[macro_use]
#[path = "../../positional/src/fact.rs"]
#[allow(dead_code, reason = "what is of use for formats without types only")]
mod fact;
#[macro_use]
#[path = "../../positional/src/subject.rs"]
#[allow(dead_code, reason = "what is of use for other formats only")]
mod subject;
mod containers;
mod format;
mod hostile;
#[path = "../../jsonfacts/src/kinds.rs"]
#[allow(dead_code, reason = "not every kind of enum is of use here")]
mod kinds;
#[path = "../../jsonfacts/src/shape.rs"]
mod shape;
#[path = "../../positional/src/samples.rs"]
mod samples;
#[path = "../../jsonfacts/src/told.rs"]
mod told;
mod values;

use fact::Facts;
use format::{Arrays, Ciborium, Format, Maps};
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
        "msgpack" => vec![of::<Arrays>(hostile::message_pack), of::<Maps>(hostile::message_pack)],
        "cbor" => vec![of::<Ciborium>(hostile::cbor)],
        _ => {
            eprintln!("usage: packfacts msgpack|cbor");
            return ExitCode::from(2);
        }
    };
    told(all)
}
