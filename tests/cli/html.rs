//! Pages read as text, and what every page must hold to.

use serde_json::Value;

/// What a page says between two marks of its source: text without elements, a line per row or paragraph.
pub fn said(page: &str, from: &str, to: &str) -> String {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from}"));
    let part = &page[start..start + page[start..].find(to).unwrap_or_else(|| panic!("no {to} after {from}"))];
    let mut text = String::new();
    for piece in part.split('<') {
        let (element, words) = piece.split_once('>').unwrap_or(("", piece));
        let name = element.split(' ').next().unwrap_or("");
        if ["/td", "/th", "/dt"].contains(&name) {
            text.push_str(" | ");
        }
        if ["/tr", "/p", "/h1", "/h2", "/h3", "/li", "/caption", "/dd"].contains(&name) {
            text.push('\n');
        }
        text.push_str(words.trim_matches('\n'));
    }
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<&str>>().join("\n")
}

/// The data of a page.
pub fn data(page: &str) -> Value {
    let start = page.find("id=\"data\">").expect("data") + "id=\"data\">".len();
    let end = start + page[start..].find("</script>").expect("the end of the data");
    serde_json::from_str(&page[start..end]).expect("JSON")
}

/// Nothing from outside, no script but its own, one heading of the first level.
pub fn assert_closed(name: &str, page: &str) {
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("src="), "{name}: something from outside");
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"), "{name}: no policy");
    assert_eq!(page.matches("<script").count(), 2, "{name}: its data and its script, no more");
    assert_eq!(page.matches("<h1").count(), 1, "{name}");
    assert!(!page.contains('\u{202e}') && !page.contains('\u{2028}'), "{name}: text that reorders");
}
