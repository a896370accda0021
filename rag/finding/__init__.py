"""From a query to ranked articles, snippets and the sentences that may prove something."""
