//! A workbook is parsed by a process of its own.
//!
//! Parsers of workbooks panic, abort or ask for all memory when a file was damaged or made to harm. So the program starts itself once
//! more, hands it the bytes, and hears what they tell ([`super::wire`]). That process may have 300 MB and 10 seconds of
//! processor time. However it ends, this one goes on and says what happened. On systems without such limits (Windows) memory is
//! bounded by the sizes that are measured beforehand alone, and time by the clock.

use super::limits::Limits;
use super::objection::Objection;
use super::told::Hears;
use super::wire::{self, Deaf, Teller};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

/// The subcommand that reads a workbook for the program that started it.
pub const SUBCOMMAND: &str = "__read-book";
/// How it ends where there is no limit of processor time and the clock ran out.
#[cfg(not(unix))]
const OUT_OF_TIME: i32 = 75;
const BUFFER: usize = 1 << 16;

/// Has `program` read the book.
pub fn read(program: &Path, bytes: Vec<u8>, limits: &Limits, to: &mut dyn Hears) -> Result<(), Objection> {
    let started = Command::new(program)
        .args([SUBCOMMAND, &limits.cells.to_string()])
        // Looking for the lines of a crash takes longer, and more memory, than most books.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = started.map_err(|error| {
        let found = format!("a workbook, and no process to read it: {} did not start ({error})", program.display());
        Objection::new(found, "a program that can start itself, or a table as text (.csv)")
    })?;
    if let Some(mut stdin) = child.stdin.take() {
        // One that ends early hears nothing more, and how it ended is what is told.
        let _ = stdin.write_all(&(bytes.len() as u64).to_le_bytes()).and_then(|()| stdin.write_all(&bytes));
    }
    drop(bytes);
    let heard = match child.stdout.take() {
        Some(stdout) => wire::hear(BufReader::with_capacity(BUFFER, stdout), to),
        None => Err(Deaf::BrokenOff),
    };
    if heard.is_err() {
        // It may have ended already.
        let _ = child.kill();
    }
    let ended = child.wait();
    match heard {
        Ok(()) => Ok(()),
        Err(Deaf::Objection(objection)) => Err(objection),
        Err(Deaf::BrokenOff) => Err(ended.map_or_else(Objection::damaged, |status| broken_off(status, limits))),
    }
}

/// What it means that the process ended so.
fn broken_off(status: ExitStatus, limits: &Limits) -> Objection {
    let smaller = "a smaller one, or one that a spreadsheet program opens: open it there and save what is needed anew";
    if is_out_of_time(status) {
        return Objection::new(format!("a workbook that takes more than {} seconds to read", limits.seconds), smaller);
    }
    if is_aborted(status) {
        let found = format!("a workbook that asks for more than {} MB of memory", limits.memory >> 20);
        return Objection::new(found, smaller);
    }
    Objection::damaged("its parser broke off")
}

/// Ended because nothing was left of its processor time.
#[cfg(unix)]
fn is_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    // SIGXCPU, the same number wherever it exists.
    status.signal() == Some(24)
}

#[cfg(not(unix))]
fn is_out_of_time(status: ExitStatus) -> bool {
    status.code() == Some(OUT_OF_TIME)
}

/// Aborted, which is what a refused request for memory ends in; a panic ends in an exit.
#[cfg(unix)]
fn is_aborted(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    // SIGABRT.
    status.signal() == Some(6)
}

#[cfg(not(unix))]
fn is_aborted(_: ExitStatus) -> bool {
    false
}

/// The other side: bounds this process, takes a workbook from `from` and tells `to` what it holds. Nothing else should be done by a
/// process that does this.
///
/// # Errors
/// Where the bytes do not come, or nobody hears.
pub fn serve(mut from: impl Read, to: impl Write, limits: &Limits) -> io::Result<()> {
    // A panic is told by the way the process ends.
    std::panic::set_hook(Box::new(|_| ()));
    bound(limits)?;
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut teller = Teller::new(BufWriter::with_capacity(BUFFER, to));
    let told = match usize::try_from(length) {
        Ok(length) if length <= limits.file => {
            // Room for these and no more: a buffer that grows takes twice of what it holds.
            let mut bytes = vec![0; length];
            from.read_exact(&mut bytes)?;
            super::tell(&bytes, limits, &mut teller)
        }
        _ => Err(super::too_large(limits)),
    };
    teller.end(told)
}

#[cfg(unix)]
fn bound(limits: &Limits) -> io::Result<()> {
    use rlimit::Resource;
    let lower = |resource: Resource, soft: u64, hard: u64| {
        let (_, highest) = resource.get()?;
        resource.set(soft.min(highest), hard.min(highest))
    };
    lower(Resource::CORE, 0, 0)?;
    lower(Resource::AS, limits.memory, limits.memory)?;
    // One second between the signal that tells and the one that ends.
    lower(Resource::CPU, limits.seconds, limits.seconds + 1)
}

#[cfg(not(unix))]
fn bound(limits: &Limits) -> io::Result<()> {
    let time = std::time::Duration::from_secs(limits.seconds);
    std::thread::Builder::new().spawn(move || {
        std::thread::sleep(time);
        std::process::exit(OUT_OF_TIME);
    })?;
    Ok(())
}
