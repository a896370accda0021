"""From evidence to a proved answer or a refusal that explains itself."""
