"""Rules and commitments as sentences, in Chinese and English: the reader of the rule tree that people read."""
