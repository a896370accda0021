"""Ground floor: the texts a language model is given, as files with checked variables."""
