//! How value columns are called that state their period, and what a source then cannot say beside it.

use super::Resolver;
use crate::column_pattern::ColumnPattern;
use crate::config::raw::*;

/// The pattern of a source's columns, if it has one.
pub(super) fn resolve(resolver: &mut Resolver<'_>, source: &RawSource) -> Option<ColumnPattern> {
    let written = source.columns.pattern.as_ref()?;
    let pattern = match ColumnPattern::parse(written) {
        Ok(pattern) => pattern,
        Err(fault) => {
            resolver.problem(&written.span, fault.message, fault.help);
            return None;
        }
    };
    if source.layout == Some(RawLayout::Long) {
        let help = "leave out `layout`, or say \"wide\"; a long file needs no pattern";
        resolver.problem(&written.span, "a long file has no column per period", help);
    }
    let columns = &source.columns;
    let contradicted = [
        ("period", columns.period.as_ref(), "the columns name the period"),
        ("period", source.period.as_ref(), "the columns name the period"),
        ("indicator", columns.indicator.as_ref(), "it is for long files"),
        ("value", columns.value.as_ref(), "every column that fits the pattern holds values"),
        ("symbol", columns.symbol.as_ref(), "symbols stand in `<column>_symbol`"),
    ];
    for (key, stated, why) in contradicted {
        if let Some(stated) = stated {
            resolver.problem(
                &stated.span,
                format!("`{key}` has no meaning beside a `pattern` of columns: {why}"),
                "leave it out",
            );
        }
    }
    match (&source.variable, pattern.names_variables()) {
        (Some(variable), true) => resolver.problem(
            &variable.span,
            format!("the source is of one variable, and its columns are called `{}`", pattern.written()),
            format!(
                "leave out `variable`; or write the name of the variable into the pattern: `{}`",
                pattern.written().replace("{variable}", variable)
            ),
        ),
        (None, false) => resolver.problem(
            &written.span,
            format!("columns called `{}` do not name a variable, and neither does the source", pattern.written()),
            "name the one variable that the files hold (`variable = \"…\"`), or add `{variable}` to the pattern",
        ),
        (Some(_), false) | (None, true) => {}
    }
    Some(pattern)
}
