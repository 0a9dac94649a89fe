//! What happens when a signal ends the program: staged files are removed, and the exit code says which signal it was.

/// Installs the handlers.
#[cfg(unix)]
pub fn install() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    // A file that grows too large must come back as an error of the write, not end the process.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) {
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                crate::publish::folder::remove_unfinished();
                #[expect(clippy::exit, reason = "the one place where a signal ends the process")]
                std::process::exit(128 + signal);
            }
        });
    }
}

/// Installs the handlers: nothing to do here; a killed run leaves its staging folder, which the next run removes.
#[cfg(not(unix))]
pub fn install() {}
