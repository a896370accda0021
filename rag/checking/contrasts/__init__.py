"""What differs in words: denials, opposites, substitutes, corrections."""
