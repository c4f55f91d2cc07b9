//! The command line exactly as typed. Help texts are in the language files, under `help-…`.

mod records;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tokendesk::workflow::CustodyRule;
use tokendesk::workflow::batch::NamedColumn;
use tokendesk::workflow::connection::Target;
use tokendesk::workflow::witness::WitnessRule;

pub use records::{Forecast, History, MarkDefective, Report};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "tokendesk", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// What is to be done.
    #[command(subcommand)]
    pub command: Command,
    /// What means the same everywhere.
    #[command(flatten)]
    pub common: Common,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tokens present.
    List,
    /// One token, whole.
    Show(Show),
    /// What a bundle holds.
    Inspect(BundleFile),
    /// Whether a token is ready.
    Check(Check),
    /// Remove the expired identities.
    Wipe,
    /// Add an identity and prove it.
    Import(BundleFile),
    /// The main job.
    Reuse(Reuse),
    /// Many bundles to many tokens.
    Batch(Batch),
    /// Remove something by its digest.
    Remove(Remove),
    /// Finish or undo what was interrupted.
    Recover,
    /// Change or unblock the PIN.
    #[command(subcommand)]
    Pin(Pin),
    /// The journal.
    #[command(subcommand)]
    Journal(JournalCommand),
    /// What was done, to which token, by whom.
    History(History),
    /// Hand-over sheets.
    Report(Report),
    /// What falls due.
    Forecast(Forecast),
    /// Take a token out of use.
    MarkDefective(MarkDefective),
    /// This computer.
    Doctor,
    /// What a code means.
    Explain(Explain),
    /// Shell completions on standard output.
    Completions(Completions),
    /// Manual pages.
    Man(Man),
    /// Tells which tokens come and go, for the batch that started it.
    #[command(hide = true)]
    Watch(Watch),
}

impl Command {
    /// The command's name, as typed.
    pub fn name(&self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Show(_) => "show",
            Self::Inspect(_) => "inspect",
            Self::Check(_) => "check",
            Self::Wipe => "wipe",
            Self::Import(_) => "import",
            Self::Reuse(_) => "reuse",
            Self::Batch(_) => "batch",
            Self::Remove(_) => "remove",
            Self::Recover => "recover",
            Self::Pin(Pin::Change(_)) => "pin change",
            Self::Pin(Pin::Unblock(_)) => "pin unblock",
            Self::Journal(JournalCommand::Verify) => "journal verify",
            Self::History(_) => "history",
            Self::Report(_) => "report",
            Self::Forecast(_) => "forecast",
            Self::MarkDefective(_) => "mark-defective",
            Self::Doctor => "doctor",
            Self::Explain(_) => "explain",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
            Self::Watch(_) => "watch",
        }
    }
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// Where certificates are written as PEM.
    #[arg(long, value_name = "DIR")]
    pub pem: Option<PathBuf>,
}

/// A bundle that must be named.
#[derive(Debug, Args)]
pub struct BundleFile {
    /// The PKCS#12 file.
    #[arg(value_name = "BUNDLE")]
    pub bundle: PathBuf,
}

/// Arguments of `reuse`.
#[derive(Debug, Args)]
pub struct Reuse {
    /// The PKCS#12 file.
    #[command(flatten)]
    pub file: BundleFile,
    /// Work for a batch: PIN and password come through standard input, the bundle has this digest.
    #[arg(long, value_name = "SHA256", hide = true)]
    pub worker: Option<String>,
    /// The second person, who agreed to the whole batch at its terminal.
    #[arg(long, value_name = "NAME", requires = "worker", hide = true)]
    pub agreed_by: Option<String>,
    /// The operator agreed to the batch at its terminal, not by its digest.
    #[arg(long, requires = "worker", hide = true)]
    pub agreed_at_terminal: bool,
    /// Who is to use the token, as the list says.
    #[arg(long, value_name = "NAME", requires = "worker", hide = true)]
    pub person: Option<String>,
}

/// Arguments of `watch`.
#[derive(Debug, Args)]
pub struct Watch {
    /// Only what is in this slot, once.
    #[arg(long = "in", value_name = "SLOT", id = "watched_slot")]
    pub slot: Option<u64>,
}

/// Arguments of `batch`.
#[derive(Debug, Args)]
pub struct Batch {
    /// The folder of bundles, or the list.
    #[arg(value_name = "SOURCE")]
    pub source: PathBuf,
    /// The issuer's list.
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,
    /// Where the bundles of a list lie.
    #[arg(long, value_name = "DIR")]
    pub bundles: Option<PathBuf>,
    /// Headings that the list uses.
    #[arg(long = "column", value_name = "COLUMN=HEADING")]
    pub columns: Vec<NamedColumn>,
    /// The worksheet that the list is on.
    #[arg(long, value_name = "NAME")]
    pub worksheet: Option<String>,
    /// Leave to take passwords from the list.
    #[arg(long)]
    pub allow_passwords_in_list: bool,
    /// How many tokens at once.
    #[arg(long, value_name = "N", default_value = "4")]
    pub jobs: std::num::NonZeroUsize,
    /// How long tokens are waited for.
    #[arg(long, value_name = "SECONDS")]
    pub wait: Option<u64>,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The PKCS#12 file.
    #[arg(value_name = "BUNDLE")]
    pub bundle: Option<PathBuf>,
    /// Try TLS inside this process.
    #[arg(long)]
    pub handshake: bool,
    /// Try a real server.
    #[arg(long, value_name = "HOST:PORT")]
    pub connect: Option<Target>,
    /// Whom the server's certificate has to come from.
    #[arg(long, value_name = "FILE", requires = "connect")]
    pub ca: Option<PathBuf>,
    /// What to paste into other programs' configuration.
    #[arg(long)]
    pub snippets: bool,
}

/// Arguments of `remove`.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Remove {
    /// The certificate's SHA-256.
    #[arg(long, value_name = "SHA256")]
    pub certificate: Option<String>,
    /// The lone key's SHA-256.
    #[arg(long, value_name = "SHA256")]
    pub key: Option<String>,
}

/// What is done with the PIN.
#[derive(Debug, Subcommand)]
pub enum Pin {
    /// Change it, knowing the old one.
    Change(NewPin),
    /// Set it anew with the SO PIN.
    Unblock(NewPin),
}

/// Where the new PIN comes from.
#[derive(Debug, Args)]
pub struct NewPin {
    /// Where the new PIN is read from.
    #[arg(long, value_name = "F", group = "new_pin")]
    pub new_pin_file: Option<PathBuf>,
    /// The descriptor that the new PIN is read from.
    #[arg(long, value_name = "N", group = "new_pin")]
    pub new_pin_fd: Option<u32>,
    /// The command that prints the new PIN.
    #[arg(long, value_name = "CMD", group = "new_pin")]
    pub new_pin_command: Option<String>,
    /// Where the SO PIN is read from (`unblock`).
    #[arg(long, value_name = "F", group = "so_pin")]
    pub so_pin_file: Option<PathBuf>,
    /// The descriptor that the SO PIN is read from (`unblock`).
    #[arg(long, value_name = "N", group = "so_pin")]
    pub so_pin_fd: Option<u32>,
    /// The command that prints the SO PIN (`unblock`).
    #[arg(long, value_name = "CMD", group = "so_pin")]
    pub so_pin_command: Option<String>,
}

/// What is done with the journal.
#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// Check its chain.
    Verify,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code or the id.
    #[arg(value_name = "CODE")]
    pub code: String,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct Man {
    /// The folder that the pages are written to; without it the main page goes to standard output.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// The form of standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Output {
    /// For people.
    #[default]
    Human,
    /// One JSON document.
    Json,
    /// One JSON document on one line.
    Jsonl,
}

/// How the private key may cross into the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Custody {
    /// Encrypted where it can, else directly.
    #[default]
    Auto,
    /// Encrypted or not at all.
    Wrapped,
    /// Directly.
    Direct,
}

impl From<Custody> for CustodyRule {
    fn from(typed: Custody) -> Self {
        match typed {
            Custody::Auto => Self::Auto,
            Custody::Wrapped => Self::Wrapped,
            Custody::Direct => Self::Direct,
        }
    }
}

/// What a desk demands of a second person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RequireWitness {
    /// A name will do.
    Named,
    /// That person answers at the terminal.
    Present,
}

impl From<RequireWitness> for WitnessRule {
    fn from(typed: RequireWitness) -> Self {
        match typed {
            RequireWitness::Named => Self::Named,
            RequireWitness::Present => Self::Present,
        }
    }
}

/// When colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What means the same before and after every command.
#[derive(Debug, Args)]
pub struct Common {
    /// The PKCS#11 module.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "TOKENDESK_MODULE",
        hide_env_values = true,
        help_heading = "token"
    )]
    pub module: Option<PathBuf>,
    /// The token's serial.
    #[arg(
        long,
        global = true,
        value_name = "S",
        env = "TOKENDESK_SERIAL",
        hide_env_values = true,
        help_heading = "token"
    )]
    pub serial: Option<String>,
    /// The token's label.
    #[arg(long, global = true, value_name = "L", help_heading = "token")]
    pub label: Option<String>,
    /// The slot.
    #[arg(long, global = true, value_name = "ID", value_parser = slot_id, help_heading = "token")]
    pub slot: Option<u64>,
    /// A PKCS#11 URI.
    #[arg(long, global = true, value_name = "URI", help_heading = "token")]
    pub uri: Option<String>,

    /// Where the PIN is read from.
    #[arg(
        long,
        global = true,
        value_name = "F",
        env = "TOKENDESK_PIN_FILE",
        hide_env_values = true,
        group = "pin",
        help_heading = "secrets"
    )]
    pub pin_file: Option<PathBuf>,
    /// The descriptor that the PIN is read from.
    #[arg(
        long,
        global = true,
        value_name = "N",
        group = "pin",
        help_heading = "secrets"
    )]
    pub pin_fd: Option<u32>,
    /// The command that prints the PIN.
    #[arg(
        long,
        global = true,
        value_name = "CMD",
        group = "pin",
        help_heading = "secrets"
    )]
    pub pin_command: Option<String>,
    /// Where the password is read from.
    #[arg(
        long,
        global = true,
        value_name = "F",
        env = "TOKENDESK_PASSWORD_FILE",
        hide_env_values = true,
        group = "password",
        help_heading = "secrets"
    )]
    pub password_file: Option<PathBuf>,
    /// The descriptor that the password is read from.
    #[arg(
        long,
        global = true,
        value_name = "N",
        group = "password",
        help_heading = "secrets"
    )]
    pub password_fd: Option<u32>,
    /// The command that prints the password.
    #[arg(
        long,
        global = true,
        value_name = "CMD",
        group = "password",
        help_heading = "secrets"
    )]
    pub password_command: Option<String>,
    /// Leave to use the last PIN try.
    #[arg(long, global = true, help_heading = "secrets")]
    pub use_last_try: bool,

    /// Consent for this token.
    #[arg(long, global = true, value_name = "SERIAL", help_heading = "consent")]
    pub confirm: Option<String>,
    /// Consent to this plan.
    #[arg(long, global = true, value_name = "DIGEST", help_heading = "consent")]
    pub plan: Option<String>,
    /// Have a second person asked.
    #[arg(long, global = true, help_heading = "consent")]
    pub witness: bool,
    /// The second person, as the operator states.
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        conflicts_with = "witness",
        help_heading = "consent"
    )]
    pub witnessed_by: Option<String>,
    /// What this desk demands of a second person.
    #[arg(
        long,
        global = true,
        value_enum,
        hide_possible_values = true,
        value_name = "RULE",
        env = "TOKENDESK_REQUIRE_WITNESS",
        hide_env_values = true,
        help_heading = "consent"
    )]
    pub require_witness: Option<RequireWitness>,
    /// Stop after the plan.
    #[arg(long, global = true, help_heading = "consent")]
    pub dry_run: bool,

    /// Which identity of the bundle.
    #[arg(long, global = true, value_name = "SHA256", help_heading = "choices")]
    pub leaf: Option<String>,
    /// Which identity of the bundle.
    #[arg(long, global = true, value_name = "S", help_heading = "choices")]
    pub subject: Option<String>,
    /// Remove before writing.
    #[arg(long, global = true, help_heading = "choices")]
    pub old_first: bool,
    /// How long expired.
    #[arg(
        long,
        global = true,
        value_name = "DAYS",
        default_value_t = 1,
        help_heading = "choices"
    )]
    pub expired_for: u32,
    /// Leave the root out.
    #[arg(long, global = true, help_heading = "choices")]
    pub no_root: bool,
    /// The label of the new objects.
    #[arg(long, global = true, value_name = "L", help_heading = "choices")]
    pub object_label: Option<String>,
    /// How the private key may cross.
    #[arg(
        long,
        global = true,
        value_enum,
        hide_possible_values = true,
        value_name = "HOW",
        default_value = "auto",
        help_heading = "choices"
    )]
    pub custody: Custody,
    /// Do not try TLS before removing.
    #[arg(long, global = true, help_heading = "choices")]
    pub no_handshake: bool,

    /// The form of standard output.
    #[arg(
        long,
        global = true,
        value_enum,
        hide_possible_values = true,
        value_name = "FORM",
        default_value = "human",
        help_heading = "output"
    )]
    pub output: Output,
    /// The same as `--output json`.
    #[arg(
        long,
        global = true,
        conflicts_with = "output",
        help_heading = "output"
    )]
    pub json: bool,
    /// The language.
    #[arg(long, global = true, value_name = "LANG", value_parser = ["en", "ja"], hide_possible_values = true, help_heading = "output")]
    pub lang: Option<String>,
    /// When colour is used.
    #[arg(
        long,
        global = true,
        value_enum,
        hide_possible_values = true,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "output"
    )]
    pub color: ColorWhen,
    /// The journal.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "TOKENDESK_JOURNAL",
        hide_env_values = true,
        help_heading = "output"
    )]
    pub journal: Option<PathBuf>,
    /// More diagnostics.
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = "output")]
    pub verbose: u8,
    /// Fewer notices.
    #[arg(short, long, global = true, help_heading = "output")]
    pub quiet: bool,
}

/// Reads a slot id, decimal or `0x` hexadecimal.
fn slot_id(text: &str) -> Result<u64, String> {
    let parsed = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    parsed.map_err(|error| error.to_string())
}
