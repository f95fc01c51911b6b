//! From a corpus folder to everything that is computed about it.

use corpus::pack::{Pack, PackedEssay};
use corpus::{Codebook, Collection, Essay};
use search::IndexWriter;

/// The pack of a collection: essays measured, themes found, the search index written.
pub fn pack(collection: Collection, codebook: Codebook, essays: Vec<Essay>) -> Pack {
    let passages = themes::passages(&codebook, &essays);
    let mut writer = IndexWriter::new();
    for essay in &essays {
        writer.add(essay);
    }
    Pack {
        collection,
        codebook,
        passages,
        index: writer.finish(),
        essays: essays.into_iter().map(PackedEssay::new).collect(),
    }
}
