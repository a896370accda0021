"""The fact-check desk: verdicts in the text, the editor's signature, and what leaves the house."""
