"""The edge: command line, HTTP, the page; the only floor that reads the environment."""
