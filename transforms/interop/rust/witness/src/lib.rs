//! Tallies a side's store with the library that wrote it: `docs/spec/witness.md`. A witness of one's own is
//!
//! ```no_run
//! # use serde::Deserialize;
//! #[derive(Deserialize)]
//! struct Order {
//!     id: i64,
//!     customer: Option<String>,
//! }
//!
//! canon::canonical!(Order { id, customer });
//!
//! fn main() -> std::process::ExitCode {
//!     witness::main::<Order>()
//! }
//! ```
//!
//! where `Order` is the service's own struct. `tallystick witness` starts it with the flags of [`Settings`].

mod json;
mod settings;
mod store;
mod tally;

pub use json::json;
pub use settings::Settings;
pub use tally::run;

use canon::{Canonical, Contract};
use serde::de::DeserializeOwned;
use std::process::ExitCode;

/// The main function of a witness whose records are JSON that serde_json reads into a `T`.
pub fn main<T: DeserializeOwned + Canonical>() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = Settings::parse(&arguments).and_then(|settings| run(&settings, json::<T>(&settings)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("witness: {what}");
            ExitCode::from(1)
        }
    }
}

/// Reads a contract from YAML, of which JSON is a part.
pub fn contract(path: &str) -> Result<Contract, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let node: serde_json::Value = serde_yaml_ng::from_str(&text).map_err(|e| format!("{path}: {e}"))?;
    Contract::from_json(&node).map_err(|e| format!("{path}: {e}"))
}
