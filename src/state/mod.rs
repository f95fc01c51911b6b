//! What the application knows, one reducer or value per file; all of it is tested natively.

pub mod answer;
pub mod answering;
pub mod beside;
pub mod categories;
pub mod concordance;
pub mod embed;
pub mod excerpts;
pub mod filter;
pub mod finder;
pub mod hits;
pub mod narrowing;
pub mod notebook;
pub mod outline;
pub mod overview;
pub mod own;
pub mod periods;
pub mod preferences;
pub mod progress;
pub mod result;
pub mod sentences;
pub mod shelf;
pub mod standing;
pub mod tables;
pub mod text;
pub mod topics;
pub mod walk;
