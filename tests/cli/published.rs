//! `evp compare` with a published workbook: which sheet, which row, which cells, and what is told where something is wrong.

use insta::assert_snapshot;

use crate::workdir::Workdir;

/// Writes a workbook: sheets with their rows of cells.
fn workbook(workdir: &Workdir, name: &str, sheets: &[(&str, &[&[Cell]])]) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let shown = rust_xlsxwriter::Format::new().set_num_format("0.0");
    for (sheet, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*sheet).expect("the name of a sheet");
        for (row, cells) in (0..).zip(rows.iter()) {
            for (column, cell) in (0..).zip(cells.iter()) {
                match *cell {
                    Cell::Text("") => Ok(&mut *sheet),
                    Cell::Text(text) => sheet.write_string(row, column, text),
                    Cell::Number(number) => sheet.write_number_with_format(row, column, number, &shown),
                    Cell::Formula(formula, value) => {
                        let formula = rust_xlsxwriter::Formula::new(formula).set_result(value);
                        sheet.write_formula(row, column, formula)
                    }
                }
                .expect("a cell");
            }
        }
    }
    workdir.write(name, workbook.save_to_buffer().expect("a workbook"));
}

/// What a cell of a workbook holds.
#[derive(Clone, Copy)]
enum Cell {
    Text(&'static str),
    /// Shown with one decimal, whatever it is.
    Number(f64),
    Formula(&'static str, &'static str),
}
use Cell::{Formula, Number, Text};

/// The tiny index of 2025 as a publisher might print it: a title above, a note below; numbers, texts and formulas.
const PUBLISHED: &[&[Cell]] = &[
    &[Text("Elinvoima 2025")],
    &[],
    &[Text("Sijoitus"), Text("Kuntanumero"), Text("Kunta"), Text("Pisteet")],
    &[Text("1."), Number(49.0), Text("Espoo"), Number(83.3)],
    &[Text("2."), Number(91.0), Text("Helsinki"), Text("77,8")],
    &[Number(3.0), Number(92.0), Text("Vantaa"), Formula("=D5-16.7", "61.1")],
    &[Formula("=A6+1", "4"), Number(235.0), Text("Kauniainen"), Number(55.6)],
    &[],
    &[Text("Lähde: kunnat")],
    &[Text(""), Text("Luvut pyöristetty")],
];

#[test]
fn a_published_workbook() {
    let workdir = Workdir::built();
    let other: &[&[Cell]] = &[&[Text("Kunta"), Text("Sija")], &[Text("Espoo"), Number(1.0)]];
    workbook(&workdir, "published.xlsx", &[("Lue tämä", &[&[Text("Kunta")]]), ("Sijoitukset", PUBLISHED), ("Toinen", other)]);
    assert_snapshot!(workdir.run(&["compare", "published.xlsx", "out"]), @r"
    exit code: 0
    ----- stdout -----
    tiny: out, edition 2025 against published.xlsx, sheet Sijoitukset
    *** draft ***

                  in both  same rank  mean shift  largest climb  largest fall  Spearman
     all regions        4          4         0.0                                 1.0000

    New: 3 (214 Kankaanpää, 541 Nurmes, 790 Sastamala)
    Scores: 1 differ, 3 are equal when rounded
    Ranks: 0 differ, 0 differ where the printed digits do not determine the order
    A published table does not say what it was made from: causes cannot be told apart
    Further sheets with a ranking, for `--sheet`: Toinen

    Every region: `--out DIR` writes the tables
    ");
    assert_snapshot!(workdir.run(&["compare", "published.xlsx", "out", "--sheet", "toinen"]), @r"
    exit code: 0
    ----- stdout -----
    tiny: out, edition 2025 against published.xlsx, sheet Toinen
    *** draft ***

                  in both  same rank  mean shift  largest climb  largest fall  Spearman
     all regions        1          1         0.0

    New: 6 (091 Helsinki, 092 Vantaa, 214 Kankaanpää, 235 Kauniainen, 541 Nurmes and 1 more)
    Scores: 0 differ, 0 are equal when rounded
    Ranks: 0 differ, 0 differ where the printed digits do not determine the order
    A published table does not say what it was made from: causes cannot be told apart

    Every region: `--out DIR` writes the tables
    ");
}

#[test]
fn stored_digits_count_unless_fewer_are_asked_for() {
    let workdir = Workdir::built();
    // Shown as 83,3; the build has 83.333333333.
    let stored: &[&[Cell]] = &[&[Text("Kunta"), Text("Pisteet")], &[Text("Espoo"), Number(83.341_234_567)]];
    workbook(&workdir, "stored.xlsx", &[("Taulu1", stored)]);
    let scores = |arguments: &[&str]| {
        let finished = workdir.run(&[&["compare", "stored.xlsx", "out"], arguments].concat());
        finished.stdout.lines().find(|line| line.starts_with("Scores: ")).expect("a line on scores").to_owned()
    };
    assert_eq!(scores(&[]), "Scores: 1 differ, 0 are equal when rounded");
    assert_eq!(scores(&["--decimals", "1"]), "Scores: 0 differ, 1 are equal when rounded");
    // A full double beyond the build's nine decimals is the same score.
    let full: &[&[Cell]] = &[&[Text("Kunta"), Text("Pisteet")], &[Text("Espoo"), Number(250.0 / 3.0)]];
    workbook(&workdir, "stored.xlsx", &[("Taulu1", full)]);
    assert_eq!(scores(&[]), "Scores: 0 differ, 1 are equal when rounded");
}

#[test]
fn a_workbook_that_is_no_ranking() {
    let workdir = Workdir::built();
    let wrong: &[&[Cell]] = &[
        &[Text("Kunta"), Text("Pisteet"), Text("Sija")],
        &[Text("Espoo"), Number(83.3), Number(1.0)],
        &[Text("Helsinki"), Text("noin 78"), Number(2.0)],
    ];
    workbook(&workdir, "wrong.xlsx", &[("Kunnat", wrong)]);
    assert_snapshot!(workdir.run(&["compare", "wrong.xlsx", "out"]), @r"
    exit code: 5
    ----- stderr -----
    error: `noin 78` is no score
      --> wrong.xlsx, sheet `Kunnat`, cell B3
      help: correct the cell, or leave it empty
    ");
    assert_snapshot!(workdir.run(&["compare", "wrong.xlsx", "out", "--sheet", "Kunat"]), @r"
    exit code: 4
    ----- stderr -----
    error: cannot read `wrong.xlsx`: it has no sheet `Kunat`
      help: did you mean `Kunnat`?
    ");
    assert_snapshot!(workdir.run(&["compare", "wrong.xlsx", "out", "--column", "score=Indeksi"]), @r"
    exit code: 5
    ----- stderr -----
    error: no row of any sheet names `Indeksi`, a column of codes or names and one of scores or ranks
      --> wrong.xlsx
          sheet `Kunnat`, row 1: `Kunta`, `Pisteet`, `Sija`
      help: say what they are called: `--column code=…`, `name`, `score`, `rank`, `type`, `type_rank` or `edition`
    ");
    let twice: &[&[Cell]] = &[&[Text("Kunta"), Text("Sija"), Text("sija")], &[Text("Espoo"), Number(1.0), Number(2.0)]];
    workbook(&workdir, "twice.xlsx", &[("Kunnat", twice)]);
    assert_snapshot!(workdir.run(&["compare", "twice.xlsx", "out"]), @r"
    exit code: 5
    ----- stderr -----
    error: several columns are called `Sija`: which of them holds the rank?
      --> twice.xlsx, sheet `Kunnat`, row 1
          its columns are `Kunta`, `Sija`, `sija`
      help: give each a name of its own
    ");
    let empty: &[&[Cell]] = &[&[Text("Kunta"), Text("Pisteet")], &[Text("Espoo"), Formula("=1+1", "#N/A")]];
    workbook(&workdir, "na.xlsx", &[("Kunnat", empty)]);
    assert_snapshot!(workdir.run(&["compare", "na.xlsx", "out"]), @r"
    exit code: 5
    ----- stderr -----
    error: `#N/A` is no score
      --> na.xlsx, sheet `Kunnat`, cell B2
      help: correct the cell, or leave it empty
    ");
    workdir.write("text.xlsx", "Kunta;Pisteet\nEspoo;1\n");
    assert_snapshot!(workdir.run(&["compare", "text.xlsx", "out"]), @r"
    exit code: 4
    ----- stderr -----
    error: cannot read `text.xlsx`: it is damaged, or not a workbook of that kind
      help: open the workbook and save it again, or save the sheet as CSV
    ");
    assert_snapshot!(workdir.run(&["compare", "none.xlsx", "out"]), @r"
    exit code: 4
    ----- stderr -----
    error: cannot read `none.xlsx`: it does not exist
      help: give a published table as CSV or as a workbook
    ");
    assert_snapshot!(workdir.run(&["compare", "out", "--sheet", "Kunnat"]), @r"
    exit code: 2
    ----- stderr -----
    error: `--sheet` says how a published table is read, but only builds are compared
      help: leave out `--sheet`
    ");
    workdir.write("table.csv", "Kunta;Pisteet\nEspoo;1\n");
    assert_snapshot!(workdir.run(&["compare", "table.csv", "out", "--sheet", "Kunnat"]), @r"
    exit code: 2
    ----- stderr -----
    error: there is no sheet `Kunnat` in `table.csv`, which is not a workbook
      help: leave out `--sheet`
    ");
}

/// A zip archive of texts that are not compressed (PKWARE's APPNOTE.TXT, 4.3).
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        let shift = |crc: u32, _: u32| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), shift))
    };
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let offset = bytes.len() as u32;
        let length = (text.len() as u32).to_le_bytes();
        let mut entry = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        entry.extend(crc(text.as_bytes()).to_le_bytes());
        entry.extend([length, length].concat());
        entry.extend((name.len() as u16).to_le_bytes());
        entry.extend([0, 0]);
        bytes.extend([b"PK\x03\x04", entry.as_slice(), name.as_bytes(), text.as_bytes()].concat());
        directory.extend([b"PK\x01\x02\x14\x00", entry.as_slice(), &[0; 10], &offset.to_le_bytes(), name.as_bytes()].concat());
    }
    let n_files = (files.len() as u16).to_le_bytes();
    let (start, length) = ((bytes.len() as u32).to_le_bytes(), (directory.len() as u32).to_le_bytes());
    bytes.extend(directory);
    bytes.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &n_files, &n_files, &length, &start, &[0, 0]].concat());
    bytes
}

#[test]
fn a_formula_without_a_stored_value() {
    // As programs write it that do not compute: the formula alone.
    let workdir = Workdir::built();
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let text = |cell: &str, text: &str| format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let sheet = format!(
        r#"<worksheet xmlns="{main}"><sheetData><row r="1">{}{}</row><row r="2">{}<c r="B2"><f>80+3.3</f></c></row></sheetData></worksheet>"#,
        text("A1", "Kunta"),
        text("B1", "Pisteet"),
        text("A2", "Espoo"),
    );
    let book = format!(
        r#"<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="Kunnat" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let related = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{relations}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let files = [
        ("_rels/.rels", related("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", related("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    workdir.write("formula.xlsx", archive(&files));
    assert_snapshot!(workdir.run(&["compare", "formula.xlsx", "out"]), @r"
    exit code: 5
    ----- stderr -----
    error: there is a formula without a stored value where a score is wanted
      --> formula.xlsx, sheet `Kunnat`, cell B2
      help: open the workbook in a spreadsheet program and save it, so that values are stored
    ");
}

#[test]
fn a_sheet_of_libreoffice() {
    let workdir = Workdir::built();
    let rows = [["Kunta", "Pisteet", "Sija"], ["Espoo", "83.3", "1"], ["Helsinki", "77.8", "2"]];
    let cell = |cell: &str| match cell.parse::<f64>() {
        Ok(_) => format!(
            r#"<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>"#
        ),
        Err(_) => format!(r#"<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>"#),
    };
    let rows = rows.map(|row| format!("<table:table-row>{}</table:table-row>", row.map(cell).concat())).concat();
    let name = "urn:oasis:names:tc:opendocument:xmlns:";
    let content = format!(
        r#"<office:document-content xmlns:office="{name}office:1.0" xmlns:table="{name}table:1.0" xmlns:text="{name}text:1.0"><office:body><office:spreadsheet><table:table table:name="Kunnat">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let files = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", content.as_str()),
    ];
    workdir.write("published.ods", archive(&files));
    let finished = workdir.run(&["compare", "published.ods", "out", "--rank-tolerance", "0"]);
    assert!(finished.stdout.contains("published.ods, sheet Kunnat"), "{finished}");
    assert!(finished.stdout.contains("Scores: 0 differ, 2 are equal when rounded\nRanks: 0 differ"), "{finished}");
}
