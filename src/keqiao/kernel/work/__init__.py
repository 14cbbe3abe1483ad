"""Work that goes on until it is settled: cases, who has them, by when, and what was done step by step."""
