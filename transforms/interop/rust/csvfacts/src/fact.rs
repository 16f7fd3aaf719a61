//! Facts, each tried with the real crate before it is written down.

pub use crate::subject::{Subject, T, t};
use canon::Canonical;
use csv::{QuoteStyle, Terminator, Trim};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Node, json};
use std::collections::BTreeSet;

impl Subject {
    fn text(&self, name: &str) -> &str {
        self.options.get(name).and_then(Node::as_str).unwrap_or_default()
    }

    fn flag(&self, name: &str, otherwise: bool) -> bool {
        self.options.get(name).and_then(Node::as_bool).unwrap_or(otherwise)
    }

    fn byte(&self, name: &str) -> Option<u8> {
        self.text(name).bytes().next()
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
        self.lines.push(subject.line(id, fact, "rust/csv", rest));
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
