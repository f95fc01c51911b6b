//! How a command ended.

/// How a command ended, when nothing kept it from its work.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Done,
    /// What was read has faults, which have been said.
    InputAtFault,
}

impl Outcome {
    /// `InputAtFault` if there are faults.
    pub(crate) fn of_faults(faults: usize) -> Self {
        if faults == 0 {
            Self::Done
        } else {
            Self::InputAtFault
        }
    }
}
