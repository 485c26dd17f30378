"""The navroute command."""
