//! `demo-rust` is the Rust service of the demonstration: it writes the service's store, and bears witness to it.

mod flips;
mod model;
mod write;

use std::collections::BTreeMap;
use std::process::ExitCode;

const USAGE: &str = "\
demo-rust write   --input flights.jsonl.gz --out FOLDER      write the store, a folder a day
demo-rust witness --contract FILE --path FOLDER --out FILE   tally the store with serde_json
demo-rust flips   --path FOLDER --out FILE --seed N --count N --packed N
                                                             say what is read when bits are turned over
";

/// What went wrong, in one sentence.
type Outcome = Result<(), String>;

/// What a command is given; nothing is needed in a clone of the repository.
struct Given {
    input: String,
    contract: String,
    path: String,
    out: Option<String>,
    draw: flips::Draw,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("witness", flags)) = arguments.split_first().map(|(command, flags)| (command.as_str(), flags)) {
        return ended(witness(flags));
    }
    let (command, given) = match parse(&arguments) {
        Ok(parsed) => parsed,
        Err(what) => {
            eprint!("{what}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let done = match command {
        "write" => write::write(&given.input, given.out.as_deref().unwrap_or(&in_demo("rust"))),
        "flips" => {
            let out = given.out.unwrap_or_else(|| in_demo("rust.flips.jsonl"));
            flips::flips(&given.contract, &given.path, &out, &given.draw)
        }
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

fn parse(arguments: &[String]) -> Result<(&str, Given), String> {
    let Some((command, rest)) = arguments.split_first() else {
        return Err("a command is missing".to_string());
    };
    let mut given = BTreeMap::new();
    for pair in rest.chunks(2) {
        let [name, value] = pair else {
            return Err(format!("{} needs a value", pair[0]));
        };
        if !["--input", "--contract", "--path", "--out", "--seed", "--count", "--packed"].contains(&name.as_str()) {
            return Err(format!("unknown option {name}"));
        }
        given.insert(name.as_str(), value.clone());
    }
    let draw = flips::Draw {
        seed: number(&mut given, "--seed", 1)?,
        count: number(&mut given, "--count", 1_000)?,
        packed: number(&mut given, "--packed", 200)?,
    };
    let mut take = |name: &str, or: String| given.remove(name).unwrap_or(or);
    let taken = Given {
        input: take("--input", in_demo("flights.jsonl.gz")),
        contract: take("--contract", format!("{}/../../../../conf/contracts/flights.yaml", env!("CARGO_MANIFEST_DIR"))),
        path: take("--path", in_demo("rust")),
        draw,
        out: given.remove("--out"),
    };
    Ok((command, taken))
}

fn number<N: std::str::FromStr>(given: &mut BTreeMap<&str, String>, name: &str, or: N) -> Result<N, String> {
    match given.remove(name) {
        Some(text) => text.parse().map_err(|_| format!("{name} {text} is no number")),
        None => Ok(or),
    }
}
