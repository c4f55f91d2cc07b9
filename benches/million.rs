//! A journal of a million lines: opened for append, sought through for one token, verified, read whole.
//! `cargo bench --bench million [-- --lines N] [-- --write]`; `--write` puts the table into docs/performance.md.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokendesk::audit::{Event, FileJournal, Journal, ROTATION_BYTES, RunStart, past};
use tokendesk::certificate::Sha256Digest;
use tokendesk::clock::Now;

/// How many tokens the lines are about, turn by turn.
const TOKENS: u64 = 500;
const RUNS: usize = 5;

/// A journal in the making: chained and renamed as the program does it, without a flush a line.
struct Writer {
    path: PathBuf,
    out: BufWriter<File>,
    length: u64,
    seq: u64,
    prev: String,
}

impl Writer {
    fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            out: BufWriter::new(File::create(path).unwrap()),
            length: 0,
            seq: 0,
            prev: "0".repeat(64),
        }
    }

    fn line(&mut self, run: &str, serial: &str, fields: &Value) {
        if self.length > ROTATION_BYTES {
            self.out.flush().unwrap();
            let name = format!("journal-{}.jsonl", self.seq);
            fs::rename(&self.path, self.path.with_file_name(&name)).unwrap();
            self.out = BufWriter::new(File::create(&self.path).unwrap());
            self.length = 0;
            let head = self.prev.clone();
            let rotated = json!({"event": "rotated", "rotated_file": name, "rotated_head": head});
            self.add(run, serial, &rotated);
        }
        self.add(run, serial, fields);
    }

    fn add(&mut self, run: &str, serial: &str, fields: &Value) {
        self.seq += 1;
        let mut line = json!({
            "v": 1, "seq": self.seq, "run": run, "time": "2026-11-22T01:02:03.456Z", "serial": serial,
        });
        let all = line.as_object_mut().unwrap();
        all.extend(fields.as_object().unwrap().clone());
        all.insert("prev".to_owned(), self.prev.clone().into());
        let text = line.to_string();
        self.prev = Sha256Digest::of(text.as_bytes()).to_string();
        self.length += text.len() as u64 + 1;
        writeln!(self.out, "{text}").unwrap();
    }
}

/// Writes runs of a reuse, 25 lines each, until there are `lines`.
fn write(path: &Path, lines: u64) {
    let digest = |text: String| Sha256Digest::of(text.as_bytes()).to_string();
    let mut journal = Writer::new(path);
    let mut number: u64 = 0;
    while journal.seq < lines {
        let (run, serial) = (
            format!("{number:016x}"),
            format!("{:016X}", number % TOKENS),
        );
        let leaf = digest(format!("leaf {number}"));
        let certificates = json!([{
            "part": "new", "sha256": leaf, "number": format!("{number:08x}"),
            "subject": format!("CN=operator {number:06}, O=Example Energy, C=JP"), "name": format!("operator {number:06}"),
            "not_before": "2026-11-01T00:00:00.000Z", "not_after": "2028-11-01T00:00:00.000Z",
        }]);
        let mut line = |fields: Value| {
            journal.line(&run, &serial, &fields);
            journal.seq
        };
        line(json!({
            "event": "begin", "command": "reuse", "slot": 1, "operator": "sato", "now": "2026-11-22T01:02:03.000Z",
            "plan": null, "bundle": digest(format!("bundle {number}")), "module": "/usr/lib/libcastle.so.1.0.0",
            "program": "0.1.0", "inventory": [], "open": [], "refusals": 0,
        }));
        line(json!({"event": "logged-in", "role": "user"}));
        let plan = digest(format!("plan {number}"));
        line(
            json!({"event": "plan-shown", "plan": plan, "order": "new-first", "certificates": certificates}),
        );
        line(json!({"event": "consent", "consent": "terminal", "witness": null}));
        for change in 0..9 {
            let sha256 = if change == 0 {
                leaf.clone()
            } else {
                digest(format!("{number} {change}"))
            };
            let class = if change == 0 {
                "certificate"
            } else {
                "public-key"
            };
            let intent = line(json!({
                "event": "intent", "action": "create", "class": class, "label": "operator", "cka_id": "abcd",
                "sha256": sha256, "purpose": "write",
            }));
            line(json!({"event": "settled", "intent": intent, "outcome": "done"}));
        }
        line(
            json!({"event": "custody", "path": "direct", "sensitive": true, "extractable": false, "readable": false}),
        );
        let challenge = digest(format!("challenge {number}"));
        line(
            json!({"event": "proof", "mechanism": "CKM_RSA_PKCS", "digest": challenge, "verified": true}),
        );
        line(json!({"event": "finished", "result": "done", "exit": 0, "effect": "complete"}));
        number += 1;
    }
    journal.out.flush().unwrap();
}

/// The median of several runs.
fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begin = Instant::now();
            work();
            begin.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn program(path: &Path, arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_tokendesk"))
        .env_clear()
        .env("TOKENDESK_JOURNAL", path)
        .args(arguments)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{arguments:?}: {status}");
}

/// Every byte of every file, read and nothing else.
fn read_all(folder: &Path) -> u64 {
    let mut buffer = vec![0; 1024 * 1024];
    let mut total = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "jsonl") {
            let mut file = File::open(path).unwrap();
            while let Ok(read @ 1..) = file.read(&mut buffer) {
                total += read as u64;
            }
        }
    }
    total
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let lines = arguments.iter().position(|it| it == "--lines");
    let lines = lines.map_or(1_000_000, |at| arguments[at + 1].parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    write(&path, lines);
    let bytes = read_all(folder.path());
    let serial = format!("{:016X}", 7);
    let now = Now::at(jiff::Timestamp::now());
    let rows = [
        (
            "every byte read, nothing else",
            median(|| assert_eq!(read_all(folder.path()), bytes)),
        ),
        (
            "`history --serial`",
            median(|| program(&path, &["history", "--serial", &serial])),
        ),
        (
            "`journal verify`",
            median(|| program(&path, &["journal", "verify"])),
        ),
        (
            "`history`, every run",
            median(|| program(&path, &["history", "--json"])),
        ),
        (
            "`forecast`",
            median(|| program(&path, &["forecast", "--json"])),
        ),
        (
            "what a run asks: is the token open, refused, defective",
            median(|| assert!(past(&path, &serial).is_ok())),
        ),
        // These add lines, and so come last.
        (
            "opened for append",
            median(|| drop(FileJournal::open(&path, now).unwrap())),
        ),
        (
            "opened, and a run's first and last line added and flushed",
            median(|| {
                let mut journal = FileJournal::open(&path, now).unwrap();
                journal
                    .begin(RunStart::new("mark-defective", &serial, now))
                    .unwrap();
                journal.note(&Event::PinReset).unwrap();
            }),
        ),
    ];
    let mut table =
        String::from("| work on the journal | time | bytes a second |\n| --- | ---: | ---: |\n");
    for (work, time) in rows {
        let seconds = time.as_secs_f64();
        let rate = match work.starts_with("opened") || work.starts_with("what") {
            true => "—".to_owned(),
            false => format!("{:.0} MB", bytes as f64 / seconds / 1e6),
        };
        table += &format!("| {work} | {:.1} ms | {rate} |\n", seconds * 1e3);
    }
    table += &format!(
        "\n- {lines} lines, {:.0} MB in {} files, {TOKENS} tokens; medians of {RUNS} runs, the files in the system's memory.\n",
        bytes as f64 / 1e6,
        fs::read_dir(folder.path())
            .unwrap()
            .filter(|it| {
                it.as_ref()
                    .unwrap()
                    .path()
                    .extension()
                    .is_some_and(|it| it == "jsonl")
            })
            .count()
    );
    println!("{table}");
    if arguments.iter().any(|it| it == "--write") {
        let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/performance.md");
        let text = fs::read_to_string(&document).unwrap();
        let (before, rest) = text.split_once("<!-- journal: begin -->").unwrap();
        let (_, after) = rest.split_once("<!-- journal: end -->").unwrap();
        let written =
            format!("{before}<!-- journal: begin -->\n\n{table}\n<!-- journal: end -->{after}");
        fs::write(&document, written).unwrap();
    }
}
