//! That a long import is getting on: a line on standard error, on a terminal only, from the second second on.

use crossfoot::read::book::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// Whoever waits less does not wonder.
const PATIENCE: Duration = Duration::from_secs(1);

/// Draws how far the reading of a file has come. The line goes away with it.
#[derive(Default)]
pub struct Drawn {
    begun: Option<Instant>,
    bar: Option<ProgressBar>,
}

impl Drawn {
    /// Further.
    pub fn draw(&mut self, progress: Progress<'_>) {
        if self.begun.get_or_insert_with(Instant::now).elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            // Standard error, and nothing at all where that is no terminal.
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            // The template is a constant with known keys.
            bar.set_style(ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar
        });
        bar.set_message(match progress {
            Progress::Cells { sheet, cells } => format!("sheet {sheet}: {cells} cells"),
            Progress::Bytes(bytes) => format!("{} MB of records", bytes / 1_000_000),
        });
        bar.tick();
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
