//! Processor time of this thread, so that a busy machine does not count.

use std::time::{Duration, Instant};

/// Runs something; what it gave and the processor time it took (where the system does not tell, the time on the wall).
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (wall, before) = (Instant::now(), spent());
    let made = work();
    let took = match (before, spent()) {
        (Some(before), Some(after)) => after - before,
        _ => wall.elapsed(),
    };
    (made, took)
}

fn spent() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split_whitespace().next()?.parse().ok()?))
}

/// Milliseconds.
pub fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}
