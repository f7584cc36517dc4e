"""What people know of codes: one JSON file a code, read through one model."""
