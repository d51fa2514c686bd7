//! A series and its path, drawn in the terminal: what is known, the central path, and the two ends of its band, in dots; a dash for each
//! forecast. No colour: which line is which tells their shape, the band opening around the path, and the line below.

use crate::report::Drawing;
use kuva::backend::terminal::TerminalBackend;
use kuva::plot::LinePlot;
use kuva::render::layout::Layout;
use kuva::render::plots::Plot;
use kuva::render::render::render_multiple;

const COLUMNS: usize = 78;
const ROWS: usize = 16;
/// Years between two marks: about so many marks fit.
const MARKS: f64 = 10.0;
/// Which part of the width a forecast's dash has.
const DASH: f64 = 0.06;

/// The lines of a drawing.
pub fn lines(drawing: &Drawing) -> Vec<String> {
    let all = [&drawing.low, &drawing.high, &drawing.known, &drawing.central];
    let mut plots: Vec<Plot> = all.map(|line| Plot::Line(LinePlot::new().with_data(line.iter().copied()))).into();
    let (first, last) = (drawing.known.first().map_or(0.0, |at| at.0), drawing.central.last().map_or(0.0, |at| at.0));
    let half = (last - first) * DASH / 2.0;
    plots.extend(drawing.forecasts.iter().map(|&(at, amount)| {
        Plot::Line(LinePlot::new().with_data([((at - half).max(first), amount), ((at + half).min(last), amount)]))
    }));
    let wanted = (last - first) / MARKS;
    let step = [1.0, 2.0, 5.0, 10.0, 20.0].into_iter().find(|step| *step >= wanted).unwrap_or(50.0);
    let layout = Layout::auto_from_plots(&plots)
        .with_width(640.0)
        .with_height(320.0)
        .with_show_grid(false)
        .with_x_axis_min((first / step).floor() * step)
        .with_x_axis_max((last / step).ceil() * step)
        .with_x_tick_step(step);
    let drawn = TerminalBackend::new(COLUMNS, ROWS).render_scene(&render_multiple(plots, layout));
    let mut lines: Vec<String> = plain(&drawn).lines().map(|line| line.trim_end().to_string()).collect();
    lines.retain(|line| !line.is_empty());
    lines
}

/// Without what colours it.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = behind.split_once('m').map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    plain
}
