// The fact-check desk's own behaviour.
