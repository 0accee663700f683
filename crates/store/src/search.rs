//! Full text, typos, suggestions.
