//! `[publish.licence]` and `[[publish.attribution]]`.

use super::Resolver;
use crate::config::located::{Localised, Located};
use crate::config::raw::{RawAttribution, RawConfig, RawLicence};
use crate::error::did_you_mean;
use crate::plan::{Attribution, Licence};

/// The licence of the results.
pub(super) fn licence(resolver: &mut Resolver<'_>, raw: &RawLicence) -> Licence {
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if !is_name(&raw.name) {
        let help = "write its short name, such as \"CC-BY-4.0\", and its name in words as `title`";
        resolver.problem(&raw.name.span, format!("`{}` is no short name of a licence", raw.name.value), help);
    }
    Licence {
        name: raw.name.value.clone(),
        title: raw.title.as_ref().map(|title| title.value.clone()),
        url: url(resolver, raw.url.as_ref()),
    }
}

/// What is to be said of sources; each is one that a variable or an indicator names.
pub(super) fn attributions(resolver: &mut Resolver<'_>, raw: &RawConfig, languages: &[String]) -> Vec<Attribution> {
    let sources: Vec<&Localised> = raw
        .variables
        .iter()
        .map(|variable| &variable.source)
        .chain(raw.indicators.iter().map(|indicator| &indicator.source))
        .collect();
    let known: Vec<&str> =
        languages.iter().flat_map(|language| sources.iter().filter_map(move |source| source.get(language))).collect();
    let mut attributions: Vec<Attribution> = Vec::new();
    for RawAttribution { source, licence, url: address } in &raw.publish.attributions {
        if !known.contains(&source.value.as_str()) {
            let help = did_you_mean(source, known.iter().copied());
            resolver.problem(&source.span, format!("no variable or indicator has the source `{}`", source.value), help);
        }
        if attributions.iter().any(|other| other.source == source.value) {
            resolver.problem(&source.span, format!("`{}` is attributed twice", source.value), "keep one of them");
        }
        attributions.push(Attribution {
            source: source.value.clone(),
            licence: licence.as_ref().map(|licence| licence.value.clone()),
            url: url(resolver, address.as_ref()),
        });
    }
    attributions
}

fn url(resolver: &mut Resolver<'_>, url: Option<&Located<String>>) -> Option<String> {
    let url = url?;
    let is_url = url.starts_with("https://") || url.starts_with("http://");
    if !is_url || url.chars().any(|character| character.is_whitespace() || character.is_control()) {
        resolver.problem(&url.span, format!("`{}` is no address", url.value), "write \"https://…\"");
    }
    Some(url.value.clone())
}
