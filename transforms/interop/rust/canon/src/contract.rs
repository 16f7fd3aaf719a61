//! Contracts (section 1 and 2 of the specification), read from JSON.

use serde_json::Value as Node;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The canonical schema of one dataset.
#[derive(Clone, Debug)]
pub struct Contract {
    /// The dataset.
    pub name: String,
    /// 1 or more.
    pub version: u64,
    /// The names of the fields that identify a record, in the order of the key digest.
    pub key: Vec<String>,
    /// The fields of a record.
    pub fields: Vec<Field>,
    /// What a [`Type::Ref`] points to.
    pub types: BTreeMap<String, Type>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Permanent, from 1, unique within its struct.
    pub id: u64,
    /// Unique within its struct ignoring case.
    pub name: String,
    /// What its values are.
    pub of: Type,
    /// Which states it may be in.
    pub presence: Presence,
    /// The rules applied before encoding.
    pub equivalences: Vec<Equivalence>,
}

/// Which of value, null and absent a field may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A value.
    Required,
    /// A value or null.
    Nullable,
    /// A value or absent.
    Optional,
    /// A value, null or absent.
    Tristate,
}

/// A declared rule by which different values of a side mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the table in docs/spec/migration.md describes each")]
pub enum Equivalence {
    NullIsAbsent,
    EmptyIsNull,
    NullIsEmpty,
    ZeroTimeIsNull,
    NullIsZero,
    ZeroIsNull,
    NegativeZeroIsZero,
    NarrowToF32,
    TruncateTimestamp,
}

impl Equivalence {
    const ALL: [(&'static str, Equivalence); 9] = [
        ("null_is_absent", Equivalence::NullIsAbsent),
        ("empty_is_null", Equivalence::EmptyIsNull),
        ("null_is_empty", Equivalence::NullIsEmpty),
        ("zero_time_is_null", Equivalence::ZeroTimeIsNull),
        ("null_is_zero", Equivalence::NullIsZero),
        ("zero_is_null", Equivalence::ZeroIsNull),
        ("negative_zero_is_zero", Equivalence::NegativeZeroIsZero),
        ("narrow_to_f32", Equivalence::NarrowToF32),
        ("truncate_timestamp", Equivalence::TruncateTimestamp),
    ];

    /// Its name in contract files.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(_, rule)| *rule == self).map_or("", |(code, _)| code)
    }
}

/// A canonical type.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the table in section 1 of the specification describes each")]
pub enum Type {
    Bool,
    /// An integer of so many bits, with or without a sign.
    Int {
        bits: u32,
        signed: bool,
    },
    BigInt,
    F32,
    F64,
    Decimal {
        precision: u32,
        scale: u32,
    },
    String,
    Bytes,
    Uuid,
    Date,
    Time,
    DateTime,
    Timestamp {
        precision: u32,
        offset: bool,
    },
    Duration,
    Json,
    List {
        element: Box<Type>,
        nullable: bool,
    },
    Map {
        key: Box<Type>,
        value: Box<Type>,
        nullable: bool,
    },
    Struct(Vec<Field>),
    Tuple(Vec<Type>),
    Enum(Vec<Variant>),
    Union(Vec<Variant>),
    Ref(String),
}

/// A variant of an enum, or an alternative of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Permanent, from 0.
    pub id: u64,
    /// Unique.
    pub name: String,
    /// The payload; enums have none, unions may.
    pub payload: Option<Type>,
}

/// What is wrong in a contract, and where: a JSON pointer and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractError {
    /// A JSON pointer into the contract.
    pub pointer: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for ContractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "contract{}: {}", self.pointer, self.what)
    }
}

impl std::error::Error for ContractError {}

type Parsed<T> = Result<T, ContractError>;

fn wrong<T>(pointer: &str, what: impl Into<String>) -> Parsed<T> {
    Err(ContractError { pointer: pointer.to_string(), what: what.into() })
}

impl Contract {
    /// Reads a contract in its JSON form.
    pub fn parse(text: &str) -> Parsed<Contract> {
        match serde_json::from_str(text) {
            Ok(node) => Contract::from_json(&node),
            Err(error) => wrong("", format!("is no JSON: {error}")),
        }
    }

    /// Reads a contract that is parsed already.
    pub fn from_json(node: &Node) -> Parsed<Contract> {
        known_keys(node, "", &["contract", "version", "key", "types", "fields"])?;
        let mut types = BTreeMap::new();
        if let Some(declared) = node.get("types") {
            let Some(declared) = declared.as_object() else {
                return wrong("/types", "must be an object of type names");
            };
            for (name, of) in declared {
                types.insert(name.clone(), parse_type(of, &format!("/types/{name}"))?);
            }
        }
        let contract = Contract {
            name: text(node, "contract", "")?,
            version: number(node, "version", "")?,
            key: array(node, "key", "")?
                .iter()
                .enumerate()
                .map(|(i, name)| match name.as_str() {
                    Some(name) => Ok(name.to_string()),
                    None => wrong(&format!("/key/{i}"), "must be the name of a field"),
                })
                .collect::<Parsed<_>>()?,
            fields: parse_fields(node, "fields", "")?,
            types,
        };
        contract.check()?;
        Ok(contract)
    }

    /// A contract of one type, for encoding values that are no records.
    pub fn of_types(types: BTreeMap<String, Type>) -> Contract {
        Contract { name: String::new(), version: 1, key: Vec::new(), fields: Vec::new(), types }
    }

    /// The type itself, or what it refers to.
    pub fn resolve<'a>(&'a self, of: &'a Type) -> Option<&'a Type> {
        let mut of = of;
        // A chain of references longer than there are names goes round in a circle.
        for _ in 0..=self.types.len() {
            match of {
                Type::Ref(name) => of = self.types.get(name)?,
                _ => return Some(of),
            }
        }
        None
    }

    fn check(&self) -> Parsed<()> {
        if self.version < 1 {
            return wrong("/version", "must be 1 or more");
        }
        for (name, of) in &self.types {
            self.check_refs(of, &format!("/types/{name}"))?;
        }
        for (i, field) in self.fields.iter().enumerate() {
            self.check_refs(&field.of, &format!("/fields/{i}/type"))?;
        }
        if self.key.is_empty() {
            return wrong("/key", "must name at least one field");
        }
        for (i, name) in self.key.iter().enumerate() {
            let pointer = format!("/key/{i}");
            let Some(field) = self.fields.iter().find(|field| &field.name == name) else {
                return wrong(&pointer, format!("{name} is no field"));
            };
            if field.presence != Presence::Required {
                return wrong(&pointer, format!("{name} must be required, since it is in the key"));
            }
            if !self.may_be_key(&field.of) {
                return wrong(&pointer, format!("{name} has a type that cannot be in a key"));
            }
        }
        Ok(())
    }

    fn check_refs(&self, of: &Type, pointer: &str) -> Parsed<()> {
        match of {
            Type::Ref(name) if self.resolve(of).is_none() => {
                wrong(pointer, format!("{name} is not declared under types, or refers to itself"))
            }
            Type::List { element, .. } => self.check_refs(element, pointer),
            Type::Map { key, value, .. } => {
                self.check_refs(key, pointer)?;
                self.check_refs(value, pointer)?;
                if !self.may_be_key(key) {
                    return wrong(pointer, "a map key must not be a float, a container or json");
                }
                Ok(())
            }
            Type::Tuple(elements) => elements.iter().try_for_each(|e| self.check_refs(e, pointer)),
            Type::Struct(fields) => fields.iter().try_for_each(|f| self.check_refs(&f.of, pointer)),
            Type::Union(variants) => variants.iter().filter_map(|v| v.payload.as_ref()).try_for_each(|p| self.check_refs(p, pointer)),
            _ => Ok(()),
        }
    }

    pub(crate) fn may_be_key(&self, of: &Type) -> bool {
        !matches!(
            self.resolve(of),
            None | Some(
                Type::F32
                    | Type::F64
                    | Type::Json
                    | Type::List { .. }
                    | Type::Map { .. }
                    | Type::Struct(_)
                    | Type::Tuple(_)
                    | Type::Union(_)
            )
        )
    }
}

impl Type {
    /// Reads a type in its JSON form.
    pub fn from_json(node: &Node) -> Parsed<Type> {
        parse_type(node, "")
    }
}

fn parse_fields(node: &Node, key: &str, pointer: &str) -> Parsed<Vec<Field>> {
    let mut fields = Vec::new();
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (i, node) in array(node, key, pointer)?.iter().enumerate() {
        let pointer = format!("{pointer}/{key}/{i}");
        known_keys(node, &pointer, &["id", "name", "type", "presence", "equivalences"])?;
        let field = Field {
            id: number(node, "id", &pointer)?,
            name: text(node, "name", &pointer)?,
            of: match node.get("type") {
                Some(of) => parse_type(of, &format!("{pointer}/type"))?,
                None => return wrong(&pointer, "has no type"),
            },
            presence: match node.get("presence").map(|p| p.as_str()) {
                None | Some(Some("required")) => Presence::Required,
                Some(Some("nullable")) => Presence::Nullable,
                Some(Some("optional")) => Presence::Optional,
                Some(Some("tristate")) => Presence::Tristate,
                Some(_) => return wrong(&format!("{pointer}/presence"), "must be required, nullable, optional or tristate"),
            },
            equivalences: match node.get("equivalences") {
                None => Vec::new(),
                Some(_) => array(node, "equivalences", &pointer)?
                    .iter()
                    .map(|rule| {
                        let known = Equivalence::ALL.iter().find(|(code, _)| rule.as_str() == Some(code));
                        known.map(|(_, rule)| *rule).ok_or_else(|| ContractError {
                            pointer: format!("{pointer}/equivalences"),
                            what: format!("{rule} is no equivalence"),
                        })
                    })
                    .collect::<Parsed<_>>()?,
            },
        };
        if field.id < 1 || !ids.insert(field.id) {
            return wrong(&format!("{pointer}/id"), format!("{} must be 1 or more and unique in its struct", field.id));
        }
        if !is_name(&field.name) || !names.insert(field.name.to_ascii_lowercase()) {
            return wrong(&format!("{pointer}/name"), format!("{} is no name, or not unique in its struct", field.name));
        }
        fields.push(field);
    }
    Ok(fields)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !name.contains("__")
}

fn parse_type(node: &Node, pointer: &str) -> Parsed<Type> {
    match node {
        Node::String(word) => parse_word(word, pointer),
        Node::Object(object) => {
            let kind = ["list", "map", "struct", "tuple", "enum", "union", "ref"].into_iter().find(|k| object.contains_key(*k));
            let Some(kind) = kind else {
                return wrong(pointer, "must be one of list, map, struct, tuple, enum, union, ref");
            };
            parse_composite(node, kind, pointer)
        }
        _ => wrong(pointer, "must be the word for a type or an object"),
    }
}

fn parse_composite(node: &Node, kind: &str, pointer: &str) -> Parsed<Type> {
    let inside = format!("{pointer}/{kind}");
    known_keys(node, pointer, if kind == "list" { &["list", "nullable"] } else { std::slice::from_ref(&kind) })?;
    let of = &node[kind];
    match kind {
        "list" => Ok(Type::List { element: Box::new(parse_type(of, &inside)?), nullable: flag(node, "nullable", pointer)? }),
        "map" => {
            known_keys(of, &inside, &["key", "value", "nullable"])?;
            Ok(Type::Map {
                key: Box::new(parse_type(&of["key"], &format!("{inside}/key"))?),
                value: Box::new(parse_type(&of["value"], &format!("{inside}/value"))?),
                nullable: flag(of, "nullable", &inside)?,
            })
        }
        "struct" => Ok(Type::Struct(parse_fields(node, "struct", pointer)?)),
        "tuple" => {
            let elements = array(node, "tuple", pointer)?;
            let parsed = elements.iter().enumerate().map(|(i, e)| parse_type(e, &format!("{inside}/{i}")));
            Ok(Type::Tuple(parsed.collect::<Parsed<_>>()?))
        }
        "enum" => Ok(Type::Enum(parse_variants(node, "enum", pointer)?)),
        "union" => Ok(Type::Union(parse_variants(node, "union", pointer)?)),
        _ => match of.as_str() {
            Some(name) => Ok(Type::Ref(name.to_string())),
            None => wrong(&inside, "must be the name of a type"),
        },
    }
}

fn parse_variants(node: &Node, kind: &str, pointer: &str) -> Parsed<Vec<Variant>> {
    let mut variants: Vec<Variant> = Vec::new();
    for (i, node) in array(node, kind, pointer)?.iter().enumerate() {
        let pointer = format!("{pointer}/{kind}/{i}");
        known_keys(node, &pointer, if kind == "union" { &["id", "name", "type"] } else { &["id", "name"] })?;
        let variant = Variant {
            id: number(node, "id", &pointer)?,
            name: text(node, "name", &pointer)?,
            payload: node.get("type").map(|of| parse_type(of, &format!("{pointer}/type"))).transpose()?,
        };
        if variants.iter().any(|other| other.id == variant.id || other.name == variant.name) {
            return wrong(&pointer, "has an id or a name that another variant has");
        }
        variants.push(variant);
    }
    Ok(variants)
}

fn parse_word(word: &str, pointer: &str) -> Parsed<Type> {
    let int = |bits, signed| Ok(Type::Int { bits, signed });
    match word {
        "bool" => Ok(Type::Bool),
        "i8" => int(8, true),
        "i16" => int(16, true),
        "i32" => int(32, true),
        "i64" => int(64, true),
        "i128" => int(128, true),
        "u8" => int(8, false),
        "u16" => int(16, false),
        "u32" => int(32, false),
        "u64" => int(64, false),
        "u128" => int(128, false),
        "bigint" => Ok(Type::BigInt),
        "f32" => Ok(Type::F32),
        "f64" => Ok(Type::F64),
        "string" => Ok(Type::String),
        "bytes" => Ok(Type::Bytes),
        "uuid" => Ok(Type::Uuid),
        "date" => Ok(Type::Date),
        "time" => Ok(Type::Time),
        "datetime" => Ok(Type::DateTime),
        "duration" => Ok(Type::Duration),
        "json" => Ok(Type::Json),
        _ => parse_parameters(word, pointer),
    }
}

fn parse_parameters(word: &str, pointer: &str) -> Parsed<Type> {
    let parts = word.strip_suffix(')').and_then(|word| word.split_once('('));
    let parts: Option<(&str, Vec<&str>)> = parts.map(|(name, rest)| (name, rest.split(',').map(str::trim).collect()));
    let digits = |text: &str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    match parts.as_ref().map(|(name, rest)| (*name, rest.as_slice())) {
        Some(("decimal", [p, s])) => match (digits(p), digits(s)) {
            (Some(precision @ 1..=38), Some(scale)) if scale <= precision => Ok(Type::Decimal { precision, scale }),
            _ => wrong(pointer, format!("{word} is out of bounds: precision is 1 to 38, scale 0 to precision")),
        },
        Some(("timestamp", [p, rest @ ..])) => match (digits(p), rest) {
            (Some(precision @ 0..=9), []) => Ok(Type::Timestamp { precision, offset: false }),
            (Some(precision @ 0..=9), ["offset"]) => Ok(Type::Timestamp { precision, offset: true }),
            _ => wrong(pointer, format!("{word} is out of bounds: precision is 0 to 9")),
        },
        _ => wrong(pointer, format!("{word} is no type")),
    }
}

fn known_keys(node: &Node, pointer: &str, known: &[&str]) -> Parsed<()> {
    let Some(object) = node.as_object() else {
        return wrong(pointer, "must be an object");
    };
    match object.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => wrong(pointer, format!("{key} is no key here; known are {}", known.join(", "))),
        None => Ok(()),
    }
}

fn text(node: &Node, key: &str, pointer: &str) -> Parsed<String> {
    match node.get(key).and_then(Node::as_str) {
        Some(text) => Ok(text.to_string()),
        None => wrong(pointer, format!("needs a text {key}")),
    }
}

fn number(node: &Node, key: &str, pointer: &str) -> Parsed<u64> {
    match node.get(key).and_then(Node::as_u64) {
        Some(number) => Ok(number),
        None => wrong(pointer, format!("needs a whole number {key}")),
    }
}

fn array<'a>(node: &'a Node, key: &str, pointer: &str) -> Parsed<&'a Vec<Node>> {
    match node.get(key).and_then(Node::as_array) {
        Some(array) => Ok(array),
        None => wrong(pointer, format!("needs an array {key}")),
    }
}

fn flag(node: &Node, key: &str, pointer: &str) -> Parsed<bool> {
    match node.get(key) {
        None => Ok(false),
        Some(Node::Bool(flag)) => Ok(*flag),
        Some(_) => wrong(pointer, format!("{key} must be true or false")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(fields: &str, key: &str) -> String {
        Contract::parse(&format!(r#"{{"contract":"c","version":1,"key":[{key}],"fields":[{fields}]}}"#)).unwrap_err().to_string()
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let id = r#"{"id":1,"name":"id","type":"i64"}"#;
        assert_eq!(complaint(id, ""), "contract/key: must name at least one field");
        assert_eq!(complaint(id, r#""no""#), "contract/key/0: no is no field");
        assert_eq!(complaint(r#"{"id":1,"name":"id","type":"i65"}"#, r#""id""#), "contract/fields/0/type: i65 is no type");
        assert_eq!(complaint(r#"{"id":1,"name":"id","type":"f64"}"#, r#""id""#), "contract/key/0: id has a type that cannot be in a key");
        assert_eq!(
            complaint(&format!(r#"{id},{{"id":1,"name":"a","type":"bool"}}"#), r#""id""#),
            "contract/fields/1/id: 1 must be 1 or more and unique in its struct"
        );
        assert_eq!(
            complaint(&format!(r#"{id},{{"id":2,"name":"ID","type":"bool"}}"#), r#""id""#),
            "contract/fields/1/name: ID is no name, or not unique in its struct"
        );
        assert_eq!(
            complaint(&format!(r#"{id},{{"id":2,"name":"m","type":{{"map":{{"key":"f64","value":"f64"}}}}}}"#), r#""id""#),
            "contract/fields/1/type: a map key must not be a float, a container or json"
        );
        assert_eq!(
            complaint(&format!(r#"{id},{{"id":2,"name":"d","type":"decimal(39,0)"}}"#), r#""id""#),
            "contract/fields/1/type: decimal(39,0) is out of bounds: precision is 1 to 38, scale 0 to precision"
        );
        assert_eq!(
            complaint(&format!(r#"{id},{{"id":2,"name":"d","type":{{"ref":"R"}}}}"#), r#""id""#),
            "contract/fields/1/type: R is not declared under types, or refers to itself"
        );
    }
}
