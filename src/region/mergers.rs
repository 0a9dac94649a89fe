//! Who merged into whom, and when: following a code from one division to another.

use std::collections::BTreeMap;

use super::Day;

/// A region (or a code) that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merger {
    /// First day of the new division.
    pub date: Day,
    /// The code that ended.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The code that carries on.
    pub successor: String,
}

/// All mergers, by the code that ended.
#[derive(Debug, Clone, Default)]
pub struct Mergers {
    by_code: BTreeMap<String, Vec<Merger>>,
}

impl Mergers {
    /// Makes the table; the order of the rows does not matter.
    pub fn new(mergers: impl IntoIterator<Item = Merger>) -> Self {
        let mut by_code: BTreeMap<String, Vec<Merger>> = BTreeMap::new();
        for merger in mergers {
            by_code.entry(merger.code.clone()).or_default().push(merger);
        }
        for list in by_code.values_mut() {
            list.sort_by_key(|merger| merger.date);
        }
        Mergers { by_code }
    }

    /// Every merger, sorted by code and date.
    pub fn all(&self) -> impl Iterator<Item = &Merger> {
        self.by_code.values().flatten()
    }

    /// Codes that ended.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.by_code.keys().map(String::as_str)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_code.is_empty()
    }

    /// Name of a code that ended.
    pub fn name(&self, code: &str) -> Option<&str> {
        self.by_code.get(code)?.first().map(|merger| merger.name.as_str())
    }

    /// How a code ended, if it did: its last merger.
    pub fn ended(&self, code: &str) -> Option<&Merger> {
        self.by_code.get(code)?.last()
    }

    /// The code that a region of the division of `from` bears in the division of `to`, through any chain of mergers.
    ///
    /// Mergers up to and including 1 January of `from` have already happened on the source's division and are not followed.
    pub fn follow<'a>(&'a self, code: &'a str, from: i32, to: i32) -> &'a str {
        let mut code = code;
        let mut after = Day::new_year(from);
        let last = Day::new_year(to);
        while let Some(merger) =
            self.by_code.get(code).and_then(|list| list.iter().find(|merger| after < merger.date && merger.date <= last))
        {
            code = &merger.successor;
            after = merger.date;
        }
        code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merger(date: &str, code: &str, successor: &str) -> Merger {
        Merger {
            date: Day::parse(date).expect(date),
            code: code.into(),
            name: format!("name {code}"),
            successor: successor.into(),
        }
    }

    /// Suodenniemi joined Vammala in 2007, which became Sastamala in 2009.
    fn mergers() -> Mergers {
        Mergers::new([merger("2009-01-01", "912", "790"), merger("2007-01-01", "772", "912"), merger("2020-01-01", "911", "541")])
    }

    #[test]
    fn chains_are_followed_as_far_as_the_division_asks() {
        let mergers = mergers();
        assert_eq!(mergers.follow("772", 2006, 2008), "912");
        assert_eq!(mergers.follow("772", 2006, 2021), "790");
        assert_eq!(mergers.follow("912", 2008, 2021), "790");
    }

    #[test]
    fn the_first_day_of_the_new_division_already_has_the_new_code() {
        let mergers = mergers();
        assert_eq!(mergers.follow("911", 2019, 2020), "541");
        assert_eq!(mergers.follow("911", 2019, 2019), "911");
        assert_eq!(mergers.follow("541", 2019, 2021), "541");
    }
}
