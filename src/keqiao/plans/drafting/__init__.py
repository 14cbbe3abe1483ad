"""Plans on their way from a file to a package, at the desk."""
