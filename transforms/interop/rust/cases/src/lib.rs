//! Checks every vector of `transforms/interop/cases/canonical.json`: the bytes of its value, their digest, the key, the
//! reason of each rejection; and reads every encoding back twice, strictly and with an ordinary CBOR library.
//! `docs/spec/cases.md` describes the file.

mod neutral;
mod ordinary;

use canon::{Contract, Decoder, Encoder, Reject, Type, Value};
use serde_json::Value as Node;
use std::collections::BTreeMap;

/// What checking the vectors found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many vectors there are.
    pub cases: usize,
    /// How many of them must be rejected.
    pub rejected: usize,
    /// One line for each vector that failed.
    pub failures: Vec<String>,
}

/// Checks all vectors of the file's text.
pub fn check(text: &str) -> Outcome {
    let mut outcome = Outcome::default();
    let cases: Vec<Node> = match serde_json::from_str(text) {
        Ok(cases) => cases,
        Err(error) => {
            outcome.failures.push(format!("the file of cases is no array of JSON: {error}"));
            return outcome;
        }
    };
    for case in &cases {
        outcome.cases += 1;
        outcome.rejected += usize::from(case.get("reject").is_some());
        if let Err(failure) = check_case(case) {
            outcome.failures.push(format!("{}: {failure} ({})", word(case, "id"), word(case, "fact")));
        }
    }
    if cases.is_empty() {
        outcome.failures.push("the file holds no cases".to_string());
    }
    outcome
}

/// A record of a contract, or a value of a type.
struct Subject {
    contract: Contract,
    of: Option<Type>,
}

impl Subject {
    fn of_case(case: &Node) -> Result<Subject, String> {
        if let Some(contract) = case.get("contract") {
            return Ok(Subject { contract: Contract::from_json(contract).map_err(|e| e.to_string())?, of: None });
        }
        let mut types = BTreeMap::new();
        for (name, of) in case.get("types").and_then(Node::as_object).into_iter().flatten() {
            types.insert(name.clone(), Type::from_json(of).map_err(|e| e.to_string())?);
        }
        let of = Type::from_json(&case["type"]).map_err(|e| e.to_string())?;
        Ok(Subject { contract: Contract::of_types(types), of: Some(of) })
    }

    fn record_type(&self) -> Type {
        self.of.clone().unwrap_or_else(|| Type::Struct(self.contract.fields.clone()))
    }

    fn encode(&self, value: &Value) -> Result<Vec<u8>, Reject> {
        let mut encoder = Encoder::new(&self.contract);
        match &self.of {
            Some(of) => encoder.value(of, value),
            None => encoder.record(value),
        }
    }

    fn decode(&self, bytes: &[u8]) -> Result<Value, Reject> {
        let decoder = Decoder::new(&self.contract);
        match &self.of {
            Some(of) => decoder.value(of, bytes),
            None => decoder.record(bytes),
        }
    }
}

fn check_case(case: &Node) -> Result<(), String> {
    let subject = Subject::of_case(case)?;
    if case.get("bytes").is_some() {
        return check_bytes(case, &subject);
    }
    let value = neutral::value(&subject.contract, &subject.record_type(), &case["value"]);
    let encoded = value.and_then(|value| subject.encode(&value).map(|bytes| (value, bytes)));
    if let Some(reason) = case.get("reject").and_then(Node::as_str) {
        return match encoded {
            Err(reject) if reject.reason == reason => Ok(()),
            Err(reject) => Err(format!("must be rejected as {reason}, was as {reject}")),
            Ok((_, bytes)) => Err(format!("must be rejected as {reason}, is {}", canon::hex(&bytes))),
        };
    }
    let (value, bytes) = encoded.map_err(|reject| format!("was rejected as {reject}"))?;
    let expected = word(case, "expect");
    same_text("the bytes", expected, &canon::hex(&bytes))?;
    same_text("the digest", word(case, "digest"), &canon::digest_text(canon::digest(&bytes)))?;
    if let Some(key) = case.get("key") {
        let encoded = Encoder::new(&subject.contract).key(&value).map_err(|reject| format!("the key was rejected as {reject}"))?;
        same_text("the key", key.as_str().unwrap_or_default(), &canon::hex(&encoded))?;
        same_text("the key digest", word(case, "key_digest"), &canon::digest_text(canon::digest(&encoded)))?;
    }
    for slice in case.get("slices").and_then(Node::as_array).into_iter().flatten() {
        let by: Vec<&str> = slice["by"].as_array().into_iter().flatten().filter_map(Node::as_str).collect();
        let slicing = canon::Slicing::new(&subject.contract, &by)?;
        same_text("the slice", word(slice, "slice"), &slicing.of(&bytes).map_err(|reject| reject.to_string())?)?;
    }
    round(&subject, &bytes)?;
    ordinary::same(&subject.contract, &subject.record_type(), &value, &bytes)
}

fn check_bytes(case: &Node, subject: &Subject) -> Result<(), String> {
    let bytes = canon::unhex(word(case, "bytes")).ok_or("bytes are no hexadecimal digits")?;
    match (subject.decode(&bytes), case.get("reject").and_then(Node::as_str)) {
        (Err(reject), Some(reason)) if reject.reason == reason => Ok(()),
        (Err(reject), Some(reason)) => Err(format!("must be rejected as {reason}, was as {reject}")),
        (Ok(value), Some(reason)) => Err(format!("must be rejected as {reason}, was read as {value:?}")),
        (Err(reject), None) => Err(format!("was rejected as {reject}")),
        (Ok(_), None) => {
            same_text("the digest", word(case, "digest"), &canon::digest_text(canon::digest(&bytes)))?;
            round(subject, &bytes)
        }
    }
}

/// What the strict decoder reads must have the same bytes again.
fn round(subject: &Subject, bytes: &[u8]) -> Result<(), String> {
    let decoded = subject.decode(bytes).map_err(|reject| format!("the strict decoder rejected it as {reject}"))?;
    // A decoded record has no entry for a null, which is absent to the encoder; so its presence is declared as it was read.
    let decoded = with_nulls(&subject.contract, &subject.record_type(), decoded);
    let again = subject.encode(&decoded).map_err(|reject| format!("what the strict decoder read was rejected as {reject}"))?;
    same_text("the bytes of what the strict decoder read", &canon::hex(bytes), &canon::hex(&again))
}

/// The value with an explicit null in each nullable field that has no entry.
fn with_nulls(contract: &Contract, of: &Type, value: Value) -> Value {
    match (contract.resolve(of), value) {
        (Some(Type::Struct(fields)), Value::Struct(mut members)) => {
            for field in fields {
                match members.iter_mut().find(|(name, _)| name == &field.name) {
                    Some((_, member)) => *member = with_nulls(contract, &field.of, std::mem::replace(member, Value::Null)),
                    None if field.presence == canon::Presence::Nullable => members.push((field.name.clone(), Value::Null)),
                    None => {}
                }
            }
            Value::Struct(members)
        }
        (Some(Type::List { element, .. }), Value::List(items)) => {
            Value::List(items.into_iter().map(|item| with_nulls(contract, element, item)).collect())
        }
        (Some(Type::Tuple(types)), Value::List(items)) => {
            Value::List(types.iter().zip(items).map(|(of, item)| with_nulls(contract, of, item)).collect())
        }
        (Some(Type::Map { value: of, .. }), Value::Map(entries)) => {
            Value::Map(entries.into_iter().map(|(k, v)| (k, with_nulls(contract, of, v))).collect())
        }
        (Some(Type::Union(variants)), Value::Variant(name, Some(payload))) => {
            let of = variants.iter().find(|variant| variant.name == name).and_then(|variant| variant.payload.as_ref());
            let payload = match of {
                Some(of) => Box::new(with_nulls(contract, of, *payload)),
                None => payload,
            };
            Value::Variant(name, Some(payload))
        }
        (_, value) => value,
    }
}

fn same_text(what: &str, expected: &str, found: &str) -> Result<(), String> {
    if expected == found { Ok(()) } else { Err(format!("{what} must be {expected}, are {found}")) }
}

fn word<'a>(case: &'a Node, key: &str) -> &'a str {
    case.get(key).and_then(Node::as_str).unwrap_or_default()
}
