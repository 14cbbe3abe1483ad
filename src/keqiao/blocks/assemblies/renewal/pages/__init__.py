"""Pages of changes of term, their papers, and what governs a society."""
