//! `cases [FILE]`: checks the vectors and prints a line for each that fails.

use std::process::ExitCode;

fn main() -> ExitCode {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/canonical.json");
    let file = std::env::args().nth(1).unwrap_or_else(|| default.to_string());
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("cannot read {file}: {error}");
            return ExitCode::from(3);
        }
    };
    // The deepest cases nest a thousand containers, too many frames for a small stack.
    let outcome = std::thread::Builder::new().stack_size(64 << 20).spawn(move || cases::check(&text));
    let outcome = match outcome.map(std::thread::JoinHandle::join) {
        Ok(Ok(outcome)) => outcome,
        _ => return ExitCode::from(1),
    };
    for failure in &outcome.failures {
        println!("{failure}");
    }
    println!("{} cases, {} of them rejections, {} failed", outcome.cases, outcome.rejected, outcome.failures.len());
    if outcome.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(20) }
}
