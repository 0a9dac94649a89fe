//! Decoded columns as the steps need them: texts as dictionary keys, numbers as doubles, periods as positions.
//!
//! Conversions are exact or refused: an integer that a double cannot hold is an error, never a rounded value.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Decimal128Array, DictionaryArray, Float64Array, PrimitiveArray, StringArray};
use arrow::datatypes::{
    ArrowPrimitiveType, DataType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};

/// Largest integer below which a double holds every integer.
const EXACT: i128 = 1 << 53;

/// What kind of column a data type is, for the checks on a file's schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Other numbers.
    Number,
    /// Anything else.
    Other,
}

/// The kind of a data type.
pub fn kind_of(data_type: &DataType) -> ColumnKind {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => ColumnKind::Text,
        DataType::Dictionary(_, values) => kind_of(values),
        integer if integer.is_integer() => ColumnKind::Integer,
        DataType::Float16 | DataType::Float32 | DataType::Float64 | DataType::Decimal128(_, _) => ColumnKind::Number,
        // Small decimals may be read in narrower types; they are widened when they are converted.
        DataType::Decimal32(_, _) | DataType::Decimal64(_, _) => ColumnKind::Number,
        _ => ColumnKind::Other,
    }
}

/// A data type in words, for messages.
pub fn type_in_words(data_type: &DataType) -> String {
    match data_type {
        DataType::Boolean => "true/false values".into(),
        DataType::Date32 | DataType::Date64 => "dates".into(),
        DataType::Timestamp(_, _) => "timestamps".into(),
        DataType::Time32(_) | DataType::Time64(_) => "times of day".into(),
        DataType::Duration(_) | DataType::Interval(_) => "durations".into(),
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView | DataType::FixedSizeBinary(_) => {
            "bytes that are not marked as text".into()
        }
        DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(_, _) => "lists".into(),
        DataType::Struct(_) => "nested records".into(),
        DataType::Map(_, _) => "maps".into(),
        DataType::Decimal256(_, _) => "decimals of more than 38 digits".into(),
        other if kind_of(other) == ColumnKind::Text => "text".into(),
        other if kind_of(other) == ColumnKind::Integer => "whole numbers".into(),
        other if kind_of(other) == ColumnKind::Number => "decimal numbers".into(),
        other => format!("values of the type {other}"),
    }
}

/// A value that a double cannot hold exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inexact {
    /// Row within the array.
    pub row: usize,
    /// The value as text.
    pub text: String,
}

/// Numbers of any type as doubles; nulls stay nulls.
///
/// # Errors
/// An integer beyond 2^53 that no double equals. Types that are not numbers give an empty array: schemas are checked before.
pub fn numbers(array: &ArrayRef) -> Result<Float64Array, Inexact> {
    match array.data_type() {
        DataType::Float64 => Ok(array.as_primitive::<Float64Type>().clone()),
        DataType::Float32 => Ok(widened::<Float32Type>(array, f64::from)),
        DataType::Float16 => Ok(widened::<Float16Type>(array, f64::from)),
        DataType::Int8 => Ok(widened::<Int8Type>(array, f64::from)),
        DataType::Int16 => Ok(widened::<Int16Type>(array, f64::from)),
        DataType::Int32 => Ok(widened::<Int32Type>(array, f64::from)),
        DataType::UInt8 => Ok(widened::<UInt8Type>(array, f64::from)),
        DataType::UInt16 => Ok(widened::<UInt16Type>(array, f64::from)),
        DataType::UInt32 => Ok(widened::<UInt32Type>(array, f64::from)),
        DataType::Int64 => integers::<Int64Type>(array),
        DataType::UInt64 => integers::<UInt64Type>(array),
        DataType::Decimal128(_, scale) => Ok(decimals(array.as_primitive(), *scale)),
        _ => Ok(Float64Array::new_null(array.len())),
    }
}

fn widened<T: ArrowPrimitiveType>(array: &ArrayRef, convert: impl Fn(T::Native) -> f64) -> Float64Array {
    array.as_primitive::<T>().unary(convert)
}

fn integers<T: ArrowPrimitiveType>(array: &ArrayRef) -> Result<Float64Array, Inexact>
where
    T::Native: Into<i128>,
{
    let values: &PrimitiveArray<T> = array.as_primitive();
    for row in 0..values.len() {
        let value: i128 = values.value(row).into();
        if values.is_valid(row) && value.abs() > EXACT && (value as f64) as i128 != value {
            return Err(Inexact { row, text: value.to_string() });
        }
    }
    Ok(values.unary(|value| {
        let value: i128 = value.into();
        value as f64
    }))
}

/// Decimals as the nearest doubles: by one correctly rounded division where both sides are exact, else by way of text.
fn decimals(values: &Decimal128Array, scale: i8) -> Float64Array {
    let power = (0..=22).contains(&scale).then(|| 10f64.powi(i32::from(scale)));
    values.iter().map(|value| value.map(|value| decimal(value, scale, power))).collect()
}

fn decimal(value: i128, scale: i8, power: Option<f64>) -> f64 {
    match power {
        Some(power) if value.abs() <= EXACT => value as f64 / power,
        _ => format!("{value}e{}", -i32::from(scale)).parse().unwrap_or(f64::NAN),
    }
}

/// A text column: keys into distinct values.
#[derive(Debug, Clone)]
pub struct Texts {
    dictionary: DictionaryArray<Int32Type>,
}

impl Texts {
    /// Takes a column that was read as a dictionary (or, for the rare encodings that were not, makes one).
    pub fn new(array: &ArrayRef) -> Option<Self> {
        if let Some(dictionary) = array.as_any().downcast_ref::<DictionaryArray<Int32Type>>() {
            return Some(Texts { dictionary: dictionary.clone() });
        }
        let texts = array.as_any().downcast_ref::<StringArray>()?;
        Some(Texts { dictionary: texts.iter().collect() })
    }

    /// Distinct values.
    pub fn values(&self) -> Option<&StringArray> {
        self.dictionary.values().as_any().downcast_ref::<StringArray>()
    }

    /// The distinct values' array, to recognise it in the next batch.
    pub fn values_ref(&self) -> &ArrayRef {
        self.dictionary.values()
    }

    /// Key of each row; of a null row any number.
    pub fn keys(&self) -> &[i32] {
        self.dictionary.keys().values()
    }

    /// Whether a row is null.
    pub fn is_null(&self, row: usize) -> bool {
        self.dictionary.is_null(row)
    }

    /// Whether any row is null.
    pub fn has_nulls(&self) -> bool {
        self.dictionary.null_count() > 0
    }

    /// Text of a row; empty when null.
    pub fn text(&self, row: usize) -> &str {
        if self.is_null(row) {
            return "";
        }
        let key = self.keys()[row] as usize;
        self.values().filter(|values| key < values.len()).map_or("", |values| values.value(key))
    }
}

/// A text column; whole numbers are written out, so that `91` is the text "91".
pub fn text_column(array: &ArrayRef) -> Result<Texts, String> {
    if kind_of(array.data_type()) == ColumnKind::Integer {
        let integers = numbers(array).map_err(|inexact| format!("the whole number {} is too large", inexact.text))?;
        let texts: StringArray = integers.iter().map(|value| value.map(|value| format!("{value}"))).collect();
        let texts: ArrayRef = Arc::new(texts);
        return Texts::new(&texts).ok_or_else(|| "a column of codes cannot be read".into());
    }
    Texts::new(array).ok_or_else(|| "a column that should be text is not".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Int64Array, UInt64Array};

    #[test]
    fn integers_are_exact_or_refused() {
        let fits: ArrayRef = Arc::new(Int64Array::from(vec![Some(1 << 53), None, Some(-(1 << 60))]));
        assert_eq!(numbers(&fits).map(|array| array.value(2)), Ok(-(1i64 << 60) as f64));
        let does_not: ArrayRef = Arc::new(Int64Array::from(vec![1, (1 << 53) + 1]));
        assert_eq!(numbers(&does_not), Err(Inexact { row: 1, text: "9007199254740993".into() }));
        let unsigned: ArrayRef = Arc::new(UInt64Array::from(vec![u64::MAX]));
        assert!(numbers(&unsigned).is_err());
    }

    #[test]
    fn a_decimal_is_the_double_nearest_to_what_is_written() {
        let array = |values: Vec<i128>, scale| -> ArrayRef {
            Arc::new(Decimal128Array::from(values).with_precision_and_scale(38, scale).expect("fits"))
        };
        let read = |values, scale| numbers(&array(values, scale)).expect("decimals convert").values().to_vec();
        assert_eq!(read(vec![123, -5], 1), [12.3, -0.5]);
        assert_eq!(read(vec![123_456_789_012_345_678_901], 20), ["1.23456789012345678901".parse::<f64>().expect("a number")]);
    }
}
