"""Ground floor: from raw pages to a searchable folder."""
