//! The new order service: what it does with a journal.
//!
//!     cargo run -p orders -- import ../data/go ../data/rust     the script that once carried the history across
//!     cargo run -p orders -- read ../state/orders/export/target reads a journal into its own types

mod model;

use chrono::{DateTime, FixedOffset, Utc};
use model::{Channel, Customer, Order, Payment, Status};
use serde_json::Value;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["import", from, to] => import(Path::new(from), Path::new(to)),
        ["read", from] => read(Path::new(from)),
        _ => Err("orders import FROM TO | orders read FROM".into()),
    }
}

fn read(from: &Path) -> Outcome<()> {
    let (mut orders, mut lines) = (0, 0);
    for file in files(from)? {
        for line in fs::read_to_string(&file)?.lines() {
            let order: Order = serde_json::from_str(line).map_err(|e| format!("{}: {e}: {line}", file.display()))?;
            orders += 1;
            lines += order.lines.len();
        }
    }
    println!("{orders} orders with {lines} lines");
    Ok(())
}

fn import(from: &Path, to: &Path) -> Outcome<()> {
    for file in files(from)? {
        let out = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(out.parent().ok_or("no folder")?)?;
        let mut out = fs::File::create(out)?;
        for line in fs::read_to_string(&file)?.lines() {
            serde_json::to_writer(&mut out, &order(&serde_json::from_str(line)?)?)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// What somebody wrote on a Friday: it looks right.
fn order(go: &Value) -> Outcome<Order> {
    let text = |field: &str| go[field].as_str().unwrap_or_default();
    let created: DateTime<FixedOffset> = text("created_at").parse()?;
    Ok(Order {
        id: text("id").parse()?,
        reference: text("ref").parse()?,
        created_at: created,
        updated_at: go["updated_at"].as_str().map(str::parse::<DateTime<Utc>>).transpose()?,
        customer: match &go["customer"] {
            Value::Null => None,
            customer => Some(Customer {
                name: customer["name"].as_str().unwrap_or_default().to_string(),
                emails: serde_json::from_value(customer["emails"].clone()).unwrap_or_default(),
            }),
        },
        status: match go["status"].as_u64() {
            Some(1) => Status::Paid,
            Some(2) => Status::Shipped,
            Some(3) => Status::Returned,
            _ => Status::Open,
        },
        channel: if text("channel") == "web" { Channel::Web } else { Channel::Phone },
        payment: match go["payment"]["kind"].as_str() {
            Some("card") => Payment::Card {
                last4: go["payment"]["last4"].as_u64().unwrap_or_default().to_string(),
                months: go["payment"]["months"].as_u64().map(|months| months as u8),
            },
            Some("transfer") => Payment::Transfer {
                iban: go["payment"]["iban"].as_str().unwrap_or_default().to_string(),
            },
            _ => Payment::Cash,
        },
        lines: serde_json::from_value(go["lines"].clone()).unwrap_or_default(),
        total: text("Total").parse()?,
        rebates: serde_json::from_value(go["rebates"].clone()).unwrap_or_default(),
        baskets: serde_json::from_value(go["baskets"].clone()).unwrap_or_default(),
        weight_kg: go["weight_kg"].as_f64().unwrap_or_default() as f32,
        delivery_window: std::time::Duration::from_nanos(go["delivery_window"].as_u64().unwrap_or_default()),
        due: text("due").parse()?,
        paid_at: Some(text("paid_at").parse()?).filter(|paid| *paid > DateTime::<Utc>::UNIX_EPOCH),
        gift: go["gift"].as_bool().unwrap_or_default(),
        note: go["note"].as_str().map(|note| note.trim().to_string()),
        seal: seal(text("seal")).into(),
        extra: go["extra"].clone(),
    })
}

/// base64 by hand, for there was no time for a crate.
fn seal(text: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits = text.bytes().filter_map(|c| DIGITS.iter().position(|d| *d == c));
    let (mut out, mut held, mut count) = (Vec::new(), 0, 0);
    for digit in bits {
        (held, count) = (held << 6 | digit, count + 6);
        if count >= 8 {
            count -= 8;
            out.push((held >> count) as u8);
        }
    }
    out
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['_', '.']));
        match path.is_dir() {
            _ if hidden => {}
            true => found.extend(files(&path)?),
            false => found.push(path),
        }
    }
    found.sort();
    Ok(found)
}
