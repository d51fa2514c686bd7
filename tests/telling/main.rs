//! What is told: pages made by hand, to read, and laws that hold whatever is told.

mod case;
mod hand_made;
mod laws;
