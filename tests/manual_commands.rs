//! Every command in the operators' manuals is run as it stands there, at a terminal, and shows what the manual shows.
//!
//! `TOKENDESK_MANUALS=write` puts what the commands show now into the manuals.
#![cfg(unix)]

#[path = "manual/block.rs"]
mod block;
#[path = "manual/likeness.rs"]
mod likeness;
#[path = "manual/scene.rs"]
mod scene;
#[path = "manual/typist.rs"]
mod typist;

use std::fs;

use block::Block;
use scene::Scene;

/// Runs every block of one manual, which has at least so many.
fn run(manual: &str, locale: &str, fewest: usize) {
    if !scene::can_be_made() {
        return;
    }
    let text = fs::read_to_string(manual).unwrap();
    let blocks = block::all(&text);
    assert!(blocks.len() >= fewest, "{manual} lost its commands");
    let mut now = text.clone();
    let mut differences = Vec::new();
    for block in &blocks {
        let scene = Scene::of(&block.scene)
            .unwrap_or_else(|| panic!("{manual}:{}: no scene `{}`", block.line, block.scene));
        let shown = typist::perform(&scene, &block.commands(), locale);
        if !likeness::alike(&block.body, &shown) {
            differences.push(format!(
                "{manual}:{} ({})\n--- the manual\n{}\n--- the screen\n{shown}",
                block.line, block.scene, block.body
            ));
            let renewed = likeness::left_out_as_before(&block.body, &shown);
            now = now.replacen(
                &block.whole(),
                &Block::new(&block.scene, &renewed).whole(),
                1,
            );
        }
    }
    if std::env::var_os("TOKENDESK_MANUALS").is_some_and(|wish| wish == "write") {
        fs::write(manual, now).unwrap();
        return;
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn the_english_manual_shows_what_the_commands_show() {
    run("docs/operator.md", "en_US.UTF-8", 20);
}

#[test]
fn the_readme_shows_what_the_commands_show() {
    run("README.md", "en_US.UTF-8", 1);
}

#[test]
fn the_japanese_manual_shows_what_the_commands_show() {
    run("docs/operator.ja.md", "ja_JP.UTF-8", 20);
}

#[test]
fn both_manuals_run_the_same_commands_in_the_same_scenes() {
    let commands = |manual: &str| -> Vec<(String, Vec<String>)> {
        block::all(&fs::read_to_string(manual).unwrap())
            .iter()
            .map(|block| (block.scene.clone(), block.commands()))
            .collect()
    };
    assert_eq!(
        commands("docs/operator.md"),
        commands("docs/operator.ja.md")
    );
}

#[test]
fn every_command_in_the_manuals_stands_in_a_block_that_is_run() {
    for manual in ["docs/operator.md", "docs/operator.ja.md"] {
        let text = fs::read_to_string(manual).unwrap();
        let mut fence: Option<&str> = None;
        for (number, line) in text.lines().enumerate() {
            match (line.strip_prefix("```"), fence) {
                (Some(kind), None) => fence = Some(kind),
                (Some(_), Some(_)) => fence = None,
                (None, Some(kind)) => assert!(
                    kind.starts_with("console ") || !line.contains("tokendesk "),
                    "{manual}:{}: {line}",
                    number + 1
                ),
                (None, None) => {}
            }
        }
    }
}

#[test]
fn every_link_to_a_file_leads_somewhere() {
    let manuals = fs::read_dir("docs").unwrap();
    let manuals = manuals.map(|entry| entry.unwrap().path());
    let readme = std::iter::once(std::path::PathBuf::from("README.md"));
    for manual in manuals.chain(readme) {
        if manual.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = fs::read_to_string(&manual).unwrap();
        for link in text.split("](").skip(1) {
            let link = link.split(')').next().unwrap();
            let file = link.split('#').next().unwrap();
            let there = manual.with_file_name(file);
            let is_file = !file.is_empty() && !link.starts_with("http");
            assert!(!is_file || there.exists(), "{}: {link}", manual.display());
        }
    }
}
