//! The arguments of the commands that read what journals tell: `history`, `forecast`, `report`, `mark-defective`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use tokendesk::workflow::records::forecast::Media;

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
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
}

/// Arguments of `forecast`.
#[derive(Debug, Args)]
pub struct Forecast {
    /// The journals that are read instead of this desk's own.
    #[arg(value_name = "JOURNAL")]
    pub journals: Vec<PathBuf>,
    /// How many days ahead.
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    pub within: u32,
    /// The issuer's list of what ends.
    #[arg(long, value_name = "LIST")]
    pub notice: Option<PathBuf>,
    /// How the next certificates are ordered.
    #[arg(long, value_name = "CODE")]
    pub media: Option<Media>,
    /// What a certificate costs on a token, yen.
    #[arg(long, value_name = "YEN", requires = "file_price")]
    pub token_price: Option<u32>,
    /// What a certificate costs as a file, yen.
    #[arg(long, value_name = "YEN", requires = "token_price")]
    pub file_price: Option<u32>,
    /// Where the table for spreadsheets goes.
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// Where the calendar goes.
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
}

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// The journals that are read instead of this desk's own.
    #[arg(value_name = "JOURNAL")]
    pub journals: Vec<PathBuf>,
    /// Which run.
    #[arg(long, value_name = "RUN", group = "reported")]
    pub run: Option<String>,
    /// Which batch.
    #[arg(long, value_name = "BATCH", group = "reported")]
    pub batch: Option<String>,
    /// Which day.
    #[arg(long, value_name = "DATE", group = "reported")]
    pub day: Option<Date>,
    /// Where the page to print goes.
    #[arg(long, value_name = "FILE", required_unless_present = "csv")]
    pub html: Option<PathBuf>,
    /// Where the table for spreadsheets goes.
    #[arg(long, value_name = "FILE")]
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
