//! Resolves `[[footnote]]`. Whether there is such a region or type is seen when the regions are read ([`crate::region`]).

use std::collections::BTreeMap;

use super::Resolver;
use crate::config::raw::RawConfig;
use crate::plan::{Footnote, FootnoteOf};

pub(super) fn footnotes(
    resolver: &mut Resolver<'_>,
    raw: &RawConfig,
    edition_ids: &BTreeMap<String, usize>,
    indicator_ids: &BTreeMap<String, usize>,
) -> Vec<Footnote> {
    let factor_ids: BTreeMap<String, usize> =
        raw.factors.iter().enumerate().map(|(position, factor)| (factor.id.value.clone(), position + 1)).collect();
    let mut footnotes = Vec::new();
    for footnote in &raw.footnotes {
        let languages: Vec<String> = raw.index.iter().flat_map(|index| &index.languages).map(|of| of.value.clone()).collect();
        let missing = footnote.text.value.missing(&languages);
        let says = |language: &String| footnote.text.value.get(language).is_some_and(|text| !text.trim().is_empty());
        if !languages.iter().any(says) {
            resolver.problem(&footnote.text.span, "the footnote says nothing", "write `text = { fi = \"…\", sv = \"…\" }`");
        } else if !missing.is_empty() {
            let message = format!("the footnote has no text in {}", missing.join(", "));
            resolver.problem(&footnote.text.span, message, "add the text: a reader in that language would see no footnote");
        }
        if let (Some(_), Some(factor)) = (&footnote.indicator, &footnote.factor) {
            let message = "the footnote is about an indicator and about a factor";
            resolver.problem(&factor.span, message, "keep one of them, or write two footnotes");
        }
        if let (Some(_), Some(region_type)) = (&footnote.region, &footnote.region_type) {
            let message = "the footnote is about a region and about a region type";
            resolver.problem(&region_type.span, message, "keep one of them, or write two footnotes");
        }
        let edition_idx = footnote.edition.as_ref().map(|edition| resolver.lookup("edition", edition, edition_ids));
        let indicator = footnote.indicator.as_ref().map(|of| resolver.lookup("indicator", of, indicator_ids));
        let factor = footnote.factor.as_ref().map(|of| resolver.lookup("factor", of, &factor_ids));
        footnotes.push(Footnote {
            text: footnote.text.value.clone(),
            edition_idx: edition_idx.flatten(),
            region: footnote.region.clone(),
            region_type: footnote.region_type.clone(),
            of: indicator.flatten().map(FootnoteOf::Indicator).or(factor.flatten().map(FootnoteOf::Node)),
        });
    }
    footnotes
}
