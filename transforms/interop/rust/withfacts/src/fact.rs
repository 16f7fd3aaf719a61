//! Facts, each tried with the real crates before it is written down.

use crate::shape::{field, side_field};
use canon::{Canonical, Contract, Encoder, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Node, json};
use serde_with::{As, DeserializeAs, SerializeAs};
use std::collections::BTreeSet;
use std::marker::PhantomData;

/// A key, and one value in the form `A`.
#[derive(Serialize, Deserialize)]
pub struct T<V, A> {
    k: u32,
    #[serde(with = "As::<A>", bound(serialize = "A: SerializeAs<V>", deserialize = "A: DeserializeAs<'de, V>"))]
    v: V,
    #[serde(skip)]
    form: PhantomData<A>,
}

fn canonical<V: Canonical, A>(record: &T<V, A>) -> Value {
    Value::record([("k", record.k.into()), ("v", record.v.canonical())])
}

/// What `v` is: its Rust type, its form, its canonical type.
pub struct Subject {
    rust: &'static str,
    form: &'static str,
    canonical: Node,
}

impl Subject {
    /// Of a type, a form (empty for none) and a canonical type, or a type with presence and equivalences.
    pub fn of(rust: &'static str, form: &'static str, canonical: Node) -> Subject {
        Subject { rust, form, canonical }
    }

    fn contract(&self) -> Node {
        let fields = json!([field(1, "k", "u32", json!("u32")), field(2, "v", self.rust, self.canonical.clone())]);
        json!({"contract": "facts", "version": 1, "key": ["k"], "fields": fields})
    }

    fn encode(&self, record: &Value) -> Result<String, String> {
        let contract = Contract::from_json(&self.contract()).map_err(|e| e.to_string())?;
        Encoder::new(&contract).record(record).map(|bytes| canon::hex(&bytes)).map_err(|reject| reject.reason.to_string())
    }
}

/// A record whose Options are not written when they are None.
#[serde_with::skip_serializing_none]
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Skipping {
    /// The key.
    pub k: u32,
    /// A number perhaps.
    pub v: Option<i64>,
    /// A text perhaps.
    pub w: Option<String>,
}

fn present<V: Canonical>(value: &Option<V>) -> Value {
    value.as_ref().map_or(Value::Absent, Canonical::canonical)
}

/// The facts.
#[derive(Default)]
pub struct Facts {
    /// One JSON object each.
    pub lines: Vec<String>,
    /// What turned out not to be a fact.
    pub failures: Vec<String>,
    ids: BTreeSet<String>,
}

impl Facts {
    fn fail(&mut self, id: &str, what: impl std::fmt::Display) {
        self.failures.push(format!("{id}: {what}"));
    }

    fn add(&mut self, subject: &Subject, id: &str, fact: &str, rest: Node) {
        if !self.ids.insert(id.to_string()) {
            self.fail(id, "the id occurs twice");
        }
        let more = if subject.form.is_empty() { Node::Null } else { json!({"as": subject.form}) };
        let shape = json!({"T": {"struct": [side_field("k", "u32", Node::Null), side_field("v", subject.rust, more)]}});
        let mut line = json!({"id": format!("{id}@zmij"), "fact": fact, "dialect": "rust/serde-json@zmij", "shape": shape, "record": "T",
            "contract": subject.contract()});
        if cfg!(feature = "exact") {
            line["options"] = json!({"arbitrary_precision": true});
        }
        if let (Node::Object(line), Node::Object(rest)) = (&mut line, rest) {
            line.extend(rest);
        }
        self.lines.push(line.to_string());
    }

    /// A record of `skip_serializing_none`, written and read back.
    pub fn skipping(&mut self, id: &str, fact: &str, record: &Skipping) {
        let value = Value::record([("k", record.k.into()), ("v", present(&record.v)), ("w", present(&record.w))]);
        let fields = json!([field(1, "k", "u32", json!("u32")), {"id": 2, "name": "v", "type": "i64", "presence": "optional"},
            {"id": 3, "name": "w", "type": "string", "presence": "optional"}]);
        let contract = json!({"contract": "facts", "version": 1, "key": ["k"], "fields": fields});
        let shape = json!({"T": {"skip_none": true, "struct": [side_field("k", "u32", Node::Null), side_field("v", "Option<i64>", Node::Null),
            side_field("w", "Option<String>", Node::Null)]}});
        let encoded = Contract::from_json(&contract).map_err(|e| e.to_string()).and_then(|contract| {
            Encoder::new(&contract).record(&value).map(|bytes| canon::hex(&bytes)).map_err(|reject| reject.reason.to_string())
        });
        match (encoded, serde_json::to_string(record)) {
            (Ok(encoded), Ok(wire)) if serde_json::from_str::<Skipping>(&wire).ok().as_ref() == Some(record) => {
                let line = json!({"id": format!("{id}@zmij"), "fact": fact, "dialect": "rust/serde-json@zmij", "shape": shape, "record": "T",
                    "contract": contract, "direction": "both", "wire": wire, "canonical": encoded});
                self.lines.push(line.to_string());
            }
            other => self.fail(id, format!("{other:?}")),
        }
    }

    /// A value that is written, and whether it is read back as the same.
    pub fn writes<V, A>(&mut self, id: &str, fact: &str, subject: &Subject, value: V, more: Node)
    where
        V: Canonical,
        A: SerializeAs<V> + for<'de> DeserializeAs<'de, V>,
    {
        let record = T { k: 1, v: value, form: PhantomData::<A> };
        let encoded = match subject.encode(&canonical(&record)) {
            Ok(encoded) => encoded,
            Err(reason) => return self.fail(id, format!("has no canonical bytes: {reason}")),
        };
        let wire = match serde_json::to_string(&record) {
            Ok(wire) => wire,
            Err(_) => return self.add(subject, id, fact, json!({"direction": "encode", "reject": true, "canonical": encoded})),
        };
        let read = serde_json::from_str::<T<V, A>>(&wire).ok().and_then(|read| subject.encode(&canonical(&read)).ok());
        let mut rest = if read.as_deref() == Some(&encoded) {
            json!({"direction": "both", "wire": wire, "canonical": encoded})
        } else {
            json!({"direction": "encode", "lossy": true, "wire": wire, "canonical": encoded, "reads": read})
        };
        if let (Node::Object(rest), Node::Object(more)) = (&mut rest, more) {
            rest.extend(more);
        }
        self.add(subject, id, fact, rest);
    }

    /// What is read of a text of `v`.
    pub fn reads<V, A>(&mut self, id: &str, fact: &str, subject: &Subject, text: &str, more: Node)
    where
        V: Canonical,
        A: for<'de> DeserializeAs<'de, V>,
    {
        self.reads_record::<V, A>(id, fact, subject, &format!("{{\"k\":1,\"v\":{text}}}"), more);
    }

    /// What is read of a record.
    pub fn reads_record<V, A>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &str, more: Node)
    where
        V: Canonical,
        A: for<'de> DeserializeAs<'de, V>,
    {
        let mut rest = match serde_json::from_str::<T<V, A>>(wire) {
            Ok(read) => match subject.encode(&canonical(&read)) {
                Ok(encoded) => json!({"direction": "decode", "wire": wire, "canonical": encoded}),
                Err(reason) => json!({"direction": "decode", "wire": wire, "outside": reason}),
            },
            Err(_) => json!({"direction": "decode", "wire": wire, "reject": true}),
        };
        if let (Node::Object(rest), Node::Object(more)) = (&mut rest, more) {
            rest.extend(more);
        }
        self.add(subject, id, fact, rest);
    }
}
