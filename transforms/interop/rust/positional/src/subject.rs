//! What facts are about.

use crate::shape::{Declared, field, side_field};
use canon::{Canonical, Contract, Encoder, Value};
use serde::Serialize;
use serde_json::{Map, Value as Node, json};

/// What most facts are tried with: a key and one value.
#[derive(Clone, Debug, PartialEq, Serialize, serde::Deserialize)]
pub struct T<V> {
    k: u32,
    v: V,
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

/// What a record is: its types, its contract, and how the program uses the crate.
pub struct Subject {
    shape: Map<String, Node>,
    contract: Node,
    pub(crate) options: Map<String, Node>,
    more: Map<String, Node>,
}

impl Subject {
    /// A record `T` of a key and one value of that Rust type.
    pub fn of_value(rust: &str, canonical: Node) -> Subject {
        Subject::of(
            json!({"T": {"struct": [side_field("k", "u32", Node::Null), side_field("v", rust, Node::Null)]}}),
            json!([field(1, "k", "u32", json!("u32")), field(2, "v", rust, canonical)]),
        )
    }

    /// A record of a declared struct, which must be called `T`, and whose first field is the key.
    pub fn of_record<R: Declared>() -> Subject {
        let mut shape = Map::new();
        R::types(&mut shape);
        Subject::of(Node::Object(shape), R::canonical_type()["struct"].clone())
    }

    /// A record of those types and fields.
    pub fn of(types: Node, fields: Node) -> Subject {
        Subject {
            shape: types.as_object().cloned().unwrap_or_default(),
            contract: json!({"contract": "facts", "version": 1, "key": [fields[0]["name"]], "fields": fields}),
            options: Map::new(),
            more: Map::new(),
        }
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

    /// The canonical type of the value, where the one that was given only stands for it.
    pub fn with_type(mut self, canonical: Node) -> Subject {
        self.contract["fields"][1]["type"] = canonical;
        self
    }

    /// An option of the side.
    pub fn set(mut self, name: &str, value: impl Into<Node>) -> Subject {
        self.options.insert(name.to_string(), value.into());
        self
    }

    /// What else is to be said in the line.
    pub fn say(mut self, name: &str, value: impl Into<Node>) -> Subject {
        self.more.insert(name.to_string(), value.into());
        self
    }

    /// The canonical bytes of a record, or the reason why it has none.
    pub fn encode(&self, record: &Value) -> Result<String, String> {
        let contract = Contract::from_json(&self.contract).map_err(|e| e.to_string())?;
        Encoder::new(&contract).record(record).map(|bytes| canon::hex(&bytes)).map_err(|reject| reject.reason.to_string())
    }

    /// The line of a fact about it.
    pub fn line(&self, id: &str, fact: &str, dialect: &str, rest: Node) -> String {
        let mut line = json!({"id": id, "fact": fact, "dialect": dialect, "shape": self.shape, "record": "T", "contract": self.contract});
        if let (Node::Object(line), Node::Object(rest)) = (&mut line, rest) {
            if !self.options.is_empty() {
                line.insert("options".to_string(), Node::Object(self.options.clone()));
            }
            line.extend(self.more.clone());
            line.extend(rest);
        }
        line.to_string()
    }
}

/// The subject of one value: `subject!(Type => canonical type)`.
#[macro_export]
macro_rules! subject {
    ($of:ty => $canon:tt) => {
        $crate::subject::Subject::of_value(stringify!($of), serde_json::json!($canon))
    };
}
