//! Where facts go.

use std::io::Write;
use std::process::ExitCode;

/// Prints facts, a line each, and says of each set what turned out not to be a fact.
pub fn told(all: impl IntoIterator<Item = (Vec<String>, Vec<String>)>) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let mut good = true;
    for (lines, failures) in all {
        for failure in failures {
            good = false;
            eprintln!("{failure}");
        }
        for line in lines {
            if writeln!(out, "{line}").is_err() {
                return ExitCode::from(3);
            }
        }
    }
    if good { ExitCode::SUCCESS } else { ExitCode::from(20) }
}
