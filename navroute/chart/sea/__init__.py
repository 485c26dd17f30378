"""Builds the sea network: from land and depth to corners, lines of sight, fairways and gates."""
