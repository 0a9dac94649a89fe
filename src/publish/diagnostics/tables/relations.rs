//! Tables of values together: correlations, alpha, components, weights.

use super::{Cell, Column, flag, reason, row, table};
use crate::analysis::diagnostics::correlation::FEWEST_FOR_P_VALUE;
use crate::analysis::diagnostics::reliability::LEAST_ALPHA;
use crate::analysis::diagnostics::{Diagnostics, NotComputed, Subject};
use crate::publish::Build;
use crate::publish::diagnostics::{id, kind};
use crate::publish::table::Table;
use crate::round;

/// Decimals of p-values: an approximation has no more, and nobody reads a hundred zeros.
const P_VALUE_DECIMALS: u32 = 9;

/// Why there is no p-value.
fn without_p_value(n_regions: usize) -> NotComputed {
    NotComputed::TooFewRegions { found: n_regions, needed: FEWEST_FOR_P_VALUE }
}

/// One row per pair: indicators, indicators with the nodes above them, nodes.
pub(super) fn correlations(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Count, Real, Text};
    let columns = [
        Text("a"),
        Text("b"),
        Text("relation"),
        Count("n_regions"),
        Real("pearson"),
        Real("p_value"),
        Real("spearman"),
        Real("kendall"),
        Text("flag"),
        Text("reason"),
    ];
    let mut rows = Vec::new();
    for edition in editions {
        for of in &edition.correlations {
            let row = row![
                id(build.plan, of.a),
                id(build.plan, of.b),
                of.relation.words(),
                of.n_regions,
                of.coefficients.map(|of| of.pearson),
                of.coefficients.ok().and_then(|of| of.p_value).map(|p_value| round::to_decimals(p_value, P_VALUE_DECIMALS)),
                of.coefficients.map(|of| of.spearman),
                of.coefficients.map(|of| of.kendall),
                of.flag().map(|flag| flag.word()),
                reason(&of.coefficients.and_then(|found| found.p_value.ok_or(without_p_value(of.n_regions)))),
            ];
            rows.push((edition.edition_idx, row));
        }
    }
    table(build, &columns, rows)
}

/// One row per node: Cronbach's alpha.
pub(super) fn reliability(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Count, Real, Text};
    let columns = [
        Text("node"),
        Text("kind"),
        Count("n_indicators"),
        Count("n_indicators_used"),
        Count("n_regions"),
        Real("alpha"),
        Real("alpha_standardised"),
        Real("alpha_pairwise"),
        Text("flag"),
        Text("reason"),
    ];
    let plan = build.plan;
    let mut rows = Vec::new();
    for edition in editions {
        for (node_idx, of) in edition.reliability.iter().enumerate() {
            let (node, found) = (&plan.tree.nodes[node_idx], of.as_ref().ok());
            let row = row![
                node.id.as_str(),
                kind(Subject::Node(node_idx)),
                node.leaves.len(),
                found.map(|of| of.items.len()),
                found.map(|of| of.n_regions),
                found.map(|of| of.alpha),
                found.and_then(|of| of.standardised.ok()),
                found.and_then(|of| of.pairwise.ok()),
                found.map(|of| flag(of.alpha < LEAST_ALPHA, "low")),
                reason(&of.as_ref().map_err(|reason| *reason).and_then(|of| of.standardised.and(of.pairwise))),
            ];
            rows.push((edition.edition_idx, row));
        }
    }
    table(build, &columns, rows)
}

/// One row per node and indicator below it: how it hangs together with the others.
pub(super) fn reliability_indicators(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Real, Text};
    let columns = [Text("node"), Text("indicator"), Real("correlation_with_the_rest"), Real("alpha_without"), Text("reason")];
    let plan = build.plan;
    let mut rows = Vec::new();
    for edition in editions {
        for (node, of) in plan.tree.nodes.iter().zip(&edition.reliability) {
            for item in of.iter().flat_map(|of| &of.items) {
                let row = row![
                    node.id.as_str(),
                    id(plan, Subject::Indicator(node.leaves[item.position])),
                    item.with_the_rest,
                    item.alpha_without,
                    item.with_the_rest.err().or(item.alpha_without.err()).map(|reason| reason.to_string()),
                ];
                rows.push((edition.edition_idx, row));
            }
        }
    }
    table(build, &columns, rows)
}

/// One row per node and component; one with only a reason where there are none.
pub(super) fn components(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Count, Real, Text};
    let columns = [
        Text("node"),
        Count("n_indicators_used"),
        Count("n_regions"),
        Count("component"),
        Real("eigenvalue"),
        Real("share"),
        Real("cumulative_share"),
        Text("reason"),
    ];
    let plan = build.plan;
    let mut rows = Vec::new();
    for edition in editions {
        for (node, of) in plan.tree.nodes.iter().zip(&edition.components) {
            let id = node.id.as_str();
            let empty = row![id, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, reason(of)];
            let Ok(of) = of else {
                rows.push((edition.edition_idx, empty));
                continue;
            };
            for (position, component) in of.components.iter().enumerate() {
                let row = row![
                    id,
                    of.positions.len(),
                    of.n_regions,
                    position + 1,
                    component.eigenvalue,
                    component.share,
                    component.cumulative_share,
                    Cell::Empty,
                ];
                rows.push((edition.edition_idx, row));
            }
        }
    }
    table(build, &columns, rows)
}

/// One row per node, component and indicator.
pub(super) fn loadings(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Count, Real, Text};
    let columns = [Text("node"), Count("component"), Text("indicator"), Real("loading"), Real("correlation")];
    let plan = build.plan;
    let mut rows = Vec::new();
    for edition in editions {
        for (node, of) in plan.tree.nodes.iter().zip(&edition.components) {
            let Ok(of) = of else { continue };
            for (number, component) in of.components.iter().enumerate() {
                for (item, &position) in of.positions.iter().enumerate() {
                    let row = row![
                        node.id.as_str(),
                        number + 1,
                        id(plan, Subject::Indicator(node.leaves[position])),
                        component.loadings[item],
                        component.correlation(item),
                    ];
                    rows.push((edition.edition_idx, row));
                }
            }
        }
    }
    table(build, &columns, rows)
}

/// One row per indicator and factor: nominal against effective weight.
pub(super) fn weights(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Count, Real, Text};
    let columns = [
        Text("subject"),
        Text("kind"),
        Count("n_regions"),
        Real("nominal_weight"),
        Real("correlation_with_index"),
        Real("r_squared"),
        Real("correlation_ratio"),
        Real("effective_weight"),
        Real("effective_by_nominal"),
        Text("flag"),
        Text("reason"),
    ];
    let mut rows = Vec::new();
    for edition in editions {
        for of in &edition.influence {
            let flag = match of.ratio() {
                Some(ratio) if of.is_mismatch() => Some(if 1.0 < ratio { "decides more" } else { "decides less" }),
                Some(_) => Some("ok"),
                None => None,
            };
            let row = row![
                id(build.plan, of.subject),
                kind(of.subject),
                of.n_regions,
                of.nominal,
                of.pearson,
                of.pearson.map(|pearson| pearson * pearson),
                of.correlation_ratio,
                of.share,
                of.ratio(),
                flag,
                of.pearson.err().or(of.correlation_ratio.err()).map(|reason| reason.to_string()),
            ];
            rows.push((edition.edition_idx, row));
        }
    }
    table(build, &columns, rows)
}
