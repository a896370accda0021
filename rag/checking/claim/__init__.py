"""A claim taken apart: clauses, pieces, days, and what in them says nothing."""
