//! Values and types that several libraries are asked about.

use crate::record;
use crate::shape::{Declared, field, side_field};
use crate::subject::Subject;
use canon::{Canonical, Value};
use chrono::{DateTime, FixedOffset, TimeZone, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Node, json};

pub fn utc(seconds: i64, nanos: u32) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, nanos).unwrap_or_default()
}

pub fn fixed(seconds: i64, nanos: u32, offset: i32) -> DateTime<FixedOffset> {
    match FixedOffset::east_opt(offset) {
        Some(zone) => zone.from_utc_datetime(&utc(seconds, nanos).naive_utc()),
        None => utc(seconds, nanos).into(),
    }
}

/// An instant of the crate time.
pub fn offset(seconds: i64, nanos: u32, offset: i32) -> time::OffsetDateTime {
    let at = time::OffsetDateTime::from_unix_timestamp(seconds).and_then(|at| at.replace_nanosecond(nanos));
    match (at, time::UtcOffset::from_whole_seconds(offset)) {
        (Ok(at), Ok(zone)) => at.to_offset(zone),
        _ => time::OffsetDateTime::UNIX_EPOCH,
    }
}

/// An Option of an Option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Twice {
    pub k: u32,
    pub v: Option<Option<i64>>,
}

impl Twice {
    pub fn subject() -> Subject {
        Subject::of(
            json!({"T": {"struct": [side_field("k", "u32", Node::Null), side_field("v", "Option<Option<i64>>", Node::Null)]}}),
            json!([field(1, "k", "u32", json!("u32")), field(2, "v", "", json!({"type": "i64", "presence": "tristate"}))]),
        )
    }
}

impl Canonical for Twice {
    fn canonical(&self) -> Value {
        let v = match self.v {
            None => Value::Absent,
            Some(None) => Value::Null,
            Some(Some(value)) => value.into(),
        };
        Value::record([("k", self.k.into()), ("v", v)])
    }
}

record!(Point {} [] { x: f64 => "f64", {} []; y: Option<i64> => "i64", {} []; });

/// A type that holds itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tree {
    k: u32,
    children: Vec<Tree>,
    next: Option<Box<Tree>>,
}

impl Tree {
    pub fn subject() -> Subject {
        let fields = json!([
            field(1, "k", "u32", json!("u32")), field(2, "children", "", json!({"type": {"list": {"ref": "Node"}}})),
            field(3, "next", "", json!({"type": {"ref": "Node"}, "presence": "nullable"}))]);
        Subject::with_types(
            json!({"T": {"struct": [side_field("k", "u32", Node::Null), side_field("children", "Vec<T>", Node::Null), side_field("next", "Option<Box<T>>", Node::Null)]}}),
            fields.clone(),
            json!({"Node": {"struct": fields}}),
        )
    }

    pub fn of(k: u32, children: Vec<Tree>, next: Option<Tree>) -> Tree {
        Tree { k, children, next: next.map(Box::new) }
    }

    pub fn small() -> Tree {
        Tree::of(1, vec![Tree::of(2, Vec::new(), None), Tree::of(3, vec![Tree::of(4, Vec::new(), None)], None)], Some(Tree::of(5, Vec::new(), None)))
    }

    /// One of that many levels.
    pub fn deep(levels: u32) -> Tree {
        (1..levels).fold(Tree::of(0, Vec::new(), None), |deep, k| Tree::of(k, Vec::new(), Some(deep)))
    }
}

impl Canonical for Tree {
    fn canonical(&self) -> Value {
        Value::record([("k", self.k.into()), ("children", self.children.canonical()), ("next", self.next.canonical())])
    }
}

/// A struct whose middle field the contract does not have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    k: u32,
    nothing: (),
    v: u8,
}

impl Unit {
    pub fn subject() -> Subject {
        Subject::of(
            json!({"T": {"struct": [side_field("k", "u32", Node::Null), side_field("nothing", "()", Node::Null), side_field("v", "u8", Node::Null)]}}),
            json!([field(1, "k", "u32", json!("u32")), field(2, "v", "u8", json!("u8"))]),
        )
    }

    pub fn nine() -> Unit {
        Unit { k: 1, nothing: (), v: 9 }
    }
}

impl Canonical for Unit {
    fn canonical(&self) -> Value {
        Value::record([("k", self.k.into()), ("v", self.v.into())])
    }
}

/// A struct that has another flattened into it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outer {
    k: u32,
    #[serde(flatten)]
    point: Point,
}

impl Outer {
    pub fn subject() -> Subject {
        let mut types = serde_json::Map::new();
        Point::types(&mut types);
        types.insert("T".to_string(), json!({"struct": [side_field("k", "u32", Node::Null), side_field("point", "Point", json!({"flatten": true}))]}));
        Subject::of(
            Node::Object(types),
            json!([field(1, "k", "u32", json!("u32")), field(2, "x", "f64", json!("f64")), field(3, "y", "Option<i64>", json!("i64"))]),
        )
    }

    pub fn one() -> Outer {
        Outer { k: 1, point: Point { x: 1.0, y: None } }
    }
}

impl Canonical for Outer {
    fn canonical(&self) -> Value {
        Value::record([("k", self.k.into()), ("x", self.point.x.into()), ("y", self.point.y.canonical())])
    }
}
