//! `evp check`
use crate::cli::CheckArguments;
use crate::error::Result;
use crate::printer::Printer;
/// x
pub fn run(_arguments: &CheckArguments, _printer: &Printer) -> Result<()> {
    Ok(())
}
