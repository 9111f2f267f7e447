//! What became of a built PDF after it was signed.
