"""What visitors may do: ask within limits, complain, have their traces shown and deleted; and what is kept of it."""
