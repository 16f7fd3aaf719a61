//! Writes the same records as JSON lines and in dialects of binary formats, one after the other: `things FOLDER`.

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
    let mut stores: [(&str, Vec<u8>); 7] = [
        ("bincode@1", Vec::new()),
        ("bincode@1-varint", Vec::new()),
        ("bincode@2", Vec::new()),
        ("bincode@2-legacy", Vec::new()),
        ("rmp-serde@1", Vec::new()),
        ("rmp-serde@1-named", Vec::new()),
        ("ciborium@0.2", Vec::new()),
    ];
    for thing in (1..=300).map(thing) {
        serde_json::to_writer(&mut lines, &thing)?;
        lines.push(b'\n');
        for (name, store) in &mut stores {
            match *name {
                "bincode@1" => bincode1::serialize_into(store, &thing)?,
                "bincode@1-varint" => bincode1::DefaultOptions::new().serialize_into(store, &thing)?,
                "bincode@2" => {
                    bincode2::serde::encode_into_std_write(&thing, store, bincode2::config::standard())?;
                }
                "bincode@2-legacy" => {
                    bincode2::serde::encode_into_std_write(&thing, store, bincode2::config::legacy())?;
                }
                "rmp-serde@1" => store.extend(rmp_serde::to_vec(&thing)?),
                "rmp-serde@1-named" => store.extend(rmp_serde::to_vec_named(&thing)?),
                _ => ciborium::into_writer(&thing, store)?,
            }
        }
    }
    fs::create_dir_all(&folder)?;
    fs::write(Path::new(&folder).join("things.jsonl"), lines)?;
    for (name, store) in stores {
        fs::write(Path::new(&folder).join(format!("{name}.bin")), store)?;
    }
    Ok(())
}
