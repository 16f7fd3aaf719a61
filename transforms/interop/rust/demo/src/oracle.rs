//! What the real decoder makes of a change.

use crate::Outcome;
use crate::model::Flight;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use canon::{Contract, Encoder, Tally};
use std::io::{BufRead, BufWriter, Write};

/// Reads pairs of texts, both in base64 with a tab between, one pair a line: what was written, and what became of it.
/// For each it says what the real decoder makes of the second: malformed, changed or same. A text may be several
/// records with line feeds between them; one that is malformed makes the text so.
pub fn oracle(contract_path: &str, pairs: impl BufRead, answers: impl Write) -> Outcome {
    let contract = witness::contract(contract_path)?;
    let mut answers = BufWriter::new(answers);
    for (i, pair) in pairs.lines().enumerate() {
        let answer = pair.map_err(|e| e.to_string()).and_then(|pair| judge(&contract, &pair));
        let answer = answer.map_err(|what| format!("pair {}: {what}", i + 1))?;
        writeln!(answers, "{answer}").map_err(|e| e.to_string())?;
    }
    answers.flush().map_err(|e| e.to_string())
}

fn judge(contract: &Contract, pair: &str) -> Result<&'static str, String> {
    let (written, became) = pair.split_once('\t').ok_or("not two texts")?;
    let written = tally(contract, &STANDARD.decode(written).map_err(|e| e.to_string())?);
    let became = tally(contract, &STANDARD.decode(became).map_err(|e| e.to_string())?);
    Ok(match became {
        Err(what) => {
            eprintln!("{what}");
            "malformed"
        }
        Ok(became) if written.as_ref() != Ok(&became) => "changed",
        Ok(_) => "same",
    })
}

fn tally(contract: &Contract, text: &[u8]) -> Result<Tally, String> {
    let decode = witness::json::<Flight>(&witness::Settings::default());
    let mut tally = Tally::default();
    for line in text.strip_suffix(b"\n").unwrap_or(text).split(|byte| *byte == b'\n') {
        let flight = decode(line)?;
        tally.add(&Encoder::new(contract).record(&flight).map_err(|e| e.to_string())?);
    }
    Ok(tally)
}
