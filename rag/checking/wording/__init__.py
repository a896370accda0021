"""Other words for the same, and how a claim's words lie on a sentence's."""
