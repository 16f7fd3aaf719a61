impl serde::Serialize for Choice {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if !self.after.is_empty() {
            len += 1;
        }
        if self.choice.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Choice", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if !self.after.is_empty() {
            struct_ser.serialize_field("after", &self.after)?;
        }
        if let Some(v) = self.choice.as_ref() {
            match v {
                choice::Choice::Number(v) => {
                    struct_ser.serialize_field("number", v)?;
                }
                choice::Choice::Text(v) => {
                    struct_ser.serialize_field("text", v)?;
                }
                choice::Choice::Raw(v) => {
                    #[allow(clippy::needless_borrow)]
                    #[allow(clippy::needless_borrows_for_generic_args)]
                    struct_ser.serialize_field("raw", pbjson::private::base64::encode(&v).as_str())?;
                }
                choice::Choice::Inner(v) => {
                    struct_ser.serialize_field("inner", v)?;
                }
                choice::Choice::Color(v) => {
                    let v = Color::try_from(*v)
                        .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", *v)))?;
                    struct_ser.serialize_field("color", &v)?;
                }
                choice::Choice::Flag(v) => {
                    struct_ser.serialize_field("flag", v)?;
                }
                choice::Choice::Nothing(v) => {
                    struct_ser.serialize_field("nothing", v)?;
                }
                choice::Choice::Real(v) => {
                    struct_ser.serialize_field("real", v)?;
                }
            }
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Choice {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "after",
            "number",
            "text",
            "raw",
            "inner",
            "color",
            "flag",
            "nothing",
            "real",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            After,
            Number,
            Text,
            Raw,
            Inner,
            Color,
            Flag,
            Nothing,
            Real,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "after" => Ok(GeneratedField::After),
                            "number" => Ok(GeneratedField::Number),
                            "text" => Ok(GeneratedField::Text),
                            "raw" => Ok(GeneratedField::Raw),
                            "inner" => Ok(GeneratedField::Inner),
                            "color" => Ok(GeneratedField::Color),
                            "flag" => Ok(GeneratedField::Flag),
                            "nothing" => Ok(GeneratedField::Nothing),
                            "real" => Ok(GeneratedField::Real),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Choice;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Choice")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Choice, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut after__ = None;
                let mut choice__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::After => {
                            if after__.is_some() {
                                return Err(serde::de::Error::duplicate_field("after"));
                            }
                            after__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Number => {
                            if choice__.is_some() {
                                return Err(serde::de::Error::duplicate_field("number"));
                            }
                            choice__ = map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| choice::Choice::Number(x.0));
                        }
                        GeneratedField::Text => {
                            if choice__.is_some() {
                                return Err(serde::de::Error::duplicate_field("text"));
                            }
                            choice__ = map_.next_value::<::std::option::Option<_>>()?.map(choice::Choice::Text);
                        }
                        GeneratedField::Raw => {
                            if choice__.is_some() {
                                return Err(serde::de::Error::duplicate_field("raw"));
                            }
                            choice__ = map_.next_value::<::std::option::Option<::pbjson::private::BytesDeserialize<_>>>()?.map(|x| choice::Choice::Raw(x.0));
                        }
                        GeneratedField::Inner => {
                            if choice__.is_some() {
                                return Err(serde::de::Error::duplicate_field("inner"));
                            }
                            choice__ = map_.next_value::<::std::option::Option<_>>()?.map(choice::Choice::Inner)
;
                        }
                        GeneratedField::Color => {
                            if choice__.is_some() {
                                return Err(serde::de::Error::duplicate_field("color"));
                            }
                            choice__ = map_.next_value::<::std::option::Option<Color>>()?.map(|x| choice::Choice::Color(x as i32));
                        }
                        GeneratedField::Flag => {
                            if choice__.is_some() {
                                return Err(serde::de::Error::duplicate_field("flag"));
                            }
                            choice__ = map_.next_value::<::std::option::Option<_>>()?.map(choice::Choice::Flag);
                        }
                        GeneratedField::Nothing => {
                            if choice__.is_some() {
                                return Err(serde::de::Error::duplicate_field("nothing"));
                            }
                            choice__ = map_.next_value::<::std::option::Option<_>>()?.map(choice::Choice::Nothing)
;
                        }
                        GeneratedField::Real => {
                            if choice__.is_some() {
                                return Err(serde::de::Error::duplicate_field("real"));
                            }
                            choice__ = map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| choice::Choice::Real(x.0));
                        }
                    }
                }
                Ok(Choice {
                    k: k__.unwrap_or_default(),
                    after: after__.unwrap_or_default(),
                    choice: choice__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Choice", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Color {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "COLOR_UNSPECIFIED",
            Self::Red => "RED",
            Self::Green => "GREEN",
            Self::Blue => "BLUE",
            Self::Minus => "MINUS",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Color {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "COLOR_UNSPECIFIED",
            "RED",
            "GREEN",
            "BLUE",
            "MINUS",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Color;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "COLOR_UNSPECIFIED" => Ok(Color::Unspecified),
                    "RED" => Ok(Color::Red),
                    "GREEN" => Ok(Color::Green),
                    "BLUE" => Ok(Color::Blue),
                    "MINUS" => Ok(Color::Minus),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Inner {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.a != 0 {
            len += 1;
        }
        if !self.b.is_empty() {
            len += 1;
        }
        if !self.c.is_empty() {
            len += 1;
        }
        if self.next.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Inner", len)?;
        if self.a != 0 {
            struct_ser.serialize_field("a", &self.a)?;
        }
        if !self.b.is_empty() {
            struct_ser.serialize_field("b", &self.b)?;
        }
        if !self.c.is_empty() {
            struct_ser.serialize_field("c", &self.c)?;
        }
        if let Some(v) = self.next.as_ref() {
            struct_ser.serialize_field("next", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Inner {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "a",
            "b",
            "c",
            "next",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            A,
            B,
            C,
            Next,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "a" => Ok(GeneratedField::A),
                            "b" => Ok(GeneratedField::B),
                            "c" => Ok(GeneratedField::C),
                            "next" => Ok(GeneratedField::Next),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Inner;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Inner")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Inner, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut a__ = None;
                let mut b__ = None;
                let mut c__ = None;
                let mut next__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::A => {
                            if a__.is_some() {
                                return Err(serde::de::Error::duplicate_field("a"));
                            }
                            a__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::B => {
                            if b__.is_some() {
                                return Err(serde::de::Error::duplicate_field("b"));
                            }
                            b__ = Some(map_.next_value()?);
                        }
                        GeneratedField::C => {
                            if c__.is_some() {
                                return Err(serde::de::Error::duplicate_field("c"));
                            }
                            c__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::Next => {
                            if next__.is_some() {
                                return Err(serde::de::Error::duplicate_field("next"));
                            }
                            next__ = map_.next_value()?;
                        }
                    }
                }
                Ok(Inner {
                    a: a__.unwrap_or_default(),
                    b: b__.unwrap_or_default(),
                    c: c__.unwrap_or_default(),
                    next: next__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Inner", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Known {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if self.time.is_some() {
            len += 1;
        }
        if self.duration.is_some() {
            len += 1;
        }
        if !self.times.is_empty() {
            len += 1;
        }
        if self.w_double.is_some() {
            len += 1;
        }
        if self.w_float.is_some() {
            len += 1;
        }
        if self.w_int64.is_some() {
            len += 1;
        }
        if self.w_uint64.is_some() {
            len += 1;
        }
        if self.w_int32.is_some() {
            len += 1;
        }
        if self.w_uint32.is_some() {
            len += 1;
        }
        if self.w_bool.is_some() {
            len += 1;
        }
        if self.w_string.is_some() {
            len += 1;
        }
        if self.w_bytes.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Known", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if let Some(v) = self.time.as_ref() {
            struct_ser.serialize_field("time", v)?;
        }
        if let Some(v) = self.duration.as_ref() {
            struct_ser.serialize_field("duration", v)?;
        }
        if !self.times.is_empty() {
            struct_ser.serialize_field("times", &self.times)?;
        }
        if let Some(v) = self.w_double.as_ref() {
            struct_ser.serialize_field("wDouble", v)?;
        }
        if let Some(v) = self.w_float.as_ref() {
            struct_ser.serialize_field("wFloat", v)?;
        }
        if let Some(v) = self.w_int64.as_ref() {
            struct_ser.serialize_field("wInt64", v)?;
        }
        if let Some(v) = self.w_uint64.as_ref() {
            struct_ser.serialize_field("wUint64", v)?;
        }
        if let Some(v) = self.w_int32.as_ref() {
            struct_ser.serialize_field("wInt32", v)?;
        }
        if let Some(v) = self.w_uint32.as_ref() {
            struct_ser.serialize_field("wUint32", v)?;
        }
        if let Some(v) = self.w_bool.as_ref() {
            struct_ser.serialize_field("wBool", v)?;
        }
        if let Some(v) = self.w_string.as_ref() {
            struct_ser.serialize_field("wString", v)?;
        }
        if let Some(v) = self.w_bytes.as_ref() {
            struct_ser.serialize_field("wBytes", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Known {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "time",
            "duration",
            "times",
            "w_double",
            "wDouble",
            "w_float",
            "wFloat",
            "w_int64",
            "wInt64",
            "w_uint64",
            "wUint64",
            "w_int32",
            "wInt32",
            "w_uint32",
            "wUint32",
            "w_bool",
            "wBool",
            "w_string",
            "wString",
            "w_bytes",
            "wBytes",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            Time,
            Duration,
            Times,
            WDouble,
            WFloat,
            WInt64,
            WUint64,
            WInt32,
            WUint32,
            WBool,
            WString,
            WBytes,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "time" => Ok(GeneratedField::Time),
                            "duration" => Ok(GeneratedField::Duration),
                            "times" => Ok(GeneratedField::Times),
                            "wDouble" | "w_double" => Ok(GeneratedField::WDouble),
                            "wFloat" | "w_float" => Ok(GeneratedField::WFloat),
                            "wInt64" | "w_int64" => Ok(GeneratedField::WInt64),
                            "wUint64" | "w_uint64" => Ok(GeneratedField::WUint64),
                            "wInt32" | "w_int32" => Ok(GeneratedField::WInt32),
                            "wUint32" | "w_uint32" => Ok(GeneratedField::WUint32),
                            "wBool" | "w_bool" => Ok(GeneratedField::WBool),
                            "wString" | "w_string" => Ok(GeneratedField::WString),
                            "wBytes" | "w_bytes" => Ok(GeneratedField::WBytes),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Known;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Known")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Known, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut time__ = None;
                let mut duration__ = None;
                let mut times__ = None;
                let mut w_double__ = None;
                let mut w_float__ = None;
                let mut w_int64__ = None;
                let mut w_uint64__ = None;
                let mut w_int32__ = None;
                let mut w_uint32__ = None;
                let mut w_bool__ = None;
                let mut w_string__ = None;
                let mut w_bytes__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Time => {
                            if time__.is_some() {
                                return Err(serde::de::Error::duplicate_field("time"));
                            }
                            time__ = map_.next_value()?;
                        }
                        GeneratedField::Duration => {
                            if duration__.is_some() {
                                return Err(serde::de::Error::duplicate_field("duration"));
                            }
                            duration__ = map_.next_value()?;
                        }
                        GeneratedField::Times => {
                            if times__.is_some() {
                                return Err(serde::de::Error::duplicate_field("times"));
                            }
                            times__ = Some(map_.next_value()?);
                        }
                        GeneratedField::WDouble => {
                            if w_double__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wDouble"));
                            }
                            w_double__ = map_.next_value()?;
                        }
                        GeneratedField::WFloat => {
                            if w_float__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wFloat"));
                            }
                            w_float__ = map_.next_value()?;
                        }
                        GeneratedField::WInt64 => {
                            if w_int64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wInt64"));
                            }
                            w_int64__ = map_.next_value()?;
                        }
                        GeneratedField::WUint64 => {
                            if w_uint64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wUint64"));
                            }
                            w_uint64__ = map_.next_value()?;
                        }
                        GeneratedField::WInt32 => {
                            if w_int32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wInt32"));
                            }
                            w_int32__ = map_.next_value()?;
                        }
                        GeneratedField::WUint32 => {
                            if w_uint32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wUint32"));
                            }
                            w_uint32__ = map_.next_value()?;
                        }
                        GeneratedField::WBool => {
                            if w_bool__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wBool"));
                            }
                            w_bool__ = map_.next_value()?;
                        }
                        GeneratedField::WString => {
                            if w_string__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wString"));
                            }
                            w_string__ = map_.next_value()?;
                        }
                        GeneratedField::WBytes => {
                            if w_bytes__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wBytes"));
                            }
                            w_bytes__ = map_.next_value()?;
                        }
                    }
                }
                Ok(Known {
                    k: k__.unwrap_or_default(),
                    time: time__,
                    duration: duration__,
                    times: times__.unwrap_or_default(),
                    w_double: w_double__,
                    w_float: w_float__,
                    w_int64: w_int64__,
                    w_uint64: w_uint64__,
                    w_int32: w_int32__,
                    w_uint32: w_uint32__,
                    w_bool: w_bool__,
                    w_string: w_string__,
                    w_bytes: w_bytes__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Known", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Lists {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if !self.r_double.is_empty() {
            len += 1;
        }
        if !self.r_float.is_empty() {
            len += 1;
        }
        if !self.r_int64.is_empty() {
            len += 1;
        }
        if !self.r_uint64.is_empty() {
            len += 1;
        }
        if !self.r_int32.is_empty() {
            len += 1;
        }
        if !self.r_fixed64.is_empty() {
            len += 1;
        }
        if !self.r_fixed32.is_empty() {
            len += 1;
        }
        if !self.r_bool.is_empty() {
            len += 1;
        }
        if !self.r_string.is_empty() {
            len += 1;
        }
        if !self.r_bytes.is_empty() {
            len += 1;
        }
        if !self.r_uint32.is_empty() {
            len += 1;
        }
        if !self.r_sfixed32.is_empty() {
            len += 1;
        }
        if !self.r_sfixed64.is_empty() {
            len += 1;
        }
        if !self.r_sint32.is_empty() {
            len += 1;
        }
        if !self.r_sint64.is_empty() {
            len += 1;
        }
        if !self.r_color.is_empty() {
            len += 1;
        }
        if !self.r_inner.is_empty() {
            len += 1;
        }
        if !self.unpacked.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Lists", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if !self.r_double.is_empty() {
            struct_ser.serialize_field("rDouble", &self.r_double)?;
        }
        if !self.r_float.is_empty() {
            struct_ser.serialize_field("rFloat", &self.r_float)?;
        }
        if !self.r_int64.is_empty() {
            struct_ser.serialize_field("rInt64", &self.r_int64.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        }
        if !self.r_uint64.is_empty() {
            struct_ser.serialize_field("rUint64", &self.r_uint64.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        }
        if !self.r_int32.is_empty() {
            struct_ser.serialize_field("rInt32", &self.r_int32)?;
        }
        if !self.r_fixed64.is_empty() {
            struct_ser.serialize_field("rFixed64", &self.r_fixed64.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        }
        if !self.r_fixed32.is_empty() {
            struct_ser.serialize_field("rFixed32", &self.r_fixed32)?;
        }
        if !self.r_bool.is_empty() {
            struct_ser.serialize_field("rBool", &self.r_bool)?;
        }
        if !self.r_string.is_empty() {
            struct_ser.serialize_field("rString", &self.r_string)?;
        }
        if !self.r_bytes.is_empty() {
            struct_ser.serialize_field("rBytes", &self.r_bytes.iter().map(pbjson::private::base64::encode).collect::<Vec<_>>())?;
        }
        if !self.r_uint32.is_empty() {
            struct_ser.serialize_field("rUint32", &self.r_uint32)?;
        }
        if !self.r_sfixed32.is_empty() {
            struct_ser.serialize_field("rSfixed32", &self.r_sfixed32)?;
        }
        if !self.r_sfixed64.is_empty() {
            struct_ser.serialize_field("rSfixed64", &self.r_sfixed64.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        }
        if !self.r_sint32.is_empty() {
            struct_ser.serialize_field("rSint32", &self.r_sint32)?;
        }
        if !self.r_sint64.is_empty() {
            struct_ser.serialize_field("rSint64", &self.r_sint64.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        }
        if !self.r_color.is_empty() {
            let v = self.r_color.iter().cloned().map(|v| {
                Color::try_from(v)
                    .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", v)))
                }).collect::<std::result::Result<Vec<_>, _>>()?;
            struct_ser.serialize_field("rColor", &v)?;
        }
        if !self.r_inner.is_empty() {
            struct_ser.serialize_field("rInner", &self.r_inner)?;
        }
        if !self.unpacked.is_empty() {
            struct_ser.serialize_field("unpacked", &self.unpacked)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Lists {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "r_double",
            "rDouble",
            "r_float",
            "rFloat",
            "r_int64",
            "rInt64",
            "r_uint64",
            "rUint64",
            "r_int32",
            "rInt32",
            "r_fixed64",
            "rFixed64",
            "r_fixed32",
            "rFixed32",
            "r_bool",
            "rBool",
            "r_string",
            "rString",
            "r_bytes",
            "rBytes",
            "r_uint32",
            "rUint32",
            "r_sfixed32",
            "rSfixed32",
            "r_sfixed64",
            "rSfixed64",
            "r_sint32",
            "rSint32",
            "r_sint64",
            "rSint64",
            "r_color",
            "rColor",
            "r_inner",
            "rInner",
            "unpacked",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            RDouble,
            RFloat,
            RInt64,
            RUint64,
            RInt32,
            RFixed64,
            RFixed32,
            RBool,
            RString,
            RBytes,
            RUint32,
            RSfixed32,
            RSfixed64,
            RSint32,
            RSint64,
            RColor,
            RInner,
            Unpacked,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "rDouble" | "r_double" => Ok(GeneratedField::RDouble),
                            "rFloat" | "r_float" => Ok(GeneratedField::RFloat),
                            "rInt64" | "r_int64" => Ok(GeneratedField::RInt64),
                            "rUint64" | "r_uint64" => Ok(GeneratedField::RUint64),
                            "rInt32" | "r_int32" => Ok(GeneratedField::RInt32),
                            "rFixed64" | "r_fixed64" => Ok(GeneratedField::RFixed64),
                            "rFixed32" | "r_fixed32" => Ok(GeneratedField::RFixed32),
                            "rBool" | "r_bool" => Ok(GeneratedField::RBool),
                            "rString" | "r_string" => Ok(GeneratedField::RString),
                            "rBytes" | "r_bytes" => Ok(GeneratedField::RBytes),
                            "rUint32" | "r_uint32" => Ok(GeneratedField::RUint32),
                            "rSfixed32" | "r_sfixed32" => Ok(GeneratedField::RSfixed32),
                            "rSfixed64" | "r_sfixed64" => Ok(GeneratedField::RSfixed64),
                            "rSint32" | "r_sint32" => Ok(GeneratedField::RSint32),
                            "rSint64" | "r_sint64" => Ok(GeneratedField::RSint64),
                            "rColor" | "r_color" => Ok(GeneratedField::RColor),
                            "rInner" | "r_inner" => Ok(GeneratedField::RInner),
                            "unpacked" => Ok(GeneratedField::Unpacked),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Lists;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Lists")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Lists, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut r_double__ = None;
                let mut r_float__ = None;
                let mut r_int64__ = None;
                let mut r_uint64__ = None;
                let mut r_int32__ = None;
                let mut r_fixed64__ = None;
                let mut r_fixed32__ = None;
                let mut r_bool__ = None;
                let mut r_string__ = None;
                let mut r_bytes__ = None;
                let mut r_uint32__ = None;
                let mut r_sfixed32__ = None;
                let mut r_sfixed64__ = None;
                let mut r_sint32__ = None;
                let mut r_sint64__ = None;
                let mut r_color__ = None;
                let mut r_inner__ = None;
                let mut unpacked__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::RDouble => {
                            if r_double__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rDouble"));
                            }
                            r_double__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RFloat => {
                            if r_float__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rFloat"));
                            }
                            r_float__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RInt64 => {
                            if r_int64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rInt64"));
                            }
                            r_int64__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RUint64 => {
                            if r_uint64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rUint64"));
                            }
                            r_uint64__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RInt32 => {
                            if r_int32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rInt32"));
                            }
                            r_int32__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RFixed64 => {
                            if r_fixed64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rFixed64"));
                            }
                            r_fixed64__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RFixed32 => {
                            if r_fixed32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rFixed32"));
                            }
                            r_fixed32__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RBool => {
                            if r_bool__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rBool"));
                            }
                            r_bool__ = Some(map_.next_value()?);
                        }
                        GeneratedField::RString => {
                            if r_string__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rString"));
                            }
                            r_string__ = Some(map_.next_value()?);
                        }
                        GeneratedField::RBytes => {
                            if r_bytes__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rBytes"));
                            }
                            r_bytes__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::BytesDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RUint32 => {
                            if r_uint32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rUint32"));
                            }
                            r_uint32__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RSfixed32 => {
                            if r_sfixed32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rSfixed32"));
                            }
                            r_sfixed32__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RSfixed64 => {
                            if r_sfixed64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rSfixed64"));
                            }
                            r_sfixed64__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RSint32 => {
                            if r_sint32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rSint32"));
                            }
                            r_sint32__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RSint64 => {
                            if r_sint64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rSint64"));
                            }
                            r_sint64__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::RColor => {
                            if r_color__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rColor"));
                            }
                            r_color__ = Some(map_.next_value::<Vec<Color>>()?.into_iter().map(|x| x as i32).collect());
                        }
                        GeneratedField::RInner => {
                            if r_inner__.is_some() {
                                return Err(serde::de::Error::duplicate_field("rInner"));
                            }
                            r_inner__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Unpacked => {
                            if unpacked__.is_some() {
                                return Err(serde::de::Error::duplicate_field("unpacked"));
                            }
                            unpacked__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                    }
                }
                Ok(Lists {
                    k: k__.unwrap_or_default(),
                    r_double: r_double__.unwrap_or_default(),
                    r_float: r_float__.unwrap_or_default(),
                    r_int64: r_int64__.unwrap_or_default(),
                    r_uint64: r_uint64__.unwrap_or_default(),
                    r_int32: r_int32__.unwrap_or_default(),
                    r_fixed64: r_fixed64__.unwrap_or_default(),
                    r_fixed32: r_fixed32__.unwrap_or_default(),
                    r_bool: r_bool__.unwrap_or_default(),
                    r_string: r_string__.unwrap_or_default(),
                    r_bytes: r_bytes__.unwrap_or_default(),
                    r_uint32: r_uint32__.unwrap_or_default(),
                    r_sfixed32: r_sfixed32__.unwrap_or_default(),
                    r_sfixed64: r_sfixed64__.unwrap_or_default(),
                    r_sint32: r_sint32__.unwrap_or_default(),
                    r_sint64: r_sint64__.unwrap_or_default(),
                    r_color: r_color__.unwrap_or_default(),
                    r_inner: r_inner__.unwrap_or_default(),
                    unpacked: unpacked__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Lists", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Loose {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if self.r#struct.is_some() {
            len += 1;
        }
        if self.value.is_some() {
            len += 1;
        }
        if self.list.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Loose", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if let Some(v) = self.r#struct.as_ref() {
            struct_ser.serialize_field("struct", v)?;
        }
        if let Some(v) = self.value.as_ref() {
            struct_ser.serialize_field("value", v)?;
        }
        if let Some(v) = self.list.as_ref() {
            struct_ser.serialize_field("list", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Loose {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "struct",
            "value",
            "list",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            Struct,
            Value,
            List,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "struct" => Ok(GeneratedField::Struct),
                            "value" => Ok(GeneratedField::Value),
                            "list" => Ok(GeneratedField::List),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Loose;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Loose")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Loose, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut r#struct__ = None;
                let mut value__ = None;
                let mut list__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Struct => {
                            if r#struct__.is_some() {
                                return Err(serde::de::Error::duplicate_field("struct"));
                            }
                            r#struct__ = map_.next_value()?;
                        }
                        GeneratedField::Value => {
                            if value__.is_some() {
                                return Err(serde::de::Error::duplicate_field("value"));
                            }
                            value__ = map_.next_value()?;
                        }
                        GeneratedField::List => {
                            if list__.is_some() {
                                return Err(serde::de::Error::duplicate_field("list"));
                            }
                            list__ = map_.next_value()?;
                        }
                    }
                }
                Ok(Loose {
                    k: k__.unwrap_or_default(),
                    r#struct: r#struct__,
                    value: value__,
                    list: list__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Loose", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Maps {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if !self.m_string.is_empty() {
            len += 1;
        }
        if !self.m_int32.is_empty() {
            len += 1;
        }
        if !self.m_int64.is_empty() {
            len += 1;
        }
        if !self.m_uint32.is_empty() {
            len += 1;
        }
        if !self.m_uint64.is_empty() {
            len += 1;
        }
        if !self.m_sint32.is_empty() {
            len += 1;
        }
        if !self.m_sint64.is_empty() {
            len += 1;
        }
        if !self.m_fixed32.is_empty() {
            len += 1;
        }
        if !self.m_fixed64.is_empty() {
            len += 1;
        }
        if !self.m_sfixed32.is_empty() {
            len += 1;
        }
        if !self.m_sfixed64.is_empty() {
            len += 1;
        }
        if !self.m_bool.is_empty() {
            len += 1;
        }
        if !self.m_inner.is_empty() {
            len += 1;
        }
        if !self.m_color.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Maps", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if !self.m_string.is_empty() {
            struct_ser.serialize_field("mString", &self.m_string)?;
        }
        if !self.m_int32.is_empty() {
            let v: std::collections::HashMap<_, _> = self.m_int32.iter()
                .map(|(k, v)| (k, v.to_string())).collect();
            struct_ser.serialize_field("mInt32", &v)?;
        }
        if !self.m_int64.is_empty() {
            struct_ser.serialize_field("mInt64", &self.m_int64)?;
        }
        if !self.m_uint32.is_empty() {
            struct_ser.serialize_field("mUint32", &self.m_uint32)?;
        }
        if !self.m_uint64.is_empty() {
            struct_ser.serialize_field("mUint64", &self.m_uint64)?;
        }
        if !self.m_sint32.is_empty() {
            let v: std::collections::HashMap<_, _> = self.m_sint32.iter()
                .map(|(k, v)| (k, pbjson::private::base64::encode(v))).collect();
            struct_ser.serialize_field("mSint32", &v)?;
        }
        if !self.m_sint64.is_empty() {
            let v: std::collections::HashMap<_, _> = self.m_sint64.iter()
                .map(|(k, v)| (k, v.to_string())).collect();
            struct_ser.serialize_field("mSint64", &v)?;
        }
        if !self.m_fixed32.is_empty() {
            let v: std::collections::HashMap<_, _> = self.m_fixed32.iter()
                .map(|(k, v)| (k, v.to_string())).collect();
            struct_ser.serialize_field("mFixed32", &v)?;
        }
        if !self.m_fixed64.is_empty() {
            struct_ser.serialize_field("mFixed64", &self.m_fixed64)?;
        }
        if !self.m_sfixed32.is_empty() {
            let v: std::collections::HashMap<_, _> = self.m_sfixed32.iter()
                .map(|(k, v)| (k, v.to_string())).collect();
            struct_ser.serialize_field("mSfixed32", &v)?;
        }
        if !self.m_sfixed64.is_empty() {
            struct_ser.serialize_field("mSfixed64", &self.m_sfixed64)?;
        }
        if !self.m_bool.is_empty() {
            struct_ser.serialize_field("mBool", &self.m_bool)?;
        }
        if !self.m_inner.is_empty() {
            struct_ser.serialize_field("mInner", &self.m_inner)?;
        }
        if !self.m_color.is_empty() {
            let v: std::collections::HashMap<_, _> = self.m_color.iter()
                .map(|(k, v)| {
                    let v = Color::try_from(*v)
                        .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", *v)))?;
                    Ok((k, v))
                }).collect::<std::result::Result<_,_>>()?;
            struct_ser.serialize_field("mColor", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Maps {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "m_string",
            "mString",
            "m_int32",
            "mInt32",
            "m_int64",
            "mInt64",
            "m_uint32",
            "mUint32",
            "m_uint64",
            "mUint64",
            "m_sint32",
            "mSint32",
            "m_sint64",
            "mSint64",
            "m_fixed32",
            "mFixed32",
            "m_fixed64",
            "mFixed64",
            "m_sfixed32",
            "mSfixed32",
            "m_sfixed64",
            "mSfixed64",
            "m_bool",
            "mBool",
            "m_inner",
            "mInner",
            "m_color",
            "mColor",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            MString,
            MInt32,
            MInt64,
            MUint32,
            MUint64,
            MSint32,
            MSint64,
            MFixed32,
            MFixed64,
            MSfixed32,
            MSfixed64,
            MBool,
            MInner,
            MColor,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "mString" | "m_string" => Ok(GeneratedField::MString),
                            "mInt32" | "m_int32" => Ok(GeneratedField::MInt32),
                            "mInt64" | "m_int64" => Ok(GeneratedField::MInt64),
                            "mUint32" | "m_uint32" => Ok(GeneratedField::MUint32),
                            "mUint64" | "m_uint64" => Ok(GeneratedField::MUint64),
                            "mSint32" | "m_sint32" => Ok(GeneratedField::MSint32),
                            "mSint64" | "m_sint64" => Ok(GeneratedField::MSint64),
                            "mFixed32" | "m_fixed32" => Ok(GeneratedField::MFixed32),
                            "mFixed64" | "m_fixed64" => Ok(GeneratedField::MFixed64),
                            "mSfixed32" | "m_sfixed32" => Ok(GeneratedField::MSfixed32),
                            "mSfixed64" | "m_sfixed64" => Ok(GeneratedField::MSfixed64),
                            "mBool" | "m_bool" => Ok(GeneratedField::MBool),
                            "mInner" | "m_inner" => Ok(GeneratedField::MInner),
                            "mColor" | "m_color" => Ok(GeneratedField::MColor),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Maps;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Maps")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Maps, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut m_string__ = None;
                let mut m_int32__ = None;
                let mut m_int64__ = None;
                let mut m_uint32__ = None;
                let mut m_uint64__ = None;
                let mut m_sint32__ = None;
                let mut m_sint64__ = None;
                let mut m_fixed32__ = None;
                let mut m_fixed64__ = None;
                let mut m_sfixed32__ = None;
                let mut m_sfixed64__ = None;
                let mut m_bool__ = None;
                let mut m_inner__ = None;
                let mut m_color__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::MString => {
                            if m_string__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mString"));
                            }
                            m_string__ = Some(
                                map_.next_value::<std::collections::BTreeMap<_, _>>()?
                            );
                        }
                        GeneratedField::MInt32 => {
                            if m_int32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mInt32"));
                            }
                            m_int32__ = Some(
                                map_.next_value::<std::collections::BTreeMap<::pbjson::private::NumberDeserialize<i32>, ::pbjson::private::NumberDeserialize<i64>>>()?
                                    .into_iter().map(|(k,v)| (k.0, v.0)).collect()
                            );
                        }
                        GeneratedField::MInt64 => {
                            if m_int64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mInt64"));
                            }
                            m_int64__ = Some(
                                map_.next_value::<std::collections::BTreeMap<::pbjson::private::NumberDeserialize<i64>, ::pbjson::private::NumberDeserialize<f64>>>()?
                                    .into_iter().map(|(k,v)| (k.0, v.0)).collect()
                            );
                        }
                        GeneratedField::MUint32 => {
                            if m_uint32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mUint32"));
                            }
                            m_uint32__ = Some(
                                map_.next_value::<std::collections::BTreeMap<::pbjson::private::NumberDeserialize<u32>, ::pbjson::private::NumberDeserialize<f32>>>()?
                                    .into_iter().map(|(k,v)| (k.0, v.0)).collect()
                            );
                        }
                        GeneratedField::MUint64 => {
                            if m_uint64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mUint64"));
                            }
                            m_uint64__ = Some(
                                map_.next_value::<std::collections::BTreeMap<::pbjson::private::NumberDeserialize<u64>, _>>()?
                                    .into_iter().map(|(k,v)| (k.0, v)).collect()
                            );
                        }
                        GeneratedField::MSint32 => {
                            if m_sint32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mSint32"));
                            }
                            m_sint32__ = Some(
                                map_.next_value::<std::collections::BTreeMap<::pbjson::private::NumberDeserialize<i32>, ::pbjson::private::BytesDeserialize<_>>>()?
                                    .into_iter().map(|(k,v)| (k.0, v.0)).collect()
                            );
                        }
                        GeneratedField::MSint64 => {
                            if m_sint64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mSint64"));
                            }
                            m_sint64__ = Some(
                                map_.next_value::<std::collections::BTreeMap<::pbjson::private::NumberDeserialize<i64>, ::pbjson::private::NumberDeserialize<i64>>>()?
                                    .into_iter().map(|(k,v)| (k.0, v.0)).collect()
                            );
                        }
                        GeneratedField::MFixed32 => {
                            if m_fixed32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mFixed32"));
                            }
                            m_fixed32__ = Some(
                                map_.next_value::<std::collections::BTreeMap<::pbjson::private::NumberDeserialize<u32>, ::pbjson::private::NumberDeserialize<u64>>>()?
                                    .into_iter().map(|(k,v)| (k.0, v.0)).collect()
                            );
                        }
                        GeneratedField::MFixed64 => {
                            if m_fixed64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mFixed64"));
                            }
                            m_fixed64__ = Some(
                                map_.next_value::<std::collections::BTreeMap<::pbjson::private::NumberDeserialize<u64>, ::pbjson::private::NumberDeserialize<u32>>>()?
                                    .into_iter().map(|(k,v)| (k.0, v.0)).collect()
                            );
                        }
                        GeneratedField::MSfixed32 => {
                            if m_sfixed32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mSfixed32"));
                            }
                            m_sfixed32__ = Some(
                                map_.next_value::<std::collections::BTreeMap<::pbjson::private::NumberDeserialize<i32>, ::pbjson::private::NumberDeserialize<u64>>>()?
                                    .into_iter().map(|(k,v)| (k.0, v.0)).collect()
                            );
                        }
                        GeneratedField::MSfixed64 => {
                            if m_sfixed64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mSfixed64"));
                            }
                            m_sfixed64__ = Some(
                                map_.next_value::<std::collections::BTreeMap<::pbjson::private::NumberDeserialize<i64>, ::pbjson::private::NumberDeserialize<u32>>>()?
                                    .into_iter().map(|(k,v)| (k.0, v.0)).collect()
                            );
                        }
                        GeneratedField::MBool => {
                            if m_bool__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mBool"));
                            }
                            m_bool__ = Some(
                                map_.next_value::<std::collections::BTreeMap<_, _>>()?
                            );
                        }
                        GeneratedField::MInner => {
                            if m_inner__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mInner"));
                            }
                            m_inner__ = Some(
                                map_.next_value::<std::collections::BTreeMap<_, _>>()?
                            );
                        }
                        GeneratedField::MColor => {
                            if m_color__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mColor"));
                            }
                            m_color__ = Some(
                                map_.next_value::<std::collections::BTreeMap<_, Color>>()?
                                    .into_iter().map(|(k,v)| (k, v as i32)).collect()
                            );
                        }
                    }
                }
                Ok(Maps {
                    k: k__.unwrap_or_default(),
                    m_string: m_string__.unwrap_or_default(),
                    m_int32: m_int32__.unwrap_or_default(),
                    m_int64: m_int64__.unwrap_or_default(),
                    m_uint32: m_uint32__.unwrap_or_default(),
                    m_uint64: m_uint64__.unwrap_or_default(),
                    m_sint32: m_sint32__.unwrap_or_default(),
                    m_sint64: m_sint64__.unwrap_or_default(),
                    m_fixed32: m_fixed32__.unwrap_or_default(),
                    m_fixed64: m_fixed64__.unwrap_or_default(),
                    m_sfixed32: m_sfixed32__.unwrap_or_default(),
                    m_sfixed64: m_sfixed64__.unwrap_or_default(),
                    m_bool: m_bool__.unwrap_or_default(),
                    m_inner: m_inner__.unwrap_or_default(),
                    m_color: m_color__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Maps", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Names {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if self.user_id != 0 {
            len += 1;
        }
        if self.http_code != 0 {
            len += 1;
        }
        if self.under != 0 {
            len += 1;
        }
        if self.a1_b2 != 0 {
            len += 1;
        }
        if self.given != 0 {
            len += 1;
        }
        if self.double_under != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Names", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if self.user_id != 0 {
            struct_ser.serialize_field("userId", &self.user_id)?;
        }
        if self.http_code != 0 {
            struct_ser.serialize_field("HTTPCode", &self.http_code)?;
        }
        if self.under != 0 {
            struct_ser.serialize_field("Under", &self.under)?;
        }
        if self.a1_b2 != 0 {
            struct_ser.serialize_field("a1B2", &self.a1_b2)?;
        }
        if self.given != 0 {
            struct_ser.serialize_field("Taken-Over", &self.given)?;
        }
        if self.double_under != 0 {
            struct_ser.serialize_field("doubleUnder", &self.double_under)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Names {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "user_id",
            "userId",
            "HTTPCode",
            "_under",
            "Under",
            "a1_b2",
            "a1B2",
            "given",
            "Taken-Over",
            "double__under",
            "doubleUnder",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            UserId,
            HttpCode,
            Under,
            A1B2,
            Given,
            DoubleUnder,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "userId" | "user_id" => Ok(GeneratedField::UserId),
                            "HTTPCode" => Ok(GeneratedField::HttpCode),
                            "Under" | "_under" => Ok(GeneratedField::Under),
                            "a1B2" | "a1_b2" => Ok(GeneratedField::A1B2),
                            "Taken-Over" | "given" => Ok(GeneratedField::Given),
                            "doubleUnder" | "double__under" => Ok(GeneratedField::DoubleUnder),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Names;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Names")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Names, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut user_id__ = None;
                let mut http_code__ = None;
                let mut under__ = None;
                let mut a1_b2__ = None;
                let mut given__ = None;
                let mut double_under__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::UserId => {
                            if user_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("userId"));
                            }
                            user_id__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::HttpCode => {
                            if http_code__.is_some() {
                                return Err(serde::de::Error::duplicate_field("HTTPCode"));
                            }
                            http_code__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Under => {
                            if under__.is_some() {
                                return Err(serde::de::Error::duplicate_field("Under"));
                            }
                            under__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::A1B2 => {
                            if a1_b2__.is_some() {
                                return Err(serde::de::Error::duplicate_field("a1B2"));
                            }
                            a1_b2__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Given => {
                            if given__.is_some() {
                                return Err(serde::de::Error::duplicate_field("Taken-Over"));
                            }
                            given__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::DoubleUnder => {
                            if double_under__.is_some() {
                                return Err(serde::de::Error::duplicate_field("doubleUnder"));
                            }
                            double_under__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(Names {
                    k: k__.unwrap_or_default(),
                    user_id: user_id__.unwrap_or_default(),
                    http_code: http_code__.unwrap_or_default(),
                    under: under__.unwrap_or_default(),
                    a1_b2: a1_b2__.unwrap_or_default(),
                    given: given__.unwrap_or_default(),
                    double_under: double_under__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Names", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Numbers {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if self.fifteen != 0 {
            len += 1;
        }
        if self.sixteen != 0 {
            len += 1;
        }
        if self.second != 0 {
            len += 1;
        }
        if self.wide != 0 {
            len += 1;
        }
        if !self.most.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Numbers", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if self.fifteen != 0 {
            struct_ser.serialize_field("fifteen", &self.fifteen)?;
        }
        if self.sixteen != 0 {
            struct_ser.serialize_field("sixteen", &self.sixteen)?;
        }
        if self.second != 0 {
            struct_ser.serialize_field("second", &self.second)?;
        }
        if self.wide != 0 {
            struct_ser.serialize_field("wide", &self.wide)?;
        }
        if !self.most.is_empty() {
            struct_ser.serialize_field("most", &self.most)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Numbers {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "fifteen",
            "sixteen",
            "second",
            "wide",
            "most",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            Fifteen,
            Sixteen,
            Second,
            Wide,
            Most,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "fifteen" => Ok(GeneratedField::Fifteen),
                            "sixteen" => Ok(GeneratedField::Sixteen),
                            "second" => Ok(GeneratedField::Second),
                            "wide" => Ok(GeneratedField::Wide),
                            "most" => Ok(GeneratedField::Most),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Numbers;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Numbers")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Numbers, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut fifteen__ = None;
                let mut sixteen__ = None;
                let mut second__ = None;
                let mut wide__ = None;
                let mut most__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Fifteen => {
                            if fifteen__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fifteen"));
                            }
                            fifteen__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Sixteen => {
                            if sixteen__.is_some() {
                                return Err(serde::de::Error::duplicate_field("sixteen"));
                            }
                            sixteen__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Second => {
                            if second__.is_some() {
                                return Err(serde::de::Error::duplicate_field("second"));
                            }
                            second__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Wide => {
                            if wide__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wide"));
                            }
                            wide__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Most => {
                            if most__.is_some() {
                                return Err(serde::de::Error::duplicate_field("most"));
                            }
                            most__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(Numbers {
                    k: k__.unwrap_or_default(),
                    fifteen: fifteen__.unwrap_or_default(),
                    sixteen: sixteen__.unwrap_or_default(),
                    second: second__.unwrap_or_default(),
                    wide: wide__.unwrap_or_default(),
                    most: most__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Numbers", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Optionals {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if self.o_double.is_some() {
            len += 1;
        }
        if self.o_float.is_some() {
            len += 1;
        }
        if self.o_int64.is_some() {
            len += 1;
        }
        if self.o_uint64.is_some() {
            len += 1;
        }
        if self.o_int32.is_some() {
            len += 1;
        }
        if self.o_fixed64.is_some() {
            len += 1;
        }
        if self.o_fixed32.is_some() {
            len += 1;
        }
        if self.o_bool.is_some() {
            len += 1;
        }
        if self.o_string.is_some() {
            len += 1;
        }
        if self.o_bytes.is_some() {
            len += 1;
        }
        if self.o_uint32.is_some() {
            len += 1;
        }
        if self.o_sfixed32.is_some() {
            len += 1;
        }
        if self.o_sfixed64.is_some() {
            len += 1;
        }
        if self.o_sint32.is_some() {
            len += 1;
        }
        if self.o_sint64.is_some() {
            len += 1;
        }
        if self.o_color.is_some() {
            len += 1;
        }
        if self.o_inner.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Optionals", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if let Some(v) = self.o_double.as_ref() {
            struct_ser.serialize_field("oDouble", v)?;
        }
        if let Some(v) = self.o_float.as_ref() {
            struct_ser.serialize_field("oFloat", v)?;
        }
        if let Some(v) = self.o_int64.as_ref() {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("oInt64", ToString::to_string(&v).as_str())?;
        }
        if let Some(v) = self.o_uint64.as_ref() {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("oUint64", ToString::to_string(&v).as_str())?;
        }
        if let Some(v) = self.o_int32.as_ref() {
            struct_ser.serialize_field("oInt32", v)?;
        }
        if let Some(v) = self.o_fixed64.as_ref() {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("oFixed64", ToString::to_string(&v).as_str())?;
        }
        if let Some(v) = self.o_fixed32.as_ref() {
            struct_ser.serialize_field("oFixed32", v)?;
        }
        if let Some(v) = self.o_bool.as_ref() {
            struct_ser.serialize_field("oBool", v)?;
        }
        if let Some(v) = self.o_string.as_ref() {
            struct_ser.serialize_field("oString", v)?;
        }
        if let Some(v) = self.o_bytes.as_ref() {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("oBytes", pbjson::private::base64::encode(&v).as_str())?;
        }
        if let Some(v) = self.o_uint32.as_ref() {
            struct_ser.serialize_field("oUint32", v)?;
        }
        if let Some(v) = self.o_sfixed32.as_ref() {
            struct_ser.serialize_field("oSfixed32", v)?;
        }
        if let Some(v) = self.o_sfixed64.as_ref() {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("oSfixed64", ToString::to_string(&v).as_str())?;
        }
        if let Some(v) = self.o_sint32.as_ref() {
            struct_ser.serialize_field("oSint32", v)?;
        }
        if let Some(v) = self.o_sint64.as_ref() {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("oSint64", ToString::to_string(&v).as_str())?;
        }
        if let Some(v) = self.o_color.as_ref() {
            let v = Color::try_from(*v)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", *v)))?;
            struct_ser.serialize_field("oColor", &v)?;
        }
        if let Some(v) = self.o_inner.as_ref() {
            struct_ser.serialize_field("oInner", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Optionals {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "o_double",
            "oDouble",
            "o_float",
            "oFloat",
            "o_int64",
            "oInt64",
            "o_uint64",
            "oUint64",
            "o_int32",
            "oInt32",
            "o_fixed64",
            "oFixed64",
            "o_fixed32",
            "oFixed32",
            "o_bool",
            "oBool",
            "o_string",
            "oString",
            "o_bytes",
            "oBytes",
            "o_uint32",
            "oUint32",
            "o_sfixed32",
            "oSfixed32",
            "o_sfixed64",
            "oSfixed64",
            "o_sint32",
            "oSint32",
            "o_sint64",
            "oSint64",
            "o_color",
            "oColor",
            "o_inner",
            "oInner",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            ODouble,
            OFloat,
            OInt64,
            OUint64,
            OInt32,
            OFixed64,
            OFixed32,
            OBool,
            OString,
            OBytes,
            OUint32,
            OSfixed32,
            OSfixed64,
            OSint32,
            OSint64,
            OColor,
            OInner,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "oDouble" | "o_double" => Ok(GeneratedField::ODouble),
                            "oFloat" | "o_float" => Ok(GeneratedField::OFloat),
                            "oInt64" | "o_int64" => Ok(GeneratedField::OInt64),
                            "oUint64" | "o_uint64" => Ok(GeneratedField::OUint64),
                            "oInt32" | "o_int32" => Ok(GeneratedField::OInt32),
                            "oFixed64" | "o_fixed64" => Ok(GeneratedField::OFixed64),
                            "oFixed32" | "o_fixed32" => Ok(GeneratedField::OFixed32),
                            "oBool" | "o_bool" => Ok(GeneratedField::OBool),
                            "oString" | "o_string" => Ok(GeneratedField::OString),
                            "oBytes" | "o_bytes" => Ok(GeneratedField::OBytes),
                            "oUint32" | "o_uint32" => Ok(GeneratedField::OUint32),
                            "oSfixed32" | "o_sfixed32" => Ok(GeneratedField::OSfixed32),
                            "oSfixed64" | "o_sfixed64" => Ok(GeneratedField::OSfixed64),
                            "oSint32" | "o_sint32" => Ok(GeneratedField::OSint32),
                            "oSint64" | "o_sint64" => Ok(GeneratedField::OSint64),
                            "oColor" | "o_color" => Ok(GeneratedField::OColor),
                            "oInner" | "o_inner" => Ok(GeneratedField::OInner),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Optionals;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Optionals")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Optionals, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut o_double__ = None;
                let mut o_float__ = None;
                let mut o_int64__ = None;
                let mut o_uint64__ = None;
                let mut o_int32__ = None;
                let mut o_fixed64__ = None;
                let mut o_fixed32__ = None;
                let mut o_bool__ = None;
                let mut o_string__ = None;
                let mut o_bytes__ = None;
                let mut o_uint32__ = None;
                let mut o_sfixed32__ = None;
                let mut o_sfixed64__ = None;
                let mut o_sint32__ = None;
                let mut o_sint64__ = None;
                let mut o_color__ = None;
                let mut o_inner__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::ODouble => {
                            if o_double__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oDouble"));
                            }
                            o_double__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OFloat => {
                            if o_float__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oFloat"));
                            }
                            o_float__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OInt64 => {
                            if o_int64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oInt64"));
                            }
                            o_int64__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OUint64 => {
                            if o_uint64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oUint64"));
                            }
                            o_uint64__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OInt32 => {
                            if o_int32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oInt32"));
                            }
                            o_int32__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OFixed64 => {
                            if o_fixed64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oFixed64"));
                            }
                            o_fixed64__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OFixed32 => {
                            if o_fixed32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oFixed32"));
                            }
                            o_fixed32__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OBool => {
                            if o_bool__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oBool"));
                            }
                            o_bool__ = map_.next_value()?;
                        }
                        GeneratedField::OString => {
                            if o_string__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oString"));
                            }
                            o_string__ = map_.next_value()?;
                        }
                        GeneratedField::OBytes => {
                            if o_bytes__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oBytes"));
                            }
                            o_bytes__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::BytesDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OUint32 => {
                            if o_uint32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oUint32"));
                            }
                            o_uint32__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OSfixed32 => {
                            if o_sfixed32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oSfixed32"));
                            }
                            o_sfixed32__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OSfixed64 => {
                            if o_sfixed64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oSfixed64"));
                            }
                            o_sfixed64__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OSint32 => {
                            if o_sint32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oSint32"));
                            }
                            o_sint32__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OSint64 => {
                            if o_sint64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oSint64"));
                            }
                            o_sint64__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::OColor => {
                            if o_color__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oColor"));
                            }
                            o_color__ = map_.next_value::<::std::option::Option<Color>>()?.map(|x| x as i32);
                        }
                        GeneratedField::OInner => {
                            if o_inner__.is_some() {
                                return Err(serde::de::Error::duplicate_field("oInner"));
                            }
                            o_inner__ = map_.next_value()?;
                        }
                    }
                }
                Ok(Optionals {
                    k: k__.unwrap_or_default(),
                    o_double: o_double__,
                    o_float: o_float__,
                    o_int64: o_int64__,
                    o_uint64: o_uint64__,
                    o_int32: o_int32__,
                    o_fixed64: o_fixed64__,
                    o_fixed32: o_fixed32__,
                    o_bool: o_bool__,
                    o_string: o_string__,
                    o_bytes: o_bytes__,
                    o_uint32: o_uint32__,
                    o_sfixed32: o_sfixed32__,
                    o_sfixed64: o_sfixed64__,
                    o_sint32: o_sint32__,
                    o_sint64: o_sint64__,
                    o_color: o_color__,
                    o_inner: o_inner__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Optionals", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Scalars {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if self.f_double != 0. {
            len += 1;
        }
        if self.f_float != 0. {
            len += 1;
        }
        if self.f_int64 != 0 {
            len += 1;
        }
        if self.f_uint64 != 0 {
            len += 1;
        }
        if self.f_int32 != 0 {
            len += 1;
        }
        if self.f_fixed64 != 0 {
            len += 1;
        }
        if self.f_fixed32 != 0 {
            len += 1;
        }
        if self.f_bool {
            len += 1;
        }
        if !self.f_string.is_empty() {
            len += 1;
        }
        if !self.f_bytes.is_empty() {
            len += 1;
        }
        if self.f_uint32 != 0 {
            len += 1;
        }
        if self.f_sfixed32 != 0 {
            len += 1;
        }
        if self.f_sfixed64 != 0 {
            len += 1;
        }
        if self.f_sint32 != 0 {
            len += 1;
        }
        if self.f_sint64 != 0 {
            len += 1;
        }
        if self.f_color != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Scalars", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if self.f_double != 0. {
            struct_ser.serialize_field("fDouble", &self.f_double)?;
        }
        if self.f_float != 0. {
            struct_ser.serialize_field("fFloat", &self.f_float)?;
        }
        if self.f_int64 != 0 {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("fInt64", ToString::to_string(&self.f_int64).as_str())?;
        }
        if self.f_uint64 != 0 {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("fUint64", ToString::to_string(&self.f_uint64).as_str())?;
        }
        if self.f_int32 != 0 {
            struct_ser.serialize_field("fInt32", &self.f_int32)?;
        }
        if self.f_fixed64 != 0 {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("fFixed64", ToString::to_string(&self.f_fixed64).as_str())?;
        }
        if self.f_fixed32 != 0 {
            struct_ser.serialize_field("fFixed32", &self.f_fixed32)?;
        }
        if self.f_bool {
            struct_ser.serialize_field("fBool", &self.f_bool)?;
        }
        if !self.f_string.is_empty() {
            struct_ser.serialize_field("fString", &self.f_string)?;
        }
        if !self.f_bytes.is_empty() {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("fBytes", pbjson::private::base64::encode(&self.f_bytes).as_str())?;
        }
        if self.f_uint32 != 0 {
            struct_ser.serialize_field("fUint32", &self.f_uint32)?;
        }
        if self.f_sfixed32 != 0 {
            struct_ser.serialize_field("fSfixed32", &self.f_sfixed32)?;
        }
        if self.f_sfixed64 != 0 {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("fSfixed64", ToString::to_string(&self.f_sfixed64).as_str())?;
        }
        if self.f_sint32 != 0 {
            struct_ser.serialize_field("fSint32", &self.f_sint32)?;
        }
        if self.f_sint64 != 0 {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("fSint64", ToString::to_string(&self.f_sint64).as_str())?;
        }
        if self.f_color != 0 {
            let v = Color::try_from(self.f_color)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.f_color)))?;
            struct_ser.serialize_field("fColor", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Scalars {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "f_double",
            "fDouble",
            "f_float",
            "fFloat",
            "f_int64",
            "fInt64",
            "f_uint64",
            "fUint64",
            "f_int32",
            "fInt32",
            "f_fixed64",
            "fFixed64",
            "f_fixed32",
            "fFixed32",
            "f_bool",
            "fBool",
            "f_string",
            "fString",
            "f_bytes",
            "fBytes",
            "f_uint32",
            "fUint32",
            "f_sfixed32",
            "fSfixed32",
            "f_sfixed64",
            "fSfixed64",
            "f_sint32",
            "fSint32",
            "f_sint64",
            "fSint64",
            "f_color",
            "fColor",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            FDouble,
            FFloat,
            FInt64,
            FUint64,
            FInt32,
            FFixed64,
            FFixed32,
            FBool,
            FString,
            FBytes,
            FUint32,
            FSfixed32,
            FSfixed64,
            FSint32,
            FSint64,
            FColor,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "fDouble" | "f_double" => Ok(GeneratedField::FDouble),
                            "fFloat" | "f_float" => Ok(GeneratedField::FFloat),
                            "fInt64" | "f_int64" => Ok(GeneratedField::FInt64),
                            "fUint64" | "f_uint64" => Ok(GeneratedField::FUint64),
                            "fInt32" | "f_int32" => Ok(GeneratedField::FInt32),
                            "fFixed64" | "f_fixed64" => Ok(GeneratedField::FFixed64),
                            "fFixed32" | "f_fixed32" => Ok(GeneratedField::FFixed32),
                            "fBool" | "f_bool" => Ok(GeneratedField::FBool),
                            "fString" | "f_string" => Ok(GeneratedField::FString),
                            "fBytes" | "f_bytes" => Ok(GeneratedField::FBytes),
                            "fUint32" | "f_uint32" => Ok(GeneratedField::FUint32),
                            "fSfixed32" | "f_sfixed32" => Ok(GeneratedField::FSfixed32),
                            "fSfixed64" | "f_sfixed64" => Ok(GeneratedField::FSfixed64),
                            "fSint32" | "f_sint32" => Ok(GeneratedField::FSint32),
                            "fSint64" | "f_sint64" => Ok(GeneratedField::FSint64),
                            "fColor" | "f_color" => Ok(GeneratedField::FColor),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Scalars;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Scalars")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Scalars, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut f_double__ = None;
                let mut f_float__ = None;
                let mut f_int64__ = None;
                let mut f_uint64__ = None;
                let mut f_int32__ = None;
                let mut f_fixed64__ = None;
                let mut f_fixed32__ = None;
                let mut f_bool__ = None;
                let mut f_string__ = None;
                let mut f_bytes__ = None;
                let mut f_uint32__ = None;
                let mut f_sfixed32__ = None;
                let mut f_sfixed64__ = None;
                let mut f_sint32__ = None;
                let mut f_sint64__ = None;
                let mut f_color__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FDouble => {
                            if f_double__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fDouble"));
                            }
                            f_double__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FFloat => {
                            if f_float__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fFloat"));
                            }
                            f_float__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FInt64 => {
                            if f_int64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fInt64"));
                            }
                            f_int64__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FUint64 => {
                            if f_uint64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fUint64"));
                            }
                            f_uint64__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FInt32 => {
                            if f_int32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fInt32"));
                            }
                            f_int32__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FFixed64 => {
                            if f_fixed64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fFixed64"));
                            }
                            f_fixed64__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FFixed32 => {
                            if f_fixed32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fFixed32"));
                            }
                            f_fixed32__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FBool => {
                            if f_bool__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fBool"));
                            }
                            f_bool__ = Some(map_.next_value()?);
                        }
                        GeneratedField::FString => {
                            if f_string__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fString"));
                            }
                            f_string__ = Some(map_.next_value()?);
                        }
                        GeneratedField::FBytes => {
                            if f_bytes__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fBytes"));
                            }
                            f_bytes__ = 
                                Some(map_.next_value::<::pbjson::private::BytesDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FUint32 => {
                            if f_uint32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fUint32"));
                            }
                            f_uint32__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FSfixed32 => {
                            if f_sfixed32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fSfixed32"));
                            }
                            f_sfixed32__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FSfixed64 => {
                            if f_sfixed64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fSfixed64"));
                            }
                            f_sfixed64__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FSint32 => {
                            if f_sint32__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fSint32"));
                            }
                            f_sint32__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FSint64 => {
                            if f_sint64__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fSint64"));
                            }
                            f_sint64__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::FColor => {
                            if f_color__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fColor"));
                            }
                            f_color__ = Some(map_.next_value::<Color>()? as i32);
                        }
                    }
                }
                Ok(Scalars {
                    k: k__.unwrap_or_default(),
                    f_double: f_double__.unwrap_or_default(),
                    f_float: f_float__.unwrap_or_default(),
                    f_int64: f_int64__.unwrap_or_default(),
                    f_uint64: f_uint64__.unwrap_or_default(),
                    f_int32: f_int32__.unwrap_or_default(),
                    f_fixed64: f_fixed64__.unwrap_or_default(),
                    f_fixed32: f_fixed32__.unwrap_or_default(),
                    f_bool: f_bool__.unwrap_or_default(),
                    f_string: f_string__.unwrap_or_default(),
                    f_bytes: f_bytes__.unwrap_or_default(),
                    f_uint32: f_uint32__.unwrap_or_default(),
                    f_sfixed32: f_sfixed32__.unwrap_or_default(),
                    f_sfixed64: f_sfixed64__.unwrap_or_default(),
                    f_sint32: f_sint32__.unwrap_or_default(),
                    f_sint64: f_sint64__.unwrap_or_default(),
                    f_color: f_color__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Scalars", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for TwoChoices {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if self.middle != 0 {
            len += 1;
        }
        if self.last != 0 {
            len += 1;
        }
        if self.second.is_some() {
            len += 1;
        }
        if self.first.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.TwoChoices", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if self.middle != 0 {
            struct_ser.serialize_field("middle", &self.middle)?;
        }
        if self.last != 0 {
            struct_ser.serialize_field("last", &self.last)?;
        }
        if let Some(v) = self.second.as_ref() {
            match v {
                two_choices::Second::Z(v) => {
                    struct_ser.serialize_field("z", v)?;
                }
                two_choices::Second::W(v) => {
                    struct_ser.serialize_field("w", v)?;
                }
            }
        }
        if let Some(v) = self.first.as_ref() {
            match v {
                two_choices::First::X(v) => {
                    struct_ser.serialize_field("x", v)?;
                }
                two_choices::First::Y(v) => {
                    struct_ser.serialize_field("y", v)?;
                }
            }
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for TwoChoices {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "middle",
            "last",
            "z",
            "w",
            "x",
            "y",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            Middle,
            Last,
            Z,
            W,
            X,
            Y,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "middle" => Ok(GeneratedField::Middle),
                            "last" => Ok(GeneratedField::Last),
                            "z" => Ok(GeneratedField::Z),
                            "w" => Ok(GeneratedField::W),
                            "x" => Ok(GeneratedField::X),
                            "y" => Ok(GeneratedField::Y),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = TwoChoices;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.TwoChoices")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<TwoChoices, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut middle__ = None;
                let mut last__ = None;
                let mut second__ = None;
                let mut first__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Middle => {
                            if middle__.is_some() {
                                return Err(serde::de::Error::duplicate_field("middle"));
                            }
                            middle__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Last => {
                            if last__.is_some() {
                                return Err(serde::de::Error::duplicate_field("last"));
                            }
                            last__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Z => {
                            if second__.is_some() {
                                return Err(serde::de::Error::duplicate_field("z"));
                            }
                            second__ = map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| two_choices::Second::Z(x.0));
                        }
                        GeneratedField::W => {
                            if second__.is_some() {
                                return Err(serde::de::Error::duplicate_field("w"));
                            }
                            second__ = map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| two_choices::Second::W(x.0));
                        }
                        GeneratedField::X => {
                            if first__.is_some() {
                                return Err(serde::de::Error::duplicate_field("x"));
                            }
                            first__ = map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| two_choices::First::X(x.0));
                        }
                        GeneratedField::Y => {
                            if first__.is_some() {
                                return Err(serde::de::Error::duplicate_field("y"));
                            }
                            first__ = map_.next_value::<::std::option::Option<_>>()?.map(two_choices::First::Y);
                        }
                    }
                }
                Ok(TwoChoices {
                    k: k__.unwrap_or_default(),
                    middle: middle__.unwrap_or_default(),
                    last: last__.unwrap_or_default(),
                    second: second__,
                    first: first__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.TwoChoices", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Whatever {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.k != 0 {
            len += 1;
        }
        if self.any.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v3.Whatever", len)?;
        if self.k != 0 {
            struct_ser.serialize_field("k", &self.k)?;
        }
        if let Some(v) = self.any.as_ref() {
            struct_ser.serialize_field("any", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Whatever {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "any",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            Any,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "k" => Ok(GeneratedField::K),
                            "any" => Ok(GeneratedField::Any),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Whatever;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v3.Whatever")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Whatever, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut any__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::K => {
                            if k__.is_some() {
                                return Err(serde::de::Error::duplicate_field("k"));
                            }
                            k__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Any => {
                            if any__.is_some() {
                                return Err(serde::de::Error::duplicate_field("any"));
                            }
                            any__ = map_.next_value()?;
                        }
                    }
                }
                Ok(Whatever {
                    k: k__.unwrap_or_default(),
                    any: any__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v3.Whatever", FIELDS, GeneratedVisitor)
    }
}
