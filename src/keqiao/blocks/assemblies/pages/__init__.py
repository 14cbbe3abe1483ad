"""Pages of assemblies that all its rooms share: where one begins."""
