//! Facts, each tried with the real crate before it is written down.

use crate::shape::{Declared, field, side_field};
use canon::{Canonical, Contract, Encoder, Value};
use csv::{QuoteStyle, Terminator, Trim};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Node, json};
use std::collections::BTreeSet;

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
    options: Map<String, Node>,
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

    fn text(&self, name: &str) -> &str {
        self.options.get(name).and_then(Node::as_str).unwrap_or_default()
    }

    fn flag(&self, name: &str, otherwise: bool) -> bool {
        self.options.get(name).and_then(Node::as_bool).unwrap_or(otherwise)
    }

    fn byte(&self, name: &str) -> Option<u8> {
        self.text(name).bytes().next()
    }

    fn encode(&self, record: &Value) -> Result<String, String> {
        let contract = Contract::from_json(&self.contract).map_err(|e| e.to_string())?;
        Encoder::new(&contract).record(record).map(|bytes| canon::hex(&bytes)).map_err(|reject| reject.reason.to_string())
    }

    fn write<V: Serialize>(&self, records: &[V]) -> Result<Vec<u8>, String> {
        let mut out = if self.flag("bom", false) { vec![0xEF, 0xBB, 0xBF] } else { Vec::new() };
        let mut builder = csv::WriterBuilder::new();
        builder.has_headers(self.flag("header", true));
        builder.delimiter(self.byte("delimiter").unwrap_or(b','));
        builder.comment(self.byte("comment"));
        builder.flexible(self.flag("flexible", false));
        builder.quote(self.byte("quote").unwrap_or(b'"'));
        builder.double_quote(self.flag("double_quote", true));
        if let Some(escape) = self.byte("escape") {
            builder.escape(escape);
        }
        if self.text("line_ending") == "crlf" {
            builder.terminator(Terminator::CRLF);
        }
        builder.quote_style(match self.text("quoting") {
            "always" => QuoteStyle::Always,
            "non_numeric" => QuoteStyle::NonNumeric,
            "never" => QuoteStyle::Never,
            _ => QuoteStyle::Necessary,
        });
        let mut writer = builder.from_writer(&mut out);
        for record in records {
            writer.serialize(record).map_err(|e| e.to_string())?;
        }
        writer.flush().map_err(|e| e.to_string())?;
        drop(writer);
        Ok(out)
    }

    fn read<V: DeserializeOwned>(&self, bytes: &[u8]) -> Vec<Result<V, String>> {
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(self.flag("header", true));
        builder.delimiter(self.byte("delimiter").unwrap_or(b','));
        builder.comment(self.byte("comment"));
        builder.flexible(self.flag("flexible", false));
        builder.quote(self.byte("quote").unwrap_or(b'"'));
        builder.double_quote(self.flag("double_quote", true));
        builder.escape(self.byte("escape"));
        builder.trim(match self.text("trim") {
            "headers" => Trim::Headers,
            "fields" => Trim::Fields,
            "all" => Trim::All,
            _ => Trim::None,
        });
        builder.from_reader(bytes).into_deserialize::<V>().take(100).map(|read| read.map_err(|e| e.to_string())).collect()
    }
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
        let mut line = json!({"id": id, "fact": fact, "dialect": "rust/csv", "shape": subject.shape, "record": "T", "contract": subject.contract});
        if let (Node::Object(line), Node::Object(rest)) = (&mut line, rest) {
            if !subject.options.is_empty() {
                line.insert("options".to_string(), Node::Object(subject.options.clone()));
            }
            line.extend(subject.more.clone());
            line.extend(rest);
        }
        self.lines.push(line.to_string());
    }

    /// Records that the crate writes, and whether it reads them back as the same.
    pub fn writes<V>(&mut self, id: &str, fact: &str, subject: &Subject, records: &[V])
    where
        V: Canonical + Serialize + DeserializeOwned,
    {
        let wire = match subject.write(records) {
            Ok(wire) => wire,
            Err(error) => return self.fail(id, format!("is not written: {error}")),
        };
        let mut encoded = Vec::new();
        for record in records {
            match subject.encode(&record.canonical()) {
                Ok(canonical) => encoded.push(json!({"canonical": canonical})),
                Err(reason) => return self.fail(id, format!("has no canonical bytes: {reason}")),
            }
        }
        let back = self.results(subject, &subject.read::<V>(&wire));
        let same = back == encoded;
        let way = if same { "both" } else { "encode" };
        self.add(subject, id, fact, json!({"direction": way, "stream": canon::hex(&wire), "records": encoded}));
        if !same {
            let rest = json!({"direction": "decode", "stream": canon::hex(&wire), "records": back});
            self.add(subject, &format!("{id}-read"), &format!("{fact}, and reading that"), rest);
        }
    }

    fn results<V: Canonical>(&self, subject: &Subject, read: &[Result<V, String>]) -> Vec<Node> {
        let one = |read: &Result<V, String>| match read {
            Ok(value) => match subject.encode(&value.canonical()) {
                Ok(canonical) => json!({"canonical": canonical}),
                Err(reason) => json!({"outside": reason}),
            },
            Err(said) => json!({"reject": said}),
        };
        read.iter().map(one).collect()
    }

    /// A value that the crate refuses to write, or writes into other than one cell: no side may have it.
    pub fn impossible<V: Canonical + Serialize>(&mut self, id: &str, fact: &str, subject: &Subject, record: &V) {
        let said = match subject.write(std::slice::from_ref(record)) {
            Ok(wire) => json!({"direction": "impossible", "stream": canon::hex(&wire)}),
            Err(error) => json!({"direction": "impossible", "said": error}),
        };
        self.add(subject, id, fact, said);
    }

    /// What the crate reads of a whole file.
    pub fn file<V: Canonical + DeserializeOwned>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &[u8]) {
        let back = self.results(subject, &subject.read::<V>(wire));
        self.add(subject, id, fact, json!({"direction": "decode", "stream": canon::hex(wire), "records": back}));
    }

    /// What the crate reads of a cell, in a row behind the key and the header.
    pub fn cell<V: Canonical + DeserializeOwned>(&mut self, id: &str, fact: &str, subject: &Subject, cell: &str) {
        self.file::<T<V>>(id, fact, subject, format!("k,v\n1,{cell}\n").as_bytes());
    }
}
