//! The arguments of the commands that read what journals tell: `history`, `mark-defective`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

/// Arguments of `history`.
#[derive(Debug, Args)]
pub struct History {
    /// The journals that are read instead of this desk's own.
    #[arg(value_name = "JOURNAL")]
    pub journals: Vec<PathBuf>,
    /// Who ran it.
    #[arg(long = "operator", value_name = "NAME")]
    pub by_operator: Option<String>,
    /// Which certificate.
    #[arg(long = "certificate", value_name = "WHICH")]
    pub of_certificate: Option<String>,
    /// The first day.
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// The last day.
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// The oldest run at the top.
    #[arg(long)]
    pub oldest_first: bool,
    /// Where the table for spreadsheets goes.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "output"])]
    pub csv: Option<PathBuf>,
}

/// Arguments of `mark-defective`.
#[derive(Debug, Args)]
pub struct MarkDefective {
    /// Why.
    #[arg(long, value_name = "TEXT", required_unless_present = "clear", value_parser = reason)]
    pub reason: Option<String>,
    /// Take the mark back.
    #[arg(long)]
    pub clear: bool,
}

/// A reason that says something.
fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("empty".to_owned());
    }
    Ok(text.to_owned())
}
