//! What a column of labels names, by its header, its texts, a layout or the person.

/// What row labels name, where neither header nor labels tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// Countries and groups of them.
    Partners,
    /// Reporting countries: a table of an international office.
    Reporters,
    /// Commodities.
    Products,
}

/// What a column of labels names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Countries and groups of them.
    Partner,
    /// Reporting countries.
    Reporter,
    /// Commodities.
    Product,
    /// Periods.
    Period,
    /// Flows and other measures.
    Flow,
    /// Units.
    Unit,
    /// The same as another column, in another language or as a code; read where that one is not understood.
    Again,
    /// Running numbers, or anything that says nothing of the row.
    Silent,
    /// Words of which nothing tells what they name.
    Unknown,
}

impl From<Labels> for Role {
    /// What a column names of which the person says it.
    fn from(said: Labels) -> Role {
        match said {
            Labels::Partners => Role::Partner,
            Labels::Reporters => Role::Reporter,
            Labels::Products => Role::Product,
        }
    }
}
