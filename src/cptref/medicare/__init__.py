"""Medicare's rules: tables and pure functions of the rows of its releases; each rule with its source."""
