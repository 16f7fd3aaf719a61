//! Writes facts about how `serde_json` writes and reads, one JSON object a line, for other implementations to check
//! themselves against. Every line is what the real crates do: a value is written, read back and written again; what must
//! be refused is offered to the reader. The program fails when a crate does otherwise than a fact says.
//! `docs/spec/rust-json.md` describes the lines.
//!
//! - `jsonfacts facts`: the facts
//! - `jsonfacts flips`: what every single-bit flip of typical records does
//! - `jsonfacts floats`: how the reader without `float_roundtrip` differs (built without default features)

mod enums;
mod fact;
mod flips;
mod kinds;
mod library;
mod numbers;
mod presence;
mod shape;
mod structs;
mod text;
mod times;
mod told;

use std::process::ExitCode;
use told::told;

/// Which formatter of floats this build of `serde_json` has.
fn dialect() -> String {
    let era = if serde_json::to_string(&1e16).ok().as_deref() == Some("1e16") { "ryu" } else { "zmij" };
    format!("rust/serde-json@{era}")
}

fn facts() -> fact::Facts {
    let mut facts = fact::Facts::new(dialect());
    numbers::facts(&mut facts);
    text::facts(&mut facts);
    presence::facts(&mut facts);
    structs::facts(&mut facts);
    enums::facts(&mut facts);
    times::facts(&mut facts);
    library::facts(&mut facts);
    facts
}

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let (lines, failures) = match command.as_str() {
        "facts" => facts().done(),
        "flips" => flips::all(&dialect()),
        "floats" => (numbers::without_float_roundtrip(&dialect()), Vec::new()),
        _ => {
            eprintln!("usage: jsonfacts facts|flips|floats");
            return ExitCode::from(2);
        }
    };
    told([(lines, failures)])
}
