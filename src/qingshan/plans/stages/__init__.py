"""The stages of the compiler, in order: read, normalise, segment, identify, dates … targets, resolve, check, emit."""
