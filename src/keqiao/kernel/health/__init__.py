"""How the installation is: checks that say what is right, what isn't, and what to mend."""
