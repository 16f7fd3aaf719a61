//! The service that comes after the one of transforms/interop/go/cmd/csvstore: it keeps the same orders in files of the csv
//! crate. Reads them from standard input as that program tells them, and writes its store into the folder of its argument.

use chrono::{DateTime, FixedOffset};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;
use uuid::Uuid;

#[derive(Deserialize)]
struct Told {
    id: u64,
    #[serde(rename = "ref")]
    reference: Uuid,
    at: DateTime<FixedOffset>,
    amount: Decimal,
    rate: f64,
    weight: Option<f32>,
    note: Option<String>,
    buyer: String,
    status: String,
    paid: bool,
}

#[derive(Serialize)]
struct Order {
    id: u64,
    reference: Uuid,
    at: DateTime<FixedOffset>,
    status: Status,
    paid: bool,
    amount: Decimal,
    rate: f64,
    weight: Option<f32>,
    buyer: String,
    note: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Open,
    Shipped,
    GivenBack,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("store FOLDER")?;
    let mut days: BTreeMap<u64, Vec<Order>> = BTreeMap::new();
    for line in std::io::stdin().lock().lines() {
        let told: Told = serde_json::from_str(&line?)?;
        let status = match told.status.as_str() {
            "open" => Status::Open,
            "shipped" => Status::Shipped,
            _ => Status::GivenBack,
        };
        days.entry(told.id / 100).or_default().push(Order {
            id: told.id,
            reference: told.reference,
            at: told.at,
            status,
            paid: told.paid,
            amount: told.amount,
            rate: told.rate,
            weight: told.weight,
            buyer: told.buyer,
            note: told.note,
        });
    }
    for (day, orders) in days {
        let path = Path::new(&folder).join(format!("day=2024-03-0{}", day + 1)).join("orders.csv");
        std::fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_path(path)?;
        for order in orders {
            writer.serialize(order)?;
        }
        writer.flush()?;
    }
    Ok(())
}
