"""Reading a reform plan, or a document like it, from a file: its clauses and the figures in them."""
