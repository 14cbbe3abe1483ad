"""What may be done at the desk with the kernel's nouns: which verbs, what they are called, what is filled in."""
