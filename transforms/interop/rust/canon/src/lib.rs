//! The canonical form of `docs/spec/canonical-form.md`, written from that page alone: contracts, the one byte encoding
//! of a record, its digests, and tallies.
//!
//! ```
//! use canon::{Contract, Encoder, Tally, Value};
//!
//! let contract = Contract::parse(r#"{"contract": "trips", "version": 1, "key": ["id"], "fields": [
//!     {"id": 1, "name": "id", "type": "i64"},
//!     {"id": 2, "name": "note", "type": "string", "presence": "nullable"}]}"#)?;
//! let mut encoder = Encoder::new(&contract);
//! let trip = Value::record([("id", Value::from(7)), ("note", Value::from(None::<String>))]);
//! let bytes = encoder.record(&trip)?;
//! assert_eq!(canon::hex(&bytes), "a10107");
//! let mut tally = Tally::default();
//! tally.add(&bytes);
//! assert_eq!(tally, Tally { count: 1, sum: canon::digest(&bytes) });
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod calendar;
mod contract;
mod decode;
mod digest;
mod encode;
mod json;
mod slice;
mod typed;
mod value;

pub use calendar::{MAX_SECONDS, MIN_SECONDS, days_from_civil};
pub use contract::{Contract, ContractError, Equivalence, Field, Presence, Type, Variant};
pub use decode::Decoder;
pub use digest::{Tally, digest, digest_text, hex, unhex};
pub use encode::{Encoder, Reject, RuleCounts};
pub use json::{Json, JsonError};
pub use slice::{Slicing, unit_id};
pub use typed::Canonical;
pub use value::Value;
