//! The service that comes after the one of transforms/interop/go/cmd/gobstore: it keeps the same payments as lines of
//! `serde_json`. Reads them from standard input as that program tells them, writes its store into the folder of its argument.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, BufRead, Write};
use std::path::Path;

use chrono::{DateTime, FixedOffset, Utc};
use num_bigint::BigInt;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Deserialize)]
struct Told {
    file: String,
    id: i64,
    #[serde(rename = "ref")]
    reference: Uuid,
    at: DateTime<FixedOffset>,
    amount: String,
    rate: f64,
    note: Option<String>,
    tags: Vec<String>,
    kind: u8,
    created: String,
    by: String,
    method: Option<ToldMethod>,
    parts: Vec<ToldMethod>,
    limits: Option<BTreeMap<String, i64>>,
    balance: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ToldMethod {
    Card { last4: String, months: u8 },
    Transfer { iban: String },
    Vouchers { vouchers: Vec<String> },
}

#[derive(Serialize)]
struct Payment {
    id: i64,
    reference: Uuid,
    at: DateTime<FixedOffset>,
    amount: Decimal,
    rate: f64,
    note: Option<String>,
    tags: Vec<String>,
    kind: Kind,
    created: Option<DateTime<Utc>>,
    by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<Method>,
    parts: Vec<Method>,
    limits: Option<BTreeMap<String, i64>>,
    balance: Option<BigInt>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Ordinary,
    Refund,
    Fee,
}

#[derive(Serialize)]
#[serde(tag = "means", content = "details")]
enum Method {
    Card { last4: String, months: u8 },
    Transfer { iban: String },
    Vouchers(Vec<String>),
}

impl From<ToldMethod> for Method {
    fn from(told: ToldMethod) -> Self {
        match told {
            ToldMethod::Card { last4, months } => Self::Card { last4, months },
            ToldMethod::Transfer { iban } => Self::Transfer { iban },
            ToldMethod::Vouchers { vouchers } => Self::Vouchers(vouchers),
        }
    }
}

fn payment(told: Told) -> Result<Payment, Box<dyn std::error::Error>> {
    Ok(Payment {
        id: told.id,
        reference: told.reference,
        at: told.at,
        amount: told.amount.parse()?,
        rate: told.rate,
        note: told.note,
        tags: told.tags,
        kind: match told.kind {
            0 => Kind::Ordinary,
            1 => Kind::Refund,
            _ => Kind::Fee,
        },
        created: if told.created.is_empty() { None } else { Some(told.created.parse()?) },
        by: told.by,
        method: told.method.map(Method::from),
        parts: told.parts.into_iter().map(Method::from).collect(),
        limits: told.limits,
        balance: if told.balance.is_empty() { None } else { Some(told.balance.parse()?) },
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("gob_store_target FOLDER")?;
    for line in io::stdin().lock().lines() {
        let told: Told = serde_json::from_str(&line?)?;
        let day = told.file.split('/').next().unwrap_or_default().to_owned();
        let path = Path::new(&folder).join(day).join("payments.jsonl");
        fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        serde_json::to_writer(&mut file, &payment(told)?)?;
        file.write_all(b"\n")?;
    }
    Ok(())
}
