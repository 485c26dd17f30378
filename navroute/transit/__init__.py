"""From a route to times: speeds, waits, and their uncertainty."""
