//! Families of files that are not made of very many regions: from how many on, and what is said then.

use super::labels::notes as text;
use super::notes::Voice;
use super::{Build, Family, datawrapper, profiles, report, tidy, workbook};

/// Most regions of which pages are made: beyond them no browser is quick with the report, and no reader.
const MOST_ON_PAGES: usize = 4_000;
/// Most regions of which a workbook and tables for charts and further programs are made: beyond them nobody reads a workbook, and
/// it would take more memory than the rest of a build; what the others hold stands in the tables for machines.
const MOST_IN_WORKBOOK: usize = 20_000;

/// Families that have a limit: how they are called, and the most regions of which they are made.
const LIMITED: [(Family, &str, usize); 5] = [
    (Family::Workbook, workbook::NAME, MOST_IN_WORKBOOK),
    (Family::Report, report::NAME, MOST_ON_PAGES),
    (Family::Profiles, profiles::FOLDER, MOST_ON_PAGES),
    (Family::Tidy, tidy::NAME, MOST_IN_WORKBOOK),
    (Family::Datawrapper, datawrapper::FOLDER, MOST_IN_WORKBOOK),
];

/// A family that is not made, because there are more regions than it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The family.
    pub family: Family,
    /// Its file, or its folder with a slash.
    pub name: &'static str,
    /// The most regions of which it is made.
    pub most_regions: usize,
}

impl LeftOut {
    /// A line that says so.
    pub fn line(self, n_regions: usize, voice: Voice<'_>) -> String {
        let label = if self.name.ends_with('/') { text::NO_FOLDER } else { text::NO_FILE };
        voice.say(label, &[self.name, &n_regions.to_string(), &self.most_regions.to_string()])
    }
}

/// The families that are not made of so many regions.
pub fn left_out(n_regions: usize) -> impl Iterator<Item = LeftOut> {
    let limited = LIMITED.into_iter().filter(move |(_, _, most_regions)| *most_regions < n_regions);
    limited.map(|(family, name, most_regions)| LeftOut { family, name, most_regions })
}

/// Whether a family is not made of the regions of a build.
pub fn leaves_out(build: &Build<'_>, family: Family) -> bool {
    left_out(build.regions.n_ranked()).any(|of| of.family == family)
}

/// Which files are left out for size, line by line.
pub fn lines(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let n_regions = build.regions.n_ranked();
    left_out(n_regions).map(|of| of.line(n_regions, voice)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_itself_is_still_made() {
        let left_out = |n_regions: usize| left_out(n_regions).map(|of| of.name).collect::<Vec<&str>>().join(" ");
        assert_eq!(left_out(4_000), "");
        assert_eq!(left_out(4_001), "report.html profiles/");
        assert_eq!(left_out(20_000), "report.html profiles/");
        assert_eq!(left_out(20_001), "rankings.xlsx report.html profiles/ tidy.parquet datawrapper/");
    }
}
