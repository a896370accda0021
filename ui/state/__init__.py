"""What the running program keeps besides the index: signed checks, feedback, complaints, sites, sessions."""
