"""CMS's files: one module a layout, each a function from bytes to typed rows."""
