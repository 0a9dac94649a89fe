//! Which choice of the method moves the result: variance-based sensitivity indices (Sobol' 1993) of groups of inputs, and what
//! leaving out one indicator or factor does.
//!
//! The inputs of a model are coordinates in [0, 1), each drawn independently; a group is a list of coordinates that belong
//! together, such as the weights of one level. The model's outputs are numbers: the rank of a region, the mean absolute rank
//! shift. With V the variance of an output over all inputs, and V(E\[y | g\]) what is left of it when only group g is known,
//!
//! - the *first-order index* S = V(E\[y | g\]) / V is the share of the variance that the group explains alone;
//! - the *total-order index* T = E(V\[y | all but g\]) / V is the share that would remain if all but the group were known: T − S is
//!   what the group does together with others.
//!
//! | module | what it does |
//! |---|---|
//! | [`points`] | the coordinates: scrambled Sobol' points |
//! | [`design`] | which runs of the model the indices take |
//! | [`indices`] | the indices of many outputs, run by run |
//! | [`estimators`] | their formulas |
//! | [`bootstrap`] | how sure the indices of an output are |
//! | [`leave_one_out`] | how far ranks move without an element |
//!
//! A caller makes a [`design::Design`], runs its model at every point of it, and hands the outputs to an
//! [`indices::Accumulator`]. It leaves out the model itself, and inputs that depend on each other: put them into one group.

pub mod bootstrap;
pub mod design;
pub mod estimators;
pub mod indices;
pub mod leave_one_out;
pub mod points;

#[cfg(test)]
mod analytic;
