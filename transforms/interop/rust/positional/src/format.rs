//! The formats: one function to write and one to read in each dialect.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A dialect.
pub trait Format {
    /// As in migration files.
    const NAME: &'static str;
    /// What marks the ids of its facts.
    const MARK: &'static str;
    /// What the library writes.
    fn write<V: Serialize>(value: &V) -> Result<Vec<u8>, String>;
    /// What the library reads, and how many bytes it took.
    fn read<V: DeserializeOwned>(bytes: &[u8]) -> Result<(V, usize), String>;
    /// Whether the reader that a program would call refuses bytes after the value.
    fn refuses_trailing<V: DeserializeOwned>(bytes: &[u8]) -> bool;
}

macro_rules! first {
    ($name:ident, $dialect:literal, $mark:literal, $options:expr, $write:path, $read:path) => {
        /// bincode 1.3.
        pub struct $name;

        impl Format for $name {
            const NAME: &'static str = $dialect;
            const MARK: &'static str = $mark;

            fn write<V: Serialize>(value: &V) -> Result<Vec<u8>, String> {
                $write(value).map_err(|e| e.to_string())
            }

            fn read<V: DeserializeOwned>(bytes: &[u8]) -> Result<(V, usize), String> {
                use bincode1::Options;
                let value: V = $options.allow_trailing_bytes().deserialize(bytes).map_err(|e| e.to_string())?;
                let mut rest = bytes;
                let _: V = $options.allow_trailing_bytes().deserialize_from(&mut rest).map_err(|e| e.to_string())?;
                Ok((value, bytes.len() - rest.len()))
            }

            fn refuses_trailing<V: DeserializeOwned>(bytes: &[u8]) -> bool {
                let mut more = bytes.to_vec();
                more.push(0);
                let read: Result<V, String> = $read(&more);
                read.is_err()
            }
        }
    };
}

fn serialize<V: Serialize>(value: &V) -> bincode1::Result<Vec<u8>> {
    bincode1::serialize(value)
}

fn deserialize<V: DeserializeOwned>(bytes: &[u8]) -> Result<V, String> {
    bincode1::deserialize(bytes).map_err(|e| e.to_string())
}

fn serialize_options<V: Serialize>(value: &V) -> bincode1::Result<Vec<u8>> {
    use bincode1::Options;
    bincode1::DefaultOptions::new().serialize(value)
}

fn deserialize_options<V: DeserializeOwned>(bytes: &[u8]) -> Result<V, String> {
    use bincode1::Options;
    bincode1::DefaultOptions::new().deserialize(bytes).map_err(|e| e.to_string())
}

first!(One, "rust/bincode@1", "1", { bincode1::DefaultOptions::new().with_fixint_encoding() }, serialize, deserialize);
first!(OneVarint, "rust/bincode@1-varint", "1-varint", { bincode1::DefaultOptions::new() }, serialize_options, deserialize_options);

macro_rules! second {
    ($name:ident, $dialect:literal, $mark:literal, $config:expr) => {
        /// bincode 2.0.
        pub struct $name;

        impl Format for $name {
            const NAME: &'static str = $dialect;
            const MARK: &'static str = $mark;

            fn write<V: Serialize>(value: &V) -> Result<Vec<u8>, String> {
                bincode2::serde::encode_to_vec(value, $config).map_err(|e| format!("{e:?}"))
            }

            fn read<V: DeserializeOwned>(bytes: &[u8]) -> Result<(V, usize), String> {
                // Without a limit bincode 2 takes the memory that a length asks for, and ends the program.
                bincode2::serde::decode_from_slice(bytes, $config.with_limit::<0x10_0000>()).map_err(|e| format!("{e:?}"))
            }

            fn refuses_trailing<V: DeserializeOwned>(bytes: &[u8]) -> bool {
                let mut more = bytes.to_vec();
                more.push(0);
                Self::read::<V>(&more).is_err()
            }
        }
    };
}

second!(Two, "rust/bincode@2", "2", bincode2::config::standard());
second!(TwoLegacy, "rust/bincode@2-legacy", "2-legacy", bincode2::config::legacy());

/// postcard 1.
pub struct Postcard;

impl Format for Postcard {
    const NAME: &'static str = "rust/postcard@1";
    const MARK: &'static str = "plain";

    fn write<V: Serialize>(value: &V) -> Result<Vec<u8>, String> {
        postcard::to_stdvec(value).map_err(|e| e.to_string())
    }

    fn read<V: DeserializeOwned>(bytes: &[u8]) -> Result<(V, usize), String> {
        let (value, rest) = postcard::take_from_bytes(bytes).map_err(|e| e.to_string())?;
        Ok((value, bytes.len() - rest.len()))
    }

    fn refuses_trailing<V: DeserializeOwned>(bytes: &[u8]) -> bool {
        let mut more = bytes.to_vec();
        more.push(0);
        postcard::from_bytes::<V>(&more).is_err()
    }
}
