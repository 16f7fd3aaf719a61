//! Writes facts about the forms that serde_with gives to values in `serde_json`, one JSON object a line, for other
//! implementations to check themselves against; built with the feature `exact`, about `serde_json`'s arbitrary_precision.
//! Every line is what the real crates do. `docs/spec/rust-json.md` describes the lines.

mod exact;
mod fact;
#[allow(dead_code, unused_macros, reason = "only its functions are of use here")]
#[path = "../../jsonfacts/src/shape.rs"]
mod shape;
#[path = "../../jsonfacts/src/told.rs"]
mod told;
mod with;

use std::process::ExitCode;
use told::told;

fn main() -> ExitCode {
    let mut facts = fact::Facts::default();
    if cfg!(feature = "exact") {
        exact::all(&mut facts);
    } else {
        with::all(&mut facts);
    }
    told([(facts.lines, facts.failures)])
}
