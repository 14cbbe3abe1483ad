"""Fair draws of panels, reviewers, tellers and samples, which anyone can compute again."""
