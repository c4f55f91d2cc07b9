//! Browsers log in with the token after a reuse, as a person sees it: their own windows, the PIN typed into their dialog.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustls::SupportedProtocolVersion;
use rustls::version::{TLS12, TLS13};
use tokendesk::certificate::Sha256Digest;

use crate::support::authority::{self, CURRENT};
use crate::support::bundle;
use crate::support::keys::{self, Kind};
use crate::support::program::{reuse, snippet};
use crate::support::server::end_with_the_test;
use crate::support::site::{Site, Visit};
use crate::support::token::{self, Desk, PIN};
use crate::support::tools::{self, needs};

/// How long a browser may take from its start to the page: one to six seconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long it may take to its first window; one that shows none by then has died, which is its affair, and is started anew.
const WINDOW_PATIENCE: Duration = Duration::from_secs(30);
/// How long a dialog is left to take what was typed before it is typed again.
const DIALOG_PATIENCE: Duration = Duration::from_secs(4);

/// A browser, and what of it a person meets on the way to a page behind a login.
struct Browser {
    /// Sets a fresh profile up and says how the browser is started on an address.
    start: fn(&Desk, &Site, &str) -> Command,
    /// In the title of the window that asks for the PIN.
    asks: &'static str,
    /// In the title of the window in which a certificate is to be chosen with Return, where one is.
    chooses: Option<&'static str>,
}

/// A display of its own, without a window manager.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn open() -> Self {
        let mut command = tools::command("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1000x700x24"]);
        command.args(["-nolisten", "tcp"]);
        end_with_the_test(&mut command);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().expect("Xvfb starts");
        let mut number = String::new();
        let mut said = BufReader::new(server.stdout.take().unwrap());
        said.read_line(&mut number).unwrap();
        let name = format!(":{}", number.trim());
        Self { server, name }
    }

    fn tool(&self, arguments: &[&str]) -> String {
        let mut command = tools::command("xdotool");
        command.env("DISPLAY", &self.name).args(arguments);
        let output = command.output().expect("xdotool starts");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The visible window that was opened last of those with `name` in their title.
    fn window(&self, name: &str) -> Option<String> {
        let found = self.tool(&["search", "--onlyvisible", "--name", name]);
        found.lines().last().map(str::to_owned)
    }

    /// The titles of all visible windows.
    fn titles(&self) -> String {
        let all = self.tool(&["search", "--onlyvisible", "--name", "."]);
        let titles = all.lines().map(|one| self.tool(&["getwindowname", one]));
        titles.collect()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A browser's processes, ended together.
struct Running(Child);

impl Running {
    fn start(mut command: Command, display: &Display) -> Self {
        command.env("DISPLAY", &display.name);
        // Its helpers are in the same group.
        end_with_the_test(&mut command);
        let command = command.process_group(0).stdin(Stdio::null());
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        Self(command.spawn().expect("the browser starts"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(group) = rustix::process::Pid::from_raw(self.0.id().cast_signed()) {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.0.wait();
    }
}

/// The test of each browser: an expired identity, a reuse, then a login with each version of TLS.
fn logs_in(browser: &Browser) {
    let display = Display::open();
    for (kind, versions) in [
        (Kind::Rsa2048, &[&TLS12, &TLS13][..]),
        (Kind::P256, &[&TLS12, &TLS13]),
    ] {
        let desk = Desk::blank();
        desk.put(&token::expired(), "operator 0001", "01");
        let bought = authority::issuer().issue("operator 0003", CURRENT, &keys::key(kind, 51));
        let bundle = bundle::usual(&desk, &bought);
        let _ = reuse(&desk, &bundle).expect(0);
        for version in versions {
            let visit = visit(browser, &desk, &display, version);
            assert_eq!(
                visit,
                Visit {
                    certificate: Sha256Digest::of(&bought.certificate),
                    version: version.version,
                    request: "GET /desk HTTP/1.1".to_owned(),
                },
                "{kind:?}"
            );
        }
    }
}

/// Starts the browser on a site of this version and does what a person does there until the page was asked for.
fn visit(
    browser: &Browser,
    desk: &Desk,
    display: &Display,
    version: &'static SupportedProtocolVersion,
) -> Visit {
    let site = Site::open(desk, authority::issuer().root_certificate(), version);
    let address = format!("https://127.0.0.1:{}/desk", site.port);
    let begin = || Running::start((browser.start)(desk, &site, &address), display);
    let started = Instant::now();
    let mut running = begin();
    let mut running_since = Instant::now();
    let mut typed: Option<Instant> = None;
    while started.elapsed() < PATIENCE {
        if let Ok(visit) = site.visits.recv_timeout(Duration::from_millis(300)) {
            return visit;
        }
        if running_since.elapsed() > WINDOW_PATIENCE && display.titles().is_empty() {
            drop(running);
            running = begin();
            running_since = Instant::now();
        }
        let is_patient = typed.is_some_and(|at| at.elapsed() < DIALOG_PATIENCE);
        if let Some(dialog) = display.window(browser.asks) {
            // A busy machine may lose keys: SoftHSM2 counts no tries, so the same is typed again, from the start.
            if !is_patient {
                display.tool(&["windowfocus", &dialog, "sleep", "0.3", "key", "ctrl+a"]);
                display.tool(&["type", "--delay", "30", PIN]);
                display.tool(&["key", "Return"]);
                typed = Some(Instant::now());
            }
        } else if let (Some(name), Some(_)) = (browser.chooses, typed)
            && let Some(window) = display.window(name)
        {
            display.tool(&["windowfocus", &window, "sleep", "0.1", "key", "Return"]);
        }
    }
    let windows = display.titles();
    drop(running);
    let dropped: Vec<String> = site.dropped.try_iter().collect();
    panic!("nobody came; windows: {windows}; connections that came to nothing: {dropped:?}");
}

const FIREFOX: &str = "/usr/lib/firefox-esr";

/// Chooses a certificate by itself, as it does for its users by default; and asks nobody but the site for anything.
const FIREFOX_PREFERENCES: &str = r#"
user_pref("security.default_personal_cert", "Select Automatically");
user_pref("security.osclientcerts.autoload", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.normandy.enabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,");
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("network.proxy.no_proxies_on", "127.0.0.1");
"#;

/// Firefox from a folder of links to the installed one: its policies lie beside its program, and are to be those that
/// `check --snippets` prints, not the machine's.
fn firefox(desk: &Desk, site: &Site, address: &str) -> Command {
    let folder = desk.path().join("firefox");
    let profile = desk.path().join("firefox-profile");
    let _ = std::fs::remove_dir_all(&folder);
    let _ = std::fs::remove_dir_all(&profile);
    std::fs::create_dir_all(folder.join("distribution")).unwrap();
    std::fs::create_dir(&profile).unwrap();
    for file in std::fs::read_dir(FIREFOX).unwrap() {
        let file = file.unwrap();
        let name = file.file_name();
        if name == "firefox-esr" {
            // It takes the folder that it is really in for its own.
            std::fs::copy(file.path(), folder.join(name)).unwrap();
        } else if name != "distribution" {
            std::os::unix::fs::symlink(file.path(), folder.join(name)).unwrap();
        }
    }
    let mut policies: serde_json::Value = serde_json::from_str(&snippet(desk, "firefox")).unwrap();
    policies["policies"]["Certificates"] = serde_json::json!({ "Install": [&site.root] });
    std::fs::write(
        folder.join("distribution/policies.json"),
        policies.to_string(),
    )
    .unwrap();
    std::fs::write(profile.join("user.js"), FIREFOX_PREFERENCES).unwrap();
    let mut command = desk.tool(folder.join("firefox-esr").to_str().unwrap());
    command.arg("--no-remote").arg("--profile").arg(profile);
    command.arg(address);
    command
}

/// Chromium, told of the token by the command that `check --snippets` prints.
fn chromium(desk: &Desk, site: &Site, address: &str) -> Command {
    let folder = desk.path().join(".pki/nssdb");
    let profile = desk.path().join("chromium-profile");
    let _ = std::fs::remove_dir_all(&folder);
    let _ = std::fs::remove_dir_all(&profile);
    std::fs::create_dir_all(&folder).unwrap();
    let database = format!("sql:{}", folder.display());
    let mut make = desk.tool("certutil");
    tools::run(make.args(["-N", "--empty-password", "-d", &database]));
    let mut trust = desk.tool("certutil");
    trust.args(["-A", "-n", "server", "-t", "C,,", "-d", &database, "-i"]);
    tools::run(trust.arg(&site.root));
    tell_nss(desk);
    let mut command = desk.tool("chromium");
    command
        .arg(format!("--user-data-dir={}", profile.display()))
        // Tests are run as root too, and in containers, where its sandbox cannot be had.
        .args(["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        .args(["--no-first-run", "--no-default-browser-check"])
        .args(["--disable-background-networking", "--disable-sync"])
        .args(["--disable-component-update", "--password-store=basic"])
        .args(["--proxy-server=http://127.0.0.1:9", address]);
    command
}

/// Runs the command for NSS as it is printed.
fn tell_nss(desk: &Desk) {
    let mut shell = desk.tool("sh");
    shell.args(["-c", &snippet(desk, "nss")]);
    // It asks for the Enter key, in case a browser is running.
    let enter = desk.write("enter", "\n");
    shell.stdin(std::fs::File::open(enter).unwrap());
    tools::run(&mut shell);
}

#[test]
fn firefox_logs_in_with_the_policy_that_is_printed() {
    needs!(
        "openssl",
        "pkcs11-tool",
        "Xvfb",
        "xdotool",
        "/usr/lib/firefox-esr/firefox-esr"
    );
    logs_in(&Browser {
        start: firefox,
        asks: "Password Required",
        chooses: None,
    });
}

#[test]
fn chromium_logs_in_with_the_command_that_is_printed() {
    needs!(
        "openssl",
        "pkcs11-tool",
        "certutil",
        "modutil",
        "Xvfb",
        "xdotool",
        "chromium"
    );
    logs_in(&Browser {
        start: chromium,
        asks: "Unlock Security Device",
        chooses: Some("Chromium"),
    });
}
