"""The sea as a graph: attach a position, search, measure, and say which gates were crossed."""
