//! `diagnostics.md`: the findings by topic, what was looked at, by which rule, and in which file the numbers are.

use super::findings::{Finding, Topic, findings};
use super::{REPORT, fixed, percent};
use crate::analysis::diagnostics::Diagnostics;
use crate::analysis::diagnostics::{availability, components, correlation, distribution, influence, reliability};
use crate::error::counted;
use crate::publish::notes::Voice;
use crate::publish::{Build, OutputFile, base_name, mark};

/// The report.
pub(super) fn file(build: &Build<'_>, editions: &[Diagnostics]) -> OutputFile {
    let plan = build.plan;
    let mut text = format!("# {}: diagnostics\n\n", plan.index.title.best(&plan.index.languages));
    let mut about = Vec::new();
    if let Some(label) = plan.index.label.get(plan.main_language()) {
        about.push(label.to_owned());
    }
    about.push(format!("Data status: {}", mark::status_in_words(build, "en")));
    about.push(format!(
        "{}, {}",
        counted(build.regions.n_ranked(), "region", "regions"),
        counted(plan.indicators.len(), "indicator", "indicators")
    ));
    for input in &build.ingested.inputs {
        about.push(format!("Input: {} ({} rows, SHA-256 {})", base_name(input.name.as_ref()), input.rows, input.sha256));
    }
    about.push(
        "A finding is a reason to look, not an error. Raw values are described as they were derived; everything that compares \
         indicators uses their scores, which all point the same way (more is better)"
            .to_owned(),
    );
    text.push_str(&list(&about));
    for edition in editions {
        text.push_str(&format!("\n## Edition {}\n", plan.editions[edition.edition_idx].id));
        let findings = findings(build, edition, Voice::of_terminal(plan));
        for topic in Topic::ALL {
            let of_topic: Vec<String> = findings.iter().filter(|of| of.topic == topic).map(in_markdown).collect();
            text.push_str(&format!("\n### {}\n\n", topic.title()));
            text.push_str(&if of_topic.is_empty() { "Nothing stands out.\n".to_owned() } else { list(&of_topic) });
        }
    }
    text.push_str("\n## What was looked at\n");
    for topic in Topic::ALL {
        text.push_str(&format!("\n### {}\n\n{}\n", topic.title(), rules(topic)));
    }
    text.push_str("\nA number that cannot be computed is an empty cell, and the column `reason` says why.\n");
    OutputFile { name: REPORT.into(), bytes: text.into_bytes(), content_sha256: None }
}

fn list(lines: &[String]) -> String {
    lines.iter().map(|line| format!("- {line}\n")).collect()
}

/// Names of regions come from a table and could hold anything: nothing in them becomes a link, a tag or a new line.
fn in_markdown(finding: &Finding) -> String {
    let escaped = |character: char| match character {
        '<' | '>' | '[' | ']' | '*' | '_' | '|' => format!("\\{character}"),
        character => character.to_string(),
    };
    // Between backticks stand short names of the configuration, which are shown as they are.
    let parts = finding.text.split('`').enumerate();
    let parts =
        parts.map(|(position, part)| if position % 2 == 1 { format!("`{part}`") } else { part.chars().map(escaped).collect() });
    parts.collect()
}

/// The method and the thresholds of a topic.
fn rules(topic: Topic) -> String {
    match topic {
        Topic::Availability => format!(
            "Files `availability.csv`, `availability_regions.csv`. Share of the regions that have the indicator (low below {}); \
             of the values, the share that is not zero (low below {}), different values per value (low below {}) and the share of \
             the most common one (high above {}). A region is low below {} of the \
             indicators; `coverage` is the share of the index's weight that rests on data.",
            percent(availability::LEAST_AVAILABLE, 0),
            percent(availability::LEAST_NONZERO, 0),
            percent(availability::LEAST_DISTINCT, 0),
            percent(availability::MOST_SAME, 0),
            percent(availability::LEAST_AVAILABLE_OF_REGION, 0),
        ),
        Topic::Correlations => format!(
            "File `correlations.csv`. Pearson's r, Spearman's ρ and Kendall's τ-b over the regions that have both (`n_regions`); the \
             p-value of r by Fisher's z. `same`: |r| above {} or |ρ| above {}, of two indicators or two factors. `opposed`: r below \
             {} with p below {}, unless the indicators are of different factors. `weak`: |r| below {} within a factor, and with \
             what stands above. An indicator is part of what stands above it, so that correlation is never quite zero.",
            correlation::SAME_PEARSON,
            correlation::SAME_SPEARMAN,
            fixed(correlation::OPPOSED, 1),
            correlation::SIGNIFICANT,
            correlation::WEAK,
        ),
        Topic::Weights => format!(
            "File `weights.csv`. `nominal_weight` is the product of the shares on the way up to the index. `correlation_ratio` is \
             Var(E[index | indicator]) / Var(index), the share of the index's variance that would be gone if all regions scored the \
             same on the indicator (Paruolo, Saisana & Saltelli 2013); the curve is one of running lines, predicted without the \
             region itself, with the best of the spans {}; it takes {} regions. `r_squared` is the same for a straight line. `effective_weight` is the \
             correlation ratio divided by the sum over all indicators (of factors: over those at the same depth, times what they weigh together). Flagged: \
             more than {} times the nominal weight, or less than 1/{} of it.",
            influence::SPANS.map(|span| percent(span, 0)).join(", "),
            influence::FEWEST_FOR_A_CURVE,
            influence::MISMATCH,
            influence::MISMATCH,
        ),
        Topic::Factors => format!(
            "Files `reliability.csv`, `reliability_indicators.csv`, `components.csv`, `loadings.csv`. Cronbach's alpha of the scores \
             over the regions that have all indicators (low below {}), of standardised scores, and from pairwise covariances; per \
             indicator, its correlation with the sum of the others and alpha without it. Principal components of the correlation \
             matrix: a factor that is one thing has one eigenvalue above {}; its components should explain {}. Loadings have \
             length one and are turned so that they sum to more than zero. Indicators that are the same everywhere are left out.",
            reliability::LEAST_ALPHA,
            components::LEAST_EIGENVALUE,
            percent(components::LEAST_EXPLAINED, 0),
        ),
        Topic::Distribution => format!(
            "Files `distribution.csv`, `outliers.csv`. Raw values. Quartiles as in Excel's QUARTILE.INC; standard deviation with \
             n − 1; skewness and excess kurtosis as in Excel's SKEW and KURT. `outliers`: |skewness| above {} and kurtosis above {}. \
             A region stands apart more than {} interquartile ranges beyond a quartile, far apart beyond {}.",
            distribution::MOST_SKEWNESS,
            distribution::MOST_KURTOSIS,
            distribution::APART,
            distribution::FAR_APART,
        ),
        Topic::Ties => {
            "File `ties.csv`. Regions that share their raw value (indicators) or their rounded score, and so their rank \
                        (factors and the index)."
                .to_owned()
        }
    }
}
