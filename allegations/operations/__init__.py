"""What can be done with allegations."""
