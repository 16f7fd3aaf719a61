//! Writes the same records as JSON lines and in each dialect of bincode, one after the other: `things FOLDER`.

use serde::Serialize;
use std::fs;
use std::path::Path;

#[derive(Serialize)]
struct Thing {
    id: i64,
    name: Option<String>,
    small: Option<i8>,
    tags: Option<Vec<String>>,
}

fn thing(id: i64) -> Thing {
    Thing {
        id: if id % 5 == 0 { -id * 1_000_003 } else { id },
        name: (id % 3 != 0).then(|| format!("Zoë {id} → {}", "ж".repeat((id % 7) as usize))),
        small: (id % 4 != 0).then_some((id * 13 % 256 - 128) as i8),
        tags: (id % 2 == 0).then(|| (0..id % 6).map(|tag| "t".repeat(tag as usize * 50)).collect()),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    use bincode1::Options;
    let folder = std::env::args().nth(1).ok_or("usage: things FOLDER")?;
    let mut lines = Vec::new();
    let mut records = [const { Vec::new() }; 4];
    for thing in (1..=300).map(thing) {
        serde_json::to_writer(&mut lines, &thing)?;
        lines.push(b'\n');
        bincode1::serialize_into(&mut records[0], &thing)?;
        bincode1::DefaultOptions::new().serialize_into(&mut records[1], &thing)?;
        bincode2::serde::encode_into_std_write(&thing, &mut records[2], bincode2::config::standard())?;
        bincode2::serde::encode_into_std_write(&thing, &mut records[3], bincode2::config::legacy())?;
    }
    fs::create_dir_all(&folder)?;
    fs::write(Path::new(&folder).join("things.jsonl"), lines)?;
    for (name, bytes) in ["1", "1-varint", "2", "2-legacy"].iter().zip(records) {
        fs::write(Path::new(&folder).join(format!("{name}.bin")), bytes)?;
    }
    Ok(())
}
