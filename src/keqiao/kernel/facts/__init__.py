"""Facts: named flat tables with documented columns, the only thing plans may count."""
