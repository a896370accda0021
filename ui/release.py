"""The release's number."""

VERSION = "0.1.0"
