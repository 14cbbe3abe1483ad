"""Pages of the register: units and bodies, bringing in a roster, source classes, the finished name list."""
