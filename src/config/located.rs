//! A value of the configuration together with the place where it was written.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Range};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// A value and its byte range in the configuration file.
#[derive(Debug, Clone, Default)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where; empty for a default that was not written at all.
    pub span: Range<usize>,
}

impl<T> Located<T> {
    /// A default: a value that was not written.
    pub fn unwritten(value: T) -> Self {
        Located { value, span: 0..0 }
    }
}

impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Located<T> {}

impl<T: PartialOrd> PartialOrd for Located<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: Ord> Ord for Located<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

impl<T> Deref for Located<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = toml::Spanned::<T>::deserialize(deserializer)?;
        let span = spanned.span();
        Ok(Located { value: spanned.into_inner(), span })
    }
}

impl<T: Serialize> Serialize for Located<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Located<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// One value, or a list of them: `"yes"` or `["a", "b"]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de> + From<String>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrManyVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + From<String>> Visitor<'de> for OneOrManyVisitor<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text or a list of texts")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(OneOrMany(vec![T::from(text.to_owned())]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = list.next_element()? {
                    values.push(value);
                }
                Ok(OneOrMany(values))
            }
        }
        deserializer.deserialize_any(OneOrManyVisitor(PhantomData))
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0[..] {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        schemars::json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// A text in several languages (`{ fi = "…", sv = "…" }`), or one text for all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Localised {
    texts: Vec<(String, String)>,
}

impl Localised {
    /// One text for every language.
    pub fn same(text: impl Into<String>) -> Self {
        Localised { texts: vec![(String::new(), text.into())] }
    }

    /// The text in `language`, if it was given (or if one text serves all).
    pub fn get(&self, language: &str) -> Option<&str> {
        self.texts.iter().find(|(key, _)| key == language || key.is_empty()).map(|(_, text)| text.as_str())
    }

    /// The text in the first of `languages` that has one.
    pub fn best<'a>(&'a self, languages: &[String]) -> &'a str {
        languages
            .iter()
            .find_map(|language| self.get(language))
            .or(self.texts.first().map(|(_, text)| text.as_str()))
            .unwrap_or("")
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Those of `languages` that have no text.
    pub fn missing<'a>(&self, languages: &'a [String]) -> Vec<&'a str> {
        languages.iter().map(String::as_str).filter(|language| self.get(language).is_none()).collect()
    }
}

impl<'de> Deserialize<'de> for Localised {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LocalisedVisitor;
        impl<'de> Visitor<'de> for LocalisedVisitor {
            type Value = Localised;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, or a table of texts by language such as { fi = \"…\", sv = \"…\" }")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Localised, E> {
                Ok(Localised::same(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Localised, A::Error> {
                let mut texts: Vec<(String, String)> = Vec::new();
                while let Some((language, text)) = map.next_entry::<String, String>()? {
                    texts.push((language, text));
                }
                texts.sort();
                Ok(Localised { texts })
            }
        }
        deserializer.deserialize_any(LocalisedVisitor)
    }
}

impl Serialize for Localised {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.texts[..] {
            [(language, text)] if language.is_empty() => text.serialize(serializer),
            texts => serializer.collect_map(texts.iter().map(|(language, text)| (language, text))),
        }
    }
}

impl JsonSchema for Localised {
    fn schema_name() -> Cow<'static, str> {
        "Localised".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "description": "A text by language, or one text for all languages.",
            "anyOf": [{ "type": "string" }, { "type": "object", "additionalProperties": { "type": "string" } }]
        })
    }
}
