//! The only place that prints: results to standard output, everything else to standard error.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::error::{Problem, Problems};

/// How much is printed, and in which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Results for people.
    Normal,
    /// Only problems.
    Quiet,
    /// Results and problems as JSON.
    Json,
}

/// Prints.
#[derive(Debug)]
pub struct Printer {
    mode: Mode,
    colour: bool,
}

/// Problems that are written out for people; more would scroll the first ones away.
const MOST_PROBLEMS: usize = 20;

/// Work of fewer rows is over before a bar could be read.
const ROWS_WORTH_A_BAR: u64 = 5_000_000;

impl Printer {
    /// A printer that follows the terminal.
    pub fn new(mode: Mode) -> Self {
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Printer { mode, colour: !no_colour && io::stderr().is_terminal() }
    }

    /// The mode.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Characters of a line of a result: what the terminal has, or what COLUMNS says where standard output goes elsewhere; at
    /// least 80, and 100 where nobody knows.
    pub fn width(&self) -> usize {
        let stated = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let of_terminal = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
        of_terminal.or_else(stated).unwrap_or(100).clamp(80, 200)
    }

    /// Prints a result for people; nothing when quiet or in JSON.
    ///
    /// # Errors
    /// Standard output is closed or full.
    pub fn result(&self, text: &str) -> io::Result<()> {
        if self.mode == Mode::Normal { self.data(&visible(text)) } else { Ok(()) }
    }

    /// Prints data that were asked for, whatever the mode.
    ///
    /// # Errors
    /// Standard output is closed or full.
    pub fn data(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Prints problems: to standard error for people, to standard output as JSON.
    pub fn problems(&self, problems: &Problems) {
        let text = match self.mode {
            Mode::Json => json(problems),
            Mode::Normal | Mode::Quiet => self.render_all(problems),
        };
        // When nobody listens any more there is nobody to tell.
        let _ = match self.mode {
            Mode::Json => self.data(&text),
            _ => io::stderr().lock().write_all(text.as_bytes()),
        };
    }

    /// The first problems in full; of many more only the number, so that the first can still be seen.
    fn render_all(&self, problems: &Problems) -> String {
        let all = problems.all();
        let mut texts: Vec<String> = all.iter().take(MOST_PROBLEMS).map(|problem| self.render(problem)).collect();
        if all.len() > MOST_PROBLEMS {
            texts.push(format!("and {} more problems; `--json` lists all\n", all.len() - MOST_PROBLEMS));
        }
        texts.join("\n")
    }

    fn render(&self, problem: &Problem) -> String {
        match &problem.snippet {
            Some(snippet) => self.render_snippet(problem, snippet),
            None => self.render_plain(problem),
        }
    }

    fn render_plain(&self, problem: &Problem) -> String {
        let (error, help, reset) = if self.colour { ("\u{1b}[1;31m", "\u{1b}[1;36m", "\u{1b}[0m") } else { ("", "", "") };
        let mut text = format!("{error}error{reset}: {}\n", visible(&problem.message));
        if !problem.place.is_empty() {
            text.push_str(&format!("  --> {}\n", visible(&problem.place)));
        }
        for detail in &problem.details {
            text.push_str(&format!("      {}\n", visible(detail)));
        }
        if !problem.help.is_empty() {
            text.push_str(&format!("  {help}help{reset}: {}\n", visible(&problem.help)));
        }
        text
    }

    fn render_snippet(&self, problem: &Problem, snippet: &crate::error::Snippet) -> String {
        let end = snippet.text.len();
        let start = snippet.span.start.min(end);
        let stop = snippet.span.end.clamp(start, end);
        let annotation = AnnotationKind::Primary.span(start..stop).label(snippet.label.as_str());
        let source = annotate_snippets::Snippet::source(&*snippet.text).path(snippet.file.as_str()).annotation(annotation);
        let mut group: Group<'_> = Level::ERROR.primary_title(visible(&problem.message)).element(source);
        for detail in &problem.details {
            group = group.element(Level::NOTE.message(visible(detail)));
        }
        if !problem.help.is_empty() {
            group = group.element(Level::HELP.message(visible(&problem.help)));
        }
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        let mut text = renderer.render(&[group]);
        text.push('\n');
        text
    }

    /// A progress bar over rows; it is drawn only for long work on a terminal.
    pub fn rows_progress(&self, n_rows: u64) -> RowsProgress {
        let visible = self.mode == Mode::Normal && n_rows >= ROWS_WORTH_A_BAR && io::stderr().is_terminal();
        let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(n_rows), target);
        if visible {
            if let Ok(style) = ProgressStyle::with_template("reading {bar:32} {human_pos} of {human_len} rows ({eta})") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        RowsProgress { bar, n_rows, done: AtomicU64::new(0) }
    }
}

/// Progress over rows; can be told from any thread.
#[derive(Debug)]
pub struct RowsProgress {
    bar: ProgressBar,
    n_rows: u64,
    done: AtomicU64,
}

impl RowsProgress {
    /// More rows are done.
    pub fn add(&self, rows: u64) {
        let done = self.done.fetch_add(rows, Ordering::Relaxed) + rows;
        self.bar.set_position(done);
        if done - rows < self.n_rows && self.n_rows <= done {
            self.stage("computing");
        }
    }

    /// All rows are read; something else is being done that nobody can tell the end of.
    pub fn stage(&self, what: &'static str) {
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            self.bar.set_style(style);
        }
        self.bar.set_message(what);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// Text in which names from tables and data cannot steer the terminal: marks that would are shown as `\u{fffd}`.
fn visible(text: &str) -> String {
    text.chars()
        .map(|character| if character != '\n' && crate::ingest::is_unsafe(character) { '\u{fffd}' } else { character })
        .collect()
}

/// Problems as a JSON object.
fn json(problems: &Problems) -> String {
    let list: Vec<serde_json::Value> = problems
        .all()
        .iter()
        .map(|problem| {
            let mut object = serde_json::json!({
                "message": problem.message,
                "exit_code": problem.kind.exit_code(),
                "details": problem.details,
                "help": problem.help,
            });
            if !problem.place.is_empty() {
                object["place"] = problem.place.clone().into();
            }
            if let Some(snippet) = &problem.snippet {
                let (line, column) = snippet.line_and_column();
                object["file"] = snippet.file.clone().into();
                object["line"] = line.into();
                object["column"] = column.into();
            }
            object
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&serde_json::json!({ "problems": list })).unwrap_or_default();
    text.push('\n');
    text
}
