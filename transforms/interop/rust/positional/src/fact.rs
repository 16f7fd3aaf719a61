//! Facts, each tried with the real crates before it is written down.

use crate::format::Format;
pub use crate::subject::{Subject, T, t};
use canon::Canonical;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Node, json};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::marker::PhantomData;

/// The facts of one dialect.
pub struct Facts<F> {
    lines: Vec<String>,
    failures: Vec<String>,
    ids: BTreeSet<String>,
    format: PhantomData<F>,
}

impl<F: Format> Facts<F> {
    /// No facts yet.
    pub fn new() -> Facts<F> {
        Facts { lines: Vec::new(), failures: Vec::new(), ids: BTreeSet::new(), format: PhantomData }
    }

    /// The lines, and what turned out not to be a fact.
    pub fn done(self) -> (Vec<String>, Vec<String>) {
        (self.lines, self.failures)
    }

    /// What turned out not to be a fact.
    pub fn fail(&mut self, id: &str, what: impl std::fmt::Display) {
        self.failures.push(format!("{id}@{}: {what}", F::MARK));
    }

    /// A line that was tried elsewhere.
    pub fn line(&mut self, subject: &Subject, id: &str, fact: &str, rest: Node) {
        self.add(subject, id, fact, rest);
    }

    /// A value that the library writes and reads back, with what more is to be said of it.
    pub fn line_of<V>(&mut self, id: &str, fact: &str, subject: &Subject, record: &V, more: Node)
    where
        V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
    {
        self.written(id, fact, subject, record, |read| read == record, more);
    }

    fn add(&mut self, subject: &Subject, id: &str, fact: &str, rest: Node) {
        let id = format!("{id}@{}", F::MARK);
        if !self.ids.insert(id.clone()) {
            self.fail(&id, "the id occurs twice");
        }
        self.lines.push(subject.line(&id, fact, F::NAME, rest));
    }

    /// A value that the library writes, and reads back as the same value; cut anywhere, it is refused.
    pub fn both<V>(&mut self, id: &str, fact: &str, subject: &Subject, record: &V)
    where
        V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
    {
        self.written(id, fact, subject, record, |read: &V| read == record, Node::Null);
    }

    /// As [`Facts::both`], for values that are not equal to themselves, or whose order on the wire is another each time.
    pub fn written<V>(&mut self, id: &str, fact: &str, subject: &Subject, record: &V, same: impl Fn(&V) -> bool, options: Node)
    where
        V: Canonical + Serialize + DeserializeOwned + Debug,
    {
        let wire = match F::write(record) {
            Ok(wire) => wire,
            Err(error) => return self.fail(id, format!("is not written: {error}")),
        };
        match F::read::<V>(&wire) {
            Ok((read, taken)) if same(&read) && taken == wire.len() => {}
            Ok((read, taken)) => {
                return self.fail(id, format!("{} is read as {read:?} from {taken} bytes, is {record:?}", canon::hex(&wire)));
            }
            Err(error) => return self.fail(id, format!("{} is not read: {error}", canon::hex(&wire))),
        }
        for cut in 0..wire.len() {
            if let Ok((read, _)) = F::read::<V>(&wire[..cut]) {
                return self.fail(id, format!("cut to {cut} bytes it is read as {read:?}"));
            }
        }
        match subject.encode(&record.canonical()) {
            Ok(canonical) => {
                let mut rest = json!({"direction": "both", "wire": canon::hex(&wire), "canonical": canonical,
                    "more": if F::refuses_trailing::<V>(&wire) { "refused" } else { "ignored" }});
                if let (Node::Object(rest), Node::Object(options)) = (&mut rest, options) {
                    rest.extend(options);
                }
                self.add(subject, id, fact, rest);
            }
            Err(reason) => self.fail(id, format!("has no canonical bytes: {reason}")),
        }
    }

    /// A value that the library writes and does not read back as the same value; whether it can be read is said too.
    pub fn lossy<V>(&mut self, id: &str, fact: &str, subject: &Subject, record: &V)
    where
        V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
    {
        let wire = match F::write(record) {
            Ok(wire) => wire,
            Err(error) => return self.fail(id, format!("is not written: {error}")),
        };
        let mut said = String::new();
        let reads = match F::read::<V>(&wire) {
            Ok((read, _)) if &read == record => return self.fail(id, "is read back as it was"),
            Ok((read, _)) => subject.encode(&read.canonical()).map_or(Node::Null, |c| json!(c)),
            Err(error) => {
                said = error;
                Node::Null
            }
        };
        match subject.encode(&record.canonical()) {
            Ok(canonical) => self.add(
                subject,
                id,
                fact,
                json!({"direction": "encode", "lossy": true, "wire": canon::hex(&wire), "canonical": canonical, "reads": reads, "said": said}),
            ),
            Err(reason) => self.fail(id, format!("has no canonical bytes: {reason}")),
        }
    }

    /// A value that the library writes and then refuses to read, whatever it is.
    pub fn unreadable<V>(&mut self, id: &str, fact: &str, subject: &Subject, record: &V)
    where
        V: Canonical + Serialize + DeserializeOwned + Debug,
    {
        let wire = match F::write(record) {
            Ok(wire) => wire,
            Err(error) => return self.fail(id, format!("is not written: {error}")),
        };
        match (F::read::<V>(&wire), subject.encode(&record.canonical())) {
            (Err(said), Ok(canonical)) => self.add(
                subject,
                id,
                fact,
                json!({"direction": "impossible", "wire": canon::hex(&wire), "canonical": canonical, "said": said}),
            ),
            (Ok((read, _)), _) => self.fail(id, format!("is read as {read:?}")),
            (_, Err(reason)) => self.fail(id, format!("has no canonical bytes: {reason}")),
        }
    }

    /// A value that the library refuses to write.
    pub fn unwritable<V: Canonical + Serialize>(&mut self, id: &str, fact: &str, subject: &Subject, record: &V) {
        match (F::write(record), subject.encode(&record.canonical())) {
            (Err(said), Ok(canonical)) => {
                self.add(subject, id, fact, json!({"direction": "encode", "reject": true, "canonical": canonical, "said": said}));
            }
            (Ok(wire), _) => self.fail(id, format!("is written as {}", canon::hex(&wire))),
            (_, Err(reason)) => self.fail(id, format!("has no canonical bytes: {reason}")),
        }
    }

    /// Bytes, those of another value, that the library reads as that value and does not write so.
    pub fn reads<V>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &[u8], record: &V, options: Node)
    where
        V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
    {
        match F::read::<V>(wire) {
            Ok((read, taken)) if &read == record && taken == wire.len() => {}
            Ok((read, taken)) => return self.fail(id, format!("is read as {read:?} from {taken} bytes, not {record:?}")),
            Err(error) => return self.fail(id, format!("is not read: {error}")),
        }
        if F::write(record).ok().as_deref() == Some(wire) {
            return self.fail(id, "is written so too");
        }
        match subject.encode(&record.canonical()) {
            Ok(canonical) => {
                let mut rest = json!({"direction": "decode", "wire": canon::hex(wire), "canonical": canonical});
                if let (Node::Object(rest), Node::Object(options)) = (&mut rest, options) {
                    rest.extend(options);
                }
                self.add(subject, id, fact, rest);
            }
            Err(reason) => self.fail(id, format!("has no canonical bytes: {reason}")),
        }
    }

    /// Bytes that the library reads as a value which has no canonical bytes, or which ours takes for a mistake.
    pub fn finding<V: Canonical + DeserializeOwned + Debug>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &[u8], reason: &str) {
        match F::read::<V>(wire) {
            Ok((read, _)) => {
                let read = format!("{read:?}");
                self.add(subject, id, fact, json!({"direction": "decode", "wire": canon::hex(wire), "finding": reason, "said": read}));
            }
            Err(error) => self.fail(id, format!("is not read: {error}")),
        }
    }

    /// Bytes that the library refuses to read.
    pub fn refuses<V: DeserializeOwned + Debug>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &[u8]) {
        match F::read::<V>(wire) {
            Ok((read, _)) => self.fail(id, format!("{} is read as {read:?}", canon::hex(wire))),
            Err(said) => self.add(subject, id, fact, json!({"direction": "decode", "wire": canon::hex(wire), "reject": true, "said": said})),
        }
    }

    /// Bytes that the library reads or refuses, as it turns out.
    pub fn either<V>(&mut self, id: &str, fact: &str, subject: &Subject, wire: &[u8])
    where
        V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
    {
        match F::read::<V>(wire) {
            Ok((read, _)) => self.reads(id, &format!("{fact}: read"), subject, wire, &read, Node::Null),
            Err(_) => self.refuses::<V>(id, &format!("{fact}: refused"), subject, wire),
        }
    }

    /// The bytes of a record `T` whose value is of any type.
    pub fn wire<W: Serialize>(&mut self, value: &W) -> Vec<u8> {
        self.bytes(value, &[])
    }

    /// The bytes of a record `T` up to that value, and more.
    pub fn bytes<W: Serialize>(&mut self, value: &W, more: &[u8]) -> Vec<u8> {
        let mut wire = F::write(&(1_u32, value)).unwrap_or_default();
        wire.extend_from_slice(more);
        wire
    }
}

/// Values that are written and read: `both!(facts, Type => canonical type; "id", "fact", value; ...)`.
#[macro_export]
macro_rules! both {
    ($facts:ident, $of:ty => $canon:tt; $($id:expr, $fact:expr, $value:expr;)*) => {
        $($facts.both::<$crate::fact::T<$of>>($id, $fact, &$crate::subject!($of => $canon), &$crate::fact::t($value));)*
    };
}

/// Bytes of other values that are refused: `refuses!(facts, Type => canonical type; "id", "fact", value and more; ...)`.
#[macro_export]
macro_rules! refuses {
    ($facts:ident, $of:ty => $canon:tt; $($id:expr, $fact:expr, $value:expr, $more:expr;)*) => {
        $({
            let wire = $facts.bytes(&$value, $more);
            $facts.refuses::<$crate::fact::T<$of>>($id, $fact, &$crate::subject!($of => $canon), &wire);
        })*
    };
}

/// Bytes of other values that are read: `reads!(facts, Type => canonical type; "id", "fact", other value, value; ...)`.
#[macro_export]
macro_rules! reads {
    ($facts:ident, $of:ty => $canon:tt; $($id:expr, $fact:expr, $other:expr, $value:expr;)*) => {
        $({
            let wire = $facts.wire(&$other);
            $facts.reads::<$crate::fact::T<$of>>(
                $id, $fact, &$crate::subject!($of => $canon), &wire, &$crate::fact::t($value), serde_json::Value::Null);
        })*
    };
}

/// Bytes of other values that are read as what has no canonical value: `finding!(facts, Type => canonical; "id", "fact", other value, reason; ...)`.
#[macro_export]
macro_rules! finding {
    ($facts:ident, $of:ty => $canon:tt; $($id:expr, $fact:expr, $other:expr, $reason:expr;)*) => {
        $({
            let wire = $facts.wire(&$other);
            $facts.finding::<$crate::fact::T<$of>>($id, $fact, &$crate::subject!($of => $canon), &wire, $reason);
        })*
    };
}
