"""The ground floor: who, where, who may, and the only way anything changes."""
