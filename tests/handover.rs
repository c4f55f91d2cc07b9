//! Hand-over sheets: what stands on them, that no name becomes markup, and that each prints on one sheet of A4.

#[path = "records/stage.rs"]
mod stage;
#[path = "support/tools.rs"]
#[allow(dead_code, reason = "shared with the tests of the program")]
mod tools;

use std::fs;
use std::path::Path;

use jiff::tz::TimeZone;
use tokendesk::audit::{CertificatePart, PlannedCertificate, Witnessed};
use tokendesk::report::{Voice, handover};
use tokendesk::ui::{Catalogue, Language};
use tokendesk::workflow::records::handover::{Handover, Wanted, handovers};
use tokendesk::workflow::records::{Filter, Records};

use stage::{at, certificate, gather, reuse};

const NOW: &str = "2026-11-23T00:00:00Z";

fn page(handovers: &[Handover], language: Language) -> String {
    let catalogue = Catalogue::new(language);
    let voice = Voice {
        catalogue: &catalogue,
        time_zone: TimeZone::get("Asia/Tokyo").unwrap(),
    };
    handover::page(handovers, at(NOW), &voice)
}

fn all(records: &Records) -> Vec<Handover> {
    handovers(records, &Wanted::Filtered(Filter::default()))
}

/// A reuse that wrote `name` and removed what had ended.
fn one(name: &str) -> Vec<Handover> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let old = PlannedCertificate {
        not_before: "2024-10-24T00:00:00Z".parse().unwrap(),
        ..certificate(CertificatePart::Removed, name, "2026-10-24T00:00:00Z")
    };
    let new = PlannedCertificate {
        not_before: "2026-11-20T00:00:00Z".parse().unwrap(),
        ..certificate(CertificatePart::New, name, "2028-11-21T00:00:00Z")
    };
    reuse(&path, NOW, "56D646661BBC154E", "sato", &[new, old]);
    all(&gather(&[&path]))
}

#[test]
fn a_sheet_tells_person_token_certificate_proof_and_head() {
    let handovers = one("電力 太郎");
    let told = page(&handovers, Language::Japanese);
    let run = &handovers[0].run;
    let group = |digest: String| digest[..8].to_owned();
    for expected in [
        "<html lang=\"ja\">",
        "電力 太郎",
        "56D646661BBC154E",
        "0a1b",
        &group(handovers[0].new.sha256.to_string()),
        &group(run.proof.as_ref().unwrap().digest.to_string()),
        &group(run.ended.as_ref().unwrap().head.to_string()),
        "2026-11-20 09:00 JST",
        "2028-11-21 09:00 JST",
        "本日 2026-11-23",
        "旧（削除済み）（電力 太郎）：2024-10-24 から 2026-10-24 まで",
        "sato",
        "印",
    ] {
        assert!(told.contains(expected), "{expected}");
    }
    assert!(!told.contains("このまま引き渡さないでください"));
}

#[test]
fn a_hostile_name_stays_text_and_the_page_needs_nothing_from_elsewhere() {
    let hostile = "</b><script>alert(1)</script><img src=http://x onerror='y'>\"\u{202e}&amp;";
    let mut handovers = one(hostile);
    let one = &mut handovers[0];
    one.run.serial = "<svg onload=x>".to_owned();
    one.run.operator = "\"><iframe src='//x'>".to_owned();
    handovers.push(handovers[0].clone());
    for language in Language::ALL {
        let told = page(&handovers, language);
        assert!(told.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        for markup in ["<script", "<img", "<svg onload", "<iframe", "\u{202e}"] {
            assert!(!told.contains(markup), "{markup}");
        }
        // Nothing is fetched: no address in an attribute, a style or an import.
        for reference in ["src=\"", "href=", "url(", "@import"] {
            assert!(!told.contains(reference), "{reference}");
        }
    }
}

#[test]
fn a_run_that_did_not_end_well_says_so_on_its_sheet() {
    let mut handovers = one("a");
    handovers[0].run.ended = None;
    let told = page(&handovers, Language::English);
    assert!(told.contains("DO NOT HAND OVER AS IT IS"));
}

#[test]
fn the_last_identity_on_a_token_is_handed_over_and_one_that_is_gone_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let first = certificate(CertificatePart::New, "first", "2027-01-01T00:00:00Z");
    reuse(
        &path,
        "2026-01-01T00:00:00Z",
        "T1",
        "sato",
        std::slice::from_ref(&first),
    );
    let second = certificate(CertificatePart::New, "second", "2028-01-01T00:00:00Z");
    let kept = PlannedCertificate {
        part: CertificatePart::Kept,
        ..first.clone()
    };
    reuse(
        &path,
        "2026-02-01T00:00:00Z",
        "T1",
        "sato",
        &[second.clone(), kept.clone()],
    );
    let of_token = |serial: &str| {
        let wanted = Wanted::Token(serial.to_owned());
        let found = handovers(&gather(&[&path]), &wanted);
        let names = found.iter().map(|one| one.new.name.clone().unwrap());
        names.collect::<Vec<_>>()
    };
    assert_eq!(of_token("T1"), ["second"]);
    let gone = PlannedCertificate {
        part: CertificatePart::Removed,
        ..second
    };
    reuse(&path, "2026-03-01T00:00:00Z", "T1", "sato", &[gone, kept]);
    assert_eq!(of_token("T1"), ["first"]);
    assert_eq!(of_token("T2"), Vec::<String>::new());
}

/// Asks a browser for the places in which something is wider or higher than what it stands in, or off its sheet.
const MEASURE: &str = "<script>
let bad = [];
for (const sheet of document.querySelectorAll('.sheet')) {
  const paper = sheet.getBoundingClientRect();
  if (sheet.scrollHeight > sheet.clientHeight + 1 || sheet.scrollWidth > sheet.clientWidth + 1)
    bad.push('sheet ' + sheet.scrollWidth + 'x' + sheet.scrollHeight);
  for (const part of sheet.querySelectorAll('*')) {
    const box = part.getBoundingClientRect();
    if (box.right > paper.right + 1 || box.bottom > paper.bottom + 1 || box.left < paper.left - 1)
      bad.push(part.tagName + ' ' + part.textContent.slice(0, 40));
  }
  for (const part of sheet.querySelectorAll('svg text')) {
    const box = part.getBoundingClientRect(), svg = part.closest('svg').getBoundingClientRect();
    if (box.right > svg.right + 2 || box.left < svg.left - 2) bad.push('cut: ' + part.textContent);
  }
  for (const part of sheet.querySelectorAll('td, th, h1, .person b, .person span'))
    if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0) bad.push('wide: ' + part.textContent.slice(0, 40));
}
document.documentElement.innerHTML = '<body>measured:' + bad.join('|') + ':end</body>';
</script>";

fn chromium(folder: &Path, more: &[String]) -> String {
    let mut command = tools::command("chromium");
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]);
    command.env("HOME", folder);
    command.arg(format!(
        "--user-data-dir={}",
        folder.join("browser").display()
    ));
    tools::run(command.args(more))
}

/// How many sheets of A4 the page prints on, and what does not fit.
fn printed(folder: &Path, name: &str, html: &str) -> (usize, String) {
    let file = folder.join(format!("{name}.html"));
    let pdf = folder.join(format!("{name}.pdf"));
    fs::write(&file, html).unwrap();
    let address = |file: &Path| format!("file://{}", file.display());
    let print = format!("--print-to-pdf={}", pdf.display());
    chromium(
        folder,
        &["--no-pdf-header-footer".to_owned(), print, address(&file)],
    );
    let mut info = tools::command("pdfinfo");
    let info = tools::run(info.arg(&pdf));
    assert!(info.contains("(A4)"), "{info}");
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:"));
    let measured = folder.join("measured.html");
    // The page itself allows no script.
    let open = html.replace("default-src 'none'; style-src 'unsafe-inline'", "");
    fs::write(
        &measured,
        open.replace("</body>", &format!("{MEASURE}</body>")),
    )
    .unwrap();
    let dom = chromium(folder, &["--dump-dom".to_owned(), address(&measured)]);
    let found = dom
        .split("measured:")
        .nth(1)
        .and_then(|rest| rest.split(":end").next());
    (
        pages.unwrap().trim().parse().unwrap(),
        found.unwrap_or(&dom).to_owned(),
    )
}

#[test]
fn every_sheet_prints_on_one_page_of_a4_in_both_languages_whatever_the_names_are() {
    if !tools::are_here(&["chromium", "pdfinfo"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let usual = one("電力 太郎");
    let mut crowded = one(&"電力株式会社送配電部門".repeat(40));
    {
        let one = &mut crowded[0];
        one.run.serial = "W".repeat(80);
        one.run.operator = "作業者".repeat(60);
        one.run.ended = None;
        one.new.number = "ab".repeat(60);
        one.new.subject = "X".repeat(2000);
        let consent = tokendesk::workflow::records::Consented {
            how: tokendesk::audit::Consent::Terminal,
            witness: Some("立会人".repeat(60)),
            witnessed: Some(Witnessed::Stated),
        };
        one.run.consent = Some(consent);
        let far = PlannedCertificate {
            not_before: "1990-01-01T00:00:00Z".parse().unwrap(),
            not_after: "9999-01-01T00:00:00Z".parse().unwrap(),
            ..one.new.clone()
        };
        for _ in 0..9 {
            let fate = tokendesk::workflow::records::handover::Fate::Kept;
            one.old.push((far.clone(), fate));
        }
    }
    let wide = one(&"W".repeat(300));
    let several: Vec<Handover> = usual
        .iter()
        .chain(&crowded)
        .chain(&wide)
        .cycle()
        .take(25)
        .cloned()
        .collect();
    for language in Language::ALL {
        for (name, handovers, pages) in [
            ("usual", &usual, 1),
            ("crowded", &crowded, 1),
            ("wide", &wide, 1),
            ("several", &several, 27),
        ] {
            let name = format!("{name}-{}", language.tag());
            let html = page(handovers, language);
            let (printed, unfit) = printed(folder.path(), &name, &html);
            assert_eq!((printed, unfit.as_str()), (pages, ""), "{name}");
        }
    }
    if let Some(keep) = std::env::var_os("TOKENDESK_KEEP_SHEETS") {
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path
                .extension()
                .is_some_and(|it| it == "pdf" || it == "html")
            {
                fs::copy(&path, Path::new(&keep).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
}
