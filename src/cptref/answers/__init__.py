"""What is asked -> a typed answer: the rows gathered once, the rules applied, nothing worded."""
