impl serde::Serialize for Groups {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 1;
        if self.one.is_some() {
            len += 1;
        }
        if !self.many.is_empty() {
            len += 1;
        }
        if self.after.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v2.Groups", len)?;
        struct_ser.serialize_field("k", &self.k)?;
        if let Some(v) = self.one.as_ref() {
            struct_ser.serialize_field("one", v)?;
        }
        if !self.many.is_empty() {
            struct_ser.serialize_field("many", &self.many)?;
        }
        if let Some(v) = self.after.as_ref() {
            struct_ser.serialize_field("after", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Groups {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "one",
            "many",
            "after",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            One,
            Many,
            After,
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
                            "one" => Ok(GeneratedField::One),
                            "many" => Ok(GeneratedField::Many),
                            "after" => Ok(GeneratedField::After),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Groups;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v2.Groups")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Groups, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut one__ = None;
                let mut many__ = None;
                let mut after__ = None;
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
                        GeneratedField::One => {
                            if one__.is_some() {
                                return Err(serde::de::Error::duplicate_field("one"));
                            }
                            one__ = map_.next_value()?;
                        }
                        GeneratedField::Many => {
                            if many__.is_some() {
                                return Err(serde::de::Error::duplicate_field("many"));
                            }
                            many__ = Some(map_.next_value()?);
                        }
                        GeneratedField::After => {
                            if after__.is_some() {
                                return Err(serde::de::Error::duplicate_field("after"));
                            }
                            after__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                    }
                }
                Ok(Groups {
                    k: k__.ok_or_else(|| serde::de::Error::missing_field("k"))?,
                    one: one__,
                    many: many__.unwrap_or_default(),
                    after: after__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v2.Groups", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for groups::Many {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.d.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v2.Groups.Many", len)?;
        if let Some(v) = self.d.as_ref() {
            struct_ser.serialize_field("d", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for groups::Many {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "d",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            D,
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
                            "d" => Ok(GeneratedField::D),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = groups::Many;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v2.Groups.Many")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<groups::Many, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut d__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::D => {
                            if d__.is_some() {
                                return Err(serde::de::Error::duplicate_field("d"));
                            }
                            d__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                    }
                }
                Ok(groups::Many {
                    d: d__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v2.Groups.Many", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for groups::One {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.a.is_some() {
            len += 1;
        }
        if self.b.is_some() {
            len += 1;
        }
        if self.deeper.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v2.Groups.One", len)?;
        if let Some(v) = self.a.as_ref() {
            struct_ser.serialize_field("a", v)?;
        }
        if let Some(v) = self.b.as_ref() {
            struct_ser.serialize_field("b", v)?;
        }
        if let Some(v) = self.deeper.as_ref() {
            struct_ser.serialize_field("deeper", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for groups::One {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "a",
            "b",
            "deeper",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            A,
            B,
            Deeper,
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
                            "deeper" => Ok(GeneratedField::Deeper),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = groups::One;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v2.Groups.One")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<groups::One, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut a__ = None;
                let mut b__ = None;
                let mut deeper__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::A => {
                            if a__.is_some() {
                                return Err(serde::de::Error::duplicate_field("a"));
                            }
                            a__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::B => {
                            if b__.is_some() {
                                return Err(serde::de::Error::duplicate_field("b"));
                            }
                            b__ = map_.next_value()?;
                        }
                        GeneratedField::Deeper => {
                            if deeper__.is_some() {
                                return Err(serde::de::Error::duplicate_field("deeper"));
                            }
                            deeper__ = map_.next_value()?;
                        }
                    }
                }
                Ok(groups::One {
                    a: a__,
                    b: b__,
                    deeper: deeper__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v2.Groups.One", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for groups::one::Deeper {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.c.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v2.Groups.One.Deeper", len)?;
        if let Some(v) = self.c.as_ref() {
            struct_ser.serialize_field("c", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for groups::one::Deeper {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "c",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            C,
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
                            "c" => Ok(GeneratedField::C),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = groups::one::Deeper;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v2.Groups.One.Deeper")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<groups::one::Deeper, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut c__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::C => {
                            if c__.is_some() {
                                return Err(serde::de::Error::duplicate_field("c"));
                            }
                            c__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                    }
                }
                Ok(groups::one::Deeper {
                    c: c__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v2.Groups.One.Deeper", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Old {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 2;
        if self.number.is_some() {
            len += 1;
        }
        if self.with_default.is_some() {
            len += 1;
        }
        if self.text.is_some() {
            len += 1;
        }
        if !self.unpacked.is_empty() {
            len += 1;
        }
        if !self.packed.is_empty() {
            len += 1;
        }
        if self.shade.is_some() {
            len += 1;
        }
        if self.sub.is_some() {
            len += 1;
        }
        if !self.shades.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v2.Old", len)?;
        struct_ser.serialize_field("k", &self.k)?;
        struct_ser.serialize_field("name", &self.name)?;
        if let Some(v) = self.number.as_ref() {
            struct_ser.serialize_field("number", v)?;
        }
        if let Some(v) = self.with_default.as_ref() {
            struct_ser.serialize_field("withDefault", v)?;
        }
        if let Some(v) = self.text.as_ref() {
            struct_ser.serialize_field("text", v)?;
        }
        if !self.unpacked.is_empty() {
            struct_ser.serialize_field("unpacked", &self.unpacked)?;
        }
        if !self.packed.is_empty() {
            struct_ser.serialize_field("packed", &self.packed)?;
        }
        if let Some(v) = self.shade.as_ref() {
            let v = Shade::try_from(*v)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", *v)))?;
            struct_ser.serialize_field("shade", &v)?;
        }
        if let Some(v) = self.sub.as_ref() {
            struct_ser.serialize_field("sub", v)?;
        }
        if !self.shades.is_empty() {
            let v = self.shades.iter().cloned().map(|v| {
                Shade::try_from(v)
                    .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", v)))
                }).collect::<std::result::Result<Vec<_>, _>>()?;
            struct_ser.serialize_field("shades", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Old {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
            "name",
            "number",
            "with_default",
            "withDefault",
            "text",
            "unpacked",
            "packed",
            "shade",
            "sub",
            "shades",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
            Name,
            Number,
            WithDefault,
            Text,
            Unpacked,
            Packed,
            Shade,
            Sub,
            Shades,
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
                            "name" => Ok(GeneratedField::Name),
                            "number" => Ok(GeneratedField::Number),
                            "withDefault" | "with_default" => Ok(GeneratedField::WithDefault),
                            "text" => Ok(GeneratedField::Text),
                            "unpacked" => Ok(GeneratedField::Unpacked),
                            "packed" => Ok(GeneratedField::Packed),
                            "shade" => Ok(GeneratedField::Shade),
                            "sub" => Ok(GeneratedField::Sub),
                            "shades" => Ok(GeneratedField::Shades),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Old;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v2.Old")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Old, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
                let mut name__ = None;
                let mut number__ = None;
                let mut with_default__ = None;
                let mut text__ = None;
                let mut unpacked__ = None;
                let mut packed__ = None;
                let mut shade__ = None;
                let mut sub__ = None;
                let mut shades__ = None;
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
                        GeneratedField::Name => {
                            if name__.is_some() {
                                return Err(serde::de::Error::duplicate_field("name"));
                            }
                            name__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Number => {
                            if number__.is_some() {
                                return Err(serde::de::Error::duplicate_field("number"));
                            }
                            number__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::WithDefault => {
                            if with_default__.is_some() {
                                return Err(serde::de::Error::duplicate_field("withDefault"));
                            }
                            with_default__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::Text => {
                            if text__.is_some() {
                                return Err(serde::de::Error::duplicate_field("text"));
                            }
                            text__ = map_.next_value()?;
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
                        GeneratedField::Packed => {
                            if packed__.is_some() {
                                return Err(serde::de::Error::duplicate_field("packed"));
                            }
                            packed__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::Shade => {
                            if shade__.is_some() {
                                return Err(serde::de::Error::duplicate_field("shade"));
                            }
                            shade__ = map_.next_value::<::std::option::Option<Shade>>()?.map(|x| x as i32);
                        }
                        GeneratedField::Sub => {
                            if sub__.is_some() {
                                return Err(serde::de::Error::duplicate_field("sub"));
                            }
                            sub__ = map_.next_value()?;
                        }
                        GeneratedField::Shades => {
                            if shades__.is_some() {
                                return Err(serde::de::Error::duplicate_field("shades"));
                            }
                            shades__ = Some(map_.next_value::<Vec<Shade>>()?.into_iter().map(|x| x as i32).collect());
                        }
                    }
                }
                Ok(Old {
                    k: k__.ok_or_else(|| serde::de::Error::missing_field("k"))?,
                    name: name__.ok_or_else(|| serde::de::Error::missing_field("name"))?,
                    number: number__,
                    with_default: with_default__,
                    text: text__,
                    unpacked: unpacked__.unwrap_or_default(),
                    packed: packed__.unwrap_or_default(),
                    shade: shade__,
                    sub: sub__,
                    shades: shades__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("facts.v2.Old", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Plain {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let len = 1;
        let mut struct_ser = serializer.serialize_struct("facts.v2.Plain", len)?;
        struct_ser.serialize_field("k", &self.k)?;
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Plain {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "k",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            K,
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
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Plain;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v2.Plain")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Plain, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut k__ = None;
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
                    }
                }
                Ok(Plain {
                    k: k__.ok_or_else(|| serde::de::Error::missing_field("k"))?,
                })
            }
        }
        deserializer.deserialize_struct("facts.v2.Plain", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Shade {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Light => "LIGHT",
            Self::Dark => "DARK",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Shade {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "LIGHT",
            "DARK",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Shade;

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
                    "LIGHT" => Ok(Shade::Light),
                    "DARK" => Ok(Shade::Dark),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Sub {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 1;
        if self.b.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("facts.v2.Sub", len)?;
        struct_ser.serialize_field("a", &self.a)?;
        if let Some(v) = self.b.as_ref() {
            struct_ser.serialize_field("b", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Sub {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "a",
            "b",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            A,
            B,
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
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Sub;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct facts.v2.Sub")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Sub, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut a__ = None;
                let mut b__ = None;
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
                            b__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                    }
                }
                Ok(Sub {
                    a: a__.ok_or_else(|| serde::de::Error::missing_field("a"))?,
                    b: b__,
                })
            }
        }
        deserializer.deserialize_struct("facts.v2.Sub", FIELDS, GeneratedVisitor)
    }
}
