//! The passages of a collection's themes, found on all cores.

use std::convert::Infallible;

use corpus::{Codebook, Essay, Passage};

use crate::cores::{cores, on_cores};

/// Pieces that essays are divided into: more than there are cores, which then end at about the same
/// time.
const PIECES: usize = 32;

/// For each theme its passages, as [`themes::passages`] finds them.
pub fn passages(codebook: &Codebook, essays: &[Essay]) -> Vec<Vec<Passage>> {
    let some = essays.len().div_ceil(PIECES).max(1);
    let firsts = (0..).step_by(some);
    let mut pieces = firsts.zip(essays.chunks(some));
    let find = |(first, essays): (u32, &[Essay])| {
        Ok::<_, Infallible>(themes::passages_from(codebook, essays, first))
    };
    let Ok(found) = on_cores(cores(), || Ok(pieces.next()), find);
    let mut passages = vec![Vec::new(); codebook.themes().len()];
    for piece in found {
        for (all, some) in passages.iter_mut().zip(piece) {
            all.extend(some);
        }
    }
    passages
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn pieces_make_a_whole() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
        let folder = crate::folder::read(&corpus).unwrap();
        let essays = folder.essays.iter().map(|source| &source.essay);
        let essays: Vec<Essay> = essays.cycle().take(70).cloned().collect();
        assert_eq!(
            passages(&folder.codebook, &essays),
            themes::passages(&folder.codebook, &essays)
        );
    }
}
