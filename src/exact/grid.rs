//! The solver's numbers: decimals to twelve places in an `i128`, every operation named by the direction it rounds in.
