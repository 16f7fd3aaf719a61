//! Facts, each tried with the real crates before it is written down.

use crate::shape::{Declared, field, side_field};
use canon::{Canonical, Contract, Encoder, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Node, json};
use std::collections::BTreeSet;
use std::fmt::Debug;

/// What most facts are tried with: a key and one value.
#[derive(Clone, Debug, PartialEq, Serialize, serde::Deserialize)]
pub struct T<V> {
    k: u32,
    v: V,
}

/// What a record is: its types, and its contract.
pub struct Subject {
    shape: Map<String, Node>,
    contract: Node,
}

impl Subject {
    /// A record `T` of a key and one value of that Rust type.
    pub fn of_value(rust: &str, canonical: Node) -> Subject {
        let shape = json!({"T": {"struct": [side_field("k", "u32", Node::Null), side_field("v", rust, Node::Null)]}});
        Subject {
            shape: shape.as_object().cloned().unwrap_or_default(),
            contract: contract(&json!([field(1, "k", "u32", json!("u32")), field(2, "v", rust, canonical)])),
        }
    }

    /// A record of a declared struct, which must be called `T` and begin with the key `k`.
    pub fn of_record<R: Declared>() -> Subject {
        let mut shape = Map::new();
        R::types(&mut shape);
        Subject { shape, contract: contract(&R::canonical_type()["struct"]) }
    }

    /// A record of those types and fields.
    pub fn of(types: Node, fields: Node) -> Subject {
        Subject { shape: types.as_object().cloned().unwrap_or_default(), contract: contract(&fields) }
    }

    /// As [`Subject::of`], with types that the contract names.
    pub fn with_types(types: Node, fields: Node, named: Node) -> Subject {
        let mut subject = Subject::of(types, fields);
        subject.contract["types"] = named;
        subject
    }

    /// Declares what the types of the value are.
    pub fn using<D: Declared>(mut self) -> Subject {
        D::types(&mut self.shape);
        self
    }

    /// The line's beginning.
    pub fn line(&self, id: &str, fact: &str, dialect: &str) -> Map<String, Node> {
        let line = json!({"id": id, "fact": fact, "dialect": dialect, "shape": self.shape, "record": "T", "contract": self.contract});
        line.as_object().cloned().unwrap_or_default()
    }

    /// The canonical bytes of a record, or the reason why it has none.
    pub fn encode(&self, record: &Value) -> Result<String, String> {
        let contract = Contract::from_json(&self.contract).map_err(|e| e.to_string())?;
        Encoder::new(&contract).record(record).map(|bytes| canon::hex(&bytes)).map_err(|reject| reject.reason.to_string())
    }
}

fn contract(fields: &Node) -> Node {
    json!({"contract": "facts", "version": 1, "key": ["k"], "fields": fields})
}

/// The facts of one build.
pub struct Facts {
    dialect: String,
    lines: Vec<String>,
    failures: Vec<String>,
    ids: BTreeSet<String>,
}

impl Facts {
    /// No facts yet.
    pub fn new(dialect: String) -> Facts {
        Facts { dialect, lines: Vec::new(), failures: Vec::new(), ids: BTreeSet::new() }
    }

    /// The lines, and what turned out not to be a fact.
    pub fn done(self) -> (Vec<String>, Vec<String>) {
        (self.lines, self.failures)
    }

    fn fail(&mut self, id: &str, what: impl std::fmt::Display) {
        self.failures.push(format!("{id}: {what}"));
    }

    fn add(&mut self, subject: &Subject, id: &str, fact: &str, rest: Node) {
        let era = self.dialect.rsplit('@').next().unwrap_or_default();
        let id = format!("{id}@{era}");
        if !self.ids.insert(id.clone()) {
            self.fail(&id, "the id occurs twice");
        }
        let mut line = subject.line(&id, fact, &self.dialect);
        if let Node::Object(rest) = rest {
            line.extend(rest);
        }
        self.lines.push(Node::Object(line).to_string());
    }

    /// A value that serde_json writes, and reads back as the same value.
    pub fn both<V>(&mut self, id: &str, fact: &str, subject: &Subject, record: &V)
    where
        V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
    {
        let wire = match serde_json::to_string(record) {
            Ok(wire) => wire,
            Err(error) => return self.fail(id, format!("is not written: {error}")),
        };
        match serde_json::from_str::<V>(&wire) {
            Ok(read) if &read == record && serde_json::to_string(&read).ok().as_deref() == Some(&wire) => {}
            Ok(read) => return self.fail(id, format!("{wire} is read as {read:?}, is {record:?}")),
            Err(error) => return self.fail(id, format!("{wire} is not read: {error}")),
        }
        match subject.encode(&record.canonical()) {
            Ok(canonical) => self.add(subject, id, fact, json!({"direction": "both", "wire": wire, "canonical": canonical})),
            Err(reason) => self.fail(id, format!("has no canonical bytes: {reason}")),
        }
    }

    /// A value that serde_json writes and does not read back as the same value.
    pub fn lossy<V>(&mut self, id: &str, fact: &str, subject: &Subject, record: &V)
    where
        V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
    {
        let wire = match serde_json::to_string(record) {
            Ok(wire) => wire,
            Err(error) => return self.fail(id, format!("is not written: {error}")),
        };
        let read = serde_json::from_str::<V>(&wire);
        let read = match read {
            Ok(read) if &read == record => return self.fail(id, format!("{wire} is read back as it was")),
            Ok(read) => match subject.encode(&read.canonical()) {
                Ok(canonical) => json!(canonical),
                Err(reason) => return self.fail(id, format!("{wire} is read as what has no canonical bytes: {reason}")),
            },
            Err(_) => Node::Null,
        };
        match subject.encode(&record.canonical()) {
            Ok(canonical) => {
                self.add(
                    subject,
                    id,
                    fact,
                    json!({"direction": "encode", "lossy": true, "wire": wire, "canonical": canonical, "reads": read}),
                );
            }
            Err(reason) => self.fail(id, format!("has no canonical bytes: {reason}")),
        }
    }

    /// A value that serde_json refuses to write.
    pub fn unwritable<V: Canonical + Serialize>(&mut self, id: &str, fact: &str, subject: &Subject, record: &V) {
        match (serde_json::to_string(record), subject.encode(&record.canonical())) {
            (Err(_), Ok(canonical)) => self.add(subject, id, fact, json!({"direction": "encode", "reject": true, "canonical": canonical})),
            (Ok(wire), _) => self.fail(id, format!("is written as {wire}")),
            (_, Err(reason)) => self.fail(id, format!("has no canonical bytes: {reason}")),
        }
    }

    /// Text that serde_json reads as that value, and does not write so.
    pub fn reads<V>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &str, record: &V)
    where
        V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
    {
        self.reads_with(id, fact, subject, wire, record, Node::Null);
    }

    /// As [`Facts::reads`], for a side that declares how it is to be read.
    pub fn reads_with<V>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &str, record: &V, options: Node)
    where
        V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
    {
        match serde_json::from_str::<V>(wire) {
            Ok(read) if &read == record && subject.encode(&read.canonical()) == subject.encode(&record.canonical()) => {}
            Ok(read) => return self.fail(id, format!("{wire} is read as {read:?}, not {record:?}")),
            Err(error) => return self.fail(id, format!("{wire} is not read: {error}")),
        }
        if serde_json::to_string(record).ok().as_deref() == Some(wire) {
            return self.fail(id, "is written so too");
        }
        match subject.encode(&record.canonical()) {
            Ok(canonical) => {
                let mut rest = json!({"direction": "decode", "wire": wire, "canonical": canonical});
                if !options.is_null() {
                    rest["options"] = options;
                }
                self.add(subject, id, fact, rest);
            }
            Err(reason) => self.fail(id, format!("has no canonical bytes: {reason}")),
        }
    }

    /// Text that serde_json reads as another value than it says; `exact` is what it says.
    pub fn reads_inexactly<V>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &str, exact: &Value)
    where
        V: Canonical + DeserializeOwned + Debug,
    {
        let read = match serde_json::from_str::<V>(wire) {
            Ok(read) => subject.encode(&read.canonical()),
            Err(error) => return self.fail(id, format!("{wire} is not read: {error}")),
        };
        match (subject.encode(exact), read) {
            (Ok(canonical), Ok(read)) if canonical != read => {
                self.add(subject, id, fact, json!({"direction": "decode", "wire": wire, "canonical": canonical, "reads": read}));
            }
            other => self.fail(id, format!("{wire}: {other:?}")),
        }
    }

    /// Text that serde_json reads as a value which has no canonical bytes, for that reason.
    pub fn finding<V: Canonical + DeserializeOwned + Debug>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &str, reason: &str) {
        match serde_json::from_str::<V>(wire) {
            Ok(read) => match subject.encode(&read.canonical()) {
                Err(found) if found == reason => {
                    self.add(subject, id, fact, json!({"direction": "decode", "wire": wire, "finding": reason}));
                }
                other => self.fail(id, format!("{wire} is {other:?}, not {reason}")),
            },
            Err(error) => self.fail(id, format!("{wire} is not read: {error}")),
        }
    }

    /// Text that serde_json refuses to read.
    pub fn refuses<V: DeserializeOwned + Debug>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &str) {
        match serde_json::from_str::<V>(wire) {
            Ok(read) => self.fail(id, format!("{wire} is read as {read:?}")),
            Err(_) => self.add(subject, id, fact, json!({"direction": "decode", "wire": wire, "reject": true})),
        }
    }

    /// Bytes that serde_json refuses to read because they are not UTF-8.
    pub fn refuses_bytes<V: DeserializeOwned + Debug>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &[u8]) {
        match serde_json::from_slice::<V>(wire) {
            Ok(read) => self.fail(id, format!("it is read as {read:?}")),
            Err(_) => self.add(subject, id, fact, json!({"direction": "decode", "wire_hex": canon::hex(wire), "reject": true})),
        }
    }
}

/// A record `T` of that value.
pub fn t<V>(v: V) -> T<V> {
    T { k: 1, v }
}

impl<V: Canonical> Canonical for T<V> {
    fn canonical(&self) -> Value {
        Value::record([("k", self.k.into()), ("v", self.v.canonical())])
    }
}

/// The subject of one value: `subject!(Type => canonical type)`.
#[macro_export]
macro_rules! subject {
    ($of:ty => $canon:tt) => {
        $crate::fact::Subject::of_value(stringify!($of), serde_json::json!($canon))
    };
}

/// Values that are written and read: `both!(facts, Type => canonical type; "id", "fact", value; ...)`.
#[macro_export]
macro_rules! both {
    ($facts:ident, $of:ty => $canon:tt; $($id:expr, $fact:expr, $value:expr;)*) => {
        $($facts.both::<$crate::fact::T<$of>>($id, $fact, &$crate::subject!($of => $canon), &$crate::fact::t($value));)*
    };
}

/// Values that are read only: `reads!(facts, Type => canonical type; "id", "fact", "text of v", value; ...)`.
#[macro_export]
macro_rules! reads {
    ($facts:ident, $of:ty => $canon:tt; $($id:expr, $fact:expr, $text:expr, $value:expr;)*) => {
        $($facts.reads::<$crate::fact::T<$of>>(
            $id, $fact, &$crate::subject!($of => $canon), &format!("{{\"k\":1,\"v\":{}}}", $text), &$crate::fact::t($value),
        );)*
    };
}

/// Values that are refused: `refuses!(facts, Type => canonical type; "id", "fact", "text of v"; ...)`.
#[macro_export]
macro_rules! refuses {
    ($facts:ident, $of:ty => $canon:tt; $($id:expr, $fact:expr, $text:expr;)*) => {
        $($facts.refuses::<$crate::fact::T<$of>>(
            $id, $fact, &$crate::subject!($of => $canon), &format!("{{\"k\":1,\"v\":{}}}", $text),
        );)*
    };
}
