// The archive room's own behaviour.
