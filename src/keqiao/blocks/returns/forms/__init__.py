"""Outside forms: what others ask of an organisation each year, as data, and our answers in their order."""
