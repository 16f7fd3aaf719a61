//! Test structs that know their shape and their contract, so that neither can differ from the struct that is tried.

use canon::Value;
use serde_json::{Map, Value as Node, json};

/// A struct declared by [`record!`](crate::record) or [`variants!`](crate::variants).
pub trait Declared {
    /// Its own entry under `types`, and those of what it names.
    fn types(into: &mut Map<String, Node>);
    /// Its canonical type.
    fn canonical_type() -> Node;
}

/// A Rust type as people write it; the compiler's text of it has more white space in some places.
pub fn spelled(rust: &str) -> String {
    rust.replace(' ', "").replace(',', ", ").replace(';', "; ")
}

/// A field of a contract. `of` is a type, or an object of `type` and `presence` and `equivalences`; an Option is
/// nullable otherwise.
pub fn field(id: usize, name: &str, rust: &str, of: Node) -> Node {
    let mut field = Map::new();
    field.insert("id".to_string(), json!(id));
    field.insert("name".to_string(), json!(name));
    match of {
        Node::Object(given) if given.contains_key("type") => field.extend(given),
        of => {
            field.insert("type".to_string(), of);
        }
    }
    if spelled(rust).starts_with("Option<") && !field.contains_key("presence") {
        field.insert("presence".to_string(), json!("nullable"));
    }
    Node::Object(field)
}

/// A field of a shape: name, type and what `more` says of its attributes.
pub fn side_field(name: &str, rust: &str, more: Node) -> Node {
    let mut field = Map::new();
    field.insert("name".to_string(), json!(name));
    field.insert("type".to_string(), json!(spelled(rust)));
    if let Node::Object(more) = more {
        field.extend(more);
    }
    Node::Object(field)
}

/// The value as it is on the wire: a field that skips None is absent then.
pub fn present(value: Value, more: &Node) -> Value {
    match value {
        Value::Null if more.get("skip_none").is_some() => Value::Absent,
        value => value,
    }
}

/// `record!(T {more about the struct} [serde attributes] { field: Type => canonical type, {more about the field} [serde attributes]; ... } uses Other, ...)`
#[macro_export]
macro_rules! record {
    ($name:ident $more:tt [$($attr:tt)*] { $($field:ident: $of:ty => $canon:tt, $fmore:tt [$($fattr:meta),*];)* } $(uses $($used:ty),*)?) => {
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        $($attr)*
        pub(crate) struct $name { $($(#[$fattr])* pub(crate) $field: $of,)* }

        impl canon::Canonical for $name {
            fn canonical(&self) -> canon::Value {
                canon::Value::Struct(vec![$((
                    stringify!($field).to_string(),
                    $crate::shape::present(canon::Canonical::canonical(&self.$field), &serde_json::json!($fmore)),
                )),*])
            }
        }

        impl $crate::shape::Declared for $name {
            fn types(into: &mut serde_json::Map<String, serde_json::Value>) {
                let fields = vec![$($crate::shape::side_field(stringify!($field), stringify!($of), serde_json::json!($fmore))),*];
                let mut declared = serde_json::json!({"struct": fields});
                if let (Some(declared), serde_json::Value::Object(more)) = (declared.as_object_mut(), serde_json::json!($more)) {
                    declared.extend(more);
                }
                into.insert(stringify!($name).to_string(), declared);
                $($(<$used as $crate::shape::Declared>::types(into);)*)?
            }

            fn canonical_type() -> serde_json::Value {
                let fields = [$((stringify!($field), stringify!($of), serde_json::json!($canon))),*];
                let fields = fields.into_iter().enumerate().map(|(i, (name, rust, of))| $crate::shape::field(i + 1, name, rust, of));
                serde_json::json!({"struct": fields.collect::<Vec<_>>()})
            }
        }
    };
}

/// `variants!(E {more about the enum} [serde attributes] shape [...] canonical {...} { Variants } { pattern => value, ... } uses Other, ...)`
#[macro_export]
macro_rules! variants {
    ($name:ident $more:tt [$($attr:tt)*] shape $shape:tt canonical $canon:tt { $($body:tt)* } { $($pattern:pat => $value:expr,)* } $(uses $($used:ty),*)?) => {
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        $($attr)*
        pub(crate) enum $name { $($body)* }

        impl canon::Canonical for $name {
            fn canonical(&self) -> canon::Value {
                match self { $($pattern => $value,)* }
            }
        }

        impl $crate::shape::Declared for $name {
            fn types(into: &mut serde_json::Map<String, serde_json::Value>) {
                let mut declared = serde_json::json!({"enum": $shape});
                if let (Some(declared), serde_json::Value::Object(more)) = (declared.as_object_mut(), serde_json::json!($more)) {
                    declared.extend(more);
                }
                into.insert(stringify!($name).to_string(), declared);
                $($(<$used as $crate::shape::Declared>::types(into);)*)?
            }

            fn canonical_type() -> serde_json::Value {
                serde_json::json!($canon)
            }
        }
    };
}
