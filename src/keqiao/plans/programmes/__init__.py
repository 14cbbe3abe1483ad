"""What a plan starts: programmes made of the blocks' templates, begun as drafts that staff switch on."""
