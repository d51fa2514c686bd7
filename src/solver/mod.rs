//! The solver: from a network and what figures say of it to bounds, examples, smallest clashes and their derivations.
//!
//! ```text
//! 100 = exports + imports      turnover, stated
//!  20 = exports − imports      balance, stated
//! ⊢ exports ≥ 20, ≤ 100        narrowing, in microseconds
//! ⊢ exports = 60               the linear program
//! ```
//!
//! Each step is tried where the one before it did not settle the matter. Floats only ever propose:
//!
//! | step | what it does | what it may prove |
//! |---|---|---|
//! | [`narrow`] | passes intervals along identities until nothing moves | bounds and clashes, exactly, outward; blind on rings |
//! | [`program`] on [`simplex`] | the linear program of a few figures ([`rows`]), in exact rationals | bounds, clashes, that figures stand |
//! | [`slabs`] from a [`beginning`] | least squares over thousands of figures, in floats | nothing: a point is taken by [`rounding`] to [`witness`], which tests it |
//! | [`ray`] | which few of hundreds of figures pull against one another, in floats | nothing: these few go to the program |
//! | [`witness`], [`example`] | one full set of numbers, tested exactly; then a rounder one | that figures stand |
//! | [`trial`] | all these in their order, for figures of one component | |
//! | [`smallest`], [`conflict`], [`hitting`] | smallest sets that clash, and enough of them | |
//! | [`explain`] with [`deduce`] | a trail or a relation as a [`proof`] | told to people, replayed by the checker in the tests |
//!
//! [`solve`](mod@solve) goes down the tiers with all this. [`problem`], [`wiring`] and [`leaves`] lay the network out for it. How much each step may
//! take is counted in steps and stands as a constant beside it, so that every machine gives the same bytes; where it runs out,
//! `proved` is false.

pub mod beginning;
pub mod conflict;
pub mod deduce;
pub mod example;
pub mod explain;
pub mod hitting;
pub mod leaves;
pub mod narrow;
pub mod problem;
pub mod program;
pub mod proof;
pub mod ray;
pub mod rounding;
pub mod rows;
pub mod simplex;
pub mod slabs;
pub mod smallest;
pub mod solve;
pub mod trial;
pub mod wiring;
pub mod witness;
