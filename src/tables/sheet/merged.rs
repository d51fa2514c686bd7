//! Merged cells, found by place: which area a cell is part of.
//!
//! A sheet may have 100,000 merged areas and be asked about millions of cells, so they are not gone through one by one. The rows are cut where
//! an area begins or ends; a tree over the pieces (each area in the few nodes that make up its rows) keeps the areas of a node by their first
//! column. Areas of one sheet do not overlap; in a damaged file where they do, the first of those found counts.

use super::grid::Area;

/// The merged cells of a sheet.
#[derive(Debug, Default)]
pub struct Merged {
    areas: Vec<Area>,
    /// The rows at which areas begin, or after which they end.
    edges: Vec<u32>,
    /// Of each node the areas that hold all of its rows, by column. The node of piece `n` is `edges.len() + n`, above it is half of that.
    nodes: Vec<Vec<usize>>,
}

impl Merged {
    /// Those of a sheet.
    pub fn of(areas: &[Area]) -> Merged {
        let mut edges: Vec<u32> = areas.iter().flat_map(|area| [area.top, area.bottom.saturating_add(1)]).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut nodes = vec![Vec::new(); 2 * edges.len()];
        let piece = |row: u32| edges.partition_point(|edge| *edge < row) + edges.len();
        for (at, area) in areas.iter().enumerate() {
            let (mut from, mut to) = (piece(area.top), piece(area.bottom.saturating_add(1)));
            while from < to {
                if from % 2 == 1 {
                    nodes[from].push(at);
                    from += 1;
                }
                if to % 2 == 1 {
                    to -= 1;
                    nodes[to].push(at);
                }
                (from, to) = (from / 2, to / 2);
            }
        }
        for node in &mut nodes {
            node.sort_by_key(|at| areas[*at].left);
        }
        Merged { areas: areas.to_vec(), edges, nodes }
    }

    /// The area that a cell is part of.
    pub fn at(&self, row: u32, column: u32) -> Option<&Area> {
        let piece = self.edges.partition_point(|edge| *edge <= row).checked_sub(1)?;
        let mut node = piece + self.edges.len();
        while node > 0 {
            let within = &self.nodes[node];
            let before = within.partition_point(|at| self.areas[*at].left <= column).checked_sub(1);
            let area = before.map(|before| &self.areas[within[before]]).filter(|area| area.right >= column);
            if area.is_some() {
                return area;
            }
            node /= 2;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_in_the_area_that_holds_it() {
        // Blocks of all sizes in steps, with gaps of one row and one column between them.
        let mut areas = Vec::new();
        let (mut top, mut left) = (0, 0);
        for size in 1..8 {
            areas.push(Area { top, left: 3, bottom: top + size - 1, right: 3 + size });
            areas.push(Area { top: 2, left: left + 20, bottom: 2 + size, right: left + 19 + size });
            (top, left) = (top + size + 1, left + size + 1);
        }
        let merged = Merged::of(&areas);
        let mut found = 0;
        for (row, column) in (0..50).flat_map(|row| (0..60).map(move |column| (row, column))) {
            let holds = |area: &&Area| (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column);
            assert_eq!(merged.at(row, column), areas.iter().find(holds), "{row} {column}");
            found += usize::from(merged.at(row, column).is_some());
        }
        assert!(found > 200);
        assert_eq!(Merged::of(&[]).at(0, 0), None);
    }
}
