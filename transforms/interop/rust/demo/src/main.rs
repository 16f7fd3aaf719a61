//! `demo-rust` is the Rust service of the demonstration: it writes the service's store, and bears witness to it.

mod model;
mod oracle;
mod write;

use std::collections::BTreeMap;
use std::process::ExitCode;

const USAGE: &str = "\
demo-rust write   --input flights.jsonl.gz --out FOLDER      write the store, a folder a day
demo-rust witness --contract FILE --path FOLDER --out FILE   tally the store with serde_json
demo-rust oracle  --contract FILE                            judge pairs of lines from standard input
";

/// What went wrong, in one sentence.
type Outcome = Result<(), String>;

/// The paths that a command is given; none is needed in a clone of the repository.
struct Paths {
    input: String,
    contract: String,
    out: Option<String>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("witness", flags)) = arguments.split_first().map(|(command, flags)| (command.as_str(), flags)) {
        return ended(witness(flags));
    }
    let (command, paths) = match parse(&arguments) {
        Ok(parsed) => parsed,
        Err(what) => {
            eprint!("{what}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let done = match command {
        "write" => write::write(&paths.input, paths.out.as_deref().unwrap_or(&in_demo("rust"))),
        "oracle" => oracle::oracle(&paths.contract, std::io::stdin().lock(), std::io::stdout().lock()),
        _ => {
            eprint!("unknown command {command}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    ended(done)
}

/// Tallies a store of flights.
fn witness(flags: &[String]) -> Outcome {
    let settings = witness::Settings::parse(flags)?;
    witness::run(&settings, witness::json::<model::Flight>(&settings))
}

fn ended(done: Outcome) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("{what}");
            ExitCode::from(1)
        }
    }
}

fn in_demo(name: &str) -> String {
    format!("{}/../../demo/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn parse(arguments: &[String]) -> Result<(&str, Paths), String> {
    let Some((command, rest)) = arguments.split_first() else {
        return Err("a command is missing".to_string());
    };
    let mut given = BTreeMap::new();
    for pair in rest.chunks(2) {
        let [name, value] = pair else {
            return Err(format!("{} needs a value", pair[0]));
        };
        if !["--input", "--contract", "--out"].contains(&name.as_str()) {
            return Err(format!("unknown option {name}"));
        }
        given.insert(name.as_str(), value.clone());
    }
    let mut take = |name: &str, or: String| given.remove(name).unwrap_or(or);
    let paths = Paths {
        input: take("--input", in_demo("flights.jsonl.gz")),
        contract: take("--contract", format!("{}/../../../../conf/contracts/flights.yaml", env!("CARGO_MANIFEST_DIR"))),
        out: given.remove("--out"),
    };
    Ok((command, paths))
}
