//! Where results go: to standard output, or whole into a file.
//!
//! A file appears under its name only once it is complete: it is written beside it and renamed, so that an earlier file is
//! never half overwritten. A reader that stops reading (`| head`) ends the output quietly.

use super::problem::Problem;
use crossfoot::write::Format;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Seek, Write};
use std::path::{Path, PathBuf};

/// Where results go and in which form.
#[derive(Debug)]
pub struct Destination {
    path: Option<PathBuf>,
    /// The form.
    pub format: Format,
}

impl Destination {
    /// From `-f` and `-o`; `inputs` are never overwritten.
    ///
    /// # Errors
    /// A [`Problem`] when the ending of the file tells no format, or the file is one of the inputs.
    pub fn choose(format: Option<Format>, output: Option<&str>, inputs: &[String]) -> Result<Destination, Problem> {
        let Some(output) = output else {
            return Ok(Destination { path: None, format: format.unwrap_or_default() });
        };
        let Some(format) = format.or_else(|| Format::of_path(output)) else {
            return Err(Problem::Told(format!(
                "the ending of `{output}` tells no format; end it in .txt, .csv, .json or .md, or add -f text|csv|json|md"
            )));
        };
        let same_file = |input: &String| match (fs::canonicalize(input), fs::canonicalize(output)) {
            (Ok(input), Ok(output)) => input == output && input.is_file(),
            _ => false,
        };
        if inputs.iter().any(same_file) {
            return Err(Problem::Told(format!("`{output}` is one of the files read; name another file after -o")));
        }
        Ok(Destination { path: Some(PathBuf::from(output)), format })
    }

    /// Whether text may be set off in bold.
    pub fn has_colour(&self) -> bool {
        self.path.is_none() && has_colour(&io::stdout())
    }

    /// Writes the results.
    ///
    /// # Errors
    /// A [`Problem`] naming the place, except when standard output was closed by its reader.
    pub fn fill(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Problem> {
        match &self.path {
            None => {
                let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
                match write(&mut out).and_then(|()| out.flush()) {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                    result => result.map_err(|error| Problem::Unwritten("standard output".into(), error)),
                }
            }
            Some(path) => whole_file(path, write).map_err(|error| Problem::Unwritten(format!("`{}`", path.display()), error)),
        }
    }
}

impl Destination {
    /// As [`fill`](Destination::fill), for results of which it is known only at the end whether they are wanted: `write` says whether to keep
    /// them. Into a file they go at once, and it gets its name at the end; anything else gets them when they are complete.
    ///
    /// # Errors
    /// As [`fill`](Destination::fill).
    pub fn fill_if(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<bool>) -> Result<(), Problem> {
        if let Some(path) = self.path.as_ref().filter(|path| is_ordinary(path)) {
            return whole_file_if(path, write).map_err(|error| Problem::Unwritten(format!("`{}`", path.display()), error));
        }
        let mut spool = tempfile::tempfile().map_err(|error| Problem::Unwritten("a temporary file".into(), error))?;
        let mut buffered = BufWriter::with_capacity(1 << 16, &mut spool);
        let is_wanted = write(&mut buffered)
            .and_then(|is_wanted| buffered.flush().map(|()| is_wanted))
            .map_err(|error| Problem::Unwritten("a temporary file".into(), error))?;
        drop(buffered);
        if !is_wanted {
            return Ok(());
        }
        self.fill(|out| {
            spool.rewind()?;
            io::copy(&mut spool, out).map(|_| ())
        })
    }
}

/// Whether colour may go to this stream: a terminal that shows it, and a person who has not said `NO_COLOR`.
pub fn has_colour(stream: &impl IsTerminal) -> bool {
    let is_unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    stream.is_terminal() && !is_unwanted && !is_dumb
}

/// Whether a path is that of a file, or of nothing yet: not `/dev/null`, nor a pipe.
fn is_ordinary(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |there| there.is_file())
}

/// Writes a file completely or not at all. What is there and is no ordinary file is written to directly.
fn whole_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if is_ordinary(path) {
        return whole_file_if(path, |out| write(out).map(|()| true));
    }
    let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
    write(&mut out).and_then(|()| out.flush())
}

/// Writes a file completely, if `write` wants it in the end, or not at all.
fn whole_file_if(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<bool>) -> io::Result<()> {
    // A link is followed, so that what it points to is replaced and not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let Some(name) = path.file_name() else { return Err(io::ErrorKind::InvalidInput.into()) };
    let mut partial = name.to_os_string();
    partial.push(format!(".partial-{}", std::process::id()));
    let partial = path.with_file_name(partial);
    let file = OpenOptions::new().write(true).create_new(true).open(&partial)?;
    let written = complete(file, write).and_then(|is_wanted| match is_wanted {
        true => fs::rename(&partial, &path),
        false => fs::remove_file(&partial),
    });
    if let Err(error) = written {
        // The first failure is the one to tell; a partial file that cannot be removed either is named by it.
        return Err(match fs::remove_file(&partial) {
            Ok(()) => error,
            Err(_) => io::Error::new(error.kind(), format!("{error} (a partial file {} is left)", partial.display())),
        });
    }
    Ok(())
}

fn complete(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<bool>) -> io::Result<bool> {
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let is_wanted = write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    if is_wanted {
        file.sync_all()?;
    }
    Ok(is_wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("crossfoot-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for the test");
        folder
    }

    #[test]
    fn a_file_is_whole_or_as_it_was() {
        let folder = fresh("whole");
        let path = folder.join("note.txt");
        fs::write(&path, "earlier").expect("a file");
        let failed = whole_file(&path, |out| {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(failed.map_err(|error| error.kind()), Err(io::ErrorKind::StorageFull));
        assert_eq!(fs::read_to_string(&path).expect("still there"), "earlier");
        whole_file(&path, |out| out.write_all(b"later")).expect("written");
        assert_eq!(fs::read_to_string(&path).expect("there"), "later");
        whole_file_if(&path, |out| out.write_all(b"unwanted").map(|()| false)).expect("left out");
        assert_eq!(fs::read_to_string(&path).expect("there"), "later");
        assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1, "no partial file is left");
        fs::remove_dir_all(folder).expect("removed");
    }

    #[test]
    fn an_option_wins_over_an_ending_and_inputs_are_safe() {
        let format = |format, output: &str| Destination::choose(format, Some(output), &[]).map(|place| place.format).ok();
        assert_eq!(format(None, "a.md"), Some(Format::Markdown));
        assert_eq!(format(Some(Format::Csv), "a.md"), Some(Format::Csv));
        assert_eq!(format(None, "a.xslx"), None);
        let folder = fresh("inputs");
        let input = folder.join("figures.csv");
        fs::write(&input, "id").expect("a file");
        let input = input.to_string_lossy().into_owned();
        assert!(Destination::choose(None, Some(&input), std::slice::from_ref(&input)).is_err());
        fs::remove_dir_all(folder).expect("removed");
    }
}
