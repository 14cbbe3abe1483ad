"""The facts of the kernel's nouns, one module each: what plans may count of posts, organisations, money."""
