"""The register at the desk: verbs, importers and pages of the kernel's nouns."""
