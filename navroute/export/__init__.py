"""Files that other programs read; computes nothing."""
