//! `completions` and `man`: what a package installs beside the program.

use std::path::Path;

use clap::CommandFactory;
use tokendesk::ui::Catalogue;

use crate::cli::arguments::Arguments;
use crate::cli::{exit, help, shown};

/// Writes the completions for a shell to standard output.
pub fn completions(shell: clap_complete::Shell, catalogue: &Catalogue) -> u8 {
    let mut command = help::translate(Arguments::command(), catalogue);
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut command, "tokendesk", &mut text);
    finish(shown::write_all(&String::from_utf8_lossy(&text)))
}

/// Writes the manual pages to a folder, or the main one to standard output.
pub fn man(folder: Option<&Path>, catalogue: &Catalogue) -> u8 {
    let command = help::translate(Arguments::command(), catalogue);
    match folder {
        Some(folder) => finish(
            std::fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(command, folder)),
        ),
        None => {
            let mut text = Vec::new();
            let rendered = clap_mangen::Man::new(command).render(&mut text);
            finish(rendered.and_then(|()| shown::write_all(&String::from_utf8_lossy(&text))))
        }
    }
}

fn finish(result: std::io::Result<()>) -> u8 {
    match result {
        Ok(()) => exit::DONE,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => exit::DONE,
        Err(error) => {
            shown::line(&error.to_string());
            exit::USAGE
        }
    }
}
