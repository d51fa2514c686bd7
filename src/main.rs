//! `crossfoot`: the command line over the library of the same name.
#![forbid(unsafe_code)]

mod cli;

use clap::Parser;
use cli::run::{self, Asked};
use cli::{Arguments, Command};
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match &Arguments::parse().command {
        Command::Check { files, output, filter, fail_on } => {
            run::check(&Asked { files: &files.files, input: &files.input, output, filter }, *fail_on)
        }
        Command::Fill { files, output, filter, reading } => {
            run::fill(&Asked { files: &files.files, input: &files.input, output, filter }, reading)
        }
        Command::Project { files, output, filter, reading, ahead } => {
            run::project(&Asked { files: &files.files, input: &files.input, output, filter }, reading, ahead)
        }
        Command::Import(asked) => cli::import::import(asked),
        Command::ReadBook { max_cells } => run::read_book(*max_cells),
        Command::Why { arguments, input, output, reading } => run::why(arguments, input, output, reading),
    };
    done.unwrap_or_else(|problem| {
        run::say(&format!("crossfoot: {problem}"));
        ExitCode::from(2)
    })
}
