//! The formats: one function to write and one to read in each dialect.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A dialect.
pub trait Format {
    /// As in migration files.
    const NAME: &'static str;
    /// What marks the ids of its facts.
    const MARK: &'static str;
    /// The record of a key of 1 up to its value.
    const BEFORE: &'static [u8];
    /// What the library writes.
    fn write<V: Serialize>(value: &V) -> Result<Vec<u8>, String>;
    /// What the library reads, and how many bytes it took.
    fn read<V: DeserializeOwned>(bytes: &[u8]) -> Result<(V, usize), String>;
    /// Whether the reader that a program would call refuses bytes after the value.
    fn refuses_trailing<V: DeserializeOwned>(bytes: &[u8]) -> bool;
}

macro_rules! message_pack {
    ($name:ident, $dialect:literal, $mark:literal, $before:literal, $write:path) => {
        /// rmp-serde 1.
        pub struct $name;

        impl Format for $name {
            const NAME: &'static str = $dialect;
            const MARK: &'static str = $mark;
            const BEFORE: &'static [u8] = $before;

            fn write<V: Serialize>(value: &V) -> Result<Vec<u8>, String> {
                $write(value).map_err(|e| e.to_string())
            }

            fn read<V: DeserializeOwned>(bytes: &[u8]) -> Result<(V, usize), String> {
                let value = rmp_serde::from_slice(bytes).map_err(|e| e.to_string())?;
                let mut from = rmp_serde::Deserializer::new(std::io::Cursor::new(bytes));
                V::deserialize(&mut from).map_err(|e| e.to_string())?;
                Ok((value, from.position() as usize))
            }

            fn refuses_trailing<V: DeserializeOwned>(bytes: &[u8]) -> bool {
                let mut more = bytes.to_vec();
                more.push(0);
                rmp_serde::from_slice::<V>(&more).is_err()
            }
        }
    };
}

message_pack!(Arrays, "rust/rmp-serde@1", "1", b"\x92\x01", rmp_serde::to_vec);
message_pack!(Maps, "rust/rmp-serde@1-named", "1-named", b"\x82\xa1k\x01\xa1v", rmp_serde::to_vec_named);

/// ciborium 0.2.
pub struct Ciborium;

impl Format for Ciborium {
    const NAME: &'static str = "rust/ciborium@0.2";
    const MARK: &'static str = "0.2";
    const BEFORE: &'static [u8] = b"\xa2\x61k\x01\x61v";

    fn write<V: Serialize>(value: &V) -> Result<Vec<u8>, String> {
        let mut to = Vec::new();
        ciborium::into_writer(value, &mut to).map_err(|e| e.to_string())?;
        Ok(to)
    }

    fn read<V: DeserializeOwned>(bytes: &[u8]) -> Result<(V, usize), String> {
        let mut rest = bytes;
        let value = ciborium::from_reader(&mut rest).map_err(|e| e.to_string())?;
        Ok((value, bytes.len() - rest.len()))
    }

    fn refuses_trailing<V: DeserializeOwned>(bytes: &[u8]) -> bool {
        let mut more = bytes.to_vec();
        more.push(0);
        Self::read::<V>(&more).is_ok_and(|(_, taken)| taken == more.len())
    }
}
