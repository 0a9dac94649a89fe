//! The `evp` program: parse the command line, run the command, print what went wrong, leave with the right exit code.

use std::process::ExitCode;
use std::sync::Mutex;

use clap::{CommandFactory, Parser};
use evp::cli::{Cli, Command};
use evp::commands;
use evp::error::{Problem, ProblemKind, Problems, Result};
use evp::printer::{Mode, Printer};

/// Where the last panic came from.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

fn main() -> ExitCode {
    // A panic is a bug, or a decoder's answer to a damaged file: it is noted here, and told below only if it was a bug.
    std::panic::set_hook(Box::new(|panic| {
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = panic.location().map(|location| format!("{}:{}", location.file(), location.line())).unwrap_or_default();
        }
    }));
    evp::interrupt::install();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let printed = error.print();
            if error.use_stderr() {
                return ExitCode::from(2);
            }
            // Help and version are results like any other.
            return exit_code(output(printed), &Printer::new(Mode::Normal));
        }
    };
    let mode = if cli.common.json {
        Mode::Json
    } else if cli.common.quiet {
        Mode::Quiet
    } else {
        Mode::Normal
    };
    let printer = Printer::new(mode);
    if let Some(n_threads) = cli.common.threads {
        // Fails only if the pool exists already, and then its size does not matter to the result.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(n_threads)).build_global();
    }
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(&cli, &printer)));
    exit_code(outcome.unwrap_or_else(|_| Err(bug())), &printer)
}

fn exit_code(outcome: Result<()>, printer: &Printer) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            printer.problems(&problems);
            ExitCode::from(problems.exit_code())
        }
    }
}

fn run(cli: &Cli, printer: &Printer) -> Result<()> {
    match &cli.command {
        Command::Build(arguments) => commands::build::run(arguments, printer),
        Command::Check(arguments) => commands::check::run(arguments, printer),
        Command::Robustness(arguments) => commands::robustness::run(arguments, printer),
        Command::Audit(arguments) => commands::audit::run(arguments, printer),
        Command::Diagnose(arguments) => commands::diagnose::run(arguments, printer),
        Command::WhatIf(arguments) => commands::what_if::run(arguments, printer),
        Command::Explain(arguments) => commands::explain::run(arguments, printer),
        Command::Compare(arguments) => commands::compare::run(arguments, printer),
        Command::Publish(arguments) => commands::publish::run(arguments, printer),
        Command::Demo(arguments) => commands::demo::run(arguments, printer),
        Command::Freeze(arguments) => commands::freeze::run(arguments, printer),
        Command::Lock(arguments) => commands::lock::run(arguments, printer),
        Command::Verify(arguments) => commands::verify::run(arguments, printer),
        Command::Schema => print(printer, &evp::config::schema::json_schema()),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "evp", &mut text);
            print(printer, &String::from_utf8_lossy(&text))
        }
        Command::Man => {
            let mut text = Vec::new();
            let rendered = clap_mangen::Man::new(Cli::command()).render(&mut text);
            rendered.map_err(|error| commands::output_problem(&error).unwrap_or_else(bug))?;
            print(printer, &String::from_utf8_lossy(&text))
        }
    }
}

fn print(printer: &Printer, text: &str) -> Result<()> {
    output(printer.data(text))
}

fn output(printed: std::io::Result<()>) -> Result<()> {
    printed.map_err(|error| commands::output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

fn bug() -> Problems {
    let place = LAST_PANIC.lock().map(|last| last.clone()).unwrap_or_default();
    Problem::new(ProblemKind::Internal, format!("this is a bug in evp {}", env!("CARGO_PKG_VERSION")))
        .at(place)
        .help(
            "please report it with the command line, the configuration and, if they may be shared, the data; nothing was written",
        )
        .into()
}
