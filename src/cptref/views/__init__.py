"""A typed answer -> its document for scripts and its sheet for readers: words and order, no rules."""
